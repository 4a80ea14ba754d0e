/* What feeds and sitemaps say of an article, or of a listing, in no format of theirs: lines of a letter, a space and a
 * value. It is written at publication (press) and read when somebody asks for a feed (reader), which thus needs neither
 * templates nor JSON.
 *
 *      of an article: u path · g id · t headline · l lead · p published, ms · a author* · c topic* ·
 *                     i picture "url type width height alt" · r its credit
 *                     h "code path" of it in each edition, itself included*
 *      of a listing:  s the site's url · t title · d description · k language · n the edition's name · w hub
 *                     f "number name" of its folder in the list of feeds (feed_list.h); none: the edition's own
 *                     z its place there: a key whose order by bytes is that of the names
 *                     u, of the sitemap of pages: the path of one, a line each
 *      of entries of live coverage: o a page's address below the article's · e id of each that stands there* */
#pragma once
#include "base/buf.h"

/* Appends the line; nothing for an empty value. Line ends and other controls become spaces. */
void record_add(struct buf *ret, char field, struct slice value);

struct record_line {
        char field;
        struct slice value;
};
/* Takes the next line off `rest`; false at the end. */
bool record_take(struct slice *rest, struct record_line *ret);
/* The first value of the field; empty when there is none. */
struct slice record_find(struct slice record, char field);
