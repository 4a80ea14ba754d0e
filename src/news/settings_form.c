#include "news/settings_form.h"

#include "news/article.h"
#include "news/colour.h"
#include "news/link.h"
#include "news/newsroom.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum {
        TITLE_MAX_BYTES = 300,
        BREAKING_MAX_BYTES = 4 * 300,
        WORDS_MAX_BYTES = 2000, /* of a description, of a creative's text */
        KEY_MAX_BYTES = 80,
        BUTTON_MAX_BYTES = 80,
        FOOT_MAX_BYTES = 600,
        ADS_TXT_MAX_BYTES = 200 * 1024,
        PICTURE_SIDE_MAX = 20000,
};
#define CONTRAST_NEEDED 4.5

/* ---- checks of several fields at once ---- */

static struct err check_period(struct settings_reader *r, int64_t from_ms, int64_t until_ms)
{
        if (until_ms == 0 || until_ms > from_ms) return NO_ERR;
        settings_enter(r, "until");
        return settings_fault(r, "it ends before it begins; \"until\" must be later than \"from\"");
}

static struct err check_breaking(struct settings_reader *r, const void *value)
{
        const struct breaking *breaking = value;
        return check_period(r, breaking->from_ms, breaking->until_ms);
}

static struct err check_creative(struct settings_reader *r, const void *value)
{
        const struct creative *c = value;
        TRY(check_period(r, c->from_ms, c->until_ms));
        if (c->picture.len == 0 || (c->picture_alt.len && c->picture_width && c->picture_height)) return NO_ERR;
        settings_enter(r, "picture_alt");
        return settings_fault(r, "a picture needs \"picture_alt\" (what it shows), \"picture_width\" and "
                                 "\"picture_height\" (in pixels)");
}

static bool is_arranged(const struct front_choice *front, struct slice uri)
{
        if (slice_eq(front->lead, uri)) return true;
        for (size_t i = 0; i < front->placed_count; i++)
                if (slice_eq(front->placed[i], uri)) return true;
        return false;
}

static bool is_section(const struct newsroom *newsroom, struct slice key)
{
        for (size_t i = 0; i < newsroom->section_count; i++)
                if (slice_eq(newsroom->sections[i].key, key)) return true;
        return false;
}

static struct err check_front(struct settings_reader *r, const void *value)
{
        const struct front_choice *front = value;
        for (size_t i = 0; i < front->pin_count; i++)
                if (!is_arranged(front, front->pins[i].uri))
                        return settings_fault(r,
                                              "'%.*s' in \"pins\" is neither the lead nor placed; only what is "
                                              "arranged can hold its place",
                                              SLICE_ARGS(settings_shown(front->pins[i].uri)));
        for (size_t i = 0; i < front->section_count; i++)
                if (!is_section(r->newsroom, front->sections[i]))
                        return settings_fault(r, "this site has no section '%.*s'; \"sections\" lists their keys",
                                              SLICE_ARGS(settings_shown(front->sections[i])));
        return NO_ERR;
}

static struct err check_way(struct settings_reader *r, const void *value)
{
        const struct way *way = value;
        if ((way->url.len > 0) != (way->details.len > 0)) return NO_ERR;
        settings_enter(r, "url");
        return settings_fault(r, "give either a \"url\" that leads to where one gives, or the \"details\" of an "
                                 "account; put the other into a way of its own");
}

static struct err check_colour(struct settings_reader *r, const char *name, struct slice colour, struct slice ground)
{
        double contrast = colour_contrast(colour, ground);
        if (contrast >= CONTRAST_NEEDED) return NO_ERR;
        size_t len = settings_enter(r, name);
        struct err err = settings_fault(r,
                                        "%.*s has a contrast of %.2f to 1 against the page's ground (%.*s), and words "
                                        "need 4.5 to 1; choose a %s colour",
                                        SLICE_ARGS(colour), contrast, SLICE_ARGS(ground),
                                        slice_eq(ground, GROUND_LIGHT) ? "darker" : "lighter");
        settings_leave(r, len);
        return err;
}

static struct err check_accent(struct settings_reader *r, const void *value)
{
        const struct settings *settings = value;
        TRY(check_colour(r, "light", settings->accent, GROUND_LIGHT));
        return check_colour(r, "dark", settings->accent_dark, GROUND_DARK);
}

/* ---- the rules ---- */

#define FORM(rules, type, check)                                                                                       \
        {                                                                                                              \
                rules, COUNT(rules), sizeof(struct type), check                                                        \
        }
#define AT(type, field)          offsetof(struct type, field)
#define LIST_AT(type, at, count) offsetof(struct type, at), offsetof(struct type, count)

