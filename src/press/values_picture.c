/* Pictures in pages: which files a browser may choose from, and what is said of them. */
#include "press/presser_inside.h"

#include "news/rendition.h"

#include <stdio.h>

enum { ADDRESSES_MAX_BYTES = 2048, SRC_WIDTH_MAX = 640, SHARED_WIDTH_MAX = 1280 };

static void add_address(struct buf *ret, const struct picture *picture, unsigned width, const char *kind)
{
        buf_add_format(ret, "/media/%.*s/%u.%s", SLICE_ARGS(picture->asset), width, kind);
}

/* "address 320w, address 480w": of the renditions up to a width; of the smallest in any case. */
static json_t *addresses(const struct picture *picture, const char *kind, unsigned max_width)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(ADDRESSES_MAX_BYTES);
        unsigned widths[RENDITIONS_MAX];
        size_t count = rendition_widths(picture->width, widths);
        for (size_t i = 0; i < count && (i == 0 || widths[i] <= max_width); i++) {
                if (i) buf_add_text(&text, ", ");
                add_address(&text, picture, widths[i], kind);
                buf_add_format(&text, " %uw", widths[i]);
        }
        must(!text.full);
        return json_from_slice(buf_slice(&text));
}

static unsigned largest_up_to(const struct picture *picture, unsigned max_width)
{
        unsigned widths[RENDITIONS_MAX];
        size_t count = rendition_widths(picture->width, widths);
        while (count > 1 && widths[count - 1] > max_width)
                count--;
        return widths[count - 1];
}

static json_t *position(const struct picture *picture)
{
        char text[32];
        if (!picture_has_focal_point(picture)) return json_false();
        snprintf(text, sizeof text, "%u%% %u%%", (picture->focal_x + 5) / 10, (picture->focal_y + 5) / 10);
        return json_string(text);
}

static bool has_files(const struct picture *picture)
{
        return picture->asset.len && picture->width && picture->height;
}

json_t *values_image(const struct picture *picture)
{
        if (!has_files(picture)) return json_false();
        CLEANUP(buf_clear) struct buf src = BUF_INIT(ADDRESSES_MAX_BYTES);
        add_address(&src, picture, largest_up_to(picture, SRC_WIDTH_MAX), "jpg");
        json_t *values = json_object();
        json_put(values, "src", json_from_slice(buf_slice(&src)));
        json_put(values, "webp", addresses(picture, "webp", RENDITION_WIDTH_MAX));
        json_put(values, "jpeg", addresses(picture, "jpg", RENDITION_WIDTH_MAX));
        json_put(values, "small_webp", addresses(picture, "webp", SRC_WIDTH_MAX));
        json_put(values, "small_jpeg", addresses(picture, "jpg", SRC_WIDTH_MAX));
        json_put(values, "least_webp", addresses(picture, "webp", 0));
        json_put(values, "width", json_integer(picture->width));
        json_put(values, "height", json_integer(picture->height));
        json_put(values, "position", position(picture));
        return values;
}

json_t *values_shared_image(const struct imprint *i, const struct picture *picture)
{
        if (!has_files(picture)) return json_false();
        CLEANUP(buf_clear) struct buf url = BUF_INIT(ADDRESSES_MAX_BYTES);
        unsigned width = largest_up_to(picture, SHARED_WIDTH_MAX);
        buf_add(&url, i->site_url);
        add_address(&url, picture, width, "jpg");
        must(!url.full);
        json_t *values = json_object();
        json_put(values, "url", json_from_slice(buf_slice(&url)));
        json_put(values, "width", json_integer(width));
        json_put(values, "height", json_integer(rendition_height(picture->width, picture->height, width)));
        json_put(values, "alt", values_wording(i, picture->alt));
        return values;
}

static json_t *credit(const struct imprint *i, const struct picture *picture)
{
        struct language_value value = {"credit", picture->credit};
        if (value.value.len == 0) return json_false();
        return values_filled(i, picture->kind == PICTURE_ILLUSTRATION ? "illustration_credit" : "photo_credit", &value,
                             1);
}

/* The length of the mark that the text ends with; 0 when that is none of `marks`, which a NULL ends. */
static size_t ending_mark(struct slice text, const char *const marks[])
{
        for (; *marks; marks++)
                if (slice_ends_with(text, slice_of(*marks))) return strlen(*marks);
        return 0;
}

/* Whether it ends as a sentence does, also within quotation marks and brackets: (“We are closed.”) */
static bool is_sentence(struct slice text)
{
        static const char *const closing[] = {"”", "“", "»", "’", ")", NULL};
        static const char *const ends[] = {".", "!", "?", "…", NULL};
        size_t mark;
        while ((mark = ending_mark(text, closing)))
                text.len -= mark;
        return ending_mark(text, ends) > 0;
}

/* A credit follows in the same line, so what it follows is a sentence. */
static json_t *caption(const struct imprint *i, const struct picture *picture)
{
        struct slice text = slice_trim(picture->caption);
        if (text.len == 0 || picture->credit.len == 0 || is_sentence(text)) return values_wording(i, text);
        CLEANUP(buf_clear) struct buf sentence = BUF_INIT(CAPTION_MAX_BYTES + 1);
        buf_add(&sentence, text);
        buf_add_text(&sentence, ".");
        return values_wording(i, buf_slice(&sentence));
}

json_t *values_picture(const struct imprint *i, const struct picture *picture)
{
        if (!has_files(picture)) return json_false(); /* words about nothing to be seen would be a riddle */
        json_t *values = json_object();
        json_put(values, "image", values_image(picture));
        json_put(values, "caption", caption(i, picture));
        json_put(values, "credit", credit(i, picture));
        json_put(values, "alt", values_wording(i, picture->alt));
        json_put(values, "is_described", json_boolean(picture->caption.len || picture->credit.len));
        return values;
}
