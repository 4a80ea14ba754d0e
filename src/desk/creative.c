/* One creative: begun, copied, changed, ended, taken away; and how it will look. */
#include "desk/creative.h"

#include "desk/article.h"
#include "desk/edition_clock.h"
#include "desk/handlers.h"
#include "desk/preview.h"
#include "news/json_value.h"
#include "news/settings_part.h"
#include "publish/preview.h"
#include "store/counts.h"

enum { CREATIVE_SLUG_MAX_BYTES = 60, KEY_TRIES = 1000 };

static struct slice part_of(struct visit *v, struct slice key)
{
        return arena_format(visit_arena(v), "creatives.%.*s", SLICE_ARGS(key));
}

/* ---- the page ---- */

static struct creative_form begin_form(struct visit *v)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        struct creative_form form = {.slot = visit_query(v, "slot"), .weight = SLICE("1")};
        for (size_t i = 0; i < newsroom->edition_count; i++)
                if (visit_may(v, MAY_COMMERCIAL, newsroom->editions[i].id))
                        form.editions |= UINT32_C(1) << (newsroom->editions[i].id - 1);
        if (form.slot.len == 0) form.slot = SLICE("article");
        return form;
}

/* A copy is a new one, of which nothing was counted. */
struct err handle_creative(struct visit *v)
{
        struct slice key = visit_query(v, "key"), copied = visit_query(v, "copy");
        const struct creative *c = settings_creative(&visit_newsroom(v)->settings, key.len ? key : copied);
        if (!c && (key.len || copied.len)) return reply_refused(v, 404, "refused_missing");
        if (c && !setting_may(v, part_of(v, c->key))) return reply_not_allowed(v, MAY_COMMERCIAL);
        struct creative_form form = c ? creative_form_of(v, c) : begin_form(v);
        if (!key.len) form.key = SLICE("");
        return creative_show(v, 200, &form);
}

/* ---- saving ---- */

static struct err is_key_free(struct visit *v, struct slice key, bool *ret)
{
        bool was_counted = false;
        TRY(store_has_counts(visit_store(v), key, &was_counted));
        *ret = !was_counted && !settings_creative(&visit_newsroom(v)->settings, key);
        return NO_ERR;
}

/* From its title; what was ever counted keeps its key for itself. */
static struct err make_key(struct visit *v, struct slice title, struct slice *ret)
{
        CLEANUP(buf_clear) struct buf slug = BUF_INIT(CREATIVE_SLUG_MAX_BYTES + 1);
        const struct edition *first = &visit_newsroom(v)->editions[0];
        language_write_slug(first->code, title, CREATIVE_SLUG_MAX_BYTES, &slug);
        if (slug.len == 0) buf_add_text(&slug, "creative");
        for (unsigned number = 1; number < KEY_TRIES; number++) {
                bool is_free = false;
                *ret = number == 1 ? arena_copy(visit_arena(v), buf_slice(&slug))
                                   : arena_format(visit_arena(v), "%s-%u", buf_text(&slug), number);
                TRY(is_key_free(v, *ret, &is_free));
                if (is_free) return NO_ERR;
        }
        return ERR(ERR_FULL, "find a free key for a creative");
}

static bool may_editions(struct visit *v, uint32_t editions)
{
        bool may = true;
        for (unsigned id = 1; id <= EDITION_MAX; id++)
                if (editions >> (id - 1) & 1) may &= visit_may(v, MAY_COMMERCIAL, id);
        return may;
}

static struct err save(struct visit *v, struct creative_form *form)
{
        struct setting_answer answer;
        bool is_new = form->key.len == 0;
        if (is_new && form->title.len == 0) {
                form->fault_field = SLICE("title");
                return creative_show(v, 422, form);
        }
        struct creative_form whole = *form;
        if (is_new) TRY(make_key(v, form->title, &whole.key));
        json_t *value = creative_value(v, &whole);
        form->fault_field = whole.fault_field;
        form->fault_key = whole.fault_key;
        if (!value) return creative_show(v, 422, form);
        const struct setting_change change = {.part = part_of(v, whole.key),
                                              .value = value,
                                              .begun_from = setting_begun_from(v),
                                              .act = is_new ? "begin-creative" : "change-creative"};
        TRY(setting_put(v, &change, &answer));
        if (answer.outcome == SETTING_DONE)
                return reply_go(v, "/slots/creative?key=%.*s&done=saved", SLICE_ARGS(whole.key));
        form->fault_field = answer.outcome == SETTING_REFUSED && answer.field.len == 0 ? SLICE("whole") : answer.field;
        form->is_conflict = answer.outcome == SETTING_CONFLICT;
        return creative_show(v, form->is_conflict ? 409 : 422, form);
}

/* Somebody may have taken away what was being changed: then it is there again. */
struct err handle_save_creative(struct visit *v)
{
        struct creative_form form = creative_form_asked(v);
        bool may = form.key.len == 0 || setting_may(v, part_of(v, form.key));
        if (!may || !may_editions(v, form.editions)) return reply_not_allowed(v, MAY_COMMERCIAL);
        return save(v, &form);
}

