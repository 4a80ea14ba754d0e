#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity/identity.h"
#include "identity/passkey_options.h"

static bool has_passkeys(const char *origin, const char *host)
{
        struct passkey_site site;
        if (passkey_site_init(&site, slice_of(origin), SLICE("Desk")).code) return false;
        assert_string_equal(site.host, host);
        assert_true(slice_eq(site.origin, slice_of(origin)));
        return true;
}

static void a_site_is_where_browsers_make_passkeys(void **state)
{
        (void)state;
        assert_true(has_passkeys("https://desk.example.org", "desk.example.org"));
        assert_true(has_passkeys("https://desk.example.org:8443", "desk.example.org"));
        assert_true(has_passkeys("http://localhost:8081", "localhost"));
        assert_true(has_passkeys("https://localhost", "localhost"));
        assert_true(has_passkeys("https://xn--80ak6aa92e.example", "xn--80ak6aa92e.example"));
}

static void a_site_is_written_as_browsers_write_it(void **state)
{
        (void)state;
        static const char *const broken[] = {
                "",
                "https://",
                "desk.example.org",
                "http://desk.example.org",
                "ftp://desk.example.org",
                "https://desk.example.org/",
                "https://desk.example.org/desk",
                "https://desk.example.org?",
                "https://Desk.example.org",
                "HTTPS://desk.example.org",
                "https://desk.example.org.",
                "https://.example.org",
                "https://desk..example.org",
                "https://desk_1.example.org",
                "https://desk.example.org:443",
                "http://localhost:80",
                "https://desk.example.org:",
                "https://desk.example.org:08443",
                "https://desk.example.org:0",
                "https://desk.example.org:65536",
                "https://desk.example.org:8443/",
                "https://user@desk.example.org",
                "https://192.0.2.7",
                "https://[2001:db8::1]",
                "http://127.0.0.1:8081",
                "https://новини.example",
        };
        for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
                if (has_passkeys(broken[i], "")) fail_msg("%s was taken", broken[i]);
}

static void a_host_has_at_most_253_letters(void **state)
{
        (void)state;
        char origin[sizeof "https://" + PASSKEY_HOST_SIZE] = "https://";
        memset(origin + strlen("https://"), 'a', PASSKEY_HOST_SIZE - 1);
        struct passkey_site site;
        struct slice longest = {origin, strlen(origin)}, longer = {origin, longest.len + 1};
        assert_int_equal(passkey_site_init(&site, longest, SLICE("Desk")).code, OK);
        origin[longest.len] = 'a';
        assert_int_equal(passkey_site_init(&site, longer, SLICE("Desk")).code, ERR_INVALID);
}

static struct passkey_site site;
static struct passkey_ceremony ceremony;

static int begin(void **state)
{
        (void)state;
        if (identity_load().code) return 1;
        ceremony = (struct passkey_ceremony){.site = &site};
        return passkey_site_init(&site, SLICE("https://desk.example.org:8443"), SLICE("Новини")).code;
}

static void assert_json(json_t *value, const char *expected)
{
        char *text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS);
        assert_string_equal(text, expected);
        free(text);
        json_decref(value);
}

static void asks_for_a_passkey_that_signs_in_without_a_name(void **state)
{
        (void)state;
        const struct slice have[] = {SLICE("sixteen letters!"), SLICE("\xfb\xff")};
        const struct passkey_person person = {SLICE("handle"), SLICE("olena"), SLICE("Олена")};
        assert_json(passkey_creation_options(&ceremony, &person, (struct passkey_ids){have, 2}),
                    "{\"attestation\":\"none\",\"authenticatorSelection\":{\"requireResidentKey\":true,"
                    "\"residentKey\":\"required\",\"userVerification\":\"required\"},"
                    "\"challenge\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\","
                    "\"excludeCredentials\":[{\"id\":\"c2l4dGVlbiBsZXR0ZXJzIQ\",\"type\":\"public-key\"},"
                    "{\"id\":\"-_8\",\"type\":\"public-key\"}],"
                    "\"pubKeyCredParams\":[{\"alg\":-8,\"type\":\"public-key\"},{\"alg\":-7,\"type\":\"public-key\"},"
                    "{\"alg\":-257,\"type\":\"public-key\"}],"
                    "\"rp\":{\"id\":\"desk.example.org\",\"name\":\"Новини\"},\"timeout\":300000,"
                    "\"user\":{\"displayName\":\"Олена\",\"id\":\"aGFuZGxl\",\"name\":\"olena\"}}");
}

static void asks_for_any_passkey_or_for_some(void **state)
{
        (void)state;
        const struct slice one = SLICE("sixteen letters!");
        assert_json(passkey_request_options(&ceremony, (struct passkey_ids){0}),
                    "{\"allowCredentials\":[],\"challenge\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\","
                    "\"rpId\":\"desk.example.org\",\"timeout\":300000,\"userVerification\":\"required\"}");
        assert_json(passkey_request_options(&ceremony, (struct passkey_ids){&one, 1}),
                    "{\"allowCredentials\":[{\"id\":\"c2l4dGVlbiBsZXR0ZXJzIQ\",\"type\":\"public-key\"}],"
                    "\"challenge\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\","
                    "\"rpId\":\"desk.example.org\",\"timeout\":300000,\"userVerification\":\"required\"}");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_site_is_where_browsers_make_passkeys),
                cmocka_unit_test(a_site_is_written_as_browsers_write_it),
                cmocka_unit_test(a_host_has_at_most_253_letters),
                cmocka_unit_test(asks_for_a_passkey_that_signs_in_without_a_name),
                cmocka_unit_test(asks_for_any_passkey_or_for_some),
        };
        return cmocka_run_group_tests_name("passkey_options", tests, begin, NULL);
}
