#include "wire/ninjs.h"

#include "language/language.h"
#include "news/date_time.h"
#include "news/json_value.h"
#include "wire/marks.h"
#include "wire/ninjs_field.h"
#include "wire/plain_text.h"

/* A value as a message shows it. */
static struct slice shown(struct slice value)
{
        enum { SHOWN_MAX_BYTES = 80 };
        return plain_cut(value, SHOWN_MAX_BYTES);
}

/* ---- which item, and to what end ---- */

static struct err read_intent(const struct ninjs *n, enum intent *ret)
{
        struct slice status = ninjs_string(n->item, "pubStatus");
        if (!ninjs_field(n->item, "pubStatus") || slice_eq(status, SLICE("usable")))
                *ret = INTENT_PUBLISH;
        else if (slice_eq(status, SLICE("withheld")))
                *ret = INTENT_WITHHOLD;
        else if (slice_eq(status, SLICE("canceled")))
                *ret = INTENT_CANCEL;
        else
                return ninjs_fault(n, "pubStatus", "'%.*s' is none of usable, withheld and canceled",
                                   SLICE_ARGS(shown(status)));
        return NO_ERR;
}

static struct err read_uri(const struct ninjs *n, struct arena *a, struct slice *ret)
{
        if (!json_is_object(n->item)) return ninjs_fault(n, "item", "not a JSON object");
        *ret = plain_line(a, ninjs_string(n->item, "uri"));
        if (ret->len == 0) return ninjs_fault(n, "uri", "missing; it is what identifies the item");
        if (ret->len > URI_MAX_BYTES) return ninjs_fault(n, "uri", "longer than %d bytes", URI_MAX_BYTES);
        return NO_ERR;
}

struct err ninjs_read_intent(const json_t *item, struct arena *a, struct slice *ret_uri, enum intent *ret_intent,
                             struct buf *why)
{
        struct ninjs n = {.item = item, .why = why};
        TRY(read_uri(&n, a, ret_uri));
        return read_intent(&n, ret_intent);
}

struct import_version ninjs_read_version(const json_t *item)
{
        struct import_version version = {0};
        uint64_t number = 0;
        if (!date_time_read(ninjs_string(item, "versionCreated"), &version.made_ms)) version.made_ms = 0;
        if (slice_to_u64(ninjs_string(item, "version"), INT64_MAX, &number)) version.number = (int64_t)number;
        return version;
}

/* ---- edition and type ---- */

static struct err refuse_language(const struct ninjs *n, struct slice language)
{
        CLEANUP(buf_clear) struct buf codes = BUF_INIT(EDITION_MAX * 16);
        for (size_t i = 0; i < n->newsroom->edition_count; i++)
                buf_add_format(&codes, "%s%.*s", i ? ", " : "", SLICE_ARGS(n->newsroom->editions[i].code));
        if (language.len == 0)
                return ninjs_fault(n, "language", "missing; add it to the item (this site has %s)", buf_text(&codes));
        return ninjs_fault(n, "language", "'%.*s' has no edition here; this site has %s", SLICE_ARGS(shown(language)),
                           buf_text(&codes));
}

static struct err read_edition(const struct ninjs *n, const struct edition **ret)
{
        struct slice language = ninjs_line(n, n->item, "language");
        *ret = newsroom_edition_for(n->newsroom, language);
        if (language.len == 0 && n->newsroom->edition_count == 1) *ret = &n->newsroom->editions[0];
        return *ret ? NO_ERR : refuse_language(n, language);
}

/* A picture, a video, an event: what comes with them as text is a caption or a notice to desks, and no article. */
static struct err check_type(const struct ninjs *n)
{
        struct slice type = ninjs_line(n, n->item, "type");
        if (type.len == 0 || slice_eq(type, SLICE("text")) || slice_eq(type, SLICE("composite"))) return NO_ERR;
        return ninjs_fault(n, "type", "'%.*s': only texts are taken", SLICE_ARGS(shown(type)));
}

/* ---- times and the rest ---- */

/* 0 when the field is missing. */
static struct err read_time(const struct ninjs *n, const char *field, int64_t *ret)
{
        *ret = 0;
        const json_t *value = ninjs_field(n->item, field);
        struct slice text = json_to_slice(value);
        if (!value || json_is_null(value)) return NO_ERR;
        if (!date_time_read(text, ret)) return ninjs_fault(n, field, "'%.*s' is no date-time", SLICE_ARGS(shown(text)));
        return NO_ERR;
}

