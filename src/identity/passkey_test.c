/* Both ceremonies with an authenticator in software (soft_authenticator_test.h), as it should be and with one thing
 * wrong at a time, and with the standard's own vectors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity/identity.h"
#include "identity/passkey_key.h"
#include "identity/soft_browser_test.h"
#include "identity/w3c_vectors_test.h"

#define HANDLE SLICE("a person's handle")

static struct passkey_site site;
static struct soft_authenticator es256, eddsa, rs256, stranger;

static struct passkey_ceremony begin(void)
{
        return (struct passkey_ceremony){.site = &site, .challenge = token_make()};
}

static struct slice hex(struct arena *arena, const char *digits)
{
        size_t len = strlen(digits) / 2, done = 0;
        uint8_t *at = arena_alloc(arena, len);
        assert_int_equal(sodium_hex2bin(at, len, digits, 2 * len, NULL, &done, NULL), 0);
        assert_int_equal(done, len);
        return soft_bytes(at, len);
}

static enum passkey_fault try_register(const struct soft_authenticator *a, const struct passkey_ceremony *c,
                                       const struct deed *d, struct arena *arena, struct passkey *ret)
{
        CLEANUP(buf_clear) struct buf json = BUF_INIT(4 * SOFT_MAX_BYTES);
        struct passkey_answer answer;
        soft_register(a, c, d, &json);
        enum passkey_fault fault = passkey_answer_read(buf_slice(&json), arena, &answer);
        return fault ? fault : passkey_register(c, &answer, ret);
}

static enum passkey_fault try_sign_in(const struct soft_authenticator *a, const struct passkey_ceremony *c,
                                      const struct deed *d, const struct passkey *kept, struct passkey_use *ret)
{
        CLEANUP(buf_clear) struct buf json = BUF_INIT(4 * SOFT_MAX_BYTES);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey_answer answer;
        soft_sign_in(a, c, d, &json);
        enum passkey_fault fault = passkey_answer_read(buf_slice(&json), &arena, &answer);
        return fault ? fault : passkey_verify(c, &answer, kept, HANDLE, ret);
}

static struct passkey register_well(const struct soft_authenticator *a, const struct deed *d, struct arena *arena)
{
        struct passkey passkey = {0};
        struct passkey_ceremony ceremony = begin();
        assert_int_equal(try_register(a, &ceremony, d, arena, &passkey), PASSKEY_GOOD);
        return passkey;
}

static void registers_and_signs_in_with_each_algorithm(void **state)
{
        (void)state;
        const struct soft_authenticator *all[] = {&es256, &eddsa, &rs256};
        for (size_t i = 0; i < 3; i++) {
                CLEANUP(arena_clear) struct arena arena = {0};
                struct passkey kept = register_well(all[i], &(struct deed){.count = 7, .flags_on = BE}, &arena);
                assert_int_equal(kept.key.algorithm, all[i]->algorithm);
                assert_true(slice_eq(kept.id, soft_bytes(all[i]->id, SOFT_ID_BYTES)));
                assert_true(slice_eq(kept.aaguid, SLICE("0123456789abcdef")));
                assert_int_equal(kept.sign_count, 7);
                assert_true(kept.backup_eligible && !kept.backed_up);
                struct passkey_ceremony ceremony = begin();
                struct passkey_use use = {0};
                struct deed deed = {.count = 8, .flags_on = BE | BS};
                assert_int_equal(try_sign_in(all[i], &ceremony, &deed, &kept, &use), PASSKEY_GOOD);
                assert_true(use.sign_count == 8 && use.backed_up && !use.count_stands);
        }
}

static void takes_what_the_standard_takes(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey_site example;
        struct passkey_ceremony ceremony = {.site = &example, .person_known = true};
        struct passkey kept = {0};
        struct passkey_use use = {0};
        assert_int_equal(passkey_site_init(&example, SLICE("https://example.org"), SLICE("Example")).code, OK);
        memcpy(ceremony.challenge.bytes, hex(&arena, W3C_REGISTRATION_CHALLENGE).at, TOKEN_BYTES);
        struct passkey_answer answer = {.id = hex(&arena, W3C_CREDENTIAL_ID)};
        answer.client_data = hex(&arena, W3C_REGISTRATION_CLIENT_DATA);
        answer.attestation = hex(&arena, W3C_ATTESTATION_OBJECT);
        assert_int_equal(passkey_register(&ceremony, &answer, &kept), PASSKEY_GOOD);
        assert_true(kept.backup_eligible && kept.key.algorithm == ES256);
        memcpy(ceremony.challenge.bytes, hex(&arena, W3C_CHALLENGE).at, TOKEN_BYTES);
        answer.client_data = hex(&arena, W3C_CLIENT_DATA);
        answer.authenticator_data = hex(&arena, W3C_AUTHENTICATOR_DATA);
        answer.signature = hex(&arena, W3C_SIGNATURE);
        assert_int_equal(passkey_verify(&ceremony, &answer, &kept, HANDLE, &use), PASSKEY_GOOD);
        assert_false(use.count_stands); /* it does not count */
}

