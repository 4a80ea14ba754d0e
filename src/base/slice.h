/* A slice is a borrowed run of bytes: pointer and length, passed by value, never freed, not NUL-terminated. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
        const char *at;
        size_t len;
};

#define SLICE(literal) ((struct slice){"" literal, sizeof(literal) - 1})
/* For printf's "%.*s". */
#define SLICE_ARGS(s) (int)(s).len, (s).at

/* A C string as a slice; NULL is the empty slice. */
static inline struct slice slice_of(const char *text)
{
        return (struct slice){text ? text : "", text ? strlen(text) : 0};
}

static inline bool slice_eq(struct slice a, struct slice b)
{
        return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline int slice_cmp(struct slice a, struct slice b)
{
        size_t shared = a.len < b.len ? a.len : b.len;
        int order = shared ? memcmp(a.at, b.at, shared) : 0;
        return order ? order : (a.len > b.len) - (a.len < b.len);
}

static inline bool slice_starts_with(struct slice s, struct slice start)
{
        return s.len >= start.len && (start.len == 0 || memcmp(s.at, start.at, start.len) == 0);
}

static inline bool slice_ends_with(struct slice s, struct slice end)
{
        return s.len >= end.len && (end.len == 0 || memcmp(s.at + s.len - end.len, end.at, end.len) == 0);
}

/* What is left after the first `n` bytes; empty when there are fewer. */
static inline struct slice slice_skip(struct slice s, size_t n)
{
        if (s.len == 0) return s; /* of none, nothing is added to NULL */
        return n < s.len ? (struct slice){s.at + n, s.len - n} : (struct slice){s.at + s.len, 0};
}

/* The same bytes whatever the case of their ASCII letters. */
bool slice_eq_nocase(struct slice a, struct slice b);

/* Without the ASCII white space at both ends. */
struct slice slice_trim(struct slice s);

/* Cuts `rest` at the first `mark`: returns what is before it and moves `rest` behind it. Without a mark all of it is
 * returned and `rest` becomes empty. */
struct slice slice_cut(struct slice *rest, char mark);

/* All of `s` as a decimal number without a sign; false when it is empty, has another byte, or is above `max`. */
bool slice_to_u64(struct slice s, uint64_t max, uint64_t *ret);

/* Where `part` first stands in `s`, or NULL. */
const char *slice_find(struct slice s, struct slice part);
