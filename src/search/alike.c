/* Stories that tell of the same have names and words in common that few others have. The words that may be such are
 * taken from headline and lead, then names and long words of the body; each is looked up in the index, and what more
 * than RARE_MAX articles have is no rare word. What two articles have in common is the sum of the bits that each shared
 * word tells (log2 of how many articles there are to one that has it). In a larger archive more is shared by chance, so
 * more is asked: half as much again as it takes to name one article among all, and EVER_BITS. In an archive of some
 * dozen articles no word is rare.
 *
 * Words are counted by their stems, for names are inflected; the counts of whole words that the index keeps ("did you
 * mean") are not of use here. */
#include "search/alike.h"

#include "search/index_inside.h"
#include "search/letter.h"
#include "search/stemmer.h"
#include "search/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>

enum {
        LOOKED_UP_MAX = 20, /* words */
        RARE_MAX = 100,     /* articles that have a rare word */
        RAREST_MAX = 12,    /* words that count */
        SHARED_MIN = 2,     /* words that two articles have in common */
        BEST_MAX = 32,      /* of those that share most, whose editions are looked at */
        HEADLINE_LETTERS = 4,
        BODY_LETTERS = 7,
        STEM_MAX_BYTES = 100,
        HALF_DAYS = 90, /* what is so far away counts half */
        CENTI = 100,    /* bits are counted in hundredths */
        EVER_BITS = 4,
};

/* ---- words that may be rare ---- */

struct stems {
        struct slice at[LOOKED_UP_MAX]; /* in what was kept */
        unsigned count;
};

/* Days of the week and months stand in texts about anything. As the stemmer has them; what the Ukrainian dictionary
 * does not have ("четверга") is a stem in each form. */
static const char *const days_and_months[] = {
        "понеділок", "вівторок",  "середа",    "четвер",     "четверга",    "четвергу", "четвергом", "четверз",
        "четверги",  "четвергів", "четвергам", "четвергами", "четвергах",   "пятниця",  "субота",    "неділя",
        "січень",    "лютий",     "березень",  "квітень",    "травень",     "червень",  "липень",    "серпень",
        "вересень",  "жовтень",   "листопад",  "грудень",    "понедельник", "вторник",  "сред",      "четверг",
        "пятниц",    "суббот",    "воскресен", "январ",      "феврал",      "март",     "апрел",     "ма",
        "июн",       "июл",       "август",    "сентябр",    "октябр",      "ноябр",    "декабр",    "monday",
        "tuesday",   "wednesday", "thursday",  "friday",     "saturday",    "sunday",   "januari",   "februari",
        "march",     "april",     "may",       "june",       "juli",        "august",   "septemb",   "octob",
        "novemb",    "decemb",    NULL};

static bool is_day_or_month(struct slice stem)
{
        for (const char *const *one = days_and_months; *one; one++)
                if (slice_eq(stem, slice_of(*one))) return true;
        return false;
}

/* One form may be of several words: "січні" is of "січень" and of "січний". */
static bool may_be_day_or_month(struct slice token)
{
        while (token.len)
                if (is_day_or_month(slice_cut(&token, STEM_AND))) return true;
        return false;
}

static void take_stem(struct stems *stems, struct slice token)
{
        if (may_be_day_or_month(token)) return;
        struct slice stem = slice_cut(&token, STEM_AND);
        if (stems->count == LOOKED_UP_MAX || stem.len == 0 || stem.len > STEM_MAX_BYTES) return;
        for (unsigned i = 0; i < stems->count; i++)
                if (slice_eq(stems->at[i], stem)) return;
        stems->at[stems->count++] = stem;
}

/* Letters of a word without digits: numbers are the same in texts about anything. */
static unsigned count_letters(const struct word *word)
{
        struct slice folded = word_folded(word);
        unsigned letters = 0;
        for (size_t at = 0; at < folded.len; letters++)
                if (!u_isalpha(letter_next(folded, &at)) && folded.at[at - 1] != '\'') return 0;
        return letters;
}

