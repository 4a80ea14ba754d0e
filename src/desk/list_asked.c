/* What somebody wants to see of the articles: a tab, and in each of them by language, section, author and words. */
#include "desk/list.h"
#include "desk/structure.h"
#include "store/discard.h"

#include <stdio.h>

enum { COUNT_MAX = 999 };

static const struct list_tab tabs[] = {
        {"", "tab_all", "empty_all", WORK_ALL, 0, STAGE_NONE},
        {"awaiting", "tab_awaiting", "empty_awaiting", WORK_AWAITING, 0, STAGE_NONE},
        {"mine", "tab_mine", "empty_mine", WORK_OF_PERSON, 0, STAGE_NONE},
        {"editing", "tab_editing", "empty_editing", WORK_CLAIMED, 0, STAGE_NONE},
        {"draft", "tab_draft", "empty_draft", WORK_UNPUBLISHED, STATE_DRAFT, STAGE_NONE},
        {"review", "tab_review", "empty_review", WORK_STAGED, 0, STAGE_REVIEW},
        {"approved", "tab_approved", "empty_approved", WORK_STAGED, 0, STAGE_APPROVED},
        {"scheduled", "tab_scheduled", "empty_scheduled", WORK_SCHEDULED, STATE_SCHEDULED, STAGE_NONE},
        {"live", "tab_live", "empty_live", WORK_ALL, STATE_PUBLISHED, STAGE_NONE},
        {"withdrawn", "tab_withdrawn", "empty_withdrawn", WORK_UNPUBLISHED, STATE_WITHDRAWN, STAGE_NONE},
        {"discarded", "tab_discarded", "empty_discarded", WORK_DISCARDED, 0, STAGE_NONE},
};
enum { TABS = sizeof tabs / sizeof tabs[0] };

/* Who may write in no edition is shown what readers have: unpublished work is for those who write. */
static bool is_reader(const struct visit *v)
{
        return !visit_may(v, MAY_WRITE_OWN, 0);
}

static bool is_shown(const struct visit *v, const struct list_tab *tab)
{
        return tab->state == STATE_PUBLISHED || !is_reader(v);
}

static const struct list_tab *find_tab(const struct visit *v, struct slice name)
{
        const struct list_tab *first = NULL;
        for (size_t i = 0; i < TABS; i++) {
                if (!is_shown(v, &tabs[i])) continue;
                if (slice_eq(slice_of(tabs[i].name), name)) return &tabs[i];
                if (!first) first = &tabs[i];
        }
        return first;
}

static uint64_t number_of(struct slice text, uint64_t max)
{
        uint64_t number = 0;
        return slice_to_u64(text, max, &number) ? number : 0;
}

/* ---- what is remembered ---- */

static struct err put_choice(struct visit *v, void *context)
{
        const struct list_choice *choice = context;
        return store_put_list_choice(visit_store(v), v->person->id, *choice);
}

/* A page's form says what it chooses, and that it does; any other address shows what was chosen last. */
static struct err settle_choice(struct visit *v, struct list_choice *ret)
{
        struct list_choice asked = {
                .edition = (unsigned)number_of(visit_query(v, "edition"), EDITION_MAX),
                .section = (unsigned)number_of(visit_query(v, "section"), SECTION_MAX),
                .author = (int64_t)number_of(visit_query(v, "author"), INT64_MAX),
        };
        bool chooses = asked.edition || asked.section || asked.author || visit_query(v, "choose").len;
        TRY(store_load_list_choice(visit_store(v), v->person->id, ret));
        bool is_same = asked.edition == ret->edition && asked.section == ret->section && asked.author == ret->author;
        if (!chooses || is_same) return NO_ERR;
        *ret = asked;
        return in_transaction(v, put_choice, ret);
}

/* ---- what is asked ---- */

static unsigned editions_with(const struct visit *v, enum permission permission)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        unsigned editions = 0;
        for (size_t i = 0; i < newsroom->edition_count; i++)
                if (visit_may(v, permission, newsroom->editions[i].id))
                        editions |= 1U << (newsroom->editions[i].id - 1);
        return editions;
}

/* An author's texts are walked by when they touched them, whatever the tab; its conditions hold all the same. */
static struct work_filter filter_of(struct visit *v, const struct list_tab *tab, const struct list_asked *asked)
{
        struct work_filter filter = {
                .view = tab->view,
                .state = tab->state,
                .stage = tab->stage,
                .person = v->person->id,
                .edition = asked->choice.edition,
                .section = asked->choice.section,
                .text = visit_query(v, "find"),
                .in_texts = true,
                .is_discarded = tab->view == WORK_DISCARDED,
                .is_of_readers = is_reader(v),
                .limit = ROWS_A_PAGE,
        };
        if (tab->view == WORK_CLAIMED) filter.claimed_after_ms = v->now_ms - CLAIM_MAX_MS;
        if (tab->view == WORK_AWAITING)
                filter.awaits = (struct work_waiting){v->person->id, editions_with(v, MAY_APPROVE),
                                                      editions_with(v, MAY_PUBLISH)};
        if (asked->is_by_time && tab->view == WORK_ALL) filter.view = WORK_BY_TIME;
        if (asked->choice.author && tab->view != WORK_OF_PERSON) {
                filter.view = WORK_OF_PERSON;
                filter.person = asked->choice.author;
        }
        return filter;
}

