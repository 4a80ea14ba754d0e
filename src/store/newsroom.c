/* What an editor would set: the site, its editions and sections. */
#include "news/permalink.h"
#include "store/filing.h"
#include "store/settings.h"

/* ---- storing ---- */

static struct err add_site(struct database *d, struct slice url)
{
        struct query q = query_start(d, ADD_SITE);
        query_bind_text(&q, url);
        return query_run(&q);
}

static struct err add_edition(struct database *d, const struct edition *edition)
{
        struct query q = query_start(d, ADD_EDITION);
        query_bind_int(&q, edition->id);
        query_bind_text(&q, edition->code);
        query_bind_text(&q, edition->prefix);
        query_bind_text(&q, edition->zone);
        query_bind_text(&q, edition->name);
        query_bind_text(&q, edition->support_url);
        return query_run(&q);
}

static struct err add_section(struct database *d, int64_t id, struct slice key)
{
        struct query q = query_start(d, ADD_SECTION);
        query_bind_int(&q, id);
        query_bind_text(&q, key);
        return query_run(&q);
}

static struct err add_section_name(struct database *d, int64_t id, const struct section *section, unsigned edition)
{
        struct query q = query_start(d, ADD_SECTION_NAME);
        query_bind_int(&q, id);
        query_bind_int(&q, edition);
        query_bind_text(&q, section->names[edition - 1]);
        query_bind_text(&q, section->slugs[edition - 1]);
        query_bind_int(&q, section->places[edition - 1]);
        TRY(query_run(&q));
        struct query slug = query_start(d, NOTE_SECTION_SLUG);
        query_bind_int(&slug, edition);
        query_bind_text(&slug, section->slugs[edition - 1]);
        query_bind_int(&slug, id);
        return query_run(&slug);
}

static struct err add_section_names(struct database *d, int64_t id, const struct section *section)
{
        for (unsigned edition = 1; edition <= EDITION_MAX; edition++)
                if (section->names[edition - 1].len) TRY(add_section_name(d, id, section, edition));
        return NO_ERR;
}

struct err newsroom_store(struct database *d, const struct newsroom *newsroom)
{
        TRY(add_site(d, newsroom->url));
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                must(newsroom->editions[i].id == i + 1);
                TRY(add_edition(d, &newsroom->editions[i]));
        }
        for (size_t i = 0; i < newsroom->section_count; i++) {
                const struct section *section = &newsroom->sections[i];
                must(section->id == i + 1);
                TRY(add_section(d, section->id, section->key));
                TRY(add_section_names(d, section->id, section));
        }
        return NO_ERR;
}

/* ---- changing ---- */

static struct err find_section(struct database *d, struct slice key, int64_t *ret, bool *ret_found)
{
        CLEANUP(query_end) struct query q = query_start(d, FIND_SECTION);
        query_bind_text(&q, key);
        TRY(query_step(&q, ret_found));
        if (*ret_found) *ret = query_int(&q, 0);
        return NO_ERR;
}

static struct err next_section(struct database *d, int64_t *ret)
{
        CLEANUP(query_end) struct query q = query_start(d, LAST_SECTION);
        TRY(query_row(&q));
        if (query_int(&q, 0) == SECTION_MAX) return ERR(ERR_FULL, "add another section");
        *ret = query_int(&q, 0) + 1;
        return NO_ERR;
}

static struct err drop_section_names(struct database *d, int64_t id)
{
        struct query q = query_start(d, DROP_SECTION_NAMES);
        query_bind_int(&q, id);
        return query_run(&q);
}

static struct err has_slug(struct store *s, int64_t section, unsigned edition, struct slice slug, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_SECTION_SLUG);
        query_bind_int(&q, section);
        query_bind_int(&q, edition);
        TRY(query_step(&q, ret));
        *ret = *ret ? slice_eq(query_slice(&q, 0), slug) : slug.len == 0;
        return NO_ERR;
}

