/* First the keyboard: what was typed may be the keys of another layout. Then spelling: each word that finds nothing
 * alone is put as the archive's word that is nearest to it by letters added, left out, exchanged, or in the wrong
 * order; of several the most frequent. Nearer than what is two letters away is a longer word that begins so: somebody
 * stopped typing. Where none is near, two words may have been typed as one. Words that stand in every other text are
 * meant by nobody. The words looked through are those that begin with the same letter, or with the second, in the place
 * of a first that is wrong or too many; bounded in number. */
#include "search/suggest.h"

#include "search/index_inside.h"
#include "search/layout.h"
#include "search/letter.h"
#include "search/words.h"

enum { ONE_LETTER = 1, BEGINS_SO, TWO_LETTERS }; /* how near a word is */
enum { LETTERS_MAX = 40, LOOKED_AT_MAX = 40000, SUGGESTION_MAX_BYTES = 2 * TERMS_TEXT_MAX_BYTES };

/* ---- distance ---- */

struct letters {
        int32_t at[LETTERS_MAX];
        int count;
};

static void read_letters(struct slice word, struct letters *ret)
{
        ret->count = 0;
        for (size_t at = 0; at < word.len && ret->count < LETTERS_MAX;)
                ret->at[ret->count++] = letter_next(word, &at);
}

static int least(int a, int b)
{
        return a < b ? a : b;
}

/* How many letters are added, left out, exchanged, or two neighbours swapped; `max` + 1 when they are more. */
static int distance(const struct letters *a, const struct letters *b, int max)
{
        int rows[3][LETTERS_MAX + 1];
        int *before = rows[0], *last = rows[1], *row = rows[2];
        for (int j = 0; j <= b->count; j++)
                last[j] = j;
        for (int i = 1; i <= a->count; i++) {
                int best = row[0] = i;
                for (int j = 1; j <= b->count; j++) {
                        int differs = a->at[i - 1] != b->at[j - 1];
                        row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + differs);
                        bool swapped = i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1];
                        if (swapped) row[j] = least(row[j], before[j - 2] + 1);
                        best = least(best, row[j]);
                }
                if (best > max) return max + 1;
                int *free_row = before;
                before = last;
                last = row;
                row = free_row;
        }
        return least(last[b->count], max + 1);
}

/* ---- the nearest word ---- */

struct nearest {
        struct slice asked; /* folded */
        struct letters letters;
        int max;  /* distance that is still a slip of the finger */
        int near; /* 0: none yet */
        int64_t articles;
        char word[WORD_MAX_BYTES]; /* as it is written */
        size_t len;
};

/* Besides those that queries leave out when there are others (terms.c): in a query they may be what is asked for. */
static const char *const function_words[] = {
        "там",    "тут",   "так",   "такий", "також", "теж",     "той",   "тим",    "тих",   "тому",   "цей",   "цим",
        "цих",    "цього", "свій",  "своїх", "був",   "була",    "було",  "були",   "буде",  "будуть", "він",   "вона",
        "вони",   "воно",  "його",  "йому",  "їхній", "нас",     "вас",   "нам",    "вам",   "хто",    "коли",  "куди",
        "вже",    "щоб",   "якщо",  "який",  "яка",   "яке",     "які",   "яких",   "під",   "над",    "між",   "без",
        "через",  "після", "перед", "може",  "можна", "ще",      "лише",  "тільки", "усі",   "всі",    "весь",  "сам",
        "был",    "была",  "было",  "были",  "будет", "будут",   "она",   "они",    "оно",   "его",    "ему",   "тот",
        "том",    "тем",   "тех",   "этот",  "этом",  "этого",   "свой",  "своих",  "кто",   "когда",  "куда",  "уже",
        "еще",    "чтобы", "если",  "какой", "какие", "который", "под",   "между",  "после", "может",  "можно", "лишь",
        "только", "все",   "тоже",  "также", "may",   "can",     "will",  "would",  "could", "should", "must",  "has",
        "have",   "had",   "been",  "were",  "this",  "that",    "these", "those",  "they",  "them",   "then",  "than",
        "there",  "here",  "who",   "when",  "where", "what",    "which", "not",    "but",   "his",    "her",   "him",
        "its",    "our",   "your",  "you",   "she",   "their",   "all",   "any",    "some",  "such",   "also",  "into",
        "over",   "after", "about", "more",  "most",  "just",    "only",  NULL};

