/* What comes with an item: pictures, and the stories it belongs beside. */
#include "wire/html.h"
#include "wire/ninjs_field.h"
#include "wire/plain_text.h"

/* The first text of a field that has one of the roles (which a NULL ends); of any role when `roles` is empty. */
static struct slice find_text(const struct ninjs *n, const json_t *owner, const char *field, const char *const roles[])
{
        struct ninjs_list texts = {ninjs_field(owner, field), 0, NULL};
        const json_t *text;
        while ((text = ninjs_next(&texts))) {
                struct slice role = ninjs_string(text, "role"), value = ninjs_line(n, text, "value");
                bool fits = roles[0] == NULL;
                for (size_t i = 0; roles[i]; i++)
                        fits = fits || slice_eq_nocase(role, slice_of(roles[i]));
                if (fits && value.len && !memchr(value.at, '<', value.len)) return value;
        }
        return (struct slice){0};
}

static struct slice first_of(struct slice a, struct slice b)
{
        return a.len ? a : b;
}

static struct slice read_caption(const struct ninjs *n, const json_t *picture)
{
        static const char *const roles[] = {"caption", "main", "text", "description", "", NULL}, *const any[] = {NULL};
        struct slice caption = find_text(n, picture, "descriptions", roles);
        return first_of(caption, find_text(n, picture, "headlines", any));
}

static struct slice read_credit(const struct ninjs *n, const json_t *picture)
{
        static const char *const roles[] = {"creditline", "credit", NULL};
        struct slice credit = first_of(ninjs_line(n, picture, "by"), find_text(n, picture, "descriptions", roles));
        return first_of(credit,
                        first_of(ninjs_line(n, picture, "copyrightHolder"), ninjs_line(n, picture, "copyrightNotice")));
}

/* The address of a rendition whose bytes came with it or, when none did, of the first; empty when there is none. */
static struct slice find_href(const json_t *picture)
{
        struct slice found = ninjs_string(picture, "href");
        struct ninjs_list renditions = {ninjs_field(picture, "renditions"), 0, NULL};
        const json_t *rendition;
        while ((rendition = ninjs_next(&renditions))) {
                struct slice href = ninjs_string(rendition, "href");
                if (slice_starts_with(href, SLICE("data:"))) return href;
                if (found.len == 0) found = href;
        }
        return found;
}

static struct slice short_enough(struct slice text, size_t max_bytes)
{
        return text.len <= max_bytes ? text : (struct slice){0};
}

static void add_picture(const struct ninjs *n, const json_t *association, struct article *ret)
{
        static const char *const alt_roles[] = {"alt", "altText", NULL};
        struct slice href = find_href(association);
        struct picture picture = {
                .caption = plain_cut(read_caption(n, association), CAPTION_MAX_BYTES),
                .credit = plain_cut(read_credit(n, association), CREDIT_MAX_BYTES),
                .alt = plain_cut(find_text(n, association, "descriptions", alt_roles), ALT_MAX_BYTES),
                .uri = short_enough(ninjs_line(n, association, "uri"), URI_MAX_BYTES),
        };
        const struct picture_file *file = href.len ? intake_take_picture(n->intake, href) : NULL;
        if (file) {
                picture.asset = file->asset;
                picture.media_type = file->media_type;
                picture.width = file->width;
                picture.height = file->height;
        } else if (href.len == 0) {
                intake_lose(n->intake, "pictures without an address");
        }
        ret->pictures[ret->picture_count++] = picture;
}

static void add_related(const struct ninjs *n, const json_t *association, struct article *ret)
{
        struct slice uri = ninjs_line(n, association, "uri");
        bool known = uri.len == 0 || uri.len > URI_MAX_BYTES || slice_eq(uri, ret->uri);
        for (size_t i = 0; i < ret->related_count; i++)
                known = known || slice_eq(uri, ret->related[i]);
        if (!known) ret->related[ret->related_count++] = uri;
}

void ninjs_read_associations(struct ninjs *n, struct article *ret)
{
        ret->pictures = arena_array(n->intake->arena, ARTICLE_LINKS_MAX, sizeof *ret->pictures);
        ret->related = arena_array(n->intake->arena, ARTICLE_LINKS_MAX, sizeof *ret->related);
        struct ninjs_list associations = {ninjs_field(n->item, "associations"), 0, NULL};
        const json_t *association;
        while ((association = ninjs_next(&associations))) {
                struct slice type = ninjs_string(association, "type");
                bool is_picture = slice_eq(type, SLICE("picture")) || slice_eq(type, SLICE("graphic"));
                bool is_story = slice_eq(type, SLICE("text")) || slice_eq(type, SLICE("composite"));
                if (is_picture && ret->picture_count < ARTICLE_LINKS_MAX)
                        add_picture(n, association, ret);
                else if (is_story && ret->related_count < ARTICLE_LINKS_MAX)
                        add_related(n, association, ret);
                else
                        intake_lose(n->intake, "associations: %.*s", SLICE_ARGS(type.len ? type : SLICE("of no type")));
        }
}
