#include "search/stemmer.h"

#include "base/arena.h"
#include "search/irregular.h"
#include "search/letter.h"
#include "search/library.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unicode/uchar.h>
#include <unistd.h>

enum { RULES = 7 /* goes up whenever the same text may get other words or stems, or more is kept of it */ };

#define AFFIXES    "/usr/share/hunspell/uk_UA.aff"
#define DICTIONARY "/usr/share/hunspell/uk_UA.dic"

enum {
        LANGUAGES_MAX = 16,
        LANGUAGE_MAX_BYTES = 8,
        CACHE_ROOM = 1 << 15,
        CACHE_WORDS = CACHE_ROOM / 2,
        WORD_BYTES = 128, /* of a word with its end */
        STEMS_MAX_BYTES = 2048,
};

/* libstemmer's of one language. */
struct snowball {
        char code[LANGUAGE_MAX_BYTES];
        struct sb_stemmer *stemmer; /* owned; NULL: it does not know the language */
};

struct known_word {
        struct slice key, stems; /* in the arena; key: language, a space, the word */
};

struct stemmer {
        const struct stem_library *library; /* forever */
        Hunhandle *dictionary;              /* owned */
        int64_t version;
        pthread_mutex_t lock; /* guards everything below */
        struct snowball snowballs[LANGUAGES_MAX];
        unsigned snowball_count;
        struct known_word known[CACHE_ROOM];
        unsigned known_count;
        struct arena arena;
        struct buf key, stems; /* owned: kept for their memory */
};

/* ---- opening ---- */

static struct err open_dictionary(struct stemmer *s, struct buf *why)
{
        struct stat file;
        if (stat(DICTIONARY, &file) != 0 || access(AFFIXES, R_OK) != 0) {
                buf_add_text(why, DICTIONARY " is not there; install the package hunspell-uk");
                return ERR(ERR_NOT_FOUND, "open the Ukrainian dictionary");
        }
        s->dictionary = s->library->Hunspell_create(AFFIXES, DICTIONARY);
        if (!s->dictionary) return ERR(ERR_FULL, "open the Ukrainian dictionary");
        s->version = (int64_t)file.st_size * 1000 + RULES;
        return NO_ERR;
}

static struct err open_into(struct stemmer *s, struct buf *why)
{
        struct err err = stem_library_load(&s->library);
        if (err.code != OK)
                buf_add_text(why, "libhunspell and libstemmer are not there; install the packages libhunspell-1.7-0 "
                                  "and libstemmer0d");
        TRY(err);
        return open_dictionary(s, why);
}

struct err stemmer_open(struct stemmer **ret, struct buf *why)
{
        struct stemmer *s = calloc(1, sizeof *s);
        if (!s) return ERR(ERR_FULL, "allocate a stemmer");
        pthread_mutex_init(&s->lock, NULL);
        buf_init(&s->key, STEMS_MAX_BYTES);
        buf_init(&s->stems, STEMS_MAX_BYTES);
        struct err err = open_into(s, why);
        if (err.code == OK)
                *ret = s;
        else
                stemmer_close(s);
        return err;
}

void stemmer_close(struct stemmer *s)
{
        if (!s) return;
        if (s->dictionary) s->library->Hunspell_destroy(s->dictionary);
        for (unsigned i = 0; i < s->snowball_count; i++)
                if (s->snowballs[i].stemmer) s->library->sb_stemmer_delete(s->snowballs[i].stemmer);
        arena_clear(&s->arena);
        buf_clear(&s->key);
        buf_clear(&s->stems);
        pthread_mutex_destroy(&s->lock);
        free(s);
}

int64_t stemmer_version(const struct stemmer *s)
{
        return s->version;
}

/* ---- one stem more ---- */

static bool has_stem(const struct buf *stems, struct slice stem)
{
        struct slice rest = buf_slice(stems);
        while (rest.len)
                if (slice_eq(slice_cut(&rest, STEM_AND), stem)) return true;
        return false;
}

