/* Fields are copied one behind the other with a check of the room left: no printf, since every reply comes this way. */
#include "http/head.h"

#include "base/err.h"

struct cursor {
        char *at;
        size_t left;
};

/* Most of what is put is written in this file: inlined, it is stored by instructions that know its length. */
static inline __attribute__((always_inline)) void put(struct cursor *cursor, struct slice bytes)
{
        must(bytes.len <= cursor->left);
        if (bytes.len) memcpy(cursor->at, bytes.at, bytes.len);
        cursor->at += bytes.len;
        cursor->left -= bytes.len;
}

static void put_number(struct cursor *cursor, uint64_t value)
{
        char digits[20];
        size_t first = sizeof digits;
        do {
                digits[--first] = (char)('0' + value % 10);
                value /= 10;
        } while (value);
        put(cursor, (struct slice){digits + first, sizeof digits - first});
}

static void put_field(struct cursor *cursor, struct slice name_and_colon, struct slice value)
{
        if (value.len == 0) return;
        put(cursor, name_and_colon);
        put(cursor, value);
        put(cursor, SLICE("\r\n"));
}

/* For values that are made from what people type. */
static void put_clean_field(struct cursor *cursor, struct slice name_and_colon, struct slice value)
{
        for (size_t i = 0; i < value.len; i++)
                must((unsigned char)value.at[i] >= 0x20 && value.at[i] != 0x7f);
        put_field(cursor, name_and_colon, value);
}

static void put_number_field(struct cursor *cursor, struct slice name_and_colon, uint64_t value)
{
        put(cursor, name_and_colon);
        put_number(cursor, value);
        put(cursor, SLICE("\r\n"));
}

static void put_status_line(struct cursor *cursor, unsigned status)
{
        must(status >= 100 && status <= 999);
        put(cursor, SLICE("HTTP/1.1 "));
        put_number(cursor, status);
        put(cursor, SLICE(" "));
        put(cursor, slice_of(http_reason(status)));
        put(cursor, SLICE("\r\n"));
}

/* RFC 9110, 8.6. In a 304 it would be allowed, but then of another representation's bytes than are known here. */
static bool has_content_length(unsigned status)
{
        return status >= 200 && status != 204 && status != 304;
}

size_t http_write_head(char *ret, const struct http_head *head, const char date[HTTP_DATE_LEN], bool keep_alive)
{
        struct cursor cursor = {ret, HTTP_RESPONSE_HEAD_MAX_BYTES};
        put_status_line(&cursor, head->status);
        put_field(&cursor, SLICE("Date: "), (struct slice){date, HTTP_DATE_LEN});
        put_field(&cursor, SLICE("Content-Type: "), head->content_type);
        if (has_content_length(head->status) && !head->until_close)
                put_number_field(&cursor, SLICE("Content-Length: "), head->content_length);
        if (head->gzip) put(&cursor, SLICE("Content-Encoding: gzip\r\n"));
        if (head->vary_encoding) put(&cursor, SLICE("Vary: Accept-Encoding\r\n"));
        put_field(&cursor, SLICE("ETag: "), head->etag);
        put_field(&cursor, SLICE("Last-Modified: "), head->last_modified);
        put_field(&cursor, SLICE("Cache-Control: "), head->cache_control);
        put_field(&cursor, SLICE("Location: "), head->location);
        put_field(&cursor, SLICE("Content-Security-Policy: "), head->content_security_policy);
        put_field(&cursor, SLICE("Allow: "), head->allow);
        if (head->retry_after_s) put_number_field(&cursor, SLICE("Retry-After: "), head->retry_after_s);
        put_field(&cursor, SLICE("Content-Range: "), head->content_range);
        if (head->accept_ranges) put(&cursor, SLICE("Accept-Ranges: bytes\r\n"));
        put_field(&cursor, SLICE("Cross-Origin-Resource-Policy: "), head->cross_origin_resource_policy);
        put_clean_field(&cursor, SLICE("Set-Cookie: "), head->set_cookie);
        put_clean_field(&cursor, SLICE("Set-Cookie: "), head->set_other_cookie);
        put_clean_field(&cursor, SLICE("Content-Disposition: "), head->content_disposition);
        must(head->more.len == 0 || slice_ends_with(head->more, SLICE("\r\n")));
        put(&cursor, head->more);
        put(&cursor, SLICE("X-Content-Type-Options: nosniff\r\n"));
        if (!keep_alive || head->until_close) put(&cursor, SLICE("Connection: close\r\n"));
        put(&cursor, SLICE("\r\n"));
        return HTTP_RESPONSE_HEAD_MAX_BYTES - cursor.left;
}

struct known_status {
        unsigned status;
        const char *reason;
};

/* Of RFC 9110, 15, and RFC 6585: those that somebody here answers with; the frequent ones first. */
static const struct known_status known_statuses[] = {
        {200, "OK"},
        {304, "Not Modified"},
        {404, "Not Found"},
        {301, "Moved Permanently"},
        {410, "Gone"},
        {206, "Partial Content"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {302, "Found"},
        {303, "See Other"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {416, "Range Not Satisfiable"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Content"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
};

const char *http_reason(unsigned status)
{
        for (size_t i = 0; i < sizeof known_statuses / sizeof known_statuses[0]; i++)
                if (known_statuses[i].status == status) return known_statuses[i].reason;
        return "";
}
