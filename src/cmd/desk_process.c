/* The desk's process: the only writer. */
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/roles.h"
#include "desk/desk.h"
#include "news/newsroom.h"
#include "os/address_range.h"
#include "os/process.h"
#include "reader/reader.h"
#include "writer/writer.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DATA, THEME, URL, READERS, TRUSTED };
enum { PATH_MAX_BYTES = 4096 };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        [THEME] = {"theme", "DIR", "", "a theme's folder"},
        [URL] = {"url", "URL", "", "the desk's address; empty: nobody works at it"},
        [READERS] = {"readers", "URL", "", "where this machine serves readers"},
        [TRUSTED] = {"trusted-proxy", "CIDR...", "", "proxies on other machines"},
        {0},
};

static bool is_unusable(struct err err)
{
        return err.code == ERR_NOT_FOUND || err.code == ERR_INVALID || err.code == ERR_CONFLICT ||
               err.code == ERR_DENIED;
}

static void say_ready(void)
{
        const char ready = DESK_IS_READY;
        if (write(DESK_READY_FD, &ready, 1) != 1) log_event(LOG_WARNING, "nobody waits to hear that the desk is ready");
}

/* A command that was working in the folder before us has the lock until it is done. */
static struct err open_patiently(const struct writer_options *writer_options, struct writer **ret, struct buf *why)
{
        enum { STEP_US = 100000 };
        struct err err = writer_open(writer_options, ret, why);
        if (err.code == ERR_BUSY) log_event(LOG_WARNING, "%s; waiting for it to end", buf_text(why));
        while (err.code == ERR_BUSY && !process_should_stop()) {
                usleep(STEP_US);
                buf_truncate(why);
                err = writer_open(writer_options, ret, why);
        }
        return err;
}

static struct slice port_of(struct slice url)
{
        const char *colon = memrchr(url.at, ':', url.len);
        return colon ? slice_skip(url, (size_t)(colon - url.at)) : (struct slice){0};
}

/* A site that was made to be looked at on this machine names an address of this machine in its pages; when it is served
 * at another port, what they name leads nowhere. Any other address is somebody's who stands in front. */
static void compare_addresses(const struct writer *writer, const char *readers)
{
        struct slice named = writer_newsroom(writer)->url;
        bool is_here = slice_starts_with(named, SLICE("http://127.0.0.1:")) ||
                       slice_starts_with(named, SLICE("http://localhost:")) ||
                       slice_starts_with(named, SLICE("http://[::1]:"));
        if (!is_here || slice_eq(port_of(named), port_of(slice_of(readers)))) return;
        log_event(LOG_WARNING,
                  "the pages name %.*s as their address and are served at %s: serve them there with --listen, or make "
                  "the site with --url %s",
                  SLICE_ARGS(named), readers, readers);
}

/* Jobs, and people's work when there is an address for it. */
static struct err serve(struct writer *writer, const struct arguments *a, struct buf *why)
{
        const char *url = a->values[URL];
        struct address_range trusted[ADDRESS_RANGES_MAX];
        struct desk_options desk_options = {
                .writer = writer, .listener = DESK_PAGES_FD, .url = url, .trusted = trusted};
        CLEANUP(desk_closep) struct desk *desk = NULL;
        CLEANUP(buf_clear) struct buf link = BUF_INIT(1000);
        if (!*url) {
                say_ready();
                return writer_serve(writer, DESK_LISTENER_FD, NULL);
        }
        TRY(address_ranges_read(slice_of(a->values[TRUSTED]), trusted, &desk_options.trusted_count, why));
        TRY(desk_open(&desk_options, &desk, why));
        TRY(desk_first_link(desk, &link));
        if (link.len) {
                printf("first sign-in (once, within 48 hours): %s\n", buf_text(&link));
                fflush(stdout);
        }
        const struct writer_guest guest = desk_guest(desk);
        say_ready();
        return writer_serve(writer, DESK_LISTENER_FD, &guest);
}

static int run(const struct arguments *a)
{
        log_set_process("desk");
        process_catch_stop();
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000), socket_path = BUF_INIT(PATH_MAX_BYTES);
        CLEANUP(writer_closep) struct writer *writer = NULL;
        buf_add_format(&socket_path, "%s/reader.sock", a->values[DATA]);
        struct far_reader reader = {.bell_fd = DESK_BELL_FD,
                                    .socket_path = buf_text(&socket_path),
                                    .way_fd = -1,
                                    .host = READER_UNCOUNTED_HOST};
        const struct writer_options writer_options = {
                .data = a->values[DATA],
                .theme_folder = *a->values[THEME] ? a->values[THEME] : NULL,
                .witness = far_reader_witness(&reader),
        };
        struct err err = open_patiently(&writer_options, &writer, &why);
        if (err.code != OK) {
                command_failed(err, &why);
                return is_unusable(err) ? ROLE_UNUSABLE : EXIT_FAILED;
        }
        compare_addresses(writer, a->values[READERS]);
        err = serve(writer, a, &why);
        return err.code == OK ? EXIT_DONE : command_failed(err, &why);
}

const struct command command_desk_process = {
        .name = "desk-process",
        .operands = "",
        .summary = "",
        .details = "Started by 'stoppress serve'.",
        .options = options,
        .run = run,
        .hidden = true,
};
