/* Its pictures, and the stories it belongs beside. */
#include "news/rendition.h"
#include "wire/ninjs_item.h"

static unsigned largest_rendition(unsigned width)
{
        unsigned widths[RENDITIONS_MAX];
        size_t count = rendition_widths(width, widths);
        return count ? widths[count - 1] : 0;
}

void ninjs_picture_address(const struct ninjs_item *i, struct slice asset, unsigned width, struct buf *ret)
{
        const struct ninjs_writing *how = &i->writer->how;
        if (how->purpose == NINJS_FOR_EXPORT)
                how->picture(how->context, asset, ret);
        else
                buf_add_format(ret, "%.*s/media/%.*s/%u.jpg", SLICE_ARGS(how->newsroom->url), SLICE_ARGS(asset),
                               largest_rendition(width));
}

/* ninjs gives the point of interest in pixels: the first from which reading makes the same thousandths. */
static json_int_t pixels_of(unsigned focal, unsigned side)
{
        return ((json_int_t)focal * side + FOCAL_MAX - 1) / FOCAL_MAX;
}

static void put_point_of_interest(const struct picture *picture, unsigned width, unsigned height, json_t *rendition)
{
        if (!picture_has_focal_point(picture)) return;
        json_t *poi = json_object();
        json_put(poi, "x", json_integer(pixels_of(picture->focal_x, width)));
        json_put(poi, "y", json_integer(pixels_of(picture->focal_y, height)));
        json_put(rendition, "poi", poi);
}

static json_t *renditions(const struct ninjs_item *i, const struct picture *picture)
{
        enum { ADDRESS_MAX_BYTES = 2000 };
        CLEANUP(buf_clear) struct buf href = BUF_INIT(ADDRESS_MAX_BYTES);
        json_t *list = json_array();
        ninjs_picture_address(i, picture->asset, picture->width, &href);
        bool is_export = ninjs_is_export(i);
        bool has_file = picture->asset.len && (is_export || picture->width);
        if (!has_file || href.len == 0) return list;
        unsigned width = is_export ? picture->width : largest_rendition(picture->width);
        unsigned height = is_export ? picture->height : rendition_height(picture->width, picture->height, width);
        struct slice type = is_export ? picture->media_type : SLICE("image/jpeg");
        json_t *rendition = json_object();
        json_put(rendition, "name", json_string(is_export ? "original" : "main"));
        json_put(rendition, "href", json_from_slice(buf_slice(&href)));
        ninjs_put_line(rendition, "contentType", type);
        json_put(rendition, "width", json_integer(width));
        json_put(rendition, "height", json_integer(height));
        put_point_of_interest(picture, width, height, rendition);
        json_append(list, rendition);
        return list;
}

/* Thousandths, which the pixels of a small picture cannot tell. */
static void put_focal_point(struct ninjs_item *i, const struct picture *picture, json_t *values)
{
        if (!ninjs_is_export(i) || !picture_has_focal_point(picture)) return;
        json_t *ids = json_array();
        ninjs_append_id(ids, "focalPoint", arena_format(&i->arena, "%u %u", picture->focal_x, picture->focal_y));
        json_put(values, "altIds", ids);
}

static void append_text(json_t *list, const char *role, struct slice value)
{
        if (value.len) json_append(list, ninjs_text(role, value));
}

static json_t *picture_values(struct ninjs_item *i, const struct picture *picture, size_t place)
{
        json_t *values = json_object(), *descriptions = json_array();
        struct slice uri = picture->uri;
        if (uri.len == 0 && picture->asset.len)
                uri = arena_format(&i->arena, NINJS_PICTURE_URI "%.*s", SLICE_ARGS(picture->asset));
        if (uri.len == 0) uri = arena_format(&i->arena, NINJS_PICTURE_URI "%zu", place);
        json_put(values, "name", json_from_slice(arena_format(&i->arena, "picture-%zu", place)));
        json_put(values, "uri", json_from_slice(uri));
        json_put(values, "type", json_string(picture->kind == PICTURE_ILLUSTRATION ? "graphic" : "picture"));
        append_text(descriptions, "caption", picture->caption);
        append_text(descriptions, "creditline", picture->credit);
        append_text(descriptions, "alt", picture->alt);
        ninjs_put_list(values, "descriptions", descriptions);
        ninjs_put_list(values, "renditions", renditions(i, picture));
        put_focal_point(i, picture, values);
        return values;
}

void ninjs_put_associations(struct ninjs_item *i)
{
        json_t *associations = json_array();
        for (size_t p = 0; p < i->article->picture_count; p++)
                json_append(associations, picture_values(i, &i->article->pictures[p], p + 1));
        for (size_t r = 0; r < i->article->related_count; r++) {
                json_t *related = json_object();
                json_put(related, "name", json_from_slice(arena_format(&i->arena, "related-%zu", r + 1)));
                json_put(related, "uri", json_from_slice(i->article->related[r]));
                json_put(related, "type", json_string("text"));
                json_append(associations, related);
        }
        ninjs_put_list(i->json, "associations", associations);
}
