/* An imprint is what a newspaper prints on every copy to say who made it; here, all that an edition's pages share. */
#include "press/presser_inside.h"

#include <stdlib.h>

/* The interface texts that templates may use as {{text.KEY}}; those with a {name} in them reach templates filled. */
/* clang-format off */
static const char *const text_keys[] = {
        "about_newsroom",
        "advertising",
        "all_entries",
        "all_news",
        "all_news_feeds",
        "all_sections",
        "breaking",
        "by_month",
        "calendar",
        "correction",
        "coverage_runs",
        "earlier_entries",
        "edition_missing",
        "edition_missing_hint",
        "follow_us",
        "front_title",
        "give",
        "give_amounts",
        "language_switch",
        "list_empty",
        "most_read",
        "most_read_few",
        "most_read_how",
        "newer",
        "newest_first",
        "next_day",
        "news_feeds",
        "next_month",
        "not_found_sections",
        "older",
        "oldest_first",
        "pages",
        "previous_day",
        "previous_month",
        "recent_news",
        "related",
        "search",
        "search_all_languages",
        "search_author",
        "search_by_relevance",
        "search_by_time",
        "search_do",
        "search_filtered_nothing",
        "search_filters",
        "search_found",
        "search_from",
        "search_help",
        "search_hints",
        "search_some",
        "search_language",
        "search_next",
        "search_or_more",
        "search_order",
        "search_previous",
        "search_section",
        "search_until",
        "search_words",
        "search_wrong_days",
        "skip_to_content",
        "source",
        "source_site",
        "sources",
        "support_text",
        "support_us",
        "to_front",
        "topic",
        "topics",
};
/* clang-format on */

bool imprint_has_text(struct slice key)
{
        for (size_t i = 0; i < sizeof text_keys / sizeof text_keys[0]; i++)
                if (slice_eq(slice_of(text_keys[i]), key)) return true;
        return false;
}

/* What the newsroom says in its own words stands in the place of the program's. */
static json_t *texts(const struct imprint *i, const struct own_words *own)
{
        const struct {
                const char *key;
                struct slice text;
        } replaced[] = {
                {"follow_us", own->follow_us}, {"support_text", own->support_text}, {"support_us", own->support_us}};
        json_t *text = json_object();
        for (size_t k = 0; k < sizeof text_keys / sizeof text_keys[0]; k++)
                json_put(text, text_keys[k], json_from_slice(language_text(i->language, text_keys[k])));
        for (size_t k = 0; k < sizeof replaced / sizeof replaced[0]; k++)
                if (replaced[k].text.len) json_put(text, replaced[k].key, values_wording(i, replaced[k].text));
        return text;
}

static json_t *make_weekdays(const struct language *language)
{
        struct slice full = language_text(language, "weekdays"), brief = language_text(language, "weekdays_short");
        json_t *list = json_array();
        while (full.len) {
                json_t *weekday = json_object();
                json_put(weekday, "full", json_from_slice(slice_cut(&full, ' ')));
                json_put(weekday, "short", json_from_slice(slice_cut(&brief, ' ')));
                json_append(list, weekday);
        }
        return list;
}

static json_t *make_section(struct imprint *i, const struct section *section)
{
        struct shelf shelf = shelf_of_section(section, i->edition->id);
        json_t *values = json_object();
        json_put(values, "name", json_from_slice(shelf.name));
        json_put(values, "path", json_from_slice(address_shelf(&i->arena, i->edition, &shelf)));
        return values;
}

static json_t *make_sections(struct imprint *i, const struct newsroom *newsroom)
{
        json_t *menu = json_array();
        const struct section_list list = newsroom_sections(newsroom, i->edition->id, false);
        for (size_t at = 0; at < list.count; at++) {
                const struct section *section = list.at[at];
                i->sections[section->id - 1] = make_section(i, section);
                if (section->places[i->edition->id - 1]) json_append(menu, json_incref(i->sections[section->id - 1]));
        }
        return menu;
}

/* Where "Support us" leads: outside, or to the page with the ways to give; empty when there are none. */
static struct slice support_path(struct imprint *i, const struct settings *settings)
{
        const struct edition *edition = i->edition;
        if (edition->support_url.len) return edition->support_url;
        return settings->support[edition->id - 1].way_count ? address_support(&i->arena, edition) : SLICE("");
}

static json_t *link_values(struct slice name, struct slice path)
{
        json_t *values = json_object();
        json_put(values, "name", json_from_slice(name));
        json_put(values, "path", json_from_slice(path));
        return values;
}

/* What leads from every page to the newsroom itself. */
static void put_own_pages(struct imprint *i, const struct settings *settings, json_t *values)
{
        unsigned at = i->edition->id - 1;
        json_t *pages = json_array();
        for (size_t p = 0; p < settings->page_count; p++) {
                const struct static_page *page = &settings->pages[p];
                if (page->texts[at].title.len)
                        json_append(pages, link_values(page->texts[at].title,
                                                       address_page(&i->arena, i->edition, page->slug)));
        }
        values_put_list(values, "has_pages", "pages", pages);
}

static json_t *edition_values(struct imprint *i, const struct newsroom *newsroom)
{
        const struct edition *edition = i->edition;
        json_t *values = json_object();
        json_put(values, "code", json_from_slice(edition->code));
        json_put(values, "name", json_from_slice(edition->name));
        json_put(values, "short_language", json_from_slice(language_text(i->language, "language_short")));
        json_put(values, "language", json_from_slice(language_text(i->language, "language_name")));
        json_put(values, "front", json_from_slice(i->front));
        json_put(values, "all_news", json_from_slice(i->all_news));
        json_put(values, "search", json_from_slice(address_search(&i->arena, edition)));
        json_put(values, "most_read", json_from_slice(address_most_read(&i->arena, edition)));
        json_put(values, "support_url", json_from_slice(support_path(i, &newsroom->settings)));
        json_put(values, "manifest", json_from_slice(address_manifest(&i->arena, edition)));
        put_own_pages(i, &newsroom->settings, values);
        json_put(values, "sections", make_sections(i, newsroom));
        return values;
}

struct err imprint_init(struct imprint *i, const struct newsroom *newsroom, const struct edition *edition)
{
        must(edition->id >= 1 && edition->id <= EDITION_MAX);
        i->edition = edition;
        i->site_url = newsroom->url;
        TRY(language_open(edition->code, edition->zone, &i->language));
        i->front = address_front(&i->arena, edition);
        i->all_news = address_all_news(&i->arena, edition);
        i->text = texts(i, &newsroom->settings.words[edition->id - 1]);
        i->weekdays = make_weekdays(i->language);
        i->values = edition_values(i, newsroom);
        i->stories = known_stories_new();
        i->days = calloc(1, sizeof *i->days);
        if (!i->stories || !i->days) return ERR(ERR_FULL, "allocate an imprint");
        return NO_ERR;
}

void imprint_clear(struct imprint *i)
{
        known_stories_free(i->stories);
        for (size_t at = 0; i->days && at < sizeof i->days->at / sizeof i->days->at[0]; at++)
                json_decref(i->days->at[at].value);
        free(i->days);
        for (size_t at = 0; at < SECTION_MAX; at++)
                json_decref(i->sections[at]);
        json_decref(i->values);
        json_decref(i->weekdays);
        json_decref(i->text);
        language_close(i->language);
        arena_clear(&i->arena);
        *i = (struct imprint){0};
}
