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

static void assert_leads_to(const char *address, const char *provider, const char *id)
{
        CLEANUP(arena_clear) struct arena a = {0};
        struct embed embed = {0};
        if (!embed_of_address(slice_of(address), &a, &embed)) fail_msg("%s leads nowhere", address);
        if (!slice_eq(embed.provider, slice_of(provider)) || !slice_eq(embed.id, slice_of(id)))
                fail_msg("%s leads to %.*s %.*s", address, SLICE_ARGS(embed.provider), SLICE_ARGS(embed.id));
}

static void reads_addresses_as_people_copy_and_frame_them(void **state)
{
        (void)state;
        static const char *const rows[][3] = {
                {"https://www.youtube.com/watch?app=desktop&v=aaaaaaaaaaa&t=1s", "youtube", "aaaaaaaaaaa"},
                {"https://www.youtube.com/embed/aaaaaaaaaaa?rel=0", "youtube", "aaaaaaaaaaa"},
                {"//www.youtube-nocookie.com/embed/a-aaa_aaaaa", "youtube", "a-aaa_aaaaa"},
                {" HTTP://YouTube.com/shorts/aaaaaaaaaaa/ ", "youtube", "aaaaaaaaaaa"},
                {"https://m.youtube.com/live/aaaaaaaaaaa", "youtube", "aaaaaaaaaaa"},
                {"youtu.be/aaaaaaaaaaa?si=x", "youtube", "aaaaaaaaaaa"},
                {"https://vimeo.com/123456", "vimeo", "123456"},
                {"https://player.vimeo.com/video/123456?h=0a#t=1", "vimeo", "123456"},
                {"https://t.me/s/channel/42", "telegram", "channel/42"},
                {"https://t.me/some_channel/42?embed=1&mode=tme", "telegram", "some_channel/42"},
                {"https://twitter.com/somebody/status/99?s=20", "x", "99"},
                {"https://x.com/somebody/status/99", "x", "99"},
                {"https://www.facebook.com/some.page/posts/123", "facebook", "some.page/posts/123"},
                {"https://www.facebook.com/plugins/video.php?height=314&href=https%3A%2F%2Fwww.facebook.com%2Fsome.page"
                 "%2Fvideos%2F123%2F&width=560",
                 "facebook", "some.page/videos/123"},
                {"https://www.instagram.com/p/AbC-1/embed", "instagram", "AbC-1"},
                {"https://www.instagram.com/reel/AbC-1/", "instagram", "AbC-1"},
                {"https://www.tiktok.com/@some.body/video/7?x=1", "tiktok", "@some.body/video/7"},
                {"https://www.tiktok.com/embed/v2/7", "tiktok", "embed/v2/7"},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                assert_leads_to(rows[i][0], rows[i][1], rows[i][2]);
}

static void takes_no_other_address_for_one(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        static const char *const addresses[] = {
                "",
                "//",
                "?v=aaaaaaaaaaa",
                "javascript:alert(1)",
                "https://example.org/watch?v=aaaaaaaaaaa",
                "https://youtube.com.evil.example/watch?v=aaaaaaaaaaa",
                "https://evil.example/youtube.com/watch?v=aaaaaaaaaaa",
                "https://x@youtube.com/watch?v=aaaaaaaaaaa",
                "https://www.youtube.com/watch?vv=aaaaaaaaaaa",
                "https://www.youtube.com/watch?v=",
                "https://www.youtube.com/watch?v=aaaaa",
                "https://www.youtube.com/watch?v=aaaaaaaaaaaaaaaaaaaaa",
                "https://www.youtube.com/embed/aaaaaa%22aaa",
                "https://www.youtube.com/embed/videoseries?list=x",
                "https://vimeo.com/12a",
                "https://t.me/channel",
                "https://x.com/somebody",
                "https://www.facebook.com/../posts/1",
                "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fevil.example%2Fa%2Fvideos%2F1",
                "https://www.facebook.com/plugins/video.php?href=%",
                "https://www.tiktok.com/@/video/7",
                "https://evil.example/?u=youtube.com/embed/abcdef",
                "https://vimeo.com/channels/staff/1",
                "https://youtu.be/../x",
        };
        for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
                struct embed embed = {0};
                if (embed_of_address(slice_of(addresses[i]), &a, &embed)) fail_msg("%s leads somewhere", addresses[i]);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(leads_to_where_the_thing_is),
                cmocka_unit_test(knows_no_other_provider_and_no_odd_id),
                cmocka_unit_test(reads_addresses_as_people_copy_and_frame_them),
                cmocka_unit_test(takes_no_other_address_for_one),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
