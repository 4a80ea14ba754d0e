/* What the files of this room share; nobody else includes it. */
#pragma once
#include "archive/furniture.h"
#include "archive/live.h"
#include "fragment/fragment.h"
#include "live/live.h"
#include "os/file.h"
#include "reader/reader.h"
#include "reader/script.h"
#include "site/counters.h"
#include "site/directory.h"
#include "site/furniture.h"
#include "site/lately.h"
#include "site/page_cache.h"
#include "site/picture_cache.h"
#include "site/reads.h"

#include <pthread.h>
#include <stdatomic.h>

_Static_assert((int)DIRECTORY_KEY_BYTES == (int)ARCHIVE_PATH_KEY_BYTES, "the archive's hashes are the directory's");

struct loader;
struct finder;
struct unfound_table;

struct reader {
        struct reader_options options;
        struct quiescent *quiescent;
        _Atomic(struct directory *) directory;
        _Atomic(struct furniture *) furniture;
        struct page_cache *cache;
        struct picture_cache *pictures;
        struct counters *counters;
        struct reads *reads;
        struct lately *lately;
        struct unfound_table *unfound;
        struct loader *loader;
        struct finder *finder; /* NULL: nothing is searched */
        struct script *script;
        struct live *live;
        unsigned said;         /* channels on which open streams are to be told something, a bit each; the follower's */
        struct server *server; /* borrowed; NULL when there is none; set by server_start() before any thread runs */

        pthread_rwlock_t applying;      /* loaders share it, the follower takes it alone */
        atomic_uint archive_generation; /* goes up when the archive was replaced: connections are opened anew */
        _Atomic int64_t change;
        atomic_uint_fast64_t loads, failed_loads;
        _Atomic int64_t failures_told_again_ms; /* steady clock: from when on another failed load is logged */

        struct archive *archive; /* the follower's connection */
        struct file_identity archive_file;
        int64_t commits; /* that were applied */
};

/* answer.c: what server_app calls. */
enum app_answer reader_answer(void *context, unsigned thread, const struct http_request *request, struct reply *ret);
struct slice reader_error_page(void *context, unsigned status, const struct http_request *request);

/* live.c: everything below /live/ that there is, and the script. */
bool live_has(const struct reader *r, struct slice path);
enum app_answer answer_live(struct reader *r, unsigned thread, const struct http_request *request, struct target target,
                            struct reply *ret);
unsigned live_news(void *context, unsigned channel, uint64_t *position, struct iovec *parts, unsigned max);
/* The follower's, in the archive's read transaction: what open streams have in `now`, the furniture that is to be
 * shown; and, when that is shown, tells them. */
struct err live_follow(struct reader *r, struct archive *archive, const struct furniture *now) CHECKED;
void live_ring(struct reader *r);

/* compose.c: a page's fragments and its edition's furniture as the reply's body, with what the head says of it.
 * `edition` may be NULL for a bare page. compose_status() makes an edition's page for a status; compose_status_text()
 * says the same in plain text, where that was pressed. */
void compose_page(const struct page *page, const struct edition_furniture *edition, struct reply *ret);
void compose_status(const struct edition_furniture *edition, unsigned status, enum encoding encoding,
                    struct reply *ret);
void compose_status_text(const struct edition_furniture *edition, unsigned status, enum encoding encoding,
                         struct reply *ret);

/* count.c: whether a request is a reader's and not the newsroom's own; whether, as far as can be told, it is that of a
 * browser with somebody before it. count_read(): one of the page, when it is to count. */
bool is_counted(const struct http_request *request);
bool is_of_person(const struct http_request *request);
void count_read(struct reader *r, unsigned thread, const struct http_request *request, const struct page *page,
                const struct edition_furniture *edition);

/* crawler.c: whether it says of itself that it is no person's browser. */
bool is_crawler(struct slice user_agent);
/* trimmed.c: of a path that ends with a year, or a year and a month, below a page: its newest page, written into
 * `scratch` (200 bytes). */
bool trimmed_find(const struct directory *directory, struct slice path, char *scratch, struct slice *ret);
/* guessed_feed.c: the feed that is meant by an address below an edition's prefix, likewise; empty: none. */
struct slice guessed_feed(struct slice rest);

/* furnish.c: what the archive has as furniture, chosen by the clock of now. The follower's. */
struct err furnish(struct reader *r, struct archive *archive, struct furniture **ret) CHECKED;

/* follow.c: the first load, of everything. */
struct err follow_start(struct reader *r, struct buf *why) CHECKED;

/* loader.c */
struct err loader_start(struct reader *r, struct loader **ret) CHECKED;
/* Finishes what was asked for and ends the threads; no load is taken afterwards. */
void loader_stop(struct loader *l);
void loader_free(struct loader *l);
/* What a loader is asked to bring: a page, or a picture's file. */
struct wish {
        bool for_picture;
        struct page_key page;
        struct picture_key picture;
        struct picture_file_name file;
};
/* A server thread asks for it and will be woken under wish_token(wish). False: too many are waiting already. */
bool loader_request(struct loader *l, const struct wish *wish, unsigned thread);
uint64_t wish_token(const struct wish *wish);
/* Loads a page into the cache over the given connection, now; the caller holds a side of `applying`, or is the
 * follower. `deflater` presses what a listing is made of. */
void loader_load(struct reader *r, struct archive *archive, struct deflater *deflater, struct page_key key);

/* A connection of a thread's own, opened anew when the archive was replaced; under a side of `applying`. */
struct connection {
        struct archive *archive; /* owned; NULL when it could not be opened */
        unsigned generation;     /* of the archive when it was opened */
};
void connection_follow(struct reader *r, struct connection *c);

/* picture.c: a picture's file as the reply's body. PICTURE_FOUND: `ret` is filled; PICTURE_AWAITED: the request is to
 * be parked on ret->parked_on; else there is no such file, or it cannot be had now. The address must be below that of a
 * published picture. */
enum picture_answer { PICTURE_FOUND, PICTURE_AWAITED, PICTURE_UNKNOWN, PICTURE_FAILED };
enum picture_answer picture_answer(struct reader *r, unsigned thread, const struct http_request *request,
                                   struct reply *ret);
/* A loader's: opens the file, reads it into the kernel's memory. */
void picture_load(struct reader *r, const struct wish *wish);
/* What server_app has of files. */
void picture_hold_file(void *context, void *holder);
void picture_release_file(void *context, void *holder);
bool picture_file_is_at_hand(void *context, unsigned thread, const struct reply_file *sent, uint64_t *ret_token);
