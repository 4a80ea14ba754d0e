/* What an article's page leads on to: picked by editors, filled up by the store, and kept. */
#include "store/alike.h"
#include "store/fixture.h"

enum { TOPICS_MAX = 4 };

/* An article about some topics, at its minute, in no section; saved. Names of topics end with a NULL. */
struct about {
        const char *uri, *topics[TOPICS_MAX];
        int64_t minute;
        unsigned section;
        const char *story;
        struct slice *picks;
        size_t pick_count;
        const char *author;
};

static struct article article_of(const struct about *about, struct topic topics[TOPICS_MAX], struct author *author)
{
        struct article article = sample_article(slice_of(about->uri));
        article.section = about->section;
        article.published_ms += about->minute * 60000;
        article.story_key = slice_of(about->story);
        article.topics = topics;
        for (; about->topics[article.topic_count]; article.topic_count++) {
                struct slice name = slice_of(about->topics[article.topic_count]);
                bool is_place = slice_starts_with(name, SLICE("in "));
                topics[article.topic_count] =
                        (struct topic){.kind = is_place ? TOPIC_PLACE : TOPIC_SUBJECT, .name = name};
        }
        article.related = about->picks;
        article.related_count = about->pick_count;
        *author = (struct author){.name = slice_of(about->author)};
        article.authors = author;
        article.author_count = about->author != NULL;
        return article;
}

static int64_t save_about(struct fixture *f, struct about about)
{
        struct topic topics[TOPICS_MAX];
        struct author author;
        struct article article = article_of(&about, topics, &author);
        return save(f, &article).article;
}
#define SAVE(...) save_about(f, (struct about){__VA_ARGS__})

static void write_ids(struct fixture *f, const struct headlines *headlines)
{
        for (size_t i = 0; i < headlines->count; i++)
                buf_add_format(&f->why, "%lld ", (long long)headlines->at[i].article);
}

/* "2 3 | 4 ": related | of the section. */
static const char *leads(struct fixture *f, int64_t article)
{
        struct leads leads;
        buf_truncate(&f->why);
        assert_int_equal(store_leads(f->store, article, &f->arena, &leads).code, OK);
        write_ids(f, &leads.related);
        buf_add_text(&f->why, "| ");
        write_ids(f, &leads.of_section);
        return buf_text(&f->why);
}

static size_t count_leading_to(struct fixture *f, int64_t article)
{
        struct article_ids ids;
        assert_int_equal(store_led_from(f->store, article, &f->arena, &ids).code, OK);
        return ids.count;
}

/* ---- about the same ---- */

static void related_are_those_about_the_same_and_the_rarer_the_better(void **state)
{
        struct fixture *f = *state;
        SAVE("urn:1", {"bridge"}, .minute = 1);
        for (int64_t i = 0; i < 4; i++)
                save_about(f, (struct about){
                                      arena_format(&f->arena, "urn:city:%d", (int)i).at, {"city"}, .minute = 2 + i});
        SAVE("urn:6", {"school"}, .minute = 7);
        int64_t article = SAVE("urn:7", {"city", "bridge"}, .minute = 8);
        assert_string_equal(leads(f, article), "1 5 4 3 2 | ");
        assert_string_equal(faults(f), "");
}

static void of_those_about_the_same_the_nearer_in_time_comes_first(void **state)
{
        struct fixture *f = *state;
        enum { YEAR = 365 * 24 * 60 };
        SAVE("urn:1", {"bridge"}, .minute = -5 * YEAR);
        SAVE("urn:2", {"bridge"}, .minute = -1);
        SAVE("urn:3", {"bridge"}, .minute = -2 * YEAR);
        assert_string_equal(leads(f, SAVE("urn:4", {"bridge"}, .minute = 0)), "2 3 1 | ");
        /* What comes from years ago gets its contemporaries. */
        assert_string_equal(leads(f, SAVE("urn:5", {"bridge"}, .minute = -4 * YEAR)), "1 3 2 4 | ");
}

