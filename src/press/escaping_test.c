/* Whatever stands in a text of the newsroom, the page has the same elements and attributes as with a harmless word, and
 * shows the text as it is. The judge is gumbo, a parser of HTML as browsers parse it. */
#include "press/page_test.h"

#include <gumbo.h>
#include <jansson.h>
#include <stdlib.h>

static const char *const hostile[] = {
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "</title></style></textarea></script><h1>x</h1>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg/onload=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' onmouseover='alert(1)",
        "` onmouseover=`alert(1)",
        "<!-- ",
        "--><b>",
        "<![CDATA[x]]>",
        "&lt;b&gt; &amp; &#60;i&#62; &#x3c;u>",
        "</p></article></main><main>",
        "{{{body}}} {{text.photo}} {{>article_main}}",
        "\\u003cscript> \\\" \\",
        "{credit} {time} {day}",
        "<plaintext>",
};

/* ---- an article and everything around it, made of one text ---- */

struct whole {
        struct setting setting;
        struct buf html;
};

static void put_hostile_body(struct slice text, struct block blocks[11])
{
        static struct span span, link;
        static struct block paragraph, image, cell, row, item;
        static struct rich_text rich, linked;
        span = (struct span){.text = text, .marks = MARK_BOLD | MARK_ITALIC};
        link = (struct span){.text = text, .marks = MARK_LINK, .href = SLICE("https://x.example/?a=1&b='2'")};
        rich = (struct rich_text){&span, 1};
        linked = (struct rich_text){&link, 1};
        paragraph = (struct block){.kind = BLOCK_PARAGRAPH, .text = rich};
        image = (struct block){.kind = BLOCK_IMAGE, .caption = text, .credit = text, .alt = text};
        cell = (struct block){.kind = BLOCK_CELL, .header = true, .text = rich};
        row = (struct block){.kind = BLOCK_ROW, .children = &cell, .child_count = 1};
        item = (struct block){.kind = BLOCK_ITEM, .text = rich};
        const struct block all[] = {
                paragraph,
                {.kind = BLOCK_PARAGRAPH, .text = linked},
                {.kind = BLOCK_LABELLED, .label = LABEL_CUSTOM, .label_text = text, .text = rich},
                {.kind = BLOCK_HEADING, .level = 2, .text = rich},
                {.kind = BLOCK_LIST, .children = &item, .child_count = 1},
                {.kind = BLOCK_QUOTE, .attribution = text, .children = &paragraph, .child_count = 1},
                image,
                {.kind = BLOCK_GALLERY, .children = &image, .child_count = 1},
                {.kind = BLOCK_TABLE, .caption = text, .children = &row, .child_count = 1},
                {.kind = BLOCK_EMBED, .provider = SLICE("youtube"), .embed_id = SLICE("a_-b"), .caption = text},
                {.kind = BLOCK_TIMELINE, .text = rich, .children = &paragraph, .child_count = 1},
        };
        memcpy(blocks, all, sizeof all);
}

static struct headline headline_of(struct slice text)
{
        return (struct headline){
                .edition = EN,
                .section = 1,
                .path = text,
                .text = text,
                .lead = text,
                .urgency = URGENCY_BREAKING,
        };
}