/* What spelling leaves open is closed: ґ as г, no apostrophes. */
static void add_stem(struct slice stem, struct buf *stems)
{
        char plain[WORD_BYTES * 2];
        size_t len = 0;
        for (size_t i = 0; i < stem.len && len + 1 < sizeof plain; i++) {
                bool is_ghe = i + 1 < stem.len && memcmp(stem.at + i, "ґ", 2) == 0;
                if (is_ghe) {
                        memcpy(plain + len, "г", 2);
                        len += 2;
                        i++;
                } else if (stem.at[i] != '\'') {
                        plain[len++] = stem.at[i];
                }
        }
        struct slice one = {plain, len};
        if (len == 0 || has_stem(stems, one)) return;
        if (stems->len) buf_add_char(stems, STEM_AND);
        buf_add(stems, one);
}

/* ---- Ukrainian ---- */

/* Endings of declension and conjugation, the longest first: for what no dictionary has, most of all names. */
static const char *const endings[] = {"ями", "ами", "ові", "еві", "єві", "ого", "ому", "ими", "іми", "ої",
                                      "ій",  "их",  "іх",  "ою",  "ею",  "єю",  "ах",  "ях",  "ам",  "ям",
                                      "ів",  "їв",  "ом",  "ем",  "єм",  "им",  "ім",  "ий",  "а",   "я",
                                      "у",   "ю",   "е",   "є",   "и",   "і",   "ї",   "о",   "ь",   "й"};

static bool is_vowel(int32_t c)
{
        static const int32_t vowels[] = {U'а', U'е', U'є', U'и', U'і', U'ї', U'о', U'у', U'ю', U'я'};
        for (size_t i = 0; i < sizeof vowels / sizeof vowels[0]; i++)
                if (vowels[i] == c) return true;
        return false;
}

/* Words that begin either way, by the sound before them: учений and вчений, іти and йти. */
static void add_ukrainian_stem(struct slice stem, struct buf *stems)
{
        char other[WORD_BYTES * 2];
        size_t at = 0;
        int32_t first = letter_next(stem, &at);
        size_t behind = at;
        int32_t second = letter_next(stem, &behind);
        bool alternates = (first == U'у' || first == U'й') && second >= 0 && !is_vowel(second);
        if (!alternates || stem.len > sizeof other) {
                add_stem(stem, stems);
                return;
        }
        size_t len = letter_write(first == U'у' ? U'в' : U'і', other);
        memcpy(other + len, stem.at + at, stem.len - at);
        add_stem((struct slice){other, len + stem.len - at}, stems);
}

static struct slice without_ending(struct slice word)
{
        enum { LEAST_BYTES = 6 }; /* three letters */
        for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
                struct slice ending = slice_of(endings[i]);
                if (word.len >= LEAST_BYTES + ending.len && slice_ends_with(word, ending))
                        return (struct slice){word.at, word.len - ending.len};
        }
        return word;
}

static bool add_from_dictionary(struct stemmer *s, const char *word, struct buf *stems)
{
        char **list = NULL;
        int count = s->library->Hunspell_stem(s->dictionary, &list, word);
        for (int i = 0; i < count; i++) {
                char lower[WORD_BYTES * 2];
                struct slice stem = slice_of(list[i]);
                size_t len = 0;
                for (size_t at = 0; at < stem.len && len + LETTER_MAX_BYTES < sizeof lower;)
                        len += letter_write(u_tolower(letter_next(stem, &at)), lower + len);
                add_ukrainian_stem((struct slice){lower, len}, stems);
        }
        if (list) s->library->Hunspell_free_list(s->dictionary, &list, count);
        return count > 0;
}

