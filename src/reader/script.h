/* The scripts of the site, compiled into the program (reader-web/): the one of its pages, whose address its content is
 * part of, so that browsers keep it for ever, and its tag; and the service worker, which has one address for ever, and
 * is asked for anew. Inside `reader`. */
#pragma once
#include "fragment/fragment.h"
#include "http/head.h"

struct script_file {
        const char *path;
        struct slice plain, gzip; /* its bytes, and compressed: until script_free */
        struct slice cache_control;
        struct slice policy; /* Content-Security-Policy; empty: none */
};

struct script;
struct err script_new(struct script **ret) CHECKED;
void script_free(struct script *s);

/* The script at `path`; NULL: there is none. */
const struct script_file *script_find(const struct script *s, struct slice path);

/* Appends the tag in stored form; `number` is the event that the page's rail is of, `tells_reads` whether open pages
 * say so. The follower's. */
struct err script_press_tag(struct script *s, int64_t number, bool tells_reads, struct buf *ret) CHECKED;
