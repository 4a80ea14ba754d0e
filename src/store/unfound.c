#include "store/unfound.h"

#include "news/text.h"
#include "store/inside.h"

#include <stdlib.h>

static struct err has_room(struct store *s, const struct unfound *unfound, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, COUNT_UNFOUND);
        query_bind_int(&q, unfound->day);
        query_bind_int(&q, unfound->edition);
        TRY(query_row(&q));
        *ret = query_int(&q, 0) < UNFOUND_A_DAY;
        return NO_ERR;
}

/* Another time of what is there needs no room. */
static struct err add(struct store *s, enum statement statement, const struct unfound *unfound, bool *ret_added)
{
        struct query q = ask(s, statement);
        query_bind_int(&q, unfound->day);
        query_bind_int(&q, unfound->edition);
        query_bind_text(&q, unfound->words);
        query_bind_int(&q, unfound->times);
        TRY(query_run(&q));
        *ret_added = database_changed_rows(s->database) > 0;
        return NO_ERR;
}

struct err store_add_unfound(struct store *s, const struct unfound *unfound)
{
        store_check_writing(s);
        bool done = false, room = false;
        struct slice words = unfound->words;
        if (words.len == 0 || words.len > UNFOUND_MAX_BYTES || !text_is_line(words)) return NO_ERR;
        if (unfound->edition < 1 || unfound->edition > s->edition_count || unfound->times < 1) return NO_ERR;
        TRY(add(s, MORE_UNFOUND, unfound, &done));
        if (done) return NO_ERR;
        TRY(has_room(s, unfound, &room));
        return room ? add(s, ADD_UNFOUND, unfound, &done) : NO_ERR;
}

struct err store_fold_unfound(struct store *s, int64_t day)
{
        store_check_writing(s);
        struct query q = ask(s, DROP_OLD_UNFOUND);
        query_bind_int(&q, day - UNFOUND_DAYS);
        return query_run(&q);
}

static struct err list_since(struct store *s, const struct unfound *since, struct arena *a, struct unfound_list *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_UNFOUND);
        struct err err;
        query_bind_int(&q, since->day);
        query_bind_int(&q, since->edition);
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct unfound){
                        .edition = since->edition, .words = query_copy(&q, 0, a), .times = query_int(&q, 1)};
        }
        return err;
}

static int by_words(const void *a, const void *b)
{
        const struct unfound *x = a, *y = b;
        return slice_cmp(x->words, y->words);
}

static int by_times(const void *a, const void *b)
{
        const struct unfound *x = a, *y = b;
        if (x->times != y->times) return x->times > y->times ? -1 : 1;
        return by_words(a, b);
}

/* The days of the same words become one. */
static void merge(struct unfound_list *list)
{
        size_t kept = 0;
        qsort(list->at, list->count, sizeof *list->at, by_words);
        for (size_t i = 1; i < list->count; i++) {
                if (slice_eq(list->at[kept].words, list->at[i].words))
                        list->at[kept].times += list->at[i].times;
                else
                        list->at[++kept] = list->at[i];
        }
        list->count = kept + 1;
}

struct err store_most_unfound(struct store *s, const struct unfound *since, unsigned limit, struct arena *a,
                              struct unfound_list *ret)
{
        *ret = (struct unfound_list){.count = 0};
        TRY(list_since(s, since, a, ret));
        if (ret->count == 0) return NO_ERR;
        merge(ret);
        qsort(ret->at, ret->count, sizeof *ret->at, by_times);
        if (ret->count > limit) ret->count = limit;
        return NO_ERR;
}
