/* The sections: all of them with their names, addresses and articles in each edition; and each edition's menu, which is
 * arranged in its form and put before readers by one button. Without a script every button works, too. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/structure.h"

#include "http/form.h"
#include "store/structure.h"

#include <stdlib.h>

/* ---- the menu in hand ---- */

static void add(struct menu *menu, unsigned section)
{
        for (size_t i = 0; i < menu->count; i++)
                if (menu->sections[i] == section) return;
        if (menu->count < SECTION_MAX) menu->sections[menu->count++] = section;
}

static void take_out(struct menu *menu, size_t place)
{
        if (place >= menu->count) return;
        memmove(menu->sections + place, menu->sections + place + 1,
                (menu->count - place - 1) * sizeof menu->sections[0]);
        menu->count--;
}

static void swap(struct menu *menu, size_t a, size_t b)
{
        if (a >= menu->count || b >= menu->count) return;
        unsigned kept = menu->sections[a];
        menu->sections[a] = menu->sections[b];
        menu->sections[b] = kept;
}

static struct menu in_force(const struct newsroom *newsroom, unsigned edition)
{
        struct menu menu = {.count = 0};
        const struct section_list list = newsroom_sections(newsroom, edition, true);
        for (size_t i = 0; i < list.count; i++)
                menu.sections[menu.count++] = list.at[i]->id;
        return menu;
}

/* What names no section of the edition is passed over: it may have been taken away meanwhile. */
static void add_named(struct menu *menu, const struct newsroom *newsroom, unsigned edition, struct slice number)
{
        uint64_t id = 0;
        if (!slice_to_u64(number, SECTION_MAX, &id)) return;
        const struct section *section = newsroom_section(newsroom, (unsigned)id);
        if (section && section->names[edition - 1].len) add(menu, section->id);
}

static struct menu asked_menu(struct visit *v, unsigned edition)
{
        struct http_form form;
        struct http_form_pair pair;
        struct menu menu = {.count = 0};
        http_form_init(&form, v->errand->body, visit_arena(v));
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR)
                if (slice_eq(pair.name, SLICE("section"))) add_named(&menu, visit_newsroom(v), edition, pair.value);
        return menu;
}

/* "up:2", "add:7". */
static void arrange(struct visit *v, struct menu *menu, unsigned edition, struct slice act)
{
        struct slice about = act, name = slice_cut(&about, ':');
        uint64_t place = 0;
        if (slice_eq(name, SLICE("add"))) add_named(menu, visit_newsroom(v), edition, about);
        if (!slice_to_u64(about, SECTION_MAX, &place)) return;
        if (slice_eq(name, SLICE("up")) && place > 0) swap(menu, place, place - 1);
        if (slice_eq(name, SLICE("down"))) swap(menu, place, place + 1);
        if (slice_eq(name, SLICE("remove"))) take_out(menu, place);
}

/* "3,1,2" */
static struct slice menu_written(struct visit *v, const struct menu *menu)
{
        struct slice text = SLICE("");
        for (size_t i = 0; i < menu->count; i++)
                text = arena_format(visit_arena(v), "%.*s%s%u", SLICE_ARGS(text), i ? "," : "", menu->sections[i]);
        return text;
}

/* ---- the page ---- */

struct menu_notice {
        const char *kind, *text_key;
};

static json_t *items_of(struct visit *v, const struct menu *menu, unsigned edition)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < menu->count; i++)
                json_array_append_new(
                        list, json_pack("{s:i, s:o, s:i}", "id", (int)menu->sections[i], "name",
                                        text_value(newsroom_section(newsroom, menu->sections[i])->names[edition - 1]),
                                        "place", (int)i));
        return list;
}

static struct menu others_of(const struct newsroom *newsroom, unsigned edition, const struct menu *menu)
{
        struct menu all = *menu, others = {.count = 0};
        const struct section_list list = newsroom_sections(newsroom, edition, false);
        for (size_t i = 0; i < list.count; i++)
                add(&all, list.at[i]->id);
        for (size_t i = menu->count; i < all.count; i++)
                add(&others, all.sections[i]);
        return others;
}

static struct err cell_of(struct visit *v, const struct section *section, const struct edition *edition, json_t **ret)
{
        int64_t count = 0;
        struct slice name = section->names[edition->id - 1], slug = section->slugs[edition->id - 1];
        TRY(store_count_section(visit_store(v), section->id, edition->id, &count));
        *ret = json_pack(
                "{s:o, s:o, s:o, s:o, s:b}", "language", text_value(edition->code), "name", text_value(name), "path",
                text_value(arena_format(visit_arena(v), "%.*s/%.*s/", SLICE_ARGS(edition->prefix), SLICE_ARGS(slug))),
                "articles", count_in_words(v, "articles_counted", count), "is_there", name.len > 0);
        return NO_ERR;
}

