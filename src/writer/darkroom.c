#include "writer/darkroom.h"

#include "media/folder.h"
#include "media/limits.h"
#include "media/worker.h"

static void take_known(const struct about *about, struct kept_picture *ret)
{
        *ret = (struct kept_picture){.width = about->width,
                                     .height = about->height,
                                     .moves = about->moves,
                                     .credit = about->credit,
                                     .copyright = about->copyright,
                                     .caption = about->caption};
}

static struct err develop(const char *media_folder, const struct picture_file *file, struct buf *why)
{
        static const char *const argv[] = {"stoppress", "media-process", NULL};
        CLEANUP(buf_clear) struct buf bytes = BUF_INIT(ANSWER_MAX_BYTES);
        struct answer answer;
        TRY(media_develop(argv, file->bytes, &bytes, &answer));
        if (answer.refused.at) {
                buf_add(why, answer.refused);
                return ERR(ERR_INVALID, "keep a picture");
        }
        return media_folder_keep(media_folder, file->asset, file->bytes, &answer);
}

static struct err keep(void *context, const struct picture_file *file, struct arena *a, struct kept_picture *ret,
                       struct buf *why)
{
        const char *media_folder = context;
        bool is_whole;
        struct about about;
        /* Its item may be the only place that still has the original of a picture that was damaged. */
        TRY(media_is_whole(media_folder, file->asset, &is_whole));
        if (!is_whole) TRY(develop(media_folder, file, why));
        /* What is kept and cannot be read is the disk's fault, never the picture's. */
        struct err err = media_folder_read(media_folder, file->asset, a, &about);
        if (err.code) return ERR(ERR_IO, "read what is known of a picture");
        take_known(&about, ret);
        return NO_ERR;
}

struct picture_keeper darkroom_keeper(const char *media_folder)
{
        return (struct picture_keeper){(void *)(uintptr_t)media_folder, keep};
}

struct err darkroom_mend(const char *media_folder, struct slice asset, enum darkroom_mended *ret, struct buf *why)
{
        CLEANUP(buf_clear) struct buf original = BUF_INIT(PICTURE_FILE_MAX_BYTES);
        bool is_whole;
        *ret = PICTURE_WAS_WHOLE;
        TRY(media_is_whole(media_folder, asset, &is_whole));
        if (is_whole) return NO_ERR;
        *ret = PICTURE_ORIGINAL_LOST;
        struct err err = media_folder_original(media_folder, asset, &original);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        TRY(err);
        const struct picture_file file = {.asset = asset, .bytes = buf_slice(&original)};
        TRY(develop(media_folder, &file, why));
        *ret = PICTURE_MADE_ANEW;
        return NO_ERR;
}
