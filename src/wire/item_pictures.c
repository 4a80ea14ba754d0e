#include "wire/item_pictures.h"

#include "base/arena.h"
#include "news/json_value.h"
#include "os/file.h"
#include "os/open_file.h"
#include "wire/html_images.h"
#include "wire/import.h"
#include "wire/picture_file.h"

#include <sodium.h>

/* A name of so many bytes may be escaped to three times as many. */
enum { SHOWN_NAME_MAX_BYTES = 60, HEAD_MAX_BYTES = 3 * SHOWN_NAME_MAX_BYTES + 40, REASON_MAX_BYTES = 60 };

/* What all hrefs of an item share. */
struct embedding {
        const char *folder;
        size_t room; /* bytes that the item may still grow by */
        bool tells;  /* puts the reason in the place of what cannot be read */
        bool changed;
};

/* A path below the folder: no scheme, no root, no step upwards. */
static bool is_local_path(struct slice href)
{
        if (href.len == 0 || href.at[0] == '/' || slice_find(href, SLICE(":")) || memchr(href.at, '\0', href.len))
                return false;
        while (href.len)
                if (slice_eq(slice_cut(&href, '/'), SLICE(".."))) return false;
        return true;
}

static bool needs_no_escape(char c)
{
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_';
}

static void add_escaped(struct buf *href, struct slice text)
{
        for (size_t i = 0; i < text.len; i++) {
                if (needs_no_escape(text.at[i]))
                        buf_add_char(href, text.at[i]);
                else
                        buf_add_format(href, "%%%02X", (unsigned)(unsigned char)text.at[i]);
        }
}

/* The file's name, so that a refusal can say which one it is. */
static void add_name(struct buf *href, struct slice path)
{
        struct slice name = path;
        while (path.len)
                name = slice_cut(&path, '/');
        if (name.len == 0 || name.len > SHOWN_NAME_MAX_BYTES) return;
        buf_add_text(href, "name=");
        add_escaped(href, name);
        buf_add_char(href, ';');
}

static json_t *data_href(struct slice path, struct slice bytes)
{
        size_t size = sodium_base64_ENCODED_LEN(bytes.len, sodium_base64_VARIANT_ORIGINAL);
        CLEANUP(buf_clear) struct buf href = BUF_INIT(HEAD_MAX_BYTES + size);
        buf_add_text(&href, "data:;");
        add_name(&href, path);
        buf_add_text(&href, "base64,");
        char *base64 = buf_reserve(&href, size);
        must(base64 != NULL);
        sodium_bin2base64(base64, size, (const unsigned char *)bytes.at, bytes.len, sodium_base64_VARIANT_ORIGINAL);
        href.len += size - 1; /* the NUL behind it */
        return json_from_slice(buf_slice(&href));
}

static json_t *unread_href(struct slice path, struct slice reason)
{
        CLEANUP(buf_clear) struct buf href = BUF_INIT(HEAD_MAX_BYTES + 3 * REASON_MAX_BYTES);
        buf_add_text(&href, PICTURE_UNREAD_HREF);
        add_escaped(&href, reason);
        buf_add_char(&href, ';');
        add_name(&href, path);
        buf_add_char(&href, ',');
        return json_from_slice(buf_slice(&href));
}

static void put_field(struct embedding *e, json_t *owner, const char *field, json_t *value)
{
        e->changed = true;
        json_put(owner, field, value);
}

/* NULL: it is not to be told. */
static json_t *reason_href(struct embedding *e, struct slice path, struct err err)
{
        enum { GROWTH_BYTES = HEAD_MAX_BYTES + 3 * REASON_MAX_BYTES };
        CLEANUP(buf_clear) struct buf reason = BUF_INIT(REASON_MAX_BYTES + 1);
        if (!e->tells || e->room < GROWTH_BYTES) return NULL;
        if (err.code == ERR_NOT_FOUND)
                buf_add_text(&reason, "there is no such file");
        else if (err.code == ERR_DENIED)
                buf_add_text(&reason, "it is a link or lies behind one; copy the file");
        else if (err.code == ERR_INVALID)
                buf_add_text(&reason, "it is no file");
        else if (err.code == ERR_FULL)
                buf_add_text(&reason, "larger than can be kept");
        else
                buf_add_format(&reason, "it cannot be read: %s", strerror(err.os_errno));
        e->room -= GROWTH_BYTES;
        return unread_href(path, buf_slice(&reason));
}

/* Whoever wrote the item may have put a link beside it, too: to what only the one who imports may read. */
static struct err read_beside(const struct embedding *e, struct slice path, struct buf *ret)
{
        CLEANUP(fd_closep) int fd = -1;
        uint64_t size;
        TRY(file_open_beneath(e->folder, path, &fd, &size));
        return file_read_open(fd, ret);
}

/* The file, or why not, as what is to stand in the place of its path; NULL: the path stays. */
static json_t *href_of(struct embedding *e, struct slice href)
{
        if (!is_local_path(href)) return NULL;
        CLEANUP(buf_clear) struct buf bytes = BUF_INIT(IMPORT_PICTURE_MAX_BYTES);
        struct err err = read_beside(e, href, &bytes);
        size_t growth = sodium_base64_ENCODED_LEN(bytes.len, sodium_base64_VARIANT_ORIGINAL) + HEAD_MAX_BYTES;
        if (err.code == OK && growth > e->room) err = ERR(ERR_FULL, "put a picture into its item");
        if (err.code != OK) return reason_href(e, href, err);
        e->room -= growth;
        return data_href(href, buf_slice(&bytes));
}

