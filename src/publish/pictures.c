/* Which pictures readers may have: those that somebody live shows, whatever their change said. Their files are there
 * before the commit that shows them, and go after the one that does not show them any more; a crash in between leaves
 * files that no path leads to, or that the next run takes away. */
#include "publish/publish_inside.h"

#include "archive/picture.h"
#include "media/folder.h"

void publisher_keep_pictures(struct publisher *p, struct picture_folders folders)
{
        p->pictures = folders;
}

/* A picture that was lost on disk must not keep the news from being published: `check` tells of it. */
static void note_fault(struct run *r, struct err err)
{
        if (err.code) r->report.picture_faults++;
}

static struct err show(struct run *r, struct slice asset)
{
        const struct picture_folders *folders = &r->publisher->pictures;
        if (folders->media) note_fault(r, media_show(folders->media, folders->public_folder, asset));
        return archive_put_picture(r->publisher->archive, asset);
}

static struct err drop(struct run *r, struct slice asset)
{
        /* What is pressed beside the site leaves the site's files alone. */
        if (!r->everything) buf_add(&r->dropped_pictures, asset);
        return archive_drop_picture(r->publisher->archive, asset);
}

struct err publish_pictures(struct run *r, int64_t article)
{
        struct picture_uses uses;
        TRY(store_pictures_of(r->publisher->store, article, &r->arena, &uses));
        for (size_t i = 0; i < uses.count; i++)
                TRY(uses.at[i].is_live ? show(r, uses.at[i].asset) : drop(r, uses.at[i].asset));
        return NO_ERR;
}

void hide_dropped_pictures(struct run *r)
{
        const struct picture_folders *folders = &r->publisher->pictures;
        struct slice rest = buf_slice(&r->dropped_pictures);
        for (; folders->media && rest.len; rest = slice_skip(rest, PICTURE_DIGEST_LEN))
                note_fault(r, media_hide(folders->public_folder, (struct slice){rest.at, PICTURE_DIGEST_LEN}));
}