static bool is_name(struct slice text, const struct word *word)
{
        size_t at = word->start;
        return u_isupper(letter_next(text, &at));
}

enum which_words { WORDS_ANY, WORDS_NAMES, WORDS_LONG };

static bool is_wanted(enum which_words which, struct slice text, const struct word *word)
{
        unsigned letters = count_letters(word);
        if (which == WORDS_LONG) return letters >= BODY_LETTERS;
        return letters >= HEADLINE_LETTERS && (which == WORDS_ANY || is_name(text, word));
}

/* The n-th word of a text is the n-th token of its stream. */
static void take_words(struct slice text, struct slice stream, enum which_words which, struct stems *ret)
{
        struct word_scan scan = {.text = text};
        struct word word;
        while (ret->count < LOOKED_UP_MAX && word_next(&scan, &word)) {
                struct slice token = slice_cut(&stream, ' ');
                if (is_wanted(which, text, &word)) take_stem(ret, token);
        }
}

static void take_all(const struct alike_asked *asked, struct stems *ret)
{
        struct slice body = parts_nth(asked->texts, TEXT_BODY), stream = parts_nth(asked->streams, COLUMN_BODY);
        take_words(parts_nth(asked->texts, TEXT_HEADLINE), parts_nth(asked->streams, COLUMN_HEADLINE), WORDS_ANY, ret);
        take_words(parts_nth(asked->texts, TEXT_LEAD), parts_nth(asked->streams, COLUMN_LEAD), WORDS_ANY, ret);
        take_words(body, stream, WORDS_NAMES, ret);
        take_words(body, stream, WORDS_LONG, ret);
}

/* ---- who has them ---- */

struct rare {
        int64_t rows[RARE_MAX];
        unsigned count;
};
struct rarest {
        struct rare *at; /* RAREST_MAX + 1 of them; the rarest first */
        unsigned count;
};

/* `ret->count` stays 0 when too many have it, or nobody else. */
static struct err look_up(struct database *database, struct slice stem, struct rare *ret)
{
        char expression[STEM_MAX_BYTES + 40];
        int len = snprintf(expression, sizeof expression, "{headline lead body} : \"%.*s\"", SLICE_ARGS(stem));
        CLEANUP(query_end) struct query q = query_start(database, FIND_HAVING);
        query_bind_text(&q, (struct slice){expression, (size_t)len});
        query_bind_int(&q, RARE_MAX + 1);
        struct err err;
        unsigned count = 0;
        ret->count = 0;
        for (; query_next(&q, &err); count++)
                if (count < RARE_MAX) ret->rows[count] = query_int(&q, 0);
        if (err.code == OK && count >= 2 && count <= RARE_MAX) ret->count = count;
        return err;
}

/* The last one found stands behind the others; it moves to its place. */
static void keep_rarest(struct rarest *rarest)
{
        unsigned i = rarest->count;
        struct rare found = rarest->at[i];
        for (; i && rarest->at[i - 1].count > found.count; i--)
                rarest->at[i] = rarest->at[i - 1];
        rarest->at[i] = found;
        if (rarest->count < RAREST_MAX) rarest->count++;
}

static struct err find_rarest(struct database *database, const struct stems *stems, struct rarest *ret)
{
        for (unsigned i = 0; i < stems->count; i++) {
                struct rare *found = &ret->at[ret->count];
                TRY(look_up(database, stems->at[i], found));
                if (found->count) keep_rarest(ret);
        }
        return NO_ERR;
}

/* ---- what they have in common ---- */

struct sharing {
        int64_t row, bits; /* hundredths */
        unsigned words;
};
struct sharings {
        struct sharing *at;
        size_t count;
};

static int compare_rows(const void *a, const void *b)
{
        const struct sharing *x = a, *y = b;
        return (x->row > y->row) - (x->row < y->row);
}