static struct err put_sections(struct visit *v, json_t *values)
{
        const struct newsroom *n = visit_newsroom(v);
        json_t *list = json_array();
        json_object_set_new(values, "sections", list);
        for (size_t i = 0; i < n->section_count; i++) {
                if (!section_is_there(&n->sections[i])) continue;
                json_t *row = json_object(), *cells = json_array();
                json_array_append_new(list, row);
                json_object_set_new(row, "id", json_integer(n->sections[i].id));
                json_object_set_new(row, "title", text_value(section_title(v, &n->sections[i])));
                json_object_set_new(row, "cells", cells);
                for (size_t e = 0; e < n->edition_count; e++) {
                        json_t *cell = NULL;
                        TRY(cell_of(v, &n->sections[i], &n->editions[e], &cell));
                        json_array_append_new(cells, cell);
                }
        }
        json_object_set_new(values, "has_sections", json_boolean(json_array_size(list) > 0));
        return NO_ERR;
}

static struct err show(struct visit *v, unsigned status, const struct edition *edition, const struct menu *menu,
                       const struct menu_notice *notice)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct menu now = in_force(newsroom, edition->id), others = others_of(newsroom, edition->id, menu);
        json_t *values = json_object();
        json_object_set_new(values, "tabs", edition_tabs(v, edition, "/sections?edition="));
        json_object_set_new(values, "edition", text_value(edition->code));
        json_object_set_new(values, "arranged", items_of(v, menu, edition->id));
        json_object_set_new(values, "now", items_of(v, &now, edition->id));
        json_object_set_new(values, "others", items_of(v, &others, edition->id));
        json_object_set_new(values, "has_others", json_boolean(others.count > 0));
        json_object_set_new(values, "was", text_value(menu_written(v, &now)));
        json_object_set_new(values, "editions", edition_names(v));
        if (notice)
                json_object_set_new(values, "notice",
                                    json_pack("{s:s, s:o}", "kind", notice->kind, "text",
                                              text_value(visit_text(v, notice->text_key))));
        put_progress(v, values);
        struct err err = put_sections(v, values);
        if (err.code == OK) return reply_page(v, status, "sections", values);
        json_decref(values);
        return err;
}

struct err handle_sections(struct visit *v)
{
        static const struct menu_notice done = {"good", "section_done"}, removed = {"good", "section_removed"};
        const struct edition *edition = edition_named(v, visit_query(v, "edition"));
        struct slice told = visit_query(v, "done");
        const struct menu now = in_force(visit_newsroom(v), edition->id);
        return show(v, 200, edition, &now,
                    slice_eq(told, SLICE("saved"))     ? &done
                    : slice_eq(told, SLICE("removed")) ? &removed
                                                       : NULL);
}

/* ---- putting it before readers ---- */

struct put_menu {
        unsigned edition;
        struct menu menu;
};

static struct err put_menu(struct visit *v, void *context)
{
        const struct put_menu *put = context;
        TRY(store_put_menu(visit_store(v), put->edition, &put->menu, v->now_ms));
        const struct noted noted = {.kind = "edition",
                                    .object = put->edition,
                                    .edition = put->edition,
                                    .detail = visit_detail(v, "menu", menu_written(v, &put->menu))};
        return visit_note(v, "order-sections", &noted);
}

static struct err launch(struct visit *v, unsigned edition, const struct menu *menu)
{
        static const struct menu_notice done = {"good", "menu_done"}, changed = {"warn", "menu_changed"};
        struct put_menu put = {.edition = edition, .menu = *menu};
        const struct menu now = in_force(visit_newsroom(v), edition);
        if (!slice_eq(visit_field(v, "was"), menu_written(v, &now)))
                return show(v, 409, newsroom_edition(visit_newsroom(v), edition), menu, &changed);
        TRY(in_transaction(v, put_menu, &put));
        TRY(writer_refurnish(v->desk->writer));
        return show(v, 200, newsroom_edition(visit_newsroom(v), edition), menu, &done);
}

struct err handle_arrange_menu(struct visit *v)
{
        const struct edition *edition = edition_named(v, visit_field(v, "edition"));
        if (!visit_may(v, MAY_SETTINGS, edition->id)) return reply_not_allowed(v, MAY_SETTINGS);
        struct slice act = visit_field(v, "do");
        struct menu menu = asked_menu(v, edition->id);
        if (slice_eq(act, SLICE("launch"))) return launch(v, edition->id, &menu);
        arrange(v, &menu, edition->id, act);
        return show(v, 200, edition, &menu, NULL);
}
