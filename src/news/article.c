#include "news/article.h"

#include "news/article_form.h"
#include "news/link.h"
#include "news/moment.h"
#include "news/text.h"

static struct err fault(struct buf *why, const char *field, const char *reason)
{
        buf_add_format(why, "%s: %s", field, reason);
        return ERR(ERR_INVALID, "check an article");
}

static struct err check_text(struct slice text, const struct field *field, struct buf *why)
{
        if (text.len > field->max_bytes) {
                buf_add_format(why, "%s: %zu bytes long; shorten it to %zu", field->name, text.len, field->max_bytes);
                return ERR(ERR_INVALID, "check an article");
        }
        if (field->type == FIELD_LINE && !text_is_line(text))
                return fault(why, field->name, "not one line of UTF-8 without control characters");
        if (!text_is_lines(text)) return fault(why, field->name, "not UTF-8, or it has control characters");
        return NO_ERR;
}

static struct err check_named(unsigned value, const struct field *field, struct buf *why)
{
        struct names names = field_names(field->type);
        if (value >= names.count || !names.at[value]) return fault(why, field->name, "no value of its kind");
        return NO_ERR;
}

static struct err check_field(const void *owner, const struct field *field, struct buf *why)
{
        const void *value = field_at(owner, field->offset);
        switch (field->type) {
        case FIELD_LINE:
        case FIELD_LINES:
                return check_text(*(const struct slice *)value, field, why);
        case FIELD_MOMENT:
        case FIELD_LATER_MOMENT:
                if (!moment_is_sane(*(const int64_t *)value)) return fault(why, field->name, "no time of news");
                return NO_ERR;
        case FIELD_NUMBER:
                return NO_ERR;
        case FIELD_URGENCY:
        case FIELD_INTENT:
        case FIELD_TOPIC_KIND:
        case FIELD_PICTURE_KIND:
                return check_named(*(const unsigned *)value, field, why);
        }
        return NO_ERR;
}

static struct err check_fields(const void *owner, const struct form *form, struct buf *why)
{
        for (size_t i = 0; i < form->count; i++)
                TRY(check_field(owner, &form->fields[i], why));
        return NO_ERR;
}

static struct err check_list(const struct article *article, const struct list *list, struct buf *why)
{
        static const struct field uri = {"related", FIELD_LINE, 0, URI_MAX_BYTES};
        size_t count = list_count(article, list);
        if (count > ARTICLE_LINKS_MAX) {
                buf_add_format(why, "%s: %zu of them; keep to %d", list->name, count, ARTICLE_LINKS_MAX);
                return ERR(ERR_INVALID, "check an article");
        }
        for (size_t i = 0; i < count; i++) {
                const void *element = list_element(article, list, i);
                struct err err = list->form ? check_fields(element, list->form, why) : check_field(element, &uri, why);
                if (!err.code) continue;
                buf_add_format(why, " (in %s)", list->name);
                return err;
        }
        return NO_ERR;
}

static struct err check_corrections(const struct article *article, struct buf *why)
{
        for (size_t i = 0; i < article->correction_count; i++) {
                const struct correction *correction = &article->corrections[i];
                if (correction->text.len == 0) return fault(why, "corrections", "one says nothing");
                if (correction->time_ms == 0) return fault(why, "corrections", "one does not say when it was made");
        }
        return NO_ERR;
}

static struct err check_parts(const struct article *article, struct buf *why)
{
        for (size_t i = 0; i < article->author_count; i++)
                if (article->authors[i].name.len == 0) return fault(why, "authors", "one has no name");
        for (size_t i = 0; i < article->topic_count; i++)
                if (article->topics[i].name.len == 0) return fault(why, "topics", "one has no name");
        for (size_t i = 0; i < article->source_count; i++) {
                if (article->sources[i].name.len == 0) return fault(why, "sources", "one has no name");
                struct slice url = article->sources[i].url;
                if (url.len && !link_is_allowed(url))
                        return fault(why, "sources", "a url must be a well-formed http, https or mailto address");
        }
        for (size_t i = 0; i < article->picture_count; i++) {
                const struct picture *picture = &article->pictures[i];
                if (!asset_is_well_formed(picture->asset))
                        return fault(why, "pictures", "an asset must be a SHA-256 in hexadecimal");
                if (picture->focal_x > FOCAL_MAX || picture->focal_y > FOCAL_MAX)
                        return fault(why, "pictures", "a focal point is in thousandths, 0 to 1000");
        }
        return NO_ERR;
}

struct err article_check(const struct article *article, struct buf *why)
{
        if (article->uri.len == 0) return fault(why, "uri", "missing; it identifies the article for ever");
        if (article->headline.len == 0) return fault(why, "headline", "missing; write one");
        if (article->edition == 0) return fault(why, "edition", "missing; say in which language it is");
        if (article->published_ms == 0) return fault(why, "published_ms", "missing; say when it was published");
        TRY(check_fields(article, &article_form, why));
        if (article->updated_ms && article->updated_ms < article->published_ms)
                return fault(why, "updated_ms", "before the time of publication");
        if (article->coverage_until_ms && article->coverage_until_ms < article->coverage_from_ms)
                return fault(why, "coverage_until_ms", "before the coverage began");
        for (size_t i = 0; i < LISTS; i++)
                TRY(check_list(article, &article_lists[i], why));
        TRY(check_parts(article, why));
        TRY(check_corrections(article, why));
        return body_check(&article->body, why);
}

int64_t article_modified_ms(const struct article *article)
{
        int64_t latest_ms = article->published_ms;
        if (article->updated_ms > latest_ms) latest_ms = article->updated_ms;
        for (size_t i = 0; i < article->correction_count; i++)
                if (article->corrections[i].time_ms > latest_ms) latest_ms = article->corrections[i].time_ms;
        return latest_ms;
}

enum article_state article_next_state(enum article_state now, enum intent intent, bool embargoed)
{
        if (intent == INTENT_PUBLISH) return embargoed ? STATE_SCHEDULED : STATE_PUBLISHED;
        if (now == STATE_PUBLISHED || now == STATE_WITHDRAWN) return STATE_WITHDRAWN;
        return now == STATE_SCHEDULED ? STATE_DRAFT : now;
}