static void refuses_what_the_standard_leaves_to_the_site(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey_site example;
        struct passkey_ceremony ceremony = {.site = &example};
        struct passkey kept = {0};
        assert_int_equal(passkey_site_init(&example, SLICE("https://example.org"), SLICE("Example")).code, OK);
        memcpy(ceremony.challenge.bytes, hex(&arena, W3C_UNVERIFIED_CHALLENGE).at, TOKEN_BYTES);
        struct passkey_answer answer = {.id = hex(&arena, W3C_UNVERIFIED_ID)};
        answer.client_data = hex(&arena, W3C_UNVERIFIED_CLIENT_DATA);
        answer.attestation = hex(&arena, W3C_UNVERIFIED_OBJECT);
        assert_int_equal(passkey_register(&ceremony, &answer, &kept), PASSKEY_NOBODY_VERIFIED);
        memcpy(ceremony.challenge.bytes, hex(&arena, W3C_FRAMED_CHALLENGE).at, TOKEN_BYTES);
        answer.client_data = hex(&arena, W3C_FRAMED_CLIENT_DATA);
        assert_int_equal(passkey_register(&ceremony, &answer, &kept), PASSKEY_CROSS_ORIGIN);
}

struct wrong {
        const char *name;
        enum passkey_fault fault;
        struct deed deed;
};

#define X16 "xxxxxxxxxxxxxxxx"
#define X32 X16 X16
/* What the browser does wrong, and most of what the authenticator does, is wrong alike in both ceremonies. */
static const struct wrong wrong_in_both[] = {
#define BOTH(name, fault, ...) {name, PASSKEY_##fault, {__VA_ARGS__}},
#define REGISTERING(...)
#include "identity/passkey_cases.def"
#undef BOTH
#undef REGISTERING
};
static const struct wrong wrong_in_registering[] = {
#define BOTH(...)
#define REGISTERING(name, fault, ...) {name, PASSKEY_##fault, {__VA_ARGS__}},
#include "identity/passkey_cases.def"
#undef BOTH
#undef REGISTERING
};
enum {
        WRONG_IN_BOTH = sizeof wrong_in_both / sizeof wrong_in_both[0],
        WRONG_IN_REGISTERING = sizeof wrong_in_registering / sizeof wrong_in_registering[0]
};
_Static_assert(WRONG_IN_BOTH >= 50 && WRONG_IN_REGISTERING >= 30, "the matrix is not cut short");

static void registers_nothing_that_is_wrong(void **state)
{
        (void)state;
        for (size_t i = 0; i < WRONG_IN_BOTH; i++) {
                CLEANUP(arena_clear) struct arena arena = {0};
                struct passkey_ceremony ceremony = begin();
                struct passkey passkey = {0};
                enum passkey_fault fault = try_register(&es256, &ceremony, &wrong_in_both[i].deed, &arena, &passkey);
                if (fault != wrong_in_both[i].fault)
                        fail_msg("%s: %s", wrong_in_both[i].name, passkey_fault_words(fault));
        }
}

static void signs_nobody_in_when_something_is_wrong(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey kept = register_well(&es256, &(struct deed){0}, &arena);
        for (size_t i = 0; i < WRONG_IN_BOTH; i++) {
                struct passkey_ceremony ceremony = begin();
                struct passkey_use use = {0};
                enum passkey_fault fault = try_sign_in(&es256, &ceremony, &wrong_in_both[i].deed, &kept, &use);
                if (fault != wrong_in_both[i].fault)
                        fail_msg("%s: %s", wrong_in_both[i].name, passkey_fault_words(fault));
        }
}

