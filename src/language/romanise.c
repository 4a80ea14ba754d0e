/* Slugs, letter by letter: each letter of the text becomes a few of a-z, and every run of anything that separates words
 * becomes one hyphen.
 *
 * Ukrainian: the table and the notes of resolution No. 55 (https://zakon.rada.gov.ua/laws/show/55-2010-п). Russian:
 * BGN/PCGN 1947 without its diacritics and apostrophes and without ye for е, so that a slug does not depend on whether
 * the author wrote ё or е. ICU's transliterators have neither. */
#include "language/character.h"
#include "language/language.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { FIRST_LETTER = 0x430 /* а */, LAST_LETTER = 0x491 /* ґ */, LETTER_COUNT = LAST_LETTER - FIRST_LETTER + 1 };

/* The tables are of small letters: "" for those that are not written, NULL for those of other languages. */
static const char *const ukrainian[LETTER_COUNT] = {
        [U'а' - FIRST_LETTER] = "a",  [U'б' - FIRST_LETTER] = "b",  [U'в' - FIRST_LETTER] = "v",
        [U'г' - FIRST_LETTER] = "h",  [U'ґ' - FIRST_LETTER] = "g",  [U'д' - FIRST_LETTER] = "d",
        [U'е' - FIRST_LETTER] = "e",  [U'є' - FIRST_LETTER] = "ie", [U'ж' - FIRST_LETTER] = "zh",
        [U'з' - FIRST_LETTER] = "z",  [U'и' - FIRST_LETTER] = "y",  [U'і' - FIRST_LETTER] = "i",
        [U'ї' - FIRST_LETTER] = "i",  [U'й' - FIRST_LETTER] = "i",  [U'к' - FIRST_LETTER] = "k",
        [U'л' - FIRST_LETTER] = "l",  [U'м' - FIRST_LETTER] = "m",  [U'н' - FIRST_LETTER] = "n",
        [U'о' - FIRST_LETTER] = "o",  [U'п' - FIRST_LETTER] = "p",  [U'р' - FIRST_LETTER] = "r",
        [U'с' - FIRST_LETTER] = "s",  [U'т' - FIRST_LETTER] = "t",  [U'у' - FIRST_LETTER] = "u",
        [U'ф' - FIRST_LETTER] = "f",  [U'х' - FIRST_LETTER] = "kh", [U'ц' - FIRST_LETTER] = "ts",
        [U'ч' - FIRST_LETTER] = "ch", [U'ш' - FIRST_LETTER] = "sh", [U'щ' - FIRST_LETTER] = "shch",
        [U'ь' - FIRST_LETTER] = "",   [U'ю' - FIRST_LETTER] = "iu", [U'я' - FIRST_LETTER] = "ia",
};

/* At the beginning of a word. */
static const char *const ukrainian_initial[LETTER_COUNT] = {
        [U'є' - FIRST_LETTER] = "ye", [U'ї' - FIRST_LETTER] = "yi", [U'й' - FIRST_LETTER] = "y",
        [U'ю' - FIRST_LETTER] = "yu", [U'я' - FIRST_LETTER] = "ya",
};

static const char *const russian[LETTER_COUNT] = {
        [U'а' - FIRST_LETTER] = "a",  [U'б' - FIRST_LETTER] = "b",  [U'в' - FIRST_LETTER] = "v",
        [U'г' - FIRST_LETTER] = "g",  [U'д' - FIRST_LETTER] = "d",  [U'е' - FIRST_LETTER] = "e",
        [U'ё' - FIRST_LETTER] = "e",  [U'ж' - FIRST_LETTER] = "zh", [U'з' - FIRST_LETTER] = "z",
        [U'и' - FIRST_LETTER] = "i",  [U'й' - FIRST_LETTER] = "y",  [U'к' - FIRST_LETTER] = "k",
        [U'л' - FIRST_LETTER] = "l",  [U'м' - FIRST_LETTER] = "m",  [U'н' - FIRST_LETTER] = "n",
        [U'о' - FIRST_LETTER] = "o",  [U'п' - FIRST_LETTER] = "p",  [U'р' - FIRST_LETTER] = "r",
        [U'с' - FIRST_LETTER] = "s",  [U'т' - FIRST_LETTER] = "t",  [U'у' - FIRST_LETTER] = "u",
        [U'ф' - FIRST_LETTER] = "f",  [U'х' - FIRST_LETTER] = "kh", [U'ц' - FIRST_LETTER] = "ts",
        [U'ч' - FIRST_LETTER] = "ch", [U'ш' - FIRST_LETTER] = "sh", [U'щ' - FIRST_LETTER] = "shch",
        [U'ъ' - FIRST_LETTER] = "",   [U'ы' - FIRST_LETTER] = "y",  [U'ь' - FIRST_LETTER] = "",
        [U'э' - FIRST_LETTER] = "e",  [U'ю' - FIRST_LETTER] = "yu", [U'я' - FIRST_LETTER] = "ya",
};

