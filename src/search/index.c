#include "search/index.h"

#include "search/alike.h"
#include "search/index_inside.h"
#include "search/stream.h"
#include "search/words.h"

#include <stdlib.h>

enum { STREAM_MAX_BYTES = 8 * 1024 * 1024, PATH_MAX_BYTES = 4096, WORD_LETTERS_MIN = 3, MERGE_PAGES = 64 };

struct search_index {
        struct database *database; /* owned */
        struct stemmer *stemmer;
        struct buf path;                   /* owned */
        struct buf streams, texts, packed; /* owned: kept for their memory */
        bool merged;                       /* there is nothing to merge since the last commit */
        int64_t counted; /* articles, when they were counted last; recounted now and then, for it reads them all */
        unsigned count_age;
};

/* ---- opening ---- */

static struct err note_progress(struct search_index *x, struct search_progress progress)
{
        struct query q = query_start(x->database, META_PUT);
        query_bind_int(&q, stemmer_version(x->stemmer));
        query_bind_int(&q, progress.change);
        query_bind_int(&q, progress.before);
        return query_run(&q);
}

static struct err run(struct search_index *x, enum search_statement statement)
{
        struct query q = query_start(x->database, statement);
        return query_run(&q);
}

static struct err begin_anew(struct search_index *x, struct buf *why)
{
        const char *path = buf_text(&x->path);
        database_close(x->database);
        x->database = NULL;
        buf_truncate(why);
        database_remove(path);
        TRY(database_create(path, &search_kind));
        TRY(database_open(path, &search_kind, DATABASE_WRITE, &x->database, why));
        TRY(run(x, FOUND_NO_AUTOMERGE));
        return note_progress(x, (struct search_progress){.change = -1, .before = INT64_MAX});
}

static struct err read_meta(struct search_index *x, int64_t *ret_version, struct search_progress *ret)
{
        CLEANUP(query_end) struct query q = query_start(x->database, META_GET);
        TRY(query_row(&q));
        *ret_version = query_int(&q, 0);
        *ret = (struct search_progress){.change = query_int(&q, 1), .before = query_int(&q, 2)};
        return NO_ERR;
}

/* A newer program's stays; it would be made anew by either in turn. */
static struct err open_database(struct search_index *x, struct buf *why)
{
        int64_t version = 0;
        struct search_progress progress;
        struct err err = database_open(buf_text(&x->path), &search_kind, DATABASE_WRITE, &x->database, why);
        if (err.code == OK) err = read_meta(x, &version, &progress);
        if (err.code == OK && version == stemmer_version(x->stemmer)) return NO_ERR;
        bool is_lost = err.code == OK || err.code == ERR_NOT_FOUND || err.code == ERR_INVALID;
        return is_lost ? begin_anew(x, why) : err;
}

struct err search_index_open(const char *archive_folder, struct stemmer *stemmer, struct search_index **ret,
                             struct buf *why)
{
        CLEANUP(search_index_closep) struct search_index *x = calloc(1, sizeof *x);
        if (!x) return ERR(ERR_FULL, "allocate a search index");
        x->stemmer = stemmer;
        buf_init(&x->path, PATH_MAX_BYTES);
        buf_init(&x->streams, STREAM_MAX_BYTES * SEARCH_COLUMNS);
        buf_init(&x->texts, STREAM_MAX_BYTES);
        buf_init(&x->packed, STREAM_MAX_BYTES * SEARCH_COLUMNS);
        buf_add_format(&x->path, "%s/search.db", archive_folder);
        TRY(open_database(x, why));
        *ret = x;
        x = NULL;
        return NO_ERR;
}

void search_index_close(struct search_index *x)
{
        if (!x) return;
        database_close(x->database);
        buf_clear(&x->path);
        buf_clear(&x->streams);
        buf_clear(&x->texts);
        buf_clear(&x->packed);
        free(x);
}

struct err search_index_progress(struct search_index *x, struct search_progress *ret)
{
        int64_t version;
        return read_meta(x, &version, ret);
}

struct err search_index_begin(struct search_index *x)
{
        return database_begin(x->database);
}

struct err search_index_commit(struct search_index *x, struct search_progress progress)
{
        struct err err = note_progress(x, progress);
        if (err.code != OK) {
                database_rollback(x->database);
                return err;
        }
        x->merged = false;
        return database_commit(x->database);
}

void search_index_rollback(struct search_index *x)
{
        database_rollback(x->database);
}

/* ---- the archive's own words ---- */

static bool is_a_word(struct slice folded)
{
        size_t letters = 0;
        for (size_t i = 0; i < folded.len; i++) {
                unsigned char c = (unsigned char)folded.at[i];
                if (c >= '0' && c <= '9') return false;
                letters += (c & 0xc0) != 0x80;
        }
        return letters >= WORD_LETTERS_MIN;
}

