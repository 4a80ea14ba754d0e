/* Pictures: /media/{sha256}/{width}.webp. Whether there is such a picture the directory knows; which files it has, and
 * which are open, the picture cache. A loader lists folders, opens files, and reads what has left the kernel's memory,
 * so that no server thread ever waits for a disk. */
#include "reader/reader_inside.h"

#include "archive/picture.h"
#include "base/clock.h"
#include "base/log.h"
#include "http/range.h"
#include "os/open_file.h"

#include <unistd.h>

enum {
        AT_HAND_MS = 1000,        /* what was just sent leaves memory no sooner than this program's own code would */
        LOOK_MAX_BYTES = 1 << 20, /* larger ones are for a loader to look at */
        LISTED_MS = 10 * 1000,    /* then a file that is asked for and was not there is looked for again */
        FAILED_MS = 1000,
        ETAG_HASH_DIGITS = 32,
};
_Static_assert((int)PICTURE_DIGEST_LEN == (int)PICTURE_HASH_DIGITS, "the archive's digests are the pictures' hashes");

#define PICTURE_CACHE_CONTROL "public, max-age=31536000, immutable"

/* ---- what is at hand; any thread ---- */

static bool is_at_hand(struct picture_file *file, int fd, int64_t now_ms)
{
        if (now_ms < atomic_load_explicit(&file->at_hand_until_ms, memory_order_relaxed)) return true;
        if (file->size > LOOK_MAX_BYTES || !file_is_in_memory(fd, file->size)) return false;
        atomic_store_explicit(&file->at_hand_until_ms, now_ms + AT_HAND_MS, memory_order_relaxed);
        return true;
}

static bool has_failed(struct picture_file *file, int64_t now_ms)
{
        return now_ms < atomic_load_explicit(&file->failed_until_ms, memory_order_relaxed);
}

static bool is_listed_lately(const struct picture *p, int64_t now_ms)
{
        return now_ms - p->listed_ms < (p->unreadable ? FAILED_MS : LISTED_MS);
}

/* ---- answering ---- */

/* The address itself is the validator: below it the bytes never change. */
static struct slice write_etag(char *at, struct slice digest, struct slice name)
{
        char *end = at;
        *end++ = '"';
        memcpy(end, digest.at, ETAG_HASH_DIGITS);
        end += ETAG_HASH_DIGITS;
        *end++ = '-';
        memcpy(end, name.at, name.len);
        end += name.len;
        *end++ = '"';
        return (struct slice){at, (size_t)(end - at)};
}

/* If-Range names the representation that the client has a piece of; ours or not, whole or nothing (RFC 9110, 13.1.5). A
 * date is never ours. */
static bool takes_range(const struct http_request *request, struct slice etag)
{
        if (request->method != HTTP_GET || request->range.len == 0) return false;
        return request->if_range.len == 0 || slice_eq(request->if_range, etag);
}

static void compose_file(const struct http_request *request, struct picture_file *file, int fd, struct reply *ret)
{
        struct http_head *head = &ret->head;
        struct slice range_text = takes_range(request, head->etag) ? request->range : SLICE("");
        struct http_range range;
        enum http_range_answer answer = http_range_read(range_text, file->size, &range);
        if (answer != HTTP_RANGE_WHOLE) {
                char *at = ret->scratch + head->etag.len;
                head->content_range = http_write_content_range(at, range, file->size);
        }
        static const unsigned statuses[] = {
                [HTTP_RANGE_WHOLE] = 200, [HTTP_RANGE_PART] = 206, [HTTP_RANGE_UNSATISFIABLE] = 416};
        head->status = statuses[answer];
        head->content_length = range.len;
        if (range.len) ret->file = (struct reply_file){file, fd, range.first};
}

