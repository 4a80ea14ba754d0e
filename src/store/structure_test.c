/* What the desk changes of the structure: articles follow, a few at a time, and what was leads on. */
#include "news/permalink.h"
#include "store/find.h"
#include "store/fixture.h"
#include "store/structure.h"

static void begin(struct fixture *f)
{
        assert_int_equal(store_begin(f->store).code, OK);
}

static void commit(struct fixture *f)
{
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(store_reload(f->store).code, OK);
}

static struct newsroom newsroom_of(struct fixture *f)
{
        struct newsroom n;
        assert_int_equal(store_load_newsroom(f->store, &f->arena, &n).code, OK);
        return n;
}

static void put_edition(struct fixture *f, const char *pattern, const char *zone)
{
        struct newsroom n = newsroom_of(f);
        struct edition edition = n.editions[UK - 1];
        edition.permalink = slice_of(pattern);
        edition.zone = slice_of(zone);
        begin(f);
        assert_int_equal(store_put_edition(f->store, &edition, NOW).code, OK);
        commit(f);
}

/* In parts of one article, as slowly as can be; how many parts it took. */
static unsigned follow_up(struct fixture *f)
{
        unsigned parts = 0;
        for (bool more = true; more; parts++) {
                begin(f);
                struct err err = store_go_on(f->store, 1, NOW, &more);
                if (err.code) fail_msg("%s: %d, part %u", err.what, err.code, parts);
                commit(f);
        }
        return parts;
}

static void expect_text(struct slice is, const char *text)
{
        if (!slice_eq(is, slice_of(text))) fail_msg("%.*s, not %s", SLICE_ARGS(is), text);
}

static void expect_path(struct fixture *f, int64_t article, const char *path)
{
        expect_text(load(f, article).path, path);
}

static void expect_former(struct fixture *f, int64_t article, unsigned place, const char *path)
{
        struct slice *paths;
        unsigned count;
        assert_int_equal(store_former_paths(f->store, article, &f->arena, &paths, &count).code, OK);
        assert_true(place < count);
        expect_text(paths[place], path);
}

/* ---- addresses ---- */

static void another_pattern_moves_every_article_and_keeps_what_readers_had(void **state)
{
        struct fixture *f = *state;
        struct article first = sample_article(SLICE("urn:1")), second = sample_article(SLICE("urn:2"));
        struct article draft = sample_article(SLICE("urn:3")), other = sample_article(SLICE("urn:4"));
        draft.intent = INTENT_WITHHOLD;
        other.edition = EN;
        save(f, &first);
        save(f, &second);
        save(f, &draft);
        save(f, &other);
        int64_t before = last_change(f);
        put_edition(f, "/{prefix}/{section}/{slug}/", "Europe/Kyiv");
        expect_path(f, 1, "/news/2023/08/01/1/");
        assert_string_equal(faults(f), ""); /* not everything is done, and that is known */
        follow_up(f);
        expect_path(f, 1, "/polityka/zaholovok/");
        expect_path(f, 2, "/polityka/zaholovok-2/"); /* two of one name are kept apart */
        expect_path(f, 4, "/eng/news/2023/08/01/4/");
        expect_former(f, 1, 0, "/news/2023/08/01/1/");
        expect_former(f, 2, 0, "/news/2023/08/01/2/");
        assert_int_equal(last_change(f), before + 3); /* the newsroom, and the two that readers see */
        assert_string_equal(faults(f), "");

        put_edition(f, PERMALINK_DEFAULT, "Europe/Kyiv");
        follow_up(f);
        expect_path(f, 1, "/news/2023/08/01/1/");
        expect_former(f, 1, 0, "/polityka/zaholovok/");
        assert_string_equal(faults(f), "");
}

