/* The settings document: whatever it holds is read within the rules, or refused with a reason that names a place. */
#include "news/settings.h"

#include "news/newsroom.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WHY_MAX_BYTES = 8192 };

static const struct newsroom newsroom = {
        .editions = {{.id = 1, .code = SLICE("uk"), .prefix = SLICE("")},
                     {.id = 2, .code = SLICE("en"), .prefix = SLICE("/eng")}},
        .edition_count = 2,
        .sections = {{.id = 1, .names = {SLICE("Спорт")}, .slugs = {SLICE("sport")}, .key = SLICE("sport")}},
        .section_count = 1,
};

/* What pages are pressed from must keep these promises. */
static void check(const struct settings *s)
{
        must(s->page_count <= STATIC_PAGES_MAX && s->creative_count <= CREATIVES_MAX);
        for (size_t i = 0; i < s->page_count; i++)
                must(slug_is_usable(s->pages[i].slug) && !slice_eq(s->pages[i].slug, SLICE("sport")));
        for (size_t e = 0; e < newsroom.edition_count; e++) {
                must(s->breaking[e].text.len == 0 || s->breaking[e].until_ms > s->breaking[e].from_ms);
                must((s->support[e].title.len > 0) == (s->support[e].way_count > 0));
        }
        for (size_t i = 0; i < s->creative_count; i++)
                must(s->creatives[i].editions && s->creatives[i].weight && s->creatives[i].url.len);
        must((s->accent.len > 0) == (s->accent_dark.len > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        json_t *json = json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);
        if (!json) return 0;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(WHY_MAX_BYTES);
        struct settings settings;
        struct err err = settings_read(json, &newsroom, &a, &settings, &why);
        must(err.code == OK || (err.code == ERR_INVALID && (why.len || why.full)));
        if (err.code == OK) check(&settings);
        json_decref(json);
        return 0;
}
