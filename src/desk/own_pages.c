/* The newsroom's own pages: about, contacts, rules; by name and edition, in the order in which the foot links them. */
#include "desk/setting.h"

#include "desk/article.h"
#include "desk/body_field.h"
#include "desk/handlers.h"
#include "http/form.h"
#include "news/address.h"
#include "news/json_value.h"

enum { PAGE_NAME_MAX_BYTES = 80 };

/* As typed. */
struct page_form {
        const struct edition *edition;
        struct slice name, title;
        json_t *body;       /* owned */
        bool is_kept;       /* it is there already; its name stays */
        struct slice fault; /* a field; empty: none */
        const char *fault_key;
        bool is_conflict;
};

static void page_form_clear(struct page_form *form)
{
        json_decref(form->body);
}

static const struct static_page *page_named(const struct settings *settings, struct slice name)
{
        for (size_t i = 0; i < settings->page_count; i++)
                if (slice_eq(settings->pages[i].slug, name)) return &settings->pages[i];
        return NULL;
}

static bool is_there(struct visit *v, struct slice name, const struct edition *edition)
{
        const struct static_page *page = page_named(&visit_newsroom(v)->settings, name);
        return page && page->texts[edition->id - 1].title.len;
}

static struct slice part_of(struct visit *v, const struct page_form *form)
{
        return arena_format(visit_arena(v), "pages.%.*s.%.*s", SLICE_ARGS(form->name), SLICE_ARGS(form->edition->code));
}

/* ---- the list ---- */

static json_t *texts_of(struct visit *v, const struct static_page *page)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                struct slice title = page->texts[edition->id - 1].title;
                bool may = visit_may(v, MAY_SETTINGS, edition->id);
                if (!may && title.len == 0) continue;
                json_append(list, json_pack("{s:o, s:o, s:b, s:b}", "code", text_value(edition->code), "title",
                                            text_value(title), "is_missing", title.len == 0, "may", may));
        }
        return list;
}

struct page_names {
        struct slice at[STATIC_PAGES_MAX];
        size_t count;
};

static void put_pages(struct visit *v, const struct page_names *names, json_t *values)
{
        json_t *list = json_array();
        for (size_t i = 0; i < names->count; i++) {
                const struct static_page *page = page_named(&visit_newsroom(v)->settings, names->at[i]);
                if (!page) continue;
                json_append(list,
                            json_pack("{s:o, s:o, s:o, s:I}", "name", text_value(page->slug), "page",
                                      text_value(page->slug), "texts", texts_of(v, page), "place", (json_int_t)i));
        }
        json_put(values, "pages", list);
        json_put(values, "has_pages", json_boolean(json_array_size(list) > 0));
        json_put(values, "has_order",
                 json_boolean(json_array_size(list) > 1 && setting_may_everywhere(v, MAY_SETTINGS)));
}

static struct page_names names_in_force(struct visit *v)
{
        const struct settings *settings = &visit_newsroom(v)->settings;
        struct page_names names = {.count = settings->page_count};
        for (size_t i = 0; i < settings->page_count; i++)
                names.at[i] = arena_copy(visit_arena(v), settings->pages[i].slug);
        return names;
}

static struct err show_list(struct visit *v, unsigned status, const struct page_names *names, bool is_conflict)
{
        json_t *values = json_object();
        put_pages(v, names, values);
        setting_put_tabs(v, "/pages", values);
        const struct edition *edition = setting_edition(v, MAY_SETTINGS, SLICE(""));
        if (edition) setting_put_editions(v, MAY_SETTINGS, edition, values);
        struct err err = is_conflict ? setting_put_theirs(v, SLICE("page_order"), values) : NO_ERR;
        if (err.code == OK) err = setting_put_done(v, values);
        if (err.code == OK) return reply_page(v, status, "own_pages", values);
        json_decref(values);
        return err;
}

struct err handle_own_pages(struct visit *v)
{
        const struct page_names names = names_in_force(v);
        return show_list(v, 200, &names, false);
}

/* ---- their order ---- */

static struct page_names names_asked(struct visit *v)
{
        struct http_form form;
        struct http_form_pair pair;
        struct page_names names = {.count = 0};
        http_form_init(&form, visit_has_form(v) ? v->errand->body : SLICE(""), visit_arena(v));
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR)
                if (slice_eq(pair.name, SLICE("name")) && names.count < STATIC_PAGES_MAX &&
                    page_named(&visit_newsroom(v)->settings, pair.value))
                        names.at[names.count++] = pair.value;
        return names;
}

