#include "store/settings.h"

#include "news/json_value.h"
#include "store/inside.h"

/* ---- reading ---- */

static struct err load_version(struct store *s, int64_t number, struct arena *a, struct slice *ret)
{
        if (number < 1) return NO_ERR;
        CLEANUP(query_end) struct query q = ask(s, LOAD_SETTINGS);
        query_bind_int(&q, number);
        TRY(query_row(&q));
        *ret = query_copy(&q, 0, a);
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
        *ret = (struct settings_versions){.in_force = SLICE("{}"), .before = SLICE("{}")};
        TRY(last_version(s, &ret->number));
        TRY(load_version(s, ret->number, a, &ret->in_force));
        return load_version(s, ret->number - 1, a, &ret->before);
}

struct err store_settings_at(struct store *s, int64_t number, struct arena *a, struct slice *ret)
{
        *ret = SLICE("{}");
        return load_version(s, number, a, ret);
}

static struct err read(struct slice json, const struct newsroom *n, struct arena *a, struct settings *ret,
                       struct buf *why)
{
        json_error_t fault;
        json_t *document = json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES, &fault);
        if (!document) {
                buf_add_format(why, "settings: not JSON: %s at byte %d", fault.text, fault.position);
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

static struct err add_version(struct store *s, int64_t number, struct slice json, int64_t now_ms)
{
        struct query q = ask(s, ADD_SETTINGS);
        query_bind_int(&q, number);
        query_bind_int(&q, now_ms);
        query_bind_text(&q, json);
        return query_run(&q);
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
        return n->settings.security_contact.len ? note_page(s, 0, SLICE(ADDRESS_SECURITY_TXT)) : NO_ERR;
}

static struct err put(struct store *s, struct slice json, int64_t now_ms, struct arena *a, struct buf *why)
{
        struct newsroom newsroom;
        int64_t number;
        TRY(last_version(s, &number));
        TRY(newsroom_load_base(s, a, &newsroom));
        TRY(read(json, &newsroom, a, &newsroom.settings, why));
        TRY(add_version(s, number + 1, json, now_ms));
        TRY(note_pages(s, &newsroom, a));
        TRY(picture_put_settings(s, &newsroom.settings));
        struct change change = {.time_ms = now_ms, .act = CHANGE_NEWSROOM};
        return change_log(s, &change, SLICE(""), &change.number);
}

struct err store_put_settings(struct store *s, struct slice json, int64_t now_ms, bool *ret_changed, struct buf *why)
{
        store_check_writing(s);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct settings_versions versions;
        *ret_changed = false;
        if (json.len > SETTINGS_MAX_BYTES) {
                buf_add_format(why, "settings: together longer than %d bytes", SETTINGS_MAX_BYTES);
                return ERR(ERR_INVALID, "store settings");
        }
        TRY(store_settings(s, &arena, &versions));
        if (slice_eq(versions.in_force, json)) return NO_ERR;
        *ret_changed = true;
        return put(s, json, now_ms, &arena, why);
}

struct err store_set_pages(struct store *s, struct arena *a, struct set_pages *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_SET_PAGES);
        struct err err;
        *ret = (struct set_pages){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] =
                        (struct set_page){.edition = (unsigned)query_int(&q, 1), .path = query_copy(&q, 0, a)};
        }
        return err;
}