/* Articles whose addresses name their section get others when it has another slug, or one for the first time. */
static struct err readdress_section(struct store *s, int64_t id, const struct section *section)
{
        for (unsigned edition = 1; edition <= s->edition_count; edition++) {
                bool is_same = true;
                if (!permalink_has(s->editions[edition - 1].permalink, "{section}")) continue;
                TRY(has_slug(s, id, edition, section->slugs[edition - 1], &is_same));
                if (!is_same) TRY(follow_up_put_edition(s, edition));
        }
        return NO_ERR;
}

struct err log_newsroom(struct store *s, int64_t now_ms)
{
        struct change change = {.time_ms = now_ms, .act = CHANGE_NEWSROOM};
        return change_log(s, &change, SLICE(""), &change.number);
}

struct err store_put_section(struct store *s, const struct section *section, int64_t now_ms)
{
        store_check_writing(s);
        int64_t id = 0;
        bool found;
        TRY(find_section(s->database, section->key, &id, &found));
        if (!found) {
                TRY(next_section(s->database, &id));
                TRY(add_section(s->database, id, section->key));
        }
        TRY(readdress_section(s, id, section));
        TRY(drop_section_names(s->database, id));
        TRY(add_section_names(s->database, id, section));
        return log_newsroom(s, now_ms);
}

struct err store_count_section(struct store *s, unsigned section, unsigned edition, int64_t *ret)
{
        CLEANUP(query_end) struct query q = ask(s, COUNT_SECTION);
        query_bind_int(&q, section);
        query_bind_int(&q, edition);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

struct err store_remove_section(struct store *s, unsigned section, int64_t now_ms)
{
        store_check_writing(s);
        for (unsigned edition = 1; edition <= s->edition_count; edition++) {
                int64_t count = 0;
                TRY(store_count_section(s, section, edition, &count));
                if (count) return ERR(ERR_CONFLICT, "take a section away that has articles");
        }
        TRY(drop_section_names(s->database, section));
        return log_newsroom(s, now_ms);
}

static struct err place_section(struct store *s, unsigned section, unsigned edition, size_t place)
{
        struct query q = ask(s, PLACE_SECTION);
        query_bind_int(&q, section);
        query_bind_int(&q, edition);
        query_bind_int(&q, (int64_t)place);
        return query_run(&q);
}

struct err store_put_menu(struct store *s, unsigned edition, const struct menu *menu, int64_t now_ms)
{
        store_check_writing(s);
        for (unsigned section = 1; section <= SECTION_MAX; section++)
                TRY(place_section(s, section, edition, 0));
        for (size_t i = 0; i < menu->count; i++)
                TRY(place_section(s, menu->sections[i], edition, i + 1));
        return log_newsroom(s, now_ms);
}

static struct err put_edition(struct store *s, const struct edition *edition)
{
        struct query q = ask(s, PUT_EDITION);
        query_bind_int(&q, edition->id);
        query_bind_text(&q, edition->zone);
        query_bind_text(&q, edition->name);
        query_bind_text(&q, edition->permalink);
        return query_run(&q);
}

static bool is_alike(const struct edition *a, const struct edition *b)
{
        return slice_eq(a->code, b->code) || slice_eq(a->prefix, b->prefix);
}

static struct err give_roles(struct store *s, int64_t person, unsigned edition)
{
        struct query q = ask(s, GIVE_ROLES_OF_ELSEWHERE);
        query_bind_int(&q, person);
        query_bind_int(&q, edition);
        return query_run(&q);
}

struct err store_add_edition(struct store *s, const struct edition *edition, int64_t maker, int64_t now_ms)
{
        store_check_writing(s);
        if (s->edition_count == EDITION_MAX) return ERR(ERR_FULL, "add another edition");
        must(edition->id == s->edition_count + 1);
        for (size_t i = 0; i < s->edition_count; i++)
                if (is_alike(&s->editions[i], edition)) return ERR(ERR_CONFLICT, "add an edition like another");
        TRY(add_edition(s->database, edition));
        TRY(put_edition(s, edition));
        TRY(give_roles(s, maker, edition->id));
        return log_newsroom(s, now_ms);
}

struct err store_put_edition(struct store *s, const struct edition *edition, int64_t now_ms)
{
        store_check_writing(s);
        must(edition->id >= 1 && edition->id <= s->edition_count);
        const struct edition *before = &s->editions[edition->id - 1];
        bool moves = !slice_eq(before->zone, edition->zone) || !slice_eq(before->permalink, edition->permalink);
        TRY(put_edition(s, edition));
        if (moves) TRY(follow_up_put_edition(s, edition->id));
        return log_newsroom(s, now_ms);
}

/* ---- loading ---- */

struct err newsroom_load_editions(struct database *d, struct arena *a, struct edition *ret, size_t *ret_count)
{
        CLEANUP(query_end) struct query q = query_start(d, LOAD_EDITIONS);
        struct err err;
        size_t count = 0;
        for (; query_next(&q, &err); count++) {
                if (count == EDITION_MAX) return ERR(ERR_INVALID, "load more editions than there can be");
                ret[count] = (struct edition){
                        .id = (unsigned)query_int(&q, 0),
                        .code = query_copy(&q, 1, a),
                        .prefix = query_copy(&q, 2, a),
                        .zone = query_copy(&q, 3, a),
                        .name = query_copy(&q, 4, a),
                        .support_url = query_copy(&q, 5, a),
                        .permalink = query_copy(&q, 6, a),
                        .former_prefixes = query_copy(&q, 7, a),
                };
                if (ret[count].id != count + 1) return ERR(ERR_INVALID, "load editions numbered from 1");
        }
        *ret_count = count;
        return err;
}

static struct err load_sections(struct store *s, struct arena *a, struct newsroom *n)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_SECTIONS);
        struct err err;
        while (query_next(&q, &err)) {
                if (n->section_count == SECTION_MAX) return ERR(ERR_INVALID, "load more sections than there can be");
                struct section *section = &n->sections[n->section_count++];
                section->id = (unsigned)query_int(&q, 0);
                section->key = query_copy(&q, 1, a);
                if (section->id != n->section_count) return ERR(ERR_INVALID, "load sections numbered from 1");
        }
        return err;
}

