#include "search/find.h"

#include "base/clock.h"
#include "search/expression.h"
#include "search/index_inside.h"
#include "search/snippet.h"
#include "search/some.h"
#include "search/stream.h"
#include "search/suggest.h"
#include "search/verbatim.h"
#include "search/words.h"

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum { PATH_MAX_BYTES = 4096, EXPRESSION_MAX_BYTES = 64 * 1024, SNIPPET_MAX_BYTES = 16 * 1024, EDITIONS_MAX = 16 };
enum { HEADLINE_WORDS_MAX = 256 };

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

/* One search: what it is done with and what it comes to. */
struct search {
        struct searcher *searcher;
        const struct search_request *request; /* with the words that are searched for now */
        struct terms terms;
        struct slice languages[EDITIONS_MAX + 1]; /* by edition; in the arena */
        struct arena *arena;
        struct founds *founds; /* owned */
        struct search_result *result;
};

static struct asking asking_of(const struct search *s)
{
        unsigned edition = s->request->edition;
        return (struct asking){.stemmer = s->searcher->stemmer,
                               .language = edition <= EDITIONS_MAX ? s->languages[edition] : SLICE(""),
                               .request = s->request,
                               .terms = &s->terms};
}

static struct err load_languages(struct search *s)
{
        CLEANUP(query_end) struct query q = query_start(s->searcher->database, EDITION_EACH);
        struct err err;
        while (query_next(&q, &err)) {
                int64_t edition = query_int(&q, 0);
                if (edition > 0 && edition <= EDITIONS_MAX) s->languages[edition] = query_copy(&q, 1, s->arena);
        }
        return err;
}

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

static struct err collect(struct search *s, struct slice expression, struct scoring scoring)
{
        enum { SLACK_HOURS = 15, DAY_HOURS = 24 };
        const struct search_request *request = s->request;
        struct founds *founds = s->founds;
        CLEANUP(query_end) struct query q = query_start(s->searcher->database, FIND);
        query_bind_text(&q, expression);
        query_bind_int(&q, row_near_day(request->from_day, 0, -SLACK_HOURS));
        query_bind_int(&q, row_near_day(request->until_day, INT64_MAX, DAY_HOURS + SLACK_HOURS));
        query_bind_int(&q, request->from_day);
        query_bind_int(&q, request->until_day ? request->until_day : INT32_MAX);
        query_bind_int(&q, request->newest && scoring.least == 0 ? 0 : scoring.count);
        query_bind_int(&q, SEARCH_HITS_MAX);
        query_bind_int(&q, scoring.first);
        query_bind_int(&q, scoring.least);
        struct err err;
        founds->count = 0;
        while (query_next(&q, &err) && founds->count < SEARCH_HITS_MAX) {
                if (query_int(&q, 3) < 0) continue; /* too little of what was asked */
                struct found *found = &founds->at[founds->count++];
                *found = (struct found){
                        .row = query_int(&q, 0), .article = query_int(&q, 1), .edition = (unsigned)query_int(&q, 2)};
                found->score = with_freshness(query_int(&q, 3), found->row, request->now_ms);
        }
        return err;
}

static int compare_found(const void *a, const void *b)
{
        const struct found *x = a, *y = b;
        if (x->score != y->score) return x->score > y->score ? -1 : 1;
        return x->row > y->row ? -1 : x->row < y->row;
}

/* ---- in the very words that were typed ---- */

static struct err share_of(struct search *s, const struct verbatim *verbatim, int64_t row, double *ret)
{
        CLEANUP(buf_clear) struct buf texts = BUF_INIT(PARTS_MAX_BYTES);
        CLEANUP(query_end) struct query q = query_start(s->searcher->database, KEPT_GET);
        query_bind_int(&q, row);
        TRY(query_row(&q));
        TRY(parts_unpack(query_slice(&q, 0), &texts));
        *ret = verbatim_share(verbatim, buf_slice(&texts));
        return NO_ERR;
}

/* A form of a word may be another word, which is a stem with it («міст» and «місто»): what has the form that was typed
 * counts up to a third more, as what is fresh does. Only the best are looked at, for each is unpacked. */
static struct err prefer_verbatim(struct search *s)
{
        enum { LOOKED_AT = 5 * SEARCH_PAGE_HITS };
        const double most = 1.0 / 3;
        struct founds *founds = s->founds;
        unsigned count = founds->count < LOOKED_AT ? founds->count : LOOKED_AT;
        CLEANUP(buf_clear) struct buf words = BUF_INIT(EXPRESSION_MAX_BYTES);
        struct verbatim verbatim;
        verbatim_of(&s->terms, &words, &verbatim);
        for (unsigned i = 0; i < count && count > 1; i++) {
                double share = 0;
                TRY(share_of(s, &verbatim, founds->at[i].row, &share));
                founds->at[i].score = (int64_t)((double)founds->at[i].score * (1 + most * share));
        }
        qsort(founds->at, count, sizeof founds->at[0], compare_found);
        return NO_ERR;
}

