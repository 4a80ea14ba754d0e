/* Pictures at the desk: brought by a browser as raw bytes, developed by a hand (hands.h), shown to who works here, and
 * the library of them all. Readers get a picture only when something that is published shows it (publish/pictures.c).
 */
#include "desk/pictures.h"

#include "desk/article.h"
#include "desk/handlers.h"
#include "media/about.h"
#include "media/folder.h"
#include "media/limits.h"
#include "news/picture_type.h"
#include "news/rendition.h"
#include "news/text.h"
#include "os/file.h"
#include "store/library.h"
#include "writer/darkroom.h"

enum { WHY_MAX_BYTES = 1000, FILE_NAME_MAX_BYTES = 200, THUMBNAIL_WIDTH = 480 };

/* ---- bringing one: the hand's part ---- */

struct development {
        struct errand *errand;
        const char *media_folder;
        struct library_picture picture;
        const char *refusal; /* a key of the desk's texts; NULL: it is kept */
        struct err err;      /* the machine's fault */
};

/* What the header tells already is told in words of its own. */
static const char *refusal_of(const struct picture_type *type)
{
        if (!type->taken) return "picture_refused_type";
        if (picture_is_too_small(type->width, type->height)) return "picture_refused_small";
        if (picture_is_too_long(type->width, type->height)) return "picture_refused_long";
        bool is_large = type->width > PICTURE_SIDE_MAX || type->height > PICTURE_SIDE_MAX ||
                        (uint64_t)type->width * type->height > PICTURE_PIXELS_MAX;
        return is_large ? "picture_refused_large" : "picture_refused_broken";
}

static struct err develop(struct development *d, struct slice bytes)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(WHY_MAX_BYTES);
        char digest[ABOUT_DIGEST_BYTES];
        struct arena *a = &d->errand->arena;
        const struct picture_type type = picture_type_of(bytes);
        const struct picture_keeper keeper = darkroom_keeper(d->media_folder);
        struct kept_picture kept = {0};
        about_digest(bytes, digest);
        const struct picture_file file = {.asset = arena_copy(a, slice_of(digest)), .bytes = bytes};
        struct err err = type.taken ? keeper.keep(keeper.context, &file, a, &kept, &why)
                                    : ERR(ERR_INVALID, "take a picture of this type");
        if (err.code == ERR_INVALID) d->refusal = refusal_of(&type);
        if (err.code) return err.code == ERR_INVALID ? NO_ERR : err;
        d->picture.picture = (struct picture){.asset = file.asset,
                                              .media_type = slice_of(type.media_type),
                                              .width = kept.width,
                                              .height = kept.height,
                                              .caption = kept.caption,
                                              .credit = kept.credit};
        return NO_ERR;
}

static void work_on_picture(void *task)
{
        struct development *d = task;
        const struct errand *e = d->errand;
        CLEANUP(buf_clear) struct buf bytes = BUF_INIT(PICTURE_FILE_MAX_BYTES);
        d->err = e->body_fd < 0 ? NO_ERR : file_read_open(e->body_fd, &bytes);
        if (d->err.code == OK) d->err = develop(d, e->body_fd < 0 ? e->body : buf_slice(&bytes));
}

/* ---- bringing one: the writer's part ---- */

json_t *picture_value(const struct library_picture *picture)
{
        const struct picture *p = &picture->picture;
        json_t *value = json_object();
        json_object_set_new(value, "asset", text_value(p->asset));
        json_object_set_new(value, "media_type", text_value(p->media_type));
        json_object_set_new(value, "width", json_integer(p->width));
        json_object_set_new(value, "height", json_integer(p->height));
        json_object_set_new(value, "kind", json_string(p->kind == PICTURE_ILLUSTRATION ? "illustration" : "photo"));
        json_object_set_new(value, "caption", text_value(p->caption));
        json_object_set_new(value, "credit", text_value(p->credit));
        json_object_set_new(value, "alt", text_value(p->alt));
        json_object_set_new(value, "name", text_value(picture->name));
        return value;
}

bool picture_moves(struct visit *v, const struct picture *picture)
{
        struct about about;
        bool may_move =
                slice_eq(picture->media_type, SLICE("image/gif")) || slice_eq(picture->media_type, SLICE("image/webp"));
        if (!may_move) return false;
        struct err err =
                media_folder_read(writer_media_folder(v->desk->writer), picture->asset, visit_arena(v), &about);
        return err.code == OK && about.moves;
}

static struct err add(struct visit *v, void *context)
{
        const struct library_picture *picture = context;
        TRY(store_add_picture(visit_store(v), picture));
        return visit_note(
                v, "upload",
                &(struct noted){.kind = "picture", .detail = visit_detail(v, "asset", picture->picture.asset)});
}

