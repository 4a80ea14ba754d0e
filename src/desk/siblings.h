/* The languages of a story at the desk: which are live, begun, behind, missing; and beginning one from another. For
 * this room only. */
#pragma once
#include "desk/article.h"
#include "store/work_list.h"

/* Of several of a story in an edition the one that readers see, else the first; NULL: there is none. */
const struct work_row *sibling_in(const struct work_rows *rows, unsigned edition);

/* Whether the person may begin another language from it: whom it is open to, and anybody once readers have it. */
bool sibling_is_source(const struct visit *v, const struct work_row *row);

/* [{"code", "kind": "live" | "behind" | "draft" | "missing", "title", "href", "is_here"}] in the order of the editions;
 * empty for a newsroom with one. `here`: the article that is looked at. */
struct err siblings_value(struct visit *v, int64_t story, int64_t here, json_t **ret) CHECKED;
/* The same blocks with the same ids, so that each stands beside its original; words are to be written anew, what is no
 * word stays. */
struct block *sibling_wordless_blocks(const struct block *blocks, size_t count, struct arena *a);
/* What a text without a headline is called meanwhile: {"headline", "language"} of `original`, which it is translated
 * from, in its story; null when that has none either, or it is no translation (0). */
struct err original_name_value(struct visit *v, int64_t story, int64_t original, json_t **ret) CHECKED;