static void press_hostile_article(struct whole *w, struct slice text)
{
        struct block blocks[11];
        put_hostile_body(text, blocks);
        struct author author = {.name = text};
        struct source source = {text, SLICE("https://x.example/?a=\"1\"&b=<2>"), text};
        struct topic topic = {TOPIC_SUBJECT, text, text};
        struct shelf shelf = {.kind = SHELF_TOPIC, .edition = EN, .name = text, .slug = text, .url = text};
        struct picture picture = {.caption = text, .credit = text, .alt = text};
        struct correction correction = {text, 1};
        struct headline headline = headline_of(text);
        struct article article = {
                .edition = EN,
                .section = 1,
                .headline = text,
                .lead = text,
                .body = {blocks, 11},
                .authors = &author,
                .sources = &source,
                .topics = &topic,
                .topic_count = 1,
                .pictures = &picture,
                .corrections = &correction,
                .correction_count = 1,
                .author_count = 1,
                .source_count = 1,
                .picture_count = 1,
                .updated_ms = 1,
        };
        /* The body opens with the lead, which hides it; so the lead gets something of its own. */
        CLEANUP(buf_clear) struct buf lead = BUF_INIT(1 << 16);
        buf_add_text(&lead, "Lead: ");
        buf_add(&lead, text);
        article.lead = buf_slice(&lead);
        struct sibling sibling = {.edition = UK, .path = text};
        struct article_view view = {
                .article = &article,
                .path = text,
                .authors = &shelf,
                .topics = &shelf,
                .sources = &shelf,
                .siblings = {&sibling, 1},
                .related = {&headline, 1},
                .of_section = {&headline, 1},
        };
        CLEANUP(pressed_page_clear) struct pressed_page page;
        pressed_page_init(&page);
        assert_int_equal(press_article(w->setting.presser, &view, &page).code, OK);
        whole_page(&w->setting, EN, &page, &view.related, &w->html);
}

static void add_hostile_listing(struct whole *w, const struct listing_view *view)
{
        CLEANUP(pressed_listing_clear) struct pressed_listing listing;
        pressed_listing_init(&listing);
        assert_int_equal(press_listing(w->setting.presser, view, &listing).code, OK);
        buf_add(&w->html, buf_slice(&listing.open));
        buf_add(&w->html, buf_slice(&listing.close));
        add_plain(&w->html, &listing.page.more);
}

static void add_hostile_pages(struct whole *w, struct slice text)
{
        struct headline headline = headline_of(text);
        struct headlines headlines = {&headline, 1};
        CLEANUP(buf_clear) struct buf item = BUF_INIT(PAGE_MAX_BYTES);
        assert_int_equal(press_item(w->setting.presser, &headline, &item).code, OK);
        buf_add(&w->html, buf_slice(&item));

        CLEANUP(pressed_page_clear) struct pressed_page page;
        pressed_page_init(&page);
        assert_int_equal(press_status_page(w->setting.presser, EN, 410, text, &page).code, OK);
        add_plain(&w->html, &page.main);

        struct front_block block = {&w->setting.newsroom.sections[0], headlines};
        struct front_view front = {.edition = EN, .top = headlines, .blocks = &block, .block_count = 1};
        assert_int_equal(press_front(w->setting.presser, &front, &page).code, OK);
        add_plain(&w->html, &page.main);

        struct shelf shelf = {
                .kind = SHELF_SOURCE, .edition = EN, .name = text, .slug = text, .url = text, .description = text};
        struct listing_view view = {
                .kind = LISTING_SHELF, .edition = EN, .shelf = shelf, .path = text, .older_path = text};
        add_hostile_listing(w, &view);
        view.shelf.kind = SHELF_PERSON;
        add_hostile_listing(w, &view);
        view.kind = LISTING_SHELF_MONTH;
        view.day = (struct day){2023, 8, 0};
        view.shelf_path = text;
        add_hostile_listing(w, &view);
}

/* All pages of a newsroom whose every text is `text`, one after another. */
static void whole_init(struct whole *w, const char *text)
{
        setting_init(&w->setting, text);
        buf_init(&w->html, PAGE_MAX_BYTES);
        press_hostile_article(w, slice_of(text));
        add_hostile_pages(w, slice_of(text));
}

static void whole_clear(struct whole *w)
{
        buf_clear(&w->html);
        setting_clear(&w->setting);
}

/* ---- the judge ---- */

