#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "live/live.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 1 << 20, PARTS = 16 };

struct setting {
        struct quiescent *quiescent;
        struct live *live;
        struct buf text; /* of the last stream that was begun */
        uint64_t position;
};

static int set_up(void **state)
{
        static struct setting s;
        s = (struct setting){.text = BUF_INIT(TEXT_MAX)};
        assert_int_equal(quiescent_new(1, &s.quiescent).code, OK);
        assert_int_equal(live_new(s.quiescent, &s.live).code, OK);
        *state = &s;
        return 0;
}

static int tear_down(void **state)
{
        struct setting *s = *state;
        live_free(s->live);
        quiescent_free(s->quiescent);
        buf_clear(&s->text);
        return 0;
}

/* The edition "uk" with one event more, {"n":NUMBER}, or with none for 0; everything behind `after` was told. */
static int tell(struct setting *s, int64_t after, int64_t number, const char *bar)
{
        char data[32];
        snprintf(data, sizeof data, "{\"n\":%lld}", (long long)number);
        const struct live_event event = {number, slice_of(data)};
        struct live_state state = {.code = SLICE("uk"),
                                   .complete_after = after,
                                   .last = number ? number : after,
                                   .rail = SLICE("[1]"),
                                   .bar = slice_of(bar),
                                   .words = SLICE("{}"),
                                   .events = &event,
                                   .event_count = number != 0};
        int said = 7;
        assert_int_equal(live_tell(s->live, &state, &said).code, OK);
        return said;
}

static const char *begin(struct setting *s, int64_t after)
{
        buf_truncate(&s->text);
        live_begin_stream(s->live, live_find(s->live, SLICE("uk")), after, &s->text, &s->position);
        const char *text = strchr(buf_text(&s->text), '\n');
        assert_non_null(text);
        assert_memory_equal(buf_text(&s->text), "retry: ", 7);
        return text + 1;
}

/* What a stream at its position is sent next; it then has it. */
static const char *more(struct setting *s)
{
        struct iovec parts[PARTS];
        unsigned count = live_behind(s->live, 0, &s->position, parts, PARTS);
        buf_truncate(&s->text);
        for (unsigned i = 0; i < count; i++)
                buf_add(&s->text, (struct slice){parts[i].iov_base, parts[i].iov_len});
        return buf_text(&s->text);
}

static void a_stream_begins_with_the_bar_and_hears_each_event_once(void **state)
{
        struct setting *s = *state;
        assert_int_equal(tell(s, 10, 0, "null"), LIVE_NOBODY);
        assert_string_equal(begin(s, 10), "data: {\"bar\":null,\"words\":{}}\n\n");
        assert_string_equal(more(s), "");
        assert_int_equal(tell(s, 10, 12, "null"), 0);
        assert_string_equal(more(s), "id: 12\ndata: {\"n\":12}\n\n");
        assert_string_equal(more(s), "");
        tell(s, 10, 15, "null");
        tell(s, 10, 16, "null");
        assert_string_equal(more(s), "id: 15\ndata: {\"n\":15}\n\nid: 16\ndata: {\"n\":16}\n\n");
        assert_int_equal(live_last(s->live, SLICE("uk")), 16);
}

static void who_comes_back_hears_what_was_missed(void **state)
{
        struct setting *s = *state;
        tell(s, 10, 0, "null");
        tell(s, 10, 12, "null");
        tell(s, 10, 15, "null");
        assert_string_equal(
                begin(s, 10),
                "data: {\"bar\":null,\"words\":{}}\n\nid: 12\ndata: {\"n\":12}\n\nid: 15\ndata: {\"n\":15}\n\n");
        assert_string_equal(begin(s, 12), "data: {\"bar\":null,\"words\":{}}\n\nid: 15\ndata: {\"n\":15}\n\n");
        assert_string_equal(begin(s, 13), "data: {\"bar\":null,\"words\":{}}\n\nid: 15\ndata: {\"n\":15}\n\n");
        assert_string_equal(begin(s, 15), "data: {\"bar\":null,\"words\":{}}\n\n");
        assert_string_equal(begin(s, -1), "id: 15\ndata: {\"bar\":null,\"words\":{}}\n\n");
}

