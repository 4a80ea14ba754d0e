/* The board of a day: what it shows, and what a form of it is filled in with. For this room only. */
#pragma once
#include "desk/article.h"
#include "store/plan.h"

/* A day by the newsroom's clocks. */
struct board_day {
        int year, month, day;
        int64_t from_ms, before_ms;
        struct slice text; /* "2023-08-01"; the request's arena */
};
struct board_day board_day_of(struct visit *v, int64_t ms);
bool board_read_day(struct visit *v, struct slice text, struct board_day *ret);

/* A form as it was filled in, with what is wrong with it: keys of the desk's texts; NULL: nothing. */
struct plan_form {
        int64_t plan; /* which is changed; 0: a new one */
        struct slice title, note, day, due;
        int64_t person;
        unsigned editions;
        const char *title_fault, *note_fault, *day_fault, *due_fault, *person_fault;
        bool is_title_torn, is_note_torn, is_day_torn, is_due_torn, is_person_torn; /* changed by somebody else, too */
        bool is_changed;                                                            /* one of these */
};
/* As a plan is now. */
struct plan_form board_form_of(struct visit *v, const struct plan *plan);
/* The day's board; `form`: the one that was refused, or NULL. */
struct err board_show(struct visit *v, unsigned status, const struct board_day *day,
                      const struct plan_form *form) CHECKED;

/* Whether a story can be given to them: who works here and may write in some edition. */
bool board_is_writer(const struct person *person);
/* Whoever planned it, whose it is, and whoever may edit any text. */
bool board_may_change(const struct visit *v, const struct plan *plan);
