/* The follower: what was published comes into memory in this order: new paths first, so that no headline leads nowhere;
 * then stale pages go; then the furniture with the new headlines. All of it is read in one read transaction. */
#include "reader/reader_inside.h"

#include "archive/picture.h"
#include "base/clock.h"
#include "reader/finder.h"

/* ---- the directory ---- */

static struct target target_of(const struct archive_path *path)
{
        static const enum target_kind kinds[] = {[PATH_PAGE] = TARGET_PAGE,
                                                 [PATH_MOVED] = TARGET_MOVED,
                                                 [PATH_GONE] = TARGET_GONE,
                                                 [PATH_PICTURE] = TARGET_PICTURE};
        return (struct target){kinds[path->kind], path->edition, (uint64_t)path->page};
}

static struct err add_path(void *context, const struct archive_path *path)
{
        return directory_set(context, path->hash, target_of(path));
}

static struct err read_directory(struct reader *r, struct archive *archive, struct directory **ret)
{
        int64_t count = 0;
        TRY(archive_path_count(archive, &count));
        /* A third more than there are, so that it does not grow for a long while. */
        TRY(directory_new(r->quiescent, archive_path_key(archive), (size_t)count + (size_t)count / 3, ret));
        struct err err = archive_each_path(archive, add_path, *ret);
        if (err.code == OK) return NO_ERR;
        directory_free(*ret);
        return err;
}

/* ---- furniture ---- */

static void swap_furniture(struct reader *r, struct furniture *furniture)
{
        quiescent_retire(r->quiescent, atomic_exchange(&r->furniture, furniture), furniture_free);
}

/* What open streams have is there before the pages that name it. */
static struct err furnish_and_follow(struct reader *r, struct archive *archive, struct furniture **ret)
{
        struct furniture *furniture = NULL;
        TRY(furnish(r, archive, &furniture));
        struct err err = live_follow(r, archive, furniture);
        if (err.code == OK)
                *ret = furniture;
        else
                furniture_free(furniture);
        return err;
}

/* ---- everything, at the start and after a rebuild ---- */

static void free_directory(void *directory)
{
        directory_free(directory);
}

struct whole_site {
        struct directory *directory;
        struct furniture *furniture;
        int64_t change, commits;
};

static struct err read_whole(struct reader *r, struct archive *archive, struct whole_site *ret)
{
        TRY(archive_change(archive, &ret->change));
        TRY(archive_commits(archive, &ret->commits));
        TRY(read_directory(r, archive, &ret->directory));
        struct err err = furnish_and_follow(r, archive, &ret->furniture);
        if (err.code != OK) directory_free(ret->directory);
        return err;
}

static struct err read_whole_at_once(struct reader *r, struct archive *archive, struct whole_site *ret)
{
        TRY(archive_read_begin(archive));
        struct err err = read_whole(r, archive, ret);
        archive_read_end(archive);
        return err;
}

/* Ids may mean other pages now, so no page of before may stay, and no load of before may come in after. */
static void replace_whole(struct reader *r, struct archive *archive, const struct whole_site *site)
{
        pthread_rwlock_wrlock(&r->applying);
        if (archive != r->archive) {
                archive_close(r->archive);
                r->archive = archive;
                atomic_fetch_add(&r->archive_generation, 1);
        }
        quiescent_retire(r->quiescent, atomic_exchange(&r->directory, site->directory), free_directory);
        page_cache_drop_all(r->cache);
        picture_cache_drop_all(r->pictures);
        swap_furniture(r, site->furniture);
        r->commits = site->commits;
        atomic_store(&r->change, site->change);
        pthread_rwlock_unlock(&r->applying);
}

static struct err archive_file_now(const struct reader *r, struct file_identity *ret)
{
        CLEANUP(buf_clear) struct buf path = BUF_INIT(4096);
        buf_add_format(&path, "%s/archive.db", r->options.archive_folder);
        return file_identify(buf_text(&path), ret);
}

static struct err open_whole(struct reader *r, struct buf *why)
{
        struct file_identity file = {0};
        struct archive *archive = NULL;
        struct whole_site site = {0};
        TRY(archive_file_now(r, &file));
        TRY(archive_open(r->options.archive_folder, ARCHIVE_READ, &archive, why));
        struct err err = read_whole_at_once(r, archive, &site);
        if (err.code != OK) {
                archive_close(archive);
                return err;
        }
        replace_whole(r, archive, &site);
        r->archive_file = file;
        return NO_ERR;
}

struct err follow_start(struct reader *r, struct buf *why)
{
        return open_whole(r, why);
}

/* ---- one change after another ---- */

static struct err path_changed(void *context, const struct archive_path *path)
{
        struct reader *r = context;
        struct directory *directory = atomic_load(&r->directory);
        struct picture_key picture;
        TRY(directory_set(directory, path->hash, target_of(path)));
        if (picture_key_read(picture_digest_of_path(path->path), &picture)) picture_cache_drop(r->pictures, &picture);
        if (path->kind == PATH_MOVED) page_cache_drop(r->cache, (uint64_t)path->page);
        return NO_ERR;
}

static struct err page_is_stale(void *context, int64_t page)
{
        struct reader *r = context;
        page_cache_drop(r->cache, (uint64_t)page);
        return NO_ERR;
}

/* A new program presses its furniture anew without a change of the newsroom's, so commits are followed, not changes. */
static struct err apply_changes(struct reader *r)
{
        int64_t change = 0, commits = 0;
        TRY(archive_commits(r->archive, &commits));
        if (commits == r->commits) return NO_ERR;
        struct furniture *furniture = NULL;
        TRY(archive_change(r->archive, &change));
        TRY(archive_changes(r->archive, r->commits, path_changed, page_is_stale, r));
        TRY(furnish_and_follow(r, r->archive, &furniture));
        swap_furniture(r, furniture);
        r->commits = commits;
        atomic_store(&r->change, change);
        return NO_ERR;
}

static struct err reload_whole(struct reader *r)
{
        struct whole_site site = {0};
        TRY(read_whole(r, r->archive, &site));
        replace_whole(r, r->archive, &site);
        return NO_ERR;
}

static struct err follow_archive(struct reader *r)
{
        TRY(archive_read_begin(r->archive));
        pthread_rwlock_wrlock(&r->applying);
        struct err err = apply_changes(r);
        pthread_rwlock_unlock(&r->applying);
        if (err.code == ERR_NOT_FOUND) err = reload_whole(r);
        archive_read_end(r->archive);
        return err;
}

/* The clock alone may have changed what is to be shown. */
static struct err follow_clock(struct reader *r)
{
        struct furniture *now = atomic_load(&r->furniture), *next = NULL;
        if (clock_wall_ms() < now->next_change_ms) return NO_ERR;
        TRY(archive_read_begin(r->archive));
        struct err err = furnish_and_follow(r, r->archive, &next);
        archive_read_end(r->archive);
        if (err.code == OK) swap_furniture(r, next);
        return err;
}

static struct err catch_up(struct reader *r)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        struct file_identity file = {0};
        TRY(archive_file_now(r, &file));
        if (!file_identity_eq(file, r->archive_file)) return open_whole(r, &why);
        TRY(follow_archive(r));
        return follow_clock(r);
}

/* Streams are told when everything that they may ask for is there. */
struct err reader_catch_up(struct reader *r)
{
        struct err err = catch_up(r);
        live_ring(r);
        return err;
}

void reader_tidy(struct reader *r)
{
        page_cache_drop_lacking(r->cache);
        quiescent_collect(r->quiescent);
        finder_follow(r->finder);
        lately_pass(r->lately, clock_steady_ms());
}