static void it_goes_on_where_it_had_come_to(void **state)
{
        struct fixture *f = *state;
        static const char *const uris[] = {"urn:1", "urn:2", "urn:3"};
        for (size_t i = 0; i < 3; i++) {
                struct article article = sample_article(slice_of(uris[i]));
                save(f, &article);
        }
        put_edition(f, "/{prefix}/news/{id}/", "Europe/Kyiv");
        bool more = false;
        begin(f);
        assert_int_equal(store_go_on(f->store, 2, NOW, &more).code, OK);
        commit(f);
        assert_true(more);
        begin(f); /* a part that is not committed is as if it had not been */
        assert_int_equal(store_go_on(f->store, 2, NOW, &more).code, OK);
        store_rollback(f->store);
        store_close(f->store);
        open_store(f);
        expect_path(f, 2, "/news/2/");
        expect_path(f, 3, "/news/2023/08/01/3/");
        struct follow_ups pending;
        assert_int_equal(store_follow_ups(f->store, &f->arena, &pending).code, OK);
        assert_int_equal(pending.count, 1);
        assert_int_equal(pending.at[0].done, 2);
        assert_int_equal(pending.at[0].total, 3);
        follow_up(f);
        expect_path(f, 3, "/news/3/");
        assert_string_equal(faults(f), "");
}

static void a_headline_changes_no_address_that_readers_had(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:1"));
        put_edition(f, "/{prefix}/news/{slug}-{id}/", "Europe/Kyiv");
        save(f, &article);
        expect_path(f, 1, "/news/zaholovok-1/");
        article.headline = SLICE("Інший");
        save_at(f, &article, NOW + 1);
        expect_path(f, 1, "/news/zaholovok-1/");
        article.slug = SLICE("own-words");
        save_at(f, &article, NOW + 2);
        expect_path(f, 1, "/news/own-words-1/");
        expect_former(f, 1, 0, "/news/zaholovok-1/");
        assert_string_equal(faults(f), "");
}

static void another_zone_moves_what_stands_on_another_day(void **state)
{
        struct fixture *f = *state;
        struct article night = sample_article(SLICE("urn:1"));
        night.published_ms = AUGUST_1 + INT64_C(10) * 3600 * 1000; /* noon in UTC: the next day there */
        save(f, &night);
        struct slice was = load(f, 1).path;
        put_edition(f, PERMALINK_DEFAULT, "Pacific/Kiritimati");
        follow_up(f);
        struct slice is = load(f, 1).path;
        expect_former(f, 1, 0, arena_format(&f->arena, "%.*s", SLICE_ARGS(was)).at);
        assert_false(slice_eq(was, is));
        assert_string_equal(faults(f), "");
}

/* ---- sections ---- */

static void a_section_with_articles_stays(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:1"));
        save(f, &article);
        begin(f);
        assert_int_equal(store_remove_section(f->store, POLITICS, NOW).code, ERR_CONFLICT);
        assert_int_equal(store_remove_section(f->store, ECONOMY, NOW).code, OK);
        commit(f);
        struct newsroom n = newsroom_of(f);
        assert_true(section_is_there(&n.sections[0]));
        assert_false(section_is_there(&n.sections[1]));
        assert_string_equal(faults(f), "");
}

static void a_menu_has_its_own_order_in_each_edition(void **state)
{
        struct fixture *f = *state;
        begin(f);
        const struct menu menu = {.sections = {ECONOMY, POLITICS}, .count = 2},
                          less = {.sections = {ECONOMY}, .count = 1};
        assert_int_equal(store_put_menu(f->store, UK, &menu, NOW).code, OK);
        assert_int_equal(store_put_menu(f->store, EN, &less, NOW).code, OK);
        commit(f);
        struct newsroom n = newsroom_of(f);
        struct section_list uk = newsroom_sections(&n, UK, true), en = newsroom_sections(&n, EN, true);
        assert_int_equal(uk.count, 2);
        assert_int_equal(uk.at[0]->id, ECONOMY);
        assert_int_equal(en.count, 1);
        assert_int_equal(newsroom_sections(&n, EN, false).count, 2);
}

/* ---- shelves ---- */

static int64_t topic_of(struct fixture *f, int64_t article)
{
        return load(f, article).topics[0].id;
}

