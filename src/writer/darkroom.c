#include "writer/darkroom.h"

#include "media/folder.h"
#include "media/limits.h"
#include "media/worker.h"

static void take_known(const struct about *about, struct kept_picture *ret)
{
        *ret = (struct kept_picture){.width = about->width,
                                     .height = about->height,
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
        struct about about;
        struct err err = media_folder_read(media_folder, file->asset, a, &about);
        if (err.code == ERR_NOT_FOUND) {
                TRY(develop(media_folder, file, why));
                err = media_folder_read(media_folder, file->asset, a, &about);
        }
        /* What is kept and cannot be read is the disk's fault, never the picture's. */
        if (err.code) return ERR(ERR_IO, "read what is known of a picture");
        take_known(&about, ret);
        return NO_ERR;
}

struct picture_keeper darkroom_keeper(const char *media_folder)
{
        return (struct picture_keeper){(void *)(uintptr_t)media_folder, keep};
}
