/* stoppress export: everything that a newsroom has written, in a folder, in one file, or on standard output. Reads the
 * store beside whoever writes it. */
#include "wire/export.h"
#include "base/clock.h"
#include "cmd/commands.h"
#include "cmd/progress.h"
#include "news/date_time.h"
#include "os/file.h"
#include "os/folder.h"
#include "wire/tar_gz.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { DATA, WITH_DRAFTS, SINCE };
enum { PATH_BYTES = 4096 };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        [WITH_DRAFTS] = {"with-drafts", "yes|no", "no", "also what nobody has published, as it stands at the desk"},
        [SINCE] = {"since", "DATE", "", "only articles that changed for readers since then: 2026-11-01"},
        {0},
};

struct export
{
        const struct arguments *arguments;
        struct store *store;
        struct arena arena;
        struct newsroom newsroom;
        struct export_wish wish;
        struct export_counts counts;
        char media[PATH_BYTES];
        char place[PATH_BYTES]; /* where it is to be */
        char work[PATH_BYTES];  /* what it is made in, beside its place */
        struct tar_gz *tar;
};

static void export_clear(struct export *e)
{
        tar_gz_free(e->tar);
        store_close(e->store);
        arena_clear(&e->arena);
}

static int fail(struct err err, const char *what, const char *path)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(2 * PATH_BYTES);
        buf_add_format(&why, "%s%s", what, path);
        if (err.os_errno) buf_add_format(&why, ": %s", strerror(err.os_errno));
        return command_failed(err, &why);
}

/* ---- where it goes ---- */

static struct err add_to_folder(void *context, const char *name, struct slice bytes)
{
        struct export *e = context;
        char path[2 * PATH_BYTES];
        snprintf(path, sizeof path, "%s/%s", e->work, name);
        const char *slash = strchr(name, '/');
        if (slash) {
                char folder[2 * PATH_BYTES];
                snprintf(folder, sizeof folder, "%s/%.*s", e->work, (int)(slash - name), name);
                TRY(folder_make(folder));
        }
        return file_write_synced(path, bytes);
}

static struct err add_to_tar(void *context, const char *name, struct slice bytes)
{
        struct export *e = context;
        char path[100];
        snprintf(path, sizeof path, "stoppress/%s", name);
        return tar_gz_add(e->tar, path, bytes);
}

static struct err add_to_output(void *context, const char *name, struct slice bytes)
{
        (void)context, (void)name;
        if (fwrite(bytes.at, 1, bytes.len, stdout) != bytes.len || fflush(stdout) != 0)
                return ERR_OS("write to standard output");
        return NO_ERR;
}

/* ---- doing it ---- */

static void print_counts(const struct export *e)
{
        const struct export_counts *c = &e->counts;
        FILE *to = e->wish.articles_alone ? stderr : stdout;
        fprintf(to, "%lld articles, %lld of them drafts, %lld pictures", (long long)c->articles, (long long)c->drafts,
                (long long)c->pictures);
        fprintf(to, *e->place ? " in %s\n" : "\n", e->place);
        if (c->missing_pictures)
                fprintf(stderr, "%lld pictures are not in the data folder, or damaged; 'stoppress check' names them\n",
                        (long long)c->missing_pictures);
        if (c->without_headline)
                fprintf(stderr, "%lld drafts have no headline, and were left out\n", (long long)c->without_headline);
}

static struct err run_exporter(struct export *e, const struct export_sink *sink)
{
        struct exporter *exporter = NULL;
        struct progress progress;
        bool more = true;
        e->wish.sink = sink;
        struct err err = exporter_new(&e->wish, &exporter);
        progress_start(&progress, "articles");
        while (err.code == OK && more) {
                err = exporter_step(exporter, &more);
                e->counts = *exporter_counts(exporter);
                progress_show(&progress, e->counts.articles, (uint64_t)e->counts.done, (uint64_t)e->counts.all);
        }
        progress_end(&progress);
        exporter_free(exporter);
        e->wish.sink = NULL;
        return err;
}

static int to_folder(struct export *e)
{
        CLEANUP(buf_clear) struct buf work = BUF_INIT(PATH_BYTES - 1);
        char copy[PATH_BYTES];
        memcpy(copy, e->place, sizeof copy);
        if (file_exists(e->place))
                return fail(NO_ERR, "there is something already; choose another name than ", e->place);
        struct err err = folder_make_new(dirname(copy), &work);
        if (err.code != OK) return fail(err, "cannot write beside ", e->place);
        snprintf(e->work, sizeof e->work, "%s", buf_text(&work));
        const struct export_sink sink = {.context = e, .add = add_to_folder};
        err = run_exporter(e, &sink);
        if (err.code == OK) err = folder_move(e->work, e->place);
        if (err.code == OK) return EXIT_DONE;
        int code = fail(err, "cannot make ", e->place);
        err = folder_remove(e->work);
        return err.code == OK ? code : fail(err, "cannot remove ", e->work);
}

