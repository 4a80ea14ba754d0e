#include "press/number.h"
#include "base/buf.h"

enum { NUMBER_MAX_BYTES = 64, GROUP_DIGITS = 3 };

static bool take(struct slice *rest, const char *mark)
{
        struct slice start = slice_of(mark);
        if (!slice_starts_with(*rest, start)) return false;
        *rest = slice_skip(*rest, start.len);
        return true;
}

static bool take_any(struct slice *rest, const char *const *marks)
{
        for (; *marks; marks++)
                if (take(rest, *marks)) return true;
        return false;
}

static size_t take_digits(struct slice *rest)
{
        size_t count = 0;
        while (count < rest->len && rest->at[count] >= '0' && rest->at[count] <= '9')
                count++;
        *rest = slice_skip(*rest, count);
        return count;
}

/* Spaces of every width, one of them. */
static const char *const spaces[] = {" ", "\u00a0", "\u2009", "\u202f", NULL};
static const char *const apostrophes[] = {"'", "’", NULL};
static const char *const signs[] = {"-", "−", "–", "+", "±", NULL};
static const char *const points[] = {",", ".", NULL};
static const char *const shares[] = {"%", "‰", NULL};

/* Digits; behind a space or an apostrophe three, behind a comma or a point three, too, unless they are the last. */
static bool take_digits_in_groups(struct slice *rest)
{
        if (take_digits(rest) == 0) return false;
        for (bool ended = false;;) {
                struct slice group = *rest;
                bool is_point = take_any(&group, points);
                if (!is_point && !take_any(&group, spaces) && !take_any(&group, apostrophes)) return true;
                size_t digits = take_digits(&group);
                if (digits == 0) return true; /* a space before "%", or what is no number */
                if (ended || (digits != GROUP_DIGITS && !is_point)) return false;
                ended = digits != GROUP_DIGITS;
                *rest = group;
        }
}

bool number_is(struct slice text)
{
        if (take_any(&text, signs)) take_any(&text, spaces);
        if (!take_digits_in_groups(&text)) return false;
        struct slice share = text;
        take_any(&share, spaces);
        if (take_any(&share, shares)) text = share;
        return text.len == 0;
}

/* ---- cells ---- */

static bool is_none(struct slice text)
{
        static const char *const none[] = {"", "-", "–", "—", "−"};
        for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
                if (slice_eq(text, slice_of(none[i]))) return true;
        return false;
}

/* Whether its text is so; none that is too long for a number is. */
static bool cell_is(const struct block *cell, bool is_so(struct slice text))
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(NUMBER_MAX_BYTES);
        for (size_t s = 0; s < cell->text.count; s++)
                buf_add(&text, cell->text.spans[s].text);
        return !text.full && is_so(slice_trim(buf_slice(&text)));
}

bool number_is_cell(const struct block *cell)
{
        return !cell->header && cell_is(cell, number_is);
}

bool number_fills_column(const struct block *table, size_t column)
{
        size_t numbers = 0;
        for (size_t r = 1; r < table->child_count; r++) {
                const struct block *row = &table->children[r];
                if (column >= row->child_count) continue;
                bool is_number = number_is_cell(&row->children[column]);
                if (!is_number && !cell_is(&row->children[column], is_none)) return false;
                numbers += is_number;
        }
        return numbers > 0;
}
