#include "search/irregular.h"

/* `forms` are the endings behind `beginning`, with spaces between them. */
static const struct irregular {
        const char *language, *base, *beginning, *forms;
} irregulars[] = {
#define IRREGULAR(language, base, beginning, forms) {language, base, beginning, forms},
#include "search/irregular.def"
#undef IRREGULAR
};

static bool has_form(struct slice forms, struct slice form)
{
        while (forms.len)
                if (slice_eq(slice_cut(&forms, ' '), form)) return true;
        return false;
}

struct slice irregular_base(struct slice language, struct slice word)
{
        for (size_t i = 0; i < sizeof irregulars / sizeof irregulars[0]; i++) {
                const struct irregular *one = &irregulars[i];
                struct slice beginning = slice_of(one->beginning);
                if (!slice_starts_with(word, beginning) || !slice_eq(language, slice_of(one->language))) continue;
                if (has_form(slice_of(one->forms), slice_skip(word, beginning.len))) return slice_of(one->base);
        }
        return (struct slice){0};
}

enum { LETTER_BYTES = 2 }; /* of a Cyrillic letter in UTF-8 */

static bool ends_with_vowel(struct slice text)
{
        static const char *const vowels[] = {"а", "е", "и", "о", "у", "ы", "э", "ю", "я"};
        for (size_t i = 0; i < sizeof vowels / sizeof vowels[0]; i++)
                if (slice_ends_with(text, slice_of(vowels[i]))) return true;
        return false;
}

/* What stands for the vowel in the other forms: "боец" and "бойца", "палец" and "пальца". */
static struct slice mark_of_fleeting(struct slice before, bool is_e)
{
        if (ends_with_vowel(before)) return SLICE("й");
        return is_e && slice_ends_with(before, SLICE("л")) ? SLICE("ь") : SLICE("");
}

size_t irregular_without_fleeting(struct slice word, char *ret)
{
        enum { LEAST_BYTES = 4 * LETTER_BYTES, END_BYTES = 2 * LETTER_BYTES };
        bool is_e = slice_ends_with(word, SLICE("ек")) || slice_ends_with(word, SLICE("ец"));
        if (word.len < LEAST_BYTES || !(is_e || slice_ends_with(word, SLICE("ок")))) return 0;
        struct slice before = {word.at, word.len - END_BYTES};
        struct slice mark = mark_of_fleeting(before, is_e);
        memcpy(ret, before.at, before.len);
        memcpy(ret + before.len, mark.at, mark.len);
        memcpy(ret + before.len + mark.len, word.at + word.len - LETTER_BYTES, LETTER_BYTES);
        return before.len + mark.len + LETTER_BYTES;
}
