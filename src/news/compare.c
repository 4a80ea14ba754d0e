/* Words: Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), the greedy form that goes forward and keeps
 * each round's furthest points to walk back along. Its time and memory go with the square of how much differs, which is
 * why that is bounded; what texts begin and end with alike is left out first. */
#include "news/compare.h"

#include "news/block_order.h"
#include "news/same.h"

/* ---- words ---- */

struct words {
        struct span *at; /* a word, or the spaces between two, each with its marks */
        size_t count;
};

static bool is_space(char c)
{
        return c == ' ' || c == '\n';
}

static struct words words_of(struct rich_text text, struct arena *a)
{
        size_t most = 1;
        for (size_t i = 0; i < text.count; i++)
                most += text.spans[i].text.len;
        struct words words = {arena_array(a, most, sizeof *words.at), 0};
        for (size_t i = 0; i < text.count; i++) {
                for (struct slice rest = text.spans[i].text; rest.len;) {
                        size_t len = 1;
                        while (len < rest.len && is_space(rest.at[len]) == is_space(rest.at[0]))
                                len++;
                        words.at[words.count] = text.spans[i];
                        words.at[words.count++].text = (struct slice){rest.at, len};
                        rest = slice_skip(rest, len);
                }
        }
        return words;
}

static bool word_is_same(const struct span *a, const struct span *b)
{
        return rich_text_is_same((struct rich_text){a, 1}, (struct rich_text){b, 1});
}

/* ---- which words are the same ---- */

struct comparing {
        struct words before, after;
        size_t start;                 /* so many words are the same at the start... */
        size_t before_end, after_end; /* ...and those from here on */
        bool *stays_before, *stays_after;
        struct arena *scratch; /* of the call */
};

static void leave_out_ends(struct comparing *c)
{
        c->before_end = c->before.count;
        c->after_end = c->after.count;
        while (c->start < c->before_end && c->start < c->after_end &&
               word_is_same(&c->before.at[c->start], &c->after.at[c->start])) {
                c->stays_before[c->start] = c->stays_after[c->start] = true;
                c->start++;
        }
        while (c->before_end > c->start && c->after_end > c->start &&
               word_is_same(&c->before.at[c->before_end - 1], &c->after.at[c->after_end - 1]))
                c->stays_before[--c->before_end] = c->stays_after[--c->after_end] = true;
}

/* How far one comes in `before` on each diagonal with so many edits: `at[k + edits]`, k from -edits to edits. */
struct round {
        int *at;
};

/* Whether the diagonal is reached best from the one above, by adding a word; else by removing one. */
static bool is_reached_by_adding(const struct round *last, int edits, int k)
{
        return k == -edits || (k != edits && last->at[k + edits - 2] < last->at[k + edits]);
}

/* Where round `edits` starts on a diagonal; `last` is the round before, whose index of k is k + edits - 1. */
static int start_of(const struct round *last, int edits, int k)
{
        if (edits == 0) return 0;
        return is_reached_by_adding(last, edits, k) ? last->at[k + edits] : last->at[k + edits - 2] + 1;
}

static int slide(const struct comparing *c, int x, int k)
{
        int before = (int)(c->before_end - c->start), after = (int)(c->after_end - c->start);
        while (x < before && x - k < after &&
               word_is_same(&c->before.at[c->start + (size_t)x], &c->after.at[c->start + (size_t)(x - k)]))
                x++;
        return x;
}

/* The number of edits, with each round's points; -1: too many. */
static int find_edits(const struct comparing *c, struct round *rounds)
{
        int before = (int)(c->before_end - c->start), after = (int)(c->after_end - c->start);
        for (int edits = 0; edits <= COMPARED_EDITS_MAX; edits++) {
                rounds[edits].at = arena_array(c->scratch, 2 * (size_t)edits + 1, sizeof *rounds[edits].at);
                for (int k = -edits; k <= edits; k += 2) {
                        int x = slide(c, start_of(edits ? &rounds[edits - 1] : NULL, edits, k), k);
                        rounds[edits].at[k + edits] = x;
                        if (x >= before && x - k >= after) return edits;
                }
        }
        return -1;
}

static void walk_back(struct comparing *c, const struct round *rounds, int edits)
{
        int x = (int)(c->before_end - c->start), k = x - (int)(c->after_end - c->start);
        for (; edits >= 0; edits--) {
                const struct round *last = edits ? &rounds[edits - 1] : NULL;
                int began = start_of(last, edits, k);
                for (; x > began; x--)
                        c->stays_before[c->start + (size_t)x - 1] = c->stays_after[c->start + (size_t)(x - k) - 1] =
                                true;
                if (edits == 0) return;
                bool by_adding = is_reached_by_adding(last, edits, k);
                x = by_adding ? began : began - 1;
                k = by_adding ? k + 1 : k - 1;
        }
}

static void find_same(struct comparing *c)
{
        leave_out_ends(c);
        struct round *rounds = arena_array(c->scratch, COMPARED_EDITS_MAX + 1, sizeof *rounds);
        int edits = find_edits(c, rounds);
        if (edits >= 0) walk_back(c, rounds, edits);
}

/* ---- what is easier read as one replaced run ---- */

struct place {
        size_t before, after;
};

struct change {
        bool removes, adds;
};

