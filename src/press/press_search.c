/* The page of a search, in pieces: what readers type, and what they find, comes between them later. */
#include "fragment/found_page.h"
#include "press/own_pages.h"
#include "press/surroundings.h"

/* Every section of the edition, by the number that the index knows it by. */
static json_t *sections(struct presser *p, const struct imprint *i)
{
        const struct section_list list = newsroom_sections(p->newsroom, i->edition->id, false);
        json_t *sections = json_array();
        for (size_t at = 0; at < list.count; at++) {
                json_t *section = json_object();
                json_put(section, "id", json_integer(list.at[at]->id));
                json_put(section, "name", json_from_slice(list.at[at]->names[i->edition->id - 1]));
                json_append(sections, section);
        }
        return sections;
}

static json_t *around_cut(const struct imprint *i, const char *key, const char *name)
{
        const struct language_value cut = {name, SLICE(FOUND_CUT)};
        return values_filled(i, key, &cut, 1);
}

struct err press_search_page(struct presser *p, unsigned edition, const struct siblings *siblings,
                             struct pressed_page *ret)
{
        struct imprint *i = presser_imprint(p, edition);
        const struct surroundings surroundings = {
                .imprint = i,
                .title = language_text(i->language, "search"),
                .siblings = siblings,
                .asks = true,
        };
        TRY(press_surroundings(p, &surroundings, ret));
        json_auto_t *values = values_new(i);
        json_put(values, "cut", json_string(FOUND_CUT));
        json_put(values, "all_sections", sections(p, i));
        json_put(values, "has_languages", json_boolean(p->newsroom->edition_count > 1));
        json_put(values, "nothing", around_cut(i, "search_nothing", "words"));
        json_put(values, "instead", around_cut(i, "search_instead", "words"));
        json_put(values, "page_number", around_cut(i, "page_number", "page"));
        TRY(press_fragment(p, "search_main", values, &ret->main));
        return press_fragment(p, "plain_more", values, &ret->more);
}
