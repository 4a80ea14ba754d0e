/* Between two words is a gap: "25[ °]C", "школа[ № ]5", "12[ %, ]але". A gap without a plain space holds its words
 * together, as does one behind a number that has the number's unit. Of other gaps the signs go with the word that they
 * touch, № and § with the number behind them, % and currencies with the number before. */
#include "search/snippet_cut.h"

#include "search/letter.h"
#include "search/words.h"

#include <unicode/uchar.h>

enum { HELD_WORDS_MAX = 6 /* that hold together; more are no text */, UNIT_LETTERS_MAX = 4 };
enum { DEGREE = 0xb0, SECTION_SIGN = 0xa7, NUMERO = 0x2116, PER_MILLE = 0x2030 };

static bool is_plain_space(int32_t c)
{
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_any_space(int32_t c)
{
        return is_plain_space(c) || u_isUWhiteSpace(c);
}

static bool is_number(const struct word *word)
{
        char last = word->folded[word->folded_len - 1];
        return last >= '0' && last <= '9';
}

static bool is_short(const struct word *word)
{
        size_t letters = 0;
        for (size_t i = 0; i < word->folded_len; i++)
                letters += !U8_IS_TRAIL((uint8_t)word->folded[i]);
        return letters <= UNIT_LETTERS_MAX && !is_number(word);
}

static bool is_unit_sign(int32_t c)
{
        return c == '%' || c == PER_MILLE || c == DEGREE || u_charType(c) == U_CURRENCY_SYMBOL;
}

static bool is_number_sign(int32_t c)
{
        return c == NUMERO || c == SECTION_SIGN || c == '#';
}

/* Whether a line may be broken between the two. */
static bool is_gap_open(struct slice text, const struct word *before, const struct word *word)
{
        bool has_space = false;
        for (size_t at = before->end; at < word->start; at++)
                has_space |= is_plain_space(text.at[at]);
        if (!has_space || !is_number(before)) return has_space;
        size_t at = word->start;
        bool is_of_degrees = letter_previous(text, &at) == DEGREE, is_one_space = word->start == before->end + 1;
        return !is_of_degrees && !(is_one_space && is_short(word));
}

/* Where the text of a word begins: with the signs that touch it, and with № and the like before a space. */
static size_t start_of(struct slice text, const struct word *before, const struct word *word)
{
        size_t start = word->start, at = start;
        while (at > before->end && !is_any_space(letter_previous(text, &at)))
                start = at;
        size_t sign = at;
        return sign > before->end && is_number_sign(letter_previous(text, &sign)) ? sign : start;
}

/* Where the text of a word ends: with the unit's sign behind a number, unless that touches the next word. */
static size_t end_of(struct slice text, const struct word *word, const struct word *next)
{
        size_t at = word->end;
        if (!is_number(word)) return at;
        int32_t sign = letter_next(text, &at);
        if (sign != '\n' && is_any_space(sign)) sign = letter_next(text, &at);
        return at < next->start && is_unit_sign(sign) ? at : word->end;
}

struct snippet_cut snippet_cut_near(struct slice text, size_t first, size_t until)
{
        struct snippet_cut cut = {.until = SIZE_MAX, .end = text.len};
        struct word_scan scan = {.text = text};
        struct word before = {.end = 0}, word;
        for (size_t n = 0; word_next(&scan, &word); before = word, n++) {
                if (n == 0) continue;
                bool is_open = is_gap_open(text, &before, &word);
                bool is_near = n <= first && n + HELD_WORDS_MAX >= first;
                bool is_last_chance = n == first && cut.first == 0 && first > HELD_WORDS_MAX;
                if (is_near && (is_open || is_last_chance)) {
                        cut.first = n;
                        cut.start = start_of(text, &before, &word);
                }
                if (n < until || (!is_open && n < until + HELD_WORDS_MAX)) continue;
                cut.until = n;
                cut.end = end_of(text, &before, &word);
                break;
        }
        return cut;
}
