#include "search/snippet.h"

#include "base/markup.h"
#include "search/snippet_cut.h"
#include "search/stream.h"
#include "search/words.h"

#include <stdlib.h>

enum { WINDOW_WORDS = 28, WORDS_BEFORE = 7, TERMS_COUNTED = 32, WORDS_MAX = 20000 };

/* A word is marked by which of the terms it is, from 1; 0: none. WHOLE: the compound that begins with it is. */
enum { WHOLE = 0x80 };

static bool shares_stem(struct slice a, struct slice b)
{
        for (struct slice left = a; left.len;) {
                struct slice stem = slice_cut(&left, STEM_AND);
                if (stem.len == 0) continue;
                for (struct slice right = b; right.len;)
                        if (slice_eq(stem, slice_cut(&right, STEM_AND))) return true;
        }
        return false;
}

static uint8_t term_of(const struct snippet_terms *terms, struct slice token)
{
        struct slice left = terms->streams, whole = {0};
        const char *at = slice_find(token, SLICE(STEMS_WHOLE));
        if (at) {
                whole = slice_skip(token, (size_t)(at - token.at));
                token.len -= whole.len;
        }
        for (uint8_t i = 1; left.len && i <= TERMS_COUNTED; i++) {
                struct slice term = slice_cut(&left, ' ');
                if (shares_stem(term, token)) return i;
                if (shares_stem(term, whole)) return i | WHOLE;
        }
        return 0;
}

size_t snippet_mark(const struct snippet_terms *terms, struct slice stream, uint8_t *marks, size_t max)
{
        size_t count = 0;
        while (stream.len && count < max)
                marks[count++] = term_of(terms, slice_cut(&stream, ' '));
        return count;
}

static unsigned terms_within(const uint8_t *marks, size_t from, size_t until)
{
        uint64_t seen = 0;
        for (size_t i = from; i < until; i++)
                if (marks[i]) seen |= UINT64_C(1) << (marks[i] & ~WHOLE);
        return (unsigned)__builtin_popcountll(seen);
}

/* The first window with the most different terms; they begin a few words into it. */
struct window {
        size_t text, first, marked; /* its first word, and the first that is marked */
        unsigned terms;
};

static void look_through(const uint8_t *marks, size_t count, size_t text, struct window *best)
{
        for (size_t i = 0; i < count; i++) {
                if (!marks[i]) continue;
                size_t until = i + WINDOW_WORDS - WORDS_BEFORE < count ? i + WINDOW_WORDS - WORDS_BEFORE : count;
                unsigned terms = terms_within(marks, i, until);
                if (terms <= best->terms) continue;
                *best = (struct window){text, i > WORDS_BEFORE ? i - WORDS_BEFORE : 0, i, terms};
        }
}

static struct slice part(struct slice text, size_t from, size_t until)
{
        return (struct slice){text.at + from, until - from};
}

/* Between two words. A block of the text ends with a line: where nothing ends its last sentence (a heading, a caption,
 * a cell), it is kept apart from the next. */
static void write_between(struct slice text, struct buf *ret)
{
        const char *end = memchr(text.at, '\n', text.len);
        if (!end) {
                markup_escape(text, ret);
                return;
        }
        struct slice before = part(text, 0, (size_t)(end - text.at)), after = slice_skip(text, before.len);
        bool is_ended = slice_find(before, SLICE("…")) != NULL;
        for (size_t i = 0; i < before.len; i++)
                is_ended |= memchr(".!?:;,", before.at[i], 6) != NULL;
        while (after.len && (*after.at == '\n' || *after.at == ' '))
                after = slice_skip(after, 1);
        markup_escape(before, ret);
        buf_add_text(ret, is_ended ? " " : " · ");
        markup_escape(after, ret);
}

/* The words of `cut`, and how far the text was written. Neighbours that are both marked share one mark, so that a
 * phrase is one. */
static size_t write_words(struct slice text, struct slice marks, const struct snippet_cut *cut, struct buf *ret)
{
        struct word_scan scan = {.text = text};
        struct word word;
        size_t written = cut->start;
        bool in_mark = false, goes_on = false; /* a compound that is marked as a whole */
        for (size_t n = 0; n < marks.len && n < cut->until && word_next(&scan, &word); n++) {
                bool marked = marks.at[n] || goes_on;
                goes_on = (goes_on || ((uint8_t)marks.at[n] & WHOLE)) && word.joins_next;
                if (n < cut->first) continue;
                if (in_mark && !marked) buf_add_text(ret, "</mark>");
                write_between(part(text, written, word.start), ret);
                if (marked && !in_mark) buf_add_text(ret, "<mark>");
                markup_escape(part(text, word.start, word.end), ret);
                in_mark = marked;
                written = word.end;
        }
        if (in_mark) buf_add_text(ret, "</mark>");
        return written;
}

void snippet_write_whole(struct slice text, struct slice marks, struct buf *ret)
{
        size_t written = write_words(text, marks, &(struct snippet_cut){.until = marks.len}, ret);
        write_between(slice_skip(text, written), ret);
}

static void write_window(struct slice text, struct slice marks, size_t first, struct buf *ret)
{
        const struct snippet_cut cut = snippet_cut_near(text, first, first + WINDOW_WORDS);
        if (cut.first) buf_add_text(ret, "… ");
        size_t written = write_words(text, marks, &cut, ret);
        if (cut.until < marks.len) {
                markup_escape(part(text, written, cut.end), ret);
                buf_add_text(ret, " …");
        } else {
                write_between(slice_trim(slice_skip(text, written)), ret);
        }
}

static size_t start_of_word(struct slice text, size_t number)
{
        struct word_scan scan = {.text = text};
        struct word word = {.start = 0};
        for (size_t n = 0; n <= number && word_next(&scan, &word);)
                n++;
        return word.start;
}

struct snippet_place snippet_write(const struct snippet_terms *terms, const struct snippet_text *texts, unsigned count,
                                   struct buf *ret)
{
        uint8_t *marks = calloc(count, WORDS_MAX);
        must(marks != NULL);
        struct window best = {.text = 0};
        size_t words[8] = {0};
        must(count <= sizeof words / sizeof words[0]);
        for (unsigned i = 0; i < count; i++) {
                words[i] = snippet_mark(terms, texts[i].stream, marks + i * (size_t)WORDS_MAX, WORDS_MAX);
                look_through(marks + i * (size_t)WORDS_MAX, words[i], i, &best);
        }
        const struct slice of_best = {(const char *)marks + best.text * WORDS_MAX, words[best.text]};
        if (best.terms) write_window(texts[best.text].text, of_best, best.first, ret);
        free(marks);
        if (!best.terms) return (struct snippet_place){.text = count};
        return (struct snippet_place){(unsigned)best.text, start_of_word(texts[best.text].text, best.marked)};
}
