/* What colleagues say to each other of an article: beside the text in the editor, and on a page of its own. Whoever may
 * read the text may say something, and say that something is settled. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/me.h"
#include "news/text.h"
#include "store/comment.h"

enum { COMMENTS_SHOWN = 100 };

/* ---- the page ---- */

static struct slice name_of(const struct people *people, int64_t id)
{
        for (size_t i = 0; i < people->count; i++)
                if (people->at[i].id == id) return people->at[i].name;
        return SLICE("");
}

static json_t *comment_value(struct visit *v, const struct comment *comment, const struct people *people)
{
        json_t *value = json_pack("{s:I, s:o, s:o}", "comment", (json_int_t)comment->id, "text",
                                  text_value(comment->text), "who", text_value(name_of(people, comment->made_by)));
        json_object_set_new(value, "when", moment_value(v, comment->made_ms));
        json_object_set_new(value, "is_settled", json_boolean(comment->settled_by != 0));
        json_object_set_new(value, "settled_by", text_value(name_of(people, comment->settled_by)));
        return value;
}

struct refused {
        struct slice text;
        const char *fault_key; /* NULL: nothing was refused */
};

static struct err show(struct visit *v, const struct work *work, const struct refused *refused)
{
        struct comments comments;
        struct people people;
        TRY(store_list_comments(visit_store(v), work->article, COMMENTS_SHOWN, visit_arena(v), &comments));
        TRY(store_list_people(visit_store(v), visit_arena(v), &people));
        json_t *values = json_object(), *list = json_array();
        for (size_t i = 0; i < comments.count; i++)
                json_array_append_new(list, comment_value(v, &comments.at[i], &people));
        struct slice headline = work->text.headline.len ? work->text.headline : visit_text(v, "no_headline");
        json_object_set_new(values, "id", json_integer(work->article));
        json_object_set_new(values, "headline", text_value(headline));
        json_object_set_new(values, "comments", list);
        json_object_set_new(values, "has_comments", json_boolean(comments.count > 0));
        json_object_set_new(values, "typed", text_value(refused->text));
        json_object_set_new(values, "fault",
                            refused->fault_key ? text_value(visit_text(v, refused->fault_key)) : json_null());
        return reply_page(v, refused->fault_key ? 422 : 200, "comments", values);
}

struct err handle_comments(struct visit *v)
{
        struct work work;
        bool found = false;
        struct err err = article_work(v, &work, &found);
        return found ? show(v, &work, &(struct refused){.text = SLICE("")}) : err;
}

/* ---- said, and settled ---- */

struct saying {
        struct comment comment;
        unsigned edition;
        const char *act;
};

static struct err note(struct visit *v, const struct saying *s)
{
        struct slice id = arena_format(visit_arena(v), "%lld", (long long)s->comment.id);
        const struct noted noted = {.kind = "article",
                                    .object = s->comment.article,
                                    .edition = s->edition,
                                    .detail = visit_detail(v, "comment", id)};
        return visit_note(v, s->act, &noted);
}

static struct err add(struct visit *v, void *context)
{
        struct saying *s = context;
        TRY(store_add_comment(visit_store(v), &s->comment, &s->comment.id));
        return note(v, s);
}

static struct err settle(struct visit *v, void *context)
{
        const struct saying *s = context;
        TRY(store_settle_comment(visit_store(v), &s->comment));
        return note(v, s);
}

struct err handle_add_comment(struct visit *v)
{
        struct work work;
        bool found = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        struct saying s = {.comment = {.article = work.article, .made_by = v->person->id, .made_ms = v->now_ms},
                           .edition = work.text.edition,
                           .act = "comment"};
        s.comment.text = visit_words(v, "text");
        struct refused refused = {s.comment.text, NULL};
        if (s.comment.text.len == 0) refused.fault_key = "comment_empty";
        if (!text_is_short(s.comment.text, COMMENT_CHARACTERS)) refused.fault_key = "comment_long";
        if (refused.fault_key) return show(v, &work, &refused);
        TRY(in_transaction(v, add, &s));
        return reply_go(v, "/articles/%lld/comments", (long long)work.article);
}

struct err handle_settle_comment(struct visit *v)
{
        struct work work;
        uint64_t id = 0;
        bool found = false, is_back = visit_field(v, "back").len > 0;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        slice_to_u64(visit_field(v, "comment"), INT64_MAX, &id);
        struct saying s = {.comment = {.id = (int64_t)id,
                                       .article = work.article,
                                       .settled_by = is_back ? 0 : v->person->id,
                                       .settled_ms = v->now_ms},
                           .edition = work.text.edition,
                           .act = is_back ? "open_comment" : "settle_comment"};
        err = in_transaction(v, settle, &s);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        return reply_go(v, "/articles/%lld/comments", (long long)work.article);
}
