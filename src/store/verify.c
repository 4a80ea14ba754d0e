/* Is the store what it promises to be? SQLite's own check of the file, then the rules of faults.def, then the audit,
 * then every last version read and compared with the row that lists show of it. Reads everything. */
#include "news/coverage.h"
#include "store/audit_inside.h"
#include "store/filing.h"
#include "store/settings.h"
#include "store/structure.h"

enum { ARTICLES_AT_ONCE = 500, SHELVES_OF_ARTICLE_MAX = 1000 };

static struct err list_faults(struct store *s, enum statement rule, struct buf *ret)
{
        CLEANUP(query_end) struct query q = ask(s, rule);
        struct err err;
        while (query_next(&q, &err)) {
                buf_add(ret, query_slice(&q, 0));
                buf_add_char(ret, '\n');
        }
        return err;
}

static bool picture_eq(const struct picture *a, const struct picture *b)
{
        return slice_eq(a->asset, b->asset) && slice_eq(a->media_type, b->media_type) &&
               slice_eq(a->caption, b->caption) && slice_eq(a->credit, b->credit) && slice_eq(a->alt, b->alt) &&
               slice_eq(a->uri, b->uri) && a->width == b->width && a->height == b->height && a->focal_x == b->focal_x &&
               a->focal_y == b->focal_y && a->kind == b->kind;
}

static bool row_shows(const struct headline *row, const struct article *article)
{
        const struct picture none = {0};
        return row->edition == article->edition && row->section == article->section &&
               row->published_ms == article->published_ms && row->urgency == article->urgency &&
               row->is_running == coverage_is_running(article) && slice_eq(row->text, article->headline) &&
               slice_eq(row->lead, article->lead) &&
               picture_eq(&row->picture, article->picture_count ? &article->pictures[0] : &none);
}

/* By its edition's pattern, as far as articles have got it yet. */
static struct err has_its_address(struct store *s, const struct head *head, struct arena *a, bool *ret)
{
        struct slice path;
        struct follow_ups pending;
        TRY(path_of_head(s, head, a, &path));
        *ret = head_is_gone(head) || slice_eq(head->path, path);
        if (*ret) return NO_ERR;
        TRY(store_follow_ups(s, a, &pending));
        for (size_t i = 0; i < pending.count; i++)
                *ret |= pending.at[i].kind == FOLLOW_ADDRESSES && pending.at[i].object == head->edition;
        return NO_ERR;
}

/* Filed where its names lead, under the first name that leads there. */
static struct err is_filed_as(struct store *s, const struct shelves *names, const struct shelves *filed, bool *ret)
{
        bool seen[SHELVES_OF_ARTICLE_MAX] = {false};
        must(filed->count <= SHELVES_OF_ARTICLE_MAX);
        *ret = true;
        for (size_t i = 0; i < names->count && *ret; i++) {
                const struct shelf *name = &names->at[i];
                int64_t id = 0;
                size_t at = 0;
                TRY(shelf_find(s, name, &id, ret));
                while (at < filed->count && filed->at[at].id != id)
                        at++;
                *ret = *ret && at < filed->count;
                if (!*ret || seen[at]) continue;
                seen[at] = true;
                *ret = slice_eq(name->name, filed->at[at].name) && slice_eq(name->url, filed->at[at].url);
        }
        for (size_t i = 0; i < filed->count; i++)
                *ret = *ret && seen[i];
        return NO_ERR;
}

static struct err is_filed_so(struct store *s, int64_t id, const struct article *article, struct arena *a, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_FILED_NAMES);
        query_bind_int(&q, id);
        struct shelves names = shelves_of_article(article, a), filed;
        TRY(shelf_list(&q, a, &filed));
        query_end(&q);
        return is_filed_as(s, &names, &filed, ret);
}

static struct err verify_article(struct store *s, int64_t id, struct buf *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1024);
        struct published published;
        struct headline row;
        struct head head;
        bool is_filed, has_address;
        struct err err = load_published(s, id, &arena, &published, &why);
        if (err.code == ERR_INVALID)
                buf_add_format(ret, "article %lld: its last version cannot be read: %s\n", (long long)id,
                               buf_text(&why));
        if (err.code == ERR_NOT_FOUND) /* its last version is missing: a rule of faults.def has said so */
                return NO_ERR;
        if (err.code) return err.code == ERR_INVALID ? NO_ERR : err;

        TRY(load_headline(s, id, &arena, &row));
        TRY(head_load(s, id, &arena, &head));
        TRY(is_filed_so(s, id, &published.article, &arena, &is_filed));
        TRY(has_its_address(s, &head, &arena, &has_address));
        if (!is_filed)
                buf_add_format(ret, "article %lld: it is filed on other shelves than its last version says\n",
                               (long long)id);
        if (!row_shows(&row, &published.article))
                buf_add_format(ret, "article %lld: lists show something else than its last version\n", (long long)id);
        else if (!has_address)
                buf_add_format(ret, "article %lld: its address %.*s is not that of its pattern\n", (long long)id,
                               SLICE_ARGS(published.path));
        return NO_ERR;
}

static struct err list_articles(struct store *s, int64_t after, struct arena *a, struct article_ids *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_ARTICLES);
        query_bind_int(&q, after);
        query_bind_int(&q, ARTICLES_AT_ONCE);
        return list_ids(&q, a, ret);
}

static struct err verify_articles(struct store *s, struct buf *ret)
{
        struct article_ids ids;
        int64_t last = 0;
        do {
                CLEANUP(arena_clear) struct arena arena = {0};
                TRY(list_articles(s, last, &arena, &ids));
                for (size_t i = 0; i < ids.count; i++) {
                        last = ids.at[i];
                        TRY(verify_article(s, last, ret));
                }
        } while (ids.count == ARTICLES_AT_ONCE);
        return NO_ERR;
}

static struct err verify_settings(struct store *s, struct buf *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1024);
        struct newsroom newsroom;
        TRY(newsroom_load_base(s, &arena, &newsroom));
        struct err err = store_load_settings(s, &arena, &newsroom, &why);
        if (err.code != ERR_INVALID) return err;
        buf_add_format(ret, "the settings in force cannot be read: %s\n", buf_text(&why));
        return NO_ERR;
}

struct err store_verify(struct store *s, struct buf *ret)
{
        store_check(s);
        TRY(database_verify(s->database, ret));
        for (enum statement rule = FIRST_FAULT; rule < STATEMENT_COUNT; rule++)
                TRY(list_faults(s, rule, ret));
        TRY(verify_settings(s, ret));
        TRY(audit_verify(s, ret));
        TRY(verify_articles(s, ret));
        return BUF_OK(ret, "list the store's faults");
}
