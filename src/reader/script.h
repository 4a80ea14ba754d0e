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

/* What the tag tells the script. */
struct script_said {
        int64_t number;          /* the event that the page's rail is of */
        bool tells_reads;        /* open pages say that they are read */
        int64_t front_turned_ms; /* when the clock made the front what it is; 0: it did not */
};
/* Appends the tag in stored form. The follower's. */
struct err script_press_tag(struct script *s, const struct script_said *said, struct buf *ret) CHECKED;
