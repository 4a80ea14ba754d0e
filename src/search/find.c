#include "search/find.h"

#include "base/clock.h"
#include "search/expression.h"
#include "search/index_inside.h"
#include "search/snippet.h"
#include "search/stream.h"
#include "search/suggest.h"
#include "search/words.h"

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum { PATH_MAX_BYTES = 4096, EXPRESSION_MAX_BYTES = 64 * 1024, SNIPPET_MAX_BYTES = 16 * 1024, EDITIONS_MAX = 16 };

/* Which file it is: the index may be made anew under its name. */
struct file_id {
        dev_t device;
        ino_t number;
};

struct searcher {
        struct buf path; /* owned */
        struct stemmer *stemmer;
        struct database *database; /* owned; NULL: not open */
        struct file_id file;
};

/* ---- opening ---- */

struct err searcher_new(const char *archive_folder, struct stemmer *stemmer, struct searcher **ret)
{
        struct searcher *s = calloc(1, sizeof *s);
        if (!s) return ERR(ERR_FULL, "allocate a searcher");
        s->stemmer = stemmer;
        buf_init(&s->path, PATH_MAX_BYTES);
        buf_add_format(&s->path, "%s/search.db", archive_folder);
        *ret = s;
        return NO_ERR;
}

void searcher_free(struct searcher *s)
{
        if (!s) return;
        database_close(s->database);
        buf_clear(&s->path);
        free(s);
}

static struct err open_anew(struct searcher *s, struct file_id file)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        database_close(s->database);
        s->database = NULL;
        TRY(database_open(buf_text(&s->path), &search_kind, DATABASE_READ, &s->database, &why));
        s->file = file;
        return NO_ERR;
}

static struct err follow_file(struct searcher *s)
{
        struct stat now;
        if (stat(buf_text(&s->path), &now) != 0)
                return s->database ? NO_ERR : ERR(ERR_NOT_FOUND, "open the search index");
        struct file_id file = {now.st_dev, now.st_ino};
        if (s->database && file.device == s->file.device && file.number == s->file.number) return NO_ERR;
        return open_anew(s, file);
}

/* ---- hits ---- */

struct found {
        int64_t row, article, score;
        unsigned edition;
};
struct founds {
        struct found at[SEARCH_HITS_MAX];
        unsigned count;
};

/* What was published today counts up to a third more, and half of that two months later. */
static int64_t with_freshness(int64_t score, int64_t row, int64_t now_ms)
{
        const double day_ms = 24.0 * 60 * 60 * 1000, half_life_days = 60, most = 1.0 / 3;
        double days = (double)(now_ms - row_published_ms(row)) / day_ms;
        return (int64_t)((double)score * (1 + most * exp2(-(days > 0 ? days : 0) / half_life_days)));
}

/* A row's second is UTC's, an article's day that of its clocks: they are up to 14 hours apart. */
static int64_t row_near_day(int32_t day, int64_t unset, int hours)
{
        if (!day) return unset;
        struct tm date = {.tm_year = day / 10000 - 1900, .tm_mon = day / 100 % 100 - 1, .tm_mday = day % 100};
        return row_of(((int64_t)timegm(&date) + hours * 3600) * 1000, 0);
}

static struct err collect(struct searcher *s, const struct search_request *request, struct slice expression,
                          int phrases, struct founds *ret)
{
        enum { SLACK_HOURS = 15, DAY_HOURS = 24 };
        CLEANUP(query_end) struct query q = query_start(s->database, FIND);
        query_bind_text(&q, expression);
        query_bind_int(&q, row_near_day(request->from_day, 0, -SLACK_HOURS));
        query_bind_int(&q, row_near_day(request->until_day, INT64_MAX, DAY_HOURS + SLACK_HOURS));
        query_bind_int(&q, request->from_day);
        query_bind_int(&q, request->until_day ? request->until_day : INT32_MAX);
        query_bind_int(&q, request->newest ? 0 : phrases);
        query_bind_int(&q, SEARCH_HITS_MAX);
        struct err err;
        ret->count = 0;
        while (query_next(&q, &err) && ret->count < SEARCH_HITS_MAX) {
                struct found *found = &ret->at[ret->count++];
                *found = (struct found){query_int(&q, 0), query_int(&q, 1), query_int(&q, 3),
                                        (unsigned)query_int(&q, 2)};
                found->score = with_freshness(found->score, found->row, request->now_ms);
        }
        return err;
}

static int compare_found(const void *a, const void *b)
{
        const struct found *x = a, *y = b;
        if (x->score != y->score) return x->score > y->score ? -1 : 1;
        return x->row > y->row ? -1 : x->row < y->row;
}

/* ---- what is shown of them ---- */

/* The tokens of all that was asked for. */
static void write_wanted(struct searcher *s, const struct search_request *request, const struct terms *terms,
                         struct buf *ret)
{
        struct slice language = request->edition ? request->language : SLICE("");
        for (unsigned i = 0; i < terms->count; i++) {
                if (terms->at[i].excluded || terms->at[i].common) continue;
                if (ret->len) buf_add_char(ret, ' ');
                stream_write(s->stemmer, language, terms->at[i].text, ret);
        }
}

static struct slice nth(struct slice parts, int n)
{
        struct slice part = slice_cut(&parts, PARTS_END);
        while (n-- > 0)
                part = slice_cut(&parts, PARTS_END);
        return part;
}

