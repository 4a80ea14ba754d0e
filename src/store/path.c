/* Addresses of articles, by their edition's pattern (news/permalink.h): with another day, section or slug, where the
 * pattern says it, an article has another address. Where that one is another article's, or was, a number is put behind
 * it. What readers could see and cannot any more keeps the address that they had: there it says that it is gone. When
 * it comes back under another, the old one leads on, for ever. */
#include "news/permalink.h"
#include "store/filing.h"

/* ---- its words ---- */

void path_settle_slug(struct store *s, struct head *head, const struct article *article, struct arena *a)
{
        CLEANUP(buf_clear) struct buf slug = BUF_INIT(2 * SLUG_MAX_BYTES);
        bool is_kept = article->slug.len == 0 && head->first_live_ms && head->slug.len;
        if (is_kept) return;
        struct slice words = article->slug.len ? article->slug : article->headline;
        language_write_slug(s->editions[head->edition - 1].code, words, SLUG_MAX_BYTES, &slug);
        head->slug = arena_copy(a, buf_slice(&slug));
}

static struct err find_section_slug(struct store *s, const struct head *head, struct arena *a, struct slice *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_SECTION_SLUG);
        query_bind_int(&q, head->section);
        query_bind_int(&q, head->edition);
        bool found;
        TRY(query_step(&q, &found));
        if (found) *ret = query_copy(&q, 0, a);
        return NO_ERR;
}

/* ---- the address ---- */

static struct err is_anothers(struct store *s, struct slice path, int64_t article, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_PATH);
        query_bind_text(&q, path);
        query_bind_int(&q, article);
        return query_step(&q, ret);
}

struct err path_of_head(struct store *s, const struct head *head, struct arena *a, struct slice *ret)
{
        const struct edition *edition = &s->editions[head->edition - 1];
        struct article_words words = {.slug = head->slug};
        if (permalink_has(edition->permalink, "{section}")) TRY(find_section_slug(s, head, a, &words.section));
        struct day day = local_day(s, head->edition, head->published_ms);
        struct slice wanted = address_article(a, edition, day, head->id, &words), path = wanted;
        bool is_taken = true;
        for (int64_t n = 2;; n++) {
                TRY(is_anothers(s, path, head->id, &is_taken));
                if (!is_taken) break;
                path = arena_format(a, "%.*s-%lld/", (int)wanted.len - 1, wanted.at, (long long)n);
        }
        *ret = path;
        return NO_ERR;
}

struct err path_settle(struct store *s, struct head *head, struct arena *a)
{
        return head_is_gone(head) ? NO_ERR : path_of_head(s, head, a, &head->path);
}

/* ---- what it was ---- */

static struct err take_former(struct store *s, struct slice path)
{
        struct query q = ask(s, TAKE_FORMER_PATH);
        query_bind_text(&q, path);
        return query_run(&q);
}

struct err store_keep_former_path(struct store *s, struct slice path, int64_t article, bool *ret_kept)
{
        store_check_writing(s);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct head head;
        bool is_taken = false;
        *ret_kept = false;
        TRY(head_load(s, article, &arena, &head));
        TRY(is_anothers(s, path, article, &is_taken));
        if (is_taken) return NO_ERR;
        *ret_kept = true;
        if (slice_eq(head.path, path)) return NO_ERR;
        TRY(take_former(s, path));
        struct query q = ask(s, KEEP_FORMER_PATH);
        query_bind_text(&q, path);
        query_bind_int(&q, article);
        return query_run(&q);
}

struct err path_keep_former(struct store *s, const struct head *before, const struct head *after)
{
        if (!before->first_live_ms || slice_eq(before->path, after->path)) return NO_ERR;
        TRY(take_former(s, after->path));
        struct query q = ask(s, KEEP_FORMER_PATH);
        query_bind_text(&q, before->path);
        query_bind_int(&q, after->id);
        return query_run(&q);
}

struct err store_former_paths(struct store *s, int64_t article, struct arena *a, struct slice **ret,
                              unsigned *ret_count)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_FORMER_PATHS);
        query_bind_int(&q, article);
        struct err err;
        struct slice *paths = NULL;
        unsigned count = 0;
        while (query_next(&q, &err)) {
                paths = list_with_room(a, paths, count, sizeof *paths);
                paths[count++] = path_shown(s, query_slice(&q, 0), a);
        }
        *ret = paths;
        *ret_count = count;
        return err;
}

struct err path_note_day(struct store *s, const struct head *head)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        if (!head_is_live(head)) return NO_ERR;
        struct day day = local_day(s, head->edition, head->published_ms);
        if (slice_starts_with(head->path, address_day(&arena, &s->editions[head->edition - 1], day))) return NO_ERR;
        struct query q = ask(s, NOTE_STOOD_DAY);
        query_bind_int(&q, head->id);
        query_bind_int(&q, head->edition);
        query_bind_int(&q, day.year);
        query_bind_int(&q, day.month);
        query_bind_int(&q, day.day);
        return query_run(&q);
}

struct err store_stood_days(struct store *s, int64_t article, struct arena *a, struct stood_days *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_STOOD_DAYS);
        query_bind_int(&q, article);
        struct err err;
        *ret = (struct stood_days){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct stood_day){
                        .edition = (unsigned)query_int(&q, 0),
                        .day = {(int)query_int(&q, 1), (int)query_int(&q, 2), (int)query_int(&q, 3)},
                };
        }
        return err;
}
