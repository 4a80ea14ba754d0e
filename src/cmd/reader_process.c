/* The reader's process: follows the archive, answers readers; writes nothing. */
#include "base/clock.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/roles.h"
#include "os/address_range.h"
#include "os/process.h"
#include "os/socket.h"
#include "reader/reader.h"
#include "writer/bell.h"

#include <stdlib.h>
#include <unistd.h>

enum { DATA, THREADS, CACHE, TRUSTED };
enum {
        CONNECTIONS_MAX = 18000,
        STREAMS_OF_ADDRESS = 256, /* a school, an office, a village behind one address */
        SLOW_REPLIES_MB = 64,
        LOADERS = 2,
        FINDERS = 2,
        OPEN_TRIES = 500,
        OPEN_STEP_US = 20000,
        BELL_STEP_MS = 250,
        TELL_PERIOD_MS = 2000,
        DAY_MS = 24 * 60 * 60 * 1000,
        STOP_GRACE_MS = 3000,
};

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        [THREADS] = {"threads", "N", NULL, "server threads"},
        [CACHE] = {"cache", "MB", NULL, "memory for pages"},
        [TRUSTED] = {"trusted-proxy", "CIDR...", "", "proxies on other machines"},
        {0},
};

/* The desk, which starts at the same time, may have to make the write-ahead log first; without it nobody can follow. */
static struct err open_patiently(const struct reader_options *options_, struct reader **ret, struct buf *why)
{
        struct err err = {0};
        for (int i = 0; i < OPEN_TRIES && !process_should_stop(); i++) {
                buf_truncate(why);
                err = reader_open(options_, ret, why);
                if (err.code == OK || err.code == ERR_DENIED) return err;
                usleep(OPEN_STEP_US);
        }
        return err.code == OK ? ERR(ERR_BUSY, "open the archive before being told to stop") : err;
}

/* How the descriptors that this process may open are shared out. Pictures may be open twice as often as they are kept
 * (reader.h); some are for databases, sockets, logs. */
struct descriptors {
        unsigned connections, streams, picture_files;
};

static struct descriptors share_descriptors(void)
{
        enum { SPARE = 200, PICTURE_FILES_MAX = 2048, PICTURE_SHARE = 8, OTHERS_SHARE = 24 };
        unsigned max = process_open_max();
        struct descriptors d = {.picture_files = max / PICTURE_SHARE};
        if (d.picture_files > PICTURE_FILES_MAX) d.picture_files = PICTURE_FILES_MAX;
        unsigned others = SPARE + 2 * d.picture_files;
        d.connections = max > 2 * others ? max - others : max / 2;
        if (d.connections > CONNECTIONS_MAX) d.connections = CONNECTIONS_MAX;
        d.streams = d.connections - d.connections / OTHERS_SHARE;
        return d;
}

/* ---- following, and telling what was counted ---- */

static bool tell(void *context, struct slice creative, uint64_t views, uint64_t clicks)
{
        (void)context;
        struct bell_count count = {.day = clock_wall_ms() / DAY_MS, .views = views, .clicks = clicks};
        if (creative.len >= sizeof count.creative) return true; /* such a key is nobody's */
        memcpy(count.creative, creative.at, creative.len);
        return bell_tell(READER_BELL_FD, &count);
}

/* Pages fill a message; what cannot be sent waits with the reader. */
struct telling {
        struct bell_reads message;
        size_t count;
};

static bool send_pages(struct telling *t)
{
        if (t->count == 0 && t->message.lost == 0) return true;
        if (!bell_tell_reads(READER_BELL_FD, &t->message)) return false;
        *t = (struct telling){.count = 0};
        return true;
}

static bool tell_page(void *context, const struct page_reads *line)
{
        struct telling *t = context;
        if (t->count == BELL_PAGES && !send_pages(t)) return false;
        t->message.pages[t->count++] =
                (struct bell_page){.page = line->page, .reads = (uint32_t)line->reads, .edition = line->edition};
        return true;
}

/* What the desk did not take is told first the next time. */
static void tell_reads(struct reader *reader, struct telling *t)
{
        if (!send_pages(t)) return;
        t->message.lost = reader_lost_reads(reader);
        reader_collect_reads(reader, tell_page, t);
        send_pages(t);
}

