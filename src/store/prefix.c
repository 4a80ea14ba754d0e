/* An edition's prefix. Another one moves everything of the edition at once: addresses that are stored with it are
 * written anew in one transaction, all others are made of it. Readers get it when an archive of it is complete; until
 * then publishing, which goes on with the archive of before, is told addresses as that one has them. */
#include "store/filing.h"

/* ---- whether it can be ---- */

static struct err is_met(struct store *s, struct slice prefix, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, IS_PREFIX_MET);
        query_bind_text(&q, prefix);
        return query_step(&q, ret);
}

static struct err meets_others(struct store *s, const struct edition *edition, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, MEETS_PREFIX);
        query_bind_int(&q, edition->id);
        query_bind_text(&q, edition->prefix);
        return query_step(&q, ret);
}

static const struct edition *own_edition(const struct store *s, unsigned edition)
{
        must(edition >= 1 && edition <= s->edition_count);
        return &s->editions[edition - 1];
}

struct err store_prefix_is_free(struct store *s, unsigned edition, struct slice prefix, bool *ret)
{
        bool is_taken = false, is_to_come = edition > s->edition_count; /* then none of its addresses are kept */
        if (prefix.len || !is_to_come)
                TRY(prefix.len ? is_met(s, prefix, &is_taken) : meets_others(s, own_edition(s, edition), &is_taken));
        *ret = !is_taken;
        return NO_ERR;
}

/* ---- moving ---- */

static struct err move_paths(struct store *s, enum statement statement, const struct edition *from, struct slice prefix)
{
        struct query q = ask(s, statement);
        query_bind_int(&q, from->id);
        query_bind_text(&q, from->prefix);
        query_bind_text(&q, prefix);
        return query_run(&q);
}

static struct err keep_former(struct store *s, const struct edition *from, struct slice prefix, int64_t now_ms)
{
        struct query taken = ask(s, TAKE_FORMER_PREFIX);
        query_bind_text(&taken, prefix);
        query_bind_int(&taken, from->id);
        TRY(query_run(&taken));
        struct query q = ask(s, KEEP_FORMER_PREFIX);
        query_bind_text(&q, from->prefix);
        query_bind_int(&q, from->id);
        query_bind_int(&q, now_ms);
        return query_run(&q);
}

static struct err put(struct store *s, unsigned edition, struct slice prefix)
{
        struct query q = ask(s, PUT_PREFIX);
        query_bind_int(&q, edition);
        query_bind_text(&q, prefix);
        return query_run(&q);
}

struct err store_put_prefix(struct store *s, unsigned edition, struct slice prefix, int64_t now_ms)
{
        store_check_writing(s);
        static const enum statement moves[] = {MOVE_ARTICLES, MOVE_FORMER_PATHS, MOVE_SET_PAGES};
        const struct edition *from = own_edition(s, edition);
        if (slice_eq(from->prefix, prefix)) return NO_ERR;
        for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++)
                TRY(move_paths(s, moves[i], from, prefix));
        TRY(keep_former(s, from, prefix, now_ms));
        TRY(put(s, edition, prefix));
        return log_newsroom(s, now_ms);
}

/* ---- what publishing is told ---- */

void forget_shown_prefixes(struct store *s)
{
        memset(s->shown, 0, sizeof s->shown);
}

void store_show_under(struct store *s, unsigned edition, struct slice shown)
{
        struct shown_prefix *is = &s->shown[edition - 1];
        is->is_another = !slice_eq(own_edition(s, edition)->prefix, shown);
        must(shown.len <= sizeof is->text);
        if (shown.len) memcpy(is->text, shown.at, shown.len);
        is->len = shown.len;
}

/* Whose address it is: the edition with the longest prefix that it begins with. */
static const struct edition *edition_of_path(const struct store *s, struct slice path)
{
        const struct edition *best = NULL;
        for (size_t i = 0; i < s->edition_count; i++) {
                const struct edition *edition = &s->editions[i];
                size_t len = edition->prefix.len;
                bool is_its = slice_starts_with(path, edition->prefix) && path.len > len && path.at[len] == '/';
                if (is_its && (!best || len > best->prefix.len)) best = edition;
        }
        return best;
}

struct slice path_shown(const struct store *s, struct slice path, struct arena *a)
{
        const struct edition *edition = edition_of_path(s, path);
        const struct shown_prefix *shown = edition ? &s->shown[edition->id - 1] : NULL;
        if (!shown || !shown->is_another) return arena_copy(a, path);
        struct slice rest = slice_skip(path, edition->prefix.len);
        return arena_format(a, "%.*s%.*s", (int)shown->len, shown->text, SLICE_ARGS(rest));
}