static void a_place_alone_relates_nothing_and_adds_to_a_subject(void **state)
{
        struct fixture *f = *state;
        SAVE("urn:1", {"bridge", "in Harbour Street"}, .minute = 1);
        SAVE("urn:2", {"in Harbour Street"}, .minute = 2);
        SAVE("urn:3", {"bridge"}, .minute = 3);
        int64_t article = SAVE("urn:4", {"bridge", "in Harbour Street"}, .minute = 4);
        assert_string_equal(leads(f, article), "1 3 | ");
        assert_string_equal(leads(f, SAVE("urn:5", {"in Harbour Street"}, .minute = 5)), "| ");
        assert_string_equal(faults(f), "");
}

static void who_wrote_it_and_its_own_story_relate_nothing(void **state)
{
        struct fixture *f = *state;
        SAVE("urn:1", {"bridge"}, .story = "flood");
        SAVE("urn:2", {"school"}, .author = "Олена Петренко");
        int64_t article = SAVE("urn:3", {"bridge"}, .story = "flood", .author = "Олена Петренко", .minute = 1);
        assert_string_equal(leads(f, article), "| ");
        struct person {
                struct topic topic;
        } person = {{.kind = TOPIC_PERSON, .name = SLICE("Олена Петренко")}};
        struct article portrait = sample_article(SLICE("urn:4"));
        portrait.section = 0;
        portrait.topics = &person.topic;
        portrait.topic_count = 1;
        assert_string_equal(leads(f, save(f, &portrait).article), "3 2 | ");
}

static void other_editions_are_not_led_to(void **state)
{
        struct fixture *f = *state;
        struct topic topic = {.kind = TOPIC_SUBJECT, .name = SLICE("bridge"), .uri = SLICE("urn:bridge")};
        struct article ru = sample_article(SLICE("urn:1")), uk = sample_article(SLICE("urn:2"));
        ru.edition = RU;
        ru.topics = uk.topics = &topic;
        ru.topic_count = uk.topic_count = 1;
        int64_t moving = save(f, &ru).article, article = save(f, &uk).article;
        assert_string_equal(leads(f, article), "| ");
        /* One that is led to and moves to another edition is left out. */
        int64_t later = SAVE("urn:3", {"x"}, .section = POLITICS, .minute = 1);
        assert_string_equal(leads(f, later), "| 2 ");
        uk.edition = RU;
        save(f, &uk);
        assert_string_equal(leads(f, later), "| ");
        assert_string_equal(leads(f, article), "1 | ");
        (void)moving;
}

/* ---- follow-ups ---- */

static void the_first_about_something_leads_to_its_follow_ups(void **state)
{
        struct fixture *f = *state;
        SAVE("urn:1", {"pipe"}, .minute = 1);
        SAVE("urn:2", {"school"}, .minute = 2);
        assert_string_equal(leads(f, 1), "| ");
        SAVE("urn:3", {"pipe"}, .minute = 3);
        assert_string_equal(leads(f, 1), "3 | ");
        assert_string_equal(leads(f, 2), "| ");
        SAVE("urn:4", {"pipe"}, .minute = 4);
        assert_string_equal(leads(f, 1), "3 4 | ");
        assert_string_equal(faults(f), "");
}

/* Saves `count` about a topic, each a minute later than the one before. */
static void save_many(struct fixture *f, const char *topic, int count, int64_t minute)
{
        for (int i = 0; i < count; i++)
                save_about(f, (struct about){arena_format(&f->arena, "urn:%s:%d", topic, i).at,
                                             {topic},
                                             .minute = minute + i});
}

static void a_follow_up_on_a_rare_thing_takes_the_place_of_a_loose_match(void **state)
{
        struct fixture *f = *state;
        save_many(f, "city", 30, 0);
        int64_t article = SAVE("urn:1", {"city", "pipe"}, .minute = 40);
        assert_string_equal(leads(f, article), "30 29 28 27 26 25 | ");
        int64_t follow_up = SAVE("urn:2", {"pipe"}, .minute = 41);
        assert_string_equal(leads(f, article), "32 30 29 28 27 26 | ");
        assert_int_equal(count_leading_to(f, follow_up), 1);
        /* Another of the common kind does not. */
        SAVE("urn:3", {"city"}, .minute = 42);
        assert_string_equal(leads(f, article), "32 30 29 28 27 26 | ");
        assert_string_equal(faults(f), "");
}