/* 2.x says "embargoed" and 3.x "embargoedUntil"; when both are there, the later one holds. */
static struct err read_embargo(const struct ninjs *n, int64_t *ret)
{
        int64_t embargoed_ms = 0, until_ms = 0;
        TRY(read_time(n, "embargoed", &embargoed_ms));
        TRY(read_time(n, "embargoedUntil", &until_ms));
        *ret = embargoed_ms > until_ms ? embargoed_ms : until_ms;
        return NO_ERR;
}

/* Many systems write an item down some seconds after the moment of publication that it names, which updates nothing. An
 * export of ours says just what it means. Whether readers have another text already, and this is one for them, an item
 * does not know: that is import.c's. */
static struct err read_times(const struct ninjs *n, struct article *ret)
{
        enum { CHANGE_WORTH_TELLING_MS = 60 * 1000 };
        int64_t first = 0, version = 0, content = 0;
        TRY(read_time(n, "firstCreated", &first));
        TRY(read_time(n, "versionCreated", &version));
        TRY(read_time(n, "contentCreated", &content));
        TRY(read_embargo(n, &ret->embargo_ms));
        ret->published_ms = content ? content : first ? first : version;
        n->intake->time_is_of_version = !content && !first;
        if (ret->published_ms == 0)
                return ninjs_fault(n, "versionCreated",
                                   "missing, like firstCreated and contentCreated; add one of them");
        ret->created_ms = first ? first : ret->published_ms;
        int64_t worth_telling_ms = n->intake->back.number ? 0 : CHANGE_WORTH_TELLING_MS;
        if (version > ret->published_ms + worth_telling_ms) ret->updated_ms = version;
        return NO_ERR;
}

static enum urgency read_urgency(const struct ninjs *n)
{
        double urgency = json_number_value(ninjs_field(n->item, "urgency"));
        if (urgency >= 1 && urgency <= 2) return URGENCY_BREAKING;
        return urgency == 3 ? URGENCY_IMPORTANT : URGENCY_NORMAL;
}

static struct slice read_byline(const struct ninjs *n)
{
        struct slice byline = ninjs_line(n, n->item, "by");
        if (byline.len <= NAME_MAX_BYTES) return byline;
        intake_lose(n->intake, "by: longer than %d bytes", NAME_MAX_BYTES);
        return (struct slice){0};
}

/* Of an export the article's own, which may be none. */
static struct slice read_slug(const struct ninjs *n, const struct edition *edition, struct slice headline)
{
        if (n->intake->back.number) return ninjs_id(n, n->item, "slug");
        CLEANUP(buf_clear) struct buf slug = BUF_INIT(NAME_MAX_BYTES);
        language_write_slug(edition->code, headline, SLUG_MAX_BYTES, &slug);
        return arena_copy(n->intake->arena, buf_slice(&slug));
}

struct err ninjs_read(const json_t *item, const struct newsroom *newsroom, struct intake *in, struct article *ret,
                      struct buf *why)
{
        struct ninjs n = {.item = item, .newsroom = newsroom, .intake = in, .why = why};
        struct article read = {0};
        const struct edition *edition = NULL;
        TRY(read_uri(&n, in->arena, &read.uri));
        in->uri = read.uri;
        TRY(read_intent(&n, &read.intent));
        TRY(check_type(&n));
        TRY(read_edition(&n, &edition));
        read.edition = edition->id;
        ninjs_read_back(&n, edition);
        ninjs_read_withdrawal(&n);
        TRY(ninjs_read_texts(&n, &read));
        TRY(read_times(&n, &read));
        ninjs_read_corrections(&n, &read);
        read.urgency = read_urgency(&n);
        read.story_key = ninjs_id(&n, item, "story");
        read.byline = read_byline(&n);
        read.slug = read_slug(&n, edition, read.headline);
        ninjs_read_topics(&n, &read);
        ninjs_order_topics(&n, &read);
        ninjs_read_associations(&n, &read);
        if (in->back.number) ninjs_read_own_body(&n, &read);
        ninjs_read_coverage(&n, &read);
        ninjs_count_lost_fields(&n);
        if (!in->back.number) marks_set(&read, edition->code, in->arena); /* the newsroom's own are as it wants them */
        TRY(article_check(&read, why));
        *ret = read;
        return NO_ERR;
}
