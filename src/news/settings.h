/* What an editor sets besides editions and sections: pages of the newsroom's own, ways to support it, what fills the
 * slots, breaking news, the front's choice. One JSON document, kept in the store as versions (docs/settings.md tells
 * its form). Plain values; all slices live in the arena they were read into. */
#pragma once
#include "news/body.h"
#include "news/limits.h"

struct newsroom;

enum {
        SETTINGS_MAX_BYTES = 2 * 1024 * 1024,
        STATIC_PAGES_MAX = 50,
        WAYS_MAX = 20,
        AMOUNTS_MAX = 12,
        CREATIVES_MAX = 200,
        CREATIVE_WEIGHT_MAX = 1000,
        PLACED_MAX = 30,
        FOLLOW_MAX = 12,
};

/* A page of the newsroom's own: about, contacts, rules for reuse. */
struct static_page {
        struct slice slug; /* {prefix}/{slug}/ in all editions */
        struct static_text {
                struct slice title; /* empty: not in that edition */
                struct body body;
        } texts[EDITION_MAX]; /* by edition id - 1 */
};

/* A way to give. */
struct way {
        struct slice title, description;
        struct slice url;      /* where to give (https); or empty */
        struct slice details;  /* of an account, lines; or empty, but not both */
        struct slice *amounts; /* "100 ₴" */
        size_t amount_count;
};
struct support { /* {prefix}/support/; there is none when there are no ways */
        struct slice title;
        struct body body;
        struct way *ways;
        size_t way_count;
};

struct follow_list { /* where else the newsroom can be followed */
        struct follow {
                struct slice name, url;
        } * at;
        size_t count;
};

enum slot { SLOT_ARTICLE = 1, SLOT_RAIL, SLOTS = SLOT_RAIL };
struct creative {
        struct slice key; /* names it for ever: a-z 0-9 and hyphens */
        enum slot slot;
        uint32_t editions;         /* bit edition id - 1 */
        int64_t from_ms, until_ms; /* UTC; until 0: for ever */
        unsigned weight;           /* 1 to CREATIVE_WEIGHT_MAX: its share of the minutes */
        struct slice title, text;
        struct slice url;                  /* https, or a path of this site */
        struct slice picture, picture_alt; /* asset, or empty */
        unsigned picture_width, picture_height;
};

struct breaking {                  /* the bar of an edition */
        struct slice text;         /* empty: none */
        struct slice url;          /* a path of this site or https; may be empty */
        int64_t from_ms, until_ms; /* until is never 0: a bar ends */
};

struct front_pin { /* of the lead or of what is placed: it leaves its place by itself */
        struct slice uri;
        int64_t until_ms; /* UTC */
};
struct front_choice { /* uris of articles; what is not live is passed over, and what follows moves up */
        struct slice lead;
        struct slice *placed; /* behind the lead, in this order */
        size_t placed_count;
        struct front_pin *pins;
        size_t pin_count;
        struct slice *sections; /* keys: whose blocks stand below, in this order; NULL: all sections', in theirs */
        size_t section_count;
};

/* When the article leaves its place on the front; INT64_MAX: never. */
int64_t front_until_ms(const struct front_choice *choice, struct slice uri);

/* Sentences that every page has, in a newsroom's own words; empty: the program's. */
struct own_words {
        struct slice support_text, support_us; /* the line that asks for support, and its button */
        struct slice follow_us;                /* what stands before the places to follow */
        struct slice description;              /* of the front page, for search engines */
        struct slice foot;                     /* a line at the end of every page; empty: none */
};

struct settings {
        struct static_page *pages; /* in the order in which the foot links them */
        size_t page_count;
        struct slice *page_order; /* names of pages; those it does not name follow */
        size_t page_order_count;
        struct support support[EDITION_MAX]; /* by edition id - 1, like all below */
        struct breaking breaking[EDITION_MAX];
        struct front_choice fronts[EDITION_MAX];
        struct follow_list follow[EDITION_MAX];
        struct own_words words[EDITION_MAX];
        struct creative *creatives;
        size_t creative_count;
        struct slice hub;              /* WebSub hub that feeds name (https); empty: none */
        bool counts_by_beacon;         /* reads are what pages ask for once they are open, not what is served here */
        struct slice ads_txt;          /* lines; empty: no ads.txt */
        struct slice security_contact; /* mailto: or https: (RFC 9116); empty: no security.txt */
        int64_t security_expires_ms;
        struct slice accent, accent_dark; /* "#b3201b", for light and dark; both empty: the theme's */
};

/* Reads and checks the document; what is returned lives in `a`. ERR_INVALID with `why`, which names place and remedy:
 * "breaking.uk.until: missing; say when the bar ends". */
struct err settings_read(const json_t *document, const struct newsroom *newsroom, struct arena *a, struct settings *ret,
                         struct buf *why) CHECKED;

/* The creative with that key; NULL when there is none. */
const struct creative *settings_creative(const struct settings *settings, struct slice key);

/* Puts what `named` has in the place of what `document` has under the same name; null takes it away. What goes by
 * edition is replaced edition by edition, a page of the newsroom's own by its name and edition: what is not named
 * stays. Checks nothing. */
void settings_merge(json_t *document, const json_t *named);
