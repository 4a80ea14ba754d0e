/* Keeping what an item brought: each picture once, then what is known of it into everything that shows it. */
#include "news/article.h"
#include "wire/intake.h"
#include "wire/plain_text.h"

static struct err keep(struct intake *in, size_t i)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        const struct picture_file *file = &in->pictures[i];
        struct err err = in->keeper->keep(in->keeper->context, file, in->arena, &in->kept[i], &why);
        if (err.code == OK && in->kept[i].moves)
                intake_lose(in, "pictures: an animation: only its first picture is shown");
        if (err.code != ERR_INVALID) return err;
        in->kept[i] = (struct kept_picture){0};
        intake_lose(in, "pictures: %.*s%s%s", SLICE_ARGS(file->name), file->name.len ? ": " : "", buf_text(&why));
        return NO_ERR;
}

static struct err keep_all(struct intake *in)
{
        for (; in->kept_count < in->picture_count; in->kept_count++)
                TRY(keep(in, in->kept_count));
        return NO_ERR;
}

static const struct kept_picture *find(const struct intake *in, struct slice asset)
{
        static const struct kept_picture refused;
        for (size_t i = 0; i < in->kept_count; i++)
                if (slice_eq(in->pictures[i].asset, asset)) return &in->kept[i];
        return &refused;
}

/* "Name / © Agency": whoever holds the rights is credited, too, unless the credit says so already. */
static struct slice credit_of(const struct intake *in, const struct kept_picture *kept)
{
        if (kept->credit.len == 0) return kept->copyright;
        if (kept->copyright.len == 0 || slice_find(kept->copyright, kept->credit)) return kept->credit;
        return arena_format(in->arena, "%.*s / %.*s", SLICE_ARGS(kept->credit), SLICE_ARGS(kept->copyright));
}

static void fill(const struct intake *in, struct slice *text, struct slice by_file, size_t max_bytes)
{
        if (text->len == 0 && !in->back.number) *text = plain_cut(by_file, max_bytes);
}

static void settle_picture(const struct intake *in, struct picture *picture)
{
        const struct kept_picture *kept = find(in, picture->asset);
        if (picture->asset.len == 0) return;
        picture->width = kept->width;
        picture->height = kept->height;
        if (kept->width == 0) {
                picture->asset = picture->media_type = (struct slice){0};
                return;
        }
        fill(in, &picture->credit, credit_of(in, kept), CREDIT_MAX_BYTES);
        fill(in, &picture->caption, kept->caption, CAPTION_MAX_BYTES);
}

static void settle_block(const struct intake *in, struct block *b)
{
        const struct kept_picture *kept = find(in, b->asset);
        if (b->asset.len == 0) return;
        b->width = kept->width;
        b->height = kept->height;
        if (kept->width == 0) {
                b->asset = (struct slice){0};
                return;
        }
        fill(in, &b->credit, credit_of(in, kept), CREDIT_MAX_BYTES);
        fill(in, &b->caption, kept->caption, CAPTION_MAX_BYTES);
}

/* Recursion goes as deep as the body, at most BODY_DEPTH_MAX. */
static void settle_blocks(const struct intake *in, struct block *blocks, size_t count)
{
        for (size_t i = 0; i < count; i++) {
                if (blocks[i].kind == BLOCK_IMAGE) settle_block(in, &blocks[i]);
                settle_blocks(in, blocks[i].children, blocks[i].child_count);
        }
}

struct err intake_keep_picture(struct intake *in, const struct picture_file *file, struct kept_picture *ret)
{
        *ret = (struct kept_picture){0};
        if (!in->keeper) return NO_ERR;
        TRY(keep_all(in));
        *ret = *find(in, file->asset);
        return NO_ERR;
}

struct err intake_keep_body_pictures(struct intake *in, struct body *body)
{
        if (!in->keeper) return NO_ERR;
        TRY(keep_all(in));
        settle_blocks(in, body->blocks, body->count);
        return NO_ERR;
}

struct err intake_keep_pictures(struct intake *in, struct article *article)
{
        if (!in->keeper) return NO_ERR;
        TRY(keep_all(in));
        settle_blocks(in, article->body.blocks, article->body.count);
        for (size_t i = 0; i < article->picture_count; i++)
                settle_picture(in, &article->pictures[i]);
        return NO_ERR;
}
