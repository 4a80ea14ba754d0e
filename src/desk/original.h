/* What changed in an original since its translation was made, in short. For this room only. */
#pragma once
#include "desk/article.h"
#include "store/work_list.h"

struct original_changes {
        size_t count;       /* headline, lead and paragraphs that are not ticked off; 0: nothing that is a word of it */
        struct slice names; /* "headline, ¶ 2, ¶ 5": the first few */
};
/* Of a translation that is behind (work_is_behind()). */
struct err original_changes(struct visit *v, const struct work_row *row, struct original_changes *ret) CHECKED;
/* The same before publication, as one that blocks nothing; nothing for what is no translation. */
struct err original_add_advice(struct visit *v, const struct work *translation, json_t *faults) CHECKED;
