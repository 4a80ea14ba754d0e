/* The library: every picture that is kept, with the words that it is offered with. What an article says of a picture is
 * the article's own; changing it here changes no page. Slices returned live in the given arena. */
#pragma once
#include "store/store.h"

struct library_picture {
        struct picture picture;     /* asset, media_type, caption, credit, alt, width, height, kind */
        struct slice name;          /* of the file that it came in; may be empty */
        int64_t added_ms, added_by; /* a person's id; 0: an import */
};

/* Within a transaction. One that is there keeps its words and its place. */
struct err store_add_picture(struct store *s, const struct library_picture *picture) CHECKED;
/* Within a transaction: caption, credit, alt and kind. ERR_NOT_FOUND. */
struct err store_describe_picture(struct store *s, const struct picture *picture) CHECKED;
/* ERR_NOT_FOUND. */
struct err store_load_picture(struct store *s, struct slice asset, struct arena *a,
                              struct library_picture *ret) CHECKED;

/* The newest first, of those whose words have `text` in them, whatever the case; at most LIBRARY_WALK_MAX are looked
 * at, so that a call takes milliseconds: `next` leads on. */
enum { LIBRARY_WALK_MAX = 5000 };
struct library_place {
        int64_t ms; /* 0: the beginning */
        struct slice asset;
};
struct library_search {
        struct slice text; /* empty: all */
        struct library_place from;
        unsigned limit;
};
struct library_pictures {
        struct library_picture *at;
        size_t count;
        struct library_place next;
        bool has_more;
};
struct err store_find_pictures(struct store *s, const struct library_search *search, struct arena *a,
                               struct library_pictures *ret) CHECKED;

/* Which articles show it: first those that readers have with it, and what the desk never opened; then texts at the
 * desk. Each the newest first. */
struct picture_places {
        struct picture_place {
                int64_t article;
                unsigned edition;
                struct slice headline;
                enum article_state state;
                bool is_shown; /* else it is in the text at the desk alone */
        } * at;
        size_t count;
};
struct err store_picture_places(struct store *s, struct slice asset, unsigned limit, struct arena *a,
                                struct picture_places *ret) CHECKED;
