/* stoppress serve: the supervisor. It holds the listening sockets, parses nothing, and starts again what dies, so that
 * no connection is refused meanwhile: the kernel keeps those that come for the next process. */
#include "base/clock.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/roles.h"
#include "os/address_range.h"
#include "os/file.h"
#include "os/process.h"
#include "os/socket.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { DATA, LISTEN, DESK_LISTEN, DESK_URL, TRUSTED, THEME, THREADS, CACHE };
enum {
        PATH_MAX_BYTES = 4096,
        URL_MAX_BYTES = 300,
        NUMBER_BYTES = 16,
        THREADS_MAX = 64,
        CACHE_MB_MAX = 1 << 20,
        WAIT_MS = 1000,
        STOP_PATIENCE_MS = 10000,
        DELAY_FIRST_MS = 100,
        DELAY_MAX_MS = 5000,
        LIVED_WELL_MS = 10000,
        START_FAILURES_MAX = 5,
};

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        [LISTEN] = {"listen", "ADDR:PORT", "127.0.0.1:8080", "where readers are served; port 0: any free one"},
        [DESK_LISTEN] = {"desk-listen", "ADDR:PORT", "", "where the newsroom works; empty: nowhere"},
        [DESK_URL] = {"desk-url", "URL", "",
                      "the address at which the newsroom reaches its desk; empty: http://localhost:PORT"},
        [TRUSTED] = {"trusted-proxy", "CIDR...", "",
                     "proxies on other machines, such as 10.0.0.0/8: what they say in X-Forwarded-For is believed"},
        [THEME] = {"theme", "DIR", "",
                   "a theme's folder, taken over anew when its files change; empty: the program's own"},
        [THREADS] = {"threads", "N", "0", "server threads; 0: one a core"},
        [CACHE] = {"cache", "MB", "128", "memory for pages"},
        {0},
};

/* A process of ours, and what is needed to start it again. */
struct role {
        const char *name;
        struct err (*start)(const char *const *argv, const int *fds, unsigned fd_count, int *ret_pid);
        const char *argv[16];
        int fds[5];
        unsigned fd_count;
        int pid; /* 0: not running */
        int64_t started_ms, start_again_ms;
        int delay_ms;
        unsigned failures; /* early deaths in a row, before it was ever well */
};

enum { DESK, READER, ROLES };
struct supervisor {
        const char *data, *theme, *trusted;
        struct buf desk_url; /* empty: there is no desk to work at */
        struct buf url;      /* where readers are served */
        char threads[NUMBER_BYTES], cache[NUMBER_BYTES];
        int lock_fd, listener, reader_local, desk_listener, desk_pages, bell[2], ready[2];
        struct role roles[ROLES];
        bool reader_ready, desk_ready, announced;
        bool unusable; /* a process said that the data folder is no good, before all were ready */
};

static void fds_clear(struct supervisor *s)
{
        const int fds[] = {s->lock_fd, s->listener, s->reader_local, s->desk_listener, s->desk_pages,
                           s->bell[0], s->bell[1],  s->ready[0],     s->ready[1]};
        buf_clear(&s->desk_url);
        buf_clear(&s->url);
        for (size_t i = 0; i < sizeof fds / sizeof fds[0]; i++)
                fd_close(fds[i]);
}

/* ---- what it holds ---- */

static struct err take_lock(struct supervisor *s, struct buf *why)
{
        CLEANUP(buf_clear) struct buf path = BUF_INIT(PATH_MAX_BYTES), pid = BUF_INIT(64);
        TRY(site_find(s->data, why));
        buf_add_format(&path, "%s/serve.lock", s->data);
        struct err err = file_lock(buf_text(&path), &s->lock_fd);
        if (err.code == OK) return NO_ERR;
        if (err.code != ERR_BUSY) {
                buf_add_format(why, "cannot write in the data folder %s: %s", s->data, strerror(err.os_errno));
                return err;
        }
        struct err ignored = file_read(buf_text(&path), &pid);
        (void)ignored;
        buf_add_format(why, "%s is served already, by process %.*s", s->data, SLICE_ARGS(slice_trim(buf_slice(&pid))));
        return err;
}

static struct err listen_in_folder(const char *data, const char *name, int *ret_fd)
{
        CLEANUP(buf_clear) struct buf path = BUF_INIT(PATH_MAX_BYTES);
        buf_add_format(&path, "%s/%s", data, name);
        return socket_listen_at(buf_text(&path), ret_fd);
}

/* The newsroom's own address. Without --desk-url it is this machine's, where browsers let people sign in without TLS.
 */