static const struct settings_rule static_text_rules[] = {
        {"title", RULE_LINE, AT(static_text, title), 0, TITLE_MAX_BYTES, "give the page its title", NULL},
        {"body", RULE_BODY, AT(static_text, body), 0, 0, "write the page's text, as \"body\" or as \"html\"", NULL},
};
static const struct settings_form static_text_form = FORM(static_text_rules, static_text, NULL);

static const struct settings_rule way_rules[] = {
        {"title", RULE_LINE, AT(way, title), 0, TITLE_MAX_BYTES, "say in a few words how one gives", NULL},
        {"description", RULE_LINES, AT(way, description), 0, WORDS_MAX_BYTES, NULL, NULL},
        {"url", RULE_HTTPS, AT(way, url), 0, LINK_MAX_BYTES, NULL, NULL},
        {"details", RULE_LINES, AT(way, details), 0, WORDS_MAX_BYTES, NULL, NULL},
        {"amounts", RULE_LIST, LIST_AT(way, amounts, amount_count), AMOUNTS_MAX, NULL, NULL},
};
static const struct settings_form way_form = FORM(way_rules, way, check_way);

static const struct settings_rule support_rules[] = {
        {"title", RULE_LINE, AT(support, title), 0, TITLE_MAX_BYTES, "give the page its title", NULL},
        {"body", RULE_BODY, AT(support, body), 0, 0, "say why, as \"body\" or as \"html\"", NULL},
        {"ways", RULE_LIST, LIST_AT(support, ways, way_count), WAYS_MAX, "name at least one way to give", &way_form},
};
static const struct settings_form support_form = FORM(support_rules, support, NULL);

static const struct settings_rule breaking_rules[] = {
        {"text", RULE_LINE, AT(breaking, text), 0, BREAKING_MAX_BYTES, "say what has happened", NULL},
        {"url", RULE_LINK, AT(breaking, url), 0, LINK_MAX_BYTES, NULL, NULL},
        {"from", RULE_MOMENT, AT(breaking, from_ms), 0, 0, NULL, NULL},
        {"until", RULE_MOMENT, AT(breaking, until_ms), 0, 0, "say when the bar ends", NULL},
};
static const struct settings_form breaking_form = FORM(breaking_rules, breaking, check_breaking);

static const struct settings_rule pin_rules[] = {
        {"uri", RULE_LINE, AT(front_pin, uri), 0, URI_MAX_BYTES, "name the lead or one of those placed", NULL},
        {"until", RULE_MOMENT, AT(front_pin, until_ms), 0, 0, "say when it leaves its place", NULL},
};
static const struct settings_form pin_form = FORM(pin_rules, front_pin, NULL);

static const struct settings_rule front_rules[] = {
        {"lead", RULE_LINE, AT(front_choice, lead), 0, URI_MAX_BYTES, NULL, NULL},
        {"placed", RULE_LIST, LIST_AT(front_choice, placed, placed_count), PLACED_MAX, NULL, NULL},
        {"pins", RULE_LIST, LIST_AT(front_choice, pins, pin_count), PLACED_MAX + 1, NULL, &pin_form},
        {"sections", RULE_LIST, LIST_AT(front_choice, sections, section_count), SECTION_MAX, NULL, NULL},
};
static const struct settings_form front_form = FORM(front_rules, front_choice, check_front);

static const struct settings_rule follow_rules[] = {
        {"name", RULE_LINE, AT(follow, name), 0, TITLE_MAX_BYTES, "name the place, such as Mastodon", NULL},
        {"url", RULE_HTTPS, AT(follow, url), 0, LINK_MAX_BYTES, "give its address", NULL},
};
static const struct settings_form follow_form = FORM(follow_rules, follow, NULL);

/* A list under each edition's code: the list itself is the whole value. */
static const struct settings_rule follow_list_rules[] = {
        {"", RULE_LIST, LIST_AT(follow_list, at, count), FOLLOW_MAX, NULL, &follow_form},
};
static const struct settings_form follow_list_form = FORM(follow_list_rules, follow_list, NULL);

static const struct settings_rule words_rules[] = {
        {"support_text", RULE_LINE, AT(own_words, support_text), 0, TITLE_MAX_BYTES, NULL, NULL},
        {"support_us", RULE_LINE, AT(own_words, support_us), 0, BUTTON_MAX_BYTES, NULL, NULL},
        {"follow_us", RULE_LINE, AT(own_words, follow_us), 0, BUTTON_MAX_BYTES, NULL, NULL},
        {"description", RULE_LINE, AT(own_words, description), 0, TITLE_MAX_BYTES, NULL, NULL},
        {"foot", RULE_LINE, AT(own_words, foot), 0, FOOT_MAX_BYTES, NULL, NULL},
};
static const struct settings_form words_form = FORM(words_rules, own_words, NULL);

