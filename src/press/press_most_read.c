#include "press/most_read.h"

#include "press/surroundings.h"

enum { BLOCK_STORIES = 5 };

static const struct {
        const char *id, *text;
} spans[READ_SPANS] = {
        [READ_HOUR] = {"hour", "most_read_hour"},
        [READ_DAY] = {"day", "most_read_day"},
        [READ_WEEK] = {"week", "most_read_week"},
};

static json_t *list_values(const struct imprint *i, enum read_span span, const struct headlines *headlines, size_t max)
{
        size_t count = headlines->count < max ? headlines->count : max;
        json_t *values = json_object();
        json_put(values, "id", json_string(spans[span].id));
        json_put(values, "name", json_from_slice(language_text(i->language, spans[span].text)));
        json_put(values, "stories", values_brief_stories(i, headlines->at, count));
        return values;
}

static json_t *lists(const struct imprint *i, const struct most_read_view *view)
{
        json_t *list = json_array();
        for (enum read_span span = 0; span < READ_SPANS; span++)
                if (view->lists[span].count >= MOST_READ_LEAST)
                        json_append(list, list_values(i, span, &view->lists[span], MOST_READ_MAX));
        return list;
}

struct err press_most_read_page(struct presser *p, const struct most_read_view *view, struct pressed_page *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct imprint *i = presser_imprint(p, view->edition);
        struct slice title = language_text(i->language, "most_read");
        const struct language_value words[] = {{"title", title}, {"name", i->edition->name}};
        CLEANUP(buf_clear) struct buf description = BUF_INIT(DESCRIPTION_MAX_BYTES);
        language_write_text(i->language, "page_description", words, 2, &description);
        const struct surroundings surroundings = {
                .imprint = i,
                .title = title,
                .description = buf_slice(&description),
                .path = address_most_read(&arena, i->edition),
                .siblings = &view->siblings,
        };
        TRY(press_surroundings(p, &surroundings, ret));
        json_auto_t *values = values_new(i);
        values_put_list(values, "has_lists", "lists", lists(i, view));
        TRY(press_fragment(p, "most_read_main", values, &ret->main));
        return press_fragment(p, "plain_more", values, &ret->more);
}

struct err press_most_read_block(struct presser *p, const struct most_read_view *view, struct buf *ret)
{
        const struct imprint *i = presser_imprint(p, view->edition);
        const struct headlines *day = &view->lists[READ_DAY];
        buf_truncate(ret);
        if (day->count < MOST_READ_LEAST) return NO_ERR;
        json_auto_t *values = values_new(i);
        json_t *list = json_array();
        json_append(list, list_values(i, READ_DAY, day, BLOCK_STORIES));
        values_put_list(values, "has_lists", "lists", list);
        return press_fragment(p, "most_read_block", values, ret);
}
