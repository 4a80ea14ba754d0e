/* The audit, for reading: who did what to what, when and from where; by person, act, article and days, newest first.
 * What it has by numbers is told by names: an article is found by its headline, too. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/me.h"
#include "desk/people_roles.h"
#include "desk/setting.h"
#include "desk/structure.h"
#include "store/plan.h"
#include "store/publication.h"
#include "store/work_list.h"

#include <jansson.h>
#include <stdlib.h>

enum { ROWS_A_PAGE = 50, DETAIL_SHOWN_MAX_BYTES = 16000, DAY_MAX_BYTES = 10, ACT_MAX_BYTES = 60, ARTICLES_FOUND = 20 };

/* ---- what the address asks for ---- */

static uint64_t number_of(struct slice text)
{
        uint64_t number = 0;
        return slice_to_u64(text, INT64_MAX, &number) ? number : 0;
}

/* "2026-11-24", `days` later, as its first moment; 0 when it is no day. */
static int64_t day_start(struct visit *v, struct slice text, int days)
{
        if (text.len != DAY_MAX_BYTES) return 0;
        uint64_t year = number_of(slice_cut(&text, '-'));
        uint64_t month = number_of(slice_cut(&text, '-'));
        uint64_t day = number_of(text);
        if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return 0;
        return language_day_start(v->texts, (int)year, (int)month, (int)day + days);
}

struct asked {
        struct audit_filter filter;
        struct slice from, until; /* days, as they were typed */
        struct slice article;     /* likewise: its headline or a part of it, its number, or its address at the desk */
        struct work_rows found;   /* what has such a headline */
};

/* "12", or ".../articles/12", as the browser's line has it. */
static int64_t article_of(struct slice text)
{
        static const char step[] = "/articles/";
        const char *found = slice_find(text, slice_of(step));
        if (found) text = slice_skip(text, (size_t)(found - text.at) + strlen(step));
        return (int64_t)number_of(slice_cut(&text, '/'));
}

static struct asked read_asked(struct visit *v)
{
        struct asked asked = {.from = visit_query(v, "from"),
                              .until = visit_query(v, "until"),
                              .article = slice_trim(visit_query(v, "article"))};
        struct slice act = visit_query(v, "act");
        asked.filter = (struct audit_filter){
                .before = (int64_t)number_of(visit_query(v, "before")),
                .person = (int64_t)number_of(visit_query(v, "person")),
                .act = act.len <= ACT_MAX_BYTES ? act : SLICE(""),
                .from_ms = day_start(v, asked.from, 0),
                .before_ms = day_start(v, asked.until, 1),
                .object = article_of(asked.article),
                .limit = ROWS_A_PAGE + 1,
        };
        return asked;
}

/* By its headline, where it is no number and no address: the one that has it, else several to choose from. */
static struct err find_article(struct visit *v, struct asked *asked)
{
        struct work_filter filter = {.view = WORK_ALL, .text = asked->article, .limit = ARTICLES_FOUND};
        bool is_sought = asked->article.len && !asked->filter.object;
        if (is_sought) TRY(store_work_list(visit_store(v), &filter, visit_arena(v), &asked->found));
        filter.is_discarded = true;
        if (is_sought && asked->found.count == 0)
                TRY(store_work_list(visit_store(v), &filter, visit_arena(v), &asked->found));
        if (asked->found.count == 1) asked->filter.object = asked->found.at[0].article;
        if (asked->filter.object) asked->filter.object_kind = SLICE("article");
        return NO_ERR;
}

/* ---- values ---- */

/* Acts are literals of whoever does them; those that have no words here yet are shown as they are. */
static json_t *act_value(struct visit *v, struct slice act)
{
        struct slice key = arena_format(visit_arena(v), "did_%.*s", SLICE_ARGS(act));
        json_t *words = json_object_get(language_texts(v->texts), key.at);
        return words ? json_incref(words) : text_value(act);
}

static struct slice name_of(const struct people *people, int64_t id)
{
        for (size_t i = 0; i < people->count; i++)
                if (people->at[i].id == id) return people->at[i].name;
        return SLICE("");
}

/* What an article is called now at the desk, or by readers where the desk never opened it; the number of what is not
 * there. */
static struct slice article_name(struct visit *v, int64_t article)
{
        struct work work = {0};
        struct published published = {0};
        struct err err = store_work_load(visit_store(v), article, v->now_ms, visit_arena(v), &work);
        if (err.code == ERR_NOT_FOUND) err = store_load(visit_store(v), article, visit_arena(v), &published);
        if (err.code == OK && work.text.headline.len) return work.text.headline;
        if (err.code == OK && published.article.headline.len) return published.article.headline;
        if (err.code == OK) return visit_text(v, "no_headline");
        return arena_format(visit_arena(v), "%lld", (long long)article);
}

