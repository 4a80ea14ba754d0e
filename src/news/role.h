/* Roles of the newsroom and what each may do: the one table behind every screen and every act of the desk.
 *
 * A person has roles by edition; edition 0 stands for all of them. What no role of theirs permits is refused: there is
 * no rule that takes a right away, so the order of roles does not matter. Pure, any thread. */
#pragma once
#include "base/slice.h"

/* Their numbers are stored: a new one goes to the end. */
enum role { ROLE_REPORTER, ROLE_TRANSLATOR, ROLE_EDITOR, ROLE_CHIEF, ROLE_COMMERCIAL, ROLE_ADMINISTRATOR, ROLE_COUNT };

enum permission {
#define PERMISSION(name, key, roles) MAY_##name,
#include "news/role.def"
#undef PERMISSION
        PERMISSION_COUNT,
        MAY_NOTHING = PERMISSION_COUNT /* where nothing is to be permitted: no role has it */
};

/* A role in an edition, or in all of them: 0. */
struct person_role {
        enum role role;
        unsigned edition;
};

/* Whether the role permits it. What is no role or no permission is refused. */
bool role_may(enum role role, enum permission permission);

/* Whether one of the roles permits it in `edition`; 0: in any edition at all. For what concerns the whole site ask
 * roles_may_everywhere(). */
bool roles_may(const struct person_role *roles, size_t count, enum permission permission, unsigned edition);

/* Whether one of the roles that are held in all editions permits it: settings, people, audit. */
bool roles_may_everywhere(const struct person_role *roles, size_t count, enum permission permission);

/* "editor", "write_own": what screens and the audit call them. */
const char *role_key(enum role role);
bool role_read(struct slice key, enum role *ret);
const char *permission_key(enum permission permission);