static int compare_bits(const void *a, const void *b)
{
        const struct sharing *x = a, *y = b;
        if (x->bits != y->bits) return x->bits > y->bits ? -1 : 1;
        return -compare_rows(a, b);
}

/* A row for each article that has one of the words, then one for each article. */
static void sum_up(const struct rarest *rarest, const struct alike_asked *asked, struct sharings *ret)
{
        ret->count = 0;
        for (unsigned i = 0; i < rarest->count; i++) {
                const struct rare *rare = &rarest->at[i];
                int64_t bits = (int64_t)(CENTI * log2((double)asked->articles / rare->count));
                for (unsigned k = 0; k < rare->count && bits > 0; k++)
                        if (rare->rows[k] != asked->row)
                                ret->at[ret->count++] = (struct sharing){rare->rows[k], bits, 1};
        }
        if (ret->count == 0) return;
        qsort(ret->at, ret->count, sizeof ret->at[0], compare_rows);
        size_t kept = 0;
        for (size_t i = 1; i < ret->count; i++) {
                if (ret->at[i].row != ret->at[kept].row) {
                        ret->at[++kept] = ret->at[i];
                        continue;
                }
                ret->at[kept].bits += ret->at[i].bits;
                ret->at[kept].words++;
        }
        ret->count = kept + 1;
}

/* Those that share enough, the most first; what is far away in time counts less. */
static void weigh(const struct alike_asked *asked, struct sharings *sharings)
{
        const int64_t day_ms = 24 * 60 * 60 * 1000;
        const int64_t enough = (int64_t)(CENTI * (1.5 * log2((double)asked->articles) + EVER_BITS));
        size_t kept = 0;
        for (size_t i = 0; i < sharings->count; i++) {
                struct sharing sharing = sharings->at[i];
                if (sharing.words < SHARED_MIN || sharing.bits < enough) continue;
                int64_t days = llabs(row_published_ms(sharing.row) - row_published_ms(asked->row)) / day_ms;
                sharing.bits = sharing.bits * HALF_DAYS / (HALF_DAYS + days);
                sharings->at[kept++] = sharing;
        }
        sharings->count = kept;
        if (kept) qsort(sharings->at, kept, sizeof sharings->at[0], compare_bits);
}

static struct err take_best(struct database *database, const struct alike_asked *asked, const struct sharings *from,
                            struct search_alike *ret)
{
        for (size_t i = 0; i < from->count && i < BEST_MAX && ret->count < SEARCH_ALIKE_MAX; i++) {
                CLEANUP(query_end) struct query q = query_start(database, ARTICLE_OF_ROW);
                query_bind_int(&q, from->at[i].row);
                TRY(query_row(&q));
                if (query_int(&q, 1) != asked->edition) continue;
                ret->at[ret->count++] = (struct search_likeness){.article = query_int(&q, 0),
                                                                 .published_ms = row_published_ms(from->at[i].row),
                                                                 .centibits = from->at[i].bits};
        }
        return NO_ERR;
}

struct err alike_find(struct database *database, const struct alike_asked *asked, struct search_alike *ret)
{
        struct stems stems = {.count = 0};
        struct rarest rarest = {.at = malloc((RAREST_MAX + 1) * sizeof *rarest.at)};
        struct sharings sharings = {.at = malloc(RAREST_MAX * RARE_MAX * sizeof *sharings.at)};
        struct err err = rarest.at && sharings.at ? NO_ERR : ERR(ERR_FULL, "find what is alike");
        ret->count = 0;
        take_all(asked, &stems);
        if (err.code == OK) err = find_rarest(database, &stems, &rarest);
        if (err.code == OK) {
                sum_up(&rarest, asked, &sharings);
                weigh(asked, &sharings);
                err = take_best(database, asked, &sharings, ret);
        }
        free(rarest.at);
        free(sharings.at);
        return err;
}
