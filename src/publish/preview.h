/* An article, or a front, as readers would see it if it were published now: pressed like any, put together with what
 * the archive holds of its edition, and kept nowhere. */
#pragma once
#include "publish/publish.h"

struct preview {
        int64_t article;
        const struct article *text; /* whose body is sound (body_check()) */
        int64_t now_ms;             /* by which bar and slots are chosen */
};
/* Appends the whole page's HTML to `ret`. ERR_NOT_FOUND: no such article. */
struct err publish_preview(struct publisher *p, const struct preview *preview, struct buf *ret) CHECKED;

/* The same of an edition's front, arranged as `choice` says, which need not be in force. */
struct front_preview {
        const struct edition *edition;
        const struct front_choice *choice;
        int64_t now_ms;
};
struct err publish_preview_front(struct publisher *p, const struct front_preview *preview, struct buf *ret) CHECKED;

/* The same of a slot: a page of the edition on which the creative stands, and little else. */
struct slot_preview {
        unsigned edition;
        const struct creative *creative; /* sound (settings_read()) */
        int64_t now_ms;
};
struct err publish_slot_preview(struct publisher *p, const struct slot_preview *preview, struct buf *ret) CHECKED;
