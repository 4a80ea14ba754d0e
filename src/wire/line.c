#include "wire/line.h"

#include "news/text.h"
#include "wire/import.h"
#include "wire/plain_text.h"

struct line_run {
        unsigned marks;
        struct slice href;
        size_t end; /* in the line's text */
};

void line_init(struct line *l, struct arena *a)
{
        *l = (struct line){.arena = a, .text = BUF_INIT(IMPORT_ITEM_MAX_BYTES)};
}

void line_clear(struct line *l)
{
        buf_clear(&l->text);
}

static struct line_run *push_run(struct line *l)
{
        if (l->run_count == l->run_size) {
                size_t size = l->run_size ? 2 * l->run_size : 8;
                struct line_run *runs = arena_array(l->arena, size, sizeof *runs);
                if (l->runs) memcpy(runs, l->runs, l->run_count * sizeof *runs);
                l->runs = runs;
                l->run_size = size;
        }
        return &l->runs[l->run_count++];
}

static void append(struct line *l, struct slice bytes, unsigned marks, struct slice href)
{
        buf_add(&l->text, bytes);
        struct line_run *last = l->run_count ? &l->runs[l->run_count - 1] : NULL;
        if (!last || last->marks != marks || !slice_eq(last->href, href)) {
                last = push_run(l);
                *last = (struct line_run){.marks = marks, .href = href};
        }
        last->end = l->text.len;
}

bool line_is_empty(const struct line *l)
{
        return l->text.len == 0;
}

bool line_ends_with_break(const struct line *l)
{
        return l->text.len && l->text.at[l->text.len - 1] == '\n';
}

/* Parsers write U+FFFD for what was no text. */
enum { REPLACEMENT = 0xFFFD };

/* Whether a character is dropped: what no text may hold, and the mark of what was none. */
static bool is_dropped(uint32_t character)
{
        return !text_may_hold(character) || character == REPLACEMENT || text_is_hidden(character);
}

/* Takes what stands at the beginning of `rest` and can be copied as it is. */
static struct slice take_words(struct slice *rest)
{
        struct slice words = *rest;
        while (rest->len) {
                struct slice behind = *rest;
                uint32_t character = 0;
                text_next(&behind, &character);
                if (is_white_space(character) || is_dropped(character)) break;
                *rest = behind;
        }
        words.len -= rest->len;
        return words;
}

static void take_gap(struct line *l, struct slice *rest, unsigned marks, struct slice href)
{
        while (rest->len) {
                struct slice behind = *rest;
                uint32_t character = 0;
                text_next(&behind, &character);
                if (!is_white_space(character) && !is_dropped(character)) return;
                if (text_is_hidden(character)) l->hidden++;
                if (is_white_space(character) && !l->space_waits) {
                        l->space_waits = true;
                        l->space_marks = marks;
                        l->space_href = href;
                }
                *rest = behind;
        }
}

void line_add(struct line *l, struct slice text, unsigned marks, struct slice href)
{
        take_gap(l, &text, marks, href);
        while (text.len) {
                struct slice words = take_words(&text);
                if (l->space_waits && !line_is_empty(l) && !line_ends_with_break(l))
                        append(l, SLICE(" "), l->space_marks, l->space_href);
                l->space_waits = false;
                append(l, words, marks, href);
                take_gap(l, &text, marks, href);
        }
}

void line_break(struct line *l)
{
        l->space_waits = false;
        if (line_is_empty(l)) return;
        const struct line_run *last = &l->runs[l->run_count - 1];
        append(l, SLICE("\n"), last->marks, last->href);
}

static void empty(struct line *l)
{
        buf_truncate(&l->text);
        l->run_count = 0;
        l->space_waits = false;
}

struct rich_text line_take(struct line *l)
{
        while (line_ends_with_break(l))
                l->text.len--;
        struct slice text = arena_copy(l->arena, buf_slice(&l->text));
        struct span *spans = arena_array(l->arena, l->run_count, sizeof *spans);
        size_t start = 0, count = 0;
        for (size_t i = 0; i < l->run_count && start < text.len; i++) {
                const struct line_run *run = &l->runs[i];
                size_t end = run->end < text.len ? run->end : text.len;
                spans[count++] = (struct span){{text.at + start, end - start}, run->marks, run->href};
                start = end;
        }
        empty(l);
        return (struct rich_text){spans, count};
}

struct slice line_take_plain(struct line *l)
{
        struct slice plain = plain_line(l->arena, buf_slice(&l->text));
        empty(l);
        return plain;
}