/* The story has three picks and three that share two things with it; its follow-up shares one. */
static void a_follow_up_stands_before_what_was_there(void **state)
{
        struct fixture *f = *state;
        struct slice picks[] = {SLICE("urn:school:0"), SLICE("urn:school:1"), SLICE("urn:school:2")};
        save_many(f, "school", 3, 1);
        for (int64_t i = 4; i <= 6; i++)
                save_about(f, (struct about){
                                      arena_format(&f->arena, "urn:%d", (int)i).at, {"city", "repairs"}, .minute = i});
        save_many(f, "city", 6, 10);
        int64_t article = SAVE("urn:13", {"city", "repairs", "pipe"}, .minute = 20, .picks = picks, .pick_count = 3);
        assert_string_equal(leads(f, article), "1 2 3 6 5 4 | ");
        SAVE("urn:14", {"pipe"}, .minute = 21);
        assert_string_equal(leads(f, article), "1 2 3 14 6 5 | ");
        assert_string_equal(faults(f), "");
}

static void no_more_than_two_pages_lead_to_a_follow_up_in_return(void **state)
{
        struct fixture *f = *state;
        save_many(f, "pipe", 6, 1);
        int64_t last = SAVE("urn:1", {"pipe"}, .minute = 9);
        assert_string_equal(leads(f, last), "6 5 4 3 2 1 | ");
        assert_int_equal(count_leading_to(f, last), 2);
        assert_string_equal(faults(f), "");
}

static void who_comes_again_changes_nobodys_page(void **state)
{
        struct fixture *f = *state;
        save_many(f, "pipe", 9, 1);
        SAVE("urn:1", {"pipe"}, .minute = 10);
        size_t before = count_leading_to(f, 10);
        SAVE("urn:1", {"pipe"}, .minute = 10, .story = "pipe");
        assert_int_equal(count_leading_to(f, 10), before);
        withdraw(f, SLICE("urn:1"));
        SAVE("urn:1", {"pipe"}, .minute = 10);
        assert_int_equal(count_leading_to(f, 10), before);
        assert_string_equal(faults(f), "");
}

static void a_page_that_its_editors_filled_is_left_to_them(void **state)
{
        struct fixture *f = *state;
        struct slice picks[] = {SLICE("urn:school:0"), SLICE("urn:school:1"), SLICE("urn:school:2"),
                                SLICE("urn:school:3"), SLICE("urn:school:4"), SLICE("urn:school:5")};
        save_many(f, "school", 6, 1);
        int64_t article = SAVE("urn:1", {"pipe"}, .minute = 9, .picks = picks, .pick_count = 6);
        int64_t follow_up = SAVE("urn:2", {"pipe"}, .minute = 10);
        assert_string_equal(leads(f, article), "1 2 3 4 5 6 | ");
        assert_int_equal(count_leading_to(f, follow_up), 0);
}

static void what_was_of_the_section_alone_may_lead_to_a_follow_up(void **state)
{
        struct fixture *f = *state;
        SAVE("urn:1", {"pipe"}, .minute = 1, .section = POLITICS);
        SAVE("urn:2", {"x"}, .minute = 2, .section = POLITICS);
        SAVE("urn:3", {"pipe"}, .minute = 3, .section = POLITICS);
        assert_string_equal(leads(f, 1), "3 | 2 ");
        assert_string_equal(leads(f, 2), "| 3 1 ");
        assert_string_equal(faults(f), "");
}

static void what_an_older_program_chose_is_kept(void **state)
{
        struct fixture *f = *state;
        save_many(f, "city", 30, 0);
        int64_t article = SAVE("urn:1", {"city", "pipe"}, .minute = 40);
        run_elsewhere(f, "UPDATE choice SET position = position + 1000000 WHERE article = 31");
        SAVE("urn:2", {"pipe"}, .minute = 41);
        assert_string_equal(leads(f, article), "30 29 28 27 26 25 | ");
}

