/* The picture is decoded once, at the largest size that is wanted, turned the right way up, in sRGB, without metadata;
 * smaller sizes are made of that one. */
#include "media/develop.h"

#include "media/answer.h"
#include "media/limits.h"
#include "media/packet.h"
#include "media/words.h"
#include "news/article.h"
#include "news/picture_type.h"
#include "os/worker.h"

enum { WEBP_QUALITY = 78, JPEG_QUALITY = 80, WHITE = 255 };
/* Twice the effort takes more than twice as long, and makes a file a twelfth smaller: worth it where lines are thin. */
enum { WEBP_EFFORT = 4, WEBP_WIDE_EFFORT = 2, WIDE_FROM = 1280 };

struct development {
        const struct vips_library *vips;
        struct slice original;
        struct arena arena;
        struct words words;
        unsigned width, height; /* the right way up */
        bool moves;             /* it is the first of several pictures */
        struct buf xmp;         /* for every rendition; empty when there is nothing to say */
        VipsImage *image;       /* owned: the largest rendition */
};

static void development_clear(struct development *d)
{
        if (d->image) d->vips->g_object_unref(d->image);
        buf_clear(&d->xmp);
        arena_clear(&d->arena);
}

/* ---- answering ---- */

static struct err say(enum answer_kind kind, unsigned width, unsigned height, struct slice bytes)
{
        struct answer_head head = {kind, width, height, (uint32_t)bytes.len};
        TRY(worker_answer((struct slice){(const char *)&head, sizeof head}));
        return worker_answer(bytes);
}

static struct err say_line(enum answer_kind kind, struct slice line)
{
        return line.len ? say(kind, 0, 0, line) : NO_ERR;
}

/* With ERR_INVALID, so that nothing more is done. */
static struct err refuse(struct slice reason)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct words line = {.arena = &arena};
        struct slice text = {0};
        words_take(&line, &text, reason, ANSWER_REASON_MAX_BYTES);
        TRY(say(ANSWER_REFUSED, 0, 0, text.len ? text : SLICE("damaged or cut off")));
        return ERR(ERR_INVALID, "take a picture");
}

/* In words for whoever sent it; the library's own, where it has any, are for whoever looks into it. */
static struct err refuse_damaged(struct development *d)
{
        struct slice said = slice_trim(slice_of(d->vips->vips_error_buffer()));
        if (said.len == 0) return refuse(SLICE("damaged or cut off"));
        return refuse(arena_format(&d->arena, "damaged or cut off (%.*s)", SLICE_ARGS(said)));
}

/* ---- looking at it ---- */

static struct err check_type(struct development *d)
{
        struct picture_type type = picture_type_of(d->original);
        if (type.taken) return NO_ERR;
        if (!type.media_type) return refuse(SLICE("of a type that is not known; JPEG, PNG, WebP and GIF are taken"));
        return refuse(arena_format(&d->arena, "of a type that is not taken (%s); JPEG, PNG, WebP and GIF are",
                                   type.media_type));
}

static struct err check_size(struct development *d)
{
        struct slice size = arena_format(&d->arena, "%u × %u pixels", d->width, d->height);
        if (d->width > PICTURE_SIDE_MAX || d->height > PICTURE_SIDE_MAX)
                return refuse(
                        arena_format(&d->arena, "%.*s; at most %d on a side", SLICE_ARGS(size), PICTURE_SIDE_MAX));
        if ((uint64_t)d->width * d->height > PICTURE_PIXELS_MAX)
                return refuse(arena_format(&d->arena, "%.*s; at most %d million in all", SLICE_ARGS(size),
                                           PICTURE_PIXELS_MAX / 1000000));
        if (picture_is_too_small(d->width, d->height))
                return refuse(
                        arena_format(&d->arena, "%.*s; at least %d on a side", SLICE_ARGS(size), PICTURE_SIDE_MIN));
        if (picture_is_too_long(d->width, d->height))
                return refuse(arena_format(&d->arena, "%.*s; one side at most %d times the other", SLICE_ARGS(size),
                                           PICTURE_PROPORTION_MAX));
        unsigned widths[RENDITIONS_MAX];
        size_t count = rendition_widths(d->width, widths);
        if (count == 0 || rendition_height(d->width, d->height, widths[count - 1]) > RENDITION_HEIGHT_MAX)
                return refuse(arena_format(&d->arena, "%.*s; at most %d high", SLICE_ARGS(size), RENDITION_HEIGHT_MAX));
        return NO_ERR;
}

static struct slice blob(struct development *d, VipsImage *image, const char *name)
{
        const void *at = NULL;
        size_t len = 0;
        if (!d->vips->vips_image_get_typeof(image, name)) return SLICE("");
        if (d->vips->vips_image_get_blob(image, name, &at, &len) != 0 || !at) return SLICE("");
        return (struct slice){at, len};
}

