/* What is carried from one site to another besides articles and settings: shelves with the slugs and names that they
 * have and had, addresses that editions and sections had. Reading for an export; putting back into a store that is
 * new, where no article is yet, in a transaction. */
#pragma once
#include "store/publication.h"
#include "store/settings.h"
#include "store/structure.h"

/* All articles, in any state, in the order of their ids, from behind `after`. */
struct err store_articles_after(struct store *s, int64_t after, unsigned limit, struct arena *a,
                                struct article_ids *ret) CHECKED;

/* The shelves in the order of their ids, from behind `after`. */
struct err store_shelves_after(struct store *s, int64_t after, unsigned limit, struct arena *a,
                               struct shelves *ret) CHECKED;
/* What else shelves were called, in an order of its own, from behind `after` (all 0: from the first). */
struct shelf_alias {
        struct slice name;
        enum shelf_kind kind;
        unsigned edition;
        int64_t shelf;
};
struct shelf_aliases {
        struct shelf_alias *at;
        size_t count;
};
struct err store_aliases_after(struct store *s, const struct shelf_alias *after, unsigned limit, struct arena *a,
                               struct shelf_aliases *ret) CHECKED;

/* What the store chose for an article's page to lead on to: by what was there when it went live, which is not to be
 * found out afterwards. */
struct carried_choices {
        struct carried_choice {
                int64_t kind, position, other;
        } * at;
        size_t count;
        bool wants_more;
};
struct err store_choices_of(struct store *s, int64_t article, struct arena *a, struct carried_choices *ret) CHECKED;
/* Puts them in the place of what was chosen since, and logs a change of the article when that is anything else. Behind
 * all the articles; what is not there is left out. */
struct err store_carry_choices(struct store *s, int64_t article, const struct carried_choices *choices,
                               int64_t now_ms) CHECKED;

/* Adds the shelf with all that it has; its id must be the next. ERR_CONFLICT: another one has its slug or name;
 * ERR_INVALID: its id is not the next. */
struct err store_carry_shelf(struct store *s, const struct shelf *shelf) CHECKED;
struct err store_carry_alias(struct store *s, const struct shelf_alias *alias) CHECKED;
/* The edition's pattern of addresses, and the prefixes that it had. */
struct err store_carry_edition(struct store *s, const struct edition *edition, int64_t now_ms) CHECKED;
struct err store_carry_section_slug(struct store *s, const struct section_slug *slug) CHECKED;
struct err store_carry_set_page(struct store *s, const struct set_page *page) CHECKED;