/* ---- picks ---- */

static void picks_come_first_and_all_are_six(void **state)
{
        struct fixture *f = *state;
        struct slice picks[] = {SLICE("urn:2"), SLICE("urn:9"), SLICE("urn:1")};
        SAVE("urn:1", {"bridge"}, .minute = 0);
        SAVE("urn:2", {"school"}, .minute = 1);
        for (int64_t i = 3; i <= 8; i++)
                save_about(f, (struct about){arena_format(&f->arena, "urn:%d", (int)i).at, {"bridge"}, .minute = i});
        int64_t article = SAVE("urn:10", {"bridge"}, .minute = 10, .picks = picks, .pick_count = 3);
        assert_string_equal(leads(f, article), "2 1 8 7 6 5 | ");
        /* A pick that comes later takes its place. */
        int64_t late = SAVE("urn:9", {"school"}, .minute = 11);
        assert_int_equal(late, 10);
        assert_string_equal(leads(f, article), "2 10 1 8 7 6 | ");
        assert_int_equal(count_leading_to(f, late), 2); /* and from what is about the school */
}

/* ---- of the section ---- */

static void more_of_the_section_are_its_newest_besides_the_related(void **state)
{
        struct fixture *f = *state;
        for (int64_t i = 1; i <= 6; i++)
                save_about(f, (struct about){arena_format(&f->arena, "urn:%d", (int)i).at,
                                             {i == 5 ? "bridge" : "x"},
                                             .minute = i,
                                             .section = i == 6 ? ECONOMY : POLITICS});
        int64_t article = SAVE("urn:7", {"bridge"}, .minute = 7, .section = POLITICS);
        assert_string_equal(leads(f, article), "5 | 4 3 2 1 ");
}

static void what_is_brought_backwards_gets_the_next_newer_of_its_section(void **state)
{
        struct fixture *f = *state;
        int64_t last = 0;
        for (int64_t i = 1; i <= 40; i++)
                last = save_about(f, (struct about){arena_format(&f->arena, "urn:%d", (int)i).at, .minute = -i,
                                                    .section = POLITICS});
        assert_string_equal(leads(f, last), "| 36 37 38 39 ");
        assert_int_equal(count_leading_to(f, 1), 4);
}

/* Saves those numbered from `first` to `last` in politics, each a minute later than the one before. */
static void save_some(struct fixture *f, int first, int last)
{
        for (int i = first; i <= last; i++)
                save_about(f,
                           (struct about){arena_format(&f->arena, "urn:%d", i).at, .minute = i, .section = POLITICS});
}

static void the_first_of_a_section_lead_to_those_that_come(void **state)
{
        struct fixture *f = *state;
        save_some(f, 1, 1);
        assert_string_equal(leads(f, 1), "| ");
        SAVE("urn:2", .minute = 2, .section = ECONOMY);
        assert_string_equal(leads(f, 1), "| ");
        save_some(f, 3, 4);
        assert_string_equal(leads(f, 1), "| 4 3 ");
        assert_string_equal(leads(f, 3), "| 4 1 ");
        save_some(f, 5, 8);
        assert_string_equal(leads(f, 1), "| 6 5 4 3 ");
        assert_string_equal(leads(f, 3), "| 6 5 4 1 ");
        assert_string_equal(leads(f, 8), "| 7 6 5 4 ");
        assert_string_equal(leads(f, 2), "| ");
        assert_string_equal(faults(f), "");
}

static void what_comes_to_a_section_from_another_is_led_to(void **state)
{
        struct fixture *f = *state;
        struct about mover = {"urn:9", .minute = 9, .section = ECONOMY};
        save_some(f, 1, 1);
        int64_t article = save_about(f, mover);
        assert_string_equal(leads(f, 1), "| ");
        mover.section = POLITICS;
        save_about(f, mover);
        assert_string_equal(leads(f, 1), "| 2 ");
        assert_string_equal(leads(f, article), "| 1 ");
        assert_string_equal(faults(f), "");
}

