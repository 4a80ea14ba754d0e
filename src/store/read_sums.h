/* Sums of reads within the spans of news/most_read.h, as of a moment, from the hours that the store keeps. Of the hour
 * that a span begins in, the part that is still inside it counts: so sums are kept in sixtieths. What is added may come
 * in parts; nothing is asked of the store here. */
#pragma once
#include "news/most_read.h"
#include "store/reads.h"

enum { READ_NOW = READ_SPANS }; /* what whoever sums has counted as reading just now: a fourth measure */

struct read_sum {
        int64_t article;
        unsigned edition;
        int64_t now, today;
        int64_t spans[READ_SPANS]; /* in sixtieths */
};

struct read_sums {
        int64_t hour, minute; /* of the moment, from 1 January 1970; of the hour */
        int64_t today_hour;   /* what is later than this hour's beginning counts as today's */
        unsigned edition;     /* which alone is summed; 0: all of them */
        struct read_sum *at;  /* in the arena */
        size_t count, room;
        struct read_sum all; /* with what is no article */
        struct arena arena;
};
void read_sums_init(struct read_sums *s, int64_t now_ms);
void read_sums_clear(struct read_sums *s);

void read_sums_add(struct read_sums *s, const struct hour_reads *row);
/* A sum of its own, which is merged with the article's others later. */
struct read_sum *read_sums_next(struct read_sums *s, int64_t article, unsigned edition);
/* Leaves one sum an article. */
void read_sums_merge(struct read_sums *s);

/* By a measure, a span or READ_NOW. */
int64_t read_sum_measure(const struct read_sum *sum, int measure);
/* Of a span: what is known better. */
void read_sum_set(struct read_sum *sum, int span, int64_t reads);

/* The first of an order: the most first; of equals the newer article. Of an edition (0: all), those of at least `least`
 * reads; after read_sums_merge(). Returns how many of at most `limit`. */
struct most_wanted {
        unsigned edition;
        int measure;
        int64_t least;
        size_t limit;
};
size_t read_sums_most(const struct read_sums *s, const struct most_wanted *wanted, const struct read_sum **ret);
