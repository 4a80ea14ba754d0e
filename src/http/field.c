/* One row per field that somebody here uses; any other is forgotten. A row's place comes from its name's length and
 * last letter, so that a name, known or not, is compared with one row at most, however many rows there are. */
#include "http/field.h"

#include "http/character.h"
#include "http/date.h"

static unsigned read_host(struct http_fields *fields, struct slice value)
{
        if (fields->has_host || value.len == 0) return 400;
        for (size_t i = 0; i < value.len; i++)
                if (!character_is(value.at[i], CHARACTER_HOST)) return 400;
        fields->has_host = true;
        fields->request->host = value;
        return 0;
}

static unsigned read_connection(struct http_fields *fields, struct slice value)
{
        while (value.len) {
                struct slice option = slice_trim(slice_cut(&value, ','));
                if (slice_eq_nocase(option, SLICE("close"))) fields->close = true;
                if (slice_eq_nocase(option, SLICE("keep-alive"))) fields->keep_alive = true;
        }
        return 0;
}

static bool is_digits(struct slice s)
{
        for (size_t i = 0; i < s.len; i++)
                if (s.at[i] < '0' || s.at[i] > '9') return false;
        return s.len > 0;
}

/* A leading zero is refused although the grammar has it: there are parsers that read it as octal. */
static unsigned read_content_length(struct http_fields *fields, struct slice value)
{
        struct http_request *request = fields->request;
        if (fields->has_content_length || !is_digits(value)) return 400;
        if (value.at[0] == '0' && value.len > 1) return 400;
        if (!slice_to_u64(value, INT64_MAX, &request->content_length)) return 413;

        bool may_have_body = request->method != HTTP_GET && request->method != HTTP_HEAD;
        if (request->content_length > 0 && !may_have_body) return 400;
        fields->has_content_length = request->has_content_length = true;
        return 0;
}

static unsigned refuse_transfer_encoding(struct http_fields *fields, struct slice value)
{
        (void)fields, (void)value;
        return 400;
}

/* weight = OWS ";" OWS "q=" qvalue (RFC 9110, 12.4.2). Whether it is one, and above zero. */
static bool weight_admits(struct slice weight)
{
        weight = slice_trim(weight);
        if (weight.len < 3 || weight.len > 7 || (weight.at[0] | 0x20) != 'q' || weight.at[1] != '=') return false;
        struct slice number = slice_skip(weight, 2);
        struct slice whole = slice_cut(&number, '.');
        bool fraction_is_zero = true;
        for (size_t i = 0; i < number.len; i++) {
                if (number.at[i] < '0' || number.at[i] > '9') return false;
                if (number.at[i] != '0') fraction_is_zero = false;
        }
        if (slice_eq(whole, SLICE("1"))) return fraction_is_zero;
        return slice_eq(whole, SLICE("0")) && !fraction_is_zero;
}

static unsigned read_accept_encoding(struct http_fields *fields, struct slice value)
{
        while (value.len) {
                struct slice weight = slice_cut(&value, ',');
                bool weighted = memchr(weight.at, ';', weight.len) != NULL;
                struct slice coding = slice_trim(slice_cut(&weight, ';'));
                bool admitted = !weighted || weight_admits(weight);
                if (slice_eq_nocase(coding, SLICE("gzip")) || slice_eq_nocase(coding, SLICE("x-gzip"))) {
                        fields->gzip_named = true;
                        if (!admitted) fields->gzip_refused = true;
                } else if (slice_eq(coding, SLICE("*"))) {
                        fields->others_admitted = admitted;
                }
        }
        return 0;
}

bool http_fields_admit_gzip(const struct http_fields *fields)
{
        return fields->gzip_named ? !fields->gzip_refused : fields->others_admitted;
}

static unsigned read_if_none_match(struct http_fields *fields, struct slice value)
{
        fields->request->if_none_match = value;
        return 0;
}

static unsigned read_if_modified_since(struct http_fields *fields, struct slice value)
{
        fields->request->if_modified_since_ms = http_read_date(value);
        return 0;
}

/* Several fields are held together with all that is between them. */
static void hold_together(struct slice *held, struct slice value)
{
        *held = held->len ? (struct slice){held->at, (size_t)(value.at + value.len - held->at)} : value;
}

/* Two of them are no range: as several ranges they ask for the whole. */
static unsigned read_range(struct http_fields *fields, struct slice value)
{
        hold_together(&fields->request->range, value);
        return 0;
}

static unsigned read_if_range(struct http_fields *fields, struct slice value)
{
        fields->request->if_range = value;
        return 0;
}

static unsigned read_last_event_id(struct http_fields *fields, struct slice value)
{
        fields->request->last_event_id = value;
        return 0;
}

