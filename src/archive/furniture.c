/* What the pages of an edition share: furniture, pages for statuses, the prefix of its paths. Few rows, which readers
 * load all together after every change. */
#include "archive/archive_inside.h"
#include "fragment/fragment.h"

struct err archive_put_furniture(struct archive *a, const struct archive_furniture *furniture)
{
        archive_check_writing(a);
        struct fragment fragment;
        TRY(fragment_read(furniture->stored, &fragment));
        CLEANUP(query_end) struct query q = query_start(a->database, FURNITURE_PUT);
        query_bind_int(&q, furniture->edition);
        query_bind_int(&q, furniture->kind);
        query_bind_int(&q, furniture->from_ms);
        query_bind_int(&q, furniture->until_ms);
        query_bind_bytes(&q, furniture->stored);
        return query_run(&q);
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
                                                      .stored = query_slice(&q, 4)};
                TRY(fn(context, &furniture));
        }
}

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

struct err archive_put_edition(struct archive *a, unsigned edition, struct slice prefix)
{
        archive_check_writing(a);
        CLEANUP(query_end) struct query q = query_start(a->database, EDITION_PUT);
        query_bind_int(&q, edition);
        query_bind_text(&q, prefix);
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
