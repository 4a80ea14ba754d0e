/* The archive's files. Each generation is a file of its own, archive-N.db, and the symbolic link archive.db says which
 * one counts. SQLite follows the link before it names -wal and -shm, so every generation has its own; renaming a new
 * file over archive.db itself would leave the old log beside the new file. */
#include "archive/generation.h"
#include "archive/archive_inside.h"
#include "os/file.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

static const char link_name[] = "archive.db";

/* ---- names ---- */

static struct err path_in(struct arena *arena, const char *folder, const char *name, const char **ret)
{
        struct slice path = arena_format(arena, "%s/%s", folder, name);
        *ret = path.at;
        return path.len < PATH_MAX ? NO_ERR : ERR(ERR_INVALID, "use a folder with so long a path");
}

/* N of "archive-N.db", or of its -wal or -shm; false for another name. */
static bool read_generation(const char *name, uint64_t *ret)
{
        struct slice rest = slice_of(name);
        if (!slice_starts_with(rest, SLICE("archive-"))) return false;
        rest = slice_skip(rest, SLICE("archive-").len);
        struct slice number = slice_cut(&rest, '.');
        bool ours = slice_eq(rest, SLICE("db")) || slice_eq(rest, SLICE("db-wal")) || slice_eq(rest, SLICE("db-shm"));
        return ours && slice_to_u64(number, INT64_MAX, ret);
}

static void close_folder(DIR **folder)
{
        if (*folder) closedir(*folder);
}

typedef struct err generation_fn(void *context, const char *name, uint64_t generation);

static struct err each_generation(const char *folder, generation_fn *fn, void *context)
{
        CLEANUP(close_folder) DIR *open_folder = opendir(folder);
        if (!open_folder) return ERR_OS("open the archive's folder");
        const struct dirent *entry;
        for (errno = 0; (entry = readdir(open_folder)); errno = 0) {
                uint64_t generation;
                if (read_generation(entry->d_name, &generation)) TRY(fn(context, entry->d_name, generation));
        }
        return errno ? ERR_OS("read the archive's folder") : NO_ERR;
}

static struct err keep_highest(void *context, const char *name, uint64_t generation)
{
        (void)name;
        uint64_t *highest = context;
        if (generation > *highest) *highest = generation;
        return NO_ERR;
}

/* ---- making ---- */

/* `key` NULL: a random one. */
static struct err put_key(struct database *database, const uint8_t *key)
{
        uint8_t random_key[ARCHIVE_PATH_KEY_BYTES];
        must(sodium_init() >= 0);
        randombytes_buf(random_key, sizeof random_key);
        return archive_put_key(database, key ? key : random_key);
}

static struct err open_new(const char *folder, const char *path, const uint8_t *key, struct archive **ret)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000); /* of a file that we have just made: nobody can mend it */
        CLEANUP(database_closep) struct database *database = NULL;
        TRY(database_open(path, &archive_kind, DATABASE_WRITE, &database, &why));
        TRY(put_key(database, key));
        struct database *taken = database;
        database = NULL;
        return archive_new(taken, folder, ret);
}

static struct err create_next(const char *folder, const uint8_t *key, struct archive **ret, struct buf *ret_name)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        uint64_t highest = 0;
        TRY(each_generation(folder, keep_highest, &highest));
        struct slice name = arena_format(&arena, "archive-%llu.db", (unsigned long long)highest + 1);
        const char *path;
        TRY(path_in(&arena, folder, name.at, &path));
        buf_add(ret_name, name);
        TRY(BUF_OK(ret_name, "keep the new archive's name"));
        TRY(database_create(path, &archive_kind));
        return open_new(folder, path, key, ret);
}

struct err archive_create_next(const char *folder, const uint8_t key[ARCHIVE_PATH_KEY_BYTES], struct archive **ret,
                               struct buf *ret_name)
{
        must(key);
        return create_next(folder, key, ret, ret_name);
}