static void embed_field(struct embedding *e, json_t *owner, const char *field)
{
        json_t *href = href_of(e, json_to_slice(json_object_get(owner, field)));
        if (href) put_field(e, owner, field, href);
}

static void embed_href(struct embedding *e, json_t *owner)
{
        embed_field(e, owner, "href");
}

static void embed_picture(struct embedding *e, json_t *creative)
{
        embed_field(e, creative, "picture");
}

/* `list` is an array or, in old items, an object by name; anything else has no elements. */
static void embed_each(struct embedding *e, json_t *list, void (*embed)(struct embedding *, json_t *))
{
        for (size_t i = 0; i < json_array_size(list); i++)
                embed(e, json_array_get(list, i));
        for (void *i = json_object_iter(list); i; i = json_object_iter_next(list, i))
                embed(e, json_object_iter_value(i));
}

static void embed_association(struct embedding *e, json_t *association)
{
        embed_href(e, association);
        embed_each(e, json_object_get(association, "renditions"), embed_href);
}

/* ---- images in bodies ---- */

static bool is_letter(char c, char small)
{
        return (c | 0x20) == small;
}

/* Whether it is worth a parser's time. */
static bool may_have_images(struct slice text)
{
        for (size_t i = 0; i + 3 <= text.len; i++)
                if (is_letter(text.at[i], 'i') && is_letter(text.at[i + 1], 'm') && is_letter(text.at[i + 2], 'g'))
                        return true;
        return false;
}

/* Copies what stands before the image's address, and the picture in the place of that; nothing when it has none. */
static void embed_image(struct embedding *e, const struct html_image *image, struct slice *rest, struct buf *ret)
{
        CLEANUP(json_decrefp) json_t *href = href_of(e, image->src);
        if (!href) return;
        buf_add(ret, (struct slice){rest->at, (size_t)(image->written.at - rest->at)});
        buf_add_char(ret, '"');
        buf_add(ret, json_to_slice(href));
        buf_add_char(ret, '"');
        *rest = slice_skip(*rest, (size_t)(image->written.at - rest->at) + image->written.len);
}

/* By its content type, which in ninjs 2.x is spelt in small letters. */
static bool is_plain_text(json_t *body)
{
        json_t *type = json_object_get(body, "contentType");
        if (!type) type = json_object_get(body, "contenttype");
        return slice_starts_with(json_to_slice(type), SLICE("text/plain"));
}

/* HTML that the parser gives up on stays as it is: whoever takes the item refuses it. */
static void embed_images_of(struct embedding *e, json_t *owner, const char *field)
{
        struct slice html = json_to_slice(json_object_get(owner, field)), rest = html;
        if (!may_have_images(html)) return;
        CLEANUP(html_parser_clear) struct html_parser parser = {0};
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf changed = BUF_INIT(html.len + e->room);
        const GumboNode *root = html_parse(&parser, html);
        struct html_image *images = NULL;
        size_t count = root ? html_images_find(root, &arena, &images) : 0, room = e->room;
        for (size_t i = 0; i < count; i++)
                embed_image(e, &images[i], &rest, &changed);
        buf_add(&changed, rest);
        if (e->room < room && !changed.full) put_field(e, owner, field, json_from_slice(buf_slice(&changed)));
}

static void embed_images(struct embedding *e, json_t *body)
{
        if (!is_plain_text(body)) embed_images_of(e, body, "value");
}

static void embed_text(struct embedding *e, json_t *text)
{
        embed_images_of(e, text, "html");
}

static void embed_page(struct embedding *e, json_t *page)
{
        embed_each(e, page, embed_text);
}

static int append_bytes(const char *bytes, size_t len, void *ret)
{
        buf_add(ret, (struct slice){bytes, len});
        return 0;
}

void item_pictures_embed(struct buf *item, const char *folder)
{
        if (!slice_find(buf_slice(item), SLICE("\"href\"")) && !may_have_images(buf_slice(item))) return;
        CLEANUP(json_decrefp) json_t *json = json_loadb(item->at, item->len, 0, NULL);
        struct embedding e = {.folder = folder, .room = item->max - item->len, .tells = true};
        embed_each(&e, json_object_get(json, "associations"), embed_association);
        embed_each(&e, json_object_get(json, "bodies"), embed_images);
        if (!e.changed) return;

        struct buf changed = BUF_INIT(item->max);
        must(json_dump_callback(json, append_bytes, &changed, JSON_COMPACT) == 0);
        if (changed.full) {
                buf_clear(&changed);
                return;
        }
        buf_clear(item);
        *item = changed;
}

void settings_pictures_embed(json_t *document, const char *folder)
{
        struct embedding e = {.folder = folder, .room = IMPORT_ITEM_MAX_BYTES};
        json_t *creatives = json_object_get(document, "creatives");
        if (json_is_array(creatives)) embed_each(&e, creatives, embed_picture);
        embed_each(&e, json_object_get(document, "pages"), embed_page);
        embed_each(&e, json_object_get(document, "support"), embed_text);
}
