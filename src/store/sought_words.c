/* A text is folded once, however many words are looked for: that is what searching costs. */
#include "store/sought_words.h"

#include "language/spelling.h"
#include "news/text.h"

#include <unicode/utf8.h>

enum { NO_BREAK_SPACE = 0xA0, NARROW_NO_BREAK_SPACE = 0x202F };

static bool is_space(uint32_t character)
{
        return character <= ' ' || character == NO_BREAK_SPACE || character == NARROW_NO_BREAK_SPACE;
}

/* In place of a character; 0: none. */
static uint32_t folded_character(uint32_t character)
{
        enum { REPLACEMENT = 0xFFFD };
        if (character == TEXT_BROKEN) return REPLACEMENT;
        if (character == NO_BREAK_SPACE || character == NARROW_NO_BREAK_SPACE) return ' ';
        if (spelling_passes_over((int32_t)character)) return 0;
        if (spelling_is_apostrophe((int32_t)character)) return '\'';
        return (uint32_t)spelling_folded_most((int32_t)character);
}

struct slice sought_folded(struct slice text, struct arena *a)
{
        enum { LONGEST = 4 };
        uint8_t *folded = arena_alloc(a, LONGEST * text.len + 1);
        size_t len = 0;
        uint32_t character = 0;
        while (text_next(&text, &character)) {
                uint32_t other = folded_character(character);
                if (other) U8_APPEND_UNSAFE(folded, len, other);
        }
        return (struct slice){(const char *)folded, len};
}

/* Any of them begins a phrase and the next ends it: how they pair differs between languages and keyboards. */
static bool is_quotation_mark(uint32_t character)
{
        enum { LEFT_GUILLEMET = 0xAB, RIGHT_GUILLEMET = 0xBB, HIGH_LEFT = 0x201C, HIGH_RIGHT = 0x201D, LOW = 0x201E };
        return character == '"' || character == LEFT_GUILLEMET || character == RIGHT_GUILLEMET ||
               character == HIGH_LEFT || character == HIGH_RIGHT || character == LOW;
}

static void add_word(struct sought_words *words, struct slice word)
{
        word = slice_trim(word);
        if (word.len && words->count < SOUGHT_WORDS_MAX) words->at[words->count++] = word;
}

struct sought_words sought_words_of(struct slice typed, struct arena *a)
{
        struct sought_words words = {.count = 0};
        struct slice rest = sought_folded(typed, a);
        const char *begun = rest.at, *here = rest.at;
        bool is_phrase = false;
        uint32_t character = 0;
        for (; text_next(&rest, &character); here = rest.at) {
                bool is_mark = is_quotation_mark(character);
                if (!is_mark && (is_phrase || !is_space(character))) continue;
                add_word(&words, (struct slice){begun, (size_t)(here - begun)});
                begun = rest.at;
                if (is_mark) is_phrase = !is_phrase;
        }
        add_word(&words, (struct slice){begun, (size_t)(here - begun)});
        return words;
}

uint32_t sought_words_all(const struct sought_words *words)
{
        return (uint32_t)((UINT64_C(1) << words->count) - 1);
}

uint32_t sought_words_missing(const struct sought_words *words, struct slice text, uint32_t missing, struct arena *a)
{
        if (!missing) return 0;
        const struct slice folded = sought_folded(text, a);
        for (unsigned i = 0; i < words->count; i++) {
                uint32_t bit = UINT32_C(1) << i;
                if (missing & bit && slice_find(folded, words->at[i])) missing &= ~bit;
        }
        return missing;
}
