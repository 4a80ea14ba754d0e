/* Who reads by a program, as far as it says so itself: such reads are not counted. All browsers call themselves
 * "Mozilla/5.0 (…"; programs that do so too name themselves within it. It is looked at for every page, so it is gone
 * through once: where two letters are those that any of the words begins with, the words are compared. */
#include "reader/reader_inside.h"

static const struct slice words[] = {
#define CRAWLER(word) {word, sizeof(word) - 1},
#include "reader/crawlers.def"
#undef CRAWLER
};
enum { WORDS = sizeof words / sizeof words[0] };

/* A bit for each two letters of ASCII; does not change once it is filled. */
enum { LETTERS = 128, BITS = 64 };
static uint64_t begins[LETTERS * LETTERS / BITS];

static unsigned place_of(const char *two_letters)
{
        return (unsigned)(two_letters[0] & (LETTERS - 1)) * LETTERS + (unsigned)(two_letters[1] & (LETTERS - 1));
}

static void fill_begins(void)
{
        for (size_t i = 0; i < WORDS; i++)
                begins[place_of(words[i].at) / BITS] |= UINT64_C(1) << place_of(words[i].at) % BITS;
}

static bool may_begin(const char *two_letters)
{
        unsigned place = place_of(two_letters);
        return begins[place / BITS] >> place % BITS & 1;
}

static bool begins_with_word(struct slice text)
{
        for (size_t i = 0; i < WORDS; i++)
                if (slice_starts_with(text, words[i])) return true;
        return false;
}

bool is_crawler(struct slice user_agent)
{
        static pthread_once_t filled = PTHREAD_ONCE_INIT;
        pthread_once(&filled, fill_begins);
        if (!slice_starts_with(user_agent, SLICE("Mozilla/"))) return true;
        for (size_t i = 0; i + 1 < user_agent.len; i++)
                if (may_begin(user_agent.at + i) && begins_with_word(slice_skip(user_agent, i))) return true;
        return false;
}
