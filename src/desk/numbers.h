/* Numbers of readers at the desk. For this room only. */
#pragma once
#include "desk/article.h"

/* The hour (store/reads.h) in which the edition's day begins. */
int64_t numbers_today(struct visit *v, const struct edition *edition);
/* The same, looked up once an edition: for lists. All 0 at first. */
struct todays {
        int64_t hours[EDITION_MAX];
};
int64_t numbers_today_of(struct visit *v, struct todays *todays, unsigned edition);
/* "1 234", as the person's language groups digits. */
json_t *numbers_value(struct visit *v, int64_t count);