static struct err count_word_more(struct search_index *x, unsigned edition, struct slice text, const struct word *word)
{
        CLEANUP(buf_clear) struct buf written = BUF_INIT(WORD_MAX_BYTES);
        word_write_lower(text, word, &written);
        struct query q = query_start(x->database, WORD_MORE);
        query_bind_int(&q, edition);
        query_bind_text(&q, word_folded(word));
        query_bind_text(&q, written.full ? word_folded(word) : buf_slice(&written));
        return query_run(&q);
}

static struct err count_word_less(struct search_index *x, unsigned edition, struct slice word)
{
        static const enum search_statement statements[] = {WORD_LESS, WORD_FORGET};
        for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
                struct query q = query_start(x->database, statements[i]);
                query_bind_int(&q, edition);
                query_bind_text(&q, word);
                TRY(query_run(&q));
        }
        return NO_ERR;
}

/* Headline, lead and names. */
static struct err count_words(struct search_index *x, unsigned edition, struct slice texts, bool more)
{
        for (int i = 0; i < TEXT_BODY; i++) {
                struct word_scan scan = {.text = slice_cut(&texts, PARTS_END)};
                struct word word;
                while (word_next(&scan, &word)) {
                        if (!is_a_word(word_folded(&word))) continue;
                        TRY(more ? count_word_more(x, edition, scan.text, &word)
                                 : count_word_less(x, edition, word_folded(&word)));
                }
        }
        return NO_ERR;
}

/* ---- dropping ---- */

static struct err run_on_streams(struct search_index *x, enum search_statement statement, int64_t row,
                                 struct slice streams)
{
        struct query q = query_start(x->database, statement);
        query_bind_int(&q, row);
        for (int i = 0; i < SEARCH_COLUMNS; i++)
                query_bind_text(&q, slice_cut(&streams, PARTS_END));
        return query_run(&q);
}

static struct err run_on_row(struct search_index *x, enum search_statement statement, int64_t row)
{
        struct query q = query_start(x->database, statement);
        query_bind_int(&q, row);
        return query_run(&q);
}

static struct err load_kept(struct search_index *x, int64_t row)
{
        CLEANUP(query_end) struct query q = query_start(x->database, KEPT_GET);
        query_bind_int(&q, row);
        TRY(query_row(&q));
        buf_truncate(&x->texts);
        buf_truncate(&x->streams);
        TRY(parts_unpack(query_slice(&q, 0), &x->texts));
        return parts_unpack(query_slice(&q, 1), &x->streams);
}

static struct err find_article(struct search_index *x, int64_t article, int64_t *ret_row, unsigned *ret_edition)
{
        CLEANUP(query_end) struct query q = query_start(x->database, ARTICLE_FIND);
        query_bind_int(&q, article);
        TRY(query_row(&q));
        *ret_row = query_int(&q, 0);
        *ret_edition = (unsigned)query_int(&q, 1);
        return NO_ERR;
}

struct err search_index_drop(struct search_index *x, int64_t article)
{
        int64_t row = 0;
        unsigned edition = 0;
        struct err err = find_article(x, article, &row, &edition);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        TRY(err);
        TRY(load_kept(x, row));
        TRY(run_on_streams(x, FOUND_DROP, row, buf_slice(&x->streams)));
        TRY(count_words(x, edition, buf_slice(&x->texts), false));
        TRY(run_on_row(x, KEPT_DROP, row));
        return run_on_row(x, ARTICLE_DROP, row);
}

/* ---- putting ---- */

static struct slice text_of(const struct search_document *d, enum search_column column)
{
        switch (column) {
        case COLUMN_HEADLINE:
                return d->headline;
        case COLUMN_LEAD:
                return d->lead;
        case COLUMN_BODY:
                return d->body;
        case COLUMN_TOPICS:
                return d->topics;
        case COLUMN_AUTHORS:
                return d->authors;
        case COLUMN_SOURCES:
                return d->sources;
        case COLUMN_FILED:
        case SEARCH_COLUMNS:
                break;
        }
        return SLICE("");
}

static void write_streams(struct search_index *x, const struct search_document *d)
{
        buf_truncate(&x->streams);
        for (enum search_column column = 0; column < COLUMN_FILED; column++) {
                stream_write_indexed(x->stemmer, d->language, text_of(d, column), &x->streams);
                buf_add_char(&x->streams, PARTS_END);
        }
        buf_add_format(&x->streams, "all e%u", d->edition);
        if (d->section) buf_add_format(&x->streams, " s%u", d->section);
}

static void write_texts(struct search_index *x, const struct search_document *d)
{
        static const enum search_column columns[TEXT_ENTRIES] = {
                [TEXT_HEADLINE] = COLUMN_HEADLINE, [TEXT_LEAD] = COLUMN_LEAD,       [TEXT_TOPICS] = COLUMN_TOPICS,
                [TEXT_AUTHORS] = COLUMN_AUTHORS,   [TEXT_SOURCES] = COLUMN_SOURCES, [TEXT_BODY] = COLUMN_BODY};
        buf_truncate(&x->texts);
        for (int i = 0; i < TEXT_ENTRIES; i++) {
                buf_add(&x->texts, text_of(d, columns[i]));
                buf_add_char(&x->texts, PARTS_END);
        }
        buf_add(&x->texts, d->entries);
}

