/* What fills the slots: what its pages have in common. For this room only. */
#pragma once
#include "desk/setting.h"

enum creative_state { CREATIVE_RUNNING, CREATIVE_PLANNED, CREATIVE_ENDED };
enum creative_state creative_state(const struct creative *c, int64_t now_ms);
/* "running", in words. */
json_t *creative_state_value(struct visit *v, const struct creative *c);

/* The edition by whose clocks its dates are typed: its first. */
const struct edition *creative_edition(const struct newsroom *newsroom, uint32_t editions);
/* "1 November 2026, 00:00 – 1 December 2026, 00:00", or that it has no end. */
json_t *creative_dates(struct visit *v, const struct creative *c);

/* "article", "rail" */
const char *creative_slot_name(enum slot slot);

/* Puts "views", "clicks" of the whole time; of the last thirty days, "chart" and "days". */
struct err creative_put_sums(struct visit *v, struct slice key, json_t *values) CHECKED;
struct err creative_put_days(struct visit *v, struct slice key, json_t *values) CHECKED;

/* ---- the form ---- */

/* As it was typed. */
struct creative_form {
        struct slice key; /* empty: a new one */
        struct slice slot, title, text, url, from, until, weight, picture, picture_alt;
        uint32_t editions;
        struct slice fault_field; /* empty: none */
        const char *fault_key;    /* a key of the texts; NULL: that of the field */
        bool is_conflict;
};
struct creative_form creative_form_asked(struct visit *v);
struct creative_form creative_form_of(struct visit *v, const struct creative *c);
/* The setting's value; NULL, with `fault_field`, when a field cannot be read. */
json_t *creative_value(struct visit *v, struct creative_form *form);
struct err creative_show(struct visit *v, unsigned status, const struct creative_form *form) CHECKED;
