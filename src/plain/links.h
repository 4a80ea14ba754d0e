/* Links as numbers, and the list of them at the end. Inside `plain`. */
#pragma once
#include "base/arena.h"
#include "plain/paper.h"

enum { LINKS_MAX = 300 };

struct links {
        struct arena *arena;    /* call */
        struct slice canonical; /* the page's own address; empty: only whole addresses are known */
        struct slice urls[LINKS_MAX];
        size_t count;
};

/* The whole address that an href (not decoded) leads to; empty for places on this page, and what is no link. */
struct slice links_resolve(struct links *links, struct slice href);

/* Whether a link's text is its address already, so that it needs no number. */
bool links_says_itself(struct slice url, struct slice text);

/* Its number, from 1; the same for the same address. 0 when there are too many. */
size_t links_number(struct links *links, struct slice url);

void links_list(const struct links *links, struct paper *paper);