static struct err put_kept(struct search_index *x, int64_t row)
{
        buf_truncate(&x->packed);
        TRY(parts_pack(buf_slice(&x->texts), &x->packed));
        size_t texts_len = x->packed.len;
        TRY(parts_pack(buf_slice(&x->streams), &x->packed));
        struct query q = query_start(x->database, KEPT_PUT);
        query_bind_int(&q, row);
        query_bind_bytes(&q, (struct slice){x->packed.at, texts_len});
        query_bind_bytes(&q, slice_skip(buf_slice(&x->packed), texts_len));
        return query_run(&q);
}

static struct err put_edition(struct search_index *x, const struct search_document *d)
{
        struct query q = query_start(x->database, EDITION_PUT);
        query_bind_int(&q, d->edition);
        query_bind_text(&q, d->language);
        return query_run(&q);
}

struct err search_index_put(struct search_index *x, const struct search_document *d)
{
        int64_t row = row_of(d->published_ms, d->article);
        TRY(search_index_drop(x, d->article));
        write_streams(x, d);
        write_texts(x, d);
        TRY(BUF_OK(&x->streams, "index an article"));
        TRY(BUF_OK(&x->texts, "index an article"));
        struct query q = query_start(x->database, ARTICLE_PUT);
        query_bind_int(&q, row);
        query_bind_int(&q, d->article);
        query_bind_int(&q, d->edition);
        query_bind_int(&q, d->day);
        TRY(query_run(&q));
        TRY(run_on_streams(x, FOUND_PUT, row, buf_slice(&x->streams)));
        TRY(count_words(x, d->edition, buf_slice(&x->texts), true));
        TRY(put_edition(x, d));
        return put_kept(x, row);
}

/* ---- when there is nothing to index ---- */

static struct err total_changes(struct search_index *x, int64_t *ret)
{
        CLEANUP(query_end) struct query q = query_start(x->database, TOTAL_CHANGES);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

/* SQLite says so: fewer than two changes, and nothing was merged. */
struct err search_index_merge(struct search_index *x, bool *ret_more)
{
        int64_t before = 0, after = 0;
        *ret_more = false;
        if (x->merged) return NO_ERR;
        TRY(total_changes(x, &before));
        struct query q = query_start(x->database, FOUND_MERGE);
        query_bind_int(&q, MERGE_PAGES);
        TRY(query_run(&q));
        TRY(total_changes(x, &after));
        *ret_more = after - before >= 2;
        x->merged = !*ret_more;
        return NO_ERR;
}

struct err search_index_checkpoint(struct search_index *x)
{
        return database_checkpoint(x->database, CHECKPOINT_PASSIVE);
}

struct err search_index_count(struct search_index *x, int64_t *ret)
{
        CLEANUP(query_end) struct query q = query_start(x->database, ARTICLE_COUNT);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

/* ---- what is alike ---- */

struct err search_index_seek(struct search_index *x, int64_t article)
{
        return run_on_row(x, SEEK_PUT, article);
}

struct err search_index_seek_done(struct search_index *x, int64_t article)
{
        return run_on_row(x, SEEK_DROP, article);
}

struct err search_index_sought(struct search_index *x, unsigned max, int64_t *ret, unsigned *ret_count)
{
        CLEANUP(query_end) struct query q = query_start(x->database, SEEK_LIST);
        query_bind_int(&q, max);
        struct err err;
        *ret_count = 0;
        while (query_next(&q, &err))
                ret[(*ret_count)++] = query_int(&q, 0);
        return err;
}

static struct err count_now_and_then(struct search_index *x)
{
        enum { COUNT_PERIOD = 256, SMALL = 5000 };
        if (x->count_age++ % COUNT_PERIOD && x->counted > SMALL) return NO_ERR;
        return search_index_count(x, &x->counted);
}

struct err search_index_alike(struct search_index *x, int64_t article, struct search_alike *ret)
{
        struct alike_asked asked = {.row = 0};
        struct err err = find_article(x, article, &asked.row, &asked.edition);
        ret->count = 0;
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        TRY(err);
        TRY(load_kept(x, asked.row));
        TRY(count_now_and_then(x));
        asked.articles = x->counted;
        asked.texts = buf_slice(&x->texts);
        asked.streams = buf_slice(&x->streams);
        return alike_find(x->database, &asked, ret);
}

struct err search_index_verify(struct search_index *x, struct buf *ret)
{
        TRY(database_verify(x->database, ret));
        struct err err = run(x, FOUND_CHECK);
        if (err.code != ERR_INVALID) return err;
        buf_add_text(ret, "the full-text index contradicts itself\n");
        return NO_ERR;
}
