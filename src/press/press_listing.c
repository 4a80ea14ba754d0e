/* Listings are pressed around their items: the items themselves are the articles' (press_item), put in when a reader
 * asks. */
#include "press/surroundings.h"

#include "feed/record.h"

#include <stdio.h>

enum { TITLE_MAX_BYTES = 4096, LINK_TEXT_MAX_BYTES = 256 };

static bool has_feeds(const struct listing_view *view)
{
        return view->kind == LISTING_ALL || view->kind == LISTING_SHELF;
}

/* ---- title ---- */

static void write_title(const struct imprint *i, const struct listing_view *view, struct buf *ret)
{
        json_auto_t *date = NULL;
        struct language_value day = {"day", SLICE("")};
        switch (view->kind) {
        case LISTING_SITEMAP:
                break;
        case LISTING_ALL:
                buf_add(ret, language_text(i->language, "all_news"));
                break;
        case LISTING_SHELF:
                buf_add(ret, view->shelf.name);
                break;
        case LISTING_SHELF_MONTH:
                date = values_day(i, view->day, DATE_MONTH);
                buf_add(ret, view->shelf.name);
                buf_add_text(ret, ", ");
                buf_add(ret, json_to_slice(date));
                if (view->page > 1) surroundings_write_page(i, view->page, ret);
                break;
        case LISTING_DAY:
                date = values_day(i, view->day, DATE_DAY_IN_TEXT);
                day.value = json_to_slice(date);
                language_write_text(i->language, "all_news_of_day", &day, 1, ret);
                break;
        }
}

/* What kind of shelf it is, in a word; NULL for a section, which says so itself. Topics are subjects, organisations and
 * places, which the store does not keep apart: their word fits all three. */
static const char *word_of(enum shelf_kind kind)
{
        switch (kind) {
        case SHELF_TOPIC:
                return "topic_shelf";
        case SHELF_PERSON:
                return "person";
        case SHELF_SOURCE:
                return "source";
        case SHELF_SECTION:
                break;
        }
        return NULL;
}

/* What the desk says of a shelf stands on its own page, and on no other. */
static struct slice description_of(const struct listing_view *view)
{
        return view->kind == LISTING_SHELF ? view->shelf.description : SLICE("");
}

/* A paragraph a line. */
static json_t *paragraphs(const struct imprint *i, struct slice text)
{
        json_t *list = json_array();
        while (text.len) {
                struct slice line = slice_trim(slice_cut(&text, '\n'));
                if (line.len) json_append(list, values_wording(i, line));
        }
        return list;
}

/* On a month's page, with the way to the shelf's own. */
static json_t *shelf_values(const struct imprint *i, const struct listing_view *view)
{
        const char *word = word_of(view->shelf.kind);
        if (!word) return json_false();
        bool is_month = view->kind == LISTING_SHELF_MONTH;
        json_t *values = json_object();
        json_put(values, "word", json_from_slice(language_text(i->language, word)));
        json_put(values, "name", values_wording(i, view->shelf.name));
        json_put(values, "path", is_month ? json_from_slice(view->shelf_path) : json_false());
        values_put_site(values, is_month ? SLICE("") : view->shelf.url);
        values_put_list(values, "has_description", "description", paragraphs(i, description_of(view)));
        return values;
}

static json_t *section_values(const struct imprint *i, const struct listing_view *view)
{
        if (view->shelf.kind != SHELF_SECTION) return json_false();
        return values_section(i, (unsigned)view->shelf.id);
}

static json_t *listing_values(const struct imprint *i, const struct listing_view *view)
{
        CLEANUP(buf_clear) struct buf title = BUF_INIT(TITLE_MAX_BYTES);
        write_title(i, view, &title);
        json_t *values = values_new(i);
        json_put(values, "title", values_wording(i, buf_slice(&title)));
        json_put(values, "of_day", json_boolean(view->kind == LISTING_DAY));
        json_put(values, "of_section", section_values(i, view));
        json_put(values, "of_shelf", shelf_values(i, view));
        return values;
}

/* All news have that of the newest day's month, unless there are none. (Their head is the same with and without.) */
static bool may_have_calendar(const struct listing_view *view)
{
        return view->kind == LISTING_DAY || view->kind == LISTING_ALL;
}

static bool has_calendar(const struct listing_view *view)
{
        return may_have_calendar(view) && view->day.year;
}

/* ---- more: neighbours, months, calendar ---- */

static json_t *neighbour(const struct imprint *i, const struct listing_view *view, struct slice path, struct day day)
{
        if (path.len == 0) return json_false();
        bool is_day = view->kind == LISTING_DAY;
        json_t *values = json_object();
        json_put(values, "path", json_from_slice(path));
        json_put(values, "day", is_day ? values_day(i, day, DATE_DAY_IN_TEXT) : json_false());
        return values;
}

/* Where of a month's several pages one is; how many there are is not said, for it would change all with each new one.
 */
static json_t *page_number(const struct imprint *i, const struct listing_view *view)
{
        if (!view->of_several) return json_false();
        char page[16];
        struct language_value number = {"page", {page, (size_t)snprintf(page, sizeof page, "%u", view->page)}};
        return values_filled(i, "page_number", &number, 1);
}

