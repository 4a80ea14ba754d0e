/* What somebody typed and what is kept apart from its article (store/typed.h): for the pages that give it back. */
#pragma once
#include "desk/article.h"

/* Puts {"typed": [{tab, kept_ms, revision, content}]}: the person's at the article. */
struct err typed_put(struct visit *v, int64_t article, json_t *values) CHECKED;
/* Puts {"typed": [{id, tab, time, headline, lead, text}]}: the same, to be read without a script. */
struct err typed_put_words(struct visit *v, int64_t article, json_t *values) CHECKED;
/* Puts {"typed_at": [{id, headline, language, time}], "has_typed"}: the person's articles that have some. */
struct err typed_put_articles(struct visit *v, json_t *values) CHECKED;
