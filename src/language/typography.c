/* Decides at each space, hyphen and dash, from a few bytes around it, whether a line may break there.
 *
 * A space that is already non-breaking counts as a space when neighbours are looked at: so what is decided does not
 * depend on what was decided before, and a second pass changes nothing. Bytes are enough: all the letters in question
 * have two of them, and the spaces and marks cannot be parts of other characters.
 *
 * Behind a hyphen or a dash a line is kept together by a word joiner (U+2060), which no font needs to have: it is never
 * drawn. The non-breaking hyphen (U+2011) was rejected: many fonts lack it, and whoever searches a page types "-". */
#include "language/language.h"

#define NBSP        "\u00a0"
#define NARROW_NBSP "\u202f"
#define WORD_JOINER "\u2060"
#define MINUS       "\u2212"

enum { WORD_MAX = 32 };

/* Lists of words have a space around each word. */
struct habits {
        bool one_letter_words; /* stay with the next word */
        const char *after_number;
        const char *scales; /* between a number and money */
        const char *money;
};

static const struct habits ukrainian = {
        .one_letter_words = true,
        .after_number = " січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
                        " року році рік роки років р рр год хв с"
                        " тис млн млрд трлн грн коп дол євро"
                        " км м см мм га кг г т л кВт МВт ГВт ",
        .scales = " тис млн млрд трлн ",
        .money = " грн гривень дол доларів євро рублів ",
};

static const struct habits russian = {
        .one_letter_words = true,
        .after_number = " января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
                        " года году год лет г гг ч мин"
                        " тыс млн млрд трлн грн коп руб долл евро"
                        " км м см мм га кг т л кВт МВт ГВт ",
        .scales = " тыс млн млрд трлн ",
        .money = " грн гривен долл долларов евро руб рублей ",
};

static const struct habits english = {
        .after_number = " January February March April May June July August September October November December"
                        " am pm a.m p.m"
                        " thousand million billion trillion"
                        " km m cm mm ha kg g t kW MW GW mph km/h ",
        .scales = " thousand million billion trillion ",
        .money = " dollars euros pounds hryvnias roubles ",
};

static bool is_digit(char c)
{
        return c >= '0' && c <= '9';
}

/* An end of the text counts as a space. */
static bool starts_with_space(struct slice text)
{
        return text.len == 0 || text.at[0] == ' ' || text.at[0] == '\n' || slice_starts_with(text, SLICE(NBSP)) ||
               slice_starts_with(text, SLICE(NARROW_NBSP));
}

static bool ends_with_space(struct slice text)
{
        if (text.len == 0) return true;
        char last = text.at[text.len - 1];
        return last == ' ' || last == '\n' || slice_ends_with(text, SLICE(NBSP)) ||
               slice_ends_with(text, SLICE(NARROW_NBSP));
}

/* Where a word may begin: after a space or an opening mark. */
static bool ends_before_word(struct slice text)
{
        if (ends_with_space(text)) return true;
        char last = text.at[text.len - 1];
        return last == '(' || last == '[' || last == '"' || slice_ends_with(text, SLICE("«")) ||
               slice_ends_with(text, SLICE("„")) || slice_ends_with(text, SLICE("“"));
}

/* The first word, or the start of a long one, without the marks behind it. */
static struct slice first_word(struct slice text)
{
        size_t len = 0;
        while (len < WORD_MAX && !starts_with_space(slice_skip(text, len)))
                len++;
        struct slice word = {text.at, len};
        while (word.len && memchr(".,;:!?)", word.at[word.len - 1], 7))
                word.len--;
        if (slice_ends_with(word, SLICE("»"))) word.len -= strlen("»");
        return word;
}

static bool is_one_of(const char *words, struct slice word)
{
        char spaced[WORD_MAX + 2] = " ";
        if (word.len == 0 || word.len >= WORD_MAX) return false;
        memcpy(spaced + 1, word.at, word.len);
        spaced[word.len + 1] = ' ';
        return slice_find(slice_of(words), (struct slice){spaced, word.len + 2}) != NULL;
}

static struct slice without_end(struct slice text, size_t len)
{
        return (struct slice){text.at, text.len - len};
}

/* The length of the one-letter word that `text` ends with, or 0. */
static size_t one_letter_len(struct slice text)
{
        if (text.len == 0) return 0;
        char last = text.at[text.len - 1];
        bool latin = last >= 'A' && last <= 'Z';
        unsigned char lead = text.len > 1 ? (unsigned char)text.at[text.len - 2] : 0;
        bool cyrillic = lead >= 0xd0 && lead <= 0xd2;
        size_t len = latin ? 1 : cyrillic ? 2 : 0;
        return len && ends_before_word(without_end(text, len)) ? len : 0;
}

/* б and ж as words of their own belong to the word before. */
static bool is_particle(struct slice letter)
{
        return slice_eq(letter, SLICE("б")) || slice_eq(letter, SLICE("ж"));
}

