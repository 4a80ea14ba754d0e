/* A newsroom of three editions and its presser, for the tests of this room; pages whole and plain, as readers get them.
 */
#pragma once
#include "fragment/fragment.h"
#include "press/listing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

enum { UK = 1, RU, EN, PAGE_MAX_BYTES = 16 << 20 };

struct setting {
        struct newsroom newsroom;
        struct theme *theme;
        struct presser *presser;
};

/* Every name of the newsroom is `name`, where that is not NULL. */
static inline void setting_init(struct setting *s, const char *name)
{
        static const char *const codes[] = {"uk", "ru", "en"}, *const prefixes[] = {"", "/rus", "/eng"};
        static const char *const names[] = {"Вісник", "Вестник", "Herald"};
        static const char *const sections[][3] = {{"Місто", "Город", "City"}, {"Річка", "Река", "River"}};
        s->newsroom = (struct newsroom){.url = SLICE("https://news.example"), .edition_count = 3, .section_count = 2};
        for (unsigned e = 0; e < 3; e++)
                s->newsroom.editions[e] = (struct edition){
                        .id = e + 1,
                        .code = slice_of(codes[e]),
                        .prefix = slice_of(prefixes[e]),
                        .zone = SLICE("Europe/Kyiv"),
                        .name = slice_of(name ? name : names[e]),
                        .support_url = SLICE("https://news.example/support/"),
                };
        for (unsigned i = 0; i < 2; i++)
                for (unsigned e = 0; e < 3; e++) {
                        struct section *section = &s->newsroom.sections[i];
                        section->id = i + 1;
                        section->names[e] = slice_of(name ? name : sections[i][e]);
                        section->slugs[e] = i ? SLICE("river") : SLICE("city");
                        section->places[e] = i + 1;
                }
        struct buf why = BUF_INIT(1024);
        assert_int_equal(presser_load_theme(NULL, &s->theme, &why).code, OK);
        assert_int_equal(presser_new(&s->newsroom, s->theme, &s->presser).code, OK);
}

static inline void setting_clear(struct setting *s)
{
        presser_free(s->presser);
        theme_free(s->theme);
}

/* What most tests need: a setting, and places for what is pressed. */
struct press {
        struct setting setting;
        struct pressed_page page;
        struct pressed_listing listing;
        struct buf stored, text;
};

static inline int start(void **state)
{
        struct press *p = calloc(1, sizeof *p);
        assert_non_null(p);
        setting_init(&p->setting, NULL);
        pressed_page_init(&p->page);
        pressed_listing_init(&p->listing);
        buf_init(&p->stored, PAGE_MAX_BYTES);
        buf_init(&p->text, PAGE_MAX_BYTES);
        *state = p;
        return 0;
}

static inline int stop(void **state)
{
        struct press *p = *state;
        buf_clear(&p->stored);
        buf_clear(&p->text);
        pressed_listing_clear(&p->listing);
        pressed_page_clear(&p->page);
        setting_clear(&p->setting);
        free(p);
        return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

/* A fragment's plain text, appended. */
static inline void add_plain(struct buf *ret, const struct buf *stored)
{
        struct fragment fragment;
        assert_int_equal(fragment_read(buf_slice(stored), &fragment).code, OK);
        assert_int_equal(fragment_inflate(&fragment, ret).code, OK);
}

static inline const char *plain(struct buf *to, const struct buf *stored)
{
        buf_truncate(to);
        add_plain(to, stored);
        return buf_text(to);
}

/* The whole page in its layout, around `newest` in the rail. */
static inline const char *whole_page(struct setting *s, unsigned edition, const struct pressed_page *page,
                                     const struct headlines *newest, struct buf *to)
{
        CLEANUP(pressed_furniture_clear) struct pressed_furniture furniture;
        CLEANUP(buf_clear) struct buf rail = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES);
        pressed_furniture_init(&furniture);
        assert_int_equal(press_furniture(s->presser, edition, &furniture).code, OK);
        assert_int_equal(press_rail(s->presser, edition, newest, 0, &rail).code, OK);
        plain(to, &page->head);
        add_plain(to, &furniture.top);
        add_plain(to, &page->languages);
        add_plain(to, &furniture.bar);
        add_plain(to, &page->main);
        add_plain(to, &page->more);
        if (!strstr(buf_text(to), "</main>")) add_plain(to, &furniture.ask); /* the page is an article */
        add_plain(to, &rail);
        add_plain(to, &furniture.foot);
        return buf_text(to);
}

static inline void assert_has(const char *text, const char *part)
{
        if (!strstr(text, part)) fail_msg("\"%s\" is not in: %s", part, text);
}

static inline void assert_lacks(const char *text, const char *part)
{
        if (strstr(text, part)) fail_msg("\"%s\" is in: %s", part, text);
}

/* Each of the parts, up to a NULL, stands behind the one before it. */
static inline void assert_order(const char *text, const char *const *parts)
{
        for (const char *at = text; *parts; parts++) {
                const char *found = strstr(at, *parts);
                if (!found) {
                        fail_msg("\"%s\" is not behind what should come before it in: %s", *parts, text);
                        return;
                }
                at = found + strlen(*parts);
        }
}
