/* An article as ninjs 3.1 (https://iptc.org/standards/ninjs/): what its page offers to other programs, and what an
 * export consists of. ninjs_read() is the reverse; the README says field by field what becomes what.
 *
 * An export also says what ninjs has no word for, so that it comes back as it was: the article's number, its slug, the
 * addresses that it had, since when it is live coverage, why it was withdrawn, and its body as the newsroom keeps it
 * beside the same as HTML. */
#pragma once
#include "store/publication.h"
#include "wire/html_write.h"

enum ninjs_purpose { NINJS_FOR_PAGE, NINJS_FOR_EXPORT };

/* Where an export has the original of a picture; appends nothing when it has none. */
typedef void ninjs_picture_fn(void *context, struct slice asset, struct buf *ret);

struct ninjs_writer;
struct ninjs_writing {
        const struct newsroom *newsroom; /* must outlive the writer */
        enum ninjs_purpose purpose;
        ninjs_picture_fn *picture; /* for an export */
        void *context;
};
/* One thread at a time. */
struct err ninjs_writer_new(const struct ninjs_writing *how, struct ninjs_writer **ret) CHECKED;
void ninjs_writer_free(struct ninjs_writer *w);

struct ninjs_article {
        const struct article *article;
        int64_t number, version;
        enum article_state state;
        struct slice path, withdrawn_reason;
        const struct slice *former_paths;
        size_t former_path_count;
};
/* Appends one JSON object in one line. ERR_FULL when `ret` may not get so large. */
struct err ninjs_write(struct ninjs_writer *w, const struct ninjs_article *a, struct buf *ret) CHECKED;

/* What bodies in the newsroom's own form have for a content type. */
#define NINJS_BODY_TYPE "application/vnd.stoppress.body+json"
/* How the uris begin of pictures that have none of their own: ninjs wants one. */
#define NINJS_PICTURE_URI "urn:stoppress:picture:"
