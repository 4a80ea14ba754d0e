#include "base/err.h"
#include "news/embed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void leads_to_where_the_thing_is(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct slice video = embed_url(&a, SLICE("youtube"), SLICE("dQw4w9WgXcQ"));
        assert_string_equal(video.at, "https://www.youtube.com/watch?v=dQw4w9WgXcQ");
        struct slice post = embed_url(&a, SLICE("telegram"), SLICE("channel/12"));
        assert_string_equal(post.at, "https://t.me/channel/12");
        assert_string_equal(embed_provider_name(SLICE("youtube")).at, "YouTube");
}

static void knows_no_other_provider_and_no_odd_id(void **state)
{
        (void)state;
        assert_false(embed_is_known(SLICE("elsewhere"), SLICE("1")));
        assert_false(embed_is_known(SLICE("YouTube"), SLICE("1")));
        static const char *const ids[] = {"", "a b", "a\"b", "../x", "a//b", "a/", "a?b", "a&b", "/a", "a/./b"};
        for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
                assert_false(embed_is_known(SLICE("youtube"), slice_of(ids[i])));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(leads_to_where_the_thing_is),
                cmocka_unit_test(knows_no_other_provider_and_no_odd_id),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
