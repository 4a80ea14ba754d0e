/* Who reads by a program, as far as it says so itself: such reads are not counted. All browsers call themselves
 * "Mozilla/5.0 (…"; programs that do so too name themselves within it. It is looked at for every page, so it is gone
 * through once, in steps of two letters: every word has three or more, so one step falls on its first two or on the two
 * behind its first. Only where they do, words with that first letter are compared. */
#include "reader/reader_inside.h"

static const struct slice words[] = {
#define CRAWLER(word) {word, sizeof(word) - 1},
#include "reader/crawlers.def"
#undef CRAWLER
};
enum { WORDS = sizeof words / sizeof words[0], WORD_MIN_BYTES = 3 };
_Static_assert((int)WORDS <= UINT8_MAX, "a word's number is a byte");

/* Does not change once it is filled. */
enum { LETTERS = 128, BITS = 64 };
static struct {
        uint64_t
                within[LETTERS * LETTERS / BITS]; /* a bit for each two letters of ASCII: a word's first or next ones */
        uint8_t first[LETTERS];                   /* the first word with this letter first, counted from 1; 0: none */
        uint8_t next[WORDS + 1];                  /* the next one with the same */
        atomic_bool is_filled;
} table;

static unsigned letter_of(char c)
{
        return (unsigned)c & (LETTERS - 1);
}

static unsigned place_of(const char *two_letters)
{
        return letter_of(two_letters[0]) * LETTERS + letter_of(two_letters[1]);
}

static void add_two(const char *letters)
{
        unsigned place = place_of(letters);
        table.within[place / BITS] |= UINT64_C(1) << place % BITS;
}

static void fill_table(void)
{
        for (size_t i = 0; i < WORDS; i++) {
                must(words[i].len >= WORD_MIN_BYTES);
                add_two(words[i].at);
                add_two(words[i].at + 1);
                uint8_t *first = &table.first[letter_of(words[i].at[0])];
                table.next[i + 1] = *first;
                *first = (uint8_t)(i + 1);
        }
        atomic_store_explicit(&table.is_filled, true, memory_order_release);
}

static bool may_be_within(const char *two_letters)
{
        unsigned place = place_of(two_letters);
        return table.within[place / BITS] >> place % BITS & 1;
}

static bool begins_with_word(struct slice text)
{
        for (unsigned word = table.first[letter_of(text.at[0])]; word; word = table.next[word])
                if (slice_starts_with(text, words[word - 1])) return true;
        return false;
}

bool is_crawler(struct slice user_agent)
{
        static pthread_once_t once = PTHREAD_ONCE_INIT;
        if (!atomic_load_explicit(&table.is_filled, memory_order_acquire)) pthread_once(&once, fill_table);
        if (!slice_starts_with(user_agent, SLICE("Mozilla/"))) return true;
        for (size_t i = 1; i + 1 < user_agent.len; i += 2) {
                if (!may_be_within(user_agent.at + i)) continue;
                if (begins_with_word(slice_skip(user_agent, i - 1)) || begins_with_word(slice_skip(user_agent, i)))
                        return true;
        }
        return false;
}
