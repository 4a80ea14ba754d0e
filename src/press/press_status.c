/* Pages that stand for a status. They have no address of their own: the reader gives them at any path. */
#include "press/surroundings.h"

enum { STATUS_TEXT_MAX_BYTES = 16000 };

struct status_texts {
        unsigned status;
        const char *title, *text;
};

/* What was withdrawn with a reason was a report; what else is gone may have been a section, a list, a page. */
static const struct status_texts withdrawn_texts = {410, "gone_title", "gone_text"};

static const struct status_texts *texts_for(unsigned status)
{
        static const struct status_texts texts[] = {
                {404, "not_found_title", "not_found_text"},   {410, "no_longer_title", "no_longer_text"},
                {500, "failed_title", "failed_text"},         {503, "busy_title", "busy_text"},
                {400, "no_request_title", "no_request_text"}, {405, "not_taken_title", "not_taken_text"},
                {408, "too_slow_title", "too_slow_text"},     {413, "too_much_title", "too_much_text"},
                {414, "too_long_title", "too_long_text"},     {431, "too_much_title", "too_much_text"},
                {501, "not_taken_title", "not_taken_text"},   {505, "no_request_title", "no_request_text"},
        };
        const struct status_texts *found = NULL;
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
                if (texts[i].status == status) found = &texts[i];
        must(found != NULL);
        return found;
}

struct err press_status_page(struct presser *p, unsigned edition, unsigned status, struct slice reason,
                             struct pressed_page *ret)
{
        struct imprint *i = presser_imprint(p, edition);
        const struct status_texts *texts = reason.len ? &withdrawn_texts : texts_for(status);
        struct slice title = language_text(i->language, texts->title);
        struct language_value why = {"reason", reason};
        struct siblings nowhere = {0};
        bool missing = status == 404 || status == 410;
        struct surroundings surroundings = {.imprint = i, .title = title, .siblings = &nowhere, .asks = missing};
        TRY(press_surroundings(p, &surroundings, ret));

        json_auto_t *values = values_new(i);
        json_put(values, "status", json_integer(status));
        json_put(values, "missing", json_boolean(missing));
        json_put(values, "title", json_from_slice(title));
        json_put(values, "explanation", json_from_slice(language_text(i->language, texts->text)));
        json_put(values, "reason", reason.len ? values_filled(i, "gone_reason", &why, 1) : json_false());
        TRY(press_fragment(p, "status_main", values, &ret->main));
        return press_fragment(p, "plain_more", values, &ret->more);
}

struct err press_status_text(struct presser *p, unsigned edition, unsigned status, struct buf *ret)
{
        struct imprint *i = presser_imprint(p, edition);
        const struct status_texts *texts = texts_for(status);
        CLEANUP(buf_clear) struct buf text = BUF_INIT(STATUS_TEXT_MAX_BYTES);
        buf_add_format(&text, "%.*s\n\n%.*s\n", SLICE_ARGS(language_text(i->language, texts->title)),
                       SLICE_ARGS(language_text(i->language, texts->text)));
        if (status < 500) buf_add_format(&text, "\n%.*s%.*s\n", SLICE_ARGS(i->site_url), SLICE_ARGS(i->front));
        TRY(BUF_OK(&text, "write a status in plain text"));
        buf_truncate(ret);
        return fragment_press(p->deflater, buf_slice(&text), ret);
}

struct err press_brief_status_page(struct presser *p, unsigned edition, unsigned status, struct buf *ret)
{
        struct imprint *i = presser_imprint(p, edition);
        const struct status_texts *texts = texts_for(status);
        json_auto_t *values = values_new(i);
        json_put(values, "title", json_from_slice(language_text(i->language, texts->title)));
        json_put(values, "explanation", json_from_slice(language_text(i->language, texts->text)));
        return press_fragment(p, "status_brief", values, ret);
}
