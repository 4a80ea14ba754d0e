/* Sets of listing pages. A key names one page, whether or not it is there. */
#pragma once
#include "press/listing.h"

struct listing_key {
        unsigned edition; /* 0: no listing */
        enum listing_kind kind;
        enum shelf_kind shelf_kind; /* LISTING_SHELF, LISTING_SHELF_MONTH */
        int64_t shelf;              /* its id */
        struct day day;             /* LISTING_DAY; without its day LISTING_SHELF_MONTH */
        unsigned page;              /* LISTING_SHELF_MONTH, from 1 */
        /* No part of the name: */
        bool is_new;   /* it was not there before */
        bool is_whole; /* more than what leads on is to be pressed */
};
int listing_key_compare(const struct listing_key *a, const struct listing_key *b);

struct listing_set {
        struct listing_key *at; /* owned; sorted and without doubles once settled */
        size_t count, room;
};
void listing_set_clear(struct listing_set *s);
void listing_set_add(struct listing_set *s, struct listing_key key);
/* Sorts and merges doubles; what is new or whole in one of them is so. */
void listing_set_settle(struct listing_set *s);
