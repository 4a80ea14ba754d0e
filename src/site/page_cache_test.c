#include "site/furniture.h"
#include "site/page_cache.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

static struct deflater *deflater;

static int start(void **state)
{
        (void)state;
        return sodium_init() < 0 || deflater_new(DEFLATE_SMALL, &deflater).code != OK;
}

static int stop(void **state)
{
        (void)state;
        deflater_free(deflater);
        return 0;
}

static struct page *page_of(uint64_t id, enum encoding encoding, struct slice text)
{
        struct buf stored = BUF_INIT(1 << 20);
        struct page *page = NULL;
        assert_int_equal(fragment_press(deflater, text, &stored).code, OK);
        struct page_source source = {.key = {id, PAGE_ITSELF, encoding}, .path = SLICE("/a/"), .edition = 1};
        source.stored[PAGE_MAIN] = buf_slice(&stored);
        assert_int_equal(page_new(&source, &page).code, OK);
        buf_clear(&stored);
        return page;
}

static void cache_of(size_t budget, struct quiescent **q, struct page_cache **c)
{
        assert_int_equal(quiescent_new(1, q).code, OK);
        assert_int_equal(page_cache_new(*q, budget, c).code, OK);
}

static void free_both(struct quiescent *q, struct page_cache *c)
{
        page_cache_free(c);
        quiescent_free(q);
}

static void a_page_in_identity_is_its_plain_text(void **state)
{
        (void)state;
        struct page *page = page_of(1, ENCODING_IDENTITY, SLICE("<p>сніг</p>"));
        assert_true(slice_eq(page->parts[PAGE_MAIN].run, SLICE("<p>сніг</p>")));
        assert_true(slice_eq(page->path, SLICE("/a/")));
        page_free(page);
}

static void finds_by_id_and_encoding(void **state)
{
        (void)state;
        struct quiescent *q;
        struct page_cache *c;
        cache_of(1 << 20, &q, &c);
        page_cache_add(c, page_of(1, ENCODING_GZIP, SLICE("one")));
        assert_non_null(page_cache_find(c, (struct page_key){1, PAGE_ITSELF, ENCODING_GZIP}));
        assert_null(page_cache_find(c, (struct page_key){1, PAGE_ITSELF, ENCODING_IDENTITY}));
        assert_null(page_cache_find(c, (struct page_key){1, PAGE_REDIRECT, ENCODING_GZIP}));
        assert_null(page_cache_find(c, (struct page_key){2, PAGE_ITSELF, ENCODING_GZIP}));
        free_both(q, c);
}

static void dropping_takes_both_encodings_and_only_that_page(void **state)
{
        (void)state;
        struct quiescent *q;
        struct page_cache *c;
        cache_of(1 << 20, &q, &c);
        page_cache_add(c, page_of(1, ENCODING_GZIP, SLICE("one")));
        page_cache_add(c, page_of(1, ENCODING_IDENTITY, SLICE("one")));
        page_cache_add(c, page_of(2, ENCODING_GZIP, SLICE("two")));
        page_cache_drop(c, 1);
        assert_null(page_cache_find(c, (struct page_key){1, PAGE_ITSELF, ENCODING_GZIP}));
        assert_null(page_cache_find(c, (struct page_key){1, PAGE_ITSELF, ENCODING_IDENTITY}));
        assert_non_null(page_cache_find(c, (struct page_key){2, PAGE_ITSELF, ENCODING_GZIP}));
        page_cache_drop_all(c);
        assert_int_equal(page_cache_bytes(c), 0);
        free_both(q, c);
}

static void a_page_added_again_replaces_the_old_one(void **state)
{
        (void)state;
        struct quiescent *q;
        struct page_cache *c;
        cache_of(1 << 20, &q, &c);
        page_cache_add(c, page_of(1, ENCODING_IDENTITY, SLICE("old")));
        page_cache_add(c, page_of(1, ENCODING_IDENTITY, SLICE("newer")));
        const struct page *page = page_cache_find(c, (struct page_key){1, PAGE_ITSELF, ENCODING_IDENTITY});
        assert_true(slice_eq(page->parts[PAGE_MAIN].run, SLICE("newer")));
        assert_int_equal(page_cache_bytes(c), page->size_bytes);
        free_both(q, c);
}

static void keeps_its_budget_and_what_is_used(void **state)
{
        (void)state;
        enum { BUDGET = 256 * 1024, PAGES = 2000 };
        struct quiescent *q;
        struct page_cache *c;
        char *text = malloc(2000);
        randombytes_buf(text, 2000);
        cache_of(BUDGET, &q, &c);
        page_cache_add(c, page_of(1, ENCODING_GZIP, SLICE("the front")));
        for (uint64_t id = 2; id < PAGES; id++) {
                assert_non_null(page_cache_find(c, (struct page_key){1, PAGE_ITSELF, ENCODING_GZIP}));
                page_cache_add(c, page_of(id, ENCODING_GZIP, (struct slice){text, 2000}));
                assert_true(page_cache_bytes(c) <= BUDGET);
                quiescent_pass(q, 0);
                quiescent_collect(q);
        }
        free(text);
        free_both(q, c);
}