static void an_article_that_its_page_leads_to_already_is_not_offered(void **state)
{
        struct fixture *f = *state;
        struct slice picks[] = {SLICE("urn:2")};
        SAVE("urn:1", .minute = 1, .section = POLITICS, .picks = picks, .pick_count = 1);
        save_some(f, 2, 2);
        assert_string_equal(leads(f, 1), "2 | ");
        save_some(f, 2, 3);
        assert_string_equal(leads(f, 1), "2 | 3 ");
        assert_string_equal(faults(f), "");
}

/* Six whose editors picked one another want four more each. */
static void no_more_than_four_pages_change_for_one_that_comes(void **state)
{
        struct fixture *f = *state;
        struct slice picks[] = {SLICE("urn:1"), SLICE("urn:2"), SLICE("urn:3"),
                                SLICE("urn:4"), SLICE("urn:5"), SLICE("urn:6")};
        for (int i = 1; i <= 6; i++) {
                struct about about = {arena_format(&f->arena, "urn:%d", i).at, .minute = i, .section = POLITICS};
                struct slice others[5];
                for (int j = 0, count = 0; j < 6; j++)
                        if (j != i - 1) others[count++] = picks[j];
                about.picks = others;
                about.pick_count = 5;
                save_about(f, about);
        }
        save_some(f, 7, 7);
        assert_int_equal(count_leading_to(f, 7), 4);
        save_some(f, 8, 16);
        for (int i = 1; i <= 6; i++) {
                struct leads shown;
                assert_int_equal(store_leads(f->store, i, &f->arena, &shown).code, OK);
                assert_int_equal(shown.of_section.count, 4);
        }
        assert_string_equal(faults(f), "");
}

/* ---- leaving the section ---- */

static void what_leaves_its_section_is_replaced(void **state)
{
        struct fixture *f = *state;
        save_some(f, 1, 6);
        assert_string_equal(leads(f, 1), "| 5 4 3 2 ");
        withdraw(f, SLICE("urn:3"));
        assert_string_equal(leads(f, 1), "| 6 5 4 2 ");
        SAVE("urn:2", .minute = 2, .section = ECONOMY);
        assert_string_equal(leads(f, 1), "| 6 5 4 ");
        assert_string_equal(faults(f), "");
        save_some(f, 7, 7);
        assert_string_equal(leads(f, 1), "| 7 6 5 4 ");
        assert_string_equal(faults(f), "");
}

static void what_comes_back_is_led_to_where_it_was(void **state)
{
        struct fixture *f = *state;
        save_some(f, 1, 4);
        withdraw(f, SLICE("urn:3"));
        assert_string_equal(leads(f, 1), "| 4 2 ");
        save_some(f, 5, 6);
        assert_string_equal(leads(f, 1), "| 6 5 4 2 ");
        save_some(f, 3, 3);
        assert_string_equal(leads(f, 1), "| 5 4 3 2 ");
        assert_int_equal(count_leading_to(f, 7), 0);
        assert_string_equal(faults(f), "");
}

static void what_was_away_leads_to_its_section_when_it_comes_back(void **state)
{
        struct fixture *f = *state;
        save_some(f, 1, 2);
        withdraw(f, SLICE("urn:1"));
        save_some(f, 3, 4);
        assert_string_equal(leads(f, 2), "| 4 3 ");
        save_some(f, 1, 1);
        assert_string_equal(leads(f, 1), "| 4 3 2 ");
        assert_string_equal(leads(f, 2), "| 4 3 1 ");
        assert_string_equal(faults(f), "");
}

/* Of a page whose editors have since picked what its section showed. */
static void what_is_picked_makes_room_for_another(void **state)
{
        struct fixture *f = *state;
        struct slice picks[] = {SLICE("urn:3")};
        save_some(f, 1, 6);
        SAVE("urn:1", .minute = 1, .section = POLITICS, .picks = picks, .pick_count = 1);
        assert_string_equal(leads(f, 1), "3 | 6 5 4 2 ");
        assert_string_equal(faults(f), "");
}