static void arrange(struct page_names *names, struct slice act)
{
        struct slice about = act, name = slice_cut(&about, ':');
        uint64_t place = 0;
        if (!slice_to_u64(about, STATIC_PAGES_MAX, &place) || place >= names->count) return;
        uint64_t other = slice_eq(name, SLICE("up")) ? place - 1 : place + 1;
        if (other >= names->count) return;
        struct slice kept = names->at[place];
        names->at[place] = names->at[other];
        names->at[other] = kept;
}

static struct err save_order(struct visit *v, const struct page_names *names)
{
        struct setting_answer answer;
        json_t *list = json_array();
        for (size_t i = 0; i < names->count; i++)
                json_append(list, text_value(names->at[i]));
        const struct setting_change change = {
                .part = SLICE("page_order"), .value = list, .begun_from = setting_begun_from(v), .act = "order-pages"};
        TRY(setting_put(v, &change, &answer));
        if (answer.outcome == SETTING_DONE) return reply_go(v, "/pages?done=saved&part=page_order");
        if (answer.outcome == SETTING_CONFLICT) return show_list(v, 409, names, true);
        return reply_refused(v, 422, "fault_setting");
}

struct err handle_order_pages(struct visit *v)
{
        if (!setting_may_everywhere(v, MAY_SETTINGS)) return reply_not_allowed(v, MAY_SETTINGS);
        struct page_names names = names_asked(v);
        if (names.count == 0) return reply_refused(v, 422, "refused_request");
        if (slice_eq(visit_field(v, "do"), SLICE("save"))) return save_order(v, &names);
        arrange(&names, visit_field(v, "do"));
        return show_list(v, 200, &names, false);
}

/* ---- one page ---- */

static json_t *languages_of(struct visit *v, const struct page_form *form)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                if (!visit_may(v, MAY_SETTINGS, edition->id)) continue;
                json_append(list, json_pack("{s:o, s:o, s:b, s:b}", "code", text_value(edition->code), "name",
                                            text_value(edition->name), "is_here", edition == form->edition,
                                            "is_missing", !is_there(v, form->name, edition)));
        }
        return list;
}

/* What it is called on the site, whatever is being typed. */
static struct slice heading_of(struct visit *v, const struct page_form *form)
{
        if (!is_there(v, form->name, form->edition)) return visit_text(v, "page_new");
        return page_named(&visit_newsroom(v)->settings, form->name)->texts[form->edition->id - 1].title;
}

static struct err put_page(struct visit *v, const struct page_form *form, json_t *values)
{
        json_put(values, "name", text_value(form->name));
        json_put(values, "page", text_value(form->name)); /* within lists of names */
        json_put(values, "page_title", text_value(form->title));
        json_put(values, "is_kept", json_boolean(form->is_kept));
        json_put(values, "heading", text_value(heading_of(v, form)));
        json_put(values, "languages", languages_of(v, form));
        json_put(values, "edition", text_value(form->edition->code));
        json_put(values, "edition_name", text_value(form->edition->name));
        json_put(values, "prefix", text_value(address_page(visit_arena(v), form->edition, SLICE("\xe2\x80\xa6"))));
        body_field_put(v, form->edition, form->body, values);
        setting_put_tabs(v, "/pages", values);
        if (form->fault.len) setting_put_fault(v, "page", form->fault, values);
        if (form->fault_key)
                json_put(values, arena_format(visit_arena(v), "fault_%.*s", SLICE_ARGS(form->fault)).at,
                         text_value(visit_text(v, form->fault_key)));
        if (form->is_conflict) TRY(setting_put_theirs(v, part_of(v, form), values));
        return setting_put_frame(v, part_of(v, form), true, values);
}

static struct err show_page(struct visit *v, unsigned status, const struct page_form *form)
{
        json_t *values = json_object();
        struct err err = put_page(v, form, values);
        if (err.code == OK) return reply_page(v, status, "own_page", values);
        json_decref(values);
        return err;
}