static struct article about(const char *uri, const char *topic, struct topic *room)
{
        struct article article = sample_article(slice_of(uri));
        *room = (struct topic){.kind = TOPIC_SUBJECT, .name = slice_of(topic)};
        article.topics = room;
        article.topic_count = 1;
        return article;
}

static struct err name_shelf(struct fixture *f, int64_t shelf, const char *name)
{
        const struct shelf named = {.id = shelf, .name = slice_of(name), .url = SLICE("")};
        begin(f);
        struct err err = store_name_shelf(f->store, &named, NOW);
        commit(f);
        return err;
}

static void a_name_of_the_desks_holds_whatever_articles_say(void **state)
{
        struct fixture *f = *state;
        struct topic rooms[3];
        struct article first = about("urn:1", "Сніг", &rooms[0]), second = about("urn:2", "Сніг", &rooms[1]);
        struct article rain = about("urn:3", "Дощ", &rooms[2]);
        save(f, &first);
        save(f, &rain);
        int64_t snow = topic_of(f, 1);
        assert_int_equal(name_shelf(f, snow, "Дощ").code, ERR_CONFLICT);
        assert_int_equal(name_shelf(f, snow, "Снігопад").code, OK);
        follow_up(f);
        second.published_ms++;
        save(f, &second);
        assert_int_equal(topic_of(f, 3), snow);
        expect_text(load(f, 3).topics[0].name, "Снігопад");
        expect_text(load(f, 3).topics[0].slug, "snih");
        assert_int_equal(name_shelf(f, topic_of(f, 2), "Сніг").code,
                         ERR_CONFLICT); /* that name is the other's for ever */
        assert_int_equal(name_shelf(f, snow, "Сніг").code, OK);
        follow_up(f);
        expect_text(load(f, 1).topics[0].name, "Сніг");
        assert_string_equal(faults(f), "");
}

static struct err describe(struct fixture *f, int64_t shelf, const char *text)
{
        begin(f);
        struct err err = store_describe_shelf(f->store, shelf, slice_of(text), NOW);
        commit(f);
        return err;
}

static struct shelf load_shelf(struct fixture *f, int64_t id)
{
        struct shelf shelf;
        assert_int_equal(store_load_shelf(f->store, id, &f->arena, &shelf).code, OK);
        return shelf;
}

static void what_is_said_of_a_shelf_stays_with_it(void **state)
{
        struct fixture *f = *state;
        struct topic rooms[2];
        struct article first = about("urn:1", "Сніг", &rooms[0]), second = about("urn:2", "Сніг", &rooms[1]);
        save(f, &first);
        int64_t snow = topic_of(f, 1);
        expect_text(load_shelf(f, snow).description, "");
        int64_t before = last_change(f);
        assert_int_equal(describe(f, snow, "Про зиму.\nЩороку.").code, OK);
        assert_int_equal(last_change(f), before + 1);
        assert_int_equal(describe(f, snow, "Про зиму.\nЩороку.").code, OK);
        assert_int_equal(last_change(f), before + 1); /* nothing is another */
        assert_false(load_shelf(f, snow).is_set);     /* articles go on to name it */
        assert_int_equal(follow_up(f), 1);            /* they do not say it */
        second.published_ms++;
        save(f, &second);
        assert_int_equal(name_shelf(f, snow, "Снігопад").code, OK);
        follow_up(f);
        expect_text(load_shelf(f, snow).description, "Про зиму.\nЩороку.");
        assert_int_equal(describe(f, snow, "").code, OK);
        expect_text(load_shelf(f, snow).description, "");
        assert_string_equal(faults(f), "");
}