/* Latin letters that Unicode does not take apart into a letter and a mark. */
static const struct {
        UChar32 letter;
        const char *latin;
} whole_letters[] = {
        {U'ß', "ss"}, {U'æ', "ae"}, {U'œ', "oe"}, {U'ø', "o"}, {U'ł', "l"},
        {U'đ', "d"},  {U'ð', "d"},  {U'þ', "th"}, {U'ı', "i"}, {U'ħ', "h"},
};

struct slug {
        struct buf *out;
        size_t begin, max_len;
        size_t words_end; /* length of `out` behind the last whole word */
        bool is_russian;
        bool in_word; /* a letter or digit of the present word was read */
        bool is_full;
        UChar32 previous;          /* letter; 0 at the beginning of a word */
        const UNormalizer2 *marks; /* forever */
};

/* Past the maximum the word that does not fit is taken back, unless it is the only one: then it is cut. */
static void write_latin(struct slug *s, struct slice latin)
{
        bool needs_hyphen = !s->in_word && s->words_end > s->begin;
        if (latin.len == 0) return;
        if (s->out->len - s->begin + needs_hyphen + latin.len > s->max_len) {
                s->is_full = true;
                if (s->words_end > s->begin) s->out->len = s->words_end;
                return;
        }
        if (needs_hyphen) buf_add_char(s->out, '-');
        buf_add(s->out, latin);
        s->in_word = true;
}

static void end_word(struct slug *s)
{
        s->previous = 0;
        if (!s->in_word) return;
        s->in_word = false;
        s->words_end = s->out->len;
}

static const char *latin_of_cyrillic(const struct slug *s, UChar32 letter)
{
        if (letter < FIRST_LETTER || letter > LAST_LETTER) return NULL;
        size_t index = (size_t)(letter - FIRST_LETTER);
        if (s->is_russian) return russian[index] ? russian[index] : ukrainian[index];
        if (letter == U'г' && s->previous == U'з') return "gh"; /* zgh, because zh is ж */
        if (!s->previous && ukrainian_initial[index]) return ukrainian_initial[index];
        return ukrainian[index] ? ukrainian[index] : russian[index];
}

/* The letter without its last mark, or itself: é is e. */
static UChar32 without_mark(const struct slug *s, UChar32 letter)
{
        UChar parts[8] = {0};
        UErrorCode status = U_ZERO_ERROR;
        int32_t len = unorm2_getRawDecomposition(s->marks, letter, parts, 8, &status);
        return len > 0 && U_SUCCESS(status) ? parts[0] : letter;
}

/* "" when the alphabet of slugs has nothing for it. */
static struct slice latin_of(const struct slug *s, UChar32 letter)
{
        static const char ascii[] = "0123456789abcdefghijklmnopqrstuvwxyz";
        for (UChar32 plain = letter, marked = 0; plain != marked; plain = without_mark(s, marked)) {
                const char *cyrillic = latin_of_cyrillic(s, plain);
                if (cyrillic) return slice_of(cyrillic);
                for (size_t i = 0; i < sizeof whole_letters / sizeof whole_letters[0]; i++)
                        if (whole_letters[i].letter == plain) return slice_of(whole_letters[i].latin);
                const char *same = plain < 0x80 ? strchr(ascii, plain) : NULL;
                if (same) return (struct slice){same, 1};
                marked = plain;
        }
        return SLICE("");
}

static void write_letter(struct slug *s, UChar32 letter)
{
        write_latin(s, latin_of(s, letter));
        s->previous = letter;
}

static bool is_apostrophe(UChar32 c)
{
        return c == '\'' || c == U'’' || c == U'ʼ' || c == U'‘' || c == '`' || c == U'′';
}

/* Accents for the reader, soft hyphens, joiners: nothing that a word is made of. */
static bool is_unseen(UChar32 c)
{
        int8_t type = u_charType(c);
        return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
}

static void write_character(struct slug *s, UChar32 c)
{
        if (u_isalnum(c))
                write_letter(s, u_tolower(c));
        else if (!is_apostrophe(c) && !is_unseen(c))
                end_word(s);
}

/* The next character, put together with the marks behind it where Unicode has one for both: и and a breve are й. */
static UChar32 next_character(const struct slug *s, struct slice text, size_t *at)
{
        UChar32 c = character_next(text, at);
        while (*at < text.len) {
                size_t behind = *at;
                UChar32 both = unorm2_composePair(s->marks, c, character_next(text, &behind));
                if (both < 0) break;
                c = both;
                *at = behind;
        }
        return c;
}

void language_write_slug(struct slice code, struct slice text, size_t max_len, struct buf *ret)
{
        UErrorCode status = U_ZERO_ERROR;
        struct slug s = {
                .out = ret,
                .begin = ret->len,
                .max_len = max_len,
                .words_end = ret->len,
                .is_russian = slice_eq(code, SLICE("ru")),
                .marks = unorm2_getNFCInstance(&status),
        };
        must(U_SUCCESS(status));
        for (size_t at = 0; at < text.len && !s.is_full && !ret->full;)
                write_character(&s, next_character(&s, text, &at));
}
