/* The library's page: the pictures that are kept, the newest first, what is said of each and where it is shown. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/joining.h"
#include "desk/list.h"
#include "desk/pictures.h"
#include "media/folder.h"
#include "news/rendition.h"
#include "news/text.h"

#include <stdlib.h>

enum { PICTURES_A_PAGE = 48, PLACES_MAX = 8 };

static struct library_search read_asked(struct visit *v)
{
        uint64_t ms = 0;
        slice_to_u64(visit_query(v, "from"), INT64_MAX, &ms);
        return (struct library_search){
                .text = visit_query(v, "find"),
                .from = {(int64_t)ms, visit_query(v, "behind")},
                .limit = PICTURES_A_PAGE,
        };
}

/* What readers do not see there is told with what keeps it from them. */
static struct slice note_of(struct visit *v, const struct picture_place *place)
{
        if (place->state != STATE_PUBLISHED) return visit_text(v, list_state_key(place->state));
        return place->is_shown ? SLICE("") : visit_text(v, "changed_since");
}

static json_t *place_value(struct visit *v, const struct picture_place *place)
{
        struct slice headline = place->headline.len ? place->headline : visit_text(v, "no_headline");
        return json_pack("{s:I, s:b, s:o, s:o}", "article", (json_int_t)place->article, "is_open",
                         (int)visit_may(v, MAY_WRITE_OWN, place->edition), "headline", text_value(headline), "note",
                         text_value(note_of(v, place)));
}

static struct err put_places(struct visit *v, struct slice asset, json_t *value)
{
        struct picture_places places;
        TRY(store_picture_places(visit_store(v), asset, PLACES_MAX, visit_arena(v), &places));
        json_t *list = json_array();
        bool may_read =
                visit_may(v, MAY_WRITE_OWN, 0); /* texts, drafts among them, are not for who brings pictures alone */
        for (size_t i = 0; may_read && i < places.count; i++)
                json_array_append_new(list, place_value(v, &places.at[i]));
        json_object_set_new(value, "places", list);
        json_object_set_new(value, "is_used", json_boolean(places.count > 0));
        return NO_ERR;
}

/* What is said of one, as somebody typed it; somebody else said something else meanwhile of what is torn. */
struct described {
        const struct library_picture *before;
        struct picture picture;
        bool is_caption_torn, is_credit_torn, is_alt_torn;
};

static json_t *torn_value(struct visit *v, bool is_torn, struct slice now)
{
        return is_torn ? text_value(torn_text(v, now)) : json_null();
}

/* `typed`: what was not taken, or NULL. What the picture says while the form is made goes along. */
static json_t *form_of(struct visit *v, const struct picture *now, const struct described *typed)
{
        const struct picture *said = typed ? &typed->picture : now;
        json_t *was = json_pack("{s:o, s:o, s:o, s:b}", "caption", text_value(now->caption), "credit",
                                text_value(now->credit), "alt", text_value(now->alt), "is_illustration",
                                (int)(now->kind == PICTURE_ILLUSTRATION));
        return json_pack("{s:b, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "is_open", typed != NULL, "was", was,
                         "caption", text_value(said->caption), "credit", text_value(said->credit), "alt",
                         text_value(said->alt), "is_illustration", (int)(said->kind == PICTURE_ILLUSTRATION),
                         "caption_torn", torn_value(v, typed && typed->is_caption_torn, now->caption), "credit_torn",
                         torn_value(v, typed && typed->is_credit_torn, now->credit), "alt_torn",
                         torn_value(v, typed && typed->is_alt_torn, now->alt));
}

/* Its largest rendition's width; null: there is none. */
static json_t *largest_value(const struct picture *picture)
{
        unsigned widths[RENDITIONS_MAX];
        size_t count = rendition_widths(picture->width, widths);
        return count ? json_integer(widths[count - 1]) : json_null();
}

/* The one that is described goes on where it was. */
static struct err put_pictures(struct visit *v, const struct library_pictures *pictures, const struct described *typed,
                               json_t *values)
{
        json_t *list = json_array();
        json_object_set_new(values, "pictures", list);
        for (size_t i = 0; i < pictures->count; i++) {
                const struct picture *picture = &pictures->at[i].picture;
                json_t *value = picture_value(&pictures->at[i]);
                json_array_append_new(list, value);
                json_object_set_new(value, "form", form_of(v, picture, typed));
                json_object_set_new(value, "number", json_integer((json_int_t)i));
                json_object_set_new(value, "moves", json_boolean(picture_moves(v, picture)));
                json_object_set_new(value, "largest", largest_value(picture));
                json_object_set_new(value, "lacks_words",
                                    json_boolean(picture->alt.len == 0 || picture->credit.len == 0));
                TRY(put_places(v, picture->asset, value));
        }
        return NO_ERR;
}