static struct err load_section_names(struct store *s, struct arena *a, struct newsroom *n)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_SECTION_NAMES);
        struct err err;
        while (query_next(&q, &err)) {
                size_t section = (size_t)query_int(&q, 0) - 1, edition = (size_t)query_int(&q, 1) - 1;
                if (section >= n->section_count || edition >= n->edition_count)
                        return ERR(ERR_INVALID, "load the name of a section and an edition that are there");
                n->sections[section].names[edition] = query_copy(&q, 2, a);
                n->sections[section].slugs[edition] = query_copy(&q, 3, a);
                n->sections[section].places[edition] = (unsigned)query_int(&q, 4);
        }
        return err;
}

struct err store_section_slugs(struct store *s, struct arena *a, struct section_slugs *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_SECTION_SLUGS);
        struct err err;
        *ret = (struct section_slugs){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct section_slug){.edition = (unsigned)query_int(&q, 0),
                                                              .section = (unsigned)query_int(&q, 2),
                                                              .slug = query_copy(&q, 1, a)};
        }
        return err;
}

static struct err load_site(struct store *s, struct arena *a, struct newsroom *n)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_SITE);
        TRY(query_row(&q));
        n->url = query_copy(&q, 0, a);
        return NO_ERR;
}

struct err newsroom_load_base(struct store *s, struct arena *a, struct newsroom *ret)
{
        *ret = (struct newsroom){0};
        TRY(load_site(s, a, ret));
        TRY(newsroom_load_editions(s->database, a, ret->editions, &ret->edition_count));
        TRY(load_sections(s, a, ret));
        return load_section_names(s, a, ret);
}

struct err store_load_newsroom(struct store *s, struct arena *a, struct newsroom *ret)
{
        TRY(newsroom_load_base(s, a, ret));
        return store_load_settings(s, a, ret, NULL);
}
