#include "search/terms.h"

#include "search/letter.h"
#include "search/words.h"

#include <unicode/uchar.h>

/* One character at a time, kept with its place. */
struct reading {
        struct slice text;
        size_t at, next;   /* of the character; behind it */
        UChar32 character; /* -1 at the end */
};

static void step(struct reading *r)
{
        r->at = r->next;
        r->character = letter_next(r->text, &r->next);
}

static bool is_quote(UChar32 c)
{
        return c == '"' || c == 0xab || c == 0xbb || (c >= 0x201c && c <= 0x201f) || c == 0x2033 || c == 0xff02;
}

static bool is_space(UChar32 c)
{
        return u_isUWhiteSpace(c) || u_iscntrl(c);
}

static bool is_minus(UChar32 c)
{
        return c == '-' || c == 0x2212;
}

/* Words that stand in nearly every text, folded. */
static const char *const common_words[] = {
        "і",   "й",   "та", "в",   "у",   "на",  "з",   "із",  "зі",   "що",  "до",  "не",  "за",   "про", "як",
        "від", "для", "по", "це",  "а",   "але", "або", "чи",  "при",  "и",   "во",  "с",   "со",   "к",   "о",
        "об",  "от",  "из", "что", "как", "это", "но",  "или", "же",   "the", "a",   "an",  "of",   "in",  "on",
        "to",  "and", "or", "for", "at",  "by",  "is",  "it",  "with", "as",  "are", "was", "from", NULL};

bool terms_is_common(struct slice folded)
{
        for (size_t i = 0; common_words[i]; i++)
                if (slice_eq(folded, slice_of(common_words[i]))) return true;
        return false;
}

static bool is_common(struct slice text)
{
        struct word_scan scan = {.text = text};
        struct word word, other;
        return word_next(&scan, &word) && !word_next(&scan, &other) && terms_is_common(word_folded(&word));
}

static void add(struct terms *terms, struct slice text, bool excluded, bool quoted)
{
        if (terms->count == TERMS_MAX || !words_are_in(text)) return;
        terms->at[terms->count++] =
                (struct term){text, excluded, quoted, .common = !quoted && !excluded && is_common(text)};
        terms->wanted += !excluded;
}

/* Up to the next quote, whichever it is, or to the end. */
static void read_quoted(struct reading *r, struct terms *ret, bool excluded)
{
        step(r);
        size_t start = r->at;
        while (r->character >= 0 && !is_quote(r->character))
                step(r);
        add(ret, (struct slice){r->text.at + start, r->at - start}, excluded, true);
        if (r->character >= 0) step(r);
}

/* A number in groups is one word, spaces and all. */
static void read_word(struct reading *r, struct terms *ret, bool excluded)
{
        size_t start = r->at;
        while (r->character >= 0 && !is_quote(r->character) && !is_space(r->character)) {
                size_t end = words_number_end(r->text, r->at);
                if (end > r->at) r->next = end;
                step(r);
        }
        add(ret, (struct slice){r->text.at + start, r->at - start}, excluded, false);
}

/* Common words count where there is nothing else. */
static void settle(struct terms *terms)
{
        unsigned common = 0;
        for (unsigned i = 0; i < terms->count; i++)
                common += terms->at[i].common;
        for (unsigned i = 0; i < terms->count && common == terms->wanted; i++)
                terms->at[i].common = false;
}

void terms_read(struct slice typed, struct terms *ret)
{
        if (typed.len > TERMS_TEXT_MAX_BYTES) typed.len = TERMS_TEXT_MAX_BYTES;
        struct reading r = {.text = typed};
        *ret = (struct terms){.count = 0};
        step(&r);
        while (r.character >= 0 && ret->count < TERMS_MAX) {
                while (is_space(r.character))
                        step(&r);
                bool excluded = is_minus(r.character);
                if (excluded) step(&r);
                if (is_quote(r.character))
                        read_quoted(&r, ret, excluded);
                else
                        read_word(&r, ret, excluded);
        }
        settle(ret);
}

void terms_write(const struct terms *terms, struct buf *ret)
{
        for (unsigned i = 0; i < terms->count; i++) {
                const struct term *term = &terms->at[i];
                if (i) buf_add_char(ret, ' ');
                if (term->excluded) buf_add_char(ret, '-');
                if (term->quoted) buf_add_char(ret, '"');
                words_fold(term->text, ret);
                if (term->quoted) buf_add_char(ret, '"');
        }
}
