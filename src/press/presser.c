#include "press/presser_inside.h"

#include "base/builtin.h"

#include <sodium.h>

#include <stdlib.h>

/* Ten times what a body of the largest size comes to: escaping makes a text at most six times as long. */
enum { PLAIN_MAX_BYTES = 10 * BODY_JSON_MAX_BYTES, STORED_MAX_BYTES = 2 * FRAGMENT_PLAIN_MAX_BYTES };

void pressed_page_init(struct pressed_page *p)
{
        buf_init(&p->head, STORED_MAX_BYTES);
        buf_init(&p->languages, STORED_MAX_BYTES);
        buf_init(&p->main, STORED_MAX_BYTES);
        buf_init(&p->more, STORED_MAX_BYTES);
}

void pressed_page_clear(struct pressed_page *p)
{
        buf_clear(&p->head);
        buf_clear(&p->languages);
        buf_clear(&p->main);
        buf_clear(&p->more);
}

void pressed_listing_init(struct pressed_listing *l)
{
        pressed_page_init(&l->page);
        buf_init(&l->open, STORED_MAX_BYTES);
        buf_init(&l->close, STORED_MAX_BYTES);
        buf_init(&l->about, STORED_MAX_BYTES);
}

void pressed_listing_clear(struct pressed_listing *l)
{
        pressed_page_clear(&l->page);
        buf_clear(&l->open);
        buf_clear(&l->close);
        buf_clear(&l->about);
}

void pressed_furniture_init(struct pressed_furniture *f)
{
        buf_init(&f->top, STORED_MAX_BYTES);
        buf_init(&f->bar, STORED_MAX_BYTES);
        buf_init(&f->ask, STORED_MAX_BYTES);
        buf_init(&f->foot, STORED_MAX_BYTES);
}

void pressed_furniture_clear(struct pressed_furniture *f)
{
        buf_clear(&f->top);
        buf_clear(&f->bar);
        buf_clear(&f->ask);
        buf_clear(&f->foot);
}

struct err presser_new(const struct newsroom *newsroom, const struct theme *theme, struct presser **ret)
{
        CLEANUP(presser_freep) struct presser *p = calloc(1, sizeof *p);
        if (!p) return ERR(ERR_FULL, "allocate a presser");
        p->newsroom = newsroom;
        p->theme = theme;
        buf_init(&p->plain, PLAIN_MAX_BYTES);
        for (size_t i = 0; i < KNOWN_FRAGMENTS; i++) {
                buf_init(&p->known[i].plain, KNOWN_PLAIN_MAX_BYTES);
                buf_init(&p->known[i].stored, STORED_MAX_BYTES);
        }
        TRY(deflater_new(DEFLATE_SMALL, &p->deflater));
        TRY(deflater_new(DEFLATE_QUICK, &p->quick_deflater));
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                must(edition->id >= 1 && edition->id <= EDITION_MAX);
                TRY(imprint_init(&p->imprints[edition->id - 1], newsroom, edition));
        }
        *ret = p;
        p = NULL;
        return NO_ERR;
}

struct err presser_like(const struct presser *p, struct presser **ret)
{
        return presser_new(p->newsroom, p->theme, ret);
}

void presser_free(struct presser *p)
{
        if (!p) return;
        for (size_t i = 0; i < EDITION_MAX; i++)
                imprint_clear(&p->imprints[i]);
        for (size_t i = 0; i < KNOWN_FRAGMENTS; i++) {
                buf_clear(&p->known[i].plain);
                buf_clear(&p->known[i].stored);
        }
        deflater_free(p->quick_deflater);
        deflater_free(p->deflater);
        buf_clear(&p->plain);
        free(p);
}

static void add_values(crypto_generichash_state *state, const json_t *values)
{
        char *text = json_dumps(values, JSON_COMPACT | JSON_SORT_KEYS);
        must(text != NULL);
        crypto_generichash_update(state, (const unsigned char *)text, strlen(text));
        free(text);
}

