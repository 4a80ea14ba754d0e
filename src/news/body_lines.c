#include "news/body_lines.h"

#include "base/err.h"

#include <ctype.h>
#include <stdlib.h>

#define SIGNS "\\*_^~[]"

static const struct {
        enum mark mark;
        const char *sign;
} marks[] = {{MARK_BOLD, "**"}, {MARK_ITALIC, "_"}, {MARK_SUPERSCRIPT, "^"}, {MARK_SUBSCRIPT, "~"}};
enum { MARKS = sizeof marks / sizeof marks[0] };

/* ---- writing ---- */

static const char *const kind_names[] = {
        [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_LABELLED] = "labelled",
        [BLOCK_HEADING] = "heading",     [BLOCK_LIST] = "list",
        [BLOCK_ITEM] = "item",           [BLOCK_QUOTE] = "quote",
        [BLOCK_IMAGE] = "image",         [BLOCK_GALLERY] = "gallery",
        [BLOCK_TABLE] = "table",         [BLOCK_ROW] = "row",
        [BLOCK_CELL] = "cell",           [BLOCK_EMBED] = "embed",
        [BLOCK_DIVIDER] = "divider",     [BLOCK_TIMELINE] = "timeline",
};

/* "- " or "12. ", its length; 0: the line begins no item. */
static size_t item_sign(struct slice line, bool *ret_ordered)
{
        size_t digits = 0;
        *ret_ordered = false;
        if (slice_starts_with(line, SLICE("- "))) return 2;
        while (digits < line.len && isdigit((unsigned char)line.at[digits]))
                digits++;
        *ret_ordered = digits > 0 && digits < 4 && slice_starts_with(slice_skip(line, digits), SLICE(". "));
        return *ret_ordered ? digits + 2 : 0;
}

static bool is_line_sign(struct slice text, size_t at)
{
        bool ordered;
        struct slice line = slice_skip(text, at);
        if (at > 0 && text.at[at - 1] != '\n') return false;
        return item_sign(line, &ordered) || slice_starts_with(line, SLICE("## ")) ||
               slice_starts_with(line, SLICE("### "));
}

/* A sign that would mean something is made a letter. */
static void write_letters(struct slice text, bool begins_block, struct buf *ret)
{
        for (size_t i = 0; i < text.len; i++) {
                char c = text.at[i];
                bool is_first = i > 0 || begins_block;
                if (strchr(SIGNS, c) || (is_first && is_line_sign(text, i))) buf_add_char(ret, '\\');
                buf_add_char(ret, c);
        }
}

static void write_signs(unsigned which, struct buf *ret)
{
        for (size_t i = 0; i < MARKS; i++)
                if (which & marks[i].mark) buf_add_text(ret, marks[i].sign);
}

static void write_text(const struct rich_text *text, struct buf *ret)
{
        for (size_t i = 0; i < text->count; i++) {
                const struct span *span = &text->spans[i];
                bool is_link = span->marks & MARK_LINK;
                if (is_link) buf_add_char(ret, '[');
                write_signs(span->marks, ret);
                write_letters(span->text, i == 0 && !span->marks, ret);
                write_signs(span->marks, ret);
                if (is_link) buf_add_format(ret, "](%.*s)", SLICE_ARGS(span->href));
        }
}

static bool is_flat(const struct block *list)
{
        for (size_t i = 0; i < list->child_count; i++)
                if (list->children[i].child_count) return false;
        return true;
}

static bool has_lines(const struct block *b)
{
        return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_HEADING || (b->kind == BLOCK_LIST && is_flat(b));
}

static void write_items(const struct block *list, struct buf *ret)
{
        for (size_t i = 0; i < list->child_count; i++) {
                if (i) buf_add_char(ret, '\n');
                if (list->ordered)
                        buf_add_format(ret, "%zu. ", i + 1);
                else
                        buf_add_text(ret, "- ");
                write_text(&list->children[i].text, ret);
        }
}

