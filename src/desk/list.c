/* The list of articles: what there is, newest change first, by state and by what one looks for. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/siblings.h"
#include "store/find.h"
#include "store/publication.h"
#include "store/work_list.h"

#include <stdio.h>

enum { ROWS_A_PAGE = 50, FOUND_MAX = 8 };

static const struct tab {
        const char *name, *text_key;
        enum work_view view;
        enum article_state state;
        enum work_stage stage; /* STAGE_NONE: any */
} tabs[] = {
        {"", "tab_all", WORK_ALL, 0, STAGE_NONE},
        {"mine", "tab_mine", WORK_OF_PERSON, 0, STAGE_NONE},
        {"draft", "tab_draft", WORK_UNPUBLISHED, STATE_DRAFT, STAGE_NONE},
        {"review", "tab_review", WORK_ALL, 0, STAGE_REVIEW},
        {"approved", "tab_approved", WORK_ALL, 0, STAGE_APPROVED},
        {"scheduled", "tab_scheduled", WORK_SCHEDULED, 0, STAGE_NONE},
        {"live", "tab_live", WORK_ALL, STATE_PUBLISHED, STAGE_NONE},
        {"withdrawn", "tab_withdrawn", WORK_UNPUBLISHED, STATE_WITHDRAWN, STAGE_NONE},
};
enum { TABS = sizeof tabs / sizeof tabs[0] };

static const struct tab *find_tab(struct slice name)
{
        for (size_t i = 0; i < TABS; i++)
                if (slice_eq(slice_of(tabs[i].name), name)) return &tabs[i];
        return &tabs[0];
}

static unsigned number_of(struct slice text)
{
        uint64_t number = 0;
        return slice_to_u64(text, UINT32_MAX, &number) ? (unsigned)number : 0;
}

/* What the address asks for. */
struct asked {
        const struct tab *tab;
        struct work_filter filter;
};

static struct asked read_asked(struct visit *v)
{
        struct asked asked = {.tab = find_tab(visit_query(v, "state"))};
        uint64_t ms = 0, article = 0;
        slice_to_u64(visit_query(v, "from"), INT64_MAX, &ms);
        slice_to_u64(visit_query(v, "behind"), INT64_MAX, &article);
        asked.filter = (struct work_filter){
                .view = asked.tab->view,
                .state = asked.tab->state,
                .stage = asked.tab->stage,
                .person = v->person->id,
                .edition = number_of(visit_query(v, "edition")),
                .section = number_of(visit_query(v, "section")),
                .text = visit_query(v, "find"),
                .from = {(int64_t)ms, (int64_t)article},
                .limit = ROWS_A_PAGE,
        };
        return asked;
}

/* ---- values ---- */

static json_t *tabs_of(struct visit *v, const struct tab *here)
{
        json_t *list = json_array();
        for (size_t i = 0; i < TABS; i++) {
                struct slice href = arena_format(visit_arena(v), "/?state=%s", tabs[i].name);
                json_array_append_new(list, json_pack("{s:s, s:o, s:b}", "href", href.at, "name",
                                                      text_value(visit_text(v, tabs[i].text_key)), "is_here",
                                                      &tabs[i] == here));
        }
        return list;
}

static json_t *editions_of(struct visit *v, unsigned chosen)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                json_array_append_new(list, json_pack("{s:i, s:o, s:b}", "id", (int)edition->id, "name",
                                                      text_value(edition->code), "is_chosen", edition->id == chosen));
        }
        return list;
}

/* A section's name in the person's language where it has one, else in any. */
static struct slice section_name(struct visit *v, const struct section *section)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct edition *own = newsroom_edition_for(newsroom, v->person->language);
        if (own && section->names[own->id - 1].len) return section->names[own->id - 1];
        for (size_t i = 0; i < newsroom->edition_count; i++)
                if (section->names[i].len) return section->names[i];
        return section->key;
}

static json_t *sections_of(struct visit *v, unsigned chosen)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->section_count; i++) {
                const struct section *section = &newsroom->sections[i];
                if (!section_is_there(section)) continue;
                json_array_append_new(list, json_pack("{s:i, s:o, s:b}", "id", (int)section->id, "name",
                                                      text_value(section_name(v, section)), "is_chosen",
                                                      section->id == chosen));
        }
        return list;
}

/* Names of persons, each loaded once a page. */
struct names {
        int64_t ids[ROWS_A_PAGE * 2];
        struct slice names[ROWS_A_PAGE * 2];
        size_t count;
};

static struct slice name_of(struct visit *v, struct names *names, int64_t id)
{
        struct person person;
        for (size_t i = 0; i < names->count; i++)
                if (names->ids[i] == id) return names->names[i];
        bool is_known = id && store_load_person(visit_store(v), id, visit_arena(v), &person).code == OK;
        must(names->count < sizeof names->ids / sizeof names->ids[0]);
        names->ids[names->count] = id;
        names->names[names->count] = is_known ? person.name : SLICE("");
        return names->names[names->count++];
}

void put_time(struct visit *v, json_t *row, int64_t ms)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(200), iso = BUF_INIT(100);
        struct local_time then = language_local(v->texts, ms), now = language_local(v->texts, v->now_ms);
        bool is_today = then.year == now.year && then.month == now.month && then.day == now.day;
        if (!is_today) {
                language_write_date(v->texts, ms, DATE_SHORT_DAY, &text);
                buf_add_text(&text, ", ");
        }
        language_write_date(v->texts, ms, DATE_CLOCK, &text);
        language_write_date(v->texts, ms, DATE_ISO, &iso);
        json_object_set_new(row, "time", text_value(buf_slice(&text)));
        json_object_set_new(row, "time_iso", text_value(buf_slice(&iso)));
}

