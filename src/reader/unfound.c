#include "reader/unfound.h"

#include "search/terms.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 256 };

struct unfound_line {
        unsigned edition;
        uint32_t times;
        size_t len;
        char words[READER_UNFOUND_MAX_BYTES];
};

struct unfound_table {
        pthread_mutex_t lock; /* guards all of it */
        struct unfound_line lines[LINES];
        unsigned count;
};

struct err unfound_table_new(struct unfound_table **ret)
{
        struct unfound_table *t = calloc(1, sizeof *t);
        if (!t) return ERR(ERR_FULL, "allocate what counts searches");
        pthread_mutex_init(&t->lock, NULL);
        *ret = t;
        return NO_ERR;
}

void unfound_table_free(struct unfound_table *t)
{
        if (!t) return;
        pthread_mutex_destroy(&t->lock);
        free(t);
}

static struct unfound_line *line_for(struct unfound_table *t, unsigned edition, struct slice words)
{
        for (unsigned i = 0; i < t->count; i++) {
                struct unfound_line *line = &t->lines[i];
                if (line->edition == edition && slice_eq((struct slice){line->words, line->len}, words)) return line;
        }
        if (t->count == LINES) return NULL;
        struct unfound_line *line = &t->lines[t->count++];
        *line = (struct unfound_line){.edition = edition, .len = words.len};
        memcpy(line->words, words.at, words.len);
        return line;
}

/* An address for mail, a telephone's or a document's number: who looks for those looks for somebody, and the newsroom
 * has promised to keep nothing of readers. A whole date goes with them. */
static bool may_name_somebody(struct slice typed)
{
        enum { DIGITS = 7 };
        unsigned digits = 0;
        for (size_t i = 0; i < typed.len; i++) {
                char c = typed.at[i];
                if (c == '@') return true;
                if (c >= '0' && c <= '9')
                        digits++;
                else if (!strchr(" +-().", c))
                        digits = 0;
                if (digits == DIGITS) return true;
        }
        return false;
}

/* What is longer is nobody's word any more, and would not be frequent. */
void unfound_table_count(struct unfound_table *t, unsigned edition, struct slice typed)
{
        CLEANUP(buf_clear) struct buf words = BUF_INIT(READER_UNFOUND_MAX_BYTES);
        struct terms terms;
        if (may_name_somebody(typed)) return;
        terms_read(typed, &terms);
        terms_write(&terms, &words);
        if (words.full || words.len == 0) return;
        pthread_mutex_lock(&t->lock);
        struct unfound_line *line = line_for(t, edition, buf_slice(&words));
        if (line) line->times++;
        pthread_mutex_unlock(&t->lock);
}

void unfound_table_collect(struct unfound_table *t, reader_unfound_fn *fn, void *context)
{
        pthread_mutex_lock(&t->lock);
        while (t->count) {
                const struct unfound_line *line = &t->lines[t->count - 1];
                if (!fn(context, line->edition, (struct slice){line->words, line->len}, line->times)) break;
                t->count--;
        }
        pthread_mutex_unlock(&t->lock);
}
