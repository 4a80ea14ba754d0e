/* An article: a story's text in one edition, as the newsroom keeps it. One version of it is one such value. */
#pragma once
#include "news/body.h"
#include "news/newsroom.h"

enum urgency { URGENCY_NORMAL, URGENCY_IMPORTANT, URGENCY_BREAKING };

/* What whoever delivers the article wants of it (ninjs pubStatus). */
enum intent { INTENT_PUBLISH, INTENT_WITHHOLD, INTENT_CANCEL };

enum article_state {
        STATE_DRAFT = 1,
        STATE_REVIEW,
        STATE_APPROVED,
        STATE_SCHEDULED, /* published when embargo_ms has passed */
        STATE_PUBLISHED,
        STATE_WITHDRAWN,
};

enum topic_kind { TOPIC_SUBJECT = 1, TOPIC_ORGANISATION, TOPIC_PLACE, TOPIC_PERSON };

struct author {
        struct slice name, uri;
};
struct source {
        struct slice name, url; /* where it is read; may be empty */
        struct slice uri;       /* of the source as a whole, the same in all editions; empty: its name identifies it */
};
struct topic {
        enum topic_kind kind;
        struct slice name, uri; /* uri may be empty: then the name in this edition identifies it */
};
enum picture_kind { PICTURE_PHOTO, PICTURE_ILLUSTRATION };
enum { FOCAL_MAX = 1000 };
struct picture {
        struct slice asset;      /* SHA-256 of the original in DATA/media, hex; empty when only described */
        struct slice media_type; /* "image/jpeg"; empty when unknown */
        struct slice caption, credit, alt, uri;
        unsigned width, height; /* pixels, the right way up; 0 when unknown */
        /* What a crop must show, thousandths from the left and the top; one may be 0: at that edge. Both 0: nobody
         * said, so the middle; whoever means the corner itself writes 1, 1. */
        unsigned focal_x, focal_y;
        enum picture_kind kind;
};
static inline bool picture_has_focal_point(const struct picture *p)
{
        return p->focal_x || p->focal_y;
}
struct correction { /* what was wrong and is right now, told to readers */
        struct slice text;
        int64_t time_ms; /* when it was made; UTC */
};

struct article {
        struct slice uri;       /* identifies it for ever */
        struct slice story_key; /* ties language siblings; empty: the article is alone */
        unsigned edition;       /* id */
        unsigned section;       /* id; 0: none */
        struct slice headline, lead, slug, byline;
        struct body body;
        struct author *authors;
        struct source *sources;
        struct topic *topics;
        struct picture *pictures; /* the first is the main one */
        struct slice *related;    /* uris, in the order to show */
        struct correction *corrections;
        size_t author_count, source_count, topic_count, picture_count, related_count, correction_count;
        enum urgency urgency;
        enum intent intent;
        int64_t published_ms; /* the time readers see; UTC */
        int64_t updated_ms;   /* of the last change worth telling readers; 0 or published_ms: none */
        int64_t created_ms;
        int64_t embargo_ms; /* 0: none */
        /* Live coverage: since when the body has grown by entries of a timeline, and since when it does so no more; 0:
         * it is none, it goes on. */
        int64_t coverage_from_ms, coverage_until_ms;
};

enum {
        HEADLINE_CHARACTERS = 300,
        HEADLINE_MAX_BYTES = 4 * HEADLINE_CHARACTERS, /* so many characters of any script */
        LEAD_CHARACTERS = 2000,
        LEAD_MAX_BYTES = 4 * LEAD_CHARACTERS,
        URI_MAX_BYTES = 1000,
        NAME_CHARACTERS = 300,
        NAME_MAX_BYTES = 4 * NAME_CHARACTERS,
        ARTICLE_LINKS_MAX = 100, /* of authors, sources, topics, pictures, related, corrections: each */
        ARTICLE_JSON_MAX_BYTES = 8 * 1024 * 1024, /* more than all the limits above come to */
};

/* The stored form: one JSON object with sorted keys, so equal articles are equal bytes. Appends to `ret`. */
struct err article_write(const struct article *article, struct buf *ret) CHECKED;

/* Reads the stored form, all in `a`. ERR_INVALID with `why` naming the field. */
struct err article_read(struct slice json, struct arena *a, struct article *ret, struct buf *why) CHECKED;
/* The same without its body, which is left empty and not looked at: an eighth of the cost. */
struct err article_read_about(struct slice json, struct arena *a, struct article *ret, struct buf *why) CHECKED;

/* The stored form that was written last, with what a parser makes of it: reading just that text again parses nothing.
 * All 0 knows none. */
struct article_known {
        struct buf text;
        struct json_t *json;
};
void article_known_clear(struct article_known *k);
struct err article_write_known(const struct article *article, struct buf *ret, struct article_known *k) CHECKED;
struct err article_read_known(struct slice json, const struct article_known *k, struct arena *a, struct article *ret,
                              struct buf *why) CHECKED;

/* The newsroom's rules on a whole article: uri, headline and edition are there, texts are UTF-8 within their limits,
 * times are sane, the body is sound. ERR_INVALID with `why` naming the field and what to do. */
struct err article_check(const struct article *article, struct buf *why) CHECKED;

/* When readers last got something else to read: published, updated or corrected. */
int64_t article_modified_ms(const struct article *article);

/* The state that an article in `now` gets by an intent; `embargoed`: its embargo has not passed. Withholding or
 * cancelling what readers can see withdraws it, what was scheduled becomes a draft; withdrawn things come back when
 * published again. An embargo also takes back what readers could see before, for the version that they would see now is
 * the one that must wait. */
enum article_state article_next_state(enum article_state now, enum intent intent, bool embargoed);
