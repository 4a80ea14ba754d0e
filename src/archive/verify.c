/* Checks everything that readers rely on: the file, the invariants, every fragment. */
#include "archive/archive_inside.h"
#include "archive/furniture.h"
#include "archive/picture.h"
#include "fragment/fragment.h"

struct verification {
        struct archive *archive;
        struct buf *faults;
        struct buf plain; /* owned: what a fragment inflates to */
};

static void add_fault(struct verification *v, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add_fault(struct verification *v, const char *format, ...)
{
        va_list args;
        va_start(args, format);
        buf_add_format_list(v->faults, format, args);
        va_end(args);
        buf_add_text(v->faults, "; `stoppress rebuild` mends it\n");
}

/* ---- what a statement finds ---- */

static struct err find_faults(struct verification *v, enum archive_statement statement)
{
        CLEANUP(query_end) struct query q = query_start(v->archive->database, statement);
        bool row;
        for (;;) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                add_fault(v, "%.*s", SLICE_ARGS(query_slice(&q, 0)));
        }
}

static struct err check_relations(struct verification *v)
{
        static const enum archive_statement statements[] = {FAULT_PATH_WITHOUT_PAGE,  FAULT_GONE_WITHOUT_PAGE,
                                                            FAULT_ITEM_WITHOUT_PAGE,  FAULT_NINJS_WITHOUT_PAGE,
                                                            FAULT_PLACE_WITHOUT_ITEM, FAULT_PLACE_WITHOUT_LISTING};
        for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++)
                TRY(find_faults(v, statements[i]));
        return NO_ERR;
}

/* ---- paths ---- */

static bool names_picture(const struct archive_path *path)
{
        struct slice digest = picture_digest_of_path(path->path);
        return digest.at && path->path.len == PICTURE_PATH_LEN && path->page == picture_id(digest);
}

static struct err check_path(void *context, const struct archive_path *path)
{
        struct verification *v = context;
        if (archive_path_hash(v->archive->path_key, path->path) != path->hash)
                add_fault(v, "the path %.*s stands under another path's hash", SLICE_ARGS(path->path));
        if (path->kind < PATH_PAGE || path->kind > PATH_PICTURE)
                add_fault(v, "the path %.*s leads to nothing that is known", SLICE_ARGS(path->path));
        if (path->kind == PATH_PICTURE && !names_picture(path))
                add_fault(v, "the path %.*s is a picture's but names another", SLICE_ARGS(path->path));
        return NO_ERR;
}

/* ---- fragments ---- */

static void check_fragment(struct verification *v, struct slice stored, const char *part, struct slice of)
{
        struct fragment fragment;
        buf_truncate(&v->plain);
        struct err err = fragment_read(stored, &fragment);
        if (!err.code) err = fragment_inflate(&fragment, &v->plain);
        if (err.code) add_fault(v, "%s of %.*s is damaged", part, SLICE_ARGS(of));
}

static void check_parts(struct verification *v, const struct archive_page *page, struct slice of)
{
        check_fragment(v, page->head, "the head", of);
        check_fragment(v, page->languages, "the language switcher", of);
        check_fragment(v, page->main, "the main part", of);
        check_fragment(v, page->more, "the last part", of);
}

static struct err check_pages(struct verification *v)
{
        CLEANUP(query_end) struct query q = query_start(v->archive->database, PAGE_EACH);
        bool row;
        for (;;) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                struct archive_page page = {.id = query_int(&q, 0), .path = query_slice(&q, 1)};
                page_read_parts(&q, 2, &page);
                check_parts(v, &page, page.path);

                struct archive_path path = {.kind = PATH_MOVED};
                struct err err = archive_find_path(v->archive, page.path, &path);
                if (err.code && err.code != ERR_NOT_FOUND) return err;
                if (err.code || path.kind == PATH_MOVED || path.page != page.id)
                        add_fault(v, "the page %.*s cannot be reached under its path", SLICE_ARGS(page.path));
        }
}

static struct err check_ninjs(struct verification *v)
{
        CLEANUP(query_end) struct query q = query_start(v->archive->database, NINJS_EACH);
        CLEANUP(arena_clear) struct arena arena = {0};
        bool row;
        for (;;) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                long long article = (long long)query_int(&q, 0);
                check_fragment(v, query_slice(&q, 1), "the ninjs", arena_format(&arena, "article %lld", article));
                arena_clear(&arena);
        }
}

static struct err check_status(void *context, unsigned edition, unsigned status, const struct archive_page *page)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        check_parts(context, page, arena_format(&arena, "the page for status %u of edition %u", status, edition));
        return NO_ERR;
}

static struct err check_furniture(void *context, const struct archive_furniture *furniture)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct slice of = arena_format(&arena, "edition %u", furniture->edition);
        static const char *const names[] = {[FURNITURE_TOP] = "the furniture above the pages",
                                            [FURNITURE_BAR] = "the end of the masthead",
                                            [FURNITURE_RAIL] = "the column of recent news",
                                            [FURNITURE_FOOT] = "the foot of the pages",
                                            [FURNITURE_SLOT_ARTICLE] = "what fills the slot below articles",
                                            [FURNITURE_SLOT_RAIL] = "what fills the slot below the rail",
                                            [FURNITURE_ASK] = "what asks for support below articles",
                                            [FURNITURE_FRONT] = "the front as the clock changes it",
                                            [FURNITURE_LIVE_RAIL] = "the column of recent news as data",
                                            [FURNITURE_LIVE_BAR] = "the breaking news as data",
                                            [FURNITURE_MOST_READ] = "what was read most",
                                            [FURNITURE_BEACON] = "how reads are counted",
                                            [FURNITURE_LIVE_WORDS] = "the words of open pages"};
        bool known = furniture->kind >= FURNITURE_TOP && furniture->kind < FURNITURE_KINDS;
        check_fragment(context, furniture->stored, known ? names[furniture->kind] : "unknown furniture", of);
        return NO_ERR;
}

static struct err verify(struct verification *v)
{
        TRY(archive_each_path(v->archive, check_path, v));
        TRY(check_relations(v));
        TRY(check_pages(v));
        TRY(check_ninjs(v));
        TRY(archive_each_status(v->archive, check_status, v));
        TRY(archive_each_furniture(v->archive, check_furniture, v));
        return BUF_OK(v->faults, "list the archive's faults");
}

struct err archive_verify(struct archive *a, struct buf *ret)
{
        archive_check(a);
        TRY(database_verify(a->database, ret));
        struct verification v = {.archive = a, .faults = ret, .plain = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES)};
        struct err err = verify(&v);
        buf_clear(&v.plain);
        return err;
}