void presser_fingerprint(const struct presser *p, uint8_t ret[PRESSER_FINGERPRINT_BYTES])
{
        uint8_t theme[THEME_FINGERPRINT_BYTES];
        crypto_generichash_state state;
        theme_fingerprint(p->theme, theme);
        crypto_generichash_init(&state, NULL, 0, PRESSER_FINGERPRINT_BYTES);
        crypto_generichash_update(&state, theme, sizeof theme);
        crypto_generichash_update(&state, (const unsigned char *)build_commit, strlen(build_commit));
        for (size_t i = 0; i < EDITION_MAX; i++) {
                if (!p->imprints[i].edition) continue;
                add_values(&state, p->imprints[i].values);
                const struct slice zone = p->imprints[i].edition->zone; /* every page has a time of day */
                crypto_generichash_update(&state, (const unsigned char *)zone.at, zone.len);
                add_values(&state, p->imprints[i].text);
                for (size_t at = 0; at < SECTION_MAX; at++)
                        if (p->imprints[i].sections[at]) add_values(&state, p->imprints[i].sections[at]);
        }
        crypto_generichash_update(&state, (const unsigned char *)p->newsroom->settings.hub.at,
                                  p->newsroom->settings.hub.len);
        crypto_generichash_final(&state, ret, PRESSER_FINGERPRINT_BYTES);
}

struct imprint *presser_imprint(struct presser *p, unsigned edition)
{
        must(edition >= 1 && edition <= EDITION_MAX && p->imprints[edition - 1].edition);
        return &p->imprints[edition - 1];
}

struct day presser_local_day(struct presser *p, unsigned edition, int64_t utc_ms)
{
        struct local_time time = language_local(presser_imprint(p, edition)->language, utc_ms);
        return (struct day){time.year, time.month, time.day};
}

struct err press_plain(struct presser *p, const char *template, const json_t *values, struct buf *ret)
{
        return theme_render(p->theme, slice_of(template), values, ret);
}

static struct known_fragment *place_of(struct presser *p, struct slice plain)
{
        static const unsigned char key[crypto_shorthash_KEYBYTES];
        uint64_t hash;
        _Static_assert(sizeof hash == crypto_shorthash_BYTES, "a hash is a number");
        crypto_shorthash((unsigned char *)&hash, (const unsigned char *)plain.at, plain.len, key);
        return &p->known[hash % KNOWN_FRAGMENTS];
}

static struct err get_to_know(struct known_fragment *known, struct deflater *deflater, struct slice plain)
{
        known->by = NULL;
        buf_truncate(&known->plain);
        buf_truncate(&known->stored);
        buf_add(&known->plain, plain);
        TRY(fragment_press(deflater, plain, &known->stored));
        TRY(BUF_OK(&known->plain, "remember a fragment"));
        known->by = deflater;
        return NO_ERR;
}

static struct err press_short(struct presser *p, struct deflater *deflater, struct slice plain, struct buf *ret)
{
        struct known_fragment *known = place_of(p, plain);
        if (known->by != deflater || !slice_eq(buf_slice(&known->plain), plain))
                TRY(get_to_know(known, deflater, plain));
        buf_add(ret, buf_slice(&known->stored));
        return BUF_OK(ret, "keep a pressed fragment");
}

static struct err press_with(struct presser *p, struct deflater *deflater, const char *template, const json_t *values,
                             struct buf *ret)
{
        buf_truncate(&p->plain);
        TRY(press_plain(p, template, values, &p->plain));
        buf_truncate(ret);
        if (p->plain.len <= KNOWN_PLAIN_MAX_BYTES) return press_short(p, deflater, buf_slice(&p->plain), ret);
        return fragment_press(deflater, buf_slice(&p->plain), ret);
}

struct err press_fragment(struct presser *p, const char *template, const json_t *values, struct buf *ret)
{
        return press_with(p, p->deflater, template, values, ret);
}

struct err press_fragment_quickly(struct presser *p, const char *template, const json_t *values, struct buf *ret)
{
        return press_with(p, p->quick_deflater, template, values, ret);
}
