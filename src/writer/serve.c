/* Jobs over the socket in the data folder: a few connections, their frames one after another. A connection that asked
 * for a rebuild is told of its progress while the others go on. */
#include "writer/theme_follow.h"
#include "writer/writer_inside.h"

#include "base/clock.h"
#include "base/log.h"
#include "os/process.h"
#include "os/socket.h"

enum {
        CONNECTIONS_MAX = 32,
        SEND_PATIENCE_MS = 2000,
        SILENCE_MAX_MS = 60000,
        REBUILD_STEP_MS = 50,
        THEME_STEP_MS = 50,
        ALIKE_STEP_MS = 20,
        LATER_STEP_MS = 10,
        LATER_QUIET_MS = 20,
        LATER_MOST_MS = 200,
        ALIKE_LATELY_MS = 1000,
};

struct connection {
        int fd;
        struct caller *caller;
        struct frame_arrival arrival;
        int64_t heard_ms; /* when it last sent anything */
        bool waits_for_rebuild;
};

struct hall {
        struct writer *writer;
        const struct writer_guest *guest; /* NULL: none */
        int listener;
        struct connection connections[CONNECTIONS_MAX];
        unsigned count;
        int64_t last_second; /* of the wall's clock, in which what is done once a second was done */
};

static void leave(struct hall *h, unsigned i)
{
        caller_close(h->connections[i].caller);
        frame_clear(&h->connections[i].arrival.frame);
        fd_close(h->connections[i].fd);
        h->connections[i] = h->connections[--h->count];
}

static void enter(struct hall *h)
{
        struct connection c = {.fd = -1, .arrival = FRAME_ARRIVAL_INIT, .heard_ms = clock_steady_ms()};
        if (socket_accept(h->listener, &c.fd).code != OK) return;
        bool room = h->count < CONNECTIONS_MAX;
        struct err err = socket_set_timeout(c.fd, SEND_PATIENCE_MS);
        if (err.code == OK && !room)
                err = frame_send(c.fd, "error",
                                 SLICE("{\"why\": \"the desk is busy with others; try again in a minute\"}"));
        if (err.code == OK && room) err = caller_open(h->writer, &c.caller);
        if (err.code != OK || !room) {
                fd_close(c.fd);
                return;
        }
        h->connections[h->count++] = c;
}

static struct err start_rebuild(struct hall *h, struct connection *c)
{
        struct err err = writer_rebuild_start(h->writer);
        if (err.code == OK) {
                c->waits_for_rebuild = true;
                return NO_ERR;
        }
        log_err(err, "rebuild");
        return frame_send(c->fd, "error", SLICE("{\"why\": \"the rebuild could not be started; see the log\"}"));
}

static bool serve_frame(struct hall *h, struct connection *c, const struct frame *job)
{
        CLEANUP(frame_clear) struct frame answer = FRAME_INIT;
        if (strcmp(job->verb, "rebuild") == 0) return start_rebuild(h, c).code == OK;
        caller_do(c->caller, job->verb, buf_slice(&job->payload), &answer);
        return frame_send(c->fd, answer.verb, buf_slice(&answer.payload)).code == OK;
}

static void tell_rebuild(struct hall *h, const char *verb, struct slice text)
{
        for (unsigned i = h->count; i-- > 0;) {
                struct connection *c = &h->connections[i];
                if (!c->waits_for_rebuild) continue;
                if (strcmp(verb, "progress") != 0) c->waits_for_rebuild = false;
                if (frame_send(c->fd, verb, text).code != OK) leave(h, i);
        }
}

static void step_rebuild(struct hall *h)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(256);
        struct rebuild_state state = writer_rebuild_step(h->writer);
        buf_add_format(&text,
                       "{\"done\": %lld, \"total\": %lld, \"articles\": %lld, \"pictures\": %lld, \"lost\": %lld}",
                       (long long)state.done, (long long)state.total, (long long)state.done,
                       (long long)state.pictures.made_anew, (long long)state.pictures.lost);
        if (state.running)
                tell_rebuild(h, "progress", buf_slice(&text));
        else if (state.failed)
                tell_rebuild(h, "error",
                             SLICE("{\"why\": \"rebuilding failed and the old archive stays; see the log\"}"));
        else
                tell_rebuild(h, "done", buf_slice(&text));
}

