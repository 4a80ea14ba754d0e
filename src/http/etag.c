/* If-None-Match as a list of entity tags, whose quoted part may itself hold a comma (RFC 9110, 8.8.3). */
#include "http/request.h"

static struct slice without_weakness(struct slice etag)
{
        return slice_starts_with(etag, SLICE("W/")) ? slice_skip(etag, 2) : etag;
}

/* Takes the next entity tag's quoted part from the list; false when there is none or the list is malformed. */
static bool take_tag(struct slice *rest, struct slice *ret)
{
        while (rest->len && (*rest->at == ' ' || *rest->at == '\t' || *rest->at == ','))
                *rest = slice_skip(*rest, 1);
        *rest = without_weakness(*rest);
        if (!slice_starts_with(*rest, SLICE("\""))) return false;

        struct slice inside = slice_skip(*rest, 1);
        const char *end = inside.len ? memchr(inside.at, '"', inside.len) : NULL;
        if (!end) return false;
        *ret = (struct slice){rest->at, (size_t)(end + 1 - rest->at)};
        *rest = slice_skip(*rest, ret->len);
        return true;
}

bool http_etag_matches(struct slice if_none_match, struct slice etag)
{
        if (slice_eq(if_none_match, SLICE("*"))) return true;
        struct slice tag, wanted = without_weakness(etag);
        while (take_tag(&if_none_match, &tag))
                if (slice_eq(tag, wanted)) return true;
        return false;
}
