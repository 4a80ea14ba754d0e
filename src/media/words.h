/* What a picture's file says of itself: whom to credit, whose it is, what it shows. Gathered from XMP, IPTC-IIM and
 * EXIF, in this order of trust: what was found first stays. Everything else that a file says (where it was taken, with
 * what, by which account) is not read. */
#pragma once
#include "base/arena.h"

struct words {
        struct arena *arena;                              /* what the slices point to lives here */
        struct slice credit, creator, copyright, caption; /* lines of UTF-8; empty when the file does not say */
};

/* Keeps a text, in one line and cut to `max_bytes`, unless the field has one or it is no UTF-8. */
void words_take(struct words *w, struct slice *field, struct slice text, size_t max_bytes);

/* An XMP packet (ISO 16684-1). A packet that declares a document type, or is no XML, says nothing. */
void words_read_xmp(struct words *w, struct slice packet);
/* IPTC-IIM datasets, bare or within Photoshop's resources, as they stand in a JPEG's APP13. Only UTF-8 is taken. */
void words_read_iim(struct words *w, struct slice bytes);

/* The credit line: the credit, or who made it. */
struct slice words_credit(const struct words *w);

/* Appends an XMP packet with the credit and the copyright, and nothing else; nothing when there is neither. */
struct buf;
void words_write_xmp(const struct words *w, struct buf *ret);