/* Names stand in the dictionary with a capital letter. */
static bool add_name(struct stemmer *s, const char *word, struct buf *stems)
{
        char title[WORD_BYTES + LETTER_MAX_BYTES + 1];
        size_t at = 0, len = letter_write(u_totitle(letter_next(slice_of(word), &at)), title);
        memcpy(title + len, word + at, strlen(word + at) + 1);
        return add_from_dictionary(s, title, stems);
}

static bool add_known(struct stemmer *s, const char *word, struct buf *stems)
{
        return add_from_dictionary(s, word, stems) || add_name(s, word, stems);
}

/* What the dictionary does not have may be spelt with г where it has ґ (ганку), or with ґ where it has г (аґреґат).
 * `word` is changed. */
static bool add_by_other_ghe(struct stemmer *s, char *word, struct buf *stems)
{
        enum { TRIED_MAX = 4, LETTER_BYTES = 2 };
        static const char he[] = "г", ghe[] = "ґ";
        bool has_ghe = false;
        for (char *at = word; (at = strstr(at, ghe)); has_ghe = true)
                memcpy(at, he, LETTER_BYTES);
        if (has_ghe && add_known(s, word, stems)) return true;
        char *at = word;
        for (int tried = 0; tried < TRIED_MAX && (at = strstr(at, he)); tried++) {
                memcpy(at, ghe, LETTER_BYTES);
                if (add_known(s, word, stems)) return true;
                memcpy(at, he, LETTER_BYTES);
                at += LETTER_BYTES;
        }
        return false;
}

/* The form that the dictionary has: it is what it gives of that, too. */
static void add_ukrainian_irregular(struct slice word, struct buf *stems)
{
        struct slice base = irregular_base(SLICE("uk"), word);
        if (base.len) add_ukrainian_stem(base, stems);
}

/* A word that is known as a name alone may be another's form as well: Ганку, of Ганка, and ганку, of ґанок. */
static void add_ukrainian(struct stemmer *s, struct slice word, struct buf *stems)
{
        char lower[WORD_BYTES + 1];
        if (word.len > WORD_BYTES) word.len = WORD_BYTES;
        memcpy(lower, word.at, word.len);
        lower[word.len] = 0;
        add_ukrainian_irregular(word, stems);
        if (add_from_dictionary(s, lower, stems)) return;
        bool is_name = add_name(s, lower, stems), has_other = add_by_other_ghe(s, lower, stems);
        if (!is_name && !has_other) add_ukrainian_stem(without_ending(word), stems);
}

/* ---- the others ---- */

static struct sb_stemmer *snowball_for(struct stemmer *s, struct slice language)
{
        for (unsigned i = 0; i < s->snowball_count; i++)
                if (slice_eq(slice_of(s->snowballs[i].code), language)) return s->snowballs[i].stemmer;
        if (s->snowball_count == LANGUAGES_MAX || language.len >= LANGUAGE_MAX_BYTES) return NULL;
        struct snowball *made = &s->snowballs[s->snowball_count++];
        memcpy(made->code, language.at, language.len);
        made->stemmer = s->library->sb_stemmer_new(made->code, "UTF_8");
        return made->stemmer;
}

static void add_by_rules(struct stemmer *s, struct slice language, struct slice word, struct buf *stems)
{
        struct sb_stemmer *snowball = snowball_for(s, language);
        if (!snowball) {
                add_stem(word, stems);
                return;
        }
        const sb_symbol *stem = s->library->sb_stemmer_stem(snowball, (const sb_symbol *)word.at, (int)word.len);
        struct slice found = {(const char *)stem, stem ? (size_t)s->library->sb_stemmer_length(snowball) : 0};
        add_stem(found.len ? found : word, stems);
}

static void add_without_fleeting(struct stemmer *s, struct slice word, struct buf *stems)
{
        char other[WORD_BYTES + 2];
        size_t len = word.len <= WORD_BYTES ? irregular_without_fleeting(word, other) : 0;
        if (len) add_by_rules(s, SLICE("ru"), (struct slice){other, len}, stems);
}