static bool is_meant_by_nobody(struct slice word)
{
        for (size_t i = 0; function_words[i]; i++)
                if (slice_eq(word, slice_of(function_words[i]))) return true;
        return terms_is_common(word);
}

/* 0 when it is far. */
static int nearness(const struct nearest *n, struct slice word)
{
        struct letters letters;
        read_letters(word, &letters);
        int far = distance(&n->letters, &letters, n->max);
        if (far == 1) return ONE_LETTER;
        if (far && slice_starts_with(word, n->asked)) return BEGINS_SO;
        return far && far <= n->max ? TWO_LETTERS : 0;
}

struct known_word {
        struct slice folded, written; /* call */
        int64_t articles;
};

static void consider(struct nearest *n, const struct known_word *word)
{
        if (word->written.len > sizeof n->word) return;
        int near = nearness(n, word->folded);
        if (near == 0 || is_meant_by_nobody(word->folded)) return;
        if (n->near && (near > n->near || (near == n->near && word->articles <= n->articles))) return;
        n->near = near;
        n->articles = word->articles;
        memcpy(n->word, word->written.at, word->written.len);
        n->len = word->written.len;
}

/* Words from one up to another, in the order of their letters, of so many letters. */
struct range {
        struct slice from, until;
        int letters_min, letters_max;
};

static struct err look_in(const struct suggesting *s, unsigned edition, const struct range *range, struct nearest *n)
{
        CLEANUP(query_end) struct query q = query_start(s->database, WORDS_LIKE);
        query_bind_int(&q, edition);
        query_bind_text(&q, range->from);
        query_bind_text(&q, range->until);
        query_bind_int(&q, range->letters_min);
        query_bind_int(&q, range->letters_max);
        query_bind_int(&q, LOOKED_AT_MAX);
        struct err err;
        while (query_next(&q, &err)) {
                const struct known_word word = {query_slice(&q, 0), query_slice(&q, 2), query_int(&q, 1)};
                consider(n, &word);
        }
        return err;
}

/* Words of much the same length that begin with a letter. */
static struct err look_at(const struct suggesting *s, unsigned edition, int32_t letter, struct nearest *n)
{
        char first[LETTER_MAX_BYTES], behind[LETTER_MAX_BYTES];
        size_t first_len = letter_write(letter, first), behind_len = letter_write(letter + 1, behind);
        const struct range range = {.from = {first, first_len},
                                    .until = {behind, behind_len},
                                    .letters_min = n->letters.count - n->max,
                                    .letters_max = n->letters.count + n->max};
        return look_in(s, edition, &range, n);
}

/* Longer words that begin with all of it. */
static struct err look_on(const struct suggesting *s, unsigned edition, struct nearest *n)
{
        char behind[WORD_MAX_BYTES + LETTER_MAX_BYTES];
        size_t last = n->asked.len;
        int32_t letter = letter_previous(n->asked, &last);
        memcpy(behind, n->asked.at, last);
        size_t len = last + letter_write(letter + 1, behind + last);
        const struct range range = {.from = n->asked,
                                    .until = {behind, len},
                                    .letters_min = n->letters.count + 1,
                                    .letters_max = LETTERS_MAX};
        return look_in(s, edition, &range, n);
}

static struct err find_nearest(const struct suggesting *s, struct slice folded, struct nearest *ret)
{
        enum { SHORT = 4, MIDDLE = 5 };
        *ret = (struct nearest){.asked = folded, .max = 2};
        read_letters(folded, &ret->letters);
        const struct letters *asked = &ret->letters;
        if (asked->count < SHORT) return NO_ERR;
        if (asked->count <= MIDDLE) ret->max = 1;
        unsigned from = s->edition ? s->edition : 1, until = s->edition ? s->edition : s->editions;
        for (unsigned edition = from; edition <= until; edition++) {
                TRY(look_at(s, edition, asked->at[0], ret));
                if (asked->at[1] != asked->at[0]) TRY(look_at(s, edition, asked->at[1], ret));
                TRY(look_on(s, edition, ret));
        }
        return NO_ERR;
}

