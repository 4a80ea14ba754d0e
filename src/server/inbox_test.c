#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/inbox.h"

static void hands_over_tokens_in_order_and_asks_for_one_wake(void **state)
{
        (void)state;
        struct inbox inbox;
        struct inbox_news news;
        inbox_init(&inbox);
        assert_false(inbox_take(&inbox, &news));
        assert_true(inbox_put(&inbox, 7));
        assert_false(inbox_put(&inbox, UINT64_MAX));
        assert_true(inbox_take(&inbox, &news));
        assert_int_equal(news.count, 2);
        assert_int_equal(news.tokens[0], 7);
        assert_int_equal(news.tokens[1], UINT64_MAX);
        assert_false(news.all);
        assert_false(inbox_take(&inbox, &news));
        assert_true(inbox_put(&inbox, 8));
        inbox_clear(&inbox);
}

static void means_every_token_once_it_was_full(void **state)
{
        (void)state;
        struct inbox inbox;
        struct inbox_news news;
        inbox_init(&inbox);
        for (uint64_t token = 0; token < INBOX_TOKENS_MAX; token++)
                inbox_put(&inbox, token);
        assert_true(inbox_take(&inbox, &news));
        assert_false(news.all);

        for (uint64_t token = 0; token <= INBOX_TOKENS_MAX; token++)
                inbox_put(&inbox, token);
        assert_true(inbox_take(&inbox, &news));
        assert_true(news.all);
        assert_true(inbox_put(&inbox, 7));
        assert_true(inbox_take(&inbox, &news));
        assert_false(news.all);
        inbox_clear(&inbox);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(hands_over_tokens_in_order_and_asks_for_one_wake),
                cmocka_unit_test(means_every_token_once_it_was_full),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