static struct err open_desk_pages(struct supervisor *s, const char *address, const char *url, struct buf *why)
{
        if (!*address) return NO_ERR;
        TRY(socket_listen(address, &s->desk_pages, why));
        if (*url)
                buf_add_text(&s->desk_url, url);
        else
                buf_add_format(&s->desk_url, "http://localhost:%u", socket_port(s->desk_pages));
        return BUF_OK(&s->desk_url, "name the desk's address");
}

static struct err open_sockets(struct supervisor *s, const char *address, struct buf *why)
{
        TRY(socket_listen(address, &s->listener, why));
        buf_add_format(&s->url, "http://%.*s:%u", (int)(strrchr(address, ':') - address), address,
                       socket_port(s->listener));
        TRY(BUF_OK(&s->url, "name the readers' address"));
        TRY(listen_in_folder(s->data, "reader.sock", &s->reader_local));
        TRY(listen_in_folder(s->data, "desk.sock", &s->desk_listener));
        TRY(socket_pair(s->bell));
        return pipe2(s->ready, O_CLOEXEC | O_NONBLOCK) == 0 ? NO_ERR : ERR_OS("make a pipe");
}

static bool read_number(const char *text, unsigned max, unsigned *ret)
{
        uint64_t number = 0;
        if (!slice_to_u64(slice_of(text), max, &number)) return false;
        *ret = (unsigned)number;
        return true;
}

static struct err read_numbers(struct supervisor *s, const struct arguments *a, struct buf *why)
{
        unsigned threads = 0, cache = 0;
        if (!read_number(a->values[THREADS], THREADS_MAX, &threads)) {
                buf_add_text(why, "--threads must be a number up to 64");
                return ERR(ERR_INVALID, "read the options");
        }
        if (!read_number(a->values[CACHE], CACHE_MB_MAX, &cache) || cache == 0) {
                buf_add_text(why, "--cache must be a number of megabytes, 1 or more");
                return ERR(ERR_INVALID, "read the options");
        }
        if (threads == 0) threads = process_cpu_count();
        snprintf(s->threads, sizeof s->threads, "%u", threads < THREADS_MAX ? threads : THREADS_MAX);
        snprintf(s->cache, sizeof s->cache, "%u", cache);
        return NO_ERR;
}

/* The processes read them again. */
static struct err check_proxies(const char *trusted, struct buf *why)
{
        struct address_range ranges[ADDRESS_RANGES_MAX];
        unsigned count;
        buf_add_text(why, "--trusted-proxy: "); /* forgotten when all is well */
        TRY(address_ranges_read(slice_of(trusted), ranges, &count, why));
        buf_truncate(why);
        return NO_ERR;
}

static void name_roles(struct supervisor *s)
{
        s->roles[DESK] = (struct role){
                .name = "desk",
                .start = process_start_in_huge_pages,
                .argv = {"stoppress", "desk-process", "--data", s->data, "--theme", s->theme, "--url",
                         buf_text(&s->desk_url), "--readers", buf_text(&s->url), "--trusted-proxy", s->trusted},
                .fds = {s->desk_listener, s->bell[0], s->ready[1], s->desk_pages},
                .fd_count = s->desk_pages >= 0 ? 4 : 3,
        };
        s->roles[READER] = (struct role){
                .name = "reader",
                .start = process_start_in_huge_pages,
                .argv = {"stoppress", "reader-process", "--data", s->data, "--threads", s->threads, "--cache", s->cache,
                         "--trusted-proxy", s->trusted},
                .fds = {s->listener, s->reader_local, s->bell[1], s->ready[1]},
                .fd_count = 4,
        };
}

/* ---- keeping the roles alive ---- */

static void start_role(struct role *role)
{
        struct err err = role->start(role->argv, role->fds, role->fd_count, &role->pid);
        role->started_ms = clock_steady_ms();
        if (err.code == OK) return;
        log_err(err, "%s", role->name);
        role->start_again_ms = role->started_ms + DELAY_MAX_MS;
}

static void note_end(struct supervisor *s, const struct process_end *end)
{
        if (end->exit_code == ROLE_UNUSABLE && !s->announced) s->unusable = true;
        for (int i = 0; i < ROLES; i++) {
                struct role *role = &s->roles[i];
                if (role->pid != end->pid) continue;
                int64_t now = clock_steady_ms();
                bool lived_well = now - role->started_ms > LIVED_WELL_MS;
                role->pid = 0;
                role->failures = s->announced || lived_well ? 0 : role->failures + 1;
                role->delay_ms = lived_well || !role->delay_ms ? DELAY_FIRST_MS : role->delay_ms * 2;
                if (role->delay_ms > DELAY_MAX_MS) role->delay_ms = DELAY_MAX_MS;
                /* The first time it is worth no delay at all: readers are waiting. */
                role->start_again_ms = lived_well ? now : now + role->delay_ms;
                log_event(LOG_ERROR, "the %s ended (%s)%s", role->name, end->how,
                          s->unusable ? "" : " and is started again");
        }
}

