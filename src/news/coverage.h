/* Live coverage: an article whose body grows by entries of a timeline, each told to readers as it comes. What is no
 * entry stands above them; of entries, those that are pinned come first. Pure, any thread. */
#pragma once
#include "news/article.h"

/* Whether readers are told that it goes on: since the first entry, until it is ended. */
bool coverage_is_running(const struct article *article);

struct coverage {
        struct body text, entries; /* the blocks are the body's, their arrays the arena's */
};
enum coverage_order {
        COVERAGE_NEWEST_FIRST, /* as readers get it at the article's own address */
        COVERAGE_AS_IT_CAME,   /* what is pinned stands in its place */
};
struct coverage coverage_of(const struct body *body, enum coverage_order order, struct arena *a);

/* How many of the entries, newest first, the article's own page has: those that are pinned and five of the newest, and
 * as many more as leave it light. */
size_t coverage_shown(const struct body *newest_first);

/* From the first on, entries stand on pages beside it, counted from 1, of 50 each: what comes behind a page that is
 * full changes nothing on it, nor does a struck entry, which keeps its place. One that goes, or comes with an earlier
 * time, moves those behind it. How many pages; the entries of one of them, pinned ones first; the page of an entry.
 * `as_it_came`: all entries. */
unsigned coverage_page_count(size_t entry_count);
struct body coverage_page(const struct body *as_it_came, unsigned page, struct arena *a);
unsigned coverage_page_of(const struct body *as_it_came, const struct block *entry);
/* `article` is its path or its whole address. */
struct slice coverage_page_path(struct slice article, unsigned page, struct arena *a);

/* What links lead to an entry by, "e-" and its id; its own address, "e-a1b2/" below the article's, which leads to where
 * it stands, whatever comes and goes (reader/entry_address.h). */
struct slice coverage_anchor(const struct block *entry, struct arena *a);
struct slice coverage_link(struct slice article, const struct block *entry, struct arena *a);

/* Replaces `ret` with the headline of an entry, which may be empty; with the plain text below it, or the headline where
 * there is nothing below. */
void coverage_write_headline(const struct block *entry, struct buf *ret);
void coverage_write_text(const struct block *entry, struct buf *ret);

/* Appends the plain text of the body without the entries that were struck: what is said no more is not found either.
 * Besides a line of each block that is said, unless `ret_places` is NULL: the entry's id, empty for what is none, a
 * space, and the byte of `ret` at which its text begins. */
void coverage_write_standing(const struct body *body, struct buf *ret, struct buf *ret_places);

/* What was typed as an entry, as its words: addresses in it are links. And whether words could have been typed so. */
struct rich_text coverage_words(struct slice typed, struct arena *a);
bool coverage_is_typed(const struct rich_text *words);

/* The place in the body of the entry with the id; the body's count when there is none. */
size_t coverage_find(const struct body *body, struct slice id);

/* How many entries that stand came behind `after_ms`; `*ret_newest` is the last of them. */
unsigned coverage_count_new(const struct body *body, int64_t after_ms, const struct block **ret_newest);