static bool starts_with_particle(struct slice text)
{
        return text.len >= 2 && is_particle((struct slice){text.at, 2}) && starts_with_space(slice_skip(text, 2));
}

static bool ends_with_one_letter_word(struct slice text)
{
        size_t len = one_letter_len(text);
        return len == 2 && !is_particle(slice_skip(text, text.len - len));
}

static bool is_dash(struct slice after)
{
        bool dash = slice_starts_with(after, SLICE("—")) || slice_starts_with(after, SLICE("–"));
        return dash && starts_with_space(slice_skip(after, strlen("—")));
}

static bool starts_with_capital(struct slice text)
{
        if (text.len == 0) return false;
        if (text.at[0] >= 'A' && text.at[0] <= 'Z') return true;
        if (slice_starts_with(text, SLICE("Ґ"))) return true;
        unsigned char second = text.len > 1 ? (unsigned char)text.at[1] : 0;
        return text.at[0] == '\xd0' && second >= 0x81 && second <= 0xaf; /* Ё Є І Ї to Я */
}

/* «В. Стус», «м. Київ», «ч. 5», «ст. 5», "J. Smith" */
static bool is_initial(struct slice before, struct slice after)
{
        if (!slice_ends_with(before, SLICE("."))) return false;
        bool before_number = after.len && is_digit(after.at[0]);
        if (one_letter_len(without_end(before, 1))) return before_number || starts_with_capital(after);
        return before_number && slice_ends_with(before, SLICE("ст.")) &&
               ends_before_word(without_end(before, strlen("ст.")));
}

/* Also the second number of a range: 10–15 000. */
static bool ends_before_number(struct slice text)
{
        return ends_before_word(text) || slice_ends_with(text, SLICE("–")) ||
               slice_ends_with(text, SLICE("–" WORD_JOINER));
}

/* 25 000: one to three digits, a space, exactly three. */
static bool is_group(struct slice before, struct slice after)
{
        size_t digits = 0;
        while (digits < 4 && digits < before.len && is_digit(before.at[before.len - 1 - digits]))
                digits++;
        if (digits == 4 || !ends_before_number(without_end(before, digits)) || after.len < 3) return false;
        if (!is_digit(after.at[0]) || !is_digit(after.at[1]) || !is_digit(after.at[2])) return false;
        return after.len == 3 || !is_digit(after.at[3]);
}

static bool is_of_number(char c)
{
        return is_digit(c) || c == '.' || c == ',' || c == ':';
}

/* A number that stands alone, or behind a sign: no part of an address, of a telephone number, of a name. */
static bool ends_with_number(struct slice text)
{
        size_t len = 0;
        while (len < text.len && len < WORD_MAX && is_of_number(text.at[text.len - 1 - len]))
                len++;
        if (len == 0 || !is_digit(text.at[text.len - 1]) || !is_digit(text.at[text.len - len])) return false;
        static const char *const signs[] = {"+", MINUS, "$", "€", "₴", "£", "№", "~", "≈"};
        struct slice before = without_end(text, len);
        for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
                if (slice_ends_with(before, slice_of(signs[i]))) return true;
        return ends_before_word(before);
}

/* «1991», "2026": more often the year than how many. */
static bool ends_with_year(struct slice text)
{
        enum { DIGITS = 4 };
        if (text.len < DIGITS || (text.len > DIGITS && is_of_number(text.at[text.len - DIGITS - 1]))) return false;
        struct slice year = slice_skip(text, text.len - DIGITS);
        return slice_starts_with(year, SLICE("19")) || slice_starts_with(year, SLICE("20"));
}

static bool starts_with_small_letter(struct slice text)
{
        unsigned char first = text.len ? (unsigned char)text.at[0] : 0;
        unsigned char second = text.len > 1 ? (unsigned char)text.at[1] : 0;
        if (first == 0xd0) return second >= 0xb0;
        if (first == 0xd1) return true; /* р to я, ё, є, і, ї */
        return (first >= 'a' && first <= 'z') || slice_starts_with(text, SLICE("ґ"));
}

/* «380 городів», "12 otters": a number and what it counts, unless it is so long that a narrow column has no room for
 * both, or so short that it is no noun. */
static bool is_counted(struct slice before, struct slice after)
{
        enum { LEAST_LETTERS = 3, MOST_BYTES = 28 };
        if (!starts_with_small_letter(after) || !ends_with_number(before) || ends_with_year(before)) return false;
        struct slice word = first_word(after);
        size_t letters = 0;
        for (size_t i = 0; i < word.len; i++)
                letters += ((unsigned char)word.at[i] & 0xc0) != 0x80;
        return letters >= LEAST_LETTERS && word.len <= MOST_BYTES;
}