static bool tell_unfound(void *context, unsigned edition, struct slice words, uint32_t times)
{
        (void)context;
        struct bell_unfound unfound = {.edition = edition, .times = times};
        if (words.len >= sizeof unfound.words) return true;
        memcpy(unfound.words, words.at, words.len);
        return bell_tell_unfound(READER_BELL_FD, &unfound);
}

static void follow_until_stopped(struct reader *reader, struct telling *telling)
{
        int64_t told_ms = clock_steady_ms();
        while (!process_should_stop()) {
                bool rung = bell_wait(READER_BELL_FD, reader_patience_ms(reader, BELL_STEP_MS));
                struct err err = reader_catch_up(reader);
                if (err.code != OK) log_err(err, "following the archive");
                if (rung) bell_answer(READER_BELL_FD, reader_change(reader));
                reader_tidy(reader);
                if (clock_steady_ms() - told_ms < TELL_PERIOD_MS) continue;
                reader_collect(reader, tell, NULL);
                tell_reads(reader, telling);
                reader_collect_unfound(reader, tell_unfound, NULL);
                told_ms = clock_steady_ms();
        }
}

/* Proxies of other machines, which tell whom they serve. */
struct trusted {
        struct address_range ranges[ADDRESS_RANGES_MAX];
        unsigned count;
};

static struct err serve(struct reader *reader, unsigned threads, struct descriptors descriptors,
                        const struct trusted *trusted)
{
        const int listeners[] = {READER_LISTENER_FD, READER_LOCAL_FD};
        struct server_options server_options = {
                .listeners = listeners,
                .listener_count = sizeof listeners / sizeof listeners[0],
                .thread_count = threads,
                .connection_max = descriptors.connections,
                .stream_max = descriptors.streams,
                .stream_address_max = STREAMS_OF_ADDRESS,
                .trusted = trusted->ranges,
                .trusted_count = trusted->count,
                .slow_reply_budget_bytes = (size_t)SLOW_REPLIES_MB << 20,
                .app = reader_app(reader),
        };
        TRY(server_start(&server_options, reader_server(reader)));
        const char ready = READER_IS_READY;
        if (write(READER_READY_FD, &ready, 1) != 1)
                log_event(LOG_WARNING, "nobody waits to hear that the reader is ready");
        struct telling telling = {.count = 0};
        follow_until_stopped(reader, &telling);
        reader_stop_loading(reader);
        server_stop(*reader_server(reader), STOP_GRACE_MS);
        reader_collect(reader, tell, NULL);
        tell_reads(reader, &telling);
        reader_collect_unfound(reader, tell_unfound, NULL);
        tell_reads(reader, &telling); /* the tables that threads counted in last */
        return NO_ERR;
}

static int run(const struct arguments *a)
{
        log_set_process("reader");
        process_catch_stop();
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000), archive = BUF_INIT(4096), public = BUF_INIT(4096);
        const struct descriptors descriptors = share_descriptors();
        buf_add_format(&archive, "%s/archive", a->values[DATA]);
        buf_add_format(&public, "%s/public", a->values[DATA]);
        struct reader_options reader_options = {
                .archive_folder = buf_text(&archive),
                .public_folder = buf_text(&public),
                .picture_files = descriptors.picture_files,
                .server_threads = (unsigned)strtoul(a->values[THREADS], NULL, 10),
                .loader_threads = LOADERS,
                .finder_threads = FINDERS,
                .cache_bytes = strtoul(a->values[CACHE], NULL, 10) << 20,
        };
        struct reader *reader = NULL;
        struct trusted trusted;
        struct err err = address_ranges_read(slice_of(a->values[TRUSTED]), trusted.ranges, &trusted.count, &why);
        if (err.code == OK) err = open_patiently(&reader_options, &reader, &why);
        if (err.code == OK) err = serve(reader, reader_options.server_threads, descriptors, &trusted);
        reader_close(reader);
        return err.code == OK ? EXIT_DONE : command_failed(err, &why);
}

const struct command command_reader_process = {
        .name = "reader-process",
        .operands = "",
        .summary = "",
        .details = "Started by 'stoppress serve'.",
        .options = options,
        .run = run,
        .hidden = true,
};
