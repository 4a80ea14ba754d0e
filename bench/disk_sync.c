/* What this disk takes to keep 4 KB: append, fdatasync, over and over, in a file of its own that has no name.
 *
 *     disk_sync FOLDER [COUNT]
 *
 * Prints the microseconds of each, a line each: the floor below every publication's time. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BLOCK_BYTES = 4096, COUNT_DEFAULT = 500, COUNT_MAX = 100000 };

static int64_t now_us(void)
{
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int main(int argc, char **argv)
{
        unsigned long count = argc == 3 ? strtoul(argv[2], NULL, 10) : COUNT_DEFAULT;
        if (argc < 2 || argc > 3 || count < 1 || count > COUNT_MAX) {
                fprintf(stderr, "usage: disk_sync FOLDER [COUNT]  (COUNT from 1 to %d)\n", COUNT_MAX);
                return 2;
        }
        char block[BLOCK_BYTES];
        memset(block, 'x', sizeof block);
        int fd = open(argv[1], O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
        if (fd < 0) {
                perror(argv[1]);
                return 1;
        }
        for (unsigned long i = 0; i < count; i++) {
                int64_t before = now_us();
                if (write(fd, block, sizeof block) != (ssize_t)sizeof block || fdatasync(fd) < 0) {
                        perror("write and sync");
                        return 1;
                }
                printf("%lld\n", (long long)(now_us() - before));
        }
        return 0;
}
