#include "search/verbatim.h"

#include "search/index_inside.h"
#include "search/words.h"

static bool has_word(const struct verbatim *v, struct slice word)
{
        for (unsigned i = 0; i < v->count; i++)
                if (slice_eq(v->words[i], word)) return true;
        return false;
}

void verbatim_of(const struct terms *terms, struct buf *scratch, struct verbatim *ret)
{
        ret->count = 0;
        for (unsigned i = 0; i < terms->count; i++) {
                const struct term *term = &terms->at[i];
                if (term->excluded || term->common) continue;
                words_fold(term->text, scratch);
                buf_add_char(scratch, ' ');
        }
        struct slice left = buf_slice(scratch);
        while (left.len && ret->count < sizeof ret->words / sizeof ret->words[0]) {
                struct slice word = slice_cut(&left, ' ');
                if (word.len && !has_word(ret, word)) ret->words[ret->count++] = word;
        }
}

/* A text has its headline first, so what was seen there is not looked for again. */
double verbatim_share(const struct verbatim *v, struct slice texts)
{
        enum { IN_HEADLINE = 2, ELSEWHERE = 1 };
        const size_t headline_len = parts_nth(texts, TEXT_HEADLINE).len;
        bool seen[sizeof v->words / sizeof v->words[0]] = {false};
        unsigned points = 0, unseen = v->count;
        struct word_scan scan = {.text = texts};
        struct word word;
        while (unseen && word_next(&scan, &word)) {
                for (unsigned i = 0; i < v->count; i++) {
                        if (seen[i] || !slice_eq(v->words[i], word_folded(&word))) continue;
                        seen[i] = true;
                        unseen--;
                        points += word.start < headline_len ? IN_HEADLINE : ELSEWHERE;
                }
        }
        return v->count ? (double)points / (IN_HEADLINE * v->count) : 0;
}
