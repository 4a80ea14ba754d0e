/* Pages of the newsroom's own, and what the settings add to all pages. */
#include "press/own_pages.h"

#include "press/page_test.h"

static struct slice amounts[] = {{"100 ₴", 7}, {"300 ₴", 7}};
static struct way ways[2];

/* The settings must be there when the presser is made. */
static void set(struct press *p, void (*change)(struct settings *settings))
{
        change(&p->setting.newsroom.settings);
        presser_free(p->setting.presser);
        assert_int_equal(presser_new(&p->setting.newsroom, p->setting.theme, &p->setting.presser).code, OK);
}

static void ask_for_support(struct settings *settings)
{
        ways[0] = (struct way){.title = SLICE("Card <b>"),
                               .description = SLICE("Once\nor monthly"),
                               .url = SLICE("https://pay.example/?a=1&b=2"),
                               .amounts = amounts,
                               .amount_count = 2};
        ways[1] = (struct way){.title = SLICE("Transfer"), .details = SLICE("IBAN UA00\nHerald & Co")};
        settings->support[EN - 1] = (struct support){.title = SLICE("Support us"), .ways = ways, .way_count = 2};
}

static void the_support_page_names_every_way_to_give(void **state)
{
        struct press *p = *state;
        struct own_page_view view = {.edition = EN};
        set(p, ask_for_support);
        assert_int_equal(press_own_page(p->setting.presser, &view, &p->page).code, OK);
        static const char *const order[] = {
                "<h1>Support us</h1>",
                "<h2>Card &lt;b&gt;</h2>",
                "Once\nor monthly",
                "<li>100",
                "<li>300",
                "href=\"https://pay.example/?a=1&amp;b=2\"",
                "<h2>Transfer</h2>",
                "IBAN UA00\nHerald &amp; Co",
                NULL,
        };
        assert_order(plain(&p->text, &p->page.main), order);
        assert_has(plain(&p->text, &p->page.head), "href=\"https://news.example/eng/support/\"");
}

static void support_elsewhere_comes_before_the_page(void **state)
{
        struct press *p = *state;
        struct headlines none = {0};
        set(p, ask_for_support);
        assert_has(whole_page(&p->setting, EN, &p->page, &none, &p->text), "href=\"https://news.example/support/\"");
        p->setting.newsroom.editions[EN - 1].support_url = SLICE("");
        p->setting.newsroom.editions[UK - 1].support_url = SLICE("");
        set(p, ask_for_support);
        assert_has(whole_page(&p->setting, EN, &p->page, &none, &p->text), "href=\"/eng/support/\"");
        assert_lacks(whole_page(&p->setting, UK, &p->page, &none, &p->text), "href=\"/support/\"");
}

static void a_page_is_described_by_its_first_paragraph(void **state)
{
        struct press *p = *state;
        struct span spans[] = {{.text = SLICE("We are\n")}, {.text = SLICE("five <people>."), .marks = MARK_BOLD}};
        struct block blocks[] = {
                {.kind = BLOCK_HEADING,
                 .id = SLICE("a"),
                 .level = 2,
                 .text = {&(struct span){.text = SLICE("Who")}, 1}},
                {.kind = BLOCK_PARAGRAPH, .id = SLICE("b"), .text = {spans, 2}},
        };
        struct static_page page = {.slug = SLICE("about")};
        page.texts[EN - 1] = (struct static_text){.title = SLICE("About us"), .body = {blocks, 2}};
        struct own_page_view view = {.edition = EN, .page = &page};
        assert_int_equal(press_own_page(p->setting.presser, &view, &p->page).code, OK);
        assert_has(plain(&p->text, &p->page.head),
                   "<meta name=\"description\" content=\"We are five &lt;people&gt;.\">");
        page.texts[EN - 1].body.count = 1;
        assert_int_equal(press_own_page(p->setting.presser, &view, &p->page).code, OK);
        assert_has(plain(&p->text, &p->page.head), "<meta name=\"description\" content=\"Herald: About us.\">");
}

