#include "news/role.h"

static const char *const role_keys[ROLE_COUNT] = {
        [ROLE_REPORTER] = "reporter", [ROLE_TRANSLATOR] = "translator", [ROLE_EDITOR] = "editor",
        [ROLE_CHIEF] = "chief",       [ROLE_COMMERCIAL] = "commercial", [ROLE_ADMINISTRATOR] = "administrator",
};

/* The table's words for sets of roles. */
enum role_bit {
        REPORTER = 1 << ROLE_REPORTER,
        TRANSLATOR = 1 << ROLE_TRANSLATOR,
        EDITOR = 1 << ROLE_EDITOR,
        CHIEF = 1 << ROLE_CHIEF,
        COMMERCIAL = 1 << ROLE_COMMERCIAL,
        ADMINISTRATOR = 1 << ROLE_ADMINISTRATOR,
};

static const struct {
        const char *key;
        unsigned roles;
} permissions[PERMISSION_COUNT] = {
#define PERMISSION(name, key, roles) [MAY_##name] = {key, roles},
#include "news/role.def"
#undef PERMISSION
};

bool role_may(enum role role, enum permission permission)
{
        if ((unsigned)permission >= PERMISSION_COUNT || (unsigned)role >= ROLE_COUNT) return false;
        return permissions[permission].roles >> role & 1;
}

bool roles_may(const struct person_role *roles, size_t count, enum permission permission, unsigned edition)
{
        for (size_t i = 0; i < count; i++) {
                bool is_there = edition == 0 || roles[i].edition == 0 || roles[i].edition == edition;
                if (is_there && role_may(roles[i].role, permission)) return true;
        }
        return false;
}

bool roles_may_everywhere(const struct person_role *roles, size_t count, enum permission permission)
{
        for (size_t i = 0; i < count; i++)
                if (roles[i].edition == 0 && role_may(roles[i].role, permission)) return true;
        return false;
}

const char *role_key(enum role role)
{
        return role_keys[role];
}

bool role_read(struct slice key, enum role *ret)
{
        for (unsigned i = 0; i < ROLE_COUNT; i++) {
                if (!slice_eq(key, slice_of(role_keys[i]))) continue;
                *ret = (enum role)i;
                return true;
        }
        return false;
}

const char *permission_key(enum permission permission)
{
        return permissions[permission].key;
}
