#include "wire/settings_text.h"

#include "news/json_value.h"
#include "wire/html.h"

static struct err take(json_t *text, struct intake *in, struct buf *why)
{
        json_t *html = json_object_get(text, "html");
        if (!html) return NO_ERR;
        size_t said = why->len;
        buf_add_format(why, "%.*s.html: ", SLICE_ARGS(in->uri));
        if (!json_is_string(html) || json_object_get(text, "body")) {
                buf_add_text(why, "must be a text, and stand instead of a \"body\"");
                return ERR(ERR_INVALID, "read a text of the settings");
        }
        struct body body;
        TRY(html_read(json_to_slice(html), in, &body, why));
        TRY(intake_keep_body_pictures(in, &body));
        why->len = said;
        json_put(text, "body", body_to_json(&body));
        json_object_del(text, "html");
        return NO_ERR;
}

/* Under each edition's code. */
static struct err take_each(json_t *texts, const char *place, struct intake *in, struct buf *why)
{
        const char *code;
        json_t *text;
        json_object_foreach(texts, code, text)
        {
                in->uri = arena_format(in->arena, "%s.%s", place, code);
                TRY(take(text, in, why));
        }
        return NO_ERR;
}

/* A creative's picture that came along is kept; one that is refused is taken out. */
static struct err take_picture(json_t *creative, struct intake *in)
{
        struct kept_picture kept = {0};
        struct slice href = json_to_slice(json_object_get(creative, "picture"));
        if (!slice_starts_with(href, SLICE("data:"))) return NO_ERR;
        const struct picture_file *file = intake_take_picture(in, href).file;
        if (file) TRY(intake_keep_picture(in, file, &kept));
        if (kept.width == 0) {
                json_object_del(creative, "picture");
                json_object_del(creative, "picture_alt");
                return NO_ERR;
        }
        json_put(creative, "picture", json_from_slice(file->asset));
        json_put(creative, "picture_width", json_integer(kept.width));
        json_put(creative, "picture_height", json_integer(kept.height));
        return NO_ERR;
}

struct err settings_take_html(json_t *document, struct intake *in, struct buf *why)
{
        size_t i;
        json_t *creative;
        json_drop_hidden(document);
        json_array_foreach(json_object_get(document, "creatives"), i, creative)
        {
                in->uri = arena_format(in->arena, "creatives[%zu]", i);
                TRY(take_picture(creative, in));
        }
        const char *slug;
        json_t *page;
        json_object_foreach(json_object_get(document, "pages"), slug, page)
        {
                struct slice place = arena_format(in->arena, "pages.%s", slug);
                TRY(take_each(page, place.at, in, why));
        }
        return take_each(json_object_get(document, "support"), "support", in, why);
}
