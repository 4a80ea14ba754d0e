/* Roles by edition as a form and as words. For this room only. */
#pragma once
#include "desk/visit.h"

/* A row a role, a box an edition, chosen where the person has it. */
json_t *roles_value(struct visit *v, const struct person_roles *roles);
/* The boxes that were chosen in the form that came (the arena's). False when there is one that no page has. */
bool roles_read_form(struct visit *v, struct person_roles *ret);
/* "Editor (uk, ru), Chief": in the person's language. */
struct slice roles_in_words(struct visit *v, const struct person_roles *roles);
/* "editor:uk chief:*": for the audit, in no language; and back. False for what is no such list, or tells of an edition
 * that is not there any more. */
struct slice roles_in_keys(struct visit *v, const struct person_roles *roles);
bool roles_read_keys(struct visit *v, struct slice keys, struct person_roles *ret);