static struct err write_snippet(struct searcher *s, int64_t row, const struct snippet_terms *terms, struct arena *a,
                                struct slice *ret)
{
        enum { LEAD_TEXT = 1, BODY_TEXT = 5 };
        CLEANUP(buf_clear)
        struct buf texts = BUF_INIT(PARTS_MAX_BYTES),
                   streams = BUF_INIT(PARTS_MAX_BYTES), html = BUF_INIT(SNIPPET_MAX_BYTES);
        CLEANUP(query_end) struct query q = query_start(s->database, KEPT_GET);
        query_bind_int(&q, row);
        TRY(query_row(&q));
        TRY(parts_unpack(query_slice(&q, 0), &texts));
        TRY(parts_unpack(query_slice(&q, 1), &streams));
        const struct snippet_text from[] = {
                {nth(buf_slice(&texts), LEAD_TEXT), nth(buf_slice(&streams), COLUMN_LEAD)},
                {nth(buf_slice(&texts), BODY_TEXT), nth(buf_slice(&streams), COLUMN_BODY)},
        };
        snippet_write(terms, from, sizeof from / sizeof from[0], &html);
        *ret = html.full ? SLICE("") : arena_copy(a, buf_slice(&html));
        return NO_ERR;
}

static struct err show_page(struct searcher *s, const struct search_request *request, const struct terms *terms,
                            struct founds *founds, struct arena *a, struct search_result *ret)
{
        CLEANUP(buf_clear) struct buf wanted = BUF_INIT(EXPRESSION_MAX_BYTES);
        write_wanted(s, request, terms, &wanted);
        const struct snippet_terms marked = {buf_slice(&wanted)};
        if (!request->newest) qsort(founds->at, founds->count, sizeof founds->at[0], compare_found);
        ret->total = founds->count;
        unsigned first = request->page * SEARCH_PAGE_HITS;
        for (unsigned i = first; i < founds->count && ret->count < SEARCH_PAGE_HITS; i++) {
                struct search_hit *hit = &ret->hits[ret->count++];
                *hit = (struct search_hit){.article = founds->at[i].article, .edition = founds->at[i].edition};
                TRY(write_snippet(s, founds->at[i].row, &marked, a, &hit->snippet));
        }
        return NO_ERR;
}

/* ---- one search ---- */

static struct err find_words(struct searcher *s, const struct search_request *request, struct arena *a,
                             struct search_result *ret)
{
        CLEANUP(buf_clear) struct buf expression = BUF_INIT(EXPRESSION_MAX_BYTES);
        struct terms terms;
        int phrases = 0;
        terms_read(request->words, &terms);
        ret->asked = expression_write(s->stemmer, request, &terms, &expression, &phrases);
        TRY(BUF_OK(&expression, "ask the search index"));
        ret->count = ret->total = 0;
        if (!ret->asked) return NO_ERR;
        struct founds *founds = malloc(sizeof *founds);
        if (!founds) return ERR(ERR_FULL, "search");
        struct search_request by_time = *request;
        by_time.newest |= phrases == 0;
        struct err err = collect(s, &by_time, buf_slice(&expression), phrases, founds);
        if (err.code == OK) err = show_page(s, &by_time, &terms, founds, a, ret);
        free(founds);
        return err;
}

struct other_words {
        struct searcher *searcher;
        const struct search_request *request;
};

static struct err finds_any(void *context, struct slice typed, bool *ret_finds)
{
        const struct other_words *other = context;
        struct search_request request = *other->request;
        CLEANUP(buf_clear) struct buf expression = BUF_INIT(EXPRESSION_MAX_BYTES);
        struct terms terms;
        int phrases = 0;
        request.words = typed;
        terms_read(typed, &terms);
        *ret_finds = false;
        bool asks = expression_write(other->searcher->stemmer, &request, &terms, &expression, &phrases);
        if (!asks || phrases == 0 || expression.full) return NO_ERR;
        CLEANUP(query_end) struct query q = query_start(other->searcher->database, FIND_ANY);
        query_bind_text(&q, buf_slice(&expression));
        return query_step(&q, ret_finds);
}

static struct err find_instead(struct searcher *s, const struct search_request *request, struct arena *a,
                               struct search_result *ret)
{
        struct other_words other = {s, request};
        const struct suggesting suggesting = {.database = s->database,
                                              .edition = request->edition,
                                              .editions = EDITIONS_MAX,
                                              .finds = finds_any,
                                              .context = &other};
        ret->unfound = true;
        TRY(suggest(&suggesting, slice_trim(request->words), a, &ret->instead));
        if (ret->instead.len == 0) return NO_ERR;
        struct search_request again = *request;
        again.words = ret->instead;
        return find_words(s, &again, a, ret);
}

static struct err find_at_once(struct searcher *s, const struct search_request *request, struct arena *a,
                               struct search_result *ret)
{
        TRY(find_words(s, request, a, ret));
        if (!ret->asked || ret->total) return NO_ERR;
        return find_instead(s, request, a, ret);
}

struct err search_find(struct searcher *s, const struct search_request *request, struct arena *a,
                       struct search_result *ret)
{
        *ret = (struct search_result){.count = 0};
        TRY(follow_file(s));
        database_give_up_at(s->database, request->give_up_ms);
        struct err err = database_read_begin(s->database);
        if (err.code == OK) {
                err = find_at_once(s, request, a, ret);
                database_give_up_at(s->database, 0);
                database_read_end(s->database);
        }
        database_give_up_at(s->database, 0);
        return err;
}

struct err search_state(struct searcher *s, uint64_t *ret)
{
        *ret = 0;
        struct err err = follow_file(s);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        TRY(err);
        CLEANUP(query_end) struct query q = query_start(s->database, META_GET);
        TRY(query_row(&q));
        *ret = ((uint64_t)s->file.number << 32) + (uint64_t)query_int(&q, 3) + 1;
        return NO_ERR;
}
