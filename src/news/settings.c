#include "news/settings.h"

#include "news/settings_form.h"

enum { PLACE_MAX_BYTES = 1000 };

/* A creative's key is what clicks are counted by. */
static struct err check_keys(struct settings_reader *r, const struct settings *settings)
{
        for (size_t i = 0; i < settings->creative_count; i++)
                for (size_t other = 0; other < i; other++) {
                        struct slice key = settings->creatives[i].key;
                        if (!slice_eq(key, settings->creatives[other].key)) continue;
                        char name[64];
                        snprintf(name, sizeof name, "creatives[%zu].key", i);
                        settings_enter(r, name);
                        return settings_fault(r, "'%.*s' is also that of creatives[%zu]; give each its own",
                                              SLICE_ARGS(key), other);
                }
        return NO_ERR;
}

static size_t place_of(const struct settings *settings, struct slice slug)
{
        size_t at = 0;
        while (at < settings->page_order_count && !slice_eq(settings->page_order[at], slug))
                at++;
        return at;
}

/* Those that the order does not name stay as the document has them, behind the others. */
static void order_pages(struct settings *settings)
{
        for (size_t i = 1; i < settings->page_count; i++) {
                struct static_page page = settings->pages[i];
                size_t place = place_of(settings, page.slug), at = i;
                for (; at > 0 && place_of(settings, settings->pages[at - 1].slug) > place; at--)
                        settings->pages[at] = settings->pages[at - 1];
                settings->pages[at] = page;
        }
}

const struct creative *settings_creative(const struct settings *settings, struct slice key)
{
        for (size_t i = 0; i < settings->creative_count; i++)
                if (slice_eq(settings->creatives[i].key, key)) return &settings->creatives[i];
        return NULL;
}

struct err settings_read(const json_t *document, const struct newsroom *newsroom, struct arena *a, struct settings *ret,
                         struct buf *why)
{
        struct settings_reader reader = {
                .newsroom = newsroom, .arena = a, .place = BUF_INIT(PLACE_MAX_BYTES), .why = why};
        struct settings read = {0};
        struct err err = settings_read_object(&reader, document, &settings_whole, &read);
        if (err.code == OK) err = check_keys(&reader, &read);
        order_pages(&read);
        if (err.code == OK) *ret = read;
        buf_clear(&reader.place);
        return err;
}

int64_t front_until_ms(const struct front_choice *choice, struct slice uri)
{
        for (size_t i = 0; i < choice->pin_count; i++)
                if (slice_eq(choice->pins[i].uri, uri)) return choice->pins[i].until_ms;
        return INT64_MAX;
}
