/* The front page at the desk: an arrangement, wherever it comes from. For this room only. */
#pragma once
#include "desk/article.h"
#include "news/settings.h"

enum { ARRANGED_MAX = PLACED_MAX + 1 };

/* The stories in their order, the first being the lead; and which sections' blocks stand below. Texts live in the
 * visit's arena, so that an arrangement outlives the newsroom that it was read from. */
struct arranged {
        struct arranged_story {
                struct slice uri;
                struct slice until; /* as it was typed by the edition's clocks; empty: it stays */
                int64_t until_ms;   /* 0: it stays */
                const char *fault;  /* of the time, a key of the texts; NULL: none */
        } stories[ARRANGED_MAX];
        size_t count;
        struct arranged_block {
                struct slice key; /* of the section */
                bool is_shown;
        } blocks[SECTION_MAX];
        size_t block_count;
};

/* As the form has it, before its button was pressed. False when a time cannot be meant: its story has the fault. */
bool arranged_read_form(struct visit *v, const struct edition *edition, struct arranged *ret);
/* As settings have it; `front` NULL: nothing is arranged. */
void arranged_read_settings(struct visit *v, const struct edition *edition, const json_t *front, struct arranged *ret);
/* What settings are to have of it, a new reference; null when everything is as it comes. */
json_t *arranged_settings(struct visit *v, const struct edition *edition, const struct arranged *list);
/* "up:2": the act, and what it is about. */
void arranged_act(struct arranged *list, struct slice act);
/* Takes out what has left its place by `now_ms`. */
void arranged_drop_ended(struct arranged *list, int64_t now_ms);
size_t arranged_find(const struct arranged *list, struct slice uri); /* its place; the count when it is not there */

/* The edition's front as the settings of that number have it, a new reference; NULL: nothing is arranged. Number 0: of
 * now. `ret_number`: of which they are; may be NULL. */
struct err front_settings(struct visit *v, const struct edition *edition, int64_t number, int64_t *ret_number,
                          json_t **ret) CHECKED;
/* Stands for what the settings say of a front, to see whether it is another one. */
struct slice front_mark(struct visit *v, const json_t *front);

/* "stock", what can be placed besides the draft: what the form looks for, else the newest; and what the search is at.
 */
struct err front_put_stock(struct visit *v, unsigned edition, const struct arranged *draft, json_t *values) CHECKED;

/* The edition that is asked for by its code, else the person's. */
const struct edition *front_edition(struct visit *v, struct slice code);
json_t *front_tabs(struct visit *v, const struct edition *here, const char *path);
/* What the story is called; `ret_found` false: it is not on the site. */
struct err front_headline(struct visit *v, unsigned edition, struct slice uri, struct slice *ret,
                          bool *ret_found) CHECKED;
/* A moment by the edition's clocks, in the person's language; and as a form's field has it. */
struct slice front_clock(struct visit *v, const struct edition *edition, int64_t ms);
struct slice front_section_name(struct visit *v, const struct edition *edition, struct slice key);
