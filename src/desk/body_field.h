/* A text of blocks in a form of the settings: edited by the editor where a script runs, else as lines
 * (news/body_lines.h). For this room only. */
#pragma once
#include "desk/visit.h"

#include <jansson.h>

/* What was typed: a body's JSON, a new reference. Lines count where they are sent; the blocks that they were made of
 * come along. */
json_t *body_field_asked(struct visit *v);

/* Puts "body" (JSON in a text), "lines", and what the editor's script needs. `body` may be NULL: empty. */
void body_field_put(struct visit *v, const struct edition *edition, const json_t *body, json_t *values);
