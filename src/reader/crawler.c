/* Who reads by a program, as far as it says so itself: such reads are not counted. All browsers call themselves
 * "Mozilla/5.0 (..."; crawlers that do so too name themselves behind it, mostly with an address to ask at. It is looked
 * at for every page, so each word is looked for by its rarest letter. */
#include "reader/reader_inside.h"

static bool has_word(struct slice text, const char *word, size_t letter)
{
        size_t len = strlen(word);
        const char *at = text.at, *end = text.at + text.len;
        while (at < end && (at = memchr(at, word[letter], (size_t)(end - at)))) {
                const char *begin = at - letter;
                if (begin >= text.at && begin + len <= end && memcmp(begin, word, len) == 0) return true;
                at++;
        }
        return false;
}

bool is_crawler(struct slice user_agent)
{
        static const struct {
                const char *word;
                size_t letter;
        } words[] = {{"+http", 0}, {"bot", 0}, {"Bot", 0}, {"rawler", 2}, {"pider", 2}};
        if (!slice_starts_with(user_agent, SLICE("Mozilla/"))) return true;
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
                if (has_word(user_agent, words[i].word, words[i].letter)) return true;
        return false;
}