json_t *picture_texts(struct visit *v)
{
        static const char *const keys[] = {
                "picture_uploading",    "picture_developing",    "picture_offline", "library_moves",  "library_known",
                "picture_refused_line", "picture_refused_large", "session_ended",   "choose_picture", "picture_upload",
                "library_search_hint",  "library_empty",         "empty_found",     "search",         "cancel",
        };
        json_t *texts = json_object();
        for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
                json_object_set_new(texts, keys[i], text_value(visit_text(v, keys[i])));
        char *written = json_dumps(texts, JSON_COMPACT);
        json_decref(texts);
        json_t *value = json_string(written ? written : "{}");
        free(written);
        return value;
}

/* `typed`: of the only picture, what was not taken; or NULL. */
static struct err show(struct visit *v, const struct library_pictures *pictures, struct slice find,
                       const struct described *typed)
{
        json_t *values = json_object(), *older = json_null();
        json_object_set_new(values, "upload_texts", picture_texts(v));
        json_object_set_new(values, "find", text_value(find));
        json_object_set_new(values, "has_pictures", json_boolean(pictures->count > 0));
        json_object_set_new(values, "is_changed", json_boolean(typed != NULL));
        json_object_set_new(values, "empty_text",
                            text_value(visit_text(v, find.len ? "empty_found" : "library_empty")));
        if (pictures->has_more)
                older = json_pack("{s:I, s:o}", "from", (json_int_t)pictures->next.ms, "behind",
                                  text_value(pictures->next.asset));
        json_object_set_new(values, "older", older);
        struct err err = put_pictures(v, pictures, typed, values);
        if (err.code == OK) return reply_page(v, typed ? 409 : 200, "library", values);
        json_decref(values);
        return err;
}

struct err handle_library(struct visit *v)
{
        struct library_pictures pictures;
        const struct library_search search = read_asked(v);
        TRY(store_find_pictures(visit_store(v), &search, visit_arena(v), &pictures));
        return show(v, &pictures, search.text, NULL);
}

/* For choosing one in an article. */
struct err handle_find_pictures(struct visit *v)
{
        struct library_pictures pictures;
        const struct library_search search = read_asked(v);
        TRY(store_find_pictures(visit_store(v), &search, visit_arena(v), &pictures));
        json_t *found = json_array();
        for (size_t i = 0; i < pictures.count; i++)
                json_array_append_new(found, picture_value(&pictures.at[i]));
        return reply_json(v, 200, json_pack("{s:o, s:b}", "found", found, "has_more", (int)pictures.has_more));
}

/* ---- what is said of one ---- */

static struct slice kind_key(enum picture_kind kind)
{
        return kind == PICTURE_ILLUSTRATION ? SLICE("illustration") : SLICE("photo");
}

static struct err describe(struct visit *v, void *context)
{
        const struct described *d = context;
        const struct picture *before = &d->before->picture, *after = &d->picture;
        TRY(store_describe_picture(visit_store(v), after));
        json_t *detail = json_pack("{s:o}", "asset", text_value(after->asset));
        if (d->before->name.len) json_object_set_new(detail, "name", text_value(d->before->name));
        note_change(v, detail, "caption", before->caption, after->caption);
        note_change(v, detail, "credit", before->credit, after->credit);
        note_change(v, detail, "alt", before->alt, after->alt);
        if (before->kind != after->kind) json_object_set_new(detail, "kind", text_value(kind_key(after->kind)));
        return visit_note(v, "describe", &(struct noted){.kind = "picture", .detail = visit_details(v, detail)});
}

static bool fits(struct slice text, size_t max_bytes)
{
        return text.len <= max_bytes && text_is_line(text);
}

/* What is typed, joined with what others said of the picture since the form was made. */
static struct described read_form(struct visit *v, const struct library_picture *kept)
{
        const struct picture *now = &kept->picture;
        struct described d = {.before = kept, .picture = *now};
        d.picture.caption = join_field(v, "caption", visit_field(v, "caption"), now->caption, &d.is_caption_torn);
        d.picture.credit = join_field(v, "credit", visit_field(v, "credit"), now->credit, &d.is_credit_torn);
        d.picture.alt = join_field(v, "alt", visit_field(v, "alt"), now->alt, &d.is_alt_torn);
        bool is_illustration =
                join_box(v, "illustration", visit_field(v, "illustration").len > 0, now->kind == PICTURE_ILLUSTRATION);
        d.picture.kind = is_illustration ? PICTURE_ILLUSTRATION : PICTURE_PHOTO;
        return d;
}

struct err handle_describe_picture(struct visit *v)
{
        struct library_picture kept;
        struct err err = store_load_picture(visit_store(v), v->errand->steps[0], visit_arena(v), &kept);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        struct described d = read_form(v, &kept);
        if (!fits(d.picture.caption, CAPTION_MAX_BYTES) || !fits(d.picture.credit, CREDIT_MAX_BYTES) ||
            !fits(d.picture.alt, ALT_MAX_BYTES))
                return reply_refused(v, 422, "library_words_refused");
        if (d.is_caption_torn || d.is_credit_torn || d.is_alt_torn)
                return show(v, &(struct library_pictures){.at = &kept, .count = 1}, SLICE(""), &d);
        TRY(in_transaction(v, describe, &d));
        return reply_go(v, "/pictures#p-%.*s", SLICE_ARGS(d.picture.asset));
}