static void what_is_said_of_a_merged_shelf_is_said_of_the_other_where_nothing_is(void **state)
{
        struct fixture *f = *state;
        struct topic rooms[3];
        struct article one = about("urn:1", "НАТО", &rooms[0]), two = about("urn:2", "Нато", &rooms[1]);
        struct article three = about("urn:3", "Альянс", &rooms[2]);
        save(f, &one);
        save(f, &two);
        save(f, &three);
        int64_t into = topic_of(f, 1), from = topic_of(f, 2), last = topic_of(f, 3);
        assert_int_equal(describe(f, from, "Союз.").code, OK);
        assert_int_equal(describe(f, last, "Інший союз.").code, OK);
        begin(f);
        assert_int_equal(store_merge_shelf(f->store, from, into, NOW).code, OK);
        assert_int_equal(store_merge_shelf(f->store, last, into, NOW).code, OK);
        commit(f);
        follow_up(f);
        expect_text(load_shelf(f, into).description, "Союз.");
        assert_int_equal(describe(f, from, "Нічого.").code, ERR_CONFLICT);
        assert_string_equal(faults(f), "");
}

static void a_shelf_is_found_by_what_names_it(void **state)
{
        struct fixture *f = *state;
        struct topic rooms[2];
        struct article article = about("urn:1", "Сніг", &rooms[0]), rain = about("urn:2", "Дощ", &rooms[1]);
        rooms[1].uri = SLICE("urn:rain");
        save(f, &article);
        save(f, &rain);
        struct shelf named = {.kind = SHELF_TOPIC, .edition = UK, .name = SLICE("Сніг")}, found;
        assert_int_equal(store_named_shelf(f->store, &named, &f->arena, &found).code, OK);
        assert_int_equal(found.id, topic_of(f, 1));
        named.name = SLICE("Дощ");
        assert_int_equal(store_named_shelf(f->store, &named, &f->arena, &found).code, ERR_NOT_FOUND);
        named.uri = SLICE("urn:rain");
        assert_int_equal(store_named_shelf(f->store, &named, &f->arena, &found).code, OK);
        assert_int_equal(found.id, topic_of(f, 2));
}

static void what_is_merged_is_filed_under_the_other(void **state)
{
        struct fixture *f = *state;
        struct topic rooms[4];
        struct article one = about("urn:1", "НАТО", &rooms[0]), two = about("urn:2", "Нато", &rooms[1]);
        struct article three = about("urn:3", "Нато", &rooms[2]), four = about("urn:4", "Альянс", &rooms[3]);
        save(f, &one);
        save(f, &two);
        save(f, &four);
        int64_t into = topic_of(f, 1), from = topic_of(f, 2), last = topic_of(f, 3);
        begin(f);
        assert_int_equal(store_merge_shelf(f->store, from, from, NOW).code, ERR_CONFLICT);
        assert_int_equal(store_merge_shelf(f->store, from, into, NOW).code, OK);
        assert_int_equal(store_merge_shelf(f->store, from, into, NOW).code, ERR_CONFLICT);
        assert_int_equal(store_merge_shelf(f->store, last, from, NOW).code, ERR_CONFLICT);
        commit(f);
        follow_up(f);
        save(f, &three);
        assert_int_equal(topic_of(f, 2), into);
        assert_int_equal(topic_of(f, 4), into);
        assert_int_equal(place_on(f, 2, SHELF_TOPIC).shelf, into);
        assert_string_equal(faults(f), "");

        assert_int_equal(name_shelf(f, into, "Нато").code, OK); /* by the name of what was merged into it */
        follow_up(f);
        begin(f);
        assert_int_equal(store_merge_shelf(f->store, into, last, NOW).code, OK);
        commit(f);
        follow_up(f);
        assert_int_equal(topic_of(f, 1), last);
        assert_int_equal(topic_of(f, 2), last);
        struct shelf shelf;
        assert_int_equal(store_load_shelf(f->store, from, &f->arena, &shelf).code, OK);
        assert_int_equal(shelf.merged_into, last);
        assert_string_equal(faults(f), "");
}

static int64_t add_shelf(struct fixture *f, const char *name, enum err_code expected)
{
        const struct shelf named = {.kind = SHELF_TOPIC, .edition = UK, .name = slice_of(name)};
        int64_t id = 0;
        begin(f);
        assert_int_equal(store_add_shelf(f->store, &named, NOW, &id).code, expected);
        commit(f);
        return id;
}

