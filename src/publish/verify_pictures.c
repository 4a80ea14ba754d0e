/* Whether readers have the files of every picture that they may have, and of no other. */
#include "publish/publish_inside.h"

#include "archive/picture.h"
#include "media/folder.h"

struct picture_check {
        struct archive *archive;
        struct picture_folders folders;
        struct buf *faults;
};

static struct err check_path(void *context, const struct archive_path *path)
{
        const struct picture_check *c = context;
        if (path->kind != PATH_PICTURE) return NO_ERR;
        struct slice digest = picture_digest_of_path(path->path);
        if (!digest.at) return NO_ERR; /* archive_verify() tells of it */
        return media_verify(c->folders.media, c->folders.public_folder, digest, c->faults);
}

/* Says true, so that nothing is hidden: it only looks. */
static bool look(void *context, struct slice digest)
{
        const struct picture_check *c = context;
        CLEANUP(arena_clear) struct arena arena = {0};
        struct archive_path found = {0};
        struct slice path = arena_format(&arena, "/media/%.*s/", SLICE_ARGS(digest));
        struct err err = archive_find_path(c->archive, path, &found);
        if (err.code == ERR_NOT_FOUND || (err.code == OK && found.kind != PATH_PICTURE))
                buf_add_format(c->faults,
                               "readers' folder has the picture %.*s, which nothing shows; "
                               "`stoppress rebuild` takes it away\n",
                               SLICE_ARGS(digest));
        return true;
}

struct err publish_verify_pictures(struct archive *archive, struct picture_folders folders, struct buf *ret)
{
        struct picture_check check = {archive, folders, ret};
        TRY(archive_each_path(archive, check_path, &check));
        TRY(media_hide_others(folders.public_folder, look, &check));
        return BUF_OK(ret, "list the pictures' faults");
}