/* ---- a space that was left out ---- */

/* Puts a space where both parts stand side by side somewhere in the archive: "півроку" as "пів року". */
static struct err put_space(const struct suggesting *s, struct slice word, struct nearest *ret)
{
        enum { LEAST = 3, WORD_LETTERS_MAX = 24 };
        CLEANUP(buf_clear) struct buf phrase = BUF_INIT(WORD_MAX_BYTES + 3);
        struct letters letters;
        size_t at = 0;
        read_letters(word, &letters);
        if (letters.count > WORD_LETTERS_MAX || word.len + 1 > sizeof ret->word) return NO_ERR;
        for (int before = 1; before <= letters.count - LEAST; before++) {
                bool finds = false;
                letter_next(word, &at);
                if (before < LEAST) continue;
                buf_truncate(&phrase);
                buf_add_format(&phrase, "\"%.*s %.*s\"", (int)at, word.at, SLICE_ARGS(slice_skip(word, at)));
                TRY(s->finds(s->context, buf_slice(&phrase), &finds));
                if (!finds) continue;
                ret->len = phrase.len - 2;
                memcpy(ret->word, phrase.at + 1, ret->len);
                return NO_ERR;
        }
        return NO_ERR;
}

/* ---- the whole of it ---- */

static struct err respell(const struct suggesting *s, struct slice typed, struct buf *ret, bool *ret_changed)
{
        struct word_scan scan = {.text = typed};
        struct word word;
        struct nearest nearest;
        size_t written = 0;
        while (word_next(&scan, &word)) {
                bool finds = false;
                struct slice own = {typed.at + word.start, word.end - word.start};
                TRY(s->finds(s->context, own, &finds));
                if (finds) continue;
                TRY(find_nearest(s, word_folded(&word), &nearest));
                if (nearest.len == 0) TRY(put_space(s, word_folded(&word), &nearest));
                if (nearest.len == 0) continue;
                buf_add(ret, (struct slice){typed.at + written, word.start - written});
                buf_add(ret, (struct slice){nearest.word, nearest.len});
                written = word.end;
                *ret_changed = true;
        }
        buf_add(ret, slice_skip(typed, written));
        return NO_ERR;
}

static struct err take_if_found(const struct suggesting *s, struct buf *made, struct arena *a, struct slice *ret)
{
        bool finds = false;
        if (!made->full) TRY(s->finds(s->context, buf_slice(made), &finds));
        if (finds) *ret = arena_copy(a, buf_slice(made));
        return NO_ERR;
}

static struct err try_layouts(const struct suggesting *s, struct slice typed, struct arena *a, struct slice *ret)
{
        static const enum layout ways[][2] = {{LAYOUT_LATIN, LAYOUT_UKRAINIAN},   {LAYOUT_LATIN, LAYOUT_RUSSIAN},
                                              {LAYOUT_UKRAINIAN, LAYOUT_LATIN},   {LAYOUT_RUSSIAN, LAYOUT_LATIN},
                                              {LAYOUT_RUSSIAN, LAYOUT_UKRAINIAN}, {LAYOUT_UKRAINIAN, LAYOUT_RUSSIAN}};
        for (size_t i = 0; i < sizeof ways / sizeof ways[0] && ret->len == 0; i++) {
                CLEANUP(buf_clear) struct buf made = BUF_INIT(SUGGESTION_MAX_BYTES);
                if (layout_write(typed, ways[i][0], ways[i][1], &made)) TRY(take_if_found(s, &made, a, ret));
        }
        return NO_ERR;
}

struct err suggest(const struct suggesting *s, struct slice typed, struct arena *a, struct slice *ret)
{
        CLEANUP(buf_clear) struct buf made = BUF_INIT(SUGGESTION_MAX_BYTES);
        bool changed = false;
        *ret = SLICE("");
        if (typed.len > TERMS_TEXT_MAX_BYTES) return NO_ERR;
        TRY(try_layouts(s, typed, a, ret));
        if (ret->len) return NO_ERR;
        TRY(respell(s, typed, &made, &changed));
        return changed ? take_if_found(s, &made, a, ret) : NO_ERR;
}
