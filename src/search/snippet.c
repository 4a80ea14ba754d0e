#include "search/snippet.h"

#include "base/markup.h"
#include "search/stemmer.h"
#include "search/words.h"

#include <stdlib.h>

enum { WINDOW_WORDS = 28, WORDS_BEFORE = 7, TERMS_COUNTED = 32, WORDS_MAX = 20000 };

/* A word is marked by which of the terms it is, from 1; 0: none. */

static bool shares_stem(struct slice a, struct slice b)
{
        for (struct slice left = a; left.len;) {
                struct slice stem = slice_cut(&left, STEM_AND);
                for (struct slice right = b; right.len;)
                        if (slice_eq(stem, slice_cut(&right, STEM_AND))) return true;
        }
        return false;
}

static uint8_t term_of(const struct snippet_terms *terms, struct slice token)
{
        struct slice left = terms->streams;
        for (uint8_t i = 1; left.len && i <= TERMS_COUNTED; i++)
                if (shares_stem(slice_cut(&left, ' '), token)) return i;
        return 0;
}

static size_t mark_words(const struct snippet_terms *terms, struct slice stream, uint8_t *marks)
{
        size_t count = 0;
        while (stream.len && count < WORDS_MAX)
                marks[count++] = term_of(terms, slice_cut(&stream, ' '));
        return count;
}

static unsigned terms_within(const uint8_t *marks, size_t from, size_t until)
{
        uint64_t seen = 0;
        for (size_t i = from; i < until; i++)
                if (marks[i]) seen |= UINT64_C(1) << marks[i];
        return (unsigned)__builtin_popcountll(seen);
}

/* The first window with the most different terms; they begin a few words into it. */
struct window {
        size_t text, first; /* its first word */
        unsigned terms;
};

static void look_through(const uint8_t *marks, size_t count, size_t text, struct window *best)
{
        for (size_t i = 0; i < count; i++) {
                if (!marks[i]) continue;
                size_t until = i + WINDOW_WORDS - WORDS_BEFORE < count ? i + WINDOW_WORDS - WORDS_BEFORE : count;
                unsigned terms = terms_within(marks, i, until);
                if (terms <= best->terms) continue;
                *best = (struct window){text, i > WORDS_BEFORE ? i - WORDS_BEFORE : 0, terms};
        }
}

static struct slice part(struct slice text, size_t from, size_t until)
{
        return (struct slice){text.at + from, until - from};
}

/* Neighbours that are both marked share one mark, so that a phrase is one. */
static void write_window(struct slice text, const uint8_t *marks, size_t count, size_t first, struct buf *ret)
{
        struct word_scan scan = {.text = text};
        struct word word;
        size_t n = 0, written = 0;
        bool in_mark = false;
        for (; n < count && n < first + WINDOW_WORDS && word_next(&scan, &word); n++) {
                if (n < first) continue;
                if (n == first) written = n ? word.start : 0;
                if (in_mark && !marks[n]) buf_add_text(ret, "</mark>");
                bool opens = marks[n] && !in_mark;
                markup_escape(part(text, written, word.start), ret);
                if (opens) buf_add_text(ret, "<mark>");
                markup_escape(part(text, word.start, word.end), ret);
                in_mark = marks[n];
                written = word.end;
        }
        if (in_mark) buf_add_text(ret, "</mark>");
        if (n < count)
                buf_add_text(ret, " …");
        else
                markup_escape(slice_trim(part(text, written, text.len)), ret);
}

void snippet_write(const struct snippet_terms *terms, const struct snippet_text *texts, unsigned count, struct buf *ret)
{
        uint8_t *marks = calloc(count, WORDS_MAX);
        must(marks != NULL);
        struct window best = {.text = 0};
        size_t words[8] = {0};
        must(count <= sizeof words / sizeof words[0]);
        for (unsigned i = 0; i < count; i++) {
                words[i] = mark_words(terms, texts[i].stream, marks + i * (size_t)WORDS_MAX);
                look_through(marks + i * (size_t)WORDS_MAX, words[i], i, &best);
        }
        if (best.first) buf_add_text(ret, "… ");
        if (best.terms)
                write_window(texts[best.text].text, marks + best.text * WORDS_MAX, words[best.text], best.first, ret);
        free(marks);
}