static void compose(const struct http_request *request, struct picture_file *file, int fd, struct reply *ret)
{
        struct http_head *head = &ret->head;
        struct slice digest = picture_digest_of_path(request->path);
        head->etag = write_etag(ret->scratch, digest, slice_skip(request->path, PICTURE_PATH_LEN));
        head->cache_control = SLICE(PICTURE_CACHE_CONTROL);
        head->content_type = file->name.format == PICTURE_WEBP ? SLICE("image/webp") : SLICE("image/jpeg");
        head->accept_ranges = true;
        /* Feeds and previews show them on other sites; they are public. */
        head->cross_origin_resource_policy = SLICE("cross-origin");
        if (request->if_none_match.len && http_etag_matches(request->if_none_match, head->etag))
                head->status = 304;
        else
                compose_file(request, file, fd, ret);
}

static enum picture_answer wait_for(struct reader *r, unsigned thread, const struct wish *wish, struct reply *ret)
{
        ret->parked_on = wish_token(wish);
        return loader_request(r->loader, wish, thread) ? PICTURE_AWAITED : PICTURE_FAILED;
}

enum picture_answer picture_answer(struct reader *r, unsigned thread, const struct http_request *request,
                                   struct reply *ret)
{
        struct wish wish = {.for_picture = true};
        struct slice digest = picture_digest_of_path(request->path);
        if (digest.len == 0 || !picture_key_read(digest, &wish.picture)) return PICTURE_UNKNOWN;
        if (!picture_file_name_read(slice_skip(request->path, PICTURE_PATH_LEN), &wish.file)) return PICTURE_UNKNOWN;

        int64_t now_ms = clock_steady_ms();
        struct picture *picture = picture_cache_find(r->pictures, &wish.picture);
        struct picture_file *file = picture ? picture_find_file(picture, wish.file) : NULL;
        if (!file) {
                if (!picture || !is_listed_lately(picture, now_ms)) return wait_for(r, thread, &wish, ret);
                return picture->unreadable ? PICTURE_FAILED : PICTURE_UNKNOWN;
        }
        int fd = atomic_load_explicit(&file->fd, memory_order_acquire);
        if (fd >= 0 && is_at_hand(file, fd, now_ms)) {
                compose(request, file, fd, ret);
                return PICTURE_FOUND;
        }
        return has_failed(file, now_ms) ? PICTURE_FAILED : wait_for(r, thread, &wish, ret);
}

/* ---- replies under way: what server_app calls ---- */

void picture_hold_file(void *context, void *holder)
{
        struct picture_file *file = holder;
        (void)context;
        picture_hold(file->picture);
}

void picture_release_file(void *context, void *holder)
{
        struct picture_file *file = holder;
        (void)context;
        picture_release(file->picture);
}

bool picture_file_is_at_hand(void *context, unsigned thread, const struct reply_file *sent, uint64_t *ret_token)
{
        struct reader *r = context;
        struct picture_file *file = sent->holder;
        if (is_at_hand(file, sent->fd, clock_steady_ms())) return true;
        struct wish wish = {.for_picture = true, .picture = file->picture->key, .file = file->name};
        *ret_token = wish_token(&wish);
        loader_request(r->loader, &wish, thread); /* when too many wait, this one will wait in vain, and end */
        return false;
}

/* ---- loading; a loader's thread ---- */

struct listing {
        struct picture_file_name names[PICTURE_FILES_MAX];
        size_t count;
};

static void add_name(void *context, const char *text)
{
        struct listing *listing = context;
        struct picture_file_name name;
        if (listing->count == PICTURE_FILES_MAX || !picture_file_name_read(slice_of(text), &name)) return;
        listing->names[listing->count++] = name;
}

static struct err open_picture_folder(const struct reader *r, const struct picture_key *key, int *ret_fd)
{
        CLEANUP(fd_closep) int public_folder = -1;
        char digits[PICTURE_HASH_DIGITS + 1];
        picture_key_write(key, digits);
        if (!r->options.public_folder) return ERR(ERR_NOT_FOUND, "find pictures without their folder");
        TRY(folder_open(-1, r->options.public_folder, &public_folder));
        return folder_open(public_folder, digits, ret_fd);
}

static struct err list_files(const struct reader *r, const struct picture_key *key, struct listing *ret)
{
        CLEANUP(fd_closep) int folder = -1;
        TRY(open_picture_folder(r, key, &folder));
        return folder_each(folder, add_name, ret);
}