static void start_what_is_due(struct supervisor *s)
{
        for (int i = 0; i < ROLES; i++)
                if (!s->roles[i].pid && clock_steady_ms() >= s->roles[i].start_again_ms) start_role(&s->roles[i]);
}

static int wait_ms(const struct supervisor *s)
{
        int64_t now = clock_steady_ms(), wait = WAIT_MS;
        for (int i = 0; i < ROLES; i++) {
                int64_t left = s->roles[i].start_again_ms - now;
                if (!s->roles[i].pid && left < wait) wait = left > 0 ? left : 0;
        }
        return (int)wait;
}

static void announce(struct supervisor *s)
{
        char letters[16];
        ssize_t count = read(s->ready[0], letters, sizeof letters);
        for (ssize_t i = 0; i < count; i++) {
                s->reader_ready |= letters[i] == READER_IS_READY;
                s->desk_ready |= letters[i] == DESK_IS_READY;
        }
        if (!s->reader_ready || !s->desk_ready || s->announced) return;
        s->announced = true;
        printf("reading: %s/\n", buf_text(&s->url));
        if (s->desk_url.len) printf("working: %s/\n", buf_text(&s->desk_url));
        fflush(stdout);
}

/* A site that cannot even start is for a person to look at. */
static bool is_hopeless(const struct supervisor *s)
{
        if (s->unusable) return true;
        for (int i = 0; i < ROLES; i++)
                if (s->roles[i].failures >= START_FAILURES_MAX) return true;
        return false;
}

static int supervise(struct supervisor *s)
{
        struct process_end end;
        while (!process_should_stop() && !is_hopeless(s)) {
                start_what_is_due(s);
                const int fds[] = {process_stop_fd(), s->ready[0]};
                bool ready[2];
                if (socket_wait(fds, 2, wait_ms(s), ready) && ready[1]) announce(s);
                while (process_ended(&end))
                        note_end(s, &end);
        }
        bool hopeless = is_hopeless(s);
        for (int i = ROLES; i-- > 0;)
                if (s->roles[i].pid) process_stop(s->roles[i].pid, STOP_PATIENCE_MS);
        if (hopeless && !s->unusable)
                log_event(LOG_ERROR, "gave up: a process ended %d times at its start", START_FAILURES_MAX);
        return hopeless ? EXIT_FAILED : EXIT_DONE;
}

static struct err prepare(struct supervisor *s, const struct arguments *a, struct buf *why)
{
        TRY(read_numbers(s, a, why));
        TRY(check_proxies(s->trusted, why));
        TRY(take_lock(s, why));
        TRY(open_sockets(s, a->values[LISTEN], why));
        TRY(open_desk_pages(s, a->values[DESK_LISTEN], a->values[DESK_URL], why));
        name_roles(s);
        return NO_ERR;
}

static int run(const struct arguments *a)
{
        log_set_process("supervisor");
        process_catch_stop();
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        CLEANUP(fds_clear)
        struct supervisor s = {.data = a->values[DATA],
                               .theme = a->values[THEME],
                               .trusted = a->values[TRUSTED],
                               .lock_fd = -1,
                               .listener = -1,
                               .desk_url = BUF_INIT(URL_MAX_BYTES),
                               .url = BUF_INIT(URL_MAX_BYTES)};
        s.reader_local = s.desk_listener = s.desk_pages = s.bell[0] = s.bell[1] = s.ready[0] = s.ready[1] = -1;
        struct err err = prepare(&s, a, &why);
        if (err.code == OK) return supervise(&s);
        command_failed(err, &why);
        return err.code == ERR_INVALID ? EXIT_USAGE : EXIT_FAILED;
}

const struct command command_serve = {
        .name = "serve",
        .operands = "",
        .summary = "serves the site to its readers",
        .details =
                "Serves the site: a supervisor that holds the sockets, a reader for the public, and a desk, the only\n"
                "process that writes. import, publish, withdraw, section and rebuild hand their work to it while it\n"
                "runs. Prints the address when the first page can be read; SIGTERM or Ctrl+C ends it in order.",
        .options = options,
        .run = run,
};
