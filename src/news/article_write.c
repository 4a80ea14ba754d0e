#include "news/article_form.h"
#include "news/json_value.h"
#include "news/json_write.h"

static json_t *name_of(enum field_type type, unsigned value)
{
        struct names names = field_names(type);
        must(value < names.count && names.at[value]);
        return json_string(names.at[value]);
}

static json_t *value_of(const void *owner, const struct field *field)
{
        const void *value = field_at(owner, field->offset);
        switch (field->type) {
        case FIELD_LINE:
        case FIELD_LINES:
                return json_from_slice(*(const struct slice *)value);
        case FIELD_NUMBER:
                return json_integer(*(const unsigned *)value);
        case FIELD_MOMENT:
                return json_integer(*(const int64_t *)value);
        case FIELD_LATER_MOMENT:
                return *(const int64_t *)value ? json_integer(*(const int64_t *)value) : NULL;
        case FIELD_URGENCY:
        case FIELD_INTENT:
        case FIELD_TOPIC_KIND:
        case FIELD_PICTURE_KIND:
                return name_of(field->type, *(const unsigned *)value);
        }
        return NULL;
}

static json_t *object_from(const void *owner, const struct form *form)
{
        json_t *object = json_object();
        for (size_t i = 0; i < form->count; i++) {
                json_t *value = value_of(owner, &form->fields[i]);
                if (value) json_put(object, form->fields[i].name, value);
        }
        return object;
}

static json_t *array_from(const struct article *article, const struct list *list)
{
        json_t *array = json_array();
        for (size_t i = 0; i < list_count(article, list); i++) {
                const void *element = list_element(article, list, i);
                json_t *value =
                        list->form ? object_from(element, list->form) : json_from_slice(*(const struct slice *)element);
                json_append(array, value);
        }
        return array;
}

json_t *field_to_json(const struct article *article, const struct field *field)
{
        json_t *value = value_of(article, field);
        return value ? value : json_null();
}

json_t *list_to_json(const struct article *article, const struct list *list)
{
        return array_from(article, list);
}

static json_t *whole_from(const struct article *article)
{
        json_t *object = object_from(article, &article_form);
        for (size_t i = 0; i < LISTS; i++)
                json_put(object, article_lists[i].name, array_from(article, &article_lists[i]));
        json_put(object, "body", body_to_json(&article->body));
        return object;
}

static struct err write_json(const json_t *object, struct buf *ret)
{
        size_t start = ret->len;
        json_write(object, ret);
        if (ret->len - start > ARTICLE_JSON_MAX_BYTES) return ERR(ERR_FULL, "write an article");
        return BUF_OK(ret, "write an article");
}

struct err article_write(const struct article *article, struct buf *ret)
{
        CLEANUP(json_decrefp) json_t *object = whole_from(article);
        return write_json(object, ret);
}

void article_known_clear(struct article_known *k)
{
        buf_clear(&k->text);
        json_decref(k->json);
        *k = (struct article_known){0};
}

struct err article_write_known(const struct article *article, struct buf *ret, struct article_known *k)
{
        article_known_clear(k);
        k->text = BUF_INIT(ARTICLE_JSON_MAX_BYTES);
        CLEANUP(json_decrefp) json_t *object = whole_from(article);
        TRY(write_json(object, &k->text));
        k->json = json_incref(object);
        buf_add(ret, buf_slice(&k->text));
        return BUF_OK(ret, "write an article");
}
