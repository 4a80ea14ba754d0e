/* News in JSON as the IPTC defines it (https://iptc.org/standards/ninjs/), versions 2.0 to 3.1, read into an article.
 * The README says field by field what becomes what. */
#pragma once
#include "news/article.h"
#include "store/store.h"
#include "wire/intake.h"

/* Reads one item. The article is sound (article_check) and lives in `in->arena`. ERR_INVALID with `why` naming the
 * field when the item is none that can be taken. */
struct err ninjs_read(const json_t *item, const struct newsroom *newsroom, struct intake *in, struct article *ret,
                      struct buf *why) CHECKED;

/* What says of which item and to what end it is, where the rest may be missing: the cancellation of an item need not
 * repeat it. ERR_INVALID with `why` as above. */
struct err ninjs_read_intent(const json_t *item, struct arena *a, struct slice *ret_uri, enum intent *ret_intent,
                             struct buf *why) CHECKED;

/* Which version of the item it is; what it does not tell, or not readably, is 0. */
struct import_version ninjs_read_version(const json_t *item);
