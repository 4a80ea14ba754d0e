#include "news/article_form.h"

#include "news/link.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define FORM(array, type)                                                                                              \
        {                                                                                                              \
                array, COUNT(array), sizeof(struct type)                                                               \
        }

#define IN(type, field) #field, type, offsetof(struct article, field)
static const struct field article_fields[] = {
        {IN(FIELD_LINE, uri), URI_MAX_BYTES},
        {IN(FIELD_LINE, story_key), URI_MAX_BYTES},
        {IN(FIELD_NUMBER, edition), 0},
        {IN(FIELD_NUMBER, section), 0},
        {IN(FIELD_LINE, headline), HEADLINE_MAX_BYTES},
        {IN(FIELD_LINES, lead), LEAD_MAX_BYTES},
        {IN(FIELD_LINE, slug), NAME_MAX_BYTES},
        {IN(FIELD_LINE, byline), NAME_MAX_BYTES},
        {IN(FIELD_URGENCY, urgency), 0},
        {IN(FIELD_INTENT, intent), 0},
        {IN(FIELD_MOMENT, published_ms), 0},
        {IN(FIELD_MOMENT, updated_ms), 0},
        {IN(FIELD_MOMENT, created_ms), 0},
        {IN(FIELD_MOMENT, embargo_ms), 0},
        {IN(FIELD_LATER_MOMENT, coverage_from_ms), 0},
        {IN(FIELD_LATER_MOMENT, coverage_until_ms), 0},
};
#undef IN

static const struct field author_fields[] = {
        {"name", FIELD_LINE, offsetof(struct author, name), NAME_MAX_BYTES},
        {"uri", FIELD_LINE, offsetof(struct author, uri), URI_MAX_BYTES},
};

static const struct field source_fields[] = {
        {"name", FIELD_LINE, offsetof(struct source, name), NAME_MAX_BYTES},
        {"url", FIELD_LINE, offsetof(struct source, url), LINK_MAX_BYTES},
        {"uri", FIELD_LINE, offsetof(struct source, uri), URI_MAX_BYTES},
};

static const struct field topic_fields[] = {
        {"kind", FIELD_TOPIC_KIND, offsetof(struct topic, kind), 0},
        {"name", FIELD_LINE, offsetof(struct topic, name), NAME_MAX_BYTES},
        {"uri", FIELD_LINE, offsetof(struct topic, uri), URI_MAX_BYTES},
};

static const struct field picture_fields[] = {
        {"asset", FIELD_LINE, offsetof(struct picture, asset), 64},
        {"media_type", FIELD_LINE, offsetof(struct picture, media_type), 100},
        {"caption", FIELD_LINES, offsetof(struct picture, caption), LEAD_MAX_BYTES},
        {"credit", FIELD_LINE, offsetof(struct picture, credit), URI_MAX_BYTES},
        {"alt", FIELD_LINES, offsetof(struct picture, alt), LEAD_MAX_BYTES},
        {"uri", FIELD_LINE, offsetof(struct picture, uri), URI_MAX_BYTES},
        {"width", FIELD_NUMBER, offsetof(struct picture, width), 0},
        {"height", FIELD_NUMBER, offsetof(struct picture, height), 0},
        {"focal_x", FIELD_NUMBER, offsetof(struct picture, focal_x), 0},
        {"focal_y", FIELD_NUMBER, offsetof(struct picture, focal_y), 0},
        {"kind", FIELD_PICTURE_KIND, offsetof(struct picture, kind), 0},
};

static const struct field correction_fields[] = {
        {"text", FIELD_LINE, offsetof(struct correction, text), LEAD_MAX_BYTES},
        {"time_ms", FIELD_MOMENT, offsetof(struct correction, time_ms), 0},
};

const struct form article_form = FORM(article_fields, article);
static const struct form author_form = FORM(author_fields, author);
static const struct form source_form = FORM(source_fields, source);
static const struct form topic_form = FORM(topic_fields, topic);
static const struct form picture_form = FORM(picture_fields, picture);
static const struct form correction_form = FORM(correction_fields, correction);

#define LIST(list, form, count, type, is_joined)                                                                       \
        {                                                                                                              \
#list, form, offsetof(struct article, list), offsetof(struct article, count), sizeof(type), is_joined  \
        }
const struct list article_lists[LISTS] = {
        LIST(authors, &author_form, author_count, struct author, true),
        LIST(sources, &source_form, source_count, struct source, true),
        LIST(topics, &topic_form, topic_count, struct topic, true),
        LIST(pictures, &picture_form, picture_count, struct picture, false),
        LIST(related, NULL, related_count, struct slice, true),
        LIST(corrections, &correction_form, correction_count, struct correction, true),
};
#undef LIST

struct names field_names(enum field_type type)
{
        static const char *const urgencies[] = {"normal", "important", "breaking"};
        static const char *const intents[] = {"publish", "withhold", "cancel"};
        static const char *const topic_kinds[] = {NULL, "subject", "organisation", "place", "person"};

        static const char *const picture_kinds[] = {"photo", "illustration"};

        if (type == FIELD_PICTURE_KIND) return (struct names){picture_kinds, COUNT(picture_kinds)};
        if (type == FIELD_URGENCY) return (struct names){urgencies, COUNT(urgencies)};
        if (type == FIELD_INTENT) return (struct names){intents, COUNT(intents)};
        must(type == FIELD_TOPIC_KIND);
        return (struct names){topic_kinds, COUNT(topic_kinds)};
}