static void who_was_away_for_too_long_hears_how_it_stands(void **state)
{
        struct setting *s = *state;
        tell(s, 10, 12, "null");
        assert_string_equal(begin(s, 9), "data: {\"bar\":null,\"words\":{}}\n\nid: 12\ndata: "
                                         "{\"n\":12,\"after\":10,\"rail\":[1],\"bar\":null,\"words\":{}}\n\n");
        assert_string_equal(more(s), "");
}

static void who_has_heard_more_than_there_is_hears_how_it_stands(void **state)
{
        static const int64_t numbers[] = {13, INT64_MAX};
        struct setting *s = *state;
        tell(s, 10, 12, "null");
        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
                assert_non_null(strstr(begin(s, numbers[i]), "id: 12\ndata: {\"n\":12,\"after\":10,\"rail\":[1],"));
                assert_string_equal(more(s), "");
        }
}

static void the_bar_is_told_when_it_changes_and_has_no_number(void **state)
{
        struct setting *s = *state;
        tell(s, 10, 12, "null");
        begin(s, 12);
        assert_int_equal(tell(s, 10, 12, "{}"), 0);
        assert_string_equal(more(s), "data: {\"bar\":{},\"words\":{}}\n\n");
        assert_string_equal(begin(s, 10), "data: {\"bar\":{},\"words\":{}}\n\nid: 12\ndata: {\"n\":12}\n\n");
}

static void nothing_is_said_when_nothing_changed(void **state)
{
        struct setting *s = *state;
        tell(s, 10, 12, "null");
        begin(s, 12);
        assert_int_equal(tell(s, 10, 12, "null"), LIVE_NOBODY);
        assert_string_equal(more(s), "");
}

static void old_events_are_forgotten_and_streams_far_behind_hear_how_it_stands(void **state)
{
        struct setting *s = *state;
        tell(s, 0, 1, "null");
        begin(s, 1);
        for (int64_t number = 2; number <= LIVE_KEPT_MAX + 50; number++)
                tell(s, 0, number, "null");
        assert_non_null(strstr(more(s), "\"rail\":[1]"));
        assert_string_equal(more(s), "");
        assert_non_null(strstr(begin(s, 49), "\"rail\":[1]"));
        assert_null(strstr(begin(s, 50), "\"rail\":[1]"));
        assert_int_equal(live_segment(s->live, 0, 50).plain.len, 0);
        assert_string_equal(begin(s, LIVE_KEPT_MAX + 49),
                            "data: {\"bar\":null,\"words\":{}}\n\nid: 306\ndata: {\"n\":306}\n\n");
}

static void who_missed_more_than_there_is_room_for_hears_how_it_stands(void **state)
{
        struct setting *s = *state;
        for (int64_t number = 1; number <= 100; number++)
                tell(s, 0, number, "null");
        const char *all = begin(s, 1);
        assert_non_null(strstr(all, "data: {\"n\":2}\n"));
        size_t len = s->text.len;
        s->text.max = len;
        assert_non_null(strstr(begin(s, 1), "data: {\"n\":100}\n"));
        assert_int_equal(s->text.len, len);
        s->text.max = len - 1;
        assert_string_equal(begin(s, 1), "data: {\"bar\":null,\"words\":{}}\n\nid: 100\ndata: "
                                         "{\"n\":100,\"after\":99,\"rail\":[1],\"bar\":null,\"words\":{}}\n\n");
        assert_false(s->text.full);
        assert_string_equal(more(s), "");
}

static void what_a_stream_gets_comes_in_as_many_parts_as_there_is_room_for(void **state)
{
        struct setting *s = *state;
        tell(s, 0, 1, "null");
        begin(s, 1);
        for (int64_t number = 2; number <= 40; number++)
                tell(s, 0, number, "null");
        unsigned heard = 0;
        while (*more(s))
                for (const char *at = buf_text(&s->text); (at = strstr(at, "id: ")); at++)
                        heard++;
        assert_int_equal(heard, 39);
}

static void events_that_nobody_heard_of_make_everybody_begin_anew(void **state)
{
        struct setting *s = *state;
        tell(s, 10, 12, "null");
        begin(s, 12);
        assert_int_equal(tell(s, 100, 0, "null"), 0);
        assert_string_equal(more(s),
                            "id: 100\ndata: {\"n\":100,\"after\":100,\"rail\":[1],\"bar\":null,\"words\":{}}\n\n");
        assert_int_equal(live_segment(s->live, 0, 12).plain.len, 0);
        assert_int_equal(live_segment(s->live, 0, 100).plain.len, 0); /* how it stands changes; a segment must not */
}