static void write_block(const struct block *b, struct buf *ret)
{
        if (!has_lines(b)) {
                buf_add_format(ret, "[[%s %.*s]]", kind_names[b->kind], SLICE_ARGS(b->id));
                return;
        }
        if (b->kind == BLOCK_LIST) {
                write_items(b, ret);
                return;
        }
        if (b->kind == BLOCK_HEADING) buf_add_text(ret, b->level == 2 ? "## " : "### ");
        write_text(&b->text, ret);
}

void body_write_lines(const struct body *b, struct buf *ret)
{
        for (size_t i = 0; i < b->count; i++) {
                if (i) buf_add_text(ret, "\n\n");
                write_block(&b->blocks[i], ret);
        }
}

/* ---- reading ---- */

struct line_reader {
        const struct body *before;
        struct slice *shown; /* its blocks' lines */
        bool *used;          /* by its blocks */
        struct arena *arena;
};

struct span_list {
        struct span *at;
        size_t count, room;
        struct arena *arena;
};

static void add_span(struct span_list *list, struct slice text, unsigned which, struct slice href)
{
        if (text.len == 0) return;
        if (list->count == list->room) {
                size_t room = list->room ? 2 * list->room : 8;
                struct span *grown = arena_array(list->arena, room, sizeof *grown);
                if (list->count) memcpy(grown, list->at, list->count * sizeof *grown);
                list->at = grown;
                list->room = room;
        }
        list->at[list->count++] = (struct span){arena_copy(list->arena, text), which, href};
}

/* The mark whose sign stands there; 0: none. Its length goes to `ret_len`. */
static unsigned mark_at(struct slice text, size_t *ret_len)
{
        for (size_t i = 0; i < MARKS; i++) {
                *ret_len = strlen(marks[i].sign);
                if (slice_starts_with(text, slice_of(marks[i].sign))) return marks[i].mark;
        }
        return 0;
}

/* Of "[text](address)...", both, and how long it is; false when it is no link. */
static bool link_at(struct slice text, struct slice *ret_words, struct slice *ret_href, size_t *ret_len)
{
        size_t close = 1;
        while (close + 1 < text.len && !(text.at[close] == ']' && text.at[close + 1] == '('))
                close += text.at[close] == '\\' ? 2 : 1;
        if (text.at[0] != '[' || close + 1 >= text.len) return false;
        size_t end = close + 2, depth = 0;
        for (; end < text.len && (text.at[end] != ')' || depth); end++) {
                if (text.at[end] == '(') depth++;
                if (text.at[end] == ')') depth--;
        }
        if (end >= text.len || close == 1 || end == close + 2) return false;
        *ret_words = (struct slice){text.at + 1, close - 1};
        *ret_href = (struct slice){text.at + close + 2, end - close - 2};
        *ret_len = end + 1;
        return true;
}

static void read_spans(struct slice text, unsigned which, struct slice href, struct span_list *list)
{
        CLEANUP(buf_clear) struct buf letters = BUF_INIT(text.len + 1);
        while (text.len) {
                struct slice words, address;
                size_t len = 1;
                bool is_link = !(which & MARK_LINK) && link_at(text, &words, &address, &len);
                unsigned mark = is_link ? 0 : mark_at(text, &len);
                if (is_link || mark) {
                        add_span(list, buf_slice(&letters), which, href);
                        buf_truncate(&letters);
                }
                if (is_link) read_spans(words, which | MARK_LINK, arena_copy(list->arena, address), list);
                which ^= mark;
                if (!is_link && !mark) {
                        len = text.at[0] == '\\' && text.len > 1 ? 2 : 1;
                        buf_add_char(&letters, text.at[len - 1]);
                }
                text = slice_skip(text, len);
        }
        add_span(list, buf_slice(&letters), which, href);
}

static struct rich_text read_text(struct slice text, struct arena *a)
{
        struct span_list list = {.arena = a};
        read_spans(slice_trim(text), 0, SLICE(""), &list);
        return (struct rich_text){list.at, list.count};
}

