/* What the files of this room share; nobody else includes it. */
#pragma once
#include "archive/entry.h"
#include "fragment/fragment.h"
#include "publish/listing_set.h"
#include "publish/publish.h"
#include "publish/second_press.h"
#include "store/picture.h"
#include "wire/ninjs_write.h"

struct run;

struct publisher {
        struct store *store; /* all four are borrowed */
        struct archive *archive;
        const struct newsroom *newsroom;
        struct presser *presser;
        struct pressed_page page; /* owned: what is being pressed, kept for their memory */
        struct pressed_listing listing;
        struct pressed_furniture furniture;
        struct pressed_newest newest;
        struct buf item, record;
        struct ninjs_writer *ninjs; /* owned; NULL: none was needed yet */
        struct deflater *deflater;  /* owned, likewise */
        struct buf ninjs_plain, ninjs_stored;
        struct second_press *second; /* owned; NULL: not started */
        bool second_was_tried;
        struct run *prepared; /* owned; NULL: none */
        struct picture_folders pictures;
        bool furnished; /* furniture, as this presser makes it, is in the archive */
};

/* ---- a run: from changes in the store to one transaction of the archive ---- */

/* What is to be pressed of an article. */
enum work_parts {
        WORK_WHOLE = 1 << 0,
        WORK_SIBLINGS = 1 << 1,
        WORK_MORE = 1 << 2,
        WORK_REST = 1 << 3, /* of a whole one, what can wait: its ninjs, what its shelves' pages show around it */
};

struct work {
        int64_t article;
        unsigned parts;        /* bits of enum work_parts */
        bool loaded, has_body; /* the body and places too */
        struct published published;
        struct siblings siblings;
        struct leads leads;
        struct places left_places;  /* loaded for WORK_WHOLE and WORK_REST alone */
        struct slice *former_paths; /* from here on for WORK_WHOLE alone */
        unsigned former_path_count;
        struct stood_days stood_days;
};

struct works {
        struct work *at; /* in the run's arena; by article id once settled */
        size_t count, room;
};

enum { SHELVES_KNOWN = 64, NEWEST_SHOWN = 30 /* on the page of all news, at least on a shelf's own */ };

/* The days of a month, which all day pages of the month show. */
struct known_month {
        unsigned edition; /* 0: none */
        int year, month;
        struct month_days days;
};

/* The months of a shelf, which its page and those of its months all ask for. */
struct known_months {
        struct shelf of; /* kind, edition and id; 0: none */
        struct shelf_months months;
};

struct run {
        struct publisher *publisher;
        struct arena arena;    /* all that is loaded lives as long as the run */
        bool everything;       /* the whole site is pressed: no page needs to be pressed again for another */
        bool is_ahead;         /* somebody waits: publish_ahead() */
        bool anew;             /* listings are pressed although they are there */
        bool newsroom_changed; /* all that is shared is pressed anew */
        bool has_merged;       /* shelves were merged: what their addresses lead to is put anew */
        struct works works;
        struct article_ids led_from;               /* of a run that is ahead: who leads to what changed */
        bool does_later;                           /* what other runs have left */
        struct listing_set listings;               /* where articles came, went or changed */
        struct listing_set renamed;                /* what is called otherwise now */
        struct shelf shelves[SHELVES_KNOWN];       /* by id % SHELVES_KNOWN: those looked up last */
        struct known_months months[SHELVES_KNOWN]; /* likewise */
        struct known_month month;                  /* likewise */
        struct headlines newest[EDITION_MAX + 1];  /* by edition id: likewise; without any: not looked up */
        bool edition_touched[EDITION_MAX + 1];     /* by edition id: rail and front may show something else */
        bool most_read_touched[EDITION_MAX + 1];   /* likewise: an article on its lists of what is read most */
        const struct newest_view *newest_views[EDITION_MAX + 1]; /* likewise: what the second press was given; NULL */
        bool second_has_work;
        struct tidings *tidings[EDITION_MAX + 1]; /* by edition id: owned; tell.h; NULL: nothing */
        struct buf dropped_pictures; /* their assets, one behind the other: files that go after the commit */
        unsigned limit;              /* of changes to apply */
        int64_t began_after;         /* the archive held everything up to it */
        int64_t behind;              /* by so many changes it was behind the store */
        int64_t change;              /* the archive will hold everything up to it */
        struct publish_report report;
};
void run_init(struct run *r, struct publisher *p);
void run_clear(struct run *r);
/* Forgets the articles, which are done, and keeps what they touched. */
void run_forget_works(struct run *r);

/* The steps, in their order; each file has one. */
struct err load_changes(struct run *r) CHECKED;
struct err press_articles(struct run *r) CHECKED;
struct err press_listings(struct run *r) CHECKED;
struct err press_shared(struct run *r) CHECKED;
struct err write_archive(struct run *r) CHECKED;

/* pictures.c: what an article (PICTURES_OF_SETTINGS: the newsroom) ever showed is public, or gone. After the commit,
 * the files of what is gone go, too. */
struct err publish_pictures(struct run *r, int64_t article) CHECKED;
void hide_dropped_pictures(struct run *r);

/* Does a step and adds its time to the report. */
struct err run_step(struct run *r, enum publish_step step) CHECKED;

/* load.c */
void works_add(struct run *r, int64_t article, unsigned parts);
/* Loads all that was added and not loaded yet. */
struct err works_load(struct run *r) CHECKED;

/* own_pages.c: what comes of the settings, besides furniture. */
struct err press_own_pages(struct run *r) CHECKED;

/* anew.c: notes whether the archive, of which this run presses everything that is shared, is all of one pressing. */
struct err note_pressing(struct run *r) CHECKED;

/* publish.c: the second press has nothing of this run in its hands any more. */
struct err run_wait_for_second(struct run *r) CHECKED;
/* furniture.c: hands the fronts and rails of the articles that were loaded to the second press, where there is one. */
struct err begin_beside(struct run *r) CHECKED;

/* most_read.c: notes where an article is listed; what an edition's lists show. */
struct err note_most_read(struct run *r, int64_t article) CHECKED;
struct err press_most_read_of(struct run *r, const struct edition *edition) CHECKED;
/* timed.c: what changes by the clock. The bar of an edition, `quiet` being the one without breaking news; what fills
 * its slots; where creatives lead. */
struct err press_bar_of(struct run *r, unsigned edition, const struct buf *quiet) CHECKED;
struct err press_slots_of(struct run *r, unsigned edition) CHECKED;
struct err put_creatives(struct run *r) CHECKED;
