/* What the files of this room share; nobody else includes it. */
#pragma once
#include "feed/feed.h"
#include "feed/record.h"
#include "feed/text.h"

struct feed_picture {
        struct slice url, type, width, height, alt, credit; /* all empty: none */
};
struct feed_picture feed_picture_of(struct slice about);
/* ` name="value"` */
void feed_add_attribute(struct buf *ret, const char *name, struct slice value);
/* Media RSS; nothing where there is no picture. */
void feed_add_media(struct slice about, struct buf *ret);
/* Appends the site's url and a path. */
void feed_add_url(struct buf *ret, struct slice site, struct slice path);
/* The same as it stands in an attribute or an element. */
void feed_add_xml_url(struct buf *ret, struct slice site, struct slice path);
/* The text of an article as HTML; nothing when its page has none that is known. */
void feed_add_content(const struct feed *f, const struct feed_entry *entry, struct buf *ret);

void rss_open(const struct feed *f, struct buf *ret);
void rss_add(const struct feed *f, const struct feed_entry *entry, struct buf *ret);
void rss_close(const struct feed *f, struct buf *ret);
void atom_open(const struct feed *f, struct buf *ret);
void atom_add(const struct feed *f, const struct feed_entry *entry, struct buf *ret);
void atom_close(const struct feed *f, struct buf *ret);
void json_feed_open(const struct feed *f, struct buf *ret);
void json_feed_add(const struct feed *f, const struct feed_entry *entry, struct buf *ret);
void json_feed_close(const struct feed *f, struct buf *ret);