static const char *state_key(enum article_state state)
{
        static const char *const keys[] = {"", "state_1", "state_2", "state_3", "state_4", "state_5", "state_6"};
        return keys[state];
}

static json_t *row_value(struct visit *v, const struct work_row *row, struct names *names)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct edition *edition = newsroom_edition(newsroom, row->edition);
        const struct section *section = newsroom_section(newsroom, row->section);
        json_t *value = json_object(), *editing = json_null();
        json_object_set_new(value, "id", json_integer(row->article));
        json_object_set_new(value, "headline", text_value(row->headline));
        json_object_set_new(value, "language", text_value(edition->code));
        json_object_set_new(value, "section", text_value(section ? section_name(v, section) : SLICE("")));
        json_object_set_new(value, "no_picture", json_boolean(row->picture.len == 0));
        json_object_set_new(value, "state", json_integer(row->state));
        json_object_set_new(value, "state_name", text_value(visit_text(v, state_key(row->state))));
        json_object_set_new(value, "is_breaking", json_boolean(row->urgency == URGENCY_BREAKING));
        json_object_set_new(value, "is_changed",
                            json_boolean(row->state == STATE_PUBLISHED && row->newest > row->version));
        json_object_set_new(value, "who", text_value(name_of(v, names, row->saved_by)));
        if (row->claim_by && v->now_ms - row->claim_seen_ms < CLAIM_MAX_MS)
                editing = json_pack("{s:o}", "name", text_value(name_of(v, names, row->claim_by)));
        json_object_set_new(value, "editing", editing);
        put_time(v, value, row->state == STATE_SCHEDULED ? row->embargo_ms : row->changed_ms);
        return value;
}

static struct err add_row(struct visit *v, const struct work_row *row, struct names *names, json_t *list)
{
        json_t *value = row_value(v, row, names), *siblings = NULL;
        json_array_append_new(list, value);
        TRY(siblings_value(v, row->story, row->article, &siblings));
        json_object_set_new(value, "siblings", siblings);
        return NO_ERR;
}

static struct err put_rows(struct visit *v, const struct asked *asked, const struct work_rows *rows, json_t *values)
{
        struct names names = {.count = 0};
        json_t *list = json_array();
        for (size_t i = 0; i < rows->count; i++)
                TRY(add_row(v, &rows->at[i], &names, list));
        json_object_set_new(values, "rows", list);
        json_object_set_new(values, "has_rows", json_boolean(rows->count > 0));
        bool is_filtered =
                asked->filter.text.len || asked->filter.edition || asked->filter.section || *asked->tab->name;
        json_object_set_new(values, "empty_text", text_value(visit_text(v, is_filtered ? "empty_found" : "empty_all")));
        json_t *older = json_null();
        if (rows->has_more) {
                struct slice href =
                        arena_format(visit_arena(v), "/?state=%s&edition=%u&section=%u&from=%lld&behind=%lld",
                                     asked->tab->name, asked->filter.edition, asked->filter.section,
                                     (long long)rows->next.ms, (long long)rows->next.article);
                older = text_value(href);
        }
        json_object_set_new(values, "older", older);
        return NO_ERR;
}

struct err handle_list(struct visit *v)
{
        struct work_rows rows;
        struct asked asked = read_asked(v);
        TRY(store_work_list(visit_store(v), &asked.filter, visit_arena(v), &rows));
        json_t *values = json_object();
        json_object_set_new(values, "tabs", tabs_of(v, asked.tab));
        json_object_set_new(values, "editions", editions_of(v, asked.filter.edition));
        json_object_set_new(values, "sections", sections_of(v, asked.filter.section));
        json_object_set_new(values, "filter",
                            json_pack("{s:s, s:o}", "state", asked.tab->name, "find", text_value(asked.filter.text)));
        TRY(put_rows(v, &asked, &rows, values));
        return reply_page(v, 200, "list", values);
}

/* ---- for typing ahead ---- */

struct err handle_find_articles(struct visit *v)
{
        struct work_rows rows;
        const struct work_filter filter = {
                .view = WORK_ALL,
                .state = STATE_PUBLISHED,
                .edition = number_of(visit_query(v, "edition")),
                .text = visit_query(v, "find"),
                .limit = FOUND_MAX,
        };
        TRY(store_work_list(visit_store(v), &filter, visit_arena(v), &rows));
        json_t *found = json_array();
        for (size_t i = 0; i < rows.count; i++) {
                struct published published;
                TRY(store_load(visit_store(v), rows.at[i].article, visit_arena(v), &published));
                json_array_append_new(found, json_pack("{s:o, s:o}", "uri", text_value(published.article.uri),
                                                       "headline", text_value(rows.at[i].headline)));
        }
        return reply_json(v, 200, json_pack("{s:o}", "found", found));
}

struct err handle_find_names(struct visit *v)
{
        struct shelves shelves;
        bool is_author = slice_eq(visit_query(v, "kind"), SLICE("author"));
        const struct shelf_search search = {
                .kind = is_author ? SHELF_PERSON : SHELF_TOPIC,
                .edition = number_of(visit_query(v, "edition")),
                .text = visit_query(v, "find"),
                .limit = FOUND_MAX,
        };
        TRY(store_find_shelves(visit_store(v), &search, visit_arena(v), &shelves));
        json_t *found = json_array();
        for (size_t i = 0; i < shelves.count; i++) {
                json_t *one = json_pack("{s:o, s:o}", "name", text_value(shelves.at[i].name), "uri",
                                        text_value(shelves.at[i].uri));
                if (!is_author) json_object_set_new(one, "kind", json_string("subject"));
                json_array_append_new(found, one);
        }
        return reply_json(v, 200, json_pack("{s:o}", "found", found));
}
