/* The desk: the newsroom's application, over HTTP on an address of its own. The face of the writer.
 *
 * Requests come on the server's thread and are worked on, one after another, on the writer's (errand.h). The table of
 * routes (routes.def) says of each who may, how large its body may be and how long it may take; who works here is known
 * by a session's cookie, and every write must come from the desk's own pages (Origin, Sec-Fetch-Site). */
#pragma once
#include "server/server.h"
#include "writer/writer.h"

struct desk;

struct desk_options {
        struct writer *writer; /* borrowed; outlives the desk */
        int listener;          /* a listening socket, borrowed */
        const char *url;       /* where people reach it: "https://desk.example.org", without a slash at the end */
        const struct address_range *trusted; /* borrowed, like the listener: proxies on other machines */
        unsigned trusted_count;
};

/* Loads what pages are made of and starts the server's thread. ERR_INVALID with `why` when the address is none that
 * browsers could sign in at. */
struct err desk_open(const struct desk_options *options, struct desk **ret, struct buf *why) CHECKED;
/* Before the writer is closed. */
void desk_close(struct desk *d);

static inline void desk_closep(struct desk **d)
{
        desk_close(*d);
}

/* What writer_serve() calls. */
struct writer_guest desk_guest(struct desk *d);

/* When nobody works here yet: the link that makes the first administrator, a line for people; empty otherwise. */
struct err desk_first_link(struct desk *d, struct buf *ret) CHECKED;