struct err list_read_asked(struct visit *v, struct list_asked *ret)
{
        *ret = (struct list_asked){
                .tab = find_tab(v, visit_query(v, "state")),
                .is_by_time = slice_eq(visit_query(v, "sort"), SLICE("time")),
        };
        TRY(settle_choice(v, &ret->choice));
        ret->filter = filter_of(v, ret->tab, ret);
        ret->filter.until_ns = clock_steady_ns() + SEARCH_MAX_NS;
        ret->filter.from = (struct work_place){(int64_t)number_of(visit_query(v, "from"), INT64_MAX),
                                               (int64_t)number_of(visit_query(v, "behind"), INT64_MAX)};
        return NO_ERR;
}

bool list_is_narrowed(const struct list_asked *asked)
{
        return asked->filter.text.len || asked->choice.edition || asked->choice.section || asked->choice.author;
}

/* ---- tabs ---- */

/* All, and all that is on the site, are counted for the whole newsroom alone: nothing else is known without walking
 * through them. */
static struct err count_tab(struct visit *v, const struct list_asked *asked, const struct list_tab *tab, json_t **ret)
{
        unsigned count = 0;
        struct store_counts counts;
        int64_t discarded = 0;
        struct work_filter filter = filter_of(v, tab, asked);
        *ret = json_null();
        if (tab->view == WORK_ALL && list_is_narrowed(asked)) return NO_ERR;
        if (tab->view == WORK_ALL) {
                TRY(store_count(visit_store(v), &counts));
                TRY(store_count_discarded(visit_store(v), &discarded));
                *ret = json_integer(tab->state ? counts.live : counts.articles - discarded);
                return NO_ERR;
        }
        filter.until_ns = asked->filter.until_ns;
        TRY(store_work_count(visit_store(v), &filter, COUNT_MAX + 1, &count));
        if (filter.text.len && clock_steady_ns() >= filter.until_ns) return NO_ERR; /* it would be of a part */
        struct slice text = arena_format(visit_arena(v), count > COUNT_MAX ? "%d+" : "%d",
                                         count > COUNT_MAX ? COUNT_MAX : (int)count);
        *ret = text_value(text);
        return NO_ERR;
}

static struct err put_tabs(struct visit *v, const struct list_asked *asked, json_t *values)
{
        json_t *list = json_array();
        json_object_set_new(values, "tabs", list);
        for (size_t i = 0; i < TABS; i++) {
                json_t *count = NULL;
                if (!is_shown(v, &tabs[i])) continue;
                struct slice href = arena_format(visit_arena(v), "/?state=%s", tabs[i].name);
                TRY(count_tab(v, asked, &tabs[i], &count));
                json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:b}", "href", text_value(href), "name",
                                                      text_value(visit_text(v, tabs[i].text_key)), "count", count,
                                                      "is_here", &tabs[i] == asked->tab));
        }
        return NO_ERR;
}

/* ---- what can be chosen ---- */

static json_t *option(int64_t id, struct slice name, bool is_chosen)
{
        return json_pack("{s:I, s:o, s:b}", "id", (json_int_t)id, "name", text_value(name), "is_chosen",
                         (int)is_chosen);
}

static json_t *editions_of(struct visit *v, unsigned chosen)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                json_array_append_new(list, option(edition->id, edition->code, edition->id == chosen));
        }
        return list;
}

static json_t *sections_of(struct visit *v, unsigned chosen)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->section_count; i++) {
                const struct section *section = &newsroom->sections[i];
                if (!section_is_there(section)) continue;
                json_array_append_new(list, option(section->id, section_title(v, section), section->id == chosen));
        }
        return list;
}

static struct err put_authors(struct visit *v, int64_t chosen, json_t *values)
{
        struct people people;
        TRY(store_list_people(visit_store(v), visit_arena(v), &people));
        json_t *list = json_array();
        for (size_t i = 0; i < people.count; i++)
                json_array_append_new(list, option(people.at[i].id, people.at[i].name, people.at[i].id == chosen));
        json_object_set_new(values, "authors", list);
        return NO_ERR;
}

struct err list_put_choices(struct visit *v, const struct list_asked *asked, json_t *values)
{
        json_object_set_new(values, "editions", editions_of(v, asked->choice.edition));
        json_object_set_new(values, "sections", sections_of(v, asked->choice.section));
        json_object_set_new(values, "sorts", json_boolean(asked->tab->view == WORK_ALL && !asked->choice.author));
        json_object_set_new(values, "is_narrowed", json_boolean(list_is_narrowed(asked)));
        json_object_set_new(values, "filter",
                            json_pack("{s:s, s:o, s:b, s:i, s:i, s:I}", "state", asked->tab->name, "find",
                                      text_value(asked->filter.text), "by_time", (int)asked->is_by_time, "edition",
                                      (int)asked->choice.edition, "section", (int)asked->choice.section, "author",
                                      (json_int_t)asked->choice.author));
        TRY(put_authors(v, asked->choice.author, values));
        return put_tabs(v, asked, values);
}
