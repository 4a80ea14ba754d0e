#include "news/colour.h"

#include "base/err.h"

#include <ctype.h>
#include <math.h>

bool colour_is_well_formed(struct slice colour)
{
        if (colour.len != 7 || colour.at[0] != '#') return false;
        for (size_t i = 1; i < colour.len; i++)
                if (!isxdigit((unsigned char)colour.at[i])) return false;
        return true;
}

static unsigned digit(char c)
{
        return (unsigned)(isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10);
}

/* A channel as light, 0 to 1 (WCAG 2.2, "relative luminance"). */
static double light_of(const char *two_digits)
{
        double value = (digit(two_digits[0]) * 16 + digit(two_digits[1])) / 255.0;
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(struct slice colour)
{
        must(colour_is_well_formed(colour));
        return 0.2126 * light_of(colour.at + 1) + 0.7152 * light_of(colour.at + 3) + 0.0722 * light_of(colour.at + 5);
}

double colour_contrast(struct slice a, struct slice b)
{
        double first = luminance(a), second = luminance(b);
        return first > second ? (first + 0.05) / (second + 0.05) : (second + 0.05) / (first + 0.05);
}
