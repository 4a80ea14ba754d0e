#include "base/builtin.h"
#include "language/inside.h"

#include <stdlib.h>
#include <unicode/ustring.h>

enum { KEY_MAX = 64 };

/* ERR_NOT_FOUND when the binary has no catalogue of that language. */
static struct err read_catalogue(struct slice code, json_t **ret)
{
        struct buf name = BUF_INIT(KEY_MAX);
        buf_add_format(&name, "messages/%.*s.json", SLICE_ARGS(code));
        struct slice file = builtin_find(buf_slice(&name));
        buf_clear(&name);
        if (!file.at) return ERR(ERR_NOT_FOUND, "find the texts of a language");

        *ret = json_loadb(file.at, file.len, JSON_REJECT_DUPLICATES, NULL);
        must(json_is_object(*ret)); /* it is part of the program */
        return NO_ERR;
}

/* Ukrainian and Russian print four digits without a space: 1234, but 12 345. */
static struct err open_numbers(struct language *l, const char *locale, bool is_english)
{
        UErrorCode status = U_ZERO_ERROR;
        l->plurals = uplrules_open(locale, &status);
        l->numbers = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
        if (U_FAILURE(status)) return ERR(ERR_FULL, "open the numbers of a language");
        unum_setAttribute(l->numbers, UNUM_MINIMUM_GROUPING_DIGITS, is_english ? 1 : 2);
        return NO_ERR;
}

static struct err open_parts(struct language *l, struct slice code, struct slice zone)
{
        TRY(read_catalogue(code, &l->texts));
        TRY(zone_open(&l->zone, zone));
        const char *locale = language_text(l, "locale").at;
        TRY(open_numbers(l, locale, slice_eq(code, SLICE("en"))));
        return language_open_dates(l, locale, zone);
}

struct err language_open(struct slice code, struct slice zone, struct language **ret)
{
        struct language *l = calloc(1, sizeof *l);
        if (!l) return ERR(ERR_FULL, "open a language");
        struct err err = open_parts(l, code, zone);
        if (err.code)
                language_close(l);
        else
                *ret = l;
        return err;
}

void language_close(struct language *l)
{
        if (!l) return;
        for (size_t i = 0; i < FORMAT_COUNT; i++)
                if (l->formats[i]) udat_close(l->formats[i]);
        if (l->numbers) unum_close(l->numbers);
        if (l->plurals) uplrules_close(l->plurals);
        zone_close(&l->zone);
        json_decref(l->texts);
        free(l);
}

struct slice language_text(const struct language *l, const char *key)
{
        const json_t *text = json_object_get(l->texts, key);
        must(json_is_string(text));
        return (struct slice){json_string_value(text), json_string_length(text)};
}

static struct slice value_of(const struct language_value *values, size_t count, struct slice name)
{
        size_t i = 0;
        while (i < count && !slice_eq(slice_of(values[i].name), name))
                i++;
        must(i < count);
        return values[i].value;
}

void language_write_text(const struct language *l, const char *key, const struct language_value *values, size_t count,
                         struct buf *ret)
{
        struct slice rest = language_text(l, key);
        while (rest.len) {
                bool has_name = memchr(rest.at, '{', rest.len) != NULL;
                buf_add(ret, slice_cut(&rest, '{'));
                if (has_name) buf_add(ret, value_of(values, count, slice_cut(&rest, '}')));
        }
}

/* The language's own digits and grouping. */
static struct slice write_number(const struct language *l, int64_t number, char to[KEY_MAX])
{
        UChar wide[KEY_MAX];
        UErrorCode status = U_ZERO_ERROR;
        int32_t wide_len = unum_formatInt64(l->numbers, number, wide, KEY_MAX, NULL, &status), len = 0;
        u_strToUTF8(to, KEY_MAX, &len, wide, wide_len, &status);
        must(U_SUCCESS(status));
        return (struct slice){to, (size_t)len};
}

struct err language_count(struct language *l, const char *key, int64_t count, struct buf *ret)
{
        UChar wide[KEY_MAX];
        char category[KEY_MAX], number[KEY_MAX];
        UErrorCode status = U_ZERO_ERROR;
        uplrules_select(l->plurals, (double)count, wide, KEY_MAX, &status);
        must(U_SUCCESS(status));
        u_UCharsToChars(wide, category, u_strlen(wide) + 1);

        struct buf form = BUF_INIT(2 * KEY_MAX);
        buf_add_format(&form, "%s.%s", key, category);
        struct language_value value = {"count", write_number(l, count, number)};
        language_write_text(l, buf_text(&form), &value, 1, ret);
        buf_clear(&form);
        return BUF_OK(ret, "write a count");
}
