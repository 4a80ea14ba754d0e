/* The small files of a site. What a template cannot spoil is made here; the icon's drawing is the theme's. */
#include "news/colour.h"
#include "news/text.h"
#include "press/own_pages.h"
#include "press/presser_inside.h"

#include <ctype.h>
#include <stdlib.h>

enum { FILE_MAX_BYTES = 1 << 20 };

static struct err press_bytes(struct presser *p, struct slice bytes, struct pressed_page *ret)
{
        buf_truncate(&ret->main);
        return fragment_press(p->deflater, bytes, &ret->main);
}

struct err press_theme_file(struct presser *p, struct slice name, struct pressed_page *ret)
{
        return press_bytes(p, theme_file(p->theme, name), ret);
}

struct err press_robots(struct presser *p, struct pressed_page *ret)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(FILE_MAX_BYTES);
        const struct newsroom *n = p->newsroom;
        CLEANUP(arena_clear) struct arena arena = {0};
        buf_add_format(&text, "User-agent: *\nAllow: /\nDisallow: /go/\n\nSitemap: %.*s" ADDRESS_SITEMAPS "\n",
                       SLICE_ARGS(n->url));
        for (size_t i = 0; i < n->edition_count; i++)
                buf_add_format(&text, "Sitemap: %.*s%.*ssitemap.xml\n", SLICE_ARGS(n->url),
                               SLICE_ARGS(address_all_news(&arena, &n->editions[i])));
        return press_bytes(p, buf_slice(&text), ret);
}

struct err press_ads_txt(struct presser *p, struct pressed_page *ret)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(FILE_MAX_BYTES);
        buf_add(&text, p->newsroom->settings.ads_txt);
        buf_add_char(&text, '\n');
        return press_bytes(p, buf_slice(&text), ret);
}

struct err press_security_txt(struct presser *p, struct pressed_page *ret)
{
        const struct newsroom *n = p->newsroom;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(FILE_MAX_BYTES);
        buf_add_format(&text, "Contact: %.*s\nExpires: ", SLICE_ARGS(n->settings.security_contact));
        language_write_date(presser_imprint(p, n->editions[0].id)->language, n->settings.security_expires_ms, DATE_ISO,
                            &text);
        buf_add_text(&text, "\nPreferred-Languages: ");
        for (size_t i = 0; i < n->edition_count; i++)
                buf_add_format(&text, "%s%.*s", i ? ", " : "", SLICE_ARGS(n->editions[i].code));
        buf_add_format(&text, "\nCanonical: %.*s" ADDRESS_SECURITY_TXT "\n", SLICE_ARGS(n->url));
        return press_bytes(p, buf_slice(&text), ret);
}

/* ---- icon ---- */

static bool is_letter(uint32_t character)
{
        if (character < 0x80) return isalnum((int)character);
        bool is_mark = character <= 0xBF || (character >= 0x2000 && character < 0x2C00) || character >= 0x3000;
        return !is_mark;
}

/* The name's first letter or digit, without quotation marks before it. */
static struct slice first_letter(struct slice name)
{
        for (struct slice rest = name; rest.len;) {
                const char *at = rest.at;
                uint32_t character = 0;
                text_next(&rest, &character);
                if (is_letter(character)) return (struct slice){at, (size_t)(rest.at - at)};
        }
        return SLICE("");
}

struct err press_icon(struct presser *p, struct pressed_page *ret)
{
        const struct newsroom *n = p->newsroom;
        json_auto_t *values = json_object();
        json_put(values, "letter", json_from_slice(first_letter(n->editions[0].name)));
        json_put(values, "colour", json_from_slice(n->settings.accent));
        return press_fragment(p, "icon", values, &ret->main);
}

/* ---- manifest ---- */

static json_t *icons(void)
{
        json_t *icons = json_pack("[{s:s, s:s, s:s}, {s:s, s:s, s:s}, {s:s, s:s, s:s}]", "src", "/icon.svg", "type",
                                  "image/svg+xml", "sizes", "any", "src", "/icon-192.png", "type", "image/png", "sizes",
                                  "192x192", "src", "/icon-512.png", "type", "image/png", "sizes", "512x512");
        must(icons != NULL);
        return icons;
}

struct err press_manifest(struct presser *p, unsigned edition, struct pressed_page *ret)
{
        const struct imprint *i = presser_imprint(p, edition);
        json_auto_t *values = json_object();
        json_put(values, "name", json_from_slice(i->edition->name));
        json_put(values, "short_name", json_from_slice(i->edition->name));
        json_put(values, "lang", json_from_slice(i->edition->code));
        json_put(values, "start_url", json_from_slice(i->front));
        json_put(values, "scope", json_from_slice(i->front));
        json_put(values, "display", json_string("minimal-ui"));
        json_put(values, "background_color", json_from_slice(GROUND_LIGHT));
        json_put(values, "theme_color", json_from_slice(GROUND_LIGHT));
        json_put(values, "icons", icons());
        char *text = json_dumps(values, JSON_COMPACT);
        must(text != NULL);
        struct err err = press_bytes(p, slice_of(text), ret);
        free(text);
        return err;
}