struct err archive_create(const char *folder, const uint8_t *key)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf name = BUF_INIT(100);
        CLEANUP(archive_closep) struct archive *archive = NULL;
        const char *link_path;
        TRY(path_in(&arena, folder, link_name, &link_path));
        if (file_exists(link_path)) return ERR(ERR_CONFLICT, "make an archive where there is one");
        TRY(create_next(folder, key, &archive, &name));
        return archive_activate(folder, buf_text(&name));
}

/* A database's files; open ones live on without their names. */
static void unlink_all(const char *path)
{
        static const char *const endings[] = {"", "-wal", "-shm"};
        CLEANUP(arena_clear) struct arena arena = {0};
        for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
                (void)unlink(arena_format(&arena, "%s%s", path, endings[i]).at);
}

void archive_discard(const char *folder, const char *name)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        unlink_all(arena_format(&arena, "%s/%s", folder, name).at);
}

struct err archive_open_scratch(const struct archive *like, struct archive **ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct slice folder = arena_copy(&arena, buf_slice(&like->folder));
        struct slice name = arena_format(&arena, "scratch-%ld.db", (long)getpid());
        const char *path;
        TRY(path_in(&arena, folder.at, name.at, &path));
        TRY(database_create(path, &archive_kind));
        struct err err = open_new(folder.at, path, like->path_key, ret);
        unlink_all(path);
        return err;
}

/* ---- which one counts ---- */

struct removal {
        const char *folder;
        uint64_t keep;
};

static struct err remove_other(void *context, const char *name, uint64_t generation)
{
        const struct removal *removal = context;
        if (generation == removal->keep) return NO_ERR;
        CLEANUP(arena_clear) struct arena arena = {0};
        const char *path;
        TRY(path_in(&arena, removal->folder, name, &path));
        return unlink(path) == 0 || errno == ENOENT ? NO_ERR : ERR_OS("remove a former archive");
}

struct err archive_activate(const char *folder, const char *name)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct removal removal = {.folder = folder};
        const char *file_path, *link_path, *new_link_path;
        TRY(path_in(&arena, folder, name, &file_path));
        TRY(path_in(&arena, folder, link_name, &link_path));
        TRY(path_in(&arena, folder, "archive.db.new", &new_link_path));
        if (!read_generation(name, &removal.keep) || !file_exists(file_path))
                return ERR(ERR_NOT_FOUND, "activate an archive that is not there");

        TRY(folder_sync(folder)); /* the file's own name must be on disk before a link leads to it */
        if (unlink(new_link_path) != 0 && errno != ENOENT) return ERR_OS("remove an unfinished link");
        if (symlink(name, new_link_path) != 0) return ERR_OS("link the new archive");
        if (rename(new_link_path, link_path) != 0) return ERR_OS("rename the link to the new archive");
        TRY(folder_sync(folder));
        return each_generation(folder, remove_other, &removal);
}

static struct err open_once(const char *folder, const char *path, enum archive_mode mode, struct archive **ret,
                            struct buf *why)
{
        static const enum database_mode modes[] = {[ARCHIVE_WRITE] = DATABASE_WRITE, [ARCHIVE_READ] = DATABASE_READ};
        struct database *database = NULL;
        TRY(database_open(path, &archive_kind, modes[mode], &database, why));
        return archive_new(database, folder, ret);
}

struct err archive_open(const char *folder, enum archive_mode mode, struct archive **ret, struct buf *why)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        const char *path;
        struct file_identity file, file_now;
        TRY(path_in(&arena, folder, link_name, &path));
        size_t said = why->len;
        for (;;) {
                TRY(file_identify(path, &file));
                struct err err = open_once(folder, path, mode, ret, why);
                if (err.code == OK) return NO_ERR;
                /* The file may have been removed for a newer generation while it was being opened. */
                TRY(file_identify(path, &file_now));
                if (file_identity_eq(file, file_now)) return err;
                why->len = said;
        }
}
