#include "reader/search_query.h"

#include "http/form.h"
#include "search/words.h"

enum { NAME_MAX_BYTES = 200, WORDS_MAX_BYTES = 400, DAY_MAX_BYTES = 20, SECTION_NUMBER_MAX = 10000 };

/* ---- reading ---- */

static uint64_t days_of_month(uint64_t year, uint64_t month)
{
        enum { FEBRUARY = 2 };
        static const uint64_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return days[month - 1] + (month == FEBRUARY && is_leap);
}

/* "2026-01-31" as 20260131; false when it is no day. */
static bool read_day(struct slice text, int32_t *ret)
{
        uint64_t year = 0, month = 0, day = 0;
        struct slice rest = text;
        *ret = 0;
        if (text.len == 0) return true;
        if (text.len != sizeof "2026-01-31" - 1 || text.at[4] != '-' || text.at[7] != '-') return false;
        if (!slice_to_u64(slice_cut(&rest, '-'), 9999, &year) || !slice_to_u64(slice_cut(&rest, '-'), 12, &month) ||
            !slice_to_u64(rest, 31, &day))
                return false;
        if (year < 1 || month < 1 || day < 1 || day > days_of_month(year, month)) return false;
        *ret = (int32_t)(year * 10000 + month * 100 + day);
        return true;
}

/* At most so many bytes of UTF-8, cut where a letter begins. */
static struct slice cut_at_letter(struct slice text, size_t max)
{
        if (text.len <= max) return text;
        while (max && ((unsigned char)text.at[max] & 0xc0) == 0x80)
                max--;
        return (struct slice){text.at, max};
}

static struct slice clean(struct slice value, size_t max, struct arena *a)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(HTTP_FORM_VALUE_MAX_BYTES);
        words_clean(value, &text);
        return arena_copy(a, slice_trim(cut_at_letter(slice_trim(buf_slice(&text)), max)));
}

static unsigned number(struct slice value, unsigned max, unsigned otherwise)
{
        uint64_t read = 0;
        return slice_to_u64(value, max, &read) && read ? (unsigned)read : otherwise;
}

/* In the order in which they are written. */
static void take(struct search_query *q, const struct http_form_pair *pair, struct arena *a)
{
        const struct {
                const char *name;
                struct slice *value;
                size_t max;
        } texts[] = {
                {"q", &q->words, WORDS_MAX_BYTES},      {"topic", &q->topic, NAME_MAX_BYTES},
                {"author", &q->author, NAME_MAX_BYTES}, {"source", &q->source, NAME_MAX_BYTES},
                {"from", &q->from, DAY_MAX_BYTES},      {"until", &q->until, DAY_MAX_BYTES},
        };
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
                if (slice_eq(pair->name, slice_of(texts[i].name)))
                        *texts[i].value = clean(pair->value, texts[i].max, a);
        if (slice_eq(pair->name, SLICE("section"))) q->section = number(pair->value, SECTION_NUMBER_MAX, 0);
        if (slice_eq(pair->name, SLICE("page"))) q->page = number(pair->value, SEARCH_PAGES, 1);
        if (slice_eq(pair->name, SLICE("in"))) q->in_all = slice_eq(pair->value, SLICE("all"));
        if (slice_eq(pair->name, SLICE("order"))) q->newest = slice_eq(pair->value, SLICE("new"));
}

void search_query_read(struct slice encoded, struct arena *a, struct search_query *ret)
{
        struct http_form form;
        struct http_form_pair pair;
        *ret = (struct search_query){.page = 1};
        if (encoded.len > SEARCH_QUERY_MAX_BYTES) encoded.len = 0;
        http_form_init(&form, encoded, a);
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR)
                take(ret, &pair, a);
        bool from = read_day(ret->from, &ret->from_day), until = read_day(ret->until, &ret->until_day);
        ret->days_are_wrong = !from || !until || (ret->until_day && ret->from_day > ret->until_day);
        if (ret->days_are_wrong) ret->from_day = ret->until_day = 0;
}

bool search_query_has_filters(const struct search_query *q)
{
        return q->topic.len || q->author.len || q->source.len || q->from.len || q->until.len || q->section ||
               q->in_all || q->newest;
}

/* ---- writing ---- */

static void add_pair(const char *name, struct slice value, struct buf *ret)
{
        if (value.len == 0) return;
        if (ret->len) buf_add_char(ret, '&');
        buf_add_text(ret, name);
        buf_add_char(ret, '=');
        http_form_encode(value, ret);
}

static void add_number(const char *name, unsigned value, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf digits = BUF_INIT(16);
        if (value) buf_add_format(&digits, "%u", value);
        add_pair(name, buf_slice(&digits), ret);
}

void search_query_write(const struct search_query *q, struct buf *ret)
{
        add_pair("q", q->words, ret);
        add_pair("order", q->newest ? SLICE("new") : SLICE(""), ret);
        add_number("section", q->section, ret);
        add_pair("in", q->in_all ? SLICE("all") : SLICE(""), ret);
        add_pair("from", q->from, ret);
        add_pair("until", q->until, ret);
        add_pair("topic", q->topic, ret);
        add_pair("author", q->author, ret);
        add_pair("source", q->source, ret);
        add_number("page", q->page > 1 ? q->page : 0, ret);
}
