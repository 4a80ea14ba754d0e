#include "desk/bell.h"

#include "base/clock.h"
#include "os/socket.h"

static bool receive(int fd, int64_t *ret_change, int timeout_ms)
{
        return socket_receive_message(fd, (char *)ret_change, sizeof *ret_change, timeout_ms) == sizeof *ret_change;
}

static bool send_number(int fd, int64_t change)
{
        return socket_send_message(fd, (struct slice){(const char *)&change, sizeof change});
}

bool bell_ring(int fd, int64_t change, int timeout_ms)
{
        int64_t until = clock_steady_ms() + timeout_ms, seen = -1;
        while (receive(fd, &seen, 0)) {
        } /* answers that came too late for an earlier ring */
        if (seen >= change) return true;
        if (!send_number(fd, change)) return false;
        while (seen < change) {
                int64_t left = until - clock_steady_ms();
                if (left <= 0 || !receive(fd, &seen, (int)left)) return false;
        }
        return true;
}

bool bell_wait(int fd, int timeout_ms)
{
        int64_t change = 0;
        if (!receive(fd, &change, timeout_ms)) return false;
        while (receive(fd, &change, 0)) {
        }
        return true;
}

void bell_answer(int fd, int64_t change)
{
        send_number(fd, change);
}
