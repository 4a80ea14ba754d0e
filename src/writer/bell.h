/* The bell between writer and reader: the writer says "there is a change N", the reader answers "I show everything up
 * to N" once it does. Both ends of a socket pair that outlives either process; what rings unheard is heard after a
 * restart. Between rings the reader tells what it counted. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* How often a creative was shown and followed since that was last told, on one day. */
enum { BELL_CREATIVE_BYTES = 88 };
struct bell_count {
        int64_t day; /* UTC, from 1 January 1970 */
        uint64_t views, clicks;
        char creative[BELL_CREATIVE_BYTES]; /* its key, a C string */
};
typedef void bell_count_fn(void *context, const struct bell_count *count);

/* How often pages were read since that was last told; pages as reader.h numbers them, 0: nothing. */
enum { BELL_PAGES = 64 };
struct bell_reads {
        uint64_t lost; /* reads that were not counted by page */
        struct bell_page {
                int64_t page;
                uint32_t reads, edition;
        } pages[BELL_PAGES];
};
typedef void bell_reads_fn(void *context, const struct bell_reads *reads);

/* How often something was looked for and not found since that was last told. */
enum { BELL_WORDS_BYTES = 112 };
struct bell_unfound {
        uint32_t edition, times;
        char words[BELL_WORDS_BYTES]; /* a C string */
};
typedef void bell_unfound_fn(void *context, const struct bell_unfound *unfound);

/* The writer's end: who is given the counts that come, while waiting for an answer too. */
struct bell {
        int fd;
        bell_count_fn *on_count;
        bell_reads_fn *on_reads;
        bell_unfound_fn *on_unfound;
        void *context;
};

/* The writer: says that there is `change`, without waiting; false when nobody can be told. */
bool bell_ring(const struct bell *b, int64_t change);
/* The writer: waits until the reader shows `change`; false when it did not say so in time. */
bool bell_hear(const struct bell *b, int64_t change, int timeout_ms);
/* The writer: takes the counts that have come, without waiting. */
void bell_listen(const struct bell *b);

/* The reader: waits for a ring, takes all that came; false when the time was up first. Then it answers. */
bool bell_wait(int fd, int timeout_ms);
void bell_answer(int fd, int64_t change);
/* The reader tells a count; false when the writer takes no more just now: then it is for the next time. */
bool bell_tell(int fd, const struct bell_count *count);
bool bell_tell_reads(int fd, const struct bell_reads *reads);
bool bell_tell_unfound(int fd, const struct bell_unfound *unfound);