static void registers_no_credential_that_is_laid_out_otherwise(void **state)
{
        (void)state;
        for (size_t i = 0; i < WRONG_IN_REGISTERING; i++) {
                CLEANUP(arena_clear) struct arena arena = {0};
                struct passkey_ceremony ceremony = begin();
                struct passkey passkey = {0};
                const struct deed *deed = &wrong_in_registering[i].deed;
                enum passkey_fault fault = try_register(&es256, &ceremony, deed, &arena, &passkey);
                if (fault != wrong_in_registering[i].fault)
                        fail_msg("%s: %s", wrong_in_registering[i].name, passkey_fault_words(fault));
        }
}

static void limits_how_long_an_id_may_be(void **state)
{
        (void)state;
        static const char letters[PASSKEY_ID_MAX_BYTES + 1];
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey_ceremony ceremony = begin();
        struct passkey passkey = {0};
        struct deed longest = {.id = {letters, PASSKEY_ID_MAX_BYTES}}, longer = {.id = {letters, sizeof letters}};
        assert_int_equal(try_register(&es256, &ceremony, &longest, &arena, &passkey), PASSKEY_GOOD);
        assert_int_equal(try_register(&es256, &ceremony, &longer, &arena, &passkey), PASSKEY_WRONG_ID);
}

static void does_not_care_who_made_the_authenticator(void **state)
{
        (void)state;
        const struct deed deeds[] = {
                {.object = SLICE("\xa3\x67"
                                 "attStmt\xa0\x63"
                                 "fmt\x64none\x68"
                                 "authData")},
                {.object = SLICE("\xa3\x63"
                                 "fmt\x66packed\x67"
                                 "attStmt\xa2\x63"
                                 "alg\x26\x63sig\x43"
                                 "bad\x68"
                                 "authData")},
                {.object = SLICE("\xa3\x63"
                                 "fmt\x63new\x67"
                                 "attStmt\xa1\x63x5c\x82\x41"
                                 "a\xf5\x68"
                                 "authData")},
                {.extensions = SLICE("\xa1\x6b"
                                     "credProtect\x02")},
                {.flags_on = 0x22}, /* kept for what the standard may yet say */
        };
        for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
                CLEANUP(arena_clear) struct arena arena = {0};
                register_well(&es256, &deeds[i], &arena);
        }
}

static void takes_a_signature_only_of_the_key_that_is_kept(void **state)
{
        (void)state;
        const struct soft_authenticator *all[] = {&es256, &eddsa, &rs256};
        for (size_t i = 0; i < 3; i++) {
                CLEANUP(arena_clear) struct arena arena = {0};
                struct passkey kept = register_well(all[i], &(struct deed){0}, &arena);
                const struct deed deeds[] = {
                        {.signs_with = &stranger},
                        {.signs_with = all[(i + 1) % 3]},
                        {.signs_less = true},
                        {.signs_der_cut = true},
                        {.signature = {"", 0}},
                        {.signature = {X32 X32, 64}},
                        {.signature = {"\x30\x06\x02\x01\x00\x02\x01\x00", 8}},
                };
                for (size_t j = 0; j < sizeof deeds / sizeof deeds[0]; j++) {
                        struct passkey_ceremony ceremony = begin();
                        struct passkey_use use = {0};
                        assert_int_equal(try_sign_in(all[i], &ceremony, &deeds[j], &kept, &use),
                                         PASSKEY_WRONG_SIGNATURE);
                }
        }
}

