#include "search/expression.h"

#include "search/columns.h"
#include "search/stream.h"
#include "search/words.h"

enum { STREAM_MAX_BYTES = 16 * 1024 };

/* "stems stems": one phrase. */
static void add_phrase(struct slice stream, struct buf *ret)
{
        buf_add_char(ret, '"');
        buf_add(ret, stream);
        buf_add_char(ret, '"');
}

/* A compound is found also where it stands in one word; what is typed in one word, also where it is a compound, for its
 * index has that. Returns the number of phrases. */
static int add_term(const struct asking *asking, const struct term *term, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf stream = BUF_INIT(STREAM_MAX_BYTES), joined = BUF_INIT(STREAM_MAX_BYTES);
        struct word_scan scan = {.text = term->text};
        struct word word;
        stream_write(asking->stemmer, asking->language, term->text, &stream);
        bool whole =
                word_next(&scan, &word) && word.joins_next && !term->quoted &&
                stream_write_joined(asking->stemmer, asking->language, slice_skip(term->text, word.start), &joined);
        if (whole) buf_add_char(ret, '(');
        add_phrase(buf_slice(&stream), ret);
        if (!whole) return 1;
        buf_add_text(ret, " OR ");
        add_phrase(buf_slice(&joined), ret);
        buf_add_char(ret, ')');
        return 2;
}

#define WORDS "{headline lead body topics authors sources} : ("

static uint32_t terms_that_are(const struct asking *asking, bool excluded)
{
        const struct terms *terms = asking->terms;
        uint32_t which = 0;
        for (unsigned i = 0; i < terms->count; i++)
                if (terms->at[i].excluded == excluded && !terms->at[i].common) which |= UINT32_C(1) << i;
        return which;
}

uint32_t expression_wanted(const struct asking *asking)
{
        return terms_that_are(asking, false);
}

/* Those of `which`; returns the number of phrases. */
static int add_terms(const struct asking *asking, uint32_t which, const char *between, struct buf *ret)
{
        int phrases = 0;
        for (unsigned i = 0; i < asking->terms->count; i++) {
                if (!(which & UINT32_C(1) << i)) continue;
                buf_add_text(ret, phrases == 0 ? WORDS : between);
                phrases += add_term(asking, &asking->terms->at[i], ret);
        }
        if (phrases) buf_add_char(ret, ')');
        return phrases;
}

/* What every hit must have besides; it stands in parentheses, which open where `any` is still false. */
struct conditions {
        struct buf *text;
        bool any;
};

static void add_condition(struct conditions *c, const char *column, struct slice stream)
{
        if (c->any) buf_add_text(c->text, " AND ");
        buf_add_format(c->text, "%s : ", column);
        add_phrase(stream, c->text);
        c->any = true;
}

/* A name that must be among the article's topics, authors or sources: all its words, in any form. */
static bool add_name(const struct asking *asking, const char *column, struct slice name, struct conditions *c)
{
        struct terms words;
        CLEANUP(buf_clear) struct buf stream = BUF_INIT(STREAM_MAX_BYTES);
        terms_read(name, &words);
        for (unsigned i = 0; i < words.count; i++) {
                buf_truncate(&stream);
                stream_write(asking->stemmer, asking->language, words.at[i].text, &stream);
                add_condition(c, column, buf_slice(&stream));
        }
        return words.count > 0;
}

static void add_filed(char kind, unsigned number, struct conditions *c)
{
        CLEANUP(buf_clear) struct buf token = BUF_INIT(32);
        buf_add_format(&token, "%c%u", kind, number);
        add_condition(c, "filed", buf_slice(&token));
}

static bool add_filters(const struct asking *asking, struct conditions *c)
{
        const struct search_request *request = asking->request;
        bool asked = add_name(asking, "topics", request->topic, c);
        asked |= add_name(asking, "authors", request->author, c);
        asked |= add_name(asking, "sources", request->source, c);
        if (request->section) add_filed('s', request->section, c);
        if (request->edition) add_filed('e', request->edition, c);
        return asked || request->section || request->from_day || request->until_day;
}

/* What stands in `ret` since the parenthesis, with the filters behind it. False when that is nothing. */
static bool add_rest(const struct asking *asking, bool has_words, struct buf *ret)
{
        struct conditions conditions = {.text = ret, .any = has_words};
        bool filtered = add_filters(asking, &conditions);
        if (!conditions.any) add_condition(&conditions, "filed", SLICE("all")); /* across editions, by days alone */
        buf_add_char(ret, ')');
        size_t before = ret->len;
        buf_add_text(ret, " NOT ");
        if (add_terms(asking, terms_that_are(asking, true), " OR ", ret) == 0) ret->len = before;
        return has_words || filtered;
}

bool expression_write(const struct asking *asking, struct buf *ret, struct scoring *ret_scoring)
{
        buf_add_char(ret, '(');
        *ret_scoring = (struct scoring){.count = add_terms(asking, expression_wanted(asking), " AND ", ret)};
        return add_rest(asking, ret_scoring->count > 0, ret);
}

void expression_write_one(const struct asking *asking, unsigned term, struct buf *ret)
{
        buf_add_char(ret, '(');
        add_terms(asking, UINT32_C(1) << term, "", ret);
        add_rest(asking, true, ret);
}

void expression_write_some(const struct asking *asking, uint32_t any_of, struct buf *ret, struct scoring *ret_scoring)
{
        buf_add_char(ret, '(');
        ret_scoring->first = add_terms(asking, any_of, " OR ", ret);
        buf_add_text(ret, " AND ");
        ret_scoring->count = add_terms(asking, expression_wanted(asking), " OR ", ret);
        add_rest(asking, true, ret);
}
