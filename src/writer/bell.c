#include "writer/bell.h"

#include "base/clock.h"
#include "os/socket.h"

/* Messages are told apart by their lengths. */
union message {
        int64_t change;
        struct bell_count count;
        struct bell_reads reads;
        struct bell_unfound unfound;
};
_Static_assert(sizeof(struct bell_count) != sizeof(struct bell_reads) &&
                       sizeof(struct bell_unfound) != sizeof(struct bell_count) &&
                       sizeof(struct bell_unfound) != sizeof(struct bell_reads),
               "messages are told apart by their lengths");

static bool receive_change(int fd, int64_t *ret_change, int timeout_ms)
{
        union message message;
        int got = socket_receive_message(fd, (char *)&message, sizeof message, timeout_ms);
        *ret_change = message.change;
        return got == sizeof message.change;
}

static bool send_number(int fd, int64_t change)
{
        return socket_send_message(fd, (struct slice){(const char *)&change, sizeof change});
}

/* ---- the writer ---- */

/* The reader is the process that strangers talk to: what it says is not taken on trust. */
static bool is_sound(const struct bell_count *count)
{
        enum { DAYS_MAX = 1 << 20 };
        const uint64_t count_max = UINT64_C(1) << 40;
        const char *end = memchr(count->creative, 0, sizeof count->creative);
        return end && end > count->creative && count->day >= 0 && count->day < DAYS_MAX && count->views < count_max &&
               count->clicks < count_max;
}

static bool are_sound(const struct bell_reads *reads)
{
        enum { EDITIONS = 32 };
        const int64_t page_max = INT64_C(1) << 56;
        for (size_t i = 0; i < BELL_PAGES; i++) {
                const struct bell_page *page = &reads->pages[i];
                if (page->page > page_max || page->page < -2 * EDITIONS || page->edition >= EDITIONS) return false;
        }
        return true;
}

static bool is_sound_unfound(const struct bell_unfound *unfound)
{
        enum { EDITIONS = 32, TIMES_MAX = 1 << 30 };
        const char *end = memchr(unfound->words, 0, sizeof unfound->words);
        return end && unfound->edition < EDITIONS && unfound->times < TIMES_MAX;
}

/* The next message; false when the time is up first. A count is given away and leaves `ret_change` as it is. */
static bool hear(const struct bell *b, int64_t *ret_change, int timeout_ms)
{
        union message message;
        int got = socket_receive_message(b->fd, (char *)&message, sizeof message, timeout_ms);
        if (got == sizeof message.count && is_sound(&message.count) && b->on_count)
                b->on_count(b->context, &message.count);
        if (got == sizeof message.reads && are_sound(&message.reads) && b->on_reads)
                b->on_reads(b->context, &message.reads);
        if (got == sizeof message.unfound && is_sound_unfound(&message.unfound) && b->on_unfound)
                b->on_unfound(b->context, &message.unfound);
        if (got == sizeof message.change) *ret_change = message.change;
        return got >= 0;
}

void bell_listen(const struct bell *b)
{
        int64_t seen = -1; /* an answer that came too late for its ring */
        while (hear(b, &seen, 0)) {
        }
}

bool bell_ring(const struct bell *b, int64_t change)
{
        bell_listen(b);
        return send_number(b->fd, change);
}

bool bell_hear(const struct bell *b, int64_t change, int timeout_ms)
{
        int64_t until = clock_steady_ms() + timeout_ms, seen = -1;
        while (seen < change) {
                int64_t left = until - clock_steady_ms();
                if (left <= 0 || !hear(b, &seen, (int)left)) return false;
        }
        return true;
}

/* ---- the reader ---- */

bool bell_wait(int fd, int timeout_ms)
{
        int64_t change = 0;
        if (!receive_change(fd, &change, timeout_ms)) return false;
        while (receive_change(fd, &change, 0)) {
        }
        return true;
}

void bell_answer(int fd, int64_t change)
{
        send_number(fd, change);
}

bool bell_tell(int fd, const struct bell_count *count)
{
        return socket_send_message(fd, (struct slice){(const char *)count, sizeof *count});
}

bool bell_tell_reads(int fd, const struct bell_reads *reads)
{
        return socket_send_message(fd, (struct slice){(const char *)reads, sizeof *reads});
}

bool bell_tell_unfound(int fd, const struct bell_unfound *unfound)
{
        return socket_send_message(fd, (struct slice){(const char *)unfound, sizeof *unfound});
}