/* ---- what is shown of them ---- */

/* The tokens of all that was asked for. */
static void write_wanted(const struct search *s, struct buf *ret)
{
        const struct asking asking = asking_of(s);
        for (unsigned i = 0; i < s->terms.count; i++) {
                const struct term *term = &s->terms.at[i];
                if (term->excluded || term->common) continue;
                if (ret->len) buf_add_char(ret, ' ');
                stream_write(asking.stemmer, asking.language, term->text, ret);
        }
}

/* Where nothing is marked there is nothing to be kept of it. */
static void mark_headline(const struct search *s, const struct snippet_terms *terms,
                          const struct snippet_text *headline, struct search_hit *hit)
{
        uint8_t marks[HEADLINE_WORDS_MAX] = {0};
        size_t count = snippet_mark(terms, headline->stream, marks, sizeof marks);
        bool any = false;
        for (size_t i = 0; i < count; i++)
                any |= marks[i] != 0;
        if (!any) return;
        hit->headline = arena_copy(s->arena, headline->text);
        hit->headline_marks = arena_copy(s->arena, (struct slice){(const char *)marks, count});
}

bool search_mark_headline(const struct search_hit *hit, struct slice text, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf words = BUF_INIT(SNIPPET_MAX_BYTES), wanted = BUF_INIT(SNIPPET_MAX_BYTES);
        if (hit->headline.len == 0 || slice_trim(text).len == 0) return false;
        words_fold(text, &words);
        words_fold(hit->headline, &wanted);
        if (words.full || !slice_eq(buf_slice(&words), buf_slice(&wanted))) return false;
        snippet_write_whole(text, hit->headline_marks, ret);
        return true;
}

/* The id of the entry that has the byte of the body; empty: it is in none. */
static struct slice entry_at(struct slice entries, size_t at)
{
        struct slice found = SLICE("");
        while (entries.len) {
                struct slice line = slice_cut(&entries, '\n'), id = slice_cut(&line, ' ');
                uint64_t begins = 0;
                if (!slice_to_u64(line, SIZE_MAX, &begins) || begins > at) break;
                found = id;
        }
        return found;
}

static struct err write_snippet(struct search *s, int64_t row, const struct snippet_terms *terms,
                                struct search_hit *hit)
{
        CLEANUP(buf_clear)
        struct buf texts = BUF_INIT(PARTS_MAX_BYTES), streams = BUF_INIT(PARTS_MAX_BYTES),
                   html = BUF_INIT(SNIPPET_MAX_BYTES);
        CLEANUP(query_end) struct query q = query_start(s->searcher->database, KEPT_GET);
        query_bind_int(&q, row);
        TRY(query_row(&q));
        TRY(parts_unpack(query_slice(&q, 0), &texts));
        TRY(parts_unpack(query_slice(&q, 1), &streams));
        const struct slice text = buf_slice(&texts), stream = buf_slice(&streams);
        enum { LEAD, BODY };
        const struct snippet_text from[] = {
                {parts_nth(text, TEXT_LEAD), parts_nth(stream, COLUMN_LEAD)},
                {parts_nth(text, TEXT_BODY), parts_nth(stream, COLUMN_BODY)},
        };
        const struct snippet_text headline = {parts_nth(text, TEXT_HEADLINE), parts_nth(stream, COLUMN_HEADLINE)};
        struct snippet_place place = snippet_write(terms, from, sizeof from / sizeof from[0], &html);
        hit->snippet = html.full ? SLICE("") : arena_copy(s->arena, buf_slice(&html));
        mark_headline(s, terms, &headline, hit);
        bool is_of_body = place.text == BODY && hit->headline.len == 0;
        if (is_of_body) hit->entry = arena_copy(s->arena, entry_at(parts_nth(text, TEXT_ENTRIES), place.at));
        return NO_ERR;
}

