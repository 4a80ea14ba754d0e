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

static void reads_addresses_as_people_copy_them(void **state)
{
        (void)state;
        static const struct {
                const char *url, *provider, *id;
        } cases[] = {
                {"https://www.youtube.com/watch?v=abcDEF12345&t=9s", "youtube", "abcDEF12345"},
                {" https://www.youtube-nocookie.com/embed/abcDEF12345?rel=0", "youtube", "abcDEF12345"},
                {"//youtu.be/abcDEF12345", "youtube", "abcDEF12345"},
                {"https://player.vimeo.com/video/123456?h=1", "vimeo", "123456"},
                {"https://vimeo.com/123456", "vimeo", "123456"},
                {"https://t.me/channel/12?embed=1", "telegram", "channel/12"},
                {"https://t.me/s/channel/12", "telegram", "channel/12"},
                {"https://twitter.com/somebody/status/99", "x", "99"},
                {"https://m.facebook.com/page/posts/77/", "facebook", "page/posts/77"},
                {"https://www.instagram.com/reel/Ab_-1/", "instagram", "Ab_-1"},
                {"https://www.tiktok.com/@name/video/5", "tiktok", "@name/video/5"},
                {"https://www.youtube.com/watch?v=", NULL, NULL},
                {"https://youtube.com.evil.example/embed/abcDEF12345", NULL, NULL},
                {"https://evil.example/?u=youtube.com/embed/abc", NULL, NULL},
                {"https://t.me/channel", NULL, NULL},
                {"https://vimeo.com/channels/staff/1", NULL, NULL},
                {"https://youtu.be/../x", NULL, NULL},
                {"", NULL, NULL},
        };
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct slice provider, id;
                bool is_known = embed_read(slice_of(cases[i].url), &provider, &id);
                assert_int_equal(is_known, cases[i].provider != NULL);
                if (!is_known) continue;
                assert_true(slice_eq(provider, slice_of(cases[i].provider)));
                assert_true(slice_eq(id, slice_of(cases[i].id)));
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(leads_to_where_the_thing_is),
                cmocka_unit_test(reads_addresses_as_people_copy_them),
                cmocka_unit_test(knows_no_other_provider_and_no_odd_id),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