static json_t *months(const struct imprint *i, const struct listing_view *view)
{
        json_t *list = json_array();
        for (size_t m = 0; m < view->month_count; m++) {
                json_t *month = json_object();
                json_put(month, "name", values_day(i, view->months[m], DATE_MONTH_HEADING));
                json_put(month, "path", json_from_slice(view->month_paths[m]));
                json_append(list, month);
        }
        return list;
}

/* Where programs follow it: false on pages that do not show the newest. */
static json_t *feeds(const struct imprint *i, const struct listing_view *view)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        if (!has_feeds(view)) return json_false();
        json_t *values = json_object();
        json_put(values, "path", json_from_slice(view->path));
        json_put(values, "all", json_from_slice(address_feed_list(&arena, i->edition)));
        return values;
}

struct err press_listing_more(struct presser *p, const struct listing_view *view, struct buf *ret)
{
        const struct imprint *i = presser_imprint(p, view->edition);
        json_auto_t *values = listing_values(i, view);
        json_put(values, "newer", neighbour(i, view, view->newer_path, view->newer_day));
        json_put(values, "older", neighbour(i, view, view->older_path, view->older_day));
        json_put(values, "page_number", page_number(i, view));
        json_put(values, "has_pager", json_boolean(view->newer_path.len || view->older_path.len));
        json_put(values, "feeds", feeds(i, view));
        values_put_list(values, "has_months", "months", months(i, view));
        json_put(values, "calendar",
                 has_calendar(view) ? values_calendar(i, view->day, &view->calendar) : json_false());
        return press_fragment(p, "listing_more", values, ret);
}

/* In which folder of the list of feeds its own stand, and where there. */
static void add_folder(const struct imprint *i, const struct listing_view *view, struct buf *ret)
{
        enum { FOLDER_MAX_BYTES = 200 };
        static const char *const names[] = {[SHELF_SECTION] = "feeds_sections",
                                            [SHELF_TOPIC] = "topics",
                                            [SHELF_PERSON] = "feeds_people",
                                            [SHELF_SOURCE] = "sources"};
        CLEANUP(buf_clear) struct buf folder = BUF_INIT(FOLDER_MAX_BYTES);
        CLEANUP(buf_clear) struct buf place = BUF_INIT(2 * LANGUAGE_SORT_KEY_BYTES + 1);
        if (view->kind != LISTING_SHELF) return;
        buf_add_format(&folder, "%u ", (unsigned)view->shelf.kind);
        buf_add(&folder, language_text(i->language, names[view->shelf.kind]));
        record_add(ret, 'f', buf_slice(&folder));
        language_write_sort_key(i->language, record_find(buf_slice(ret), 't'), &place);
        record_add(ret, 'z', buf_slice(&place));
}

static struct err press_about(struct presser *p, const struct listing_view *view, struct slice title, struct buf *ret)
{
        TRY(press_listing_record(p, view->edition, title, description_of(view), ret));
        add_folder(presser_imprint(p, view->edition), view, ret);
        return BUF_OK(ret, "write what feeds say of a listing");
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
        const struct language_value words[] = {{"title", buf_slice(&title)}, {"name", i->edition->name}};
        CLEANUP(buf_clear) struct buf description = BUF_INIT(DESCRIPTION_MAX_BYTES);
        buf_add(&description, description_of(view));
        if (!description.len) language_write_text(i->language, "listing_description", words, 2, &description);
        struct surroundings surroundings = {
                .imprint = i,
                .title = buf_slice(&title),
                .description = buf_slice(&description),
                .path = view->path,
                .siblings = &view->siblings,
                .siblings_are_above = view->kind == LISTING_SHELF_MONTH,
                .has_calendar = may_have_calendar(view),
                .above = view->kind == LISTING_SHELF_MONTH ? view->shelf.name : SLICE(""),
                .above_path = view->kind == LISTING_SHELF_MONTH ? view->shelf_path : SLICE(""),
                .feeds = has_feeds(view) ? view->path : SLICE(""),
                .shelf = view->kind == LISTING_SHELF ? &view->shelf : NULL,
        };
        TRY(press_surroundings(p, &surroundings, &ret->page));
        buf_truncate(&ret->about);
        if (has_feeds(view)) TRY(press_about(p, view, buf_slice(&title), &ret->about));

        json_auto_t *values = listing_values(i, view);
        TRY(press_open(p, values, &ret->open));
        buf_truncate(&ret->close);
        TRY(press_plain(p, "listing_close", values, &ret->close));
        buf_truncate(&ret->page.main);
        return press_listing_more(p, view, &ret->page.more);
}

struct err press_item(struct presser *p, const struct headline *headline, struct buf *ret)
{
        const struct imprint *i = presser_imprint(p, headline->edition);
        json_auto_t *values = values_new(i);
        json_put(values, "story", values_story(i, headline, BREAKING_IS_PAST));
        buf_truncate(ret);
        return press_plain(p, "item", values, ret);
}
