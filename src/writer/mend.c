/* Pictures that were damaged on disk, made anew from their originals: a part of rebuilding, before pages are pressed,
 * in its thread. Developing takes seconds a picture, which the writer's thread must not be kept from its jobs for; what
 * it keeps meanwhile of the same picture is the same, and either changes places with what was there as a whole.
 * Pressing then gives readers the new files, as it does with every live article's. */
#include "writer/writer_inside.h"

#include "base/log.h"
#include "store/picture.h"

enum { BATCH = 200 };

/* One that cannot be mended keeps no page from being pressed: it is told, here and by `check`. */
static void mend(const char *media_folder, struct slice asset, struct mended_pictures *ret)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        enum darkroom_mended mended;
        struct err err = darkroom_mend(media_folder, asset, &mended, &why);
        if (err.code == OK && mended == PICTURE_WAS_WHOLE) return;
        if (err.code == OK && mended == PICTURE_MADE_ANEW) {
                ret->made_anew++;
                log_event(LOG_INFO, "picture %.*s: made anew", SLICE_ARGS(asset));
                return;
        }
        ret->lost++;
        if (err.code) log_err(err, "making a picture anew");
        const char *reason = err.code == ERR_INVALID ? buf_text(&why) : "it could not be made anew";
        log_event(LOG_ERROR, "picture %.*s: damaged, and %s", SLICE_ARGS(asset),
                  err.code ? reason : "its original, too");
}

static struct err mend_batch(const char *media_folder, struct store *store, char last[65], struct mended_pictures *ret,
                             bool *ret_end)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct picture_uses uses;
        TRY(store_pictures(store, slice_of(last), BATCH, &arena, &uses));
        for (size_t i = 0; i < uses.count; i++)
                if (uses.at[i].is_live) mend(media_folder, uses.at[i].asset, ret);
        *ret_end = uses.count < BATCH;
        if (uses.count) snprintf(last, 65, "%.*s", SLICE_ARGS(uses.at[uses.count - 1].asset));
        return NO_ERR;
}

struct err mend_pictures(const char *media_folder, struct store *store, struct mended_pictures *ret)
{
        char last[65] = "";
        bool end = false;
        while (!end)
                TRY(mend_batch(media_folder, store, last, ret, &end));
        return NO_ERR;
}
