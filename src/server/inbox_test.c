#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/inbox.h"

#include <unistd.h>

static void hands_over_tokens_in_order_and_asks_for_one_wake(void **state)
{
        (void)state;
        struct inbox inbox;
        struct inbox_news news;
        inbox_init(&inbox);
        assert_false(inbox_take(&inbox, &news));
        assert_true(inbox_put_token(&inbox, 7));
        assert_false(inbox_put_token(&inbox, UINT64_MAX));
        assert_true(inbox_take(&inbox, &news));
        assert_int_equal(news.token_count, 2);
        assert_int_equal(news.tokens[0], 7);
        assert_int_equal(news.tokens[1], UINT64_MAX);
        assert_false(news.all_tokens);
        assert_false(inbox_take(&inbox, &news));
        assert_true(inbox_put_token(&inbox, 8));
        inbox_clear(&inbox);
}

static void means_every_token_once_it_was_full(void **state)
{
        (void)state;
        struct inbox inbox;
        struct inbox_news news;
        inbox_init(&inbox);
        for (uint64_t token = 0; token < INBOX_TOKENS_MAX; token++)
                inbox_put_token(&inbox, token);
        assert_true(inbox_take(&inbox, &news));
        assert_false(news.all_tokens);

        for (uint64_t token = 0; token <= INBOX_TOKENS_MAX; token++)
                inbox_put_token(&inbox, token);
        assert_true(inbox_take(&inbox, &news));
        assert_true(news.all_tokens);
        assert_true(inbox_put_token(&inbox, 7));
        assert_true(inbox_take(&inbox, &news));
        assert_false(news.all_tokens);
        inbox_clear(&inbox);
}

static void hands_over_sockets_and_closes_those_that_nobody_took(void **state)
{
        (void)state;
        struct inbox inbox;
        struct inbox_news news;
        int ends[2];
        char c;
        inbox_init(&inbox);
        assert_true(inbox_put_socket(&inbox, 5));
        assert_true(inbox_take(&inbox, &news));
        assert_int_equal(news.socket_count, 1);
        assert_int_equal(news.sockets[0], 5);
        assert_int_equal(news.token_count, 0);

        assert_int_equal(pipe(ends), 0);
        assert_true(inbox_put_socket(&inbox, ends[1]));
        inbox_clear(&inbox);
        assert_int_equal(read(ends[0], &c, 1), 0);
        close(ends[0]);
}

static void has_room_for_so_many_sockets(void **state)
{
        (void)state;
        struct inbox inbox;
        struct inbox_news news;
        inbox_init(&inbox);
        for (int fd = 0; fd < INBOX_SOCKETS_MAX; fd++)
                assert_true(inbox_put_socket(&inbox, fd));
        assert_false(inbox_put_socket(&inbox, INBOX_SOCKETS_MAX));
        assert_true(inbox_take(&inbox, &news));
        assert_int_equal(news.socket_count, INBOX_SOCKETS_MAX);
        inbox_clear(&inbox);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(hands_over_tokens_in_order_and_asks_for_one_wake),
                cmocka_unit_test(means_every_token_once_it_was_full),
                cmocka_unit_test(hands_over_sockets_and_closes_those_that_nobody_took),
                cmocka_unit_test(has_room_for_so_many_sockets),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
