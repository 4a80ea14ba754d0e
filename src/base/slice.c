#include "base/slice.h"

static char lower(char c)
{
        return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_space(char c)
{
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/* lower() for eight bytes at once: the top bits of two sums say which bytes are from 'A' on, and which beyond 'Z'. */
static uint64_t lower_eight(const char *at)
{
        const uint64_t each = UINT64_C(0x0101010101010101), high = each * 0x80;
        uint64_t eight;
        memcpy(&eight, at, sizeof eight);
        uint64_t low_bits = eight & ~high;
        uint64_t from_a = low_bits + each * (0x80 - 'A'), beyond_z = low_bits + each * (0x80 - 'Z' - 1);
        return eight | (((from_a ^ beyond_z) & ~eight & high) >> 2);
}

bool slice_eq_nocase(struct slice a, struct slice b)
{
        if (a.len != b.len) return false;
        if (a.len < sizeof(uint64_t)) {
                for (size_t i = 0; i < a.len; i++)
                        if (lower(a.at[i]) != lower(b.at[i])) return false;
                return true;
        }
        size_t last = a.len - sizeof(uint64_t); /* the last eight may overlap those before */
        for (size_t i = 0; i < last; i += sizeof(uint64_t))
                if (lower_eight(a.at + i) != lower_eight(b.at + i)) return false;
        return lower_eight(a.at + last) == lower_eight(b.at + last);
}

struct slice slice_trim(struct slice s)
{
        while (s.len && is_space(s.at[0]))
                s = slice_skip(s, 1);
        while (s.len && is_space(s.at[s.len - 1]))
                s.len--;
        return s;
}

struct slice slice_cut(struct slice *rest, char mark)
{
        struct slice whole = *rest;
        const char *found = whole.len ? memchr(whole.at, mark, whole.len) : NULL;
        if (!found) {
                *rest = whole.len ? (struct slice){whole.at + whole.len, 0} : whole;
                return whole;
        }
        struct slice before = {whole.at, (size_t)(found - whole.at)};
        *rest = slice_skip(whole, before.len + 1);
        return before;
}

bool slice_to_u64(struct slice s, uint64_t max, uint64_t *ret)
{
        if (s.len == 0) return false;
        uint64_t value = 0;
        for (size_t i = 0; i < s.len; i++) {
                if (s.at[i] < '0' || s.at[i] > '9') return false;
                uint64_t digit = (uint64_t)(s.at[i] - '0');
                if (value > (max - digit) / 10 || digit > max) return false;
                value = value * 10 + digit;
        }
        *ret = value;
        return true;
}

const char *slice_find(struct slice s, struct slice part)
{
        if (part.len == 0) return s.at;
        return s.len ? memmem(s.at, s.len, part.at, part.len) : NULL;
}
