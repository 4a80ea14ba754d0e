#include "store/read_sums.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTES = 60, MINUTE_MS = 60 * 1000 };

void read_sums_init(struct read_sums *s, int64_t now_ms)
{
        *s = (struct read_sums){.hour = now_ms / READS_HOUR_MS,
                                .minute = now_ms / MINUTE_MS % MINUTES,
                                .today_hour = now_ms / READS_HOUR_MS};
}

void read_sums_clear(struct read_sums *s)
{
        arena_clear(&s->arena);
        *s = (struct read_sums){0};
}

static void add_spans(const struct read_sums *s, const struct hour_reads *row, struct read_sum *sum)
{
        int64_t age = s->hour - row->hour;
        if (row->hour >= s->today_hour) sum->today += row->reads;
        for (int i = 0; i < READ_SPANS; i++) {
                if (age < read_span_hours[i]) sum->spans[i] += row->reads * MINUTES;
                if (age == read_span_hours[i]) sum->spans[i] += row->reads * (MINUTES - s->minute);
        }
}

struct read_sum *read_sums_next(struct read_sums *s, int64_t article, unsigned edition)
{
        enum { FIRST = 512 };
        if (s->count == s->room) {
                size_t room = s->room ? s->room * 2 : FIRST;
                struct read_sum *grown = arena_array(&s->arena, room, sizeof *grown);
                if (s->count) memcpy(grown, s->at, s->count * sizeof *grown);
                s->at = grown;
                s->room = room;
        }
        s->at[s->count] = (struct read_sum){.article = article, .edition = edition};
        return &s->at[s->count++];
}

void read_sums_add(struct read_sums *s, const struct hour_reads *row)
{
        if (s->edition && row->edition != s->edition) return;
        add_spans(s, row, &s->all);
        if (row->article > 0) add_spans(s, row, read_sums_next(s, row->article, row->edition));
}

static int by_article(const void *a, const void *b)
{
        const struct read_sum *x = a, *y = b;
        if (x->article != y->article) return x->article < y->article ? -1 : 1;
        return x->edition < y->edition ? -1 : x->edition > y->edition;
}

static void add_sum(const struct read_sum *from, struct read_sum *ret)
{
        ret->now += from->now;
        ret->today += from->today;
        for (int i = 0; i < READ_SPANS; i++)
                ret->spans[i] += from->spans[i];
}

void read_sums_merge(struct read_sums *s)
{
        size_t kept = 0;
        if (s->count) qsort(s->at, s->count, sizeof *s->at, by_article);
        for (size_t i = 0; i < s->count; i++) {
                if (kept == 0 || by_article(&s->at[kept - 1], &s->at[i]) != 0)
                        s->at[kept++] = s->at[i];
                else
                        add_sum(&s->at[i], &s->at[kept - 1]);
        }
        s->count = kept;
}

int64_t read_sum_measure(const struct read_sum *sum, int measure)
{
        return measure < READ_SPANS ? sum->spans[measure] / MINUTES : sum->now;
}

void read_sum_set(struct read_sum *sum, int span, int64_t reads)
{
        sum->spans[span] = reads * MINUTES;
}

static bool is_ahead(const struct read_sum *a, const struct read_sum *b, int measure)
{
        int64_t x = read_sum_measure(a, measure), y = read_sum_measure(b, measure);
        return x > y || (x == y && a->article > b->article);
}

size_t read_sums_most(const struct read_sums *s, const struct most_wanted *wanted, const struct read_sum **ret)
{
        size_t count = 0;
        for (size_t i = 0; i < s->count; i++) {
                const struct read_sum *sum = &s->at[i];
                bool is_wanted = !wanted->edition || sum->edition == wanted->edition;
                if (!is_wanted || read_sum_measure(sum, wanted->measure) < wanted->least) continue;
                size_t place = count;
                while (place > 0 && is_ahead(sum, ret[place - 1], wanted->measure))
                        place--;
                if (place == wanted->limit) continue;
                if (count < wanted->limit) count++;
                for (size_t k = count - 1; k > place; k--)
                        ret[k] = ret[k - 1];
                ret[place] = sum;
        }
        return count;
}
