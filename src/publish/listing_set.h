/* Sets of listing pages. A key names one page, whether or not it is there. */
#pragma once
#include "press/presser.h"

struct listing_key {
        unsigned edition; /* 0: no listing */
        enum listing_kind kind;
        unsigned section; /* id; LISTING_SECTION, LISTING_SECTION_MONTH */
        struct day day;   /* LISTING_DAY; without its day LISTING_SECTION_MONTH */
        unsigned page;    /* LISTING_SECTION_MONTH, from 1 */
        bool is_new;      /* it was not there before; no part of the name */
};
int listing_key_compare(const struct listing_key *a, const struct listing_key *b);

struct listing_set {
        struct listing_key *at; /* owned; sorted and without doubles once settled */
        size_t count, room;
};
void listing_set_clear(struct listing_set *s);
void listing_set_add(struct listing_set *s, struct listing_key key);
/* Sorts and merges doubles; what is new in one of them is new. */
void listing_set_settle(struct listing_set *s);
