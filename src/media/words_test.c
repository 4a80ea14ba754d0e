#include "media/words.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define RDF(properties)                                                                                                \
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:d='http://purl.org/dc/elements/1.1/'"      \
        " xmlns:p='http://ns.adobe.com/photoshop/1.0/'><r:Description r:about=''" properties                           \
        "</r:Description></r:RDF>"

static void takes_attributes_elements_and_the_first_of_a_list(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct words w = {.arena = &a};
        words_read_xmp(&w, SLICE(RDF(" p:Credit='Agency'><d:creator><r:Seq><r:li>Ann</r:li><r:li>Ben</r:li></r:Seq>"
                                     "</d:creator><d:rights>Ours &amp;\n theirs</d:rights>")));
        assert_string_equal(w.credit.at, "Agency");
        assert_string_equal(w.creator.at, "Ann");
        assert_string_equal(w.copyright.at, "Ours & theirs");
        assert_int_equal(w.caption.len, 0);
}

static void does_not_listen_to_who_declares_a_document_type(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct words w = {.arena = &a};
        words_read_xmp(&w, SLICE("<!DOCTYPE x [<!ENTITY a 'b'>]>" RDF(" p:Credit='Agency'>")));
        words_read_xmp(&w, SLICE("no XML"));
        words_read_xmp(&w, SLICE(""));
        assert_int_equal(words_credit(&w).len, 0);
}

static void what_was_found_first_stays(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct words w = {.arena = &a};
        words_read_xmp(&w, SLICE(RDF(" p:Credit='Agency'>")));
        words_read_iim(&w, SLICE("\x1c\x02\x6e\0\3IIM\x1c\x02\x74\0\5Right"));
        assert_string_equal(w.credit.at, "Agency");
        assert_string_equal(w.copyright.at, "Right");
}

static void reads_datasets_within_resources_and_passes_over_others(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct words w = {.arena = &a};
        words_read_iim(&w, SLICE("Photoshop 3.0\0"
                                 "8BIM\4\x25\0\0\0\0\0\3abc\0"
                                 "8BIM\4\4\0\0\0\0\0\x11"
                                 "\x1c\x01\x50\0\1X\x1c\x02\x50\0\6Ann\tB\n"));
        assert_string_equal(w.creator.at, "Ann B"); /* record 1 is not about the picture */
}

static void a_text_that_is_no_utf8_is_not_guessed_at(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct words w = {.arena = &a};
        words_read_iim(&w, SLICE("\x1c\x02\x50\0\4\xcf\xe5\xf2\xf0"));
        assert_int_equal(w.creator.len, 0);
}

static void texts_are_cut_between_characters(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct words w = {.arena = &a};
        words_take(&w, &w.credit, SLICE("Їжак"), 5);
        assert_string_equal(w.credit.at, "Їж");
}

static void what_is_written_is_credit_and_copyright_escaped(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf packet = BUF_INIT(10000), nothing = BUF_INIT(10000);
        struct words w = {.arena = &a, .creator = SLICE("Ann"), .copyright = SLICE("<&>"), .caption = SLICE("Secret")};
        words_write_xmp(&w, &packet);
        assert_non_null(strstr(buf_text(&packet), "&lt;&amp;&gt;"));
        assert_non_null(strstr(buf_text(&packet), "<photoshop:Credit>Ann<"));
        assert_null(strstr(buf_text(&packet), "Secret"));
        words_write_xmp(&(struct words){.arena = &a, .caption = SLICE("Secret")}, &nothing);
        assert_int_equal(nothing.len, 0);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(takes_attributes_elements_and_the_first_of_a_list),
                cmocka_unit_test(does_not_listen_to_who_declares_a_document_type),
                cmocka_unit_test(what_was_found_first_stays),
                cmocka_unit_test(reads_datasets_within_resources_and_passes_over_others),
                cmocka_unit_test(a_text_that_is_no_utf8_is_not_guessed_at),
                cmocka_unit_test(texts_are_cut_between_characters),
                cmocka_unit_test(what_is_written_is_credit_and_copyright_escaped),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
