/* Headline, lead, corrections, body. */
#include "news/date_time.h"
#include "news/json_write.h"
#include "wire/import.h"
#include "wire/ninjs_item.h"

static void append_corrections(const struct article *article, json_t *descriptions)
{
        for (size_t c = 0; c < article->correction_count; c++) {
                CLEANUP(buf_clear) struct buf text = BUF_INIT(LEAD_MAX_BYTES + 64);
                date_time_write(article->corrections[c].time_ms, &text);
                buf_add_char(&text, ' ');
                buf_add(&text, article->corrections[c].text);
                json_append(descriptions, ninjs_text("correction", buf_slice(&text)));
        }
}

static void put_descriptions(struct ninjs_item *i)
{
        json_t *descriptions = json_array();
        struct slice reason = i->source->withdrawn_reason;
        if (i->article->lead.len) json_append(descriptions, ninjs_text("lead", i->article->lead));
        append_corrections(i->article, descriptions);
        if (i->source->state == STATE_WITHDRAWN) json_append(descriptions, ninjs_text("withdrawal", reason));
        ninjs_put_list(i->json, "descriptions", descriptions);
}

static void write_image_address(void *context, const struct block *image, struct buf *ret)
{
        ninjs_picture_address(context, image->asset, image->width, ret);
}

static json_t *body_as(const char *type, struct slice value)
{
        json_t *body = json_object();
        json_put(body, "role", json_string("main"));
        json_put(body, "contentType", json_string(type));
        json_put(body, "value", json_from_slice(value));
        return body;
}

static void put_bodies(struct ninjs_item *i)
{
        CLEANUP(buf_clear) struct buf html = BUF_INIT(IMPORT_ITEM_MAX_BYTES), own = BUF_INIT(IMPORT_ITEM_MAX_BYTES);
        json_t *bodies = json_array();
        struct html_form form = {.language = i->writer->languages[i->article->edition - 1],
                                 .address = write_image_address,
                                 .context = i};
        html_write(&i->article->body, &form, &html);
        json_append(bodies, body_as("text/html", buf_slice(&html)));
        if (ninjs_is_export(i)) {
                CLEANUP(json_decrefp) json_t *tree = body_to_json(&i->article->body);
                json_write(tree, &own);
                json_append(bodies, body_as(NINJS_BODY_TYPE, buf_slice(&own)));
        }
        json_put(i->json, "bodies", bodies);
}

void ninjs_put_texts(struct ninjs_item *i)
{
        json_t *headlines = json_array();
        json_append(headlines, ninjs_text("main", i->article->headline));
        json_put(i->json, "headlines", headlines);
        put_descriptions(i);
        put_bodies(i);
}
