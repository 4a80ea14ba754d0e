#include "store/work_list.h"

#include "base/clock.h"
#include "store/sought_words.h"
#include "store/work_inside.h"

/* The first column is what the list is in order of. */
static struct work_row read_row(const struct query *q, struct arena *a)
{
        return (struct work_row){
                .article = query_int(q, 1),
                .story = query_int(q, 2),
                .edition = (unsigned)query_int(q, 3),
                .section = (unsigned)query_int(q, 4),
                .state = (enum article_state)query_int(q, 5),
                .version = query_int(q, 6),
                .newest = query_int(q, 7),
                .changed_ms = query_int(q, 8),
                .published_ms = query_int(q, 9),
                .embargo_ms = query_int(q, 10),
                .urgency = (enum urgency)query_int(q, 11),
                .path = query_copy(q, 12, a),
                .picture = query_copy(q, 13, a),
                .headline = query_copy(q, 14, a),
                .stage = (enum work_stage)query_int(q, 15),
                .saved_by = query_int(q, 16),
                .saved_ms = query_int(q, 17),
                .claim_by = query_int(q, 18),
                .claim_seen_ms = query_int(q, 19),
                .translated_from = query_int(q, 20),
                .translated_version = query_int(q, 21),
                .base_version = query_int(q, 22),
                .source_version = query_int(q, 23),
                .staged_by = query_int(q, 24),
                .revision = query_int(q, 25),
                .discarded_ms = query_int(q, 26),
                .held_ms = query_int(q, 28),
        };
}

/* What the desk calls it; what readers call it. */
static int headline_column(const struct work_filter *filter)
{
        return filter->is_of_readers ? 27 : 14;
}

static struct work_row read_wanted(const struct query *q, const struct work_filter *filter, struct arena *a)
{
        struct work_row row = read_row(q, a);
        row.headline = query_copy(q, headline_column(filter), a);
        return row;
}

static void add_row(struct work_rows *rows, struct work_row row, struct arena *a)
{
        rows->at = list_with_room(a, rows->at, rows->count, sizeof *rows->at);
        rows->at[rows->count++] = row;
}

/* ---- filtering ---- */

struct sought {
        struct store *store;
        const struct work_filter *filter;
        struct sought_words words;
        unsigned texts, unreadable; /* looked into; of these, those that could not be read */
        int64_t until_ns;
        bool is_over; /* no further text is to be looked into */
        struct err err;
        struct arena arena;
};

static struct sought sought_of(struct store *s, const struct work_filter *filter, struct arena *a)
{
        return (struct sought){
                .store = s, .filter = filter, .words = sought_words_of(filter->text, a), .until_ns = filter->until_ns};
}

static void sought_clear(struct sought *sought)
{
        arena_clear(&sought->arena);
}

static uint32_t missing_in(struct sought *sought, struct slice text, uint32_t missing)
{
        return sought_words_missing(&sought->words, text, missing, &sought->arena);
}

/* The stored form of a text has its words as they are, but for what JSON escapes. */
static bool may_hold(struct sought *sought, struct slice content, uint32_t missing)
{
        missing = missing_in(sought, content, missing);
        for (unsigned i = 0; i < sought->words.count; i++) {
                const struct slice word = sought->words.at[i];
                if (missing >> i & 1 && !memchr(word.at, '\\', word.len)) return false;
        }
        return true;
}

static struct err load_text(struct sought *sought, const struct query *q, struct slice *ret)
{
        bool is_begun = !query_is_null(q, 22);
        int64_t article = query_int(q, 1);
        if (sought->filter->is_of_readers)
                return version_content(sought->store, article, query_int(q, 6), &sought->arena, ret);
        if (is_begun) return revision_content(sought->store, article, query_int(q, 25), &sought->arena, ret);
        return version_content(sought->store, article, query_int(q, 7), &sought->arena, ret);
}

/* Whether what the headline lacks is in the lead or the body. */
static struct err look_into(struct sought *sought, const struct query *q, uint32_t missing, bool *ret)
{
        struct slice content;
        struct article article;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(BODY_JSON_MAX_BYTES);
        *ret = false;
        TRY(load_text(sought, q, &content));
        if (!may_hold(sought, content, missing)) return NO_ERR; /* few texts do, and those are read */
        TRY(content_read(content, &sought->arena, &article));
        body_write_text(&article.body, &text);
        missing = missing_in(sought, article.lead, missing);
        *ret = missing_in(sought, buf_slice(&text), missing) == 0;
        return NO_ERR;
}

