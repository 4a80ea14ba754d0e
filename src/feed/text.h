/* Text and moments as XML and JSON want them. */
#pragma once
#include "base/buf.h"

/* With & < > " escaped; what XML 1.0 has no place for (controls, U+FFFE, U+FFFF) is left out. */
void feed_add_xml(struct buf *ret, struct slice text);
/* <name>text</name> and a line end; nothing for an empty text. */
void feed_add_element(struct buf *ret, const char *name, struct slice text);
/* A string with its quotation marks (RFC 8259). */
void feed_add_json(struct buf *ret, struct slice text);
/* RFC 3339, in UTC. */
void feed_add_moment(struct buf *ret, int64_t utc_ms);
