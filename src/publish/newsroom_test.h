/* What the tests of this room share: a newsroom at work. */
#pragma once
#include "publish/readers_test.h"
#include "store/settings.h"

/* ---- the newsroom at work ---- */

/* An article of edition UK in section SPORT; fields may be changed before it is saved. */
static inline struct article an_article(const char *uri, const char *headline, int64_t published_ms)
{
        static const char text[] = "Потяг рушає на 12 хвилин раніше.";
        static const struct span span = {.text = {text, sizeof text - 1}};
        static struct block paragraph = {.kind = BLOCK_PARAGRAPH, .id = {"a", 1}, .text = {.spans = &span, .count = 1}};
        return (struct article){
                .uri = slice_of(uri),
                .edition = UK,
                .section = SPORT,
                .headline = slice_of(headline),
                .lead = SLICE("Розклад змінюється з понеділка."),
                .body = {.blocks = &paragraph, .count = 1},
                .published_ms = published_ms,
                .created_ms = published_ms,
        };
}

static inline int64_t save(struct setting *s, const struct article *article)
{
        struct save_result result;
        must_work(article_check(article, &s->why));
        must_work(store_begin(s->store));
        must_work(store_save(s->store, article, MORNING, &result));
        must_work(store_commit(s->store));
        return result.article;
}

static inline void withdraw(struct setting *s, const char *uri)
{
        struct save_result result;
        must_work(store_begin(s->store));
        must_work(store_withdraw(s->store, slice_of(uri), SLICE("помилка"), MORNING, &result));
        must_work(store_commit(s->store));
}

static inline struct publish_report publish_pending(struct setting *s)
{
        struct publish_report report = {0};
        must_work(publish_changes(s->publisher, 1000, &report));
        return report;
}

static inline int64_t publish(struct setting *s, const struct article *article)
{
        int64_t id = save(s, article);
        assert_int_not_equal(publish_pending(s).changes, 0);
        return id;
}

static inline int64_t publish_simple(struct setting *s, const char *uri, const char *headline, int64_t published_ms)
{
        struct article article = an_article(uri, headline, published_ms);
        return publish(s, &article);
}

/* As an editor would: in the store, and taken over by the desk. */
static inline void put_settings(struct setting *s, const char *json)
{
        bool changed;
        must_work(store_begin(s->store));
        const struct new_settings settings = {.json = slice_of(json), .now_ms = MORNING};
        must_work(store_put_settings(s->store, &settings, &changed, &s->why));
        must_work(store_commit(s->store));
        close_publisher(s);
        open_publisher(s);
        publish_pending(s);
}

/* What a change of the newsroom leaves to be done beside other work. */
static inline void end_pressing_anew(struct setting *s)
{
        bool behind;
        struct pressing_anew anew = {0};
        must_work(publish_is_behind(s->publisher, &behind));
        if (!behind) return;
        do
                must_work(publish_anew(s->publisher, &anew, 3));
        while (anew.is_under_way);
}

static inline void expect_same_as_rebuilt(struct setting *s)
{
        end_pressing_anew(s);
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(100000);
        must_work(publish_verify(s->publisher, &faults));
        assert_string_equal(buf_text(&faults), "");
}