static void segments_and_the_tail_are_the_events_data(void **state)
{
        struct setting *s = *state;
        tell(s, 10, 12, "null");
        tell(s, 10, 13, "{}");
        assert_true(slice_eq(live_segment(s->live, 0, 12).plain, SLICE("{\"n\":12}")));
        assert_true(slice_eq(live_segment(s->live, 0, 13).plain, SLICE("{\"n\":13}")));
        assert_int_equal(live_segment(s->live, 0, 11).plain.len, 0);
        assert_int_equal(live_segment(s->live, 0, 14).plain.len, 0);
        assert_int_equal(live_segment(s->live, 0, 0).plain.len, 0);
        assert_true(slice_eq(live_tail(s->live, 0).plain,
                             SLICE("{\"n\":13,\"after\":12,\"rail\":[1],\"bar\":{},\"words\":{}}")));
        assert_int_equal(live_find(s->live, SLICE("ru")), LIVE_NOBODY);
        assert_int_equal(live_find(s->live, SLICE("")), LIVE_NOBODY);
}

/* Two who ask get the same bytes: nothing is compressed for one of them. */
static void what_is_long_is_compressed_once(void **state)
{
        struct setting *s = *state;
        CLEANUP(buf_clear) struct buf data = BUF_INIT(TEXT_MAX);
        buf_add_text(&data, "{\"n\":12,\"text\":\"");
        while (data.len < 2000)
                buf_add_text(&data, "headline ");
        buf_add_text(&data, "\"}");
        const struct live_event events[] = {{11, SLICE("{\"n\":11}")}, {12, buf_slice(&data)}};
        struct live_state told = {.code = SLICE("uk"),
                                  .complete_after = 10,
                                  .last = 12,
                                  .rail = buf_slice(&data),
                                  .bar = SLICE("null"),
                                  .words = SLICE("{}"),
                                  .events = events,
                                  .event_count = 2};
        int said;
        assert_int_equal(live_tell(s->live, &told, &said).code, OK);
        assert_int_equal(live_segment(s->live, 0, 11).gzip.len, 0);
        const struct live_text texts[] = {live_segment(s->live, 0, 12), live_tail(s->live, 0)};
        for (size_t i = 0; i < 2; i++) {
                assert_true(texts[i].gzip.len > 20 && texts[i].gzip.len < texts[i].plain.len / 4);
                assert_memory_equal(texts[i].gzip.at, "\x1f\x8b", 2);
        }
        assert_ptr_equal(live_segment(s->live, 0, 12).gzip.at, texts[0].gzip.at);
        assert_ptr_equal(live_tail(s->live, 0).gzip.at, texts[1].gzip.at);
}

static void there_are_as_many_channels_as_there_may_be(void **state)
{
        struct setting *s = *state;
        for (int i = 0; i <= LIVE_CHANNELS_MAX; i++) {
                char code[3] = {'a', (char)('a' + i), 0};
                struct live_state live = {
                        .code = slice_of(code), .rail = SLICE("[]"), .bar = SLICE("null"), .words = SLICE("{}")};
                int said;
                assert_int_equal(live_tell(s->live, &live, &said).code, i < LIVE_CHANNELS_MAX ? OK : ERR_FULL);
        }
}

/* Whoever comes later is told as well, and whoever asks instead of listening. */
static void a_front_that_the_clock_turned_is_told_with_its_time_to_everybody(void **state)
{
        struct setting *s = *state;
        static const char turned[] = "data: {\"bar\":null,\"words\":{},\"turned\":1700000000000}\n\n";
        int said;
        struct live_state live = {.code = SLICE("uk"),
                                  .complete_after = 3,
                                  .last = 3,
                                  .rail = SLICE("[]"),
                                  .bar = SLICE("null"),
                                  .words = SLICE("{}")};
        assert_int_equal(live_tell(s->live, &live, &said).code, OK);
        assert_string_equal(begin(s, 3), "data: {\"bar\":null,\"words\":{}}\n\n");
        live.front_turned_ms = 1700000000000;
        assert_int_equal(live_tell(s->live, &live, &said).code, OK);
        assert_int_equal(said, 0);
        assert_string_equal(more(s), turned);
        assert_string_equal(begin(s, 3), turned);
        struct slice tail = live_tail(s->live, 0).plain;
        assert_true(slice_ends_with(tail, SLICE(",\"turned\":1700000000000}")));
        assert_string_equal(more(s), "");
        assert_int_equal(live_tell(s->live, &live, &said).code, OK);
        assert_int_equal(said, LIVE_NOBODY);
}

