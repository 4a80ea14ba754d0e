/* What stands around every page's own text: its head and its language switcher. */
#include "press/surroundings.h"

#include <stdio.h>

enum { SHARED_ICON_WIDTH = 512 };

static const struct sibling *sibling_in(const struct siblings *siblings, unsigned edition)
{
        for (size_t i = 0; i < siblings->count; i++)
                if (siblings->at[i].edition == edition) return &siblings->at[i];
        return NULL;
}

/* ---- head ---- */

static json_t *alternate(const struct imprint *i, struct slice path)
{
        json_t *values = json_object();
        json_put(values, "code", json_from_slice(i->edition->code));
        json_put(values, "url", values_full_url(i, path));
        return values;
}

/* The page in each edition that has it, itself included, as search engines want it; nothing for a page alone. */
static json_t *alternates(struct presser *p, const struct surroundings *s)
{
        json_t *list = json_array();
        if (s->siblings->count == 0 || s->siblings_are_above || s->path.len == 0) return list;
        for (size_t e = 0; e < p->newsroom->edition_count; e++) {
                const struct imprint *other = presser_imprint(p, p->newsroom->editions[e].id);
                const struct sibling *sibling = sibling_in(s->siblings, other->edition->id);
                if (other == s->imprint)
                        json_append(list, alternate(other, s->path));
                else if (sibling)
                        json_append(list, alternate(other, sibling->path));
        }
        return list;
}

/* What stands for the page where it is shared: an article's picture, or the site's icon, which is small. */
static json_t *shared_image(const struct surroundings *s)
{
        const struct article *article = s->article ? s->article->article : NULL;
        json_t *image = article && article->picture_count ? values_shared_image(s->imprint, &article->pictures[0])
                                                          : json_false();
        bool is_large = json_is_object(image);
        if (!is_large) {
                image = json_object();
                json_put(image, "url", values_full_url(s->imprint, SLICE(SHARED_ICON)));
                json_put(image, "width", json_integer(SHARED_ICON_WIDTH));
                json_put(image, "height", json_integer(SHARED_ICON_WIDTH));
                json_put(image, "alt", json_from_slice(s->imprint->edition->name));
        }
        json_put(image, "large", json_boolean(is_large));
        return image;
}

static void put_article(const struct surroundings *s, json_t *values)
{
        const struct article *article = s->article ? s->article->article : NULL;
        json_put(values, "article", json_boolean(article != NULL));
        if (!article) return;
        json_put(values, "published", values_date(s->imprint, article->published_ms, DATE_ISO));
        json_put(values, "modified", values_date(s->imprint, article_modified_ms(article), DATE_ISO_EXACT));
}

/* What it is told to be about; else what an article opens with; else whose it is. */
static void describe(const struct surroundings *s, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(DESCRIPTION_MAX_BYTES);
        const struct language_value words[] = {{"title", s->title}, {"name", s->imprint->edition->name}};
        buf_add(&text, s->description);
        if (text.len == 0 && s->article) description_of_body(&s->article->article->body, &text);
        if (text.len == 0 && s->path.len)
                language_write_text(s->imprint->language, "page_description", words, 2, &text);
        description_write(buf_slice(&text), ret);
}

void surroundings_write_page(const struct imprint *i, unsigned number, struct buf *ret)
{
        char text[16];
        struct language_value page = {"page", {text, (size_t)snprintf(text, sizeof text, "%u", number)}};
        language_write_text(i->language, "page_in_title", &page, 1, ret);
}

static json_t *shared_url(const struct surroundings *s)
{
        struct slice path = s->whole_path.len ? s->whole_path : s->path;
        return path.len ? values_full_url(s->imprint, path) : json_false();
}

static struct err press_head(struct presser *p, const struct surroundings *s, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf description = BUF_INIT(DESCRIPTION_MAX_BYTES);
        json_auto_t *values = values_new(s->imprint);
        describe(s, &description);
        json_put(values, "title", json_from_slice(s->title));
        json_put(values, "description", json_from_slice(buf_slice(&description)));
        json_put(values, "url", s->path.len ? values_full_url(s->imprint, s->path) : json_false());
        json_put(values, "shared_url", shared_url(s));
        json_put(values, "alternates", alternates(p, s));
        json_put(values, "alone", json_boolean(s->alone));
        json_put(values, "asks", json_boolean(s->asks));
        json_put(values, "has_calendar", json_boolean(s->has_calendar));
        json_put(values, "feeds", s->feeds.len ? values_full_url(s->imprint, s->feeds) : json_false());
        json_put(values, "pages_style",
                 s->article ? json_false() : json_from_slice(theme_style(p->theme, THEME_PAGES_STYLE)));
        json_put(values, "image", shared_image(s));
        json_put(values, "structured", structured_data(p, s, buf_slice(&description)));
        put_article(s, values);
        return press_fragment(p, "head", values, ret);
}

/* ---- languages ---- */

static json_t *language_values(const struct surroundings *s, const struct imprint *other)
{
        const struct sibling *sibling = sibling_in(s->siblings, other->edition->id);
        bool current = other == s->imprint;
        json_t *values = json_object();
        json_put(values, "edition", json_incref(other->values));
        json_put(values, "current", json_boolean(current));
        json_put(values, "missing", json_boolean(!current && !sibling));
        json_put(values, "path", json_from_slice(sibling ? sibling->path : other->front));
        return values;
}

static struct err press_languages(struct presser *p, const struct surroundings *s, struct buf *ret)
{
        json_t *languages = json_array();
        for (size_t e = 0; e < p->newsroom->edition_count; e++)
                json_append(languages, language_values(s, presser_imprint(p, p->newsroom->editions[e].id)));
        json_auto_t *values = values_new(s->imprint);
        json_put(values, "has_languages", json_boolean(p->newsroom->edition_count > 1));
        json_put(values, "languages", languages);
        return press_fragment(p, "languages", values, ret);
}

struct err press_surroundings(struct presser *p, const struct surroundings *s, struct pressed_page *ret)
{
        TRY(press_head(p, s, &ret->head));
        return press_languages(p, s, &ret->languages);
}
