/* What can be placed on a front: the newest stories; or, by words of their headlines, any that is live in the edition,
 * however old. The search is a field of the front's own form, so that what is arranged stays while one looks. */
#include "desk/front.h"

#include "base/clock.h"
#include "desk/list.h"
#include "store/publication.h"
#include "store/work_list.h"

enum { STOCK_MAX = 40, FOUND_MAX = 20 };

/* ---- what is asked ---- */

struct search {
        struct slice words;     /* empty: nothing is looked for */
        struct work_place from; /* all 0: from the newest on */
        bool is_asked;          /* by this very button, or by Enter, which is the form's first */
        bool is_added;          /* one was just placed */
};

/* "find:1790000000000:12" looks further from there. */
static struct search search_asked(struct visit *v)
{
        struct slice act = visit_field(v, "do"), rest = act;
        struct slice name = slice_cut(&rest, ':'), ms = slice_cut(&rest, ':');
        uint64_t from = 0, behind = 0;
        bool is_find = slice_eq(name, SLICE("find"));
        bool is_place = is_find && slice_to_u64(ms, INT64_MAX, &from) && slice_to_u64(rest, INT64_MAX, &behind);
        return (struct search){
                .words = slice_trim(visit_words(v, "find")),
                .from = is_place ? (struct work_place){(int64_t)from, (int64_t)behind} : (struct work_place){0},
                .is_asked = is_find || slice_eq(name, SLICE("stay")),
                .is_added = slice_eq(name, SLICE("add")),
        };
}

/* ---- what is shown ---- */

/* Called as readers call it, unless it is arranged already. */
static struct err add_story(struct visit *v, const struct arranged *draft, int64_t article, json_t *list)
{
        struct published published;
        TRY(store_load(visit_store(v), article, visit_arena(v), &published));
        if (arranged_find(draft, published.article.uri) < draft->count) return NO_ERR;
        json_t *story = json_pack("{s:o, s:o}", "uri", text_value(published.article.uri), "headline",
                                  text_value(published.article.headline));
        put_time(v, story, published.article.published_ms);
        json_array_append_new(list, story);
        return NO_ERR;
}

static struct err add_newest(struct visit *v, unsigned edition, const struct arranged *draft, json_t *list)
{
        struct headlines newest;
        const struct newest wanted = {.edition = edition, .limit = STOCK_MAX};
        TRY(store_newest(visit_store(v), wanted, visit_arena(v), &newest));
        for (size_t i = 0; i < newest.count; i++)
                TRY(add_story(v, draft, newest.at[i].article, list));
        return NO_ERR;
}

/* Looks through what was published, newest first, until enough is found or as long as a search may take. */
static struct err add_found(struct visit *v, struct work_filter filter, const struct arranged *draft, json_t *list,
                            struct work_rows *ret_last)
{
        *ret_last = (struct work_rows){.has_more = true, .next = filter.from};
        while (ret_last->has_more && filter.limit) {
                filter.from = ret_last->next;
                TRY(store_work_list(visit_store(v), &filter, visit_arena(v), ret_last));
                for (size_t i = 0; i < ret_last->count; i++)
                        TRY(add_story(v, draft, ret_last->at[i].article, list));
                filter.limit -= (unsigned)ret_last->count;
                if (clock_steady_ns() >= filter.until_ns) break;
        }
        return NO_ERR;
}

static void put_further(struct visit *v, const struct work_rows *last, json_t *values)
{
        json_t *further = json_null();
        if (last->has_more)
                further = text_value(arena_format(visit_arena(v), "find:%lld:%lld", (long long)last->next.ms,
                                                  (long long)last->next.article));
        json_object_set_new(values, "further", further);
}

/* Where Enter goes on: on what was found first; and back in the field behind a story that was placed. */
static void put_focus(const struct search *search, json_t *list, json_t *values)
{
        bool has_any = json_array_size(list) > 0;
        bool is_on_field = search->is_added || (search->is_asked && !has_any);
        json_object_set_new(values, "is_on_field", json_boolean(is_on_field));
        if (search->is_asked && has_any) json_object_set_new(json_array_get(list, 0), "is_first", json_true());
}

struct err front_put_stock(struct visit *v, unsigned edition, const struct arranged *draft, json_t *values)
{
        const struct search search = search_asked(v);
        struct work_rows last;
        json_t *list = json_array();
        json_object_set_new(values, "stock", list);
        json_object_set_new(values, "find", text_value(search.words));
        json_object_set_new(values, "is_found", json_boolean(search.words.len > 0));
        if (search.words.len == 0) return add_newest(v, edition, draft, list);
        const struct work_filter filter = {
                .view = WORK_BY_TIME,
                .state = STATE_PUBLISHED,
                .edition = edition,
                .text = search.words,
                .from = search.from,
                .limit = FOUND_MAX,
                .until_ns = clock_steady_ns() + SEARCH_MAX_NS,
        };
        TRY(add_found(v, filter, draft, list, &last));
        put_further(v, &last, values);
        put_focus(&search, list, values);
        return NO_ERR;
}