static struct change pass_change(const struct comparing *c, struct place *place)
{
        struct place from = *place;
        while (place->before < c->before_end && !c->stays_before[place->before])
                place->before++;
        while (place->after < c->after_end && !c->stays_after[place->after])
                place->after++;
        return (struct change){place->before > from.before, place->after > from.after};
}

/* The words of the shared run that starts here; a line that ends within it counts as many, for it is no run to be read
 * in one go. */
static size_t pass_shared(const struct comparing *c, struct place *place)
{
        size_t words = 0;
        for (; place->before < c->before_end && place->after < c->after_end && c->stays_before[place->before] &&
               c->stays_after[place->after];
             place->before++, place->after++) {
                struct slice text = c->before.at[place->before].text;
                if (memchr(text.at, '\n', text.len)) words += c->before.count;
                words += !is_space(text.at[0]);
        }
        return words;
}

static bool is_replaced(struct change change)
{
        return change.removes && change.adds;
}

/* A space or a lone word between two replaced runs cuts up what is read in one go. */
static void join_replaced(struct comparing *c)
{
        struct place place = {c->start, c->start};
        struct change last = pass_change(c, &place);
        while (place.before < c->before_end && place.after < c->after_end) {
                struct place shared = place;
                size_t words = pass_shared(c, &place), count = place.before - shared.before;
                struct change next = pass_change(c, &place);
                struct change both = {last.removes || next.removes, last.adds || next.adds};
                bool is_one = words == 0 ? is_replaced(both) : words == 1 && is_replaced(last) && is_replaced(next);
                for (size_t i = 0; is_one && i < count; i++)
                        c->stays_before[shared.before + i] = c->stays_after[shared.after + i] = false;
                last = is_one ? both : next;
        }
}

/* ---- runs ---- */

struct writer {
        struct compared_text *ret;
        struct span *spans; /* of all runs, one behind another */
        size_t used;
};

static bool goes_on(const struct span *last, const struct span *word)
{
        return last->text.at + last->text.len == word->text.at && last->marks == word->marks &&
               slice_eq(last->href, word->href);
}

static void add_word(struct writer *w, enum compared kind, const struct span *word)
{
        struct compared_text *ret = w->ret;
        if (!is_space(word->text.at[0])) {
                ret->removed += kind == COMPARED_REMOVED;
                ret->added += kind == COMPARED_ADDED;
        }
        if (!ret->count || ret->at[ret->count - 1].kind != kind)
                ret->at[ret->count++] = (struct compared_run){.kind = kind, .text = {&w->spans[w->used], 0}};
        struct compared_run *run = &ret->at[ret->count - 1];
        if (run->text.count && goes_on(&w->spans[w->used - 1], word)) {
                w->spans[w->used - 1].text.len += word->text.len;
        } else {
                w->spans[w->used++] = *word;
                run->text.count++;
        }
}

static void write_runs(const struct comparing *c, struct arena *a, struct compared_text *ret)
{
        size_t all = c->before.count + c->after.count + 1, before = 0, after = 0;
        struct writer w = {.ret = ret, .spans = arena_array(a, all, sizeof *w.spans)};
        *ret = (struct compared_text){.at = arena_array(a, all, sizeof *ret->at)};
        while (before < c->before.count || after < c->after.count) {
                for (; before < c->before.count && !c->stays_before[before]; before++)
                        add_word(&w, COMPARED_REMOVED, &c->before.at[before]);
                for (; after < c->after.count && !c->stays_after[after]; after++)
                        add_word(&w, COMPARED_ADDED, &c->after.at[after]);
                for (; before < c->before.count && c->stays_before[before] && after < c->after.count &&
                       c->stays_after[after];
                     before++)
                        add_word(&w, COMPARED_SAME, &c->after.at[after++]);
        }
}

void compare_texts(struct rich_text before, struct rich_text after, struct arena *a, struct compared_text *ret)
{
        CLEANUP(arena_clear) struct arena scratch = {0};
        struct comparing c = {.before = words_of(before, &scratch), .after = words_of(after, &scratch)};
        c.scratch = &scratch;
        c.stays_before = arena_array(&scratch, c.before.count + 1, sizeof *c.stays_before);
        c.stays_after = arena_array(&scratch, c.after.count + 1, sizeof *c.stays_after);
        find_same(&c);
        join_replaced(&c);
        write_runs(&c, a, ret);
}

/* ---- blocks ---- */

static enum compared_block_kind kind_of(const struct block *before, const struct block *after)
{
        if (!before) return BLOCK_ADDED;
        if (!after) return BLOCK_REMOVED;
        return block_is_same(before, after) ? BLOCK_SAME : BLOCK_CHANGED;
}

void compare_bodies(const struct body *before, const struct body *after, struct arena *a, struct compared_body *ret)
{
        struct block_index was = block_index_of(before, a), is = block_index_of(after, a);
        struct block_order order = block_order_of(after, before, a);
        *ret = (struct compared_body){.at = arena_array(a, order.count + 1, sizeof *ret->at), .count = order.count};
        for (size_t i = 0; i < order.count; i++) {
                struct compared_block *pair = &ret->at[i];
                pair->before = block_find(&was, order.ids[i]);
                pair->after = block_find(&is, order.ids[i]);
                pair->kind = kind_of(pair->before, pair->after);
                ret->differing += pair->kind != BLOCK_SAME;
        }
}
