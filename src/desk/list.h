/* What the list of articles is asked for, and what its page shows besides the rows. For this room only. */
#pragma once
#include "base/clock.h"
#include "desk/article.h"
#include "store/work_list.h"

enum { ROWS_A_PAGE = 50 };
#define SEARCH_MAX_NS INT64_C(200000000) /* for which texts are looked into, a page with its counts */

struct list_tab {
        const char *name, *text_key, *empty_key; /* of the address; of the desk's texts */
        enum work_view view;
        enum article_state state;
        enum work_stage stage; /* STAGE_NONE: any */
};

struct list_asked {
        const struct list_tab *tab;
        struct work_filter filter;
        struct list_choice choice; /* as it is remembered from now on */
        bool is_by_time;
};
/* From the address; which language, section and author somebody wants to see is remembered until they choose anew. */
struct err list_read_asked(struct visit *v, struct list_asked *ret) CHECKED;
bool list_is_narrowed(const struct list_asked *asked);
/* Tabs with their counts, and what can be chosen. */
struct err list_put_choices(struct visit *v, const struct list_asked *asked, json_t *values) CHECKED;
const char *list_state_key(enum article_state state); /* of the desk's texts */