static struct static_page about = {.slug = {"about", 5}};

static void tell_about(struct settings *settings)
{
        about.texts[EN - 1].title = SLICE("About <us>");
        settings->pages = &about;
        settings->page_count = 1;
}

static void the_foot_leads_to_the_pages_of_its_edition(void **state)
{
        struct press *p = *state;
        struct headlines none = {0};
        set(p, tell_about);
        assert_has(whole_page(&p->setting, EN, &p->page, &none, &p->text),
                   "<a href=\"/eng/about/\">About &lt;us&gt;</a>");
        assert_lacks(whole_page(&p->setting, UK, &p->page, &none, &p->text), "/about/");
}

static void choose_blue(struct settings *settings)
{
        settings->accent = SLICE("#0b4f8a");
        settings->accent_dark = SLICE("#8fc1f5");
}

static void the_accent_takes_the_place_of_the_theme_s(void **state)
{
        struct press *p = *state;
        struct headlines none = {0};
        const char *text = whole_page(&p->setting, EN, &p->page, &none, &p->text);
        assert_lacks(text, "#0b4f8a }");
        set(p, choose_blue);
        text = whole_page(&p->setting, EN, &p->page, &none, &p->text);
        assert_has(
                text,
                ":root{--red:#0b4f8a }@media screen and (prefers-color-scheme:dark){:root{--red:#8fc1f5 } }</style>");
        assert_has(text, "--red:#b3201b"); /* which is what the accent stands for */
        assert_int_equal(press_icon(p->setting.presser, &p->page).code, OK);
        assert_has(plain(&p->text, &p->page.main), "fill=\"#0b4f8a\"");
}

static void the_icon_shows_the_first_letter_of_the_name(void **state)
{
        static const struct {
                const char *name, *letter;
        } rows[] = {{"Вісник", ">В<"}, {"«Єдність»", ">Є<"}, {"„7 днів“", ">7<"}, {"***", "><"}};
        struct press *p = *state;
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                p->setting.newsroom.editions[0].name = slice_of(rows[i].name);
                assert_int_equal(press_icon(p->setting.presser, &p->page).code, OK);
                assert_has(plain(&p->text, &p->page.main), rows[i].letter);
        }
}

static void a_manifest_is_json_of_its_edition(void **state)
{
        struct press *p = *state;
        assert_int_equal(press_manifest(p->setting.presser, RU, &p->page).code, OK);
        json_t *json = json_loads(plain(&p->text, &p->page.main), 0, NULL);
        assert_non_null(json);
        assert_string_equal(json_string_value(json_object_get(json, "name")), "Вестник");
        assert_string_equal(json_string_value(json_object_get(json, "start_url")), "/rus/");
        assert_int_equal(json_array_size(json_object_get(json, "icons")), 3);
        json_decref(json);
}

static void what_is_not_there_says_where_to_begin(void **state)
{
        struct press *p = *state;
        assert_int_equal(press_status_page(p->setting.presser, EN, 404, SLICE(""), &p->page).code, OK);
        assert_has(plain(&p->text, &p->page.main), "Or start here:");
        assert_has(plain(&p->text, &p->page.main), "href=\"/eng/city/\"");
        assert_int_equal(press_status_page(p->setting.presser, EN, 503, SLICE(""), &p->page).code, OK);
        assert_lacks(plain(&p->text, &p->page.main), "Or start here:");
        assert_int_equal(press_status_page(p->setting.presser, EN, 410, SLICE("wrong town"), &p->page).code, OK);
        assert_has(plain(&p->text, &p->page.main), "Or start here:");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(the_support_page_names_every_way_to_give),   TEST(support_elsewhere_comes_before_the_page),
                TEST(a_page_is_described_by_its_first_paragraph), TEST(the_foot_leads_to_the_pages_of_its_edition),
                TEST(the_accent_takes_the_place_of_the_theme_s),  TEST(the_icon_shows_the_first_letter_of_the_name),
                TEST(a_manifest_is_json_of_its_edition),          TEST(what_is_not_there_says_where_to_begin),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