/* ---- kept ---- */

static void the_choice_is_kept_until_the_article_is_filed_elsewhere(void **state)
{
        struct fixture *f = *state;
        struct about about = {"urn:2", {"bridge"}, .minute = 1, .section = POLITICS};
        SAVE("urn:1", {"bridge"}, .minute = 0);
        int64_t article = save_about(f, about);
        assert_string_equal(leads(f, article), "1 | ");
        SAVE("urn:3", {"bridge"}, .minute = 2);
        assert_string_equal(leads(f, article), "3 1 | ");

        about.picks = (struct slice[]){SLICE("urn:3")};
        about.pick_count = 1;
        save_about(f, about);
        assert_string_equal(leads(f, article), "3 1 | ");

        about.pick_count = 0;
        about.topics[1] = "school";
        save_about(f, about);
        assert_string_equal(leads(f, article), "3 1 | ");
        about.section = ECONOMY;
        SAVE("urn:4", {"x"}, .section = ECONOMY);
        save_about(f, about);
        assert_string_equal(leads(f, article), "3 1 | 4 ");
}

static void what_is_withdrawn_is_left_out_until_it_comes_back(void **state)
{
        struct fixture *f = *state;
        int64_t first = SAVE("urn:1", {"bridge"}, .minute = 0);
        int64_t article = SAVE("urn:2", {"bridge"}, .minute = 1);
        withdraw(f, SLICE("urn:1"));
        assert_string_equal(leads(f, article), "| ");
        assert_int_equal(count_leading_to(f, first), 1);
        SAVE("urn:1", {"bridge"}, .minute = 0);
        assert_string_equal(leads(f, article), "1 | ");
        /* Of what is withdrawn itself nothing is pressed again. */
        withdraw(f, SLICE("urn:2"));
        assert_int_equal(count_leading_to(f, first), 0);
}

static void it_is_chosen_when_the_article_goes_live(void **state)
{
        struct fixture *f = *state;
        struct about about = {"urn:2", {"bridge"}, .author = "Олена Петренко"};
        struct topic topics[TOPICS_MAX];
        struct author author;
        struct article article = article_of(&about, topics, &author);
        article.embargo_ms = NOW + DAY;
        int64_t id = save(f, &article).article;
        SAVE("urn:1", {"bridge"}, .minute = 1);
        SAVE("urn:3", {"x"}, .author = "Олена Петренко");
        assert_string_equal(leads(f, id), "| ");

        unsigned count = 0;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_release_due(f->store, NOW + DAY, 10, &count).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_string_equal(leads(f, id), "2 | ");
}

/* ---- bounded ---- */

static void nobody_is_chosen_for_more_than_sixteen(void **state)
{
        struct fixture *f = *state;
        for (int64_t i = 1; i <= 120; i++)
                save_about(f, (struct about){arena_format(&f->arena, "urn:%d", (int)i).at,
                                             {"war", "city"},
                                             .section = POLITICS});
        size_t most = 0;
        for (int64_t id = 1; id <= 120; id++) {
                struct leads shown;
                size_t count = count_leading_to(f, id);
                if (count > most) most = count;
                /* Where all that are near were chosen so often, others are. */
                assert_int_equal(store_leads(f->store, id, &f->arena, &shown).code, OK);
                assert_int_equal(shown.of_section.count, 4);
        }
        assert_in_range(most, 10, 16);
        assert_string_equal(faults(f), "");
}

/* Saves `count` of one story about the bridge, in no section: they relate to others about it, never to each other. */
static void save_story(struct fixture *f, const char *name, int count, int64_t minute)
{
        for (int i = 0; i < count; i++)
                save_about(f, (struct about){arena_format(&f->arena, "urn:%s:%d", name, i).at,
                                             {"bridge"},
                                             .story = "flood",
                                             .minute = minute});
}

