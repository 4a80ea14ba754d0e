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
static int add_term(struct stemmer *s, struct slice language, const struct term *term, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf stream = BUF_INIT(STREAM_MAX_BYTES), joined = BUF_INIT(STREAM_MAX_BYTES);
        struct word_scan scan = {.text = term->text};
        struct word word;
        stream_write(s, language, term->text, &stream);
        bool whole = word_next(&scan, &word) && word.joins_next && !term->quoted &&
                     stream_write_joined(s, language, slice_skip(term->text, word.start), &joined);
        if (whole) buf_add_char(ret, '(');
        add_phrase(buf_slice(&stream), ret);
        if (!whole) return 1;
        buf_add_text(ret, " OR ");
        add_phrase(buf_slice(&joined), ret);
        buf_add_char(ret, ')');
        return 2;
}

#define WORDS "{headline lead body topics authors sources} : ("

static int add_terms(struct stemmer *s, struct slice language, const struct terms *terms, bool excluded,
                     struct buf *ret)
{
        int phrases = 0;
        for (unsigned i = 0; i < terms->count; i++) {
                const struct term *term = &terms->at[i];
                if (term->excluded != excluded || term->common) continue;
                buf_add_text(ret, phrases == 0 ? WORDS : excluded ? " OR " : " AND ");
                phrases += add_term(s, language, term, ret);
        }
        if (phrases) buf_add_char(ret, ')');
        return phrases;
}

static void add_and(struct buf *ret, size_t start)
{
        if (ret->len > start) buf_add_text(ret, " AND ");
}

/* A name that must be among the article's topics, authors or sources: all its words, in any form. */
static bool add_name(struct stemmer *s, struct slice language, const char *column, struct slice name, size_t start,
                     struct buf *ret)
{
        struct terms words;
        CLEANUP(buf_clear) struct buf stream = BUF_INIT(STREAM_MAX_BYTES);
        terms_read(name, &words);
        for (unsigned i = 0; i < words.count; i++) {
                buf_truncate(&stream);
                stream_write(s, language, words.at[i].text, &stream);
                add_and(ret, start);
                buf_add_format(ret, "%s : ", column);
                add_phrase(buf_slice(&stream), ret);
        }
        return words.count > 0;
}

static bool add_filters(struct stemmer *s, const struct search_request *request, size_t start, struct buf *ret)
{
        struct slice language = request->edition ? request->language : SLICE("");
        bool any = add_name(s, language, "topics", request->topic, start, ret);
        any |= add_name(s, language, "authors", request->author, start, ret);
        any |= add_name(s, language, "sources", request->source, start, ret);
        if (request->section) {
                add_and(ret, start);
                buf_add_format(ret, "filed : \"s%u\"", request->section);
                any = true;
        }
        if (request->edition) {
                add_and(ret, start);
                buf_add_format(ret, "filed : \"e%u\"", request->edition);
        }
        return any || request->from_day || request->until_day;
}

bool expression_write(struct stemmer *s, const struct search_request *request, const struct terms *terms,
                      struct buf *ret, int *ret_phrases)
{
        struct slice language = request->edition ? request->language : SLICE("");
        buf_add_char(ret, '(');
        size_t start = ret->len;
        *ret_phrases = add_terms(s, language, terms, false, ret);
        bool filtered = add_filters(s, request, start, ret);
        if (ret->len == start) buf_add_text(ret, "filed : \"all\""); /* across editions, by date alone */
        buf_add_char(ret, ')');
        size_t before = ret->len;
        buf_add_text(ret, " NOT ");
        if (add_terms(s, language, terms, true, ret) == 0) ret->len = before;
        return *ret_phrases > 0 || filtered;
}
