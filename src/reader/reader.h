/* The public site: a request in, a reply value out, made of fragments in memory.
 *
 * Three kinds of threads meet here. Server threads answer: they look up and string together, take no lock, allocate
 * nothing, and park what is not in memory. Loader threads bring pages from the archive, each with a connection of its
 * own. One follower applies what was published: it adds paths, swaps furniture, drops stale pages. Loaders and the
 * follower exclude each other (a load under the shared side of a lock, the dropping under the other), so no page that
 * was read before a publication can come into the cache after it. */
#pragma once
#include "base/buf.h"
#include "server/server.h"
#include "site/reads.h"

struct reader;

struct reader_options {
        const char *archive_folder; /* borrowed until reader_close() */
        const char *public_folder;  /* of pictures' files; likewise; NULL: there are none */
        unsigned picture_files;     /* that may be open, and as many again while slow replies need them */
        unsigned server_threads;    /* 1 to 64; their numbers are those of the server */
        unsigned loader_threads;    /* 1 to 16 */
        unsigned finder_threads;    /* 0: no searches (503); at most 4 */
        size_t cache_bytes;
};

/* Opens the archive, reads the directory and the furniture. ERR_* of archive_open() with `why`. */
struct err reader_open(const struct reader_options *options, struct reader **ret, struct buf *why) CHECKED;
/* After the server has stopped. */
void reader_close(struct reader *r);

/* What the server calls; and where server_start() is to put the server, which is woken when a page has come. */
struct server_app reader_app(struct reader *r);
struct server **reader_server(struct reader *r);

/* Before server_stop(): finishes the loads under way, wakes who waits for them, and takes no more (503). The server is
 * not woken any more when this returns. */
void reader_stop_loading(struct reader *r);

/* The follower's: applies what the archive holds by now, or reads everything anew when it has been rebuilt. One thread
 * at a time. After an error the site stays as it was. */
struct err reader_catch_up(struct reader *r) CHECKED;
/* The follower's, after that, when nobody waits for it: frees what is no longer in use, lets pages that could not be
 * loaded be tried again, takes over what was indexed. */
void reader_tidy(struct reader *r);
/* The change up to which readers see everything; any thread. */
int64_t reader_change(const struct reader *r);

/* How long the follower may wait for a bell before the clock alone changes what is shown: at most `max_ms`. */
int reader_patience_ms(const struct reader *r, int max_ms);

/* What was counted since it was last taken, a call for each creative: views (a 200 with a page that carried it, in
 * reply to a GET) and clicks. What `fn` does not take (false) is given again next time. Requests to the host
 * READER_UNCOUNTED_HOST, which is no public name, are the newsroom's own and not counted. The follower's thread. */
#define READER_UNCOUNTED_HOST "desk"
typedef bool reader_count_fn(void *context, struct slice creative, uint64_t views, uint64_t clicks);
void reader_collect(struct reader *r, reader_count_fn *fn, void *context);

/* How often pages were read, by persons as far as can be told: a 200 or 304 of a page in reply to a GET, not to a
 * crawler, not ahead of reading, not to READER_UNCOUNTED_HOST, of an article once in a while for an address (count.c).
 * An article's page is its id; an edition's front is -2 × edition, all its other pages together are -2 × edition - 1.
 * As reads_collect() (site/reads.h). The follower's thread. */
typedef reads_fn reader_reads_fn;
void reader_collect_reads(struct reader *r, reader_reads_fn *fn, void *context);
uint64_t reader_lost_reads(struct reader *r);

/* Searches that found nothing, asked by persons as above: words in lower case, in the form of a query (search/terms.h),
 * and how often. As above. */
enum { READER_UNFOUND_MAX_BYTES = 96 };
typedef bool reader_unfound_fn(void *context, unsigned edition, struct slice words, uint32_t times);
void reader_collect_unfound(struct reader *r, reader_unfound_fn *fn, void *context);

/* A GET without a server, for reading back: the status, and the body in plain bytes. The follower's thread. ERR_INVALID
 * for the files of pictures. */
struct err reader_fetch(struct reader *r, struct slice path, unsigned *ret_status, struct buf *ret_body) CHECKED;

struct reader_counts {
        size_t paths, cache_bytes;
        uint64_t loads, failed_loads;
};
struct reader_counts reader_counts(struct reader *r);
