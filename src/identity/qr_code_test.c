#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity/qr_code.h"

#include <stdlib.h>
#include <string.h>

enum { SIDE_MAX = 200, QUIET_ZONE = 4, FINDER = 7 };

/* What a reader of the SVG path sees: dark units. */
struct picture {
        unsigned side;
        bool is_dark[SIDE_MAX][SIDE_MAX];
};

static unsigned number_behind(const char **at, const char *word)
{
        char *end = NULL;
        assert_int_equal(strncmp(*at, word, strlen(word)), 0);
        unsigned long number = strtoul(*at + strlen(word), &end, 10);
        assert_true(end > *at + strlen(word) && number < SIDE_MAX);
        *at = end;
        return (unsigned)number;
}

static void draw(const char *text, struct picture *ret)
{
        CLEANUP(buf_clear) struct buf path = BUF_INIT(1 << 20);
        *ret = (struct picture){0};
        assert_int_equal(qr_code_write(text, &ret->side, &path).code, OK);
        assert_true(ret->side <= SIDE_MAX);
        for (const char *at = buf_text(&path); *at;) {
                unsigned x = number_behind(&at, "M"), y = number_behind(&at, " ");
                unsigned width = number_behind(&at, "h");
                assert_int_equal(number_behind(&at, "v1h-"), width);
                assert_int_equal(*at++, 'z');
                for (unsigned i = 0; i < width; i++)
                        ret->is_dark[y][x + i] = true;
        }
}

/* A ring of seven dark units around a ring of light ones around nine dark ones. */
static bool is_finder(const struct picture *p, unsigned top, unsigned left)
{
        for (unsigned y = 0; y < FINDER; y++)
                for (unsigned x = 0; x < FINDER; x++) {
                        bool is_edge = y == 0 || x == 0 || y == FINDER - 1 || x == FINDER - 1;
                        bool is_middle = y >= 2 && y <= 4 && x >= 2 && x <= 4;
                        if (p->is_dark[top + y][left + x] != (is_edge || is_middle)) return false;
                }
        return true;
}

static void three_corners_and_a_quiet_zone(void **state)
{
        (void)state;
        struct picture *p = malloc(sizeof *p);
        draw("otpauth://totp/Herald:olena?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Herald", p);
        unsigned far = p->side - QUIET_ZONE - FINDER;
        assert_true(is_finder(p, QUIET_ZONE, QUIET_ZONE));
        assert_true(is_finder(p, QUIET_ZONE, far));
        assert_true(is_finder(p, far, QUIET_ZONE));
        assert_false(is_finder(p, far, far));
        for (unsigned i = 0; i < p->side; i++)
                for (unsigned k = 0; k < QUIET_ZONE; k++)
                        assert_false(p->is_dark[i][k] || p->is_dark[k][i] || p->is_dark[i][p->side - 1 - k] ||
                                     p->is_dark[p->side - 1 - k][i]);
        free(p);
}

static void what_is_too_long_is_refused(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf path = BUF_INIT(1 << 20);
        char text[4000];
        unsigned side;
        memset(text, 'a', sizeof text);
        text[sizeof text - 1] = 0;
        assert_int_equal(qr_code_write(text, &side, &path).code, ERR_FULL);
        assert_int_equal(path.len, 0);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(three_corners_and_a_quiet_zone),
                cmocka_unit_test(what_is_too_long_is_refused),
        };
        return cmocka_run_group_tests_name("qr_code", tests, NULL, NULL);
}
