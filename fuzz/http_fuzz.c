/* The HTTP parser on any bytes: what it says of a whole must agree with what it says of each prefix, and all that it
 * hands out must lie within what it was given. Dates, entity tags and ranges are read from the same bytes. */
#include "base/err.h"
#include "http/date.h"
#include "http/range.h"
#include "http/request.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVERY_PREFIX_UP_TO = 512 };

static void must_lie_within(struct slice part, struct slice whole)
{
        must(part.at >= whole.at && part.len <= whole.len);
        must((size_t)(part.at - whole.at) <= whole.len - part.len);
}

static void check_request(const struct http_request *request, struct slice head)
{
        const struct slice parts[] = {request->path,
                                      request->query,
                                      request->host,
                                      request->if_none_match,
                                      request->range,
                                      request->if_range,
                                      request->last_event_id,
                                      request->cookie,
                                      request->origin,
                                      request->sec_fetch_site,
                                      request->content_type,
                                      request->user_agent,
                                      request->accept_language,
                                      request->x_forwarded_for,
                                      request->if_match};
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
                must_lie_within(parts[i], head);
        must(request->path.len > 0 && request->path.at[0] == '/');
        must(request->content_length == 0 || (request->method != HTTP_GET && request->method != HTTP_HEAD));
        must(request->if_modified_since_ms >= -1);
        must(request->body.len == 0 && request->body_fd == -1);
        http_etag_matches(request->if_none_match, SLICE("\"x\""));
        struct slice cookie = http_cookie(request->cookie, SLICE("s"));
        if (cookie.len) must_lie_within(cookie, request->cookie);
}

/* A piece lies within the file, and a file of no bytes has none. */
static void check_range(struct slice value, uint64_t size)
{
        struct http_range range;
        char text[HTTP_CONTENT_RANGE_MAX_BYTES];
        enum http_range_answer answer = http_range_read(value, size, &range);
        must(range.first <= size && range.len <= size - range.first);
        must(answer != HTTP_RANGE_PART || range.len > 0);
        must(answer != HTTP_RANGE_WHOLE || (range.first == 0 && range.len == size));
        must(answer != HTTP_RANGE_UNSATISFIABLE || range.len == 0);
        must(http_write_content_range(text, range, size).len <= sizeof text);
}

/* A prefix gets the whole's answer, or waits; it never gets another one. */
static void check_prefix(struct slice input, size_t len, enum http_parse whole, size_t whole_len, unsigned whole_status)
{
        char *block = malloc(len ? len : 1); /* of its own size, so that a read past its end is seen */
        must(block);
        if (len) memcpy(block, input.at, len);
        struct http_request request;
        size_t head_len = 0;
        unsigned status = 0;
        switch (http_parse((struct slice){block, len}, &request, &head_len, &status)) {
        case HTTP_PARSED:
                must(whole == HTTP_PARSED && head_len == whole_len && head_len <= len);
                check_request(&request, (struct slice){block, head_len});
                break;
        case HTTP_REFUSED:
                must(whole == HTTP_REFUSED && status == whole_status);
                break;
        case HTTP_PARTIAL:
                must(whole != HTTP_PARSED || len < whole_len);
                break;
        }
        free(block);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct slice input = {size ? (const char *)data : "", size};
        struct http_request request;
        size_t head_len = 0;
        unsigned status = 0;
        enum http_parse whole = http_parse(input, &request, &head_len, &status);

        size_t step = size <= EVERY_PREFIX_UP_TO ? 1 : size / EVERY_PREFIX_UP_TO;
        for (size_t len = 0; len <= size; len += step)
                check_prefix(input, len, whole, head_len, status);
        check_prefix(input, size, whole, head_len, status);

        int64_t date_ms = http_read_date(input);
        must(date_ms >= -1);
        http_etag_matches(input, SLICE("\"x\""));
        const uint64_t sizes[] = {0, 1, 100, 123456, INT64_MAX, UINT64_MAX};
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
                check_range(input, sizes[i]);
        return 0;
}