static void the_last_number_that_a_client_says_counts(void **state)
{
        (void)state;
        const struct {
                const char *id, *query;
                int64_t number;
        } cases[] = {
                {"", "", -1},
                {"7", "", 7},
                {"", "from=8", 8},
                {"7", "from=8", 7},
                {"x", "from=8", 8},
                {"", "a=1&from=9", 9},
                {"", "from=", -1},
                {"", "from=-1", -1},
                {"", "xfrom=3", -1},
                {" 7", "", -1},
                {"7\n", "", -1},
                {"1e3", "from=x&from=4", 4},
                {"9223372036854775807", "", INT64_MAX},
                {"9223372036854775808", "", -1},
        };
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
                assert_int_equal(live_asked_for(slice_of(cases[i].id), slice_of(cases[i].query)), cases[i].number);
}

/* ---- several threads ---- */

struct race {
        struct setting *s;
        atomic_bool over;
        int64_t last_heard;
};

/* The number in "id: NUMBER\n...": what is sent has no NUL at its end. */
static int64_t number_of(struct iovec part)
{
        int64_t number = 0;
        for (const char *at = (const char *)part.iov_base + strlen("id: "); *at != '\n'; at++)
                number = 10 * number + (*at - '0');
        return number;
}

/* Every event once, in order, whatever the follower does meanwhile. */
static void *hear(void *context)
{
        struct race *race = context;
        struct iovec parts[PARTS];
        uint64_t position = 1;
        race->last_heard = 1;
        for (bool over = false; !over;) {
                over = atomic_load(&race->over);
                unsigned count;
                while ((count = live_behind(race->s->live, 0, &position, parts, PARTS)) > 0)
                        for (unsigned i = 0; i < count; i++) {
                                must(memcmp(parts[i].iov_base, "id: ", 4) == 0);
                                int64_t id = number_of(parts[i]);
                                must(id == race->last_heard + 1 ||
                                     memmem(parts[i].iov_base, parts[i].iov_len, "rail", 4));
                                race->last_heard = id;
                        }
                quiescent_pass(race->s->quiescent, 0);
        }
        return NULL;
}

static void a_reader_beside_the_follower_hears_everything_in_order(void **state)
{
        enum { EVENTS = 3000 };
        struct setting *s = *state;
        struct race race = {.s = s};
        pthread_t thread;
        tell(s, 0, 1, "null");
        assert_int_equal(pthread_create(&thread, NULL, hear, &race), 0);
        for (int64_t number = 2; number <= EVENTS; number++) {
                tell(s, 0, number, "null");
                quiescent_collect(s->quiescent);
        }
        atomic_store(&race.over, true);
        pthread_join(thread, NULL);
        assert_int_equal(race.last_heard, EVENTS);
}

int main(void)
{
#define A_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        const struct CMUnitTest tests[] = {
                A_TEST(a_stream_begins_with_the_bar_and_hears_each_event_once),
                A_TEST(who_comes_back_hears_what_was_missed),
                A_TEST(who_was_away_for_too_long_hears_how_it_stands),
                A_TEST(who_has_heard_more_than_there_is_hears_how_it_stands),
                A_TEST(the_bar_is_told_when_it_changes_and_has_no_number),
                A_TEST(a_front_that_the_clock_turned_is_told_with_its_time_to_everybody),
                A_TEST(nothing_is_said_when_nothing_changed),
                A_TEST(old_events_are_forgotten_and_streams_far_behind_hear_how_it_stands),
                A_TEST(who_missed_more_than_there_is_room_for_hears_how_it_stands),
                A_TEST(what_a_stream_gets_comes_in_as_many_parts_as_there_is_room_for),
                A_TEST(events_that_nobody_heard_of_make_everybody_begin_anew),
                A_TEST(segments_and_the_tail_are_the_events_data),
                A_TEST(what_is_long_is_compressed_once),
                A_TEST(there_are_as_many_channels_as_there_may_be),
                A_TEST(the_last_number_that_a_client_says_counts),
                A_TEST(a_reader_beside_the_follower_hears_everything_in_order),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