static struct err show_page(struct search *s)
{
        CLEANUP(buf_clear) struct buf wanted = BUF_INIT(EXPRESSION_MAX_BYTES);
        write_wanted(s, &wanted);
        const struct snippet_terms marked = {buf_slice(&wanted)};
        struct search_result *result = s->result;
        const struct founds *founds = s->founds;
        result->total = founds->count;
        result->count = 0;
        unsigned last = founds->count ? (founds->count - 1) / SEARCH_PAGE_HITS : 0;
        result->page = s->request->page < last ? s->request->page : last;
        unsigned first = result->page * SEARCH_PAGE_HITS;
        for (unsigned i = first; i < founds->count && result->count < SEARCH_PAGE_HITS; i++) {
                struct search_hit *hit = &result->hits[result->count++];
                *hit = (struct search_hit){.article = founds->at[i].article, .edition = founds->at[i].edition};
                if (hit->edition <= EDITIONS_MAX) hit->language = s->languages[hit->edition];
                TRY(write_snippet(s, founds->at[i].row, &marked, hit));
        }
        return NO_ERR;
}

/* ---- one search ---- */

static struct err answer(struct search *s, struct slice expression, struct scoring scoring)
{
        TRY(collect(s, expression, scoring));
        if (!s->request->newest && scoring.count) {
                qsort(s->founds->at, s->founds->count, sizeof s->founds->at[0], compare_found);
                TRY(prefer_verbatim(s));
        }
        return show_page(s);
}

static struct err find_words(struct search *s)
{
        CLEANUP(buf_clear) struct buf expression = BUF_INIT(EXPRESSION_MAX_BYTES);
        struct scoring scoring;
        terms_read(s->request->words, &s->terms);
        const struct asking asking = asking_of(s);
        s->result->asked = expression_write(&asking, &expression, &scoring);
        TRY(BUF_OK(&expression, "ask the search index"));
        return s->result->asked ? answer(s, buf_slice(&expression), scoring) : NO_ERR;
}

/* The terms are those of find_words(), which has found nothing. */
static struct err find_some(struct search *s)
{
        CLEANUP(buf_clear) struct buf expression = BUF_INIT(EXPRESSION_MAX_BYTES);
        struct scoring scoring;
        const struct asking asking = asking_of(s);
        TRY(some_write(&asking, s->searcher->database, &expression, &scoring));
        if (expression.len == 0) return NO_ERR;
        TRY(answer(s, buf_slice(&expression), scoring));
        s->result->has_some = s->result->total > 0;
        return NO_ERR;
}

static struct err finds_any(void *context, struct slice typed, bool *ret_finds)
{
        const struct search *s = context;
        CLEANUP(buf_clear) struct buf expression = BUF_INIT(EXPRESSION_MAX_BYTES);
        struct terms terms;
        struct asking asking = asking_of(s);
        struct scoring scoring;
        terms_read(typed, &terms);
        asking.terms = &terms;
        *ret_finds = false;
        bool asks = expression_write(&asking, &expression, &scoring);
        if (!asks || scoring.count == 0 || expression.full) return NO_ERR;
        CLEANUP(query_end) struct query q = query_start(s->searcher->database, FIND_ANY);
        query_bind_text(&q, buf_slice(&expression));
        return query_step(&q, ret_finds);
}

static struct err find_instead(struct search *s)
{
        const struct suggesting suggesting = {.database = s->searcher->database,
                                              .edition = s->request->edition,
                                              .editions = EDITIONS_MAX,
                                              .finds = finds_any,
                                              .context = s};
        s->result->unfound = true;
        TRY(suggest(&suggesting, slice_trim(s->request->words), s->arena, &s->result->instead));
        if (s->result->instead.len == 0) return find_some(s);
        const struct search_request *asked = s->request;
        struct search_request again = *asked;
        again.words = s->result->instead;
        s->request = &again;
        struct err err = find_words(s);
        s->request = asked;
        return err;
}

static struct err find_at_once(struct search *s)
{
        TRY(load_languages(s));
        TRY(find_words(s));
        if (!s->result->asked || s->result->total) return NO_ERR;
        return find_instead(s);
}

static struct err find_in_time(struct search *s)
{
        struct database *database = s->searcher->database;
        s->founds = malloc(sizeof *s->founds);
        if (!s->founds) return ERR(ERR_FULL, "search");
        database_give_up_at(database, s->request->give_up_ms);
        struct err err = database_read_begin(database);
        if (err.code == OK) {
                err = find_at_once(s);
                database_give_up_at(database, 0); /* ending is not to be given up */
                database_read_end(database);
        }
        database_give_up_at(database, 0);
        free(s->founds);
        return err;
}

struct err search_find(struct searcher *s, const struct search_request *request, struct arena *a,
                       struct search_result *ret)
{
        *ret = (struct search_result){.count = 0};
        TRY(follow_file(s));
        struct search search = {.searcher = s, .request = request, .arena = a, .result = ret};
        return find_in_time(&search);
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