static bool is_published(const struct reader *r, const struct picture_key *key)
{
        char path[PICTURE_PATH_LEN + 1] = "/media/", *digits = path + SLICE("/media/").len;
        const struct directory *directory = atomic_load(&r->directory);
        picture_key_write(key, digits);
        path[PICTURE_PATH_LEN - 1] = '/';
        struct slice whole = {path, PICTURE_PATH_LEN};
        return directory_find(directory, archive_path_hash(directory_key(directory), whole)).kind == TARGET_PICTURE;
}

/* Into the cache it comes only while it is published: the follower drops what is withdrawn under the other side of the
 * lock. */
static void add_listed(struct reader *r, struct picture *picture)
{
        pthread_rwlock_rdlock(&r->applying);
        if (is_published(r, &picture->key))
                picture_cache_add(r->pictures, picture);
        else
                picture_release(picture);
        pthread_rwlock_unlock(&r->applying);
}

static void list_picture(struct reader *r, const struct picture_key *key)
{
        struct listing listing = {.count = 0};
        struct err err = list_files(r, key, &listing);
        if (err.code == ERR_NOT_FOUND) listing.count = 0;
        bool unreadable = err.code != OK && err.code != ERR_NOT_FOUND;
        if (unreadable) {
                atomic_fetch_add(&r->failed_loads, 1);
                log_err(err, "listing a picture's folder");
        }
        struct picture *picture = picture_new(key, listing.names, unreadable ? 0 : listing.count);
        if (!picture) return;
        picture->unreadable = unreadable;
        picture->listed_ms = clock_steady_ms();
        add_listed(r, picture);
}

/* What the cache has dropped is closed when no server thread can have it in hand any more, which may take a turn of the
 * slowest. */
static bool give_descriptor(struct reader *r, struct picture_file *file, int fd, uint64_t size)
{
        enum { TRIES = 60, STEP_US = 5000 };
        for (int i = 0; i < TRIES; i++) {
                if (i > 0) usleep(STEP_US);
                if (picture_cache_open_file(r->pictures, file, fd, size)) return true;
                if (atomic_load(&file->fd) >= 0) return false;
                quiescent_collect(r->quiescent);
        }
        return false;
}

static struct err open_file(struct reader *r, struct picture_file *file)
{
        CLEANUP(fd_closep) int folder = -1;
        char name[PICTURE_FILE_NAME_MAX_BYTES];
        uint64_t size = 0;
        int fd = -1;
        picture_file_name_write(file->name, name);
        TRY(open_picture_folder(r, &file->picture->key, &folder));
        TRY(file_open_below(folder, name, &fd, &size));
        if (give_descriptor(r, file, fd, size)) return NO_ERR;
        fd_close(fd);
        return atomic_load(&file->fd) >= 0 ? NO_ERR : ERR(ERR_FULL, "open more pictures than may be open");
}

static struct err bring(struct reader *r, struct picture_file *file)
{
        if (atomic_load(&file->fd) < 0) TRY(open_file(r, file));
        TRY(file_bring_into_memory(atomic_load(&file->fd), file->size));
        atomic_store(&file->at_hand_until_ms, clock_steady_ms() + AT_HAND_MS);
        return NO_ERR;
}

void picture_load(struct reader *r, const struct wish *wish)
{
        struct picture *picture = picture_cache_hold(r->pictures, &wish->picture);
        struct picture_file *file = picture ? picture_find_file(picture, wish->file) : NULL;
        if (!picture || (!file && !is_listed_lately(picture, clock_steady_ms()))) {
                picture_release(picture);
                list_picture(r, &wish->picture);
                picture = picture_cache_hold(r->pictures, &wish->picture);
                file = picture ? picture_find_file(picture, wish->file) : NULL;
        }
        struct err err = file ? bring(r, file) : NO_ERR;
        if (err.code != OK) {
                atomic_fetch_add(&r->failed_loads, 1);
                atomic_store(&file->failed_until_ms, clock_steady_ms() + FAILED_MS);
                log_err(err, "opening a picture %u pixels wide", file->name.width);
        }
        picture_release(picture);
        atomic_fetch_add(&r->loads, 1);
}
