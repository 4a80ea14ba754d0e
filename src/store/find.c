#include "store/find.h"

#include "store/inside.h"
#include "store/sought_words.h"

static void add(struct shelves *shelves, const struct query *q, struct arena *a)
{
        shelves->at = list_with_room(a, shelves->at, shelves->count, sizeof *shelves->at);
        shelves->at[shelves->count++] = (struct shelf){
                .kind = (enum shelf_kind)query_int(q, 1),
                .edition = (unsigned)query_int(q, 2),
                .id = query_int(q, 0),
                .uri = query_copy(q, 3, a),
                .name = query_copy(q, 4, a),
                .slug = query_copy(q, 5, a),
                .url = query_copy(q, 6, a),
        };
}

struct err store_find_shelves(struct store *s, const struct shelf_search *search, struct arena *a, struct shelves *ret)
{
        CLEANUP(arena_clear) struct arena scratch = {0};
        CLEANUP(query_end) struct query q = ask(s, search->only_live ? FIND_LIVE_SHELVES : FIND_SHELVES);
        struct slice wanted = sought_folded(search->text, &scratch);
        struct shelves inside = {0};
        struct err err = NO_ERR;
        *ret = (struct shelves){0};
        query_bind_int(&q, search->edition);
        query_bind_int(&q, search->kind);
        query_bind_int(&q, SHELF_WALK_MAX);
        while (ret->count < search->limit && query_next(&q, &err)) {
                struct slice name = sought_folded(query_slice(&q, 4), &scratch);
                if (slice_starts_with(name, wanted))
                        add(ret, &q, a);
                else if (inside.count < search->limit && slice_find(name, wanted))
                        add(&inside, &q, a);
        }
        for (size_t i = 0; i < inside.count && ret->count < search->limit; i++) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = inside.at[i];
        }
        return err;
}