static bool is_after_number(const struct habits *habits, struct slice before, struct slice after)
{
        static const char *const signs[] = {"%", "‰", "°", "$", "€", "₴", "£"};
        if (is_one_of(habits->after_number, first_word(after))) return true;
        for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
                if (slice_starts_with(after, slice_of(signs[i]))) return true;
        return is_counted(before, after) || (habits->one_letter_words && is_group(before, after));
}

/* «5 млн», "10 billion": the scale is short, so its number is near. */
static bool ends_with_scaled_number(const struct habits *habits, struct slice before)
{
        enum { NEAR = 12 };
        size_t len = 0;
        while (len < NEAR && len < before.len && !is_digit(before.at[before.len - 1 - len]))
                len++;
        if (len == NEAR || len == before.len) return false;

        struct slice scale = slice_skip(before, before.len - len);
        scale = slice_skip(scale, scale.at[0] == ' ' ? 1 : strlen(NBSP));
        if (slice_ends_with(scale, SLICE("."))) scale.len--;
        return is_one_of(habits->scales, scale);
}

/* Whether the space between `before` and `after` holds them together. Either may be empty: a text can be a part of a
 * sentence, up to a link or from one. */
static bool holds(const struct habits *habits, struct slice before, struct slice after)
{
        if (after.len && starts_with_space(after)) return false;
        if (before.len == 0) return is_dash(after);
        if (ends_with_space(before)) return false;
        if (is_dash(after)) return true;
        if (is_digit(before.at[before.len - 1])) return is_after_number(habits, before, after);
        if (slice_ends_with(before, SLICE("№")) || slice_ends_with(before, SLICE("§"))) return true;
        if (is_initial(before, after)) return true;
        if (ends_with_scaled_number(habits, before) && is_one_of(habits->money, first_word(after))) return true;
        return habits->one_letter_words && (ends_with_one_letter_word(before) || starts_with_particle(after));
}

/* ---- hyphens and dashes between a number and what belongs to it ---- */

/* The length of the mark that `text` begins with, or 0: what joins the ends of a range, or a number and its ending. */
static size_t mark_len(struct slice text)
{
        static const char *const marks[] = {"-", "–", "…"};
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
                if (slice_starts_with(text, slice_of(marks[i]))) return strlen(marks[i]);
        return 0;
}

static bool is_of_address(char c)
{
        return c == '/' || c == '@' || c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static struct slice without_sign(struct slice text)
{
        if (slice_starts_with(text, SLICE("+"))) return slice_skip(text, 1);
        return slice_skip(text, slice_starts_with(text, SLICE(MINUS)) ? strlen(MINUS) : 0);
}

static size_t cyrillic_len(struct slice text)
{
        size_t len = 0;
        while (len + 1 < text.len && (unsigned char)text.at[len] >= 0xd0 && (unsigned char)text.at[len] <= 0xd2)
                len += 2;
        return len;
}

/* «й», «го», «ому»: what can end an ordinal. */
static bool starts_with_ending(struct slice text)
{
        enum { ENDING_MAX_BYTES = 3 * 2 };
        size_t len = cyrillic_len(text);
        return len && len <= ENDING_MAX_BYTES;
}

/* The other end of a range, which may have an ending: «80–90-х». */
static bool starts_with_number(struct slice text)
{
        text = without_sign(text);
        size_t len = 0;
        while (len < text.len && is_of_number(text.at[len]))
                len++;
        if (len == 0 || !is_digit(text.at[0])) return false;
        struct slice after = slice_skip(text, len);
        if (after.len == 0) return true;
        if (after.at[0] == '-') return starts_with_ending(slice_skip(after, 1));
        return !mark_len(after) && !is_of_address(after.at[0]);
}

/* How long the mark is that `text` begins with and that must stay with what is behind it; 0 when a line may break. */
static size_t joined_len(struct slice before, struct slice text)
{
        if (before.len == 0 || !is_digit(before.at[before.len - 1])) return 0; /* nearly always */
        size_t mark = mark_len(text);
        struct slice after = slice_skip(text, mark);
        if (mark == 1 && starts_with_ending(after)) return mark;
        return mark && starts_with_number(after) && ends_with_number(before) ? mark : 0;
}

void language_write_nonbreaking(struct slice code, struct slice text, struct buf *ret)
{
        const struct habits *habits = slice_eq(code, SLICE("en"))   ? &english
                                      : slice_eq(code, SLICE("ru")) ? &russian
                                                                    : &ukrainian;
        size_t begin = 0;
        for (size_t at = 0; at < text.len; at++) {
                struct slice before = {text.at, at}, here = slice_skip(text, at);
                bool held = *here.at == ' ' && holds(habits, before, slice_skip(here, 1));
                size_t mark = *here.at == ' ' ? 0 : joined_len(before, here);
                if (!held && !mark) continue;
                buf_add(ret, (struct slice){text.at + begin, at - begin + mark});
                buf_add(ret, held ? SLICE(NBSP) : SLICE(WORD_JOINER));
                begin = at + (held ? 1 : mark);
        }
        buf_add(ret, slice_skip(text, begin));
}
