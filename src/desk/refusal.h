/* What is told who asks for what is not there, or so that it cannot be taken: never plain words in English alone.
 *
 * To who has signed in, a page within the desk's frame, made by the writer's thread as any other (an errand without a
 * row of the table). To everybody else, and where the server itself refuses, a page in the browser's language, made
 * once when the desk opens: strangers who guess addresses cost the writer's thread nothing. */
#pragma once
#include "base/buf.h"
#include "base/err.h"
#include "desk/route.h"

struct desk;
struct errand;

enum { REFUSALS = 9, REFUSAL_LANGUAGES = 3, REFUSAL_PAGE_MAX_BYTES = 16 * 1024 };

/* Immutable once made, any thread. */
struct refusal_pages {
        struct buf at[REFUSALS][REFUSAL_LANGUAGES];
};

struct err refusal_pages_make(struct desk *d) CHECKED;
void refusal_pages_clear(struct refusal_pages *pages);

/* In the first language that the browser names and we have; of a status that is not among them, the page of 400. */
struct slice refusal_page(const struct desk *d, unsigned status, struct slice accept_language);
/* The row that stands for one the table does not have: whoever comes is told why. */
const struct route *refusal_route(enum http_method method);
