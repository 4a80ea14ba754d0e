/* One more edition: in one transaction, with the roles of who makes it; what is alike is refused. */
#include "store/people_fixture.h"
#include "store/structure.h"

enum { PL = 4 };

static struct edition a_new_one(void)
{
        return (struct edition){.id = PL,
                                .code = SLICE("pl"),
                                .prefix = SLICE("/pol"),
                                .zone = SLICE("Europe/Warsaw"),
                                .name = SLICE("Herold"),
                                .permalink = SLICE("/{prefix}/{yyyy}/{mm}/{dd}/{id}/")};
}

/* A language without texts cannot be opened, so the store is looked at without being opened anew. */
static struct newsroom newsroom_of(struct fixture *f)
{
        struct newsroom n;
        assert_int_equal(store_load_newsroom(f->store, &f->arena, &n).code, OK);
        return n;
}

static bool has_role(const struct person *person, enum role role, unsigned edition)
{
        for (size_t i = 0; i < person->roles.count; i++)
                if (person->roles.at[i].role == role && person->roles.at[i].edition == edition) return true;
        return false;
}

static void it_is_stored_whole_and_readers_are_told(void **state)
{
        struct fixture *f = *state;
        struct edition edition = a_new_one();
        int64_t before = last_change(f);
        assert_int_equal(WRITE(f, store_add_edition(f->store, &edition, 0, NOW)), OK);
        assert_int_equal(last_change(f), before + 1);
        struct newsroom n = newsroom_of(f);
        assert_int_equal(n.edition_count, 4);
        const struct edition *kept = &n.editions[PL - 1];
        assert_true(slice_eq(kept->code, edition.code) && slice_eq(kept->prefix, edition.prefix));
        assert_true(slice_eq(kept->zone, edition.zone) && slice_eq(kept->name, edition.name));
        assert_true(slice_eq(kept->permalink, edition.permalink) && kept->former_prefixes.len == 0);
        assert_int_equal(n.sections[0].names[PL - 1].len, 0);
        assert_string_equal(faults(f), "");
}

static void what_is_alike_is_refused(void **state)
{
        struct fixture *f = *state;
        struct edition edition = a_new_one();
        edition.code = SLICE("uk");
        assert_int_equal(WRITE(f, store_add_edition(f->store, &edition, 0, NOW)), ERR_CONFLICT);
        edition = a_new_one();
        edition.prefix = SLICE("");
        assert_int_equal(WRITE(f, store_add_edition(f->store, &edition, 0, NOW)), ERR_CONFLICT);
        assert_int_equal(newsroom_of(f).edition_count, 3);
}

static void what_is_taken_back_was_never_there(void **state)
{
        struct fixture *f = *state;
        struct edition edition = a_new_one();
        int64_t before = last_change(f);
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_add_edition(f->store, &edition, 0, NOW).code, OK);
        store_rollback(f->store);
        assert_int_equal(newsroom_of(f).edition_count, 3);
        assert_int_equal(last_change(f), before);
}

static void who_makes_it_has_there_what_they_have_elsewhere(void **state)
{
        struct fixture *f = *state;
        struct person_role roles[] = {
                {ROLE_ADMINISTRATOR, 0}, {ROLE_EDITOR, UK}, {ROLE_EDITOR, RU}, {ROLE_TRANSLATOR, EN}};
        int64_t maker = add_person(f, SLICE("olena")), other = add_person(f, SLICE("petro"));
        assert_int_equal(WRITE(f, store_put_roles(f->store, maker, (struct person_roles){roles, 4})), OK);
        assert_int_equal(WRITE(f, store_put_roles(f->store, other, (struct person_roles){roles + 1, 1})), OK);
        struct edition edition = a_new_one();
        assert_int_equal(WRITE(f, store_add_edition(f->store, &edition, maker, NOW)), OK);
        struct person person = load_person(f, maker);
        assert_int_equal(person.roles.count, 6);
        assert_true(has_role(&person, ROLE_EDITOR, PL) && has_role(&person, ROLE_TRANSLATOR, PL));
        assert_false(has_role(&person, ROLE_ADMINISTRATOR, PL));
        assert_int_equal(load_person(f, other).roles.count, 1);
}

static void a_prefix_is_asked_for_before_it_is_there(void **state)
{
        struct fixture *f = *state;
        struct article uk = sample_article(SLICE("urn:uk"));
        bool is_free = false;
        save(f, &uk);
        assert_int_equal(store_prefix_is_free(f->store, PL, SLICE("/pol"), &is_free).code, OK);
        assert_true(is_free);
        assert_int_equal(store_prefix_is_free(f->store, PL, SLICE(""), &is_free).code, OK);
        assert_true(is_free); /* none of its addresses could meet another's */
        assert_int_equal(store_prefix_is_free(f->store, PL, SLICE("/news"), &is_free).code, OK);
        assert_false(is_free);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(it_is_stored_whole_and_readers_are_told),
                STORE_TEST(what_is_alike_is_refused),
                STORE_TEST(what_is_taken_back_was_never_there),
                STORE_TEST(who_makes_it_has_there_what_they_have_elsewhere),
                STORE_TEST(a_prefix_is_asked_for_before_it_is_there),
        };
        return cmocka_run_group_tests_name("new edition", tests, NULL, NULL);
}
