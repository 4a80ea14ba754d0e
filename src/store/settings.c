#include "store/settings.h"

#include "news/json_value.h"
#include "news/settings_part.h"
#include "store/filing.h"

/* ---- reading ---- */

struct err store_settings_version(struct store *s, int64_t number, struct arena *a, struct slice *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_SETTINGS);
        bool found = false;
        query_bind_int(&q, number);
        TRY(query_step(&q, &found));
        *ret = found ? query_copy(&q, 0, a) : SLICE("{}");
        return NO_ERR;
}

static struct err last_version(struct store *s, int64_t *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LAST_SETTINGS);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

struct err store_settings(struct store *s, struct arena *a, struct settings_versions *ret)
{
        TRY(last_version(s, &ret->number));
        TRY(store_settings_version(s, ret->number, a, &ret->in_force));
        return store_settings_version(s, ret->number - 1, a, &ret->before);
}

struct err store_settings_changes(struct store *s, struct slice part, unsigned limit, struct arena *a,
                                  struct settings_changes *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_SETTINGS_CHANGES);
        struct err err;
        *ret = (struct settings_changes){0};
        query_bind_text(&q, part);
        query_bind_int(&q, limit);
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct settings_change){query_int(&q, 0), query_int(&q, 1), query_int(&q, 2)};
        }
        return err;
}

static struct err read(struct slice json, const struct newsroom *n, struct arena *a, struct settings *ret,
                       struct buf *why)
{
        json_error_t fault;
        json_t *document = json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES, &fault);
        if (!document) {
                buf_add_format(why, "settings: not JSON: %s at byte %d", json_fault_text(&fault), fault.position);
                return ERR(ERR_INVALID, "read the settings");
        }
        struct err err = settings_read(document, n, a, ret, why);
        json_decref(document);
        return err;
}

struct err store_load_settings(struct store *s, struct arena *a, struct newsroom *n, struct buf *why)
{
        CLEANUP(buf_clear) struct buf unheard = BUF_INIT(1000);
        struct settings_versions versions;
        TRY(store_settings(s, a, &versions));
        return read(versions.in_force, n, a, &n->settings, why ? why : &unheard);
}

/* ---- storing ---- */

static struct err add_version(struct store *s, int64_t number, const struct new_settings *settings)
{
        struct query q = ask(s, ADD_SETTINGS);
        query_bind_int(&q, number);
        query_bind_int(&q, settings->now_ms);
        query_bind_text(&q, settings->json);
        query_bind_id(&q, settings->made_by);
        return query_run(&q);
}

struct noting {
        struct store *store;
        int64_t number;
        struct err err; /* of the first that failed */
};

static void note_change(void *context, struct slice part)
{
        struct noting *noting = context;
        if (noting->err.code) return;
        struct query q = ask(noting->store, NOTE_SETTINGS_CHANGE);
        query_bind_text(&q, part);
        query_bind_int(&q, noting->number);
        noting->err = query_run(&q);
}

static json_t *parse(struct slice json)
{
        json_t *document = json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES, NULL);
        must(document != NULL); /* what is kept was read before */
        return document;
}

static struct err note_changes(struct store *s, int64_t number, struct slice before, struct slice after)
{
        struct noting noting = {.store = s, .number = number};
        json_auto_t *had = parse(before), *has = parse(after);
        settings_compare(had, has, note_change, &noting);
        return noting.err;
}

static struct err note_page(struct store *s, unsigned edition, struct slice path)
{
        struct query q = ask(s, NOTE_SET_PAGE);
        query_bind_text(&q, path);
        query_bind_int(&q, edition);
        return query_run(&q);
}

static struct err note_pages_of(struct store *s, const struct edition *edition, const struct settings *settings,
                                struct arena *a)
{
        for (size_t i = 0; i < settings->page_count; i++) {
                const struct static_page *page = &settings->pages[i];
                if (page->texts[edition->id - 1].title.len)
                        TRY(note_page(s, edition->id, address_page(a, edition, page->slug)));
        }
        return settings->support[edition->id - 1].way_count ? note_page(s, edition->id, address_support(a, edition))
                                                            : NO_ERR;
}

static struct err note_pages(struct store *s, const struct newsroom *n, struct arena *a)
{
        for (size_t i = 0; i < n->edition_count; i++)
                TRY(note_pages_of(s, &n->editions[i], &n->settings, a));
        if (n->settings.ads_txt.len) TRY(note_page(s, 0, SLICE(ADDRESS_ADS_TXT)));
        if (n->settings.security_contact.len == 0) return NO_ERR;
        TRY(note_page(s, 0, SLICE(ADDRESS_OF_OLD_SECURITY_TXT)));
        return note_page(s, 0, SLICE(ADDRESS_SECURITY_TXT));
}

static struct err put(struct store *s, const struct new_settings *settings, const struct settings_versions *versions,
                      struct arena *a, struct buf *why)
{
        struct newsroom newsroom;
        TRY(newsroom_load_base(s, a, &newsroom));
        TRY(read(settings->json, &newsroom, a, &newsroom.settings, why));
        TRY(add_version(s, versions->number + 1, settings));
        TRY(note_changes(s, versions->number + 1, versions->in_force, settings->json));
        TRY(note_pages(s, &newsroom, a));
        TRY(picture_put_settings(s, &newsroom.settings));
        struct change change = {.time_ms = settings->now_ms, .act = CHANGE_NEWSROOM};
        return change_log(s, &change, SLICE(""), &change.number);
}

struct err store_put_settings(struct store *s, const struct new_settings *settings, bool *ret_changed, struct buf *why)
{
        store_check_writing(s);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct settings_versions versions;
        *ret_changed = false;
        if (settings->json.len > SETTINGS_MAX_BYTES) {
                buf_add_format(why, "settings: together longer than %d bytes", SETTINGS_MAX_BYTES);
                return ERR(ERR_INVALID, "store settings");
        }
        TRY(store_settings(s, &arena, &versions));
        if (slice_eq(versions.in_force, settings->json)) return NO_ERR;
        *ret_changed = true;
        return put(s, settings, &versions, &arena, why);
}

struct err store_set_pages(struct store *s, struct arena *a, struct set_pages *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_SET_PAGES);
        struct err err;
        *ret = (struct set_pages){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                struct set_page page = {.edition = (unsigned)query_int(&q, 1)};
                page.path = page.edition ? path_shown(s, query_slice(&q, 0), a) : query_copy(&q, 0, a);
                ret->at[ret->count++] = page;
        }
        return err;
}