/* One damaged text must not keep the others from being found: it is counted, and store_verify() says more. */
static bool is_damage(struct err err)
{
        return err.code == ERR_INVALID || err.code == ERR_NOT_FOUND || err.code == ERR_FULL;
}

static bool has_text(struct sought *sought, const struct query *q)
{
        bool is_inside = false;
        uint32_t missing = sought_words_all(&sought->words);
        if (missing) missing = missing_in(sought, query_slice(q, headline_column(sought->filter)), missing);
        if (!missing) return true;
        if (!sought->filter->in_texts || sought->err.code != OK) return false;
        sought->texts++;
        struct err err = look_into(sought, q, missing, &is_inside);
        if (is_damage(err))
                sought->unreadable++;
        else
                sought->err = err;
        /* Texts that the disk has to be asked for take a hundred times as long as others. */
        bool is_late = sought->until_ns && clock_steady_ns() >= sought->until_ns;
        sought->is_over = is_late || sought->texts == WORK_TEXTS_MAX;
        return is_inside;
}

static bool awaits(const struct query *q, const struct work_waiting *waiting)
{
        unsigned edition = 1U << (query_int(q, 3) - 1);
        enum article_state state = (enum article_state)query_int(q, 5);
        enum work_stage stage = (enum work_stage)query_int(q, 15);
        int64_t staged_by = query_int(q, 24);
        if (stage == STAGE_REVIEW && waiting->approves & edition) return true;
        if (stage == STAGE_APPROVED && state != STATE_SCHEDULED && waiting->publishes & edition) return true;
        if (query_int(q, 16) != waiting->person) return false;
        bool is_handed_back = stage == STAGE_DRAFT && staged_by && staged_by != waiting->person;
        return is_handed_back || (query_int(q, 20) && query_int(q, 21) < query_int(q, 23));
}

static bool is_written(struct sought *sought, const struct query *q, int64_t after_ms)
{
        bool is_written = false;
        if (!query_int(q, 18) || query_int(q, 19) < after_ms || sought->err.code != OK) return false;
        sought->err = store_work_is_written(sought->store, query_int(q, 1), &is_written);
        return is_written;
}

static bool is_listed(const struct query *q, const struct work_filter *filter)
{
        bool is_discarded = query_int(q, 26) != 0, is_live = query_int(q, 5) == STATE_PUBLISHED;
        return is_discarded == filter->is_discarded && (is_live || !filter->is_of_readers);
}

/* The columns that are read are those of read_row(). */
static bool is_wanted(const struct query *q, const struct work_filter *filter, struct sought *sought)
{
        if (!is_listed(q, filter)) return false;
        if (filter->edition && query_int(q, 3) != filter->edition) return false;
        if (filter->section && query_int(q, 4) != filter->section) return false;
        if (filter->state && query_int(q, 5) != filter->state) return false;
        if (filter->stage && query_int(q, 15) != filter->stage) return false;
        if (filter->claimed_after_ms && !is_written(sought, q, filter->claimed_after_ms)) return false;
        if (filter->awaits.person && !awaits(q, &filter->awaits)) return false;
        arena_clear(&sought->arena);
        return has_text(sought, q);
}

static struct query begin_list(struct store *s, enum work_view view, int64_t person, struct work_place from)
{
        static const enum statement statements[] = {
                [WORK_ALL] = LIST_WORK,
                [WORK_UNPUBLISHED] = LIST_WORK_UNPUBLISHED,
                [WORK_SCHEDULED] = LIST_WORK_SCHEDULED,
                [WORK_OF_PERSON] = LIST_WORK_OF_PERSON,
                [WORK_STAGED] = LIST_WORK_STAGED,
                [WORK_AWAITING] = LIST_WORK_AWAITING,
                [WORK_CLAIMED] = LIST_WORK_CLAIMED,
                [WORK_BY_TIME] = LIST_WORK_BY_TIME,
                [WORK_DISCARDED] = LIST_WORK_DISCARDED,
        };
        bool is_rising = view == WORK_SCHEDULED, is_first = !from.ms && !from.article;
        int64_t start = is_rising ? INT64_MIN : INT64_MAX;
        struct query q = ask(s, statements[view]);
        query_bind_int(&q, is_first ? start : from.ms);
        query_bind_int(&q, is_first ? start : from.article);
        query_bind_int(&q, WORK_WALK_MAX);
        if (view == WORK_OF_PERSON || view == WORK_AWAITING) query_bind_int(&q, person);
        return q;
}

