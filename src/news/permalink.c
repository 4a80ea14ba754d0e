#include "news/permalink.h"

#include "base/buf.h"
#include "base/err.h"
#include "news/newsroom.h"

#include <ctype.h>

static const struct slice opening = {"/{prefix}/", 10};

/* In the order of the bits that note which were seen. */
static const char *const tokens[] = {"{yyyy}", "{mm}", "{dd}", "{id}", "{slug}", "{section}"};
enum { YEAR, MONTH, DAY, ID, SLUG, SECTION, TOKENS };

/* The number of the token that the text begins with; TOKENS: none. */
static unsigned token_at(struct slice text)
{
        unsigned i = 0;
        while (i < TOKENS && !slice_starts_with(text, slice_of(tokens[i])))
                i++;
        return i;
}

/* ---- one step ---- */

struct reading {
        unsigned seen;        /* bits of tokens */
        unsigned steps;       /* so far */
        unsigned numbers;     /* how many of the last steps are a number each */
        bool is_year_first;   /* the first is {yyyy} */
        bool is_month_second; /* and the second {mm} */
};

static bool is_number(struct slice step)
{
        bool is_digits = step.len > 0;
        for (size_t i = 0; i < step.len; i++)
                is_digits = is_digits && isdigit((unsigned char)step.at[i]);
        unsigned token = token_at(step);
        return is_digits || (token <= ID && step.len == strlen(tokens[token]));
}

/* Takes a word or a token off the front of a step. */
static enum permalink_fault read_part(struct slice *step, struct reading *r)
{
        unsigned token = token_at(*step);
        if (step->len && step->at[0] == '{') {
                if (token == TOKENS) return PERMALINK_TOKEN;
                if (r->seen & 1U << token) return PERMALINK_TWICE;
                r->seen |= 1U << token;
                *step = slice_skip(*step, strlen(tokens[token]));
                return PERMALINK_GOOD;
        }
        size_t len = 0;
        while (len < step->len && (islower((unsigned char)step->at[len]) || isdigit((unsigned char)step->at[len])))
                len++;
        if (len == 0) return step->len && step->at[0] == '}' ? PERMALINK_TOKEN : PERMALINK_LETTERS;
        *step = slice_skip(*step, len);
        return PERMALINK_GOOD;
}

static enum permalink_fault read_step(struct slice step, struct reading *r)
{
        if (step.len == 0) return PERMALINK_END;
        struct slice rest = step;
        for (;;) {
                enum permalink_fault fault = read_part(&rest, r);
                if (fault) return fault;
                if (rest.len == 0) break;
                if (rest.at[0] != '-') return rest.at[0] == '}' ? PERMALINK_TOKEN : PERMALINK_LETTERS;
                rest = slice_skip(rest, 1);
        }
        r->steps++;
        r->numbers = is_number(step) ? r->numbers + 1 : 0;
        if (r->steps == 1) r->is_year_first = slice_eq(step, slice_of(tokens[YEAR]));
        if (r->steps == 2) r->is_month_second = slice_eq(step, slice_of(tokens[MONTH]));
        return PERMALINK_GOOD;
}

/* ---- the whole ---- */

static struct slice first_step(struct slice pattern)
{
        struct slice rest = slice_skip(pattern, opening.len);
        return slice_cut(&rest, '/');
}

static bool is_first_good(struct slice step)
{
        if (slice_eq(step, slice_of(tokens[SECTION])) || slice_eq(step, slice_of(tokens[YEAR]))) return true;
        return slice_eq(step, SLICE("news")) || (!is_number(step) && slug_is_usable(step));
}

enum permalink_fault permalink_check(struct slice pattern)
{
        struct reading r = {0};
        if (pattern.len > PERMALINK_MAX_BYTES) return PERMALINK_LONG;
        if (!slice_starts_with(pattern, opening)) return PERMALINK_PREFIX;
        if (!slice_ends_with(pattern, SLICE("/"))) return PERMALINK_END;
        struct slice rest = slice_skip(pattern, opening.len);
        while (rest.len) {
                enum permalink_fault fault = read_step(slice_cut(&rest, '/'), &r);
                if (fault) return fault;
        }
        if (!(r.seen & (1U << ID | 1U << SLUG))) return PERMALINK_ALIKE;
        if (r.steps < 2) return PERMALINK_SHORT;
        if (!is_first_good(first_step(pattern))) return PERMALINK_FIRST;
        /* Nothing else begins with a year (permalink_takes), and no month's page has a month where a year is. */
        bool is_dated = r.is_year_first && r.is_month_second;
        return r.steps == 4 && r.numbers >= 3 && !is_dated ? PERMALINK_NUMBERS : PERMALINK_GOOD;
}

bool permalink_takes(struct slice pattern, struct slice word)
{
        struct slice first = first_step(pattern);
        if (slice_eq(first, slice_of(tokens[SECTION]))) return false;
        if (!slice_eq(first, slice_of(tokens[YEAR]))) return slice_eq(first, word);
        return word.len == 4 && is_number(word);
}

bool permalink_has(struct slice pattern, const char *token)
{
        return slice_find(pattern, slice_of(token)) != NULL;
}

/* ---- writing ---- */

static bool has_letter(struct slice slug)
{
        for (size_t i = 0; i < slug.len; i++)
                if (islower((unsigned char)slug.at[i])) return true;
        return false;
}

static void write_token(unsigned token, const struct permalink_values *v, struct buf *ret)
{
        switch (token) {
        case YEAR:
                buf_add_format(ret, "%04d", v->year);
                break;
        case MONTH:
                buf_add_format(ret, "%02d", v->month);
                break;
        case DAY:
                buf_add_format(ret, "%02d", v->day);
                break;
        case ID:
                buf_add_format(ret, "%lld", (long long)v->id);
                break;
        case SLUG: /* a number alone could be a page's */
                if (has_letter(v->slug))
                        buf_add(ret, v->slug);
                else
                        buf_add_format(ret, "n-%lld", (long long)v->id);
                break;
        default:
                buf_add(ret, v->section.len ? v->section : SLICE("news"));
        }
}

struct slice permalink_write(struct arena *a, struct slice pattern, const struct permalink_values *values)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(2000);
        must(slice_starts_with(pattern, opening));
        buf_add(&text, values->prefix);
        buf_add_char(&text, '/');
        struct slice rest = slice_skip(pattern, opening.len);
        while (rest.len) {
                unsigned token = token_at(rest);
                if (token == TOKENS)
                        buf_add_char(&text, rest.at[0]);
                else
                        write_token(token, values, &text);
                rest = slice_skip(rest, token == TOKENS ? 1 : strlen(tokens[token]));
        }
        must(!text.full);
        return arena_copy(a, buf_slice(&text));
}