/* What decides about rights may be said only once. */
static unsigned read_once(struct http_fields *fields, enum http_field field, struct slice *ret, struct slice value)
{
        if (fields->said_once & field) return 400;
        fields->said_once |= field;
        *ret = value;
        return 0;
}

static unsigned read_origin(struct http_fields *fields, struct slice value)
{
        return read_once(fields, HTTP_ORIGIN, &fields->request->origin, value);
}

static unsigned read_sec_fetch_site(struct http_fields *fields, struct slice value)
{
        return read_once(fields, HTTP_SEC_FETCH_SITE, &fields->request->sec_fetch_site, value);
}

static unsigned read_content_type(struct http_fields *fields, struct slice value)
{
        return read_once(fields, HTTP_CONTENT_TYPE, &fields->request->content_type, value);
}

static unsigned read_user_agent(struct http_fields *fields, struct slice value)
{
        fields->request->user_agent = value;
        return 0;
}

static unsigned read_x_forwarded_for(struct http_fields *fields, struct slice value)
{
        fields->request->x_forwarded_for = value;
        return 0;
}

static unsigned read_accept_language(struct http_fields *fields, struct slice value)
{
        fields->request->accept_language = value;
        return 0;
}

/* http_cookie() takes them apart again. */
static unsigned read_cookie(struct http_fields *fields, struct slice value)
{
        hold_together(&fields->request->cookie, value);
        return 0;
}

static unsigned read_if_match(struct http_fields *fields, struct slice value)
{
        hold_together(&fields->request->if_match, value);
        return 0;
}

/* "prefetch;prerender" (https://wicg.github.io/nav-speculation/prefetch.html); Purpose was there before it, in which
 * Safari says "preview". */
static unsigned read_purpose(struct http_fields *fields, struct slice value)
{
        while (value.len) {
                struct slice item = slice_cut(&value, ',');
                struct slice purpose = slice_trim(slice_cut(&item, ';'));
                bool is_ahead =
                        slice_eq_nocase(purpose, SLICE("prefetch")) || slice_eq_nocase(purpose, SLICE("preview"));
                if (is_ahead) fields->request->is_prefetch = true;
        }
        return 0;
}

/* Other expectations may be passed over (RFC 9110, 10.1.1). */
static unsigned read_expect(struct http_fields *fields, struct slice value)
{
        if (slice_eq_nocase(value, SLICE("100-continue"))) fields->expect = true;
        return 0;
}

struct known_field {
        struct slice name;
        unsigned (*read)(struct http_fields *fields, struct slice value);
};

/* 22 is the smallest factor with which every row has a place of its own; two at one place do not compile. */
enum { KNOWN_PLACES = 64 };
#define KNOWN_PLACE(len, last_letter) (((len)*22 + ((unsigned char)(last_letter) | 0x20)) % KNOWN_PLACES)

#define KNOWN(name_, last_letter, read_)                                                                               \
        [KNOWN_PLACE(sizeof(name_) - 1, last_letter)] = {{name_, sizeof(name_) - 1}, read_}
static const struct known_field known_fields[KNOWN_PLACES] = {
        KNOWN("host", 't', read_host),
        KNOWN("connection", 'n', read_connection),
        KNOWN("accept-encoding", 'g', read_accept_encoding),
        KNOWN("if-none-match", 'h', read_if_none_match),
        KNOWN("if-modified-since", 'e', read_if_modified_since),
        KNOWN("content-length", 'h', read_content_length),
        KNOWN("transfer-encoding", 'g', refuse_transfer_encoding),
        KNOWN("range", 'e', read_range),
        KNOWN("if-range", 'e', read_if_range),
        KNOWN("last-event-id", 'd', read_last_event_id),
        KNOWN("cookie", 'e', read_cookie),
        KNOWN("origin", 'n', read_origin),
        KNOWN("sec-fetch-site", 'e', read_sec_fetch_site),
        KNOWN("content-type", 'e', read_content_type),
        KNOWN("user-agent", 't', read_user_agent),
        KNOWN("x-forwarded-for", 'r', read_x_forwarded_for),
        KNOWN("accept-language", 'e', read_accept_language),
        KNOWN("if-match", 'h', read_if_match),
        KNOWN("sec-purpose", 'e', read_purpose),
        KNOWN("purpose", 'e', read_purpose),
        KNOWN("expect", 't', read_expect),
};
#undef KNOWN

unsigned http_field_read(struct http_fields *fields, struct slice name, struct slice value)
{
        const struct known_field *known = &known_fields[KNOWN_PLACE(name.len, name.at[name.len - 1])];
        return known->read && slice_eq_nocase(known->name, name) ? known->read(fields, value) : 0;
}
