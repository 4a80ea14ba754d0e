#include "identity/totp.h"

#include "identity/library.h"

#include <sodium.h>

enum { SHA1_BYTES = 20, STEP_BYTES = 8, MODULUS = 1000000, NO_CODE = MODULUS };

struct totp_secret totp_secret_make(void)
{
        struct totp_secret secret;
        randombytes_buf(secret.bytes, sizeof secret.bytes);
        return secret;
}

/* 20 bytes are 32 digits of 5 bits each: nothing is left over. */
void totp_secret_write(const struct totp_secret *secret, struct buf *to)
{
        static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        unsigned bits = 0, count = 0;
        for (size_t i = 0; i < TOTP_SECRET_BYTES; i++) {
                bits = (bits << 8 | secret->bytes[i]) & 0xFFF;
                for (count += 8; count >= 5; count -= 5)
                        buf_add_char(to, digits[bits >> (count - 5) & 31]);
        }
}

/* Everything but RFC 3986's unreserved characters escaped. */
static void add_escaped(struct buf *to, struct slice text)
{
        for (size_t i = 0; i < text.len; i++) {
                char c = text.at[i];
                bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                             (c != 0 && strchr("-._~", c));
                if (plain)
                        buf_add_char(to, c);
                else
                        buf_add_format(to, "%%%02X", (unsigned)(uint8_t)c);
        }
}

void totp_write_uri(const struct totp_secret *secret, struct slice issuer, struct slice account, struct buf *to)
{
        buf_add_text(to, "otpauth://totp/");
        add_escaped(to, issuer);
        buf_add_char(to, ':');
        add_escaped(to, account);
        buf_add_text(to, "?secret=");
        totp_secret_write(secret, to);
        buf_add_text(to, "&issuer=");
        add_escaped(to, issuer);
        buf_add_text(to, "&algorithm=SHA1&digits=6&period=30");
}

/* RFC 4226, section 5.3: which four bytes of the hash make the code, the hash itself says. */
uint32_t totp_code(const struct totp_secret *secret, int64_t step)
{
        const struct identity_library *library = identity_library();
        uint8_t counter[STEP_BYTES], hash[SHA1_BYTES];
        for (size_t i = 0; i < STEP_BYTES; i++)
                counter[i] = (uint8_t)((uint64_t)step >> (8 * (STEP_BYTES - 1 - i)));
        must(library->HMAC(library->EVP_sha1(), secret->bytes, TOTP_SECRET_BYTES, counter, sizeof counter, hash, NULL));
        const uint8_t *at = hash + (hash[SHA1_BYTES - 1] & 15);
        uint32_t number = (uint32_t)(at[0] & 127) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
        return number % MODULUS;
}

static uint32_t read_code(struct slice text)
{
        uint32_t code = 0;
        size_t digits = 0;
        for (size_t i = 0; i < text.len; i++) {
                char c = text.at[i];
                if (c == ' ') continue;
                if (c < '0' || c > '9' || ++digits > TOTP_DIGITS) return NO_CODE;
                code = code * 10 + (uint32_t)(c - '0');
        }
        return digits == TOTP_DIGITS ? code : NO_CODE;
}

int64_t totp_check(const struct totp_secret *secret, struct slice code, int64_t utc_ms, int64_t last_step)
{
        int64_t now = utc_ms / TOTP_STEP_MS, taken = -1;
        uint32_t asked = read_code(code);
        for (int64_t step = now - 1; step <= now + 1; step++)
                if (totp_code(secret, step) == asked && step > last_step && taken < 0) taken = step;
        return taken;
}