/* Appends the elements with the names of their attributes, and to `texts` what is shown. */
static void describe(const GumboNode *node, unsigned depth, struct buf *elements, struct buf *texts)
{
        if (node->type == GUMBO_NODE_COMMENT) buf_add_text(elements, "comment\n");
        if (node->type == GUMBO_NODE_TEXT) buf_add_text(texts, node->v.text.text);
        if (node->type != GUMBO_NODE_ELEMENT) return;
        const GumboElement *element = &node->v.element;
        buf_add_format(elements, "%u %s %.*s", depth, gumbo_normalized_tagname(element->tag),
                       element->tag == GUMBO_TAG_UNKNOWN ? (int)element->original_tag.length : 0,
                       element->original_tag.data);
        for (unsigned i = 0; i < element->attributes.length; i++)
                buf_add_format(elements, " %s", ((GumboAttribute *)element->attributes.data[i])->name);
        buf_add_text(elements, "\n");
        for (unsigned i = 0; i < element->children.length; i++)
                describe(element->children.data[i], depth + 1, elements, texts);
}

static void parse(const struct buf *html, struct buf *elements, struct buf *texts)
{
        GumboOutput *tree = gumbo_parse_with_options(&kGumboDefaultOptions, html->at, html->len);
        describe(tree->root, 0, elements, texts);
        gumbo_destroy_output(&kGumboDefaultOptions, tree);
        assert_false(elements->full || texts->full);
}

static void hostile_texts_add_no_element_and_no_attribute(void **state)
{
        (void)state;
        struct whole harmless, w;
        struct buf expected = BUF_INIT(PAGE_MAX_BYTES), elements = BUF_INIT(PAGE_MAX_BYTES);
        struct buf texts = BUF_INIT(PAGE_MAX_BYTES);
        whole_init(&harmless, "word");
        parse(&harmless.html, &expected, &texts);
        assert_true(expected.len > 1000);
        for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
                buf_truncate(&elements);
                whole_init(&w, hostile[i]);
                parse(&w.html, &elements, &texts);
                if (!slice_eq(buf_slice(&elements), buf_slice(&expected)))
                        fail_msg("%s changes the page: %s", hostile[i], buf_text(&w.html));
                whole_clear(&w);
        }
        whole_clear(&harmless);
        buf_clear(&expected);
        buf_clear(&elements);
        buf_clear(&texts);
}

/* Non-breaking spaces are the only thing that typography may put in. */
static void unbreak(struct buf *text)
{
        size_t len = 0;
        for (size_t i = 0; i < text->len; i++) {
                bool space = text->at[i] == '\xc2' && i + 1 < text->len && text->at[i + 1] == '\xa0';
                text->at[len++] = space ? ' ' : text->at[i];
                i += space;
        }
        text->len = len;
}

static void hostile_texts_are_shown_as_they_are(void **state)
{
        (void)state;
        struct whole w;
        struct buf elements = BUF_INIT(PAGE_MAX_BYTES), texts = BUF_INIT(PAGE_MAX_BYTES);
        for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
                buf_truncate(&elements);
                buf_truncate(&texts);
                whole_init(&w, hostile[i]);
                parse(&w.html, &elements, &texts);
                unbreak(&texts);
                unsigned seen = 0;
                for (const char *at = buf_text(&texts); (at = strstr(at, hostile[i])); at += strlen(hostile[i]))
                        seen++;
                if (seen < 40) fail_msg("%s is shown %u times", hostile[i], seen);
                whole_clear(&w);
        }
        buf_clear(&elements);
        buf_clear(&texts);
}

static void structured_data_survive_hostile_texts(void **state)
{
        (void)state;
        for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
                struct whole w;
                whole_init(&w, hostile[i]);
                const char *start = strstr(buf_text(&w.html), "ld+json\">");
                assert_non_null(start);
                start += strlen("ld+json\">");
                size_t len = (size_t)(strstr(start, "</script>") - start);
                assert_null(memchr(start, '<', len));
                json_t *data = json_loadb(start, len, 0, NULL);
                const json_t *article = json_array_get(json_object_get(data, "@graph"), 0);
                assert_string_equal(json_string_value(json_object_get(article, "headline")), hostile[i]);
                json_decref(data);
                whole_clear(&w);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(hostile_texts_add_no_element_and_no_attribute),
                cmocka_unit_test(hostile_texts_are_shown_as_they_are),
                cmocka_unit_test(structured_data_survive_hostile_texts),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