static void takes_nothing_with_a_bit_changed(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey kept = register_well(&es256, &(struct deed){0}, &arena);
        CLEANUP(buf_clear) struct buf json = BUF_INIT(SOFT_MAX_BYTES);
        struct passkey_ceremony ceremony = begin();
        struct passkey_answer answer;
        struct passkey_use use = {0};
        soft_sign_in(&es256, &ceremony, &(struct deed){0}, &json);
        assert_int_equal(passkey_answer_read(buf_slice(&json), &arena, &answer), PASSKEY_GOOD);
        assert_int_equal(passkey_verify(&ceremony, &answer, &kept, HANDLE, &use), PASSKEY_GOOD);
        const struct slice parts[] = {answer.id, answer.client_data, answer.authenticator_data, answer.signature,
                                      answer.handle};
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
                for (size_t bit = 0; bit < 8 * parts[i].len; bit++) {
                        char *byte = (char *)(uintptr_t)parts[i].at + bit / 8;
                        *byte = (char)(*byte ^ 1 << bit % 8);
                        assert_int_not_equal(passkey_verify(&ceremony, &answer, &kept, HANDLE, &use), PASSKEY_GOOD);
                        *byte = (char)(*byte ^ 1 << bit % 8);
                }
        assert_int_equal(passkey_verify(&ceremony, &answer, &kept, HANDLE, &use), PASSKEY_GOOD);
}

static void takes_no_registration_that_is_cut_off(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf json = BUF_INIT(SOFT_MAX_BYTES);
        struct passkey_ceremony ceremony = begin();
        struct passkey_answer answer;
        struct passkey passkey = {0};
        soft_register(&es256, &ceremony, &(struct deed){0}, &json);
        for (size_t len = 0; len < json.len; len++)
                assert_int_equal(passkey_answer_read((struct slice){json.at, len}, &arena, &answer),
                                 PASSKEY_ANSWER_BROKEN);
        assert_int_equal(passkey_answer_read(buf_slice(&json), &arena, &answer), PASSKEY_GOOD);
        struct slice whole = answer.attestation;
        for (answer.attestation.len = 0; answer.attestation.len < whole.len; answer.attestation.len++)
                assert_int_equal(passkey_register(&ceremony, &answer, &passkey), PASSKEY_ATTESTATION_BROKEN);
        assert_int_equal(passkey_register(&ceremony, &answer, &passkey), PASSKEY_GOOD);
}

static void takes_an_answer_for_its_own_challenge_only(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf json = BUF_INIT(SOFT_MAX_BYTES);
        struct passkey kept = register_well(&eddsa, &(struct deed){0}, &arena);
        struct passkey_ceremony first = begin(), second = begin();
        struct passkey_answer answer;
        struct passkey_use use = {0};
        soft_sign_in(&eddsa, &first, &(struct deed){0}, &json);
        assert_int_equal(passkey_answer_read(buf_slice(&json), &arena, &answer), PASSKEY_GOOD);
        assert_int_equal(passkey_verify(&second, &answer, &kept, HANDLE, &use), PASSKEY_WRONG_CHALLENGE);
        assert_int_equal(passkey_verify(&first, &answer, &kept, HANDLE, &use), PASSKEY_GOOD);
}

static void keeps_the_ceremonies_apart(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf json = BUF_INIT(SOFT_MAX_BYTES);
        struct passkey kept = register_well(&es256, &(struct deed){0}, &arena), made;
        struct passkey_ceremony ceremony = begin();
        struct passkey_answer answer;
        struct passkey_use use = {0};
        struct deed creates = {.type = "\"webauthn.create\""};
        assert_int_equal(try_sign_in(&es256, &ceremony, &creates, &kept, &use), PASSKEY_WRONG_TYPE);
        soft_register(&es256, &ceremony, &(struct deed){0}, &json);
        assert_int_equal(passkey_answer_read(buf_slice(&json), &arena, &answer), PASSKEY_GOOD);
        ceremony.person_known = true;
        assert_int_equal(passkey_verify(&ceremony, &answer, &kept, HANDLE, &use), PASSKEY_WRONG_TYPE);
        struct deed with_credential = {.flags_on = AT};
        assert_int_equal(try_sign_in(&es256, &ceremony, &with_credential, &kept, &use), PASSKEY_DATA_BROKEN);
        answer.attestation = SLICE("");
        assert_int_equal(passkey_register(&ceremony, &answer, &made), PASSKEY_ATTESTATION_BROKEN);
}

