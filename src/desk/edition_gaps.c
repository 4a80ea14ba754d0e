/* What an edition lacks that others have, each with the place to give it: how a new one is filled, step by step. */
#include "desk/article.h"
#include "desk/editions.h"
#include "desk/structure.h"

static json_t *sections_lacking(struct visit *v, const struct edition *edition)
{
        const struct newsroom *n = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < n->section_count; i++) {
                const struct section *section = &n->sections[i];
                if (!section_is_there(section) || section->names[edition->id - 1].len) continue;
                json_array_append_new(list, json_pack("{s:i, s:o}", "id", (int)section->id, "title",
                                                      text_value(section_title(v, section))));
        }
        return list;
}

static struct slice page_title(struct visit *v, const struct static_page *page)
{
        const struct edition *own = newsroom_edition_for(visit_newsroom(v), v->person->language);
        if (own && page->texts[own->id - 1].title.len) return page->texts[own->id - 1].title;
        for (size_t i = 0; i < EDITION_MAX; i++)
                if (page->texts[i].title.len) return page->texts[i].title;
        return page->slug;
}

static json_t *pages_lacking(struct visit *v, const struct edition *edition)
{
        const struct settings *settings = &visit_newsroom(v)->settings;
        json_t *list = json_array();
        for (size_t i = 0; i < settings->page_count; i++) {
                const struct static_page *page = &settings->pages[i];
                if (page->texts[edition->id - 1].title.len) continue;
                json_array_append_new(list, json_pack("{s:o, s:o}", "name", text_value(page->slug), "title",
                                                      text_value(page_title(v, page))));
        }
        return list;
}

/* Another has ways to support it, and it has none. */
static bool lacks_support(struct visit *v, const struct edition *edition)
{
        const struct settings *settings = &visit_newsroom(v)->settings;
        bool is_anywhere = false;
        for (size_t i = 0; i < EDITION_MAX; i++)
                if (settings->support[i].way_count) is_anywhere = true;
        return is_anywhere && settings->support[edition->id - 1].way_count == 0 &&
               visit_may(v, MAY_COMMERCIAL, edition->id);
}

void edition_put_gaps(struct visit *v, const struct edition *edition, json_t *values)
{
        json_t *sections = sections_lacking(v, edition), *pages = pages_lacking(v, edition);
        bool has_sections = json_array_size(sections) > 0, has_pages = json_array_size(pages) > 0;
        bool is_without_support = lacks_support(v, edition);
        json_object_set_new(values, "sections", sections);
        json_object_set_new(values, "has_sections", json_boolean(has_sections));
        json_object_set_new(values, "pages", pages);
        json_object_set_new(values, "has_pages", json_boolean(has_pages));
        json_object_set_new(values, "lacks_support", json_boolean(is_without_support));
        json_object_set_new(values, "has_gaps", json_boolean(has_sections || has_pages || is_without_support));
        json_object_set_new(values, "may_people", json_boolean(visit_may_use(v, MAY_PEOPLE)));
        json_object_set_new(values, "may_write", json_boolean(visit_may(v, MAY_WRITE_OWN, edition->id)));
}
