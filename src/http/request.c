/* One pass from left to right, no step back. Every step stops at the first byte that decides something, so the verdict
 * on some bytes is also the verdict on whatever follows them:
 *
 * (1) Once refused or parsed, more input never changes the answer.
 * (2) Only the first HTTP_HEAD_MAX_BYTES are ever looked at.
 *
 * Together they make the answer independent of how the bytes arrived (fuzz/http_fuzz.c holds the parser to it). Steps
 * return true when they went past what they read; false means that the input ran out or, when `refused` is set, that
 * the request is bad. Field values, most of a browser's head, are checked eight bytes at a time. */
#include "http/request.h"

#include "base/err.h"
#include "http/character.h"
#include "http/field.h"

struct scan {
        const char *at, *end;
        unsigned refused; /* status; 0 while nothing was */
        unsigned field_count;
        bool is_1_0;
        struct slice authority;       /* of an absolute-form target; empty otherwise */
        struct http_request *request; /* call: is filled */
        struct http_fields fields;
};

static bool refuse(struct scan *scan, unsigned status)
{
        scan->refused = status;
        return false;
}

static bool ran_out(const struct scan *scan)
{
        return scan->at == scan->end;
}

static struct slice scanned_since(const struct scan *scan, const char *start)
{
        return (struct slice){start, (size_t)(scan->at - start)};
}

static void skip(struct scan *scan, enum character_class class)
{
        const char *at = scan->at;
        while (at < scan->end && character_is(*at, class))
                at++;
        scan->at = at;
}

/* Whether any of eight bytes is below 0x20 or is 0x7f (exact for "any": Bit Twiddling Hacks, "hasless"). */
static bool has_control(uint64_t eight)
{
        const uint64_t each = UINT64_C(0x0101010101010101), high = each * 0x80;
        uint64_t not_delete = eight ^ (each * 0x7f);
        return (((eight - each * 0x20) & ~eight) | ((not_delete - each) & ~not_delete)) & high;
}

/* Skips what a field value may hold: all bytes but controls; of these, tabs. */
static void skip_text(struct scan *scan)
{
        const char *at = scan->at;
        uint64_t eight;
        while ((size_t)(scan->end - at) >= sizeof eight) {
                memcpy(&eight, at, sizeof eight);
                if (has_control(eight)) break;
                at += sizeof eight;
        }
        while (at < scan->end && (*at == '\t' || ((unsigned char)*at >= 0x20 && *at != 0x7f)))
                at++;
        scan->at = at;
}

static bool read_line_end(struct scan *scan)
{
        if (ran_out(scan)) return false;
        if (*scan->at != '\r') return refuse(scan, 400);
        scan->at++;
        if (ran_out(scan)) return false;
        if (*scan->at != '\n') return refuse(scan, 400);
        scan->at++;
        return true;
}

/* RFC 9112, 2.2: one empty line before the request line is to be borne. */
static bool skip_empty_line(struct scan *scan)
{
        return ran_out(scan) || *scan->at != '\r' || read_line_end(scan);
}

static bool read_method(struct scan *scan)
{
        static const struct slice names[] = {
                [HTTP_GET] = {"GET", 3}, [HTTP_HEAD] = {"HEAD", 4},     [HTTP_POST] = {"POST", 4},
                [HTTP_PUT] = {"PUT", 3}, [HTTP_DELETE] = {"DELETE", 6},
        };
        const char *start = scan->at;
        skip(scan, CHARACTER_TOKEN);
        if (ran_out(scan)) return false;
        struct slice name = scanned_since(scan, start);
        if (name.len == 0 || *scan->at != ' ') return refuse(scan, 400);
        scan->at++;

        for (enum http_method method = HTTP_GET; method <= HTTP_DELETE; method++) {
                if (!slice_eq(name, names[method])) continue;
                scan->request->method = method;
                return true;
        }
        return refuse(scan, 501);
}

static void split_query(struct scan *scan, struct slice path_and_query)
{
        scan->request->query = path_and_query;
        scan->request->path = slice_cut(&scan->request->query, '?');
}

/* http://host/path?query: the authority takes the Host field's place (RFC 9112, 3.2.2). */
static bool read_absolute_form(struct scan *scan, struct slice target)
{
        struct slice scheme = {target.at, target.len < 8 ? target.len : 8};
        if (scheme.len == 8 && scheme.at[7] != '/') scheme.len = 7;
        if (!slice_eq_nocase(scheme, SLICE("http://")) && !slice_eq_nocase(scheme, SLICE("https://")))
                return refuse(scan, 400);

        struct slice rest = slice_skip(target, scheme.len);
        size_t len = 0;
        while (len < rest.len && character_is(rest.at[len], CHARACTER_HOST))
                len++;
        scan->authority = (struct slice){rest.at, len};
        rest = slice_skip(rest, len);
        if (len == 0 || (rest.len && *rest.at != '/' && *rest.at != '?')) return refuse(scan, 400);

        split_query(scan, rest);
        if (scan->request->path.len == 0)
                scan->request->path = (struct slice){scheme.at + scheme.len - 1, 1}; /* a "/" */
        return true;
}