/* Editions, their fronts and their bars have the number of the edition, which nobody knows it by. */
static json_t *of_edition_value(struct visit *v, const struct audit_row *row)
{
        const struct edition *edition = newsroom_edition(visit_newsroom(v), (unsigned)row->object);
        bool is_front = slice_eq(row->object_kind, SLICE("front"));
        json_t *href = json_null();
        if (is_front && visit_may(v, MAY_FRONT, edition->id))
                href = text_value(
                        arena_format(visit_arena(v), "/front/history?edition=%.*s", SLICE_ARGS(edition->code)));
        return json_pack("{s:o, s:o}", "name", text_value(edition->code), "href", href);
}

static bool is_of_edition(struct visit *v, const struct audit_row *row)
{
        bool is_kind = slice_eq(row->object_kind, SLICE("front")) || slice_eq(row->object_kind, SLICE("breaking")) ||
                       slice_eq(row->object_kind, SLICE("edition"));
        return is_kind && row->object > 0 && (size_t)row->object <= visit_newsroom(v)->edition_count;
}

/* The catalogue's words for a key; the text itself where it has none. */
static struct slice words_for(struct visit *v, struct slice key, struct slice otherwise)
{
        const json_t *words = json_object_get(language_texts(v->texts), key.at);
        return words ? (struct slice){json_string_value(words), json_string_length(words)} : otherwise;
}

/* "section 12", of what has no name of its own here. */
static struct slice thing_name(struct visit *v, const struct audit_row *row)
{
        struct slice key = arena_format(visit_arena(v), "kind_%.*s", SLICE_ARGS(row->object_kind));
        struct slice kind = words_for(v, key, row->object_kind);
        return arena_format(visit_arena(v), "%.*s %lld", SLICE_ARGS(kind), (long long)row->object);
}

/* As it is called now, with the way to its day. */
static json_t *plan_value(struct visit *v, const struct audit_row *row)
{
        struct plan plan;
        if (store_load_plan(visit_store(v), row->object, visit_arena(v), &plan).code != OK)
                return json_pack("{s:o, s:n}", "name", text_value(thing_name(v, row)), "href");
        struct slice href =
                arena_format(visit_arena(v), "/board?day=%.*s#plan-%lld", SLICE_ARGS(plan.day), (long long)plan.id);
        return json_pack("{s:o, s:o}", "name", text_value(plan.title), "href", text_value(href));
}

static json_t *object_value(struct visit *v, const struct audit_row *row, const struct people *people)
{
        if (row->object == 0) return json_null();
        if (is_of_edition(v, row)) return of_edition_value(v, row);
        if (slice_eq(row->object_kind, SLICE("plan"))) return plan_value(v, row);
        bool is_article = slice_eq(row->object_kind, SLICE("article"));
        bool is_person = slice_eq(row->object_kind, SLICE("person"));
        struct slice name = is_person    ? name_of(people, row->object)
                            : is_article ? article_name(v, row->object)
                                         : thing_name(v, row);
        json_t *href = json_null();
        if (is_article) href = text_value(arena_format(visit_arena(v), "/articles/%lld", (long long)row->object));
        if (is_person && visit_may_use(v, MAY_PEOPLE))
                href = text_value(arena_format(visit_arena(v), "/people/%lld", (long long)row->object));
        return json_pack("{s:o, s:o}", "name", text_value(name), "href", href);
}

static bool is_moment(struct slice name)
{
        return slice_ends_with(name, SLICE("_ms")) && !slice_eq(name, SLICE("late_ms"));
}

static void write_moment(struct visit *v, int64_t ms, struct buf *ret)
{
        if (ms == 0) {
                buf_add_text(ret, "—");
        } else {
                language_write_date(v->texts, ms, DATE_SHORT_DAY, ret);
                buf_add_text(ret, ", ");
                language_write_date(v->texts, ms, DATE_CLOCK, ret);
        }
}

/* "words.uk, hub": parts of the settings. */
static void write_parts(struct visit *v, struct slice parts, struct buf *ret)
{
        for (size_t i = 0; parts.len; i++) {
                if (i) buf_add_text(ret, ", ");
                setting_write_part(v, slice_trim(slice_cut(&parts, ',')), ret);
        }
}

static void write_roles_of_keys(struct visit *v, struct slice keys, struct buf *ret)
{
        struct person_roles roles;
        buf_add(ret, roles_read_keys(v, keys, &roles) ? roles_in_words(v, &roles) : keys);
}

