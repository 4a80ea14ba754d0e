#include "writer/bell.h"

#include "os/socket.h"
#include "writer/count_sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DAY = 19570, PATIENCE_MS = 5000, AT_ONCE = 1 };

struct pair {
        int fds[2]; /* the writer's end, the reader's */
        struct count_sheet sheet;
        struct bell bell;
};

static int start(void **state)
{
        struct pair *p = calloc(1, sizeof *p);
        if (socket_pair(p->fds).code != OK) return 1;
        p->bell = (struct bell){.fd = p->fds[0], .on_count = count_sheet_add, .context = &p->sheet};
        *state = p;
        return 0;
}

static int stop(void **state)
{
        struct pair *p = *state;
        close(p->fds[0]);
        close(p->fds[1]);
        free(p);
        return 0;
}

static bool tell(struct pair *p, const char *creative, int64_t day, uint64_t views, uint64_t clicks)
{
        struct bell_count count = {.day = day, .views = views, .clicks = clicks};
        snprintf(count.creative, sizeof count.creative, "%s", creative);
        return bell_tell(p->fds[1], &count);
}

/* A reader that tells a count before it answers. */
static void *read_along(void *context)
{
        struct pair *p = context;
        if (!bell_wait(p->fds[1], PATIENCE_MS)) return NULL;
        tell(p, "bakery", DAY, 1, 0);
        bell_answer(p->fds[1], 7);
        return NULL;
}

static void a_ring_is_answered_though_counts_come_between(void **state)
{
        struct pair *p = *state;
        pthread_t reader;
        tell(p, "bakery", DAY, 2, 1);
        assert_int_equal(pthread_create(&reader, NULL, read_along, p), 0);
        assert_true(bell_ring(&p->bell, 7) && bell_hear(&p->bell, 7, PATIENCE_MS));
        pthread_join(reader, NULL);
        assert_int_equal(p->sheet.count, 1);
        assert_int_equal(p->sheet.lines[0].views, 3);
        assert_int_equal(p->sheet.lines[0].clicks, 1);
}

static void nobody_answers_in_time(void **state)
{
        struct pair *p = *state;
        assert_true(bell_ring(&p->bell, 7));
        assert_false(bell_hear(&p->bell, 7, AT_ONCE));
}

static void counts_are_heard_between_rings_by_creative_and_day(void **state)
{
        struct pair *p = *state;
        tell(p, "bakery", DAY, 2, 0);
        tell(p, "books", DAY, 5, 1);
        tell(p, "bakery", DAY + 1, 3, 0);
        tell(p, "bakery", DAY, 1, 1);
        bell_listen(&p->bell);
        assert_int_equal(p->sheet.count, 3);
        assert_string_equal(p->sheet.lines[0].creative, "bakery");
        assert_int_equal(p->sheet.lines[0].views, 3);
        assert_int_equal(p->sheet.lines[0].clicks, 1);
}

static void what_makes_no_sense_is_not_counted(void **state)
{
        struct pair *p = *state;
        struct bell_count endless = {.day = DAY, .views = 1};
        memset(endless.creative, 'a', sizeof endless.creative);
        bell_tell(p->fds[1], &endless);
        tell(p, "", DAY, 1, 0);
        tell(p, "bakery", -1, 1, 0);
        tell(p, "bakery", DAY, UINT64_MAX, 0);
        socket_send_message(p->fds[1], SLICE("neither a number nor a count"));
        bell_listen(&p->bell);
        assert_int_equal(p->sheet.count, 0);
}

static void a_writer_that_does_not_listen_stops_nobody(void **state)
{
        struct pair *p = *state;
        unsigned told = 0;
        while (told < 100000 && tell(p, "bakery", DAY, 1, 0))
                told++;
        assert_in_range(told, 1, 99999);
        bell_listen(&p->bell);
        assert_int_equal(p->sheet.lines[0].views, told);
        assert_true(tell(p, "bakery", DAY, 1, 0));
}

static void a_full_sheet_says_what_it_lost(void **state)
{
        struct pair *p = *state;
        struct bell_count count = {.views = 3, .clicks = 1, .creative = "bakery"};
        for (; count.day < COUNT_SHEET_LINES + 2; count.day++)
                count_sheet_add(&p->sheet, &count);
        assert_int_equal(p->sheet.count, COUNT_SHEET_LINES);
        assert_int_equal(p->sheet.lost, 8);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, start, stop)
int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(a_ring_is_answered_though_counts_come_between),      TEST(nobody_answers_in_time),
                TEST(counts_are_heard_between_rings_by_creative_and_day), TEST(what_makes_no_sense_is_not_counted),
                TEST(a_writer_that_does_not_listen_stops_nobody),         TEST(a_full_sheet_says_what_it_lost),
        };
        return cmocka_run_group_tests_name("bell", tests, NULL, NULL);
}
