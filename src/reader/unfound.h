/* Searches that found nothing, counted where they are answered: words and how often, until they are told. Such answers
 * are few, so a lock will do; the table is small, and what finds no room in it is forgotten. For this room only. */
#pragma once
#include "reader/reader.h"

struct unfound_table;

struct err unfound_table_new(struct unfound_table **ret) CHECKED;
void unfound_table_free(struct unfound_table *t); /* NULL is fine */

/* Any thread. */
void unfound_table_count(struct unfound_table *t, unsigned edition, struct slice typed);
void unfound_table_collect(struct unfound_table *t, reader_unfound_fn *fn, void *context);
