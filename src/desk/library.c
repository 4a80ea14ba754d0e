/* The library's page: the pictures that are kept, the newest first, what is said of each and where it is shown. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/list.h"
#include "desk/pictures.h"
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

/* The one that is described goes on where it was. */
static struct err put_pictures(struct visit *v, const struct library_pictures *pictures, json_t *values)
{
        json_t *list = json_array();
        json_object_set_new(values, "pictures", list);
        for (size_t i = 0; i < pictures->count; i++) {
                const struct picture *picture = &pictures->at[i].picture;
                json_t *value = picture_value(&pictures->at[i]);
                json_array_append_new(list, value);
                json_object_set_new(value, "is_illustration", json_boolean(picture->kind == PICTURE_ILLUSTRATION));
                json_object_set_new(value, "number", json_integer((json_int_t)i));
                json_object_set_new(value, "lacks_words",
                                    json_boolean(picture->alt.len == 0 || picture->credit.len == 0));
                TRY(put_places(v, picture->asset, value));
        }
        return NO_ERR;
}

json_t *picture_texts(struct visit *v)
{
        static const char *const keys[] = {
                "picture_uploading",
                "picture_developing",
                "picture_offline",
                "picture_refused_line",
                "picture_refused_large",
                "session_ended",
                "choose_picture",
                "picture_upload",
                "library_search_hint",
                "library_empty",
                "empty_found",
                "search",
                "cancel",
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

struct err handle_library(struct visit *v)
{
        struct library_pictures pictures;
        const struct library_search search = read_asked(v);
        TRY(store_find_pictures(visit_store(v), &search, visit_arena(v), &pictures));
        json_t *values = json_object(), *older = json_null();
        json_object_set_new(values, "upload_texts", picture_texts(v));
        json_object_set_new(values, "find", text_value(search.text));
        json_object_set_new(values, "has_pictures", json_boolean(pictures.count > 0));
        json_object_set_new(values, "empty_text",
                            text_value(visit_text(v, search.text.len ? "empty_found" : "library_empty")));
        if (pictures.has_more)
                older = json_pack("{s:I, s:o}", "from", (json_int_t)pictures.next.ms, "behind",
                                  text_value(pictures.next.asset));
        json_object_set_new(values, "older", older);
        struct err err = put_pictures(v, &pictures, values);
        if (err.code == OK) return reply_page(v, 200, "library", values);
        json_decref(values);
        return err;
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

static struct err describe(struct visit *v, void *context)
{
        const struct picture *picture = context;
        TRY(store_describe_picture(visit_store(v), picture));
        return visit_note(v, "describe",
                          &(struct noted){.kind = "picture", .detail = visit_detail(v, "asset", picture->asset)});
}

static bool fits(struct slice text, size_t max_bytes)
{
        return text.len <= max_bytes && text_is_line(text);
}

struct err handle_describe_picture(struct visit *v)
{
        struct picture picture = {
                .asset = v->errand->steps[0],
                .caption = visit_field(v, "caption"),
                .credit = visit_field(v, "credit"),
                .alt = visit_field(v, "alt"),
                .kind = visit_field(v, "illustration").len ? PICTURE_ILLUSTRATION : PICTURE_PHOTO,
        };
        if (!fits(picture.caption, CAPTION_MAX_BYTES) || !fits(picture.credit, CREDIT_MAX_BYTES) ||
            !fits(picture.alt, ALT_MAX_BYTES))
                return reply_refused(v, 422, "library_words_refused");
        struct err err = in_transaction(v, describe, &picture);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        return reply_go(v, "/pictures#p-%.*s", SLICE_ARGS(picture.asset));
}