struct err store_work_list(struct store *s, const struct work_filter *filter, struct arena *a, struct work_rows *ret)
{
        CLEANUP(query_end) struct query q = begin_list(s, filter->view, filter->person, filter->from);
        CLEANUP(sought_clear) struct sought sought = sought_of(s, filter, a);
        struct err err = NO_ERR;
        unsigned walked = 0;
        *ret = (struct work_rows){.next = filter->from};
        while (ret->count < filter->limit && !sought.is_over && query_next(&q, &err)) {
                walked++;
                ret->next = (struct work_place){query_int(&q, 0), query_int(&q, 1)};
                if (is_wanted(&q, filter, &sought)) add_row(ret, read_wanted(&q, filter, a), a);
        }
        ret->has_more = ret->count == filter->limit || walked == WORK_WALK_MAX || sought.is_over;
        ret->unreadable = sought.unreadable;
        return err.code == OK ? sought.err : err;
}

struct err store_work_count(struct store *s, const struct work_filter *filter, unsigned most, unsigned *ret)
{
        CLEANUP(arena_clear) struct arena kept = {0};
        CLEANUP(query_end) struct query q = begin_list(s, filter->view, filter->person, filter->from);
        CLEANUP(sought_clear) struct sought sought = sought_of(s, filter, &kept);
        struct err err = NO_ERR;
        *ret = 0;
        while (*ret < most && !sought.is_over && query_next(&q, &err))
                *ret += is_wanted(&q, filter, &sought);
        return err.code == OK ? sought.err : err;
}

/* ---- of a day ---- */

static struct err read_rows(struct query *q, struct arena *a, struct work_rows *ret)
{
        struct err err;
        *ret = (struct work_rows){0};
        while (query_next(q, &err))
                add_row(ret, read_row(q, a), a);
        return err;
}

struct err store_work_published(struct store *s, unsigned edition, struct work_span span, struct arena *a,
                                struct work_rows *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_WORK_OF_DAY);
        query_bind_int(&q, edition);
        query_bind_int(&q, span.from_ms);
        query_bind_int(&q, span.before_ms);
        query_bind_int(&q, span.limit);
        return read_rows(&q, a, ret);
}

struct err store_work_due(struct store *s, struct work_span span, struct arena *a, struct work_rows *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_WORK_DUE);
        query_bind_int(&q, span.from_ms);
        query_bind_int(&q, span.before_ms);
        query_bind_int(&q, span.limit);
        return read_rows(&q, a, ret);
}

/* ---- the board ---- */

struct err store_work_of_story(struct store *s, int64_t story, struct arena *a, struct work_rows *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_WORK_OF_STORY);
        query_bind_int(&q, story);
        return read_rows(&q, a, ret);
}

/* A story stands where the one of its articles does that changed last. */
static bool stands_at(const struct work_rows *articles, int64_t article, int64_t changed_ms)
{
        for (size_t i = 0; i < articles->count; i++) {
                const struct work_row *other = &articles->at[i];
                if (other->changed_ms > changed_ms) return false;
                if (other->changed_ms == changed_ms && other->article > article) return false;
        }
        return true;
}

static struct err add_story(struct store *s, const struct query *q, struct arena *a, struct work_board *ret)
{
        struct work_story story = {.story = query_int(q, 2)};
        if (query_int(q, 26)) return NO_ERR;
        TRY(store_work_of_story(s, story.story, a, &story.articles));
        if (!stands_at(&story.articles, query_int(q, 1), query_int(q, 8))) return NO_ERR;
        ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
        ret->at[ret->count++] = story;
        return NO_ERR;
}

struct err store_work_board(struct store *s, struct work_place from, unsigned limit, struct arena *a,
                            struct work_board *ret)
{
        CLEANUP(query_end) struct query q = begin_list(s, WORK_ALL, 0, from);
        struct err err = NO_ERR;
        unsigned walked = 0;
        *ret = (struct work_board){.next = from};
        while (ret->count < limit && query_next(&q, &err)) {
                walked++;
                ret->next = (struct work_place){query_int(&q, 0), query_int(&q, 1)};
                TRY(add_story(s, &q, a, ret));
        }
        ret->has_more = ret->count == limit || walked == WORK_WALK_MAX;
        return err;
}
