#include "wire/intake.h"

#include "news/body.h"
#include "wire/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void counts_each_kind_once(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        struct intake in;
        intake_init(&in, &a);
        in.uri = SLICE("urn:1");
        intake_lose(&in, "%s", "video");
        intake_lose(&in, "%s", "audio");
        in.uri = SLICE("urn:2");
        intake_lose(&in, "%s", "video");
        losses_write(&in.lost, &text);
        assert_string_equal(buf_text(&text), "video: 2, first in urn:1\naudio: 1, first in urn:1\n");
}

static void bounds_the_kinds_that_strangers_can_invent(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct intake in;
        intake_init(&in, &a);
        for (int i = 0; i < 1000; i++)
                intake_lose(&in, "field %d", i);
        assert_int_equal(in.lost.count, LOSSES_MAX);
        assert_true(slice_eq(in.lost.at[LOSSES_MAX - 1].what, SLICE("other things")));
        assert_int_equal(in.lost.at[LOSSES_MAX - 1].count, 1000 - (LOSSES_MAX - 1));
        intake_lose(&in, "field 7");
        assert_int_equal(in.lost.at[7].count, 2);
}

static void cuts_a_kind_to_a_readable_line(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        char name[5000];
        memset(name, 'x', sizeof name - 1);
        name[sizeof name - 1] = '\0';
        struct intake in;
        intake_init(&in, &a);
        intake_lose(&in, "a\n\x1b%s", name);
        assert_int_equal(in.lost.at[0].what.len, LOSS_NAME_MAX_BYTES);
        assert_true(slice_starts_with(in.lost.at[0].what, SLICE("a xxx")));
}

static void bounds_the_pictures_of_an_item(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct intake in;
        intake_init(&in, &a);
        for (int i = 0; i < INTAKE_PICTURES_MAX + 5; i++) {
                struct slice href = arena_format(&a, "data:;base64,R0lGODlh%04d", i);
                assert_int_equal(intake_take_picture(&in, href).file != NULL, i < INTAKE_PICTURES_MAX);
        }
        assert_int_equal(in.picture_count, INTAKE_PICTURES_MAX);
        assert_int_equal(in.lost.at[0].count, 5);
}

static void what_is_not_seen_is_left_out_and_counted(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf report = BUF_INIT(1000), why = BUF_INIT(100);
        struct intake in;
        struct body body;
        intake_init(&in, &a);
        in.uri = SLICE("urn:x");
        assert_true(slice_eq(intake_line(&in, SLICE(" a\u202e \u202c b\ufeff")), SLICE("a b")));
        assert_true(slice_eq(intake_line(&in, SLICE("plain")), SLICE("plain")));
        assert_int_equal(html_read(SLICE("<p>x\u200b&#x202e;</p>"), &in, &body, &why).code, OK);
        losses_write(&in.lost, &report);
        assert_string_equal(buf_text(&report), "characters that are not seen: 5, first in urn:x\n");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(counts_each_kind_once),
                cmocka_unit_test(bounds_the_kinds_that_strangers_can_invent),
                cmocka_unit_test(cuts_a_kind_to_a_readable_line),
                cmocka_unit_test(bounds_the_pictures_of_an_item),
                cmocka_unit_test(what_is_not_seen_is_left_out_and_counted),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