/* "reporter:uk", or "reporter:uk → editor:*". */
static void write_roles(struct visit *v, struct slice text, struct buf *ret)
{
        static const struct slice arrow = {" → ", sizeof " → " - 1};
        const char *found = slice_find(text, arrow);
        size_t before_len = found ? (size_t)(found - text.at) : text.len;
        write_roles_of_keys(v, (struct slice){text.at, before_len}, ret);
        if (!found) return;
        buf_add(ret, arrow);
        write_roles_of_keys(v, slice_skip(text, before_len + arrow.len), ret);
}

static struct slice section_name(struct visit *v, int64_t id)
{
        const struct section *section =
                id > 0 && id <= SECTION_MAX ? newsroom_section(visit_newsroom(v), (unsigned)id) : NULL;
        if (section) return section_title(v, section);
        return id ? arena_format(visit_arena(v), "%lld", (long long)id) : SLICE("—");
}

/* "3,1,2", a menu. */
static void write_sections(struct visit *v, struct slice ids, struct buf *ret)
{
        for (size_t i = 0; ids.len; i++) {
                if (i) buf_add_text(ret, ", ");
                buf_add(ret, section_name(v, (int64_t)number_of(slice_cut(&ids, ','))));
        }
}

/* What is written down by its number; false: nothing is. */
static bool write_named(struct visit *v, struct slice name, const json_t *value, struct buf *ret)
{
        bool is_section = slice_eq(name, SLICE("section")) || slice_eq(name, SLICE("section_before"));
        if (json_is_integer(value) && is_section) {
                buf_add(ret, section_name(v, json_integer_value(value)));
                return true;
        }
        if (!json_is_string(value)) return false;
        const struct slice text = slice_of(json_string_value(value));
        bool is_menu = slice_eq(name, SLICE("menu")), is_article = slice_eq(name, SLICE("translated_from"));
        if (is_menu) write_sections(v, text, ret);
        if (is_article) buf_add(ret, article_name(v, (int64_t)number_of(text)));
        return is_menu || is_article;
}

static void write_value(struct visit *v, struct slice name, const json_t *value, struct buf *ret)
{
        if (write_named(v, name, value, ret)) return;
        if (json_is_string(value) && slice_eq(name, SLICE("part"))) {
                write_parts(v, slice_of(json_string_value(value)), ret);
                return;
        }
        if (json_is_integer(value) && is_moment(name)) {
                write_moment(v, json_integer_value(value), ret);
                return;
        }
        if (json_is_string(value) && slice_eq(name, SLICE("roles"))) {
                write_roles(v, slice_of(json_string_value(value)), ret);
                return;
        }
        char *written = json_is_string(value) ? NULL : json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
        struct slice text = slice_of(written ? written : json_string_value(value));
        struct slice key = arena_format(visit_arena(v), "detail_%.*s_%.*s", SLICE_ARGS(name), SLICE_ARGS(text));
        buf_add(ret, words_for(v, key, text));
        free(written);
}

/* "way: passkey", of {"way": "passkey"}, in the words of who reads. */
static struct slice detail_in_words(struct visit *v, struct slice detail)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(DETAIL_SHOWN_MAX_BYTES);
        const char *name;
        json_t *value, *object = json_loadb(detail.at, detail.len, 0, NULL);
        json_object_foreach(object, name, value)
        {
                if (json_is_string(value) && json_string_length(value) == 0) continue;
                struct slice key = arena_format(visit_arena(v), "detail_%s", name);
                struct slice called = words_for(v, key, slice_of(name));
                buf_add_format(&text, "%s%.*s: ", text.len ? ", " : "", SLICE_ARGS(called));
                write_value(v, slice_of(name), value, &text);
        }
        json_decref(object);
        return text.full ? arena_format(visit_arena(v), "%.*s…", SLICE_ARGS(buf_slice(&text)))
                         : arena_copy(visit_arena(v), buf_slice(&text));
}

/* What nobody at the desk did: the clock, a command, or somebody who was not let in. */
static struct slice doer_of(struct visit *v, const struct audit_row *row, const struct people *people)
{
        if (row->person) return name_of(people, row->person);
        if (slice_eq(row->act, SLICE("join"))) return name_of(people, row->object);
        if (slice_eq(row->act, SLICE("appear"))) return visit_text(v, "log_clock");
        return visit_text(v, row->address.len ? "log_stranger" : "log_command_line");
}

static json_t *row_value(struct visit *v, const struct audit_row *row, const struct people *people)
{
        CLEANUP(buf_clear) struct buf iso = BUF_INIT(100);
        language_write_date(v->texts, row->time_ms, DATE_ISO, &iso);
        json_t *value = json_object();
        json_object_set_new(value, "number", json_integer(row->number));
        json_object_set_new(value, "time", moment_value(v, row->time_ms));
        json_object_set_new(value, "time_iso", text_value(buf_slice(&iso)));
        json_object_set_new(value, "who", text_value(doer_of(v, row, people)));
        json_object_set_new(value, "act", act_value(v, row->act));
        json_object_set_new(value, "object", object_value(v, row, people));
        json_object_set_new(value, "address", text_value(row->address));
        json_object_set_new(value, "detail", text_value(detail_in_words(v, row->detail)));
        return value;
}