static bool is_end_of_exif_text(struct slice rest)
{
        return slice_starts_with(rest, SLICE(", ASCII, ")) || slice_starts_with(rest, SLICE(" (Photographer) - "));
}

/* libvips gives "text (text, ASCII, 5 components, 5 bytes)"; of a copyright "text (text (Photographer) - [None]...". */
static struct slice exif_text(struct development *d, VipsImage *image, const char *name)
{
        char *text = NULL;
        if (!d->vips->vips_image_get_typeof(image, name)) return SLICE("");
        if (d->vips->vips_image_get_as_string(image, name, &text) != 0) return SLICE("");
        struct slice all = arena_copy(&d->arena, slice_of(text));
        d->vips->g_free(text);
        for (size_t len = 1; len + 2 < all.len; len++) {
                struct slice again = slice_skip(all, len + 2), once = {all.at, len};
                if (slice_starts_with(slice_skip(all, len), SLICE(" (")) && slice_starts_with(again, once) &&
                    is_end_of_exif_text(slice_skip(again, len)))
                        return once;
        }
        return SLICE("");
}

/* A camera writes its own name where a caption could stand, in capitals. */
static bool is_said_by_a_person(struct slice text)
{
        for (size_t i = 0; i < text.len; i++)
                if ((text.at[i] >= 'a' && text.at[i] <= 'z') || (unsigned char)text.at[i] >= 0x80) return true;
        return false;
}

static void read_words(struct development *d, VipsImage *image)
{
        struct words *w = &d->words;
        struct slice xmp = blob(d, image, "xmp-data");
        const char *start = xmp.len ? memchr(xmp.at, '<', xmp.len) : NULL;
        if (start) words_read_xmp(w, slice_skip(xmp, (size_t)(start - xmp.at)));
        words_read_iim(w, blob(d, image, "iptc-data"));
        words_take(w, &w->creator, exif_text(d, image, "exif-ifd0-Artist"), CREDIT_MAX_BYTES);
        words_take(w, &w->copyright, exif_text(d, image, "exif-ifd0-Copyright"), CREDIT_MAX_BYTES);
        struct slice description = exif_text(d, image, "exif-ifd0-ImageDescription");
        if (is_said_by_a_person(description)) words_take(w, &w->caption, description, CAPTION_MAX_BYTES);
        words_write_xmp(w, &d->xmp);
}

/* The header alone: nothing is decoded yet. */
static struct err look(struct development *d)
{
        const struct vips_library *vips = d->vips;
        VipsImage *image = vips->vips_image_new_from_buffer(d->original.at, d->original.len, "", "access",
                                                            VIPS_ACCESS_SEQUENTIAL, NULL);
        if (!image) return refuse_damaged(d);
        bool lies = vips->vips_image_get_orientation(image) >= 5;
        unsigned width = (unsigned)vips->vips_image_get_width(image);
        unsigned height = (unsigned)vips->vips_image_get_height(image);
        d->width = lies ? height : width;
        d->height = lies ? width : height;
        d->moves = vips->vips_image_get_n_pages(image) > 1;
        read_words(d, image);
        vips->g_object_unref(image);
        return check_size(d);
}

/* ---- making it ---- */

/* Puts another image in the place of the one at hand, which it was made of. */
static bool replace(struct development *d, int failed, VipsImage *made)
{
        if (failed) return false;
        if (d->image) d->vips->g_object_unref(d->image);
        d->image = made;
        return true;
}

/* A JPEG can be decoded at a half, a quarter, an eighth for a fraction of the work. */
static int shrink_for(const struct development *d, unsigned width)
{
        int shrink = 8;
        while (shrink > 1 && d->width / (unsigned)shrink < width)
                shrink /= 2;
        return shrink;
}

