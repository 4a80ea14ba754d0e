#include "reader/seeks.h"

struct seek *seeks_find(struct seeks *s, struct page_key key)
{
        for (unsigned i = 0; i < SEEKS_MAX; i++)
                if (s->at[i].is_in_use && page_key_pack(s->at[i].key) == page_key_pack(key)) return &s->at[i];
        return NULL;
}

struct seek *seeks_add(struct seeks *s, struct page_key key)
{
        unsigned place = 0;
        if (s->in_use == SEEKS_MAX) return NULL;
        while (s->at[place].is_in_use)
                place++;
        s->at[place] = (struct seek){.key = key, .query = BUF_INIT(SEEK_QUERY_MAX_BYTES), .is_in_use = true};
        s->line[(s->first + s->waiting++) % SEEKS_MAX] = place;
        s->in_use++;
        return &s->at[place];
}

struct seek *seeks_take(struct seeks *s)
{
        if (s->waiting == 0) return NULL;
        struct seek *seek = &s->at[s->line[s->first]];
        s->first = (s->first + 1) % SEEKS_MAX;
        s->waiting--;
        return seek;
}

void seeks_drop(struct seeks *s, struct seek *seek)
{
        must(seek->is_in_use);
        buf_clear(&seek->query);
        seek->is_in_use = false;
        s->in_use--;
}

void seeks_clear(struct seeks *s)
{
        for (unsigned i = 0; i < SEEKS_MAX; i++)
                if (s->at[i].is_in_use) seeks_drop(s, &s->at[i]);
        s->waiting = 0;
}