static void where_all_that_are_near_were_chosen_too_often_farther_ones_are(void **state)
{
        struct fixture *f = *state;
        save_some(f, 1, 7);
        for (int i = 8; i <= 33; i++)
                save_about(f, (struct about){arena_format(&f->arena, "urn:%d", i).at,
                                             {"bridge"},
                                             .minute = i,
                                             .section = POLITICS});
        save_some(f, 34, 40);
        save_story(f, "before", 60, 0);
        save_story(f, "behind", 60, 41);
        int64_t article = SAVE("urn:200", .minute = 20, .section = POLITICS);
        assert_string_equal(leads(f, article), "| 35 34 7 6 ");
        assert_string_equal(faults(f), "");
}

/* ---- those that share words ---- */

struct likeness {
        int64_t article, minute, bits;
};

static void choose_alike(struct fixture *f, int64_t article, const struct likeness *likes, unsigned count)
{
        struct alike alike[8];
        for (unsigned i = 0; i < count; i++)
                alike[i] = (struct alike){likes[i].article,
                                          sample_article(SLICE("urn:x")).published_ms + likes[i].minute * 60000,
                                          likes[i].bits * 100};
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_choose_alike(f->store, article, alike, count, NOW).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
}
#define ALIKE(article, ...)                                                                                            \
        choose_alike(f, article, (struct likeness[]){__VA_ARGS__},                                                     \
                     sizeof((struct likeness[]){__VA_ARGS__}) / sizeof(struct likeness))

static void who_shares_words_is_related_and_leads_back(void **state)
{
        struct fixture *f = *state;
        SAVE("urn:1", {"school"}, .minute = 1);
        int64_t article = SAVE("urn:2", {"bridge"}, .minute = 2);
        int64_t change = last_change(f);
        ALIKE(article, {1, 1, 40});
        assert_string_equal(leads(f, article), "1 | ");
        assert_string_equal(leads(f, 1), "2 | ");
        assert_int_equal(last_change(f), change + 1);
        ALIKE(article, {1, 1, 40});
        assert_int_equal(last_change(f), change + 1); /* nothing is another */
        assert_string_equal(faults(f), "");
}

static void words_and_topics_are_added_up(void **state)
{
        struct fixture *f = *state;
        save_many(f, "city", 6, 1);
        SAVE("urn:7", {"school"}, .minute = 7);
        int64_t article = SAVE("urn:8", {"city"}, .minute = 8);
        assert_string_equal(leads(f, article), "6 5 4 3 2 1 | ");
        /* The weakest goes; who has both stands first. */
        ALIKE(article, {7, 7, 60}, {3, 3, 40});
        assert_string_equal(leads(f, article), "3 7 6 5 4 2 | ");
        assert_string_equal(faults(f), "");
}

static void picks_stand_before_those_that_share_words(void **state)
{
        struct fixture *f = *state;
        struct slice picks[] = {SLICE("urn:1")};
        SAVE("urn:1", {"school"}, .minute = 1);
        SAVE("urn:2", {"x"}, .minute = 2);
        int64_t article = SAVE("urn:3", {"bridge"}, .minute = 3, .picks = picks, .pick_count = 1);
        ALIKE(article, {2, 2, 90}, {1, 1, 80});
        assert_string_equal(leads(f, article), "1 2 | ");
}

static void who_is_shown_for_the_section_goes_over_to_the_related(void **state)
{
        struct fixture *f = *state;
        SAVE("urn:1", {"a"}, .minute = 1, .section = POLITICS);
        SAVE("urn:2", {"b"}, .minute = 2, .section = POLITICS);
        int64_t article = SAVE("urn:3", {"c"}, .minute = 3, .section = POLITICS);
        assert_string_equal(leads(f, article), "| 2 1 ");
        assert_string_equal(leads(f, 1), "| 3 2 ");
        ALIKE(article, {1, 1, 50});
        assert_string_equal(leads(f, article), "1 | 2 ");
        assert_string_equal(leads(f, 1), "3 | 2 ");
        assert_string_equal(faults(f), "");
        withdraw(f, SLICE("urn:1"));
        assert_string_equal(leads(f, article), "| 2 ");
        assert_string_equal(faults(f), "");
}

