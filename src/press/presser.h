/* Presses articles, listings and furniture: newsroom values + theme -> fragments.
 *
 * Every page of the site has one layout of twelve fragments, four its own and eight the furniture of its edition (and a
 * front has MOST_READ behind main, most_read.h):
 *
 *      head · TOP · languages · BAR · main · SLOT_ARTICLE · more · ASK · RAIL · SLOT_RAIL · SCRIPT · FOOT
 *
 *   head       <!doctype> to the last <link>: title, description, canonical, alternates of the siblings
 *   TOP        style, </head><body>, skip link, masthead: name and "Support us"
 *   languages  the switcher: this page in the other editions, or their fronts
 *   BAR        search, the menu of all sections, end of the masthead, breaking news while there are some,
 *              <div class=page><main>
 *   main       an article's text; a listing's heading, items and their end; the front's lead and section blocks
 *   more       what leads on: an article's sources, related stories, more of its section; a listing's pager; </main>
 *              where ASK does not follow
 *   ASK        asks to follow and to support; </main>; in articles only
 *   RAIL       "All news", "Recent news"
 *   SCRIPT     what follows the news on an open page; the reader makes it (reader/script.h)
 *   FOOT       </div>, end of the page
 *   SLOT_*     a creative, marked as advertising; left out when the slot is not sold; SLOT_ARTICLE in articles only
 *
 * A listing's `main` is not pressed here: it is made of `open`, the articles' items and `close`, when a reader asks.
 * A page that stands alone (press/own_pages.h) has no rail and no slots; a bare page (robots.txt) is `main` alone. One
 * presser belongs to one thread.
 *
 * Everything pressed replaces what its bufs held; after an error they hold anything. Equal values and an equal theme
 * give equal bytes. The values must have passed the checks of news. ERR_FULL when a page is larger than a fragment may
 * be. */
#pragma once
#include "base/buf.h"
#include "news/address.h"
#include "news/headline.h"
#include "news/settings.h"
#include "template/theme.h"

/* A page's own fragments in their stored form (fragment/fragment.h); an empty one is left out of the page. */
struct pressed_page {
        struct buf head, languages, main, more; /* owned */
};
void pressed_page_init(struct pressed_page *p);
void pressed_page_clear(struct pressed_page *p);

/* The theme of a folder (NULL: the built-in one), whose templates ask for nothing but what the presser provides.
 * ERR_INVALID with `why`, 'item.mustache:3: nothing is called "headlne"'; else as theme_load_folder(). */
struct err presser_load_theme(const char *folder, struct theme **ret, struct buf *why) CHECKED;

struct presser;

/* Borrows the newsroom and the theme, which must outlive it and stay as they are: what pages share is made here, once.
 * ERR_NOT_FOUND for an edition in a language that has no interface texts. */
struct err presser_new(const struct newsroom *newsroom, const struct theme *theme, struct presser **ret) CHECKED;
/* Another one, for another thread, that presses the same. The first one is only read here. */
struct err presser_like(const struct presser *p, struct presser **ret) CHECKED;
void presser_free(struct presser *p);
static inline void presser_freep(struct presser **p)
{
        presser_free(*p);
}

/* The edition's moments, as the presser's language sees them: for addresses of days and months. */
struct day presser_local_day(struct presser *p, unsigned edition, int64_t utc_ms);

/* The same as long as articles and listings come out the same: made of the theme, what pages get of the newsroom, and
 * the program's own build. */
enum { PRESSER_FINGERPRINT_BYTES = 32 };
void presser_fingerprint(const struct presser *p, uint8_t ret[PRESSER_FINGERPRINT_BYTES]);

struct article_view {
        const struct article *article;
        int64_t id;
        struct slice path;
        /* The shelves of the article's authors, topics and sources, in their order; NULL: they have no pages. */
        const struct shelf *authors, *topics, *sources;
        struct siblings siblings;             /* live ones, without itself */
        struct headlines related, of_section; /* live ones, in the order to show */
};
struct err press_article(struct presser *p, const struct article_view *view, struct pressed_page *ret) CHECKED;

/* Of live coverage: all but `more`, with a page of its entries from the first on (news/coverage.h), as a page of its
 * own where the article lacks some of them. */
struct err press_coverage_page(struct presser *p, const struct article_view *view, unsigned page,
                               struct pressed_page *ret) CHECKED;
/* Replaces `ret` with where its entries stand (feed/record.h); with nothing when it is none. */
struct err press_coverage_record(const struct article *article, struct buf *ret) CHECKED;
/* Only what changes when a sibling appears or goes: head and languages. */
struct err press_article_siblings(struct presser *p, const struct article_view *view, struct pressed_page *ret) CHECKED;
struct err press_coverage_siblings(struct presser *p, const struct article_view *view, unsigned page,
                                   struct pressed_page *ret) CHECKED;
/* Only what changes when a story that it leads on to changes: more. */
struct err press_article_more(struct presser *p, const struct article_view *view, struct pressed_page *ret) CHECKED;

struct front_block {
        const struct section *section;
        struct headlines headlines;
};
struct front_view {
        unsigned edition;
        int64_t at_ms;        /* the moment from which it is shown so; 0: since its newest story */
        struct headlines top; /* the lead first */
        const struct front_block *blocks;
        size_t block_count;
        struct siblings siblings; /* the other fronts */
};
/* The later one of its moment and its newest story's. */
int64_t front_shown_from_ms(const struct front_view *view);
struct err press_front(struct presser *p, const struct front_view *view, struct pressed_page *ret) CHECKED;
/* Its main part alone: what the clock changes of it. */
struct err press_front_main(struct presser *p, const struct front_view *view, struct buf *ret) CHECKED;

/* Pages that stand for a status: 404, 410 (with the `reason`, where it is not empty), 500, 503. Their `head` forbids
 * indexing; they have no address, so their `languages` lead to the fronts. */
struct err press_status_page(struct presser *p, unsigned edition, unsigned status, struct slice reason,
                             struct pressed_page *ret) CHECKED;
/* The same in a few lines and as one fragment, for what the server refuses by itself: 400, 405, 408, 413, 414, 431,
 * 501, 503, 505. */
struct err press_brief_status_page(struct presser *p, unsigned edition, unsigned status, struct buf *ret) CHECKED;
/* In plain text, where a text edition was asked for: the same statuses, without a reason. */
struct err press_status_text(struct presser *p, unsigned edition, unsigned status, struct buf *ret) CHECKED;

/* What all pages of an edition share, in stored form, without the rail, which is pressed more often. */
struct pressed_furniture {
        struct buf top, bar, ask, foot; /* owned */
};
void pressed_furniture_init(struct pressed_furniture *f);
void pressed_furniture_clear(struct pressed_furniture *f);
struct err press_furniture(struct presser *p, unsigned edition, struct pressed_furniture *ret) CHECKED;
/* As it is from `at_ms` on; 0: from its newest story's time. */
struct err press_rail(struct presser *p, unsigned edition, const struct headlines *newest, int64_t at_ms,
                      struct buf *ret) CHECKED;
/* The bar as it is while there are breaking news; `breaking` NULL: as press_furniture() makes it. */
struct err press_bar(struct presser *p, unsigned edition, const struct breaking *breaking, struct buf *ret) CHECKED;
/* What fills a slot while the creative is chosen. */
struct err press_slot(struct presser *p, unsigned edition, const struct creative *creative, struct buf *ret) CHECKED;

enum { RAIL_HEADLINES = 15 };