static void signs_in_only_whom_the_passkey_belongs_to(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey kept = register_well(&es256, &(struct deed){0}, &arena);
        struct passkey others = register_well(&stranger, &(struct deed){0}, &arena);
        struct passkey_ceremony anybody = begin(), known = begin();
        struct passkey_use use = {0};
        struct deed other = {.handle = SLICE("another's handle")}, prefix = {.handle = SLICE("a person's")};
        struct deed none = {.no_handle = true}, truth = {0};
        known.person_known = true;
        assert_int_equal(try_sign_in(&es256, &anybody, &other, &kept, &use), PASSKEY_WRONG_PERSON);
        assert_int_equal(try_sign_in(&es256, &known, &other, &kept, &use), PASSKEY_WRONG_PERSON);
        assert_int_equal(try_sign_in(&es256, &anybody, &prefix, &kept, &use), PASSKEY_WRONG_PERSON);
        assert_int_equal(try_sign_in(&es256, &anybody, &none, &kept, &use), PASSKEY_WRONG_PERSON);
        assert_int_equal(try_sign_in(&es256, &known, &none, &kept, &use), PASSKEY_GOOD);
        assert_int_equal(try_sign_in(&es256, &anybody, &truth, &others, &use), PASSKEY_WRONG_ID);
        others.id = kept.id; /* the same id with another person's key */
        assert_int_equal(try_sign_in(&es256, &anybody, &truth, &others, &use), PASSKEY_WRONG_SIGNATURE);
}

static void does_not_take_a_kept_key_that_is_none(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey kept = register_well(&es256, &(struct deed){0}, &arena);
        struct passkey_ceremony ceremony = begin();
        struct passkey_use use = {0};
        struct passkey shorter = kept, other = kept, unknown = kept;
        shorter.key.len--;
        other.key.algorithm = EDDSA;
        unknown.key.algorithm = 0;
        assert_int_equal(try_sign_in(&es256, &ceremony, &(struct deed){0}, &shorter, &use), PASSKEY_WRONG_KEY);
        assert_int_equal(try_sign_in(&es256, &ceremony, &(struct deed){0}, &other, &use), PASSKEY_WRONG_KEY);
        assert_int_equal(try_sign_in(&es256, &ceremony, &(struct deed){0}, &unknown, &use), PASSKEY_WRONG_KEY);
}

static void holds_a_passkey_to_what_it_said_of_backups(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey bound = register_well(&es256, &(struct deed){0}, &arena);
        struct passkey synced = register_well(&es256, &(struct deed){.flags_on = BE}, &arena);
        struct passkey_ceremony ceremony = begin();
        struct passkey_use use = {0};
        struct deed eligible = {.flags_on = BE}, truth = {0};
        assert_int_equal(try_sign_in(&es256, &ceremony, &eligible, &bound, &use), PASSKEY_WRONG_BACKUP);
        assert_int_equal(try_sign_in(&es256, &ceremony, &truth, &synced, &use), PASSKEY_WRONG_BACKUP);
        assert_int_equal(try_sign_in(&es256, &ceremony, &eligible, &synced, &use), PASSKEY_GOOD);
}

static void tells_of_a_counter_that_stands_and_refuses_nothing(void **state)
{
        (void)state;
        static const struct {
                uint32_t kept, said;
                bool stands;
        } counts[] = {{0, 0, false}, {0, 1, false}, {1, 2, false}, {5, UINT32_MAX, false},
                      {5, 5, true},  {5, 4, true},  {5, 0, true},  {UINT32_MAX, 0, true}};
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey kept = register_well(&es256, &(struct deed){0}, &arena);
        for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
                struct passkey_ceremony ceremony = begin();
                struct passkey_use use = {0};
                struct deed deed = {.count = counts[i].said};
                kept.sign_count = counts[i].kept;
                assert_int_equal(try_sign_in(&es256, &ceremony, &deed, &kept, &use), PASSKEY_GOOD);
                assert_int_equal(use.sign_count, counts[i].said);
                assert_int_equal(use.count_stands, counts[i].stands);
        }
}