/* Begun where there is none of that name yet; a language that is missing begins with the name that the others have. */
struct err handle_own_page(struct visit *v)
{
        CLEANUP(page_form_clear) struct page_form form = {.name = visit_query(v, "name")};
        form.edition = setting_edition(v, MAY_SETTINGS, visit_query(v, "edition"));
        if (!form.edition) return reply_not_allowed(v, MAY_SETTINGS);
        if (form.name.len > PAGE_NAME_MAX_BYTES) return reply_refused(v, 404, "refused_missing");
        const struct static_page *page = page_named(&visit_newsroom(v)->settings, form.name);
        const struct static_text *text = page ? &page->texts[form.edition->id - 1] : NULL;
        form.is_kept = text && text->title.len;
        if (form.is_kept) form.title = text->title;
        if (form.is_kept) form.body = body_to_json(&text->body);
        return show_page(v, 200, &form);
}

static struct slice name_from(struct visit *v, const struct page_form *form)
{
        CLEANUP(buf_clear) struct buf slug = BUF_INIT(PAGE_NAME_MAX_BYTES + 1);
        language_write_slug(form->edition->code, form->title, PAGE_NAME_MAX_BYTES, &slug);
        return arena_copy(visit_arena(v), buf_slice(&slug));
}

/* False, and answered, when there is no such edition or the person may not. */
static bool read_page(struct visit *v, struct page_form *form, struct err *ret)
{
        form->edition = newsroom_edition_for(visit_newsroom(v), visit_field(v, "edition"));
        form->name = setting_field(v, "name");
        bool may = form->edition && visit_may(v, MAY_SETTINGS, form->edition->id);
        if (!form->edition) *ret = reply_refused(v, 422, "refused_request");
        if (form->edition && !may) *ret = reply_not_allowed(v, MAY_SETTINGS);
        return may;
}

static struct err save_page(struct visit *v, struct page_form *form)
{
        struct setting_answer answer;
        unsigned edition = form->edition->id;
        struct slice code = arena_copy(visit_arena(v), form->edition->code);
        const struct setting_change change = {
                .part = part_of(v, form),
                .value = json_pack("{s:o, s:O}", "title", text_value(form->title), "body", form->body),
                .begun_from = setting_begun_from(v),
                .act = "change-page"};
        TRY(setting_put(v, &change, &answer));
        if (answer.outcome == SETTING_DONE)
                return reply_go(v, "/pages/edit?name=%.*s&edition=%.*s&done=saved", SLICE_ARGS(form->name),
                                SLICE_ARGS(code));
        form->edition = newsroom_edition(visit_newsroom(v), edition);
        form->is_conflict = answer.outcome == SETTING_CONFLICT;
        form->fault = answer.outcome == SETTING_REFUSED && answer.field.len == 0 ? SLICE("whole") : answer.field;
        return show_page(v, form->is_conflict ? 409 : 422, form);
}

struct err handle_save_own_page(struct visit *v)
{
        CLEANUP(page_form_clear) struct page_form form = {.is_kept = visit_field(v, "kept").len > 0};
        struct err err = NO_ERR;
        if (!read_page(v, &form, &err)) return err;
        form.title = setting_field(v, "title");
        form.body = body_field_asked(v);
        if (form.name.len == 0) form.name = name_from(v, &form);
        bool is_name =
                form.name.len && form.name.len <= PAGE_NAME_MAX_BYTES && !memchr(form.name.at, '.', form.name.len);
        if (!is_name) form.fault = form.title.len ? SLICE("name") : SLICE("title");
        if (is_name && !form.is_kept && is_there(v, form.name, form.edition)) {
                form.fault = SLICE("name");
                form.fault_key = "page_name_taken";
        }
        return form.fault.len ? show_page(v, 422, &form) : save_page(v, &form);
}

struct err handle_remove_own_page(struct visit *v)
{
        struct page_form form = {.name = SLICE("")};
        struct setting_answer answer;
        struct err err = NO_ERR;
        if (!read_page(v, &form, &err)) return err;
        if (!is_there(v, form.name, form.edition)) return reply_refused(v, 404, "refused_missing");
        struct slice part = part_of(v, &form);
        const struct setting_change change = {.part = part, .begun_from = setting_begun_from(v), .act = "remove-page"};
        TRY(setting_put(v, &change, &answer));
        if (answer.outcome == SETTING_DONE) return reply_go(v, "/pages?done=page_removed&part=%.*s", SLICE_ARGS(part));
        return answer.outcome == SETTING_CONFLICT ? reply_refused(v, 409, "setting_moved")
                                                  : reply_refused(v, 422, "fault_setting");
}
