/* Where an article belongs: at which address, on which shelves, at which places of their months, beside which others.
 * For the files of this room alone. */
#pragma once
#include "store/inside.h"
#include "store/structure.h"

/* ---- newsroom.c ---- */

/* That something of the newsroom itself is another. */
struct err log_newsroom(struct store *s, int64_t now_ms) CHECKED;

/* ---- prefix.c ---- */

/* The address as publishing is to be told of it. */
struct slice path_shown(const struct store *s, struct slice path, struct arena *a);
/* From the store's own prefixes on. */
void forget_shown_prefixes(struct store *s);

/* ---- path.c ---- */

/* What the article's words make of its slug; readers' addresses change by a headline only as long as nobody read it. */
void path_settle_slug(struct store *s, struct head *head, const struct article *article, struct arena *a);
/* The address by its edition's pattern, and that of its own when another article has that one. */
struct err path_of_head(struct store *s, const struct head *head, struct arena *a, struct slice *ret) CHECKED;
/* Gives `head`, which has the path of before, the one that it is to have now; what is gone keeps it. */
struct err path_settle(struct store *s, struct head *head, struct arena *a) CHECKED;
/* Stores the address that readers had before when the article has another one now. */
struct err path_keep_former(struct store *s, const struct head *before, const struct head *after) CHECKED;
/* Notes the day on which a live article stands, where its address does not tell. */
struct err path_note_day(struct store *s, const struct head *head) CHECKED;

/* ---- place.c ---- */

/* Sees that a live article stands in this month of its shelves, and that none keeps a place elsewhere. */
struct err place_settle(struct store *s, const struct head *head) CHECKED;
struct err place_list(struct store *s, int64_t article, struct arena *a, struct places *ret) CHECKED;

/* ---- shelf.c ---- */

/* Files the article on the shelves that it names, which are made where they are missing. */
struct err shelf_file(struct store *s, const struct head *head, const struct article *article) CHECKED;
/* Moves it on them to where its head is now, settles its places, and renames shelves where it is the newest. */
struct err shelf_settle(struct store *s, const struct head *head, int64_t now_ms) CHECKED;
/* The shelf that is named so, by its uri or else by a name that it has or had; what was merged is found in the other.
 */
struct err shelf_find(struct store *s, const struct shelf *named, int64_t *ret, bool *ret_found) CHECKED;
/* A new one, numbered, with a slug of its name. */
struct err shelf_add(struct store *s, struct shelf shelf, int64_t *ret) CHECKED;
struct err shelf_put_removed(struct store *s, int64_t shelf, bool is_removed) CHECKED;
struct err shelf_put_description(struct store *s, int64_t shelf, struct slice description) CHECKED;
struct err shelf_list(struct query *q, struct arena *a, struct shelves *ret) CHECKED; /* all rows */
struct err shelf_list_filed(struct store *s, int64_t article, struct arena *a, struct shelves *ret) CHECKED;

/* ---- follow_up.c ---- */

/* From the first article on, also when it was under way. */
struct err follow_up_put(struct store *s, enum follow_up_kind kind, int64_t object, int64_t total) CHECKED;
struct err follow_up_put_edition(struct store *s, unsigned edition) CHECKED;

/* ---- choice.c ---- */

enum choice_kind { CHOICE_RELATED = 1, CHOICE_SECTION };
/* Behind shelf_settle(): chooses for an article that is live now and that nothing was chosen for, and offers it to a
 * few that are about the same; sees to it that others of its section show four, with it or without it. `article` NULL:
 * it is loaded. */
struct err choice_settle(struct store *s, const struct head *before, const struct head *after,
                         const struct article *article) CHECKED;
/* For an article that is filed under something else now. */
struct err choice_drop(struct store *s, int64_t article) CHECKED;