/* What the rules make of a word, and of the form under which it is joined with others. */
static void add_snowball(struct stemmer *s, struct slice language, struct slice word, struct buf *stems)
{
        struct slice base = irregular_base(language, word);
        add_by_rules(s, language, word, stems);
        if (base.len) add_by_rules(s, language, base, stems);
        if (slice_eq(language, SLICE("ru"))) add_without_fleeting(s, word, stems);
}

/* ---- which language a word is of ---- */

static bool has_letter_of(struct slice word, const char *const *letters)
{
        for (; *letters; letters++)
                if (slice_find(word, slice_of(*letters))) return true;
        return false;
}

static void add_cyrillic(struct stemmer *s, struct slice language, struct slice word, struct buf *stems)
{
        static const char *const ukrainian_letters[] = {"і", "ї", "є", "ґ", "'", NULL};
        static const char *const russian_letters[] = {"ы", "э", "ъ", NULL};
        bool ukrainian = has_letter_of(word, ukrainian_letters), russian = has_letter_of(word, russian_letters);
        if (ukrainian == russian) { /* its letters do not say */
                ukrainian = !slice_eq(language, SLICE("ru"));
                russian = !slice_eq(language, SLICE("uk"));
        }
        if (ukrainian) add_ukrainian(s, word, stems);
        if (russian) add_snowball(s, SLICE("ru"), word, stems);
}

static bool is_cyrillic(struct slice word)
{
        enum { FIRST = 0x400, LAST = 0x52f };
        size_t at = 0;
        int32_t c = letter_next(word, &at);
        return c >= FIRST && c <= LAST;
}

static void add_stems(struct stemmer *s, struct slice language, struct slice word, struct buf *stems)
{
        bool own = language.len && !slice_eq(language, SLICE("uk")) && !slice_eq(language, SLICE("ru"));
        if (u_isdigit((UChar32)(unsigned char)word.at[0]))
                add_stem(word, stems);
        else if (is_cyrillic(word))
                add_cyrillic(s, language, word, stems);
        else
                add_snowball(s, own ? language : SLICE("en"), word, stems);
}

/* ---- words that were met before ---- */

static struct known_word *place_of(struct stemmer *s, struct slice key)
{
        uint64_t hash = UINT64_C(0xcbf29ce484222325);
        for (size_t i = 0; i < key.len; i++)
                hash = (hash ^ (unsigned char)key.at[i]) * UINT64_C(0x100000001b3);
        size_t at = (hash ^ hash >> 32) % CACHE_ROOM;
        while (s->known[at].key.len && !slice_eq(s->known[at].key, key))
                at = (at + 1) % CACHE_ROOM;
        return &s->known[at];
}

static void forget_all(struct stemmer *s)
{
        memset(s->known, 0, sizeof s->known);
        arena_clear(&s->arena);
        s->known_count = 0;
}

static struct slice stems_of(struct stemmer *s, struct slice language, struct slice word)
{
        buf_truncate(&s->key);
        buf_add(&s->key, language);
        buf_add_char(&s->key, ' ');
        buf_add(&s->key, word);
        struct known_word *known = place_of(s, buf_slice(&s->key));
        if (known->key.len) return known->stems;
        buf_truncate(&s->stems);
        add_stems(s, language, word, &s->stems);
        if (s->known_count == CACHE_WORDS) {
                forget_all(s);
                known = place_of(s, buf_slice(&s->key));
        }
        s->known_count++;
        *known = (struct known_word){arena_copy(&s->arena, buf_slice(&s->key)),
                                     arena_copy(&s->arena, buf_slice(&s->stems))};
        return known->stems;
}

void stemmer_write(struct stemmer *s, struct slice language, struct slice word, struct buf *ret)
{
        if (word.len == 0) return;
        pthread_mutex_lock(&s->lock);
        buf_add(ret, stems_of(s, language, word));
        pthread_mutex_unlock(&s->lock);
}
