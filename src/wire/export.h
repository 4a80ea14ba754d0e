/* Everything that a newsroom has written, on its way out: articles as ninjs 3.1, pictures' originals, and what makes
 * the same site of them elsewhere (`stoppress restore`).
 *
 *   README.txt              what this is
 *   site.json               editions, sections, addresses that they had
 *   settings.json           pages, support, slots, front, words: as `stoppress settings` reads it
 *   shelves.jsonl           topics, people and sources: slugs, names, mergers
 *   media/{sha256}.jpg      originals
 *   choices-00001.jsonl     what the program chose for articles to lead on to
 *   articles-00001.jsonl    articles, a line each, in the order in which they first went live
 *
 * What readers see goes out, and what was withdrawn from them, with the reason. What nobody has published goes only
 * when it is asked for; notes, comments, versions, accounts and the log never do. It is done a step at a time, so that
 * who does it can do other things in between: what is changed meanwhile is in it, or not, article by article. */
#pragma once
#include "news/newsroom.h"
#include "store/store.h"

/* Where the files go, one after the other; `name` is a path of a-z, 0-9, '.', '-' and '/'. */
struct export_sink {
        void *context;
        struct err (*add)(void *context, const char *name, struct slice bytes);
};

/* All must outlive the exporter. */
struct export_wish {
        struct store *store;
        const struct newsroom *newsroom;
        const char *media; /* DATA/media */
        const struct export_sink *sink;
        bool with_drafts;    /* also what is written, planned and held back, as it stands at the desk */
        bool articles_alone; /* one file of articles after another, and nothing else */
        int64_t since_ms;    /* only articles that changed for readers since then; 0: all */
        int64_t now_ms;
};

struct export_counts {
        int64_t articles, drafts, pictures;
        int64_t missing_pictures; /* named by articles, and not, or not whole, in DATA/media */
        int64_t without_headline; /* drafts that were left out, because no other program could take them */
        int64_t done, all;        /* of the work that there is: for showing progress */
};

struct exporter;
struct err exporter_new(const struct export_wish *wish, struct exporter **ret) CHECKED;
void exporter_free(struct exporter *e);
/* Does the next few articles; `ret_more` is false when all is done. After an error nothing goes on. */
struct err exporter_step(struct exporter *e, bool *ret_more) CHECKED;
const struct export_counts *exporter_counts(const struct exporter *e);
