#include "os/folder.h"

#include "os/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

/* With mkdir(), which whoever records the calls to the disk can see; mkdtemp() makes folders inside the library. */
struct err folder_make_new(const char *parent, struct buf *ret_path)
{
        char path[PATH_BYTES];
        uint64_t number;
        do {
                if (getrandom(&number, sizeof number, 0) != sizeof number) return ERR_OS("choose a folder's name");
                if (snprintf(path, sizeof path, "%s/%016llx", parent, (unsigned long long)number) >= (int)sizeof path)
                        return ERR(ERR_INVALID, "make a folder: its path is too long");
        } while (mkdir(path, 0750) != 0 && errno == EEXIST);
        if (!file_exists(path)) return ERR_OS("make a folder");
        buf_add_text(ret_path, path);
        return BUF_OK(ret_path, "name a folder");
}

static struct err sync_parent(const char *path)
{
        char copy[PATH_BYTES];
        if (snprintf(copy, sizeof copy, "%s", path) >= (int)sizeof copy)
                return ERR(ERR_INVALID, "sync a folder: its path is too long");
        return folder_sync(dirname(copy));
}

struct err folder_move(const char *from, const char *path)
{
        TRY(folder_sync(from));
        if (rename(from, path) != 0) {
                struct err err = ERR_OS("rename a folder");
                if (err.os_errno == ENOTEMPTY || err.os_errno == EEXIST) err.code = ERR_CONFLICT;
                return err;
        }
        return sync_parent(path);
}

struct err folder_exchange(const char *from, const char *path)
{
        TRY(folder_sync(from));
        if (renameat2(AT_FDCWD, from, AT_FDCWD, path, RENAME_EXCHANGE) != 0)
                return ERR_OS("let two folders change places");
        return sync_parent(path);
}

struct err folder_each_entry(const char *path, folder_entry_fn *fn, void *context)
{
        struct err err = {0};
        DIR *folder = opendir(path);
        if (!folder) return errno == ENOENT ? NO_ERR : ERR_OS("read a folder");
        for (const struct dirent *entry; err.code == OK && (entry = readdir(folder));)
                if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
                        err = fn(context, entry->d_name);
        closedir(folder);
        return err;
}

static int remove_entry(const char *path, const struct stat *stat, int type, struct FTW *where)
{
        (void)stat;
        (void)where;
        return type == FTW_DP ? rmdir(path) : unlink(path);
}

struct err folder_remove(const char *path)
{
        enum { DESCRIPTORS = 16 };
        if (nftw(path, remove_entry, DESCRIPTORS, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT) return NO_ERR;
        return ERR_OS("remove a folder");
}

struct err file_link(const char *path, const char *second_path, bool *ret_made)
{
        struct file_identity one, other;
        *ret_made = true;
        if (link(path, second_path) == 0) return NO_ERR;
        if (errno != EEXIST) return ERR_OS("give a file a second name");
        TRY(file_identify(path, &one));
        TRY(file_identify(second_path, &other));
        *ret_made = !file_identity_eq(one, other);
        if (!*ret_made) return NO_ERR;
        if (unlink(second_path) != 0) return ERR_OS("replace a file");
        return link(path, second_path) == 0 ? NO_ERR : ERR_OS("give a file a second name");
}