static void remove_shelf(struct fixture *f, int64_t shelf, enum err_code expected)
{
        begin(f);
        assert_int_equal(store_remove_shelf(f->store, shelf).code, expected);
        commit(f);
}

static size_t count_found(struct fixture *f, const char *name)
{
        struct shelves found;
        const struct shelf_search search = {.kind = SHELF_TOPIC, .edition = UK, .text = slice_of(name), .limit = 10};
        assert_int_equal(store_find_shelves(f->store, &search, &f->arena, &found).code, OK);
        return found.count;
}

static void a_shelf_is_made_before_an_article_names_it(void **state)
{
        struct fixture *f = *state;
        struct topic rooms[2];
        struct article one = about("urn:1", "Сніг", &rooms[0]), other = about("urn:2", "Дощ", &rooms[1]);
        int64_t snow = add_shelf(f, "Сніг", OK);
        assert_int_equal(count_found(f, "сні"), 1);
        assert_string_equal(faults(f), "");
        save(f, &one);
        save(f, &other);
        assert_int_equal(topic_of(f, 1), snow);
        add_shelf(f, "Сніг", ERR_CONFLICT);
        add_shelf(f, "Дощ", ERR_CONFLICT);
        assert_string_equal(faults(f), "");
}

static void what_is_removed_comes_back_with_whoever_names_it(void **state)
{
        struct fixture *f = *state;
        struct topic room;
        struct article one = about("urn:1", "Сніг", &room);
        int64_t snow = add_shelf(f, "Сніг", OK);
        remove_shelf(f, snow, OK);
        assert_int_equal(count_found(f, "сні"), 0);
        assert_int_equal(add_shelf(f, "Сніг", OK), snow);
        assert_int_equal(count_found(f, "сні"), 1);
        remove_shelf(f, snow, OK);
        save(f, &one);
        assert_int_equal(topic_of(f, 1), snow);
        assert_int_equal(count_found(f, "сні"), 1);
        remove_shelf(f, snow, ERR_CONFLICT);
        assert_string_equal(faults(f), "");
}

static void a_removed_shelf_keeps_the_names_that_it_had(void **state)
{
        struct fixture *f = *state;
        int64_t snow = add_shelf(f, "Сніг", OK), rain = add_shelf(f, "Дощ", OK);
        assert_int_equal(name_shelf(f, snow, "Снігопад").code, OK);
        remove_shelf(f, snow, OK);
        begin(f);
        assert_int_equal(store_merge_shelf(f->store, rain, snow, NOW).code, ERR_CONFLICT);
        commit(f);
        assert_int_equal(add_shelf(f, "Сніг", OK), snow);
        assert_int_equal(count_found(f, "снігопад"), 0);
        assert_int_equal(count_found(f, "сніг"), 1);
        follow_up(f);
        assert_string_equal(faults(f), "");
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(another_pattern_moves_every_article_and_keeps_what_readers_had),
                STORE_TEST(it_goes_on_where_it_had_come_to),
                STORE_TEST(a_headline_changes_no_address_that_readers_had),
                STORE_TEST(another_zone_moves_what_stands_on_another_day),
                STORE_TEST(a_section_with_articles_stays),
                STORE_TEST(a_menu_has_its_own_order_in_each_edition),
                STORE_TEST(a_name_of_the_desks_holds_whatever_articles_say),
                STORE_TEST(what_is_said_of_a_shelf_stays_with_it),
                STORE_TEST(what_is_said_of_a_merged_shelf_is_said_of_the_other_where_nothing_is),
                STORE_TEST(a_shelf_is_found_by_what_names_it),
                STORE_TEST(what_is_merged_is_filed_under_the_other),
                STORE_TEST(a_shelf_is_made_before_an_article_names_it),
                STORE_TEST(what_is_removed_comes_back_with_whoever_names_it),
                STORE_TEST(a_removed_shelf_keeps_the_names_that_it_had),
        };
        return cmocka_run_group_tests_name("structure", tests, NULL, NULL);
}
