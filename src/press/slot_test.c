/* What is shown for a time: breaking news in the bar, creatives in the slots. */
#include "press/page_test.h"

static const char *bar(struct press *p, unsigned edition, const struct breaking *breaking)
{
        assert_int_equal(press_bar(p->setting.presser, edition, breaking, &p->stored).code, OK);
        return plain(&p->text, &p->stored);
}

static const char *slot(struct press *p, unsigned edition, const struct creative *creative)
{
        assert_int_equal(press_slot(p->setting.presser, edition, creative, &p->stored).code, OK);
        return plain(&p->text, &p->stored);
}

static struct creative bakery(void)
{
        return (struct creative){
                .key = SLICE("bakery"),
                .slot = SLOT_RAIL,
                .weight = 1,
                .title = SLICE("Bread & rolls"),
                .text = SLICE("Fresh every morning"),
                .url = SLICE("https://bakery.example/"),
        };
}

static void the_bar_says_breaking_in_the_language_of_its_edition(void **state)
{
        struct press *p = *state;
        struct breaking breaking = {
                .text = SLICE("Bridge <closed>"), .url = SLICE("/news/1/"), .until_ms = 1764511200000};
        static const char *const order[] = {
                "</header>",
                "<section class=\"breaking\" aria-label=\"Терміново\" data-until=\"1764511200000\">",
                "<a href=\"/news/1/\">Bridge &lt;closed&gt;</a>",
                "</section>",
                "<main",
                NULL,
        };
        assert_order(bar(p, UK, &breaking), order);
        assert_has(bar(p, RU, &breaking), "aria-label=\"Срочно\"");
        assert_has(bar(p, EN, &breaking), "aria-label=\"Breaking\"");
}

static void breaking_news_need_no_link(void **state)
{
        struct press *p = *state;
        struct breaking breaking = {.text = SLICE("Bridge closed")};
        const char *text = bar(p, EN, &breaking);
        assert_has(text, "Bridge closed");
        assert_lacks(strstr(text, "class=\"breaking\""), "<a ");
}

static void the_quiet_bar_has_no_trace_of_breaking_news(void **state)
{
        struct press *p = *state;
        assert_lacks(bar(p, EN, NULL), "breaking");
}

/* Landmarks of one page must have names of their own. */
static void a_creative_is_marked_in_the_language_of_its_edition(void **state)
{
        struct press *p = *state;
        struct creative creative = bakery();
        assert_has(slot(p, UK, &creative), "aria-label=\"Реклама: Bread &amp; rolls\"");
        assert_has(slot(p, EN, &creative), "aria-label=\"Advertisement: Bread &amp; rolls\"");
        assert_has(buf_text(&p->text), ">Advertisement</p>");
        creative.slot = SLOT_ARTICLE;
        assert_has(slot(p, EN, &creative), "aria-label=\"Advertisement\"");
        assert_has(buf_text(&p->text), ">Advertisement</p>");
}

static void a_creative_leads_through_its_counted_address(void **state)
{
        struct press *p = *state;
        struct creative creative = bakery();
        static const char *const order[] = {
                "<a href=\"/go/bakery/\" rel=\"sponsored nofollow noopener\">",
                "<strong>Bread &amp; rolls</strong>",
                "<span>Fresh every morning</span>",
                "</a>",
                NULL,
        };
        assert_order(slot(p, EN, &creative), order);
        assert_lacks(buf_text(&p->text), "bakery.example");
}

static void a_creative_may_be_a_picture(void **state)
{
        struct press *p = *state;
        struct creative creative = bakery();
        assert_lacks(slot(p, EN, &creative), "<figure");
        creative.picture = SLICE("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
        creative.picture_width = 480;
        creative.picture_height = 300;
        creative.picture_alt = SLICE("A loaf");
        assert_has(slot(p, EN, &creative), "A loaf");
}

/* ---- what asks ---- */

static const char *ask(struct press *p, unsigned edition)
{
        CLEANUP(pressed_furniture_clear) struct pressed_furniture furniture;
        pressed_furniture_init(&furniture);
        assert_int_equal(press_furniture(p->setting.presser, edition, &furniture).code, OK);
        return plain(&p->text, &furniture.ask);
}

static void below_articles_stands_where_to_follow_and_how_to_support(void **state)
{
        struct press *p = *state;
        struct follow places[] = {{SLICE("Mastodon"), SLICE("https://social.example/@herald")},
                                  {SLICE("Letters & news"), SLICE("https://letters.example/?a=1&b=2")}};
        p->setting.newsroom.settings.follow[EN - 1] = (struct follow_list){places, 2};
        static const char *const order[] = {
                "Follow us:",
                "<a href=\"https://social.example/@herald\" rel=\"noopener\">Mastodon</a>",
                "<a href=\"https://letters.example/?a=1&amp;b=2\" rel=\"noopener\">Letters &amp; news</a>",
                "Our work is made possible by our readers.",
                "Support us",
                "</main>",
                NULL,
        };
        assert_order(ask(p, EN), order);
        assert_has(ask(p, UK), "Підтримати нас");
        assert_lacks(ask(p, UK), "follow");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(the_bar_says_breaking_in_the_language_of_its_edition),
                TEST(breaking_news_need_no_link),
                TEST(the_quiet_bar_has_no_trace_of_breaking_news),
                TEST(a_creative_is_marked_in_the_language_of_its_edition),
                TEST(a_creative_leads_through_its_counted_address),
                TEST(a_creative_may_be_a_picture),
                TEST(below_articles_stands_where_to_follow_and_how_to_support),
        };
        return cmocka_run_group_tests_name("slots", tests, NULL, NULL);
}
