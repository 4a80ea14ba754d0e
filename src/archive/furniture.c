#include "archive/furniture.h"

#include "archive/archive_inside.h"
#include "fragment/fragment.h"

/* ---- furniture ---- */

static struct err put_row(struct archive *a, const struct archive_furniture *row, size_t number)
{
        struct fragment fragment;
        TRY(fragment_read(row->stored, &fragment));
        CLEANUP(query_end) struct query q = query_start(a->database, FURNITURE_PUT);
        query_bind_int(&q, row->edition);
        query_bind_int(&q, row->kind);
        query_bind_int(&q, (int64_t)number);
        query_bind_int(&q, row->from_ms);
        query_bind_int(&q, row->until_ms);
        query_bind_int(&q, row->weight);
        query_bind_text(&q, row->creative);
        query_bind_bytes(&q, row->stored);
        return query_run(&q);
}

static struct err drop_rest(struct archive *a, unsigned edition, enum furniture_kind kind, size_t kept)
{
        CLEANUP(query_end) struct query q = query_start(a->database, FURNITURE_DROP_REST);
        query_bind_int(&q, edition);
        query_bind_int(&q, kind);
        query_bind_int(&q, (int64_t)kept);
        return query_run(&q);
}

struct err archive_put_furniture(struct archive *a, unsigned edition, enum furniture_kind kind,
                                 const struct archive_furniture *rows, size_t count)
{
        archive_check_writing(a);
        for (size_t i = 0; i < count; i++) {
                struct archive_furniture row = rows[i];
                row.edition = edition;
                row.kind = kind;
                TRY(put_row(a, &row, i + 1));
        }
        return drop_rest(a, edition, kind, count);
}

struct err archive_each_furniture(struct archive *a, archive_furniture_fn *fn, void *context)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, FURNITURE_EACH);
        bool row;
        for (;;) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                struct archive_furniture furniture = {.edition = (unsigned)query_int(&q, 0),
                                                      .kind = (enum furniture_kind)query_int(&q, 1),
                                                      .from_ms = query_int(&q, 2),
                                                      .until_ms = query_int(&q, 3),
                                                      .weight = (unsigned)query_int(&q, 4),
                                                      .creative = query_slice(&q, 5),
                                                      .stored = query_slice(&q, 6)};
                TRY(fn(context, &furniture));
        }
}

struct err archive_load_furniture(struct archive *a, unsigned edition, enum furniture_kind kind, struct buf *ret)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, FURNITURE_GET);
        query_bind_int(&q, edition);
        query_bind_int(&q, kind);
        bool row;
        TRY(query_step(&q, &row));
        if (row) buf_add(ret, query_slice(&q, 0));
        return BUF_OK(ret, "read a piece of furniture");
}

/* ---- where creatives lead ---- */

static struct err put_creative(struct archive *a, const struct archive_creative *creative, size_t number)
{
        CLEANUP(query_end) struct query q = query_start(a->database, CREATIVE_PUT);
        query_bind_int(&q, (int64_t)number);
        query_bind_text(&q, creative->key);
        query_bind_text(&q, creative->url);
        return query_run(&q);
}

static struct err drop_creatives(struct archive *a)
{
        CLEANUP(query_end) struct query q = query_start(a->database, CREATIVE_DROP_ALL);
        return query_run(&q);
}

struct err archive_put_creatives(struct archive *a, const struct archive_creative *creatives, size_t count)
{
        archive_check_writing(a);
        TRY(drop_creatives(a));
        for (size_t i = 0; i < count; i++)
                TRY(put_creative(a, &creatives[i], i + 1));
        return NO_ERR;
}

struct err archive_each_creative(struct archive *a, archive_creative_fn *fn, void *context)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, CREATIVE_EACH);
        bool row;
        for (;;) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                struct archive_creative creative = {.key = query_slice(&q, 0), .url = query_slice(&q, 1)};
                TRY(fn(context, &creative));
        }
}

/* ---- pages for statuses ---- */

struct err archive_put_status(struct archive *a, unsigned edition, unsigned status, const struct archive_page *parts)
{
        archive_check_writing(a);
        TRY(page_check_parts(parts));
        CLEANUP(query_end) struct query q = query_start(a->database, STATUS_PUT);
        query_bind_int(&q, edition);
        query_bind_int(&q, status);
        page_bind_parts(&q, parts);
        return query_run(&q);
}

struct err archive_each_status(struct archive *a, archive_status_fn *fn, void *context)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, STATUS_EACH);
        bool row;
        for (;;) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                unsigned edition = (unsigned)query_int(&q, 0);
                struct archive_page page = {.kind = ARCHIVE_STATUS, .edition = edition};
                page_read_parts(&q, 2, &page);
                TRY(fn(context, edition, (unsigned)query_int(&q, 1), &page));
        }
}

/* ---- editions ---- */

struct err archive_put_edition(struct archive *a, unsigned edition, struct slice prefixes)
{
        archive_check_writing(a);
        CLEANUP(query_end) struct query q = query_start(a->database, EDITION_PUT);
        query_bind_int(&q, edition);
        query_bind_text(&q, prefixes);
        return query_run(&q);
}

struct err archive_each_edition(struct archive *a, archive_edition_fn *fn, void *context)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, EDITION_EACH);
        bool row;
        for (;;) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                TRY(fn(context, (unsigned)query_int(&q, 0), query_slice(&q, 1)));
        }
}