static void at_most_three_older_stories_change_for_one(void **state)
{
        struct fixture *f = *state;
        for (int64_t i = 1; i <= 6; i++)
                save_about(f, (struct about){arena_format(&f->arena, "urn:%d", (int)i).at, {NULL}, .minute = i});
        int64_t article = SAVE("urn:7", {NULL}, .minute = 7);
        for (int round = 0; round < 2; round++) {
                ALIKE(article, {1, 1, 60}, {2, 2, 55}, {3, 3, 50}, {4, 4, 45}, {5, 5, 40}, {6, 6, 35});
                assert_string_equal(leads(f, article), "1 2 3 4 5 6 | ");
                assert_int_equal(count_leading_to(f, article), 3);
        }
        assert_string_equal(faults(f), "");
}

static void what_readers_do_not_have_is_left_alone(void **state)
{
        struct fixture *f = *state;
        SAVE("urn:1", {"a"}, .minute = 1);
        int64_t article = SAVE("urn:2", {"b"}, .minute = 2);
        withdraw(f, SLICE("urn:2"));
        int64_t change = last_change(f);
        ALIKE(article, {1, 1, 50});
        assert_int_equal(last_change(f), change);
        assert_int_equal(count_leading_to(f, 1), 0);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(related_are_those_about_the_same_and_the_rarer_the_better),
                STORE_TEST(of_those_about_the_same_the_nearer_in_time_comes_first),
                STORE_TEST(a_place_alone_relates_nothing_and_adds_to_a_subject),
                STORE_TEST(who_wrote_it_and_its_own_story_relate_nothing),
                STORE_TEST(other_editions_are_not_led_to),
                STORE_TEST(the_first_about_something_leads_to_its_follow_ups),
                STORE_TEST(a_follow_up_on_a_rare_thing_takes_the_place_of_a_loose_match),
                STORE_TEST(a_follow_up_stands_before_what_was_there),
                STORE_TEST(no_more_than_two_pages_lead_to_a_follow_up_in_return),
                STORE_TEST(who_comes_again_changes_nobodys_page),
                STORE_TEST(a_page_that_its_editors_filled_is_left_to_them),
                STORE_TEST(what_was_of_the_section_alone_may_lead_to_a_follow_up),
                STORE_TEST(what_an_older_program_chose_is_kept),
                STORE_TEST(picks_come_first_and_all_are_six),
                STORE_TEST(more_of_the_section_are_its_newest_besides_the_related),
                STORE_TEST(what_is_brought_backwards_gets_the_next_newer_of_its_section),
                STORE_TEST(the_first_of_a_section_lead_to_those_that_come),
                STORE_TEST(what_comes_to_a_section_from_another_is_led_to),
                STORE_TEST(an_article_that_its_page_leads_to_already_is_not_offered),
                STORE_TEST(no_more_than_four_pages_change_for_one_that_comes),
                STORE_TEST(what_leaves_its_section_is_replaced),
                STORE_TEST(what_comes_back_is_led_to_where_it_was),
                STORE_TEST(what_was_away_leads_to_its_section_when_it_comes_back),
                STORE_TEST(what_is_picked_makes_room_for_another),
                STORE_TEST(the_choice_is_kept_until_the_article_is_filed_elsewhere),
                STORE_TEST(what_is_withdrawn_is_left_out_until_it_comes_back),
                STORE_TEST(it_is_chosen_when_the_article_goes_live),
                STORE_TEST(nobody_is_chosen_for_more_than_sixteen),
                STORE_TEST(where_all_that_are_near_were_chosen_too_often_farther_ones_are),
                STORE_TEST(who_shares_words_is_related_and_leads_back),
                STORE_TEST(words_and_topics_are_added_up),
                STORE_TEST(picks_stand_before_those_that_share_words),
                STORE_TEST(who_is_shown_for_the_section_goes_over_to_the_related),
                STORE_TEST(at_most_three_older_stories_change_for_one),
                STORE_TEST(what_readers_do_not_have_is_left_alone),
        };
        return cmocka_run_group_tests_name("choice", tests, NULL, NULL);
}
