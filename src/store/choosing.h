/* Choosing for one article, as choice.c and alike.c share it; nobody else includes it. */
#pragma once
#include "store/candidate.h"

struct choosing {
        struct store *store;
        struct arena arena;
        const struct head *head;  /* of the article that is chosen for */
        struct article_ids taken; /* what its page has already: itself, the editors' picks, what was chosen */
        size_t related_count;     /* what the store chose of those about the same */
        struct related {
                int64_t place, article;
        } related[RELATED_SHOWN + 1];
        struct article_ids in_section; /* what it chose of its section */
        int64_t next_in_section;
};
void choosing_clear(struct choosing *c);

/* With what its page has already; `head` becomes the article's. */
struct err begin_choosing(struct choosing *c, int64_t article, struct head *head) CHECKED;
/* Whether another may be a related one; who is shown for the section so far is then shown there no more. */
struct err may_be_related(struct choosing *c, int64_t article, bool *ret) CHECKED;
/* `score`: what it is worth to the page. */
struct err put_choice(struct choosing *c, enum choice_kind kind, int64_t article, int64_t score) CHECKED;
/* Takes away the related one that stands there. */
struct err drop_place(struct choosing *c, int64_t place) CHECKED;
/* Sees to it that its page shows enough of its section. */
struct err complete_section(struct choosing *c) CHECKED;

/* The page of `candidate` is pressed again because it leads to the newcomer; whom it replaces needs nothing. `ret`:
 * whether it does. */
struct err offer_related(struct store *s, const struct head *newcomer, const struct candidate *candidate,
                         bool *ret) CHECKED;