static struct err answer_kept(struct visit *v)
{
        struct development *d = v->errand->task;
        struct library_picture known;
        TRY(d->err);
        if (d->refusal) return reply_refused(v, 422, d->refusal);
        struct err err = store_load_picture(visit_store(v), d->picture.picture.asset, visit_arena(v), &known);
        bool is_known = err.code == OK;
        if (!is_known && err.code != ERR_NOT_FOUND) return err;
        TRY(in_transaction(v, add, &d->picture));
        TRY(store_load_picture(visit_store(v), d->picture.picture.asset, visit_arena(v), &known));
        json_t *value = picture_value(&known);
        json_object_set_new(value, "moves", json_boolean(picture_moves(v, &known.picture)));
        json_object_set_new(value, "is_known", json_boolean(is_known));
        return reply_json(v, 200, value);
}

static bool is_taken(struct slice content_type)
{
        static const char *const types[] = {"image/jpeg", "image/png", "image/webp", "image/gif"};
        struct slice type = slice_trim(slice_cut(&content_type, ';'));
        for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
                if (slice_eq_nocase(type, slice_of(types[i]))) return true;
        return false;
}

struct err handle_upload(struct visit *v)
{
        if (!is_taken(v->errand->content_type)) return reply_refused(v, 415, "picture_refused_type");
        struct development *d = arena_alloc(visit_arena(v), sizeof *d);
        struct slice name = visit_query(v, "name");
        bool is_name = name.len <= FILE_NAME_MAX_BYTES && text_is_line(name);
        *d = (struct development){
                .errand = v->errand,
                .media_folder = writer_media_folder(v->desk->writer),
                .picture = {.name = is_name ? name : SLICE(""), .added_ms = v->now_ms, .added_by = v->person->id}};
        return visit_hand_over(v, work_on_picture, d, answer_kept);
}

/* ---- showing one ---- */

struct thumbnail {
        struct errand *errand;
        const char *media_folder;
        struct slice asset;
        unsigned width; /* of the rendition; 0: that of a thumbnail */
        struct err err;
};

static struct err read_thumbnail(const struct thumbnail *t, struct arena *a, struct buf *ret)
{
        struct about about;
        unsigned widths[RENDITIONS_MAX];
        if (t->width) return media_folder_rendition(t->media_folder, t->asset, t->width, ret);
        TRY(media_folder_read(t->media_folder, t->asset, a, &about));
        size_t count = rendition_widths(about.width, widths), i = 0;
        if (count == 0) return ERR(ERR_NOT_FOUND, "find a rendition");
        while (i + 1 < count && widths[i] < THUMBNAIL_WIDTH)
                i++;
        return media_folder_rendition(t->media_folder, t->asset, widths[i], ret);
}

static void work_on_thumbnail(void *task)
{
        struct thumbnail *t = task;
        t->err = read_thumbnail(t, &t->errand->arena, &t->errand->reply.body);
}

static struct err answer_thumbnail(struct visit *v)
{
        const struct thumbnail *t = v->errand->task;
        if (t->err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(t->err);
        v->errand->reply.status = 200;
        v->errand->reply.type = "image/webp";
        return NO_ERR;
}

/* The disk is read by a hand, too: a page of the library asks for many at once. */
struct err handle_picture(struct visit *v)
{
        struct slice asset = v->errand->steps[0];
        struct thumbnail *t = arena_alloc(visit_arena(v), sizeof *t);
        *t = (struct thumbnail){
                .errand = v->errand, .media_folder = writer_media_folder(v->desk->writer), .asset = asset};
        return visit_hand_over(v, work_on_thumbnail, t, answer_thumbnail);
}

/* The address that a rendition has on the site, for the preview of what is not there yet. Browsers choose the WebP. */
struct err handle_rendition(struct visit *v)
{
        struct slice rest = v->errand->steps[1], number = slice_cut(&rest, '.');
        uint64_t width = 0;
        bool is_width = slice_to_u64(number, RENDITION_WIDTH_MAX, &width) && width;
        if (!is_width || !slice_eq(rest, SLICE("webp"))) return reply_refused(v, 404, "refused_missing");
        struct thumbnail *t = arena_alloc(visit_arena(v), sizeof *t);
        *t = (struct thumbnail){.errand = v->errand,
                                .media_folder = writer_media_folder(v->desk->writer),
                                .asset = v->errand->steps[0],
                                .width = (unsigned)width};
        return visit_hand_over(v, work_on_thumbnail, t, answer_thumbnail);
}