/* vips_thumbnail_buffer() would do this, but forgets to tell the loader that a broken file is to fail. */
static VipsImage *load(struct development *d, unsigned width)
{
        const struct vips_library *vips = d->vips;
        if (strcmp(picture_type_of(d->original).media_type, "image/jpeg") != 0)
                return vips->vips_image_new_from_buffer(d->original.at, d->original.len, "", "access",
                                                        VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
        return vips->vips_image_new_from_buffer(d->original.at, d->original.len, "", "access", VIPS_ACCESS_SEQUENTIAL,
                                                "fail_on", VIPS_FAIL_ON_ERROR, "shrink", shrink_for(d, width), NULL);
}

static bool flatten(struct development *d)
{
        const struct vips_library *vips = d->vips;
        const double white[] = {WHITE};
        VipsImage *made = NULL;
        if (!vips->vips_image_hasalpha(d->image)) return true;
        VipsArrayDouble *background = vips->vips_array_double_new(white, 1);
        int failed = vips->vips_flatten(d->image, &made, "background", background, NULL);
        vips->vips_area_unref(VIPS_AREA(background));
        return replace(d, failed, made);
}

static bool decode(struct development *d, unsigned width)
{
        const struct vips_library *vips = d->vips;
        int height = (int)rendition_height(d->width, d->height, width);
        VipsImage *made = NULL;
        vips->vips_error_clear();
        d->image = load(d, width);
        if (!d->image) return false;
        int failed = vips->vips_thumbnail_image(d->image, &made, (int)width, "height", height, "size", VIPS_SIZE_FORCE,
                                                "export_profile", "srgb", NULL);
        if (!replace(d, failed, made) || !flatten(d)) return false;
        made = vips->vips_image_copy_memory(d->image);
        /* Where a file breaks off, libvips blackens the rest, says that all went well, and keeps the error to itself.
         */
        return replace(d, !made, made) && *vips->vips_error_buffer() == '\0';
}

static int save_webp(const struct vips_library *vips, VipsImage *image, void **ret, size_t *ret_len)
{
        int effort = vips->vips_image_get_width(image) < WIDE_FROM ? WEBP_EFFORT : WEBP_WIDE_EFFORT;
        return vips->vips_webpsave_buffer(image, ret, ret_len, "Q", WEBP_QUALITY, "effort", effort, "strip", TRUE,
                                          NULL);
}

static int save_jpeg(const struct vips_library *vips, VipsImage *image, void **ret, size_t *ret_len)
{
        return vips->vips_jpegsave_buffer(image, ret, ret_len, "Q", JPEG_QUALITY, "interlace", TRUE, "optimize_coding",
                                          TRUE, "strip", TRUE, NULL);
}

static const struct format {
        enum answer_kind kind;
        int (*save)(const struct vips_library *vips, VipsImage *image, void **ret, size_t *ret_len);
        struct err (*replace_metadata)(struct slice file, struct slice packet, struct buf *ret);
} formats[] = {
        {ANSWER_WEBP, save_webp, packet_replace_in_webp},
        {ANSWER_JPEG, save_jpeg, packet_replace_in_jpeg},
};

static struct err say_file(struct development *d, VipsImage *image, const struct format *format)
{
        CLEANUP(buf_clear) struct buf file = BUF_INIT(ANSWER_MAX_BYTES);
        const struct vips_library *vips = d->vips;
        void *bytes = NULL;
        size_t len = 0;
        if (format->save(vips, image, &bytes, &len) != 0) return refuse_damaged(d);
        struct err err = format->replace_metadata((struct slice){bytes, len}, buf_slice(&d->xmp), &file);
        vips->g_free(bytes);
        if (err.code) return refuse(SLICE("damaged: no rendition could be made"));
        return say(format->kind, (unsigned)vips->vips_image_get_width(image),
                   (unsigned)vips->vips_image_get_height(image), buf_slice(&file));
}

static struct err say_rendition(struct development *d, unsigned width)
{
        const struct vips_library *vips = d->vips;
        VipsImage *image = NULL;
        int height = (int)rendition_height(d->width, d->height, width);
        bool is_largest = (int)width == vips->vips_image_get_width(d->image);
        int failed = is_largest ? vips->vips_copy(d->image, &image, NULL)
                                : vips->vips_thumbnail_image(d->image, &image, (int)width, "height", height, "size",
                                                             VIPS_SIZE_FORCE, NULL);
        if (failed) return refuse_damaged(d);
        struct err err = say_file(d, image, &formats[0]);
        if (err.code == OK) err = say_file(d, image, &formats[1]);
        vips->g_object_unref(image);
        return err;
}

static struct err say_renditions(struct development *d)
{
        unsigned widths[RENDITIONS_MAX];
        size_t count = rendition_widths(d->width, widths);
        if (!decode(d, widths[count - 1])) return refuse_damaged(d);
        TRY(say(ANSWER_PICTURE, d->width, d->height, SLICE("")));
        if (d->moves) TRY(say(ANSWER_MOVES, 0, 0, SLICE("")));
        TRY(say_line(ANSWER_CREDIT, words_credit(&d->words)));
        TRY(say_line(ANSWER_COPYRIGHT, d->words.copyright));
        TRY(say_line(ANSWER_CAPTION, d->words.caption));
        for (size_t i = 0; i < count; i++)
                TRY(say_rendition(d, widths[i]));
        return NO_ERR;
}

static struct err develop_all(struct development *d)
{
        TRY(check_type(d));
        TRY(look(d));
        return say_renditions(d);
}

struct err develop(const struct vips_library *vips, struct slice original)
{
        enum { XMP_MAX_BYTES = 32 * 1024 };
        CLEANUP(development_clear)
        struct development d = {.vips = vips, .original = original, .xmp = BUF_INIT(XMP_MAX_BYTES)};
        d.words = (struct words){.arena = &d.arena};
        struct err err = develop_all(&d);
        if (err.code && err.code != ERR_INVALID) return err;
        return say(ANSWER_END, 0, 0, SLICE(""));
}
