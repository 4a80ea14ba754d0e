/* Listings are pressed around their items: the items themselves are the articles' (press_item), put in when a reader
 * asks. */
#include "press/presser_inside.h"

#include <stdio.h>

enum { TITLE_MAX_BYTES = 4096, LINK_TEXT_MAX_BYTES = 256 };

/* Noon, so that the day is the same whatever the zone's clocks do. */
static json_t *day_values(const struct imprint *i, struct day day, enum date_style style)
{
        enum { HALF_DAY_MS = 12 * 3600 * 1000 };
        int64_t start = language_day_start(i->language, day.year, day.month, day.day ? day.day : 1);
        return values_date(i, start + HALF_DAY_MS, style);
}

static struct slice section_name(const struct listing_view *view)
{
        return view->section->names[view->edition - 1];
}

/* ---- title ---- */

static void write_title(const struct imprint *i, const struct listing_view *view, struct buf *ret)
{
        json_auto_t *date = NULL;
        struct language_value day = {"day", SLICE("")};
        switch (view->kind) {
        case LISTING_ALL:
                buf_add(ret, language_text(i->language, "all_news"));
                break;
        case LISTING_SECTION:
                buf_add(ret, section_name(view));
                break;
        case LISTING_SECTION_MONTH:
                date = day_values(i, view->day, DATE_MONTH);
                buf_add(ret, section_name(view));
                buf_add_text(ret, ", ");
                buf_add(ret, json_to_slice(date));
                break;
        case LISTING_DAY:
                date = day_values(i, view->day, DATE_SHORT_DAY);
                day.value = json_to_slice(date);
                language_write_text(i->language, "all_news_of_day", &day, 1, ret);
                break;
        }
}

static json_t *listing_values(const struct imprint *i, const struct listing_view *view, struct slice title)
{
        json_t *values = values_new(i);
        json_put(values, "title", values_wording(i, title));
        json_put(values, "of_day", json_boolean(view->kind == LISTING_DAY));
        json_put(values, "of_section", view->section ? values_section(i, view->section->id) : json_false());
        return values;
}

/* ---- more: neighbours, months ---- */

static json_t *neighbour(const struct imprint *i, const struct listing_view *view, struct slice path, struct day day)
{
        if (path.len == 0) return json_false();
        bool is_day = view->kind == LISTING_DAY;
        json_t *values = json_object();
        json_put(values, "path", json_from_slice(path));
        json_put(values, "day", is_day ? day_values(i, day, DATE_SHORT_DAY) : json_false());
        return values;
}

static json_t *page_of(const struct imprint *i, const struct listing_view *view)
{
        if (view->kind != LISTING_SECTION_MONTH || view->page_count < 2) return json_false();
        char page[16], pages[16];
        struct language_value numbers[] = {
                {"page", {page, (size_t)snprintf(page, sizeof page, "%u", view->page)}},
                {"pages", {pages, (size_t)snprintf(pages, sizeof pages, "%u", view->page_count)}},
        };
        return values_filled(i, "page_of", numbers, 2);
}

static json_t *months(const struct imprint *i, const struct listing_view *view)
{
        json_t *list = json_array();
        for (size_t m = 0; m < view->month_count; m++) {
                json_t *month = json_object();
                json_put(month, "name", day_values(i, view->months[m], DATE_MONTH_HEADING));
                json_put(month, "path", json_from_slice(view->month_paths[m]));
                json_append(list, month);
        }
        return list;
}

static struct err press_more(struct presser *p, const struct imprint *i, const struct listing_view *view,
                             json_t *values, struct buf *ret)
{
        json_put(values, "newer", neighbour(i, view, view->newer_path, view->newer_day));
        json_put(values, "older", neighbour(i, view, view->older_path, view->older_day));
        json_put(values, "page_of", page_of(i, view));
        json_put(values, "has_pager", json_boolean(view->newer_path.len || view->older_path.len));
        json_put(values, "has_months", json_boolean(view->month_count > 0));
        json_put(values, "months", months(i, view));
        return press_fragment(p, "listing_more", values, ret);
}

/* ---- the page ---- */

/* Without the template's last line end, so that the list of a section without news is truly empty, which style.css
 * tells the reader. */
static struct err press_open(struct presser *p, const json_t *values, struct buf *ret)
{
        buf_truncate(ret);
        TRY(press_plain(p, "listing_open", values, ret));
        if (ret->len && ret->at[ret->len - 1] == '\n') ret->len--;
        return NO_ERR;
}

struct err press_listing(struct presser *p, const struct listing_view *view, struct pressed_listing *ret)
{
        struct imprint *i = presser_imprint(p, view->edition);
        CLEANUP(buf_clear) struct buf title = BUF_INIT(TITLE_MAX_BYTES);
        write_title(i, view, &title);
        struct surroundings surroundings = {
                .imprint = i,
                .title = buf_slice(&title),
                .path = view->path,
                .siblings = &view->siblings,
        };
        TRY(press_surroundings(p, &surroundings, &ret->page));

        json_auto_t *values = listing_values(i, view, buf_slice(&title));
        TRY(press_open(p, values, &ret->open));
        buf_truncate(&ret->close);
        TRY(press_plain(p, "listing_close", values, &ret->close));
        buf_truncate(&ret->page.main);
        return press_more(p, i, view, values, &ret->page.more);
}

struct err press_item(struct presser *p, const struct headline *headline, struct buf *ret)
{
        const struct imprint *i = presser_imprint(p, headline->edition);
        json_auto_t *values = values_new(i);
        json_put(values, "story", values_story(i, headline));
        buf_truncate(ret);
        return press_plain(p, "item", values, ret);
}