static struct err write_tar(struct export *e, int fd)
{
        const struct export_sink sink = {.context = e, .add = add_to_tar};
        TRY(tar_gz_new(fd, e->wish.now_ms, &e->tar));
        TRY(run_exporter(e, &sink));
        TRY(tar_gz_finish(e->tar));
        return fsync(fd) == 0 ? NO_ERR : ERR_OS("write a file to the disk");
}

static int to_file(struct export *e)
{
        CLEANUP(fd_closep) int fd = -1;
        if (file_exists(e->place))
                return fail(NO_ERR, "there is something already; choose another name than ", e->place);
        if (snprintf(e->work, sizeof e->work, "%s.part", e->place) >= (int)sizeof e->work)
                return fail(NO_ERR, "the name is too long: ", e->place);
        fd = open(e->work, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
        if (fd < 0) return fail(ERR_OS("make a file"), "cannot make ", e->work);
        struct err err = write_tar(e, fd);
        if (err.code == OK && rename(e->work, e->place) != 0) err = ERR_OS("rename a file");
        if (err.code == OK) return EXIT_DONE;
        int code = fail(err, "cannot make ", e->place);
        unlink(e->work);
        return code;
}

static int to_output(struct export *e)
{
        const struct export_sink sink = {.context = e, .add = add_to_output};
        e->wish.articles_alone = true;
        struct err err = run_exporter(e, &sink);
        return err.code == OK ? EXIT_DONE : fail(err, "cannot write to standard output", "");
}

/* ---- the command ---- */

static int refuse(struct buf *why)
{
        command_failed(NO_ERR, why);
        return EXIT_USAGE;
}

static bool read_options(struct export *e, struct buf *why)
{
        const char *drafts = e->arguments->values[WITH_DRAFTS], *since = e->arguments->values[SINCE];
        e->wish.with_drafts = strcmp(drafts, "yes") == 0;
        if (!e->wish.with_drafts && strcmp(drafts, "no") != 0)
                buf_add_format(why, "--with-drafts is yes or no, not '%s'", drafts);
        else if (strcmp(e->arguments->operands[0], "ninjs") != 0)
                buf_add_format(why, "'%s' is nothing to export; what is: ninjs", e->arguments->operands[0]);
        else if (*since && !date_time_read(slice_of(since), &e->wish.since_ms))
                buf_add_format(why, "--since wants a date such as 2026-11-01, not '%s'", since);
        else
                return true;
        return false;
}

static struct err open_site(struct export *e, struct buf *why)
{
        char path[PATH_BYTES];
        const char *data = e->arguments->values[DATA];
        TRY(site_find(data, why));
        snprintf(path, sizeof path, "%s/store.db", data);
        snprintf(e->media, sizeof e->media, "%s/media", data);
        TRY(store_open(path, STORE_READ, &e->store, why));
        TRY(store_load_newsroom(e->store, &e->arena, &e->newsroom));
        e->wish.store = e->store;
        e->wish.newsroom = &e->newsroom;
        e->wish.media = e->media;
        e->wish.now_ms = clock_wall_ms();
        return NO_ERR;
}

static int run(const struct arguments *a)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        CLEANUP(export_clear) struct export e = {.arguments = a};
        struct slice place = slice_of(a->operands[1]);
        if (!read_options(&e, &why)) return refuse(&why);
        while (place.len > 1 && slice_ends_with(place, SLICE("/")))
                place.len--;
        if (place.len > PATH_BYTES / 2) return fail(NO_ERR, "the name is too long: ", a->operands[1]);
        struct err err = open_site(&e, &why);
        if (err.code != OK) return command_failed(err, &why);
        bool is_output = slice_eq(place, SLICE("-"));
        if (!is_output) snprintf(e.place, sizeof e.place, "%.*s", SLICE_ARGS(place));
        int code = is_output ? to_output(&e) : slice_ends_with(place, SLICE(".tar.gz")) ? to_file(&e) : to_folder(&e);
        if (code == EXIT_DONE) print_counts(&e);
        return code;
}

const struct command command_export = {
        .name = "export",
        .operands = "ninjs FOLDER|FILE.tar.gz|-",
        .operand_min = 2,
        .operand_max = 2,
        .summary = "takes everything out (IPTC ninjs)",
        .details =
                "Writes every article that readers have or had, as IPTC ninjs 3.1, with the pictures' originals, the\n"
                "settings, sections and topics: in a new folder, or as one file. 'stoppress restore' makes the same\n"
                "site of it; any program that reads ninjs takes the articles. - writes the articles alone, a line\n"
                "each, to standard output. The site may be served meanwhile.\n"
                "Drafts go along when they are asked for; notes, comments, versions, accounts and the log never do.",
        .options = options,
        .run = run,
};
