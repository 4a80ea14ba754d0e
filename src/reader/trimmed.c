/* Addresses that readers trim. Pages of months and days stand below "2026/11/", where nothing is published: whoever
 * cuts an address there is led to the newest page of that month, or of that year. Which pages there are is known of the
 * directory, so nothing is published for it. */
#include "reader/reader_inside.h"

#include <stdio.h>

enum { TRIMMED_MAX_BYTES = 200, PAGE_NUMBER_MAX = 1 << 20 };

struct trimmed {
        const struct directory *directory;
        struct slice above;   /* "/nature/" */
        unsigned year, month; /* month 0: of the whole year */
        char *path;           /* what is looked for; TRIMMED_MAX_BYTES */
        size_t len;
};

static bool is_page(struct trimmed *t)
{
        uint64_t hash = archive_path_hash(directory_key(t->directory), (struct slice){t->path, t->len});
        return directory_find(t->directory, hash).kind == TARGET_PAGE;
}

static bool has_month_page(struct trimmed *t, unsigned month, unsigned page)
{
        t->len = (size_t)snprintf(t->path, TRIMMED_MAX_BYTES, "%.*s%u/%u/%u/", SLICE_ARGS(t->above), t->year, month,
                                  page);
        return is_page(t);
}

static bool has_day(struct trimmed *t, unsigned month, unsigned day)
{
        t->len = (size_t)snprintf(t->path, TRIMMED_MAX_BYTES, "%.*s%u/%02u/%02u/", SLICE_ARGS(t->above), t->year, month,
                                  day);
        return is_page(t);
}

/* A month's pages are numbered without gaps. */
static bool find_last_page(struct trimmed *t, unsigned month)
{
        unsigned there = 1, beyond = 2;
        if (!has_month_page(t, month, 1)) return false;
        while (beyond < PAGE_NUMBER_MAX && has_month_page(t, month, beyond)) {
                there = beyond;
                beyond *= 2;
        }
        while (beyond - there > 1) {
                unsigned middle = (there + beyond) / 2;
                *(has_month_page(t, month, middle) ? &there : &beyond) = middle;
        }
        return has_month_page(t, month, there);
}

static bool find_in_month(struct trimmed *t, unsigned month)
{
        if (find_last_page(t, month)) return true;
        for (unsigned day = 31; day >= 1; day--)
                if (has_day(t, month, day)) return true;
        return false;
}

/* Takes the last part off a path that ends with a slash, when it is a number. */
static bool cut_number(struct slice *path, unsigned *ret)
{
        size_t start = path->len ? path->len - 1 : 0;
        uint64_t number;
        while (start > 0 && path->at[start - 1] != '/')
                start--;
        if (path->len == 0) return false;
        if (!slice_to_u64((struct slice){path->at + start, path->len - 1 - start}, 9999, &number)) return false;
        path->len = start;
        *ret = (unsigned)number;
        return true;
}

static bool read_trimmed(struct slice path, struct trimmed *ret)
{
        ret->above = path;
        if (!cut_number(&ret->above, &ret->year)) return false;
        if (ret->year >= 1000) return true;
        ret->month = ret->year;
        return ret->month >= 1 && ret->month <= 12 && cut_number(&ret->above, &ret->year) && ret->year >= 1000;
}

bool trimmed_find(const struct directory *directory, struct slice path, char *scratch, struct slice *ret)
{
        enum { BEHIND_MAX_BYTES = 40 };
        char whole[TRIMMED_MAX_BYTES];
        struct trimmed t = {.directory = directory, .path = scratch};
        if (path.len == 0 || path.len > TRIMMED_MAX_BYTES - BEHIND_MAX_BYTES) return false;
        memcpy(whole, path.at, path.len);
        whole[path.len] = '/';
        struct slice with_slash = {whole, path.len + !slice_ends_with(path, SLICE("/"))};
        if (!read_trimmed(with_slash, &t)) return false;
        memcpy(t.path, t.above.at, t.above.len);
        t.len = t.above.len;
        if (!is_page(&t)) return false;
        unsigned first = t.month ? t.month : 1, month = t.month ? t.month : 12;
        while (month >= first && !find_in_month(&t, month))
                month--;
        *ret = (struct slice){t.path, t.len};
        return month >= first;
}