/* ---- ending, taking away ---- */

/* NULL, and answered, when there is none such or the person may not. */
static const struct creative *creative_asked(struct visit *v, struct err *ret)
{
        struct slice key = visit_field(v, "key");
        const struct creative *c = settings_creative(&visit_newsroom(v)->settings, key);
        if (c && setting_may(v, part_of(v, key))) return c;
        *ret = c ? reply_not_allowed(v, MAY_COMMERCIAL) : reply_refused(v, 404, "refused_missing");
        return NULL;
}

static struct err put_or_refuse(struct visit *v, const struct setting_change *change, bool *ret_done)
{
        struct setting_answer answer;
        TRY(setting_put(v, change, &answer));
        *ret_done = answer.outcome == SETTING_DONE;
        if (*ret_done) return NO_ERR;
        return answer.outcome == SETTING_CONFLICT ? reply_refused(v, 409, "setting_moved")
                                                  : reply_refused(v, 422, "fault_setting");
}

/* Now; one that has not begun yet has no time left to be shown in. */
struct err handle_end_creative(struct visit *v)
{
        struct err err = NO_ERR;
        int64_t number;
        json_t *value = NULL;
        bool is_done = false;
        const struct creative *c = creative_asked(v, &err);
        if (!c) return err;
        struct slice key = arena_copy(visit_arena(v), c->key);
        bool has_begun = c->from_ms < v->now_ms;
        TRY(setting_now(v, part_of(v, key), &value, &number));
        json_t *ended = json_deep_copy(value);
        json_decref(value);
        if (!has_begun) json_put(ended, "from", text_value(clock_iso(v, v->now_ms - 1000)));
        json_put(ended, "until", text_value(clock_iso(v, v->now_ms)));
        const struct setting_change change = {
                .part = part_of(v, key), .value = ended, .begun_from = setting_begun_from(v), .act = "end-creative"};
        err = put_or_refuse(v, &change, &is_done);
        return is_done ? reply_go(v, "/slots/creative?key=%.*s&done=ended", SLICE_ARGS(key)) : err;
}

struct err handle_remove_creative(struct visit *v)
{
        struct err err = NO_ERR;
        bool is_done = false;
        const struct creative *c = creative_asked(v, &err);
        if (!c) return err;
        struct slice key = arena_copy(visit_arena(v), c->key);
        const struct setting_change change = {
                .part = part_of(v, key), .begun_from = setting_begun_from(v), .act = "remove-creative"};
        err = put_or_refuse(v, &change, &is_done);
        return is_done ? reply_go(v, "/slots?done=removed&part=creatives.%.*s", SLICE_ARGS(key)) : err;
}

/* ---- how it looks ---- */

static struct err read_creative(struct visit *v, json_t *value, struct settings *ret, bool *ret_sound)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(2000);
        json_t *document = json_pack("{s:[o]}", "creatives", value);
        struct err err = settings_read(document, visit_newsroom(v), visit_arena(v), ret, &why);
        json_decref(document);
        *ret_sound = err.code == OK && ret->creative_count == 1;
        return err.code == ERR_INVALID ? NO_ERR : err;
}

/* What is not filled in yet is shown as a dash, so that the rest can be seen. */
static struct creative_form filled(struct creative_form form)
{
        if (form.key.len == 0) form.key = SLICE("preview");
        if (form.title.len == 0) form.title = SLICE("\xe2\x80\x94");
        form.url = SLICE("/");
        form.weight = SLICE("1");
        form.from = form.until = SLICE("");
        if (form.picture.len && form.picture_alt.len == 0) form.picture_alt = SLICE("\xe2\x80\x94");
        return form;
}

/* Within the frame, where no page of the desk may stand. */
static struct err reply_no_preview(struct visit *v)
{
        struct desk_reply *r = &v->errand->reply;
        reply_as_readers_see_it(r);
        r->status = 422;
        r->type = "text/plain; charset=utf-8";
        buf_add(&r->body, visit_text(v, "creative_no_preview"));
        return BUF_OK(&r->body, "say that there is no preview");
}

struct err handle_preview_creative(struct visit *v)
{
        struct settings read = {0};
        bool is_sound = false;
        struct creative_form form = filled(creative_form_asked(v));
        TRY(read_creative(v, creative_value(v, &form), &read, &is_sound));
        if (!is_sound) return reply_no_preview(v);
        const struct slot_preview preview = {.edition = creative_edition(visit_newsroom(v), form.editions)->id,
                                             .creative = &read.creatives[0],
                                             .now_ms = v->now_ms};
        struct desk_reply *r = &v->errand->reply;
        TRY(publish_slot_preview(writer_publisher(v->desk->writer), &preview, &r->body));
        reply_as_readers_see_it(r);
        return NO_ERR;
}
