#include "store/inside.h"
#include "store/work_list.h"

struct err store_load_list_choice(struct store *s, int64_t person, struct list_choice *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_LIST_CHOICE);
        bool is_there = false;
        query_bind_int(&q, person);
        *ret = (struct list_choice){0};
        TRY(query_step(&q, &is_there));
        if (!is_there) return NO_ERR;
        *ret = (struct list_choice){.edition = (unsigned)query_int(&q, 0),
                                    .section = (unsigned)query_int(&q, 1),
                                    .author = query_int(&q, 2)};
        return NO_ERR;
}

struct err store_put_list_choice(struct store *s, int64_t person, struct list_choice choice)
{
        store_check_writing(s);
        struct query q = ask(s, PUT_LIST_CHOICE);
        query_bind_int(&q, person);
        query_bind_int(&q, choice.edition);
        query_bind_int(&q, choice.section);
        query_bind_int(&q, choice.author);
        return query_run(&q);
}
