/* The newsroom's first person comes by a link that the program prints. */
#include "desk/sign_in.h"

#include "base/clock.h"

static struct err make_first(struct desk *d, struct buf *ret)
{
        struct person_role role = {.role = ROLE_ADMINISTRATOR};
        struct person_role chief = {.role = ROLE_CHIEF};
        struct person_role roles[] = {role, chief};
        struct store *store = writer_store(d->writer);
        const struct invitation like = {.made_ms = clock_wall_ms(), .roles = {roles, sizeof roles / sizeof roles[0]}};
        TRY(store_begin(store));
        struct err err = invitation_make(d, &like, ret);
        if (err.code == OK) return store_commit(store);
        store_rollback(store);
        return err;
}

struct err desk_first_link(struct desk *d, struct buf *ret)
{
        int64_t people = 0;
        TRY(store_count_people(writer_store(d->writer), &people));
        return people ? NO_ERR : make_first(d, ret);
}
