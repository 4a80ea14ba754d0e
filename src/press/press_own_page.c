/* Pages of the newsroom's own: about, contacts, rules; and the one that asks for support. */
#include "press/own_pages.h"

#include "press/blocks.h"
#include "press/surroundings.h"

enum { BODY_MAX_BYTES = 10 * BODY_JSON_MAX_BYTES };

static json_t *lines(const struct imprint *i, const struct slice *at, size_t count)
{
        json_t *list = json_array();
        for (size_t line = 0; line < count; line++)
                json_append(list, values_wording(i, at[line]));
        return list;
}

static json_t *way_values(const struct imprint *i, const struct way *way)
{
        json_t *values = json_object();
        json_put(values, "title", values_wording(i, way->title));
        json_put(values, "description", values_wording(i, way->description));
        json_put(values, "url", json_from_slice(way->url));
        json_put(values, "details", json_from_slice(way->details)); /* to be copied: as it is */
        json_put(values, "has_amounts", json_boolean(way->amount_count > 0));
        json_put(values, "amounts", lines(i, way->amounts, way->amount_count));
        return values;
}

static json_t *ways_values(const struct imprint *i, const struct support *support)
{
        json_t *ways = json_array();
        for (size_t w = 0; w < support->way_count; w++)
                json_append(ways, way_values(i, &support->ways[w]));
        return ways;
}

static struct err put_text(struct presser *p, const struct imprint *i, const struct static_text *text, json_t *values)
{
        CLEANUP(buf_clear) struct buf body = BUF_INIT(BODY_MAX_BYTES);
        TRY(blocks_write(p, i, &text->body, &body));
        json_put(values, "title", values_wording(i, text->title));
        json_put(values, "body", json_from_slice(buf_slice(&body)));
        return NO_ERR;
}

struct err press_own_page(struct presser *p, const struct own_page_view *view, struct pressed_page *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct imprint *i = presser_imprint(p, view->edition);
        const struct support *support = &p->newsroom->settings.support[view->edition - 1];
        const struct static_page *page = view->page;
        struct static_text text = {support->title, support->body};
        if (page) text = page->texts[view->edition - 1];
        CLEANUP(buf_clear) struct buf description = BUF_INIT(DESCRIPTION_MAX_BYTES);
        description_of_body(&text.body, &description);
        struct surroundings surroundings = {
                .imprint = i,
                .title = text.title,
                .description = buf_slice(&description),
                .path = page ? address_page(&arena, i->edition, page->slug) : address_support(&arena, i->edition),
                .siblings = &view->siblings,
                .alone = !page,
        };
        TRY(press_surroundings(p, &surroundings, ret));
        json_auto_t *values = values_new(i);
        if (!page) json_put(values, "ways", ways_values(i, support));
        TRY(put_text(p, i, &text, values));
        TRY(press_fragment(p, page ? "page_main" : "support_main", values, &ret->main));
        return press_fragment(p, "plain_more", values, &ret->more);
}