static bool read_target(struct scan *scan)
{
        const char *start = scan->at;
        skip(scan, CHARACTER_TARGET);
        struct slice target = scanned_since(scan, start);
        if (target.len > HTTP_TARGET_MAX_BYTES) return refuse(scan, 414);
        if (ran_out(scan)) return false;
        if (target.len == 0) return refuse(scan, 400);
        if (*scan->at == '\r') return refuse(scan, 505); /* HTTP/0.9 names no version */
        if (*scan->at != ' ') return refuse(scan, 400);
        scan->at++;

        if (*start != '/') return read_absolute_form(scan, target);
        split_query(scan, target);
        return true;
}

static bool read_version(struct scan *scan)
{
        const char *start = scan->at;
        for (const char *form = "HTTP/0.0"; *form; form++, scan->at++) {
                if (ran_out(scan)) return false;
                bool fits = *form == '0' ? *scan->at >= '0' && *scan->at <= '9' : *scan->at == *form;
                if (!fits) return refuse(scan, 400);
        }
        scan->is_1_0 = start[7] == '0';
        if (start[5] != '1' || start[7] > '1') return refuse(scan, 505);
        return read_line_end(scan);
}

static bool read_field(struct scan *scan)
{
        const char *start = scan->at;
        skip(scan, CHARACTER_TOKEN);
        if (ran_out(scan)) return false;
        struct slice name = scanned_since(scan, start);
        if (name.len == 0 || *scan->at != ':') return refuse(scan, 400);
        scan->at++;

        start = scan->at;
        skip_text(scan);
        struct slice value = slice_trim(scanned_since(scan, start));
        if (!read_line_end(scan)) return false;

        unsigned status = http_field_read(&scan->fields, name, value);
        return status ? refuse(scan, status) : true;
}

static bool read_fields(struct scan *scan)
{
        while (!ran_out(scan) && *scan->at != '\r') {
                if (scan->field_count++ == HTTP_FIELDS_MAX) return refuse(scan, 431);
                if (!read_field(scan)) return false;
        }
        return read_line_end(scan);
}

static bool conclude(struct scan *scan)
{
        struct http_request *request = scan->request;
        if (!scan->is_1_0 && !scan->fields.has_host) return refuse(scan, 400);
        if (scan->authority.len) request->host = scan->authority;
        request->keep_alive = !scan->fields.close && (!scan->is_1_0 || scan->fields.keep_alive);
        request->gzip = http_fields_admit_gzip(&scan->fields);
        request->expects_continue = scan->fields.expect && !scan->is_1_0;
        return true;
}

enum http_parse http_parse(struct slice input, struct http_request *ret, size_t *ret_len, unsigned *ret_status)
{
        bool is_full = input.len >= HTTP_HEAD_MAX_BYTES;
        struct slice none = {input.at, 0};
        *ret = (struct http_request){
                .path = none,
                .query = none,
                .host = none,
                .if_none_match = none,
                .range = none,
                .if_range = none,
                .last_event_id = none,
                .cookie = none,
                .origin = none,
                .sec_fetch_site = none,
                .content_type = none,
                .user_agent = none,
                .accept_language = none,
                .x_forwarded_for = none,
                .peer = none,
                .network = none,
                .if_match = none,
                .body = none,
                .body_fd = -1,
                .if_modified_since_ms = -1,
        };
        struct scan scan = {
                .at = input.at,
                .end = input.at + (is_full ? HTTP_HEAD_MAX_BYTES : input.len),
                .authority = none,
                .request = ret,
                .fields = {.request = ret},
        };

        if (skip_empty_line(&scan) && read_method(&scan) && read_target(&scan) && read_version(&scan) &&
            read_fields(&scan) && conclude(&scan)) {
                *ret_len = (size_t)(scan.at - input.at);
                return HTTP_PARSED;
        }
        if (!scan.refused && !is_full) return HTTP_PARTIAL;
        *ret_status = scan.refused ? scan.refused : 431;
        return HTTP_REFUSED;
}

void http_request_keep(struct http_request *request, unsigned taken)
{
        const struct slice none = {"", 0};
        const struct {
                enum http_field field;
                struct slice *value;
        } texts[] = {
                {HTTP_IF_NONE_MATCH, &request->if_none_match},
                {HTTP_RANGE, &request->range},
                {HTTP_IF_RANGE, &request->if_range},
                {HTTP_LAST_EVENT_ID, &request->last_event_id},
                {HTTP_COOKIE, &request->cookie},
                {HTTP_ORIGIN, &request->origin},
                {HTTP_SEC_FETCH_SITE, &request->sec_fetch_site},
                {HTTP_CONTENT_TYPE, &request->content_type},
                {HTTP_USER_AGENT, &request->user_agent},
                {HTTP_X_FORWARDED_FOR, &request->x_forwarded_for},
                {HTTP_ACCEPT_LANGUAGE, &request->accept_language},
                {HTTP_IF_MATCH, &request->if_match},
        };
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
                if (!(taken & texts[i].field)) *texts[i].value = none;
        if (!(taken & HTTP_ACCEPT_ENCODING)) request->gzip = false;
        if (!(taken & HTTP_IF_MODIFIED_SINCE)) request->if_modified_since_ms = -1;
        if (!(taken & HTTP_SEC_PURPOSE)) request->is_prefetch = false;
}