/* What has come; false when the connection is to be closed. */
static bool hear(struct hall *h, struct connection *c)
{
        bool whole = false;
        if (frame_take(c->fd, &c->arrival, &whole).code != OK) return false;
        c->heard_ms = clock_steady_ms();
        return !whole || serve_frame(h, c, &c->arrival.frame);
}

static void serve_ready(struct hall *h, const bool *ready)
{
        for (unsigned i = h->count; i-- > 0;)
                if (ready[i] && !hear(h, &h->connections[i])) leave(h, i);
}

/* Who began a frame and stopped, or has nothing to say, makes room. */
static void leave_silent(struct hall *h)
{
        int64_t now = clock_steady_ms();
        for (unsigned i = h->count; i-- > 0;)
                if (!h->connections[i].waits_for_rebuild && now - h->connections[i].heard_ms > SILENCE_MAX_MS)
                        leave(h, i);
}

/* What is to appear at a time appears as its second begins. */
static int64_t ms_to_next_second(void)
{
        return 1000 - clock_wall_ms() % 1000;
}

/* How long to wait for others' work. */
static int patience_ms(const struct writer *d)
{
        if (d->rebuild) return REBUILD_STEP_MS;
        if (d->anew.is_under_way || d->follows_up) return 0;
        if (d->left_later) return LATER_STEP_MS;
        if (clock_steady_ms() - d->chose_alike_ms < ALIKE_LATELY_MS) return ALIKE_STEP_MS; /* there may be more */
        return d->theme_folder.changed_ms ? THEME_STEP_MS : (int)ms_to_next_second();
}

static void wait_and_serve(struct hall *h)
{
        int fds[CONNECTIONS_MAX + 4];
        bool ready[CONNECTIONS_MAX + 4] = {0};
        for (unsigned i = 0; i < h->count; i++)
                fds[i] = h->connections[i].fd;
        fds[h->count] = h->listener;
        fds[h->count + 1] = process_stop_fd();
        fds[h->count + 2] = h->writer->theme_folder.watch_fd; /* poll() passes over -1 */
        fds[h->count + 3] = h->guest ? h->guest->fd : -1;
        unsigned count = h->count;
        if (socket_wait(fds, count + 4, patience_ms(h->writer), ready)) serve_ready(h, ready);
        if (ready[count]) enter(h);
        if (h->guest && ready[count + 3]) h->guest->work(h->guest->context);
}

static bool is_new_second(struct hall *h)
{
        int64_t second = clock_wall_ms() / 1000;
        bool is_new = second != h->last_second;
        h->last_second = second;
        return is_new;
}

/* What a publication left waits until no other comes, but not for long. */
static void go_on_later(struct writer *d)
{
        int64_t now = clock_steady_ms();
        bool quiet = now - d->worked_ms >= LATER_QUIET_MS;
        if (!d->left_later || (!quiet && now - d->left_later_ms < LATER_MOST_MS)) return;
        struct err err = writer_do_later(d);
        if (err.code != OK) log_err(err, "pressing what a publication left for later");
}

static void go_on_anew(struct writer *d)
{
        struct err err = follow_up_step(d);
        if (err.code != OK) log_err(err, "following up a change of the structure");
        err = anew_step(d);
        if (err.code == OK) return;
        log_err(err, "pressing anew");
        d->anew = (struct pressing_anew){0}; /* begun again when idle */
}

struct err writer_serve(struct writer *d, int listener, const struct writer_guest *guest)
{
        struct hall hall = {.writer = d, .guest = guest, .listener = listener};
        TRY(indexing_start(buf_text(&d->store_path), buf_text(&d->archive_folder), &d->indexing));
        while (!process_should_stop()) {
                wait_and_serve(&hall);
                bool once_a_second = is_new_second(&hall);
                if (once_a_second) writer_publish_due(d);
                if (d->rebuild) step_rebuild(&hall);
                theme_follow(d);
                go_on_later(d);
                go_on_anew(d);
                writer_choose_alike(d);
                if (!once_a_second) continue;
                leave_silent(&hall);
                writer_idle(d);
        }
        while (hall.count)
                leave(&hall, hall.count - 1);
        writer_end_counts(d);
        writer_end_reads(d);
        writer_write_unfound(d);
        indexing_stop(d->indexing);
        d->indexing = NULL;
        return NO_ERR;
}
