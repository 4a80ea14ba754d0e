/* What the subcommands that give the desk work have in common. */
#pragma once
#include "cmd/commands.h"
#include "writer/client.h"

#include <jansson.h>

/* Opens the way to the desk of the folder, does one job, prints what went wrong. Returns the exit code; with EXIT_DONE
 * `*ret` is the answer's JSON, a new reference. */
int do_one_job(const char *data, const char *verb, struct slice payload, json_t **ret);

/* {code: text} of the operands CODE=TEXT from `first` on, a new reference; `why` says which is none, or one without a
 * text where each must have one. */
json_t *read_by_edition(const struct arguments *a, int first, bool may_be_empty, struct buf *why);

/* Prints the answer of "publish" and "withdraw": address, times of the steps, whether readers see it. */
int print_publication(const json_t *answer);

/* Prints what of items could not be kept, and what they lack, as the answers of "publish" and "report" say. */
void print_losses(const json_t *answer);

/* The desk's answer as JSON (a new reference, NULL when it is none), and the exit code for its verb; refusals and
 * errors are said on standard error. */
int read_answer(const struct frame *answer, json_t **ret);