static void reads_only_the_json_of_a_credential(void **state)
{
        (void)state;
        static const char *const broken[] = {
                "",
                "[]",
                "{}",
                "{\"type\":\"password\",\"id\":\"YQ\",\"rawId\":\"YQ\",\"response\":{}}",
                "{\"id\":\"YQ\",\"rawId\":\"YQ\",\"response\":{}}",
                "{\"type\":\"public-key\",\"id\":\"YQ\",\"rawId\":\"Yg\",\"response\":{}}",
                "{\"type\":\"public-key\",\"id\":\"YQ\",\"response\":{}}",
                "{\"type\":\"public-key\",\"id\":\"YQ==\",\"rawId\":\"YQ==\",\"response\":{}}",
                "{\"type\":\"public-key\",\"id\":\"YR\",\"rawId\":\"YR\",\"response\":{}}",
                "{\"type\":\"public-key\",\"id\":1,\"rawId\":1,\"response\":{}}",
                "{\"type\":\"public-key\",\"id\":\"YQ\",\"rawId\":\"YQ\"}",
                "{\"type\":\"public-key\",\"id\":\"YQ\",\"rawId\":\"YQ\",\"response\":[]}",
                "{\"type\":\"public-key\",\"id\":\"YQ\",\"rawId\":\"YQ\",\"response\":{\"signature\":\"+/\"}}",
                "{\"type\":\"public-key\",\"id\":\"YQ\",\"rawId\":\"YQ\",\"response\":{\"signature\":[]}}",
                "{\"type\":\"public-key\",\"id\":\"YQ\",\"rawId\":\"YQ\",\"response\":{},\"response\":{}}",
        };
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey_answer answer;
        for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
                assert_int_equal(passkey_answer_read(slice_of(broken[i]), &arena, &answer), PASSKEY_ANSWER_BROKEN);
        const char *least =
                "{\"type\":\"public-key\",\"id\":\"YQ\",\"rawId\":\"YQ\",\"response\":{\"userHandle\":null}}";
        assert_int_equal(passkey_answer_read(slice_of(least), &arena, &answer), PASSKEY_GOOD);
        assert_true(slice_eq(answer.id, SLICE("a")) && answer.handle.len == 0 && answer.signature.len == 0);
}

static void has_words_for_every_fault(void **state)
{
        (void)state;
        for (int fault = PASSKEY_GOOD; fault <= PASSKEY_NO_MEMORY; fault++)
                assert_true(strlen(passkey_fault_words((enum passkey_fault)fault)) > 3);
        assert_string_equal(passkey_fault_words((enum passkey_fault)(PASSKEY_NO_MEMORY + 1)), "unknown");
}

static int begin_all(void **state)
{
        (void)state;
        if (identity_load().code != OK) return 1;
        soft_authenticator_init(&es256, ES256);
        soft_authenticator_init(&eddsa, EDDSA);
        soft_authenticator_init(&rs256, RS256);
        soft_authenticator_init(&stranger, ES256);
        return passkey_site_init(&site, SLICE(SOFT_ORIGIN), SLICE("The Desk")).code;
}

static int end_all(void **state)
{
        (void)state;
        soft_authenticator_clear(&es256);
        soft_authenticator_clear(&eddsa);
        soft_authenticator_clear(&rs256);
        soft_authenticator_clear(&stranger);
        return 0;
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(registers_and_signs_in_with_each_algorithm),
                cmocka_unit_test(takes_what_the_standard_takes),
                cmocka_unit_test(refuses_what_the_standard_leaves_to_the_site),
                cmocka_unit_test(registers_nothing_that_is_wrong),
                cmocka_unit_test(signs_nobody_in_when_something_is_wrong),
                cmocka_unit_test(registers_no_credential_that_is_laid_out_otherwise),
                cmocka_unit_test(limits_how_long_an_id_may_be),
                cmocka_unit_test(does_not_care_who_made_the_authenticator),
                cmocka_unit_test(takes_a_signature_only_of_the_key_that_is_kept),
                cmocka_unit_test(takes_nothing_with_a_bit_changed),
                cmocka_unit_test(takes_no_registration_that_is_cut_off),
                cmocka_unit_test(takes_an_answer_for_its_own_challenge_only),
                cmocka_unit_test(keeps_the_ceremonies_apart),
                cmocka_unit_test(signs_in_only_whom_the_passkey_belongs_to),
                cmocka_unit_test(does_not_take_a_kept_key_that_is_none),
                cmocka_unit_test(holds_a_passkey_to_what_it_said_of_backups),
                cmocka_unit_test(tells_of_a_counter_that_stands_and_refuses_nothing),
                cmocka_unit_test(reads_only_the_json_of_a_credential),
                cmocka_unit_test(has_words_for_every_fault),
        };
        return cmocka_run_group_tests_name("passkey", tests, begin_all, end_all);
}