static const struct settings_rule creative_rules[] = {
        {"key", RULE_KEY, AT(creative, key), 0, KEY_MAX_BYTES, "name it for ever, in a-z, 0-9 and hyphens", NULL},
        {"slot", RULE_SLOT, AT(creative, slot), 0, 0, "say where it stands: \"article\" or \"rail\"", NULL},
        {"editions", RULE_EDITIONS, AT(creative, editions), 0, 0, "list the editions that show it", NULL},
        {"from", RULE_MOMENT, AT(creative, from_ms), 0, 0, NULL, NULL},
        {"until", RULE_MOMENT, AT(creative, until_ms), 0, 0, NULL, NULL},
        {"weight", RULE_NUMBER, AT(creative, weight), 0, CREATIVE_WEIGHT_MAX, "give its share, such as 1", NULL},
        {"title", RULE_LINE, AT(creative, title), 0, TITLE_MAX_BYTES, "give it a title", NULL},
        {"text", RULE_LINES, AT(creative, text), 0, WORDS_MAX_BYTES, NULL, NULL},
        {"url", RULE_LINK, AT(creative, url), 0, LINK_MAX_BYTES, "say where it leads", NULL},
        {"picture", RULE_ASSET, AT(creative, picture), 0, 64, NULL, NULL},
        {"picture_alt", RULE_LINE, AT(creative, picture_alt), 0, ALT_MAX_BYTES, NULL, NULL},
        {"picture_width", RULE_NUMBER, AT(creative, picture_width), 0, PICTURE_SIDE_MAX, NULL, NULL},
        {"picture_height", RULE_NUMBER, AT(creative, picture_height), 0, PICTURE_SIDE_MAX, NULL, NULL},
};
static const struct settings_form creative_form = FORM(creative_rules, creative, check_creative);

static const struct settings_rule security_rules[] = {
        {"contact", RULE_CONTACT, AT(settings, security_contact), 0, LINK_MAX_BYTES,
         "give a mailto: or https: address for reports of holes", NULL},
        {"expires", RULE_MOMENT, AT(settings, security_expires_ms), 0, 0, "say until when this holds", NULL},
};
static const struct settings_form security_form = FORM(security_rules, settings, NULL);

static const struct settings_rule accent_rules[] = {
        {"light", RULE_COLOUR, AT(settings, accent), 0, 7, "give the colour for light pages, such as #b3201b", NULL},
        {"dark", RULE_COLOUR, AT(settings, accent_dark), 0, 7, "give the colour for dark mode, such as #ff8f85", NULL},
};
static const struct settings_form accent_form = FORM(accent_rules, settings, check_accent);

static const struct settings_rule rules[] = {
        {"pages", RULE_PAGES, LIST_AT(settings, pages, page_count), STATIC_PAGES_MAX, NULL, &static_text_form},
        {"page_order", RULE_LIST, LIST_AT(settings, page_order, page_order_count), STATIC_PAGES_MAX, NULL, NULL},
        {"support", RULE_BY_EDITION, AT(settings, support), 0, 0, NULL, &support_form},
        {"breaking", RULE_BY_EDITION, AT(settings, breaking), 0, 0, NULL, &breaking_form},
        {"front", RULE_BY_EDITION, AT(settings, fronts), 0, 0, NULL, &front_form},
        {"follow", RULE_BY_EDITION, AT(settings, follow), 0, 0, NULL, &follow_list_form},
        {"words", RULE_BY_EDITION, AT(settings, words), 0, 0, NULL, &words_form},
        {"creatives", RULE_LIST, LIST_AT(settings, creatives, creative_count), CREATIVES_MAX, NULL, &creative_form},
        {"ads_txt", RULE_LINES, AT(settings, ads_txt), 0, ADS_TXT_MAX_BYTES, NULL, NULL},
        {"hub", RULE_HTTPS, AT(settings, hub), 0, LINK_MAX_BYTES, NULL, NULL},
        {"beacon", RULE_FLAG, AT(settings, counts_by_beacon), 0, 0, NULL, NULL},
        {"security", RULE_OBJECT, 0, 0, 0, NULL, &security_form},
        {"accent", RULE_OBJECT, 0, 0, 0, NULL, &accent_form},
};
const struct settings_form settings_whole = FORM(rules, settings, NULL);
