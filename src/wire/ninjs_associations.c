/* What comes with an item: pictures, and the stories it belongs beside. */
#include "wire/html.h"
#include "wire/ninjs_field.h"
#include "wire/plain_text.h"

static bool has_role(const json_t *text, const char *const roles[])
{
        struct slice role = ninjs_string(text, "role");
        bool has = roles[0] == NULL;
        for (size_t i = 0; roles[i]; i++)
                has = has || slice_eq_nocase(role, slice_of(roles[i]));
        return has;
}

/* The first text of a field that has one of the roles (which a NULL ends); of any role when `roles` is empty. One that
 * needs no reading as HTML comes before one that does. */
static struct slice find_text(const struct ninjs *n, const json_t *owner, const char *field, const char *const roles[])
{
        struct ninjs_list texts = {ninjs_field(owner, field), 0, NULL};
        struct slice html = {0};
        const json_t *text;
        while ((text = ninjs_next(&texts))) {
                struct slice value = ninjs_line(n, text, "value");
                if (value.len == 0 || !has_role(text, roles)) continue;
                bool is_plain = slice_starts_with(ninjs_string(text, "contentType"), SLICE("text/plain"));
                if (is_plain || !memchr(value.at, '<', value.len)) return value;
                if (html.len == 0) html = value;
        }
        return html.len ? html_read_line(html, n->intake) : html;
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

/* The rendition whose bytes came with it or, when none did, the first with an address; the picture itself when it has
 * no others. */
static const json_t *find_rendition(const json_t *picture)
{
        const json_t *found = picture;
        struct ninjs_list renditions = {ninjs_field(picture, "renditions"), 0, NULL};
        const json_t *rendition;
        while ((rendition = ninjs_next(&renditions))) {
                struct slice href = ninjs_string(rendition, "href");
                bool came_along =
                        slice_starts_with(href, SLICE("data:")) && !slice_starts_with(href, SLICE(PICTURE_UNREAD_HREF));
                if (came_along) return rendition;
                if (ninjs_string(found, "href").len == 0) found = rendition;
        }
        return found;
}

/* Thousandths of the side; false when it is not said, or lies outside. */
static bool read_focal(const json_t *at, const json_t *side, unsigned len, unsigned *ret)
{
        json_int_t all = json_is_integer(side) ? json_integer_value(side) : (json_int_t)len;
        json_int_t value = json_integer_value(at);
        if (!json_is_integer(at) || all <= 0 || all > UINT16_MAX || value < 0 || value > all) return false;
        *ret = (unsigned)(value * FOCAL_MAX / all);
        return true;
}

/* ninjs gives the point of interest in pixels of the rendition. */
static void read_point_of_interest(const json_t *rendition, struct picture *ret)
{
        const json_t *poi = ninjs_field(rendition, "poi");
        const json_t *width = json_object_get(rendition, "width"), *height = json_object_get(rendition, "height");
        unsigned x = 0, y = 0;
        if (!read_focal(json_object_get(poi, "x"), width, ret->width, &x)) return;
        if (!read_focal(json_object_get(poi, "y"), height, ret->height, &y)) return;
        bool is_corner = x == 0 && y == 0;
        ret->focal_x = is_corner ? 1 : x;
        ret->focal_y = is_corner ? 1 : y;
}

/* An export has the thousandths themselves, which the pixels of a small picture cannot tell: "412 330". */
static void read_focal_point(const struct ninjs *n, const json_t *association, struct picture *ret)
{
        struct slice y = ninjs_id(n, association, "focalPoint"), x = slice_cut(&y, ' ');
        uint64_t focal_x = 0, focal_y = 0;
        if (!slice_to_u64(x, FOCAL_MAX, &focal_x) || !slice_to_u64(y, FOCAL_MAX, &focal_y)) return;
        ret->focal_x = (unsigned)focal_x;
        ret->focal_y = (unsigned)focal_y;
}

/* One that was made up because ninjs wants one is none. */
static struct slice read_picture_uri(const struct ninjs *n, const json_t *association)
{
        struct slice uri = ninjs_line(n, association, "uri");
        bool is_none = uri.len > URI_MAX_BYTES || slice_starts_with(uri, SLICE(NINJS_PICTURE_URI));
        return is_none ? (struct slice){0} : uri;
}

static bool is_illustration(const json_t *picture)
{
        if (slice_eq(ninjs_string(picture, "type"), SLICE("graphic"))) return true;
        struct ninjs_list genres = {ninjs_field(picture, "genres"), 0, NULL};
        const json_t *genre;
        while ((genre = ninjs_next(&genres)))
                if (slice_eq_nocase(ninjs_string(genre, "name"), SLICE("illustration"))) return true;
        return false;
}

static void add_picture(const struct ninjs *n, const json_t *association, struct article *ret)
{
        static const char *const alt_roles[] = {"alt", "altText", NULL};
        const json_t *rendition = find_rendition(association);
        struct slice href = ninjs_string(rendition, "href");
        struct taken_picture taken = {0};
        if (href.len) taken = intake_take_picture(n->intake, href);
        if (taken.is_none) return;
        struct picture picture = {
                .kind = is_illustration(association) ? PICTURE_ILLUSTRATION : PICTURE_PHOTO,
                .caption = plain_cut(read_caption(n, association), CAPTION_MAX_BYTES),
                .credit = plain_cut(read_credit(n, association), CREDIT_MAX_BYTES),
                .alt = plain_cut(find_text(n, association, "descriptions", alt_roles), ALT_MAX_BYTES),
                .uri = read_picture_uri(n, association),
        };
        const struct picture_file *file = taken.file;
        if (file) {
                picture.asset = file->asset;
                picture.media_type = file->media_type;
                picture.width = file->width;
                picture.height = file->height;
                read_point_of_interest(rendition, &picture);
                read_focal_point(n, association, &picture);
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

static void fill(struct slice *text, struct slice other)
{
        if (text->len == 0) *text = other;
}

static void describe_image(const struct article *article, struct block *image)
{
        for (size_t i = 0; i < article->picture_count; i++) {
                const struct picture *picture = &article->pictures[i];
                if (picture->asset.len == 0 || !slice_eq(picture->asset, image->asset)) continue;
                image->illustration = picture->kind == PICTURE_ILLUSTRATION;
                fill(&image->caption, picture->caption);
                fill(&image->credit, picture->credit);
                fill(&image->alt, picture->alt);
                return;
        }
}

/* HTML has no word for who drew a picture, and that it is drawn: of one that is an association too, that says so.
 * Recursion goes as deep as the body, at most BODY_DEPTH_MAX. */
static void describe_images(const struct article *article, struct block *blocks, size_t count)
{
        for (size_t i = 0; i < count; i++) {
                if (blocks[i].kind == BLOCK_IMAGE) describe_image(article, &blocks[i]);
                describe_images(article, blocks[i].children, blocks[i].child_count);
        }
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
        describe_images(ret, ret->body.blocks, ret->body.count);
}