static void forgets_failures_alone(void **state)
{
        (void)state;
        struct quiescent *q;
        struct page_cache *c;
        struct page *failed = NULL;
        cache_of(1 << 20, &q, &c);
        struct page_source source = {.key = {9, PAGE_ITSELF, ENCODING_GZIP}, .lack = PAGE_NOT_LOADED};
        assert_int_equal(page_new(&source, &failed).code, OK);
        page_cache_add(c, failed);
        page_cache_add(c, page_of(1, ENCODING_GZIP, SLICE("one")));
        page_cache_drop_lacking(c);
        assert_null(page_cache_find(c, (struct page_key){9, PAGE_ITSELF, ENCODING_GZIP}));
        assert_non_null(page_cache_find(c, (struct page_key){1, PAGE_ITSELF, ENCODING_GZIP}));
        free_both(q, c);
}

static void a_damaged_fragment_makes_no_page(void **state)
{
        (void)state;
        struct page *page = NULL;
        struct page_source source = {.key = {1, PAGE_ITSELF, ENCODING_GZIP}};
        source.stored[PAGE_HEAD] = SLICE("too short");
        assert_int_equal(page_new(&source, &page).code, ERR_INVALID);
}

struct race {
        struct quiescent *quiescent;
        struct page_cache *cache;
        atomic_bool wrong, stop;
};

static void *read_pages(void *context)
{
        struct race *race = context;
        for (uint64_t i = 1; !atomic_load(&race->stop); i++) {
                const struct page *page =
                        page_cache_find(race->cache, (struct page_key){i % 50 + 1, PAGE_ITSELF, ENCODING_GZIP});
                if (page && (page->key.id != i % 50 + 1 || page->parts[PAGE_MAIN].run.at[0] == 0))
                        atomic_store(&race->wrong, true);
                if (i % 8 == 0) quiescent_pass(race->quiescent, 0);
        }
        return NULL;
}

static void a_reader_beside_adding_and_dropping_never_sees_a_wrong_page(void **state)
{
        (void)state;
        struct race race = {0};
        pthread_t reader;
        cache_of(64 * 1024, &race.quiescent, &race.cache);
        assert_int_equal(pthread_create(&reader, NULL, read_pages, &race), 0);
        for (uint64_t i = 0; i < 5000; i++) {
                page_cache_add(race.cache, page_of(i % 50 + 1, ENCODING_GZIP, SLICE("the same words again")));
                if (i % 3 == 0) page_cache_drop(race.cache, i % 50 + 1);
                quiescent_collect(race.quiescent);
        }
        atomic_store(&race.stop, true);
        pthread_join(reader, NULL);
        assert_false(atomic_load(&race.wrong));
        free_both(race.quiescent, race.cache);
}

static void an_edition_is_found_by_the_longest_prefix_of_the_path(void **state)
{
        (void)state;
        struct furniture *f = NULL;
        assert_int_equal(furniture_new(&f).code, OK);
        assert_null(furniture_for_path(f, SLICE("/")));
        furniture_edition(f, 1, SLICE(""));
        furniture_edition(f, 2, SLICE("/rus"));
        furniture_edition(f, 3, SLICE("/eng"));
        assert_int_equal(furniture_for_path(f, SLICE("/rus/news/"))->edition, 2);
        assert_int_equal(furniture_for_path(f, SLICE("/rus"))->edition, 2);
        assert_int_equal(furniture_for_path(f, SLICE("/russia/"))->edition, 1);
        assert_int_equal(furniture_for_path(f, SLICE("/eng/"))->edition, 3);
        furniture_edition(f, 4, SLICE("/fr / /french/"));
        assert_int_equal(furniture_for_path(f, SLICE("/french/news/"))->edition, 4);
        assert_int_equal(furniture_for_path(f, SLICE("/fr/"))->edition, 4);
        assert_int_equal(furniture_for_path(f, SLICE("/news/"))->edition, 1);
        assert_null(furniture_find(f, 5));
        furniture_free(f);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_page_in_identity_is_its_plain_text),
                cmocka_unit_test(finds_by_id_and_encoding),
                cmocka_unit_test(dropping_takes_both_encodings_and_only_that_page),
                cmocka_unit_test(a_page_added_again_replaces_the_old_one),
                cmocka_unit_test(keeps_its_budget_and_what_is_used),
                cmocka_unit_test(forgets_failures_alone),
                cmocka_unit_test(a_damaged_fragment_makes_no_page),
                cmocka_unit_test(a_reader_beside_adding_and_dropping_never_sees_a_wrong_page),
                cmocka_unit_test(an_edition_is_found_by_the_longest_prefix_of_the_path),
        };
        return cmocka_run_group_tests(tests, start, stop);
}
