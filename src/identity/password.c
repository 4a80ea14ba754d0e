#include "identity/password.h"

#include <sodium.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

_Static_assert(PASSWORD_HASH_SIZE == crypto_pwhash_STRBYTES, "libsodium writes the hash in place");

enum { PASSES = 3, MEMORY_BYTES = 64 * 1024 * 1024 };

/* A hash like those of password_hash(), of 32 random bytes that nobody kept. */
static const struct password_hash nobody = {
        "$argon2id$v=19$m=65536,t=3,p=1$04v74PdkMABRsZjUKWwn0w$OW5yusHuw4ewQ7DhS8rELR4PUkFtGZ0Wm7PrSuOzOm4"};

const char *password_verdict_words(enum password_verdict verdict)
{
        switch (verdict) {
        case PASSWORD_GOOD:
                return "good";
        case PASSWORD_SHORT:
                return "shorter than 12 characters";
        case PASSWORD_LONG:
                return "longer than 200 bytes";
        case PASSWORD_NOT_TEXT:
                return "not text";
        case PASSWORD_IS_NAME:
                return "a name of the person";
        case PASSWORD_MONOTONE:
                return "one character over and over";
        }
        return "unknown";
}

/* The next character of a text that must be UTF-8; negative when it is not. */
static UChar32 next_character(struct slice *rest)
{
        enum { LONGEST = 4 };
        const uint8_t *bytes = (const uint8_t *)rest->at;
        int32_t taken = 0, len = rest->len < LONGEST ? (int32_t)rest->len : LONGEST;
        UChar32 character = 0;
        U8_NEXT(bytes, taken, len, character);
        *rest = slice_skip(*rest, (size_t)taken);
        return character;
}

static UChar32 next_folded(struct slice *rest)
{
        return u_foldCase(next_character(rest), U_FOLD_CASE_DEFAULT);
}

static bool is_same(struct slice a, struct slice b)
{
        while (a.len && b.len)
                if (next_folded(&a) != next_folded(&b)) return false;
        return a.len == b.len;
}

static enum password_verdict judge_characters(struct slice rest)
{
        size_t count = 0;
        UChar32 first = -1;
        bool varied = false;
        while (rest.len) {
                UChar32 character = next_character(&rest);
                if (character < 0 || u_isISOControl(character)) return PASSWORD_NOT_TEXT;
                if (count == 0) first = character;
                varied |= character != first;
                count++;
        }
        if (count < PASSWORD_MIN_CHARACTERS) return PASSWORD_SHORT;
        return varied ? PASSWORD_GOOD : PASSWORD_MONOTONE;
}

enum password_verdict password_judge(struct slice password, const struct slice *names, size_t count)
{
        if (password.len > PASSWORD_MAX_BYTES) return PASSWORD_LONG;
        enum password_verdict verdict = judge_characters(password);
        if (verdict != PASSWORD_GOOD) return verdict;
        for (size_t i = 0; i < count; i++)
                if (is_same(password, names[i])) return PASSWORD_IS_NAME;
        return PASSWORD_GOOD;
}

struct err password_hash(struct slice password, struct password_hash *ret)
{
        if (password.len > PASSWORD_MAX_BYTES) return ERR(ERR_INVALID, "hash a password that is too long");
        struct password_hash hash;
        if (crypto_pwhash_str_alg(hash.at, password.at, password.len, PASSES, MEMORY_BYTES,
                                  crypto_pwhash_ALG_ARGON2ID13) != 0)
                return ERR(ERR_FULL, "hash a password");
        *ret = hash;
        return NO_ERR;
}

bool password_is(struct slice password, const struct password_hash *kept)
{
        struct slice asked = password.len <= PASSWORD_MAX_BYTES ? password : SLICE("");
        bool same = crypto_pwhash_str_verify(kept ? kept->at : nobody.at, asked.at, asked.len) == 0;
        return same && kept && asked.len == password.len;
}

bool password_is_stale(const struct password_hash *kept)
{
        return crypto_pwhash_argon2id_str_needs_rehash(kept->at, PASSES, MEMORY_BYTES) != 0;
}
