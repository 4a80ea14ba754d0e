/* What is typed while it cannot become the article's text: kept apart, given back to its writer, dropped. Whoever may
 * no longer change the article keeps what they had typed all the same. */
#include "desk/typed.h"

#include "desk/handlers.h"
#include "desk/publish.h"
#include "desk/siblings.h"
#include "news/text.h"
#include "store/typed.h"

#include <stdlib.h>

enum { ARTICLES_SHOWN = 20 };

/* ---- keeping ---- */

static struct err put(struct visit *v, void *context)
{
        return store_put_typed(visit_store(v), context);
}

static struct err keep_content(struct visit *v, const struct work *work, const json_t *asked, struct slice content)
{
        struct typed typed = {
                .person = v->person->id,
                .article = work->article,
                .tab = member_of(asked, "tab"),
                .kept_ms = v->now_ms,
                .revision = json_integer_value(json_object_get(asked, "revision")),
                .content = content,
        };
        struct err err = in_transaction(v, put, &typed);
        if (err.code == ERR_INVALID) return reply_refused(v, 422, "refused_request");
        if (err.code == ERR_FULL) return reply_refused(v, 422, "typed_full");
        TRY(err);
        return reply_json(v, 200, json_pack("{s:I}", "kept_ms", (json_int_t)v->now_ms));
}

static struct err keep_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        const json_t *content = json_object_get(asked, "content");
        bool is_named = text_is_line(member_of(asked, "tab"));
        if (!is_named || !json_is_object(json_object_get(content, "text")))
                return reply_refused(v, 422, "refused_request");
        char *written = json_dumps(content, JSON_COMPACT);
        must(written != NULL);
        struct err err = keep_content(v, work, asked, slice_of(written));
        free(written);
        return err;
}

struct err handle_keep_typed(struct visit *v)
{
        struct work work;
        bool found = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        json_t *asked = visit_json(v);
        if (!asked) return reply_refused(v, 400, "refused_request");
        err = keep_asked(v, &work, asked);
        json_decref(asked);
        return err;
}

/* ---- dropping ---- */

struct dropping {
        struct typed typed;
        unsigned edition;
};

static struct err drop(struct visit *v, void *context)
{
        const struct dropping *d = context;
        bool was_there;
        TRY(store_drop_typed(visit_store(v), &d->typed, &was_there));
        if (!was_there) return NO_ERR;
        return visit_note(v, "drop_typed",
                          &(struct noted){.kind = "article", .object = d->typed.article, .edition = d->edition});
}

static struct slice asked_tab(struct visit *v)
{
        if (visit_has_form(v)) return visit_field(v, "tab");
        json_t *asked = visit_json(v);
        struct slice tab = arena_copy(visit_arena(v), member_of(asked, "tab"));
        json_decref(asked);
        return tab;
}

struct err handle_drop_typed(struct visit *v)
{
        struct work work;
        bool found = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        struct dropping d = {
                .typed = {.person = v->person->id, .article = work.article, .tab = asked_tab(v)},
                .edition = work.text.edition,
        };
        TRY(in_transaction(v, drop, &d));
        if (visit_has_form(v)) return reply_go(v, "/articles/%lld", (long long)work.article);
        return reply_json(v, 200, json_object());
}

/* ---- giving it back ---- */

struct err typed_put(struct visit *v, int64_t article, json_t *values)
{
        struct typed_list list;
        TRY(store_list_typed(visit_store(v), v->person->id, article, visit_arena(v), &list));
        json_t *all = json_array();
        json_object_set_new(values, "typed", all);
        for (size_t i = 0; i < list.count; i++) {
                const struct typed *typed = &list.at[i];
                json_t *content = json_loadb(typed->content.at, typed->content.len, 0, NULL);
                if (!content) continue; /* json_dumps() wrote it */
                json_array_append_new(all, json_pack("{s:o, s:I, s:I, s:o}", "tab", text_value(typed->tab), "kept_ms",
                                                     (json_int_t)typed->kept_ms, "revision",
                                                     (json_int_t)typed->revision, "content", content));
        }
        return NO_ERR;
}

/* Words of a text that may be why it was refused: shown as far as they can be read. */
static void put_words(struct visit *v, const struct typed *typed, json_t *row)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TYPED_MAX_BYTES), why = BUF_INIT(1000);
        struct article article = {0};
        json_t *content = json_loadb(typed->content.at, typed->content.len, 0, NULL);
        char *written = json_dumps(json_object_get(content, "text"), JSON_COMPACT);
        bool is_read = written && article_read(slice_of(written), visit_arena(v), &article, &why).code == OK;
        if (is_read)
                body_write_text(&article.body, &text);
        else
                article = (struct article){0};
        json_object_set_new(row, "headline", text_value(visit_readable(v, article.headline)));
        json_object_set_new(row, "lead", text_value(visit_readable(v, article.lead)));
        json_object_set_new(row, "text", text_value(visit_readable(v, buf_slice(&text))));
        free(written);
        json_decref(content);
}

struct err typed_put_words(struct visit *v, int64_t article, json_t *values)
{
        struct typed_list list;
        TRY(store_list_typed(visit_store(v), v->person->id, article, visit_arena(v), &list));
        json_t *all = json_array();
        json_object_set_new(values, "typed", all);
        for (size_t i = 0; i < list.count; i++) {
                json_t *row = json_object();
                json_array_append_new(all, row);
                json_object_set_new(row, "id", json_integer(article));
                json_object_set_new(row, "tab", text_value(list.at[i].tab));
                put_time(v, row, list.at[i].kept_ms);
                put_words(v, &list.at[i], row);
        }
        return NO_ERR;
}

static struct err put_article(struct visit *v, const struct typed *typed, json_t *list)
{
        struct work work;
        TRY(article_load(v, typed->article, &work));
        struct slice headline = work.text.headline;
        json_t *original = NULL;
        TRY(original_name_value(v, work.story, headline.len ? 0 : work.translated_from, &original));
        bool is_open = visit_may(v, MAY_WRITE_OWN, work.text.edition); /* roles are taken away, too */
        json_t *row = json_pack("{s:I, s:b, s:o, s:o}", "id", (json_int_t)typed->article, "is_open", (int)is_open,
                                "headline", text_value(headline), "language",
                                text_value(newsroom_edition(visit_newsroom(v), work.text.edition)->code));
        json_object_set_new(row, "original", original);
        json_array_append_new(list, row);
        put_time(v, row, typed->kept_ms);
        return NO_ERR;
}

struct err typed_put_articles(struct visit *v, json_t *values)
{
        struct typed_list list;
        TRY(store_list_typed_articles(visit_store(v), v->person->id, ARTICLES_SHOWN, visit_arena(v), &list));
        json_t *all = json_array();
        json_object_set_new(values, "typed_at", all);
        json_object_set_new(values, "has_typed", json_boolean(list.count > 0));
        for (size_t i = 0; i < list.count; i++)
                TRY(put_article(v, &list.at[i], all));
        return NO_ERR;
}