static json_t *choices(const struct people *people, int64_t chosen)
{
        json_t *list = json_array();
        for (size_t i = 0; i < people->count; i++)
                json_array_append_new(list, json_pack("{s:I, s:o, s:b}", "id", (json_int_t)people->at[i].id, "name",
                                                      text_value(people->at[i].name), "is_chosen",
                                                      people->at[i].id == chosen));
        return list;
}

/* All acts that have words, by those. */
static json_t *acts(struct visit *v, struct slice chosen)
{
        const char *key;
        json_t *words, *list = json_array();
        json_object_foreach((json_t *)(uintptr_t)language_texts(v->texts), key, words)
        {
                struct slice act = slice_skip(slice_of(key), strlen("did_"));
                if (!slice_starts_with(slice_of(key), SLICE("did_"))) continue;
                json_array_append_new(list, json_pack("{s:o, s:O, s:b}", "act", text_value(act), "name", words,
                                                      "is_chosen", slice_eq(act, chosen)));
        }
        return list;
}

static json_t *older_link(struct visit *v, const struct asked *asked, int64_t before)
{
        return text_value(
                arena_format(visit_arena(v), "/log?person=%lld&act=%.*s&article=%lld&from=%.*s&until=%.*s&before=%lld",
                             (long long)asked->filter.person, SLICE_ARGS(asked->filter.act),
                             (long long)asked->filter.object, asked->filter.from_ms ? DAY_MAX_BYTES : 0, asked->from.at,
                             asked->filter.before_ms ? DAY_MAX_BYTES : 0, asked->until.at, (long long)before));
}

/* What has the headline that was typed, each with the way to its history. */
static json_t *found_values(struct visit *v, const struct work_rows *found)
{
        json_t *list = json_array();
        for (size_t i = 0; i < found->count; i++) {
                const struct work_row *row = &found->at[i];
                const struct edition *edition = newsroom_edition(visit_newsroom(v), row->edition);
                json_array_append_new(list,
                                      json_pack("{s:I, s:o, s:o}", "id", (json_int_t)row->article, "name",
                                                text_value(row->headline), "language", text_value(edition->code)));
        }
        return list;
}

/* Whose history it is, or what the field of the article says and what is wrong with that. */
static void put_article(struct visit *v, const struct asked *asked, json_t *values)
{
        int64_t article = asked->filter.object;
        bool is_wrong = asked->article.len && !article;
        const char *fault = asked->found.count ? "log_article_several" : "log_article_fault";
        json_object_set_new(values, "article", text_value(asked->article));
        json_object_set_new(values, "article_fault", is_wrong ? text_value(visit_text(v, fault)) : json_null());
        json_object_set_new(values, "articles_found", found_values(v, &asked->found));
        json_object_set_new(values, "has_found", json_boolean(is_wrong && asked->found.count > 0));
        json_object_set_new(values, "history_of",
                            article ? json_pack("{s:I, s:o}", "id", (json_int_t)article, "name",
                                                text_value(article_name(v, article)))
                                    : json_null());
}

struct err handle_log(struct visit *v)
{
        struct audit_rows rows;
        struct people people;
        struct asked asked = read_asked(v);
        TRY(find_article(v, &asked));
        TRY(store_list_people(visit_store(v), visit_arena(v), &people));
        TRY(store_list_audit(visit_store(v), &asked.filter, visit_arena(v), &rows));
        size_t shown = rows.count < ROWS_A_PAGE ? rows.count : ROWS_A_PAGE;
        json_t *values = json_object(), *list = json_array(), *older = json_null();
        for (size_t i = 0; i < shown; i++)
                json_array_append_new(list, row_value(v, &rows.at[i], &people));
        if (rows.count > shown) older = older_link(v, &asked, rows.at[shown - 1].number);
        json_object_set_new(values, "rows", list);
        json_object_set_new(values, "has_rows", json_boolean(shown > 0));
        json_object_set_new(values, "older", older);
        json_object_set_new(values, "people", choices(&people, asked.filter.person));
        json_object_set_new(values, "acts", acts(v, asked.filter.act));
        put_article(v, &asked, values);
        json_object_set_new(values, "from", text_value(asked.from));
        json_object_set_new(values, "until", text_value(asked.until));
        return reply_page(v, 200, "log", values);
}
