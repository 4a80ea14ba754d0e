/* An imprint is what a newspaper prints on every copy to say who made it; here, all that an edition's pages share. */
#include "press/presser_inside.h"

/* The interface texts that templates may use as {{text.KEY}}; those with a {name} in them reach templates filled. */
static const char *const text_keys[] = {
        "advertising",  "all_news",   "all_sections",    "breaking",
        "by_month",     "correction", "edition_missing", "edition_missing_hint",
        "front_title",  "follow_us",  "important",       "language_switch",
        "list_empty",   "newer",      "next_day",        "older",
        "pages",        "photo",      "previous_day",    "recent_news",
        "related",      "sections",   "skip_to_content", "sources",
        "support_text", "support_us", "to_front",
};

static json_t *texts(const struct language *language)
{
        json_t *text = json_object();
        for (size_t i = 0; i < sizeof text_keys / sizeof text_keys[0]; i++)
                json_put(text, text_keys[i], json_from_slice(language_text(language, text_keys[i])));
        return text;
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
        for (size_t at = 0; at < newsroom->section_count; at++) {
                const struct section *section = &newsroom->sections[at];
                if (section->names[i->edition->id - 1].len == 0) continue;
                i->sections[section->id - 1] = make_section(i, section);
                json_append(menu, json_incref(i->sections[section->id - 1]));
        }
        return menu;
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
        json_put(values, "support_url", json_from_slice(edition->support_url));
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
        i->text = texts(i->language);
        i->values = edition_values(i, newsroom);
        return NO_ERR;
}

void imprint_clear(struct imprint *i)
{
        for (size_t at = 0; at < SECTION_MAX; at++)
                json_decref(i->sections[at]);
        json_decref(i->values);
        json_decref(i->text);
        language_close(i->language);
        arena_clear(&i->arena);
        *i = (struct imprint){0};
}