static size_t count_items(struct slice chunk, bool *ret_ordered)
{
        bool ordered;
        size_t count = 0;
        item_sign(chunk, ret_ordered);
        while (chunk.len) {
                struct slice line = slice_cut(&chunk, '\n');
                if (item_sign(line, &ordered) == 0 && count == 0) return 0;
                if (item_sign(line, &ordered)) count++;
        }
        return count;
}

/* A line without a sign goes on with the item before it. */
static void read_items(struct slice chunk, struct block *list, struct arena *a)
{
        list->children = arena_array(a, list->child_count, sizeof *list->children);
        for (size_t i = 0; i < list->child_count; i++) {
                bool ordered;
                size_t end = item_sign(chunk, &ordered), from = end;
                while (end < chunk.len && !(chunk.at[end] == '\n' && item_sign(slice_skip(chunk, end + 1), &ordered)))
                        end++;
                struct slice text = {chunk.at + from, end - from};
                list->children[i] = (struct block){.kind = BLOCK_ITEM, .text = read_text(text, a)};
                chunk = slice_skip(chunk, end < chunk.len ? end + 1 : end);
        }
}

static struct block read_new(struct slice chunk, struct arena *a)
{
        struct block b = {.kind = BLOCK_PARAGRAPH};
        b.child_count = count_items(chunk, &b.ordered);
        if (b.child_count) {
                b.kind = BLOCK_LIST;
                read_items(chunk, &b, a);
                return b;
        }
        b.ordered = false;
        if (slice_starts_with(chunk, SLICE("## "))) b.level = 2;
        if (slice_starts_with(chunk, SLICE("### "))) b.level = 3;
        if (b.level) b.kind = BLOCK_HEADING;
        b.text = read_text(slice_skip(chunk, b.level ? b.level + 1 : 0), a);
        return b;
}

static void show_before(struct line_reader *r)
{
        r->used = arena_array(r->arena, r->before->count, sizeof *r->used);
        r->shown = arena_array(r->arena, r->before->count, sizeof *r->shown);
        for (size_t i = 0; i < r->before->count; i++) {
                CLEANUP(buf_clear) struct buf lines = BUF_INIT(BODY_JSON_MAX_BYTES);
                write_block(&r->before->blocks[i], &lines);
                r->shown[i] = arena_copy(r->arena, slice_trim(buf_slice(&lines)));
        }
}

/* The block of before that has these lines, once. */
static bool find_before(struct line_reader *r, struct slice chunk, struct block *ret)
{
        for (size_t i = 0; i < r->before->count; i++) {
                if (r->used[i] || !slice_eq(r->shown[i], chunk)) continue;
                r->used[i] = true;
                *ret = r->before->blocks[i];
                return true;
        }
        return false;
}

static struct slice next_chunk(struct slice *rest)
{
        size_t end = 0;
        while (end < rest->len && !(rest->at[end] == '\n' && end + 1 < rest->len && rest->at[end + 1] == '\n'))
                end++;
        struct slice chunk = slice_trim((struct slice){rest->at, end});
        *rest = slice_skip(*rest, end);
        while (rest->len && rest->at[0] == '\n')
                *rest = slice_skip(*rest, 1);
        return chunk;
}

void body_read_lines(struct slice lines, const struct body *before, struct arena *a, struct body *ret)
{
        size_t most = 1;
        for (size_t i = 0; i < lines.len; i++)
                most += lines.at[i] == '\n';
        struct line_reader reader = {.before = before, .arena = a};
        *ret = (struct body){.blocks = arena_array(a, most, sizeof *ret->blocks)};
        show_before(&reader);
        lines = slice_trim(lines);
        while (lines.len) {
                struct slice chunk = next_chunk(&lines);
                struct block *block = &ret->blocks[ret->count];
                if (chunk.len == 0) continue;
                if (!find_before(&reader, chunk, block)) *block = read_new(chunk, a);
                if (block->text.count || block->child_count || block->id.len) ret->count++;
        }
        body_fill_ids(ret, a);
}
