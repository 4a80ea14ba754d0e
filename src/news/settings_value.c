/* Single values of the settings: texts, addresses, moments, numbers. */
#include "news/settings_form.h"

#include "news/colour.h"
#include "news/date_time.h"
#include "news/json_value.h"
#include "news/link.h"
#include "news/newsroom.h"
#include "news/text.h"

#include <ctype.h>

/* ---- texts ---- */

static bool is_https(struct slice url)
{
        return slice_starts_with(url, SLICE("https://")) && link_is_allowed(url);
}

static bool is_mailto(struct slice url)
{
        return slice_starts_with(url, SLICE("mailto:")) && link_is_allowed(url);
}

static bool is_key(struct slice key)
{
        for (size_t i = 0; i < key.len; i++)
                if (!islower((unsigned char)key.at[i]) && !isdigit((unsigned char)key.at[i]) && key.at[i] != '-')
                        return false;
        return true;
}

struct text_rule {
        bool (*fits)(struct slice text);
        const char *must_be;
};

static const struct text_rule text_rules[] = {
        [RULE_LINE] = {text_is_line, "one line without control characters"},
        [RULE_LINES] = {text_is_lines, "lines of text without control characters"},
        [RULE_KEY] = {is_key, "a-z, 0-9 and hyphens"},
        [RULE_HTTPS] = {is_https, "an address that begins with https://"},
        [RULE_LINK] = {NULL, "an address that begins with https://, or a path of this site that begins with one /"},
        [RULE_CONTACT] = {NULL, "an address that begins with mailto: or https://"},
        [RULE_ASSET] = {asset_is_well_formed, "the SHA-256 of a picture in lower-case hexadecimal"},
        [RULE_COLOUR] = {colour_is_well_formed, "# and six hexadecimal digits, such as #b3201b"},
};

static bool fits(enum rule_type type, struct slice text)
{
        if (type == RULE_LINK) return is_https(text) || link_is_path(text);
        if (type == RULE_CONTACT) return is_https(text) || is_mailto(text);
        return text_rules[type].fits(text);
}

static struct err read_text(struct settings_reader *r, const json_t *value, const struct settings_rule *rule,
                            struct slice *ret)
{
        if (!json_is_string(value)) return settings_fault(r, "must be a text, in quotation marks");
        struct slice text = slice_trim(json_to_slice(value));
        if (text.len == 0 && rule->remedy) return settings_fault(r, "empty; %s", rule->remedy);
        if (text.len > rule->max) return settings_fault(r, "longer than %zu bytes; it has %zu", rule->max, text.len);
        if (text.len && !fits(rule->type, text))
                return settings_fault(r, "'%.*s' must be %s", SLICE_ARGS(settings_shown(text)),
                                      text_rules[rule->type].must_be);
        *ret = arena_copy(r->arena, text);
        return NO_ERR;
}

/* body_from_json() names the place within. */
static struct err read_body(struct settings_reader *r, const json_t *value, const struct settings_rule *rule,
                            struct body *ret)
{
        size_t said = r->why->len;
        buf_add(r->why, buf_slice(&r->place));
        buf_add_char(r->why, '.');
        TRY(body_from_json(value, r->arena, ret, r->why));
        r->why->len = said;
        return ret->count ? NO_ERR : settings_fault(r, "empty; %s", rule->remedy);
}

/* ---- others ---- */

static bool has_time_and_offset(struct slice text)
{
        if (text.len < 17 || text.at[10] != 'T') return false;
        struct slice clock = slice_skip(text, 11);
        return clock.at[clock.len - 1] == 'Z' || memchr(clock.at, '+', clock.len) || memchr(clock.at, '-', clock.len);
}

static struct err read_moment(struct settings_reader *r, const json_t *value, int64_t *ret)
{
        struct slice text = json_to_slice(value);
        if (has_time_and_offset(text) && date_time_read(text, ret)) return NO_ERR;
        return settings_fault(r, "'%.*s' must be a moment with its offset, such as \"2026-11-30T18:00:00+02:00\"",
                              SLICE_ARGS(settings_shown(text)));
}

static struct err read_flag(struct settings_reader *r, const json_t *value, bool *ret)
{
        if (!json_is_boolean(value)) return settings_fault(r, "say true or false");
        *ret = json_is_true(value);
        return NO_ERR;
}

static struct err read_number(struct settings_reader *r, const json_t *value, const struct settings_rule *rule,
                              unsigned *ret)
{
        json_int_t number = json_integer_value(value);
        if (!json_is_integer(value) || number < 1 || number > (json_int_t)rule->max)
                return settings_fault(r, "must be a whole number from 1 to %zu", rule->max);
        *ret = (unsigned)number;
        return NO_ERR;
}

static struct err read_slot(struct settings_reader *r, const json_t *value, enum slot *ret)
{
        static const char *const names[] = {[SLOT_ARTICLE] = "article", [SLOT_RAIL] = "rail"};
        struct slice name = json_to_slice(value);
        for (enum slot slot = SLOT_ARTICLE; slot <= SLOTS; slot++) {
                if (!slice_eq(name, slice_of(names[slot]))) continue;
                *ret = slot;
                return NO_ERR;
        }
        return settings_fault(r, "'%.*s' must be \"article\" or \"rail\"", SLICE_ARGS(settings_shown(name)));
}

static struct err read_editions(struct settings_reader *r, const json_t *value, uint32_t *ret)
{
        for (size_t i = 0; i < json_array_size(value); i++) {
                struct slice code = json_to_slice(json_array_get(value, i));
                const struct edition *edition = newsroom_edition_for(r->newsroom, code);
                if (!edition)
                        return settings_fault(r, "this site has no edition '%.*s'", SLICE_ARGS(settings_shown(code)));
                *ret |= UINT32_C(1) << (edition->id - 1);
        }
        return *ret ? NO_ERR : settings_fault(r, "must be a list of editions, such as [\"uk\", \"en\"]");
}

struct err settings_read_value(struct settings_reader *r, const json_t *value, const struct settings_rule *rule,
                               void *ret)
{
        if (rule->type == RULE_BODY) return read_body(r, value, rule, ret);
        if (rule->type == RULE_MOMENT) return read_moment(r, value, ret);
        if (rule->type == RULE_NUMBER) return read_number(r, value, rule, ret);
        if (rule->type == RULE_FLAG) return read_flag(r, value, ret);
        if (rule->type == RULE_SLOT) return read_slot(r, value, ret);
        if (rule->type == RULE_EDITIONS) return read_editions(r, value, ret);
        return read_text(r, value, rule, ret);
}
