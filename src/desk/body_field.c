#include "desk/body_field.h"

#include "desk/article.h"
#include "desk/setting.h"
#include "news/body_lines.h"
#include "news/json_value.h"

#include <stdlib.h>

static json_t *empty_body(void)
{
        return json_pack("{s:s, s:[]}", "type", "doc", "content");
}

/* What is no body counts as an empty one. */
static struct body read_body(struct visit *v, const json_t *json)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        struct body body = {0};
        if (!json || body_from_json(json, visit_arena(v), &body, &why).code != OK) return (struct body){0};
        return body;
}

json_t *body_field_asked(struct visit *v)
{
        struct slice typed = visit_large_field(v, "body"), lines = setting_field(v, "lines");
        json_t *json = json_loadb(typed.at, typed.len, JSON_REJECT_DUPLICATES, NULL);
        if (!json) json = empty_body();
        json_drop_hidden(json);
        if (!visit_large_field(v, "by_lines").len) return json;
        struct body before = read_body(v, json), body;
        json_decref(json);
        body_read_lines(lines, &before, visit_arena(v), &body);
        return body_to_json(&body);
}

/* ---- shown ---- */

/* All texts of the desk are more than a page needs, and yet less than a list of them would be to keep. */
static json_t *editor_data(struct visit *v, const struct edition *edition)
{
        json_t *data = json_object();
        json_put(data, "texts", json_deep_copy(language_texts(v->texts)));
        json_put(data, "language", text_value(edition->code));
        json_put(data, "labels", labels_of(v, edition));
        return data;
}

static json_t *written(json_t *json)
{
        char *text = json_dumps(json, JSON_COMPACT);
        must(text != NULL);
        json_t *value = json_string(text);
        free(text);
        json_decref(json);
        return value;
}

void body_field_put(struct visit *v, const struct edition *edition, const json_t *body, json_t *values)
{
        CLEANUP(buf_clear) struct buf lines = BUF_INIT(BODY_JSON_MAX_BYTES);
        struct body read = read_body(v, body);
        body_write_lines(&read, &lines);
        json_put(values, "body", written(body ? json_deep_copy(body) : empty_body()));
        json_put(values, "lines", text_value(buf_slice(&lines)));
        json_put(values, "editor_data", written(editor_data(v, edition)));
        json_put(values, "text_language", text_value(edition->code));
}
