/* stoppress demo: an invented newspaper, to look at and to try things on. Its files are in the program (demo/ in the
 * source); what makes a site of them are the commands that any newsroom would use, one after another. */
#include "base/builtin.h"
#include "base/clock.h"
#include "cmd/commands.h"
#include "os/file.h"
#include "os/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DATA, URL };
enum { PATH_BYTES = 4096, WORDS_MAX = 16, LINE_BYTES = 4000, BREAKING_HOURS = 24, NEWS_MAX_BYTES = 64 << 20 };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder to make"},
        [URL] = {"url", "URL", "http://127.0.0.1:8080", "where it will be served; its pages name it as their address"},
        {0},
};

/* The site is made in a new folder beside its place, so that an interrupted start leaves no half newsroom there, and
 * nothing of anybody else's is touched. */
struct demo {
        const struct arguments *arguments;
        char data[PATH_BYTES];
        char work[PATH_BYTES];                              /* the new folder */
        char making[PATH_BYTES + 8], files[PATH_BYTES + 8]; /* in it */
};

/* `what` goes before the path: "cannot make ". */
static int fail(struct err err, const char *what, const char *path)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(2 * PATH_BYTES);
        if (path) {
                buf_add_text(&why, what);
                buf_add_text(&why, path);
                if (err.os_errno) buf_add_format(&why, ": %s", strerror(err.os_errno));
        }
        return command_failed(err, &why);
}

/* ---- its files ---- */

static struct err write_file(const struct demo *d, const struct builtin_file *file)
{
        char path[2 * PATH_BYTES];
        snprintf(path, sizeof path, "%s/%s", d->files, file->name);
        return file_write_durably(path, file->bytes);
}

static struct err write_files(const struct demo *d)
{
        static const char *const folders[] = {"", "/demo", "/demo/pictures"};
        char path[2 * PATH_BYTES];
        for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
                snprintf(path, sizeof path, "%s%s", d->files, folders[i]);
                TRY(folder_make(path));
        }
        for (const struct builtin_file *file = builtin_files; file->name; file++)
                if (slice_starts_with(slice_of(file->name), SLICE("demo/"))) TRY(write_file(d, file));
        return NO_ERR;
}

/* ---- its commands ---- */

/* What a command says when all is well is of no interest here, but for the import's progress. */
static int run_quietly(const struct command *command, const char *const *words)
{
        fflush(stdout);
        int kept = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (nowhere >= 0) dup2(nowhere, STDOUT_FILENO);
        int code = command_run(command, words);
        fflush(stdout);
        if (kept >= 0) dup2(kept, STDOUT_FILENO);
        fd_close(kept);
        fd_close(nowhere);
        return code;
}

static int run_command(const struct demo *d, const struct command *command, const char *const *words)
{
        const char *all[WORDS_MAX + 3] = {"--data", d->making};
        for (int i = 0; words[i]; i++) {
                must(i < WORDS_MAX);
                all[2 + i] = words[i];
        }
        return command == &command_import ? command_run(command, all) : run_quietly(command, all);
}

static int make_site(const struct demo *d)
{
        char name[LINE_BYTES];
        struct slice names = slice_trim(builtin_find(SLICE("demo/site.txt")));
        must(snprintf(name, sizeof name, "%.*s", SLICE_ARGS(names)) < (int)sizeof name);
        const char *const words[] = {
                "--name",      name,          "--url", d->arguments->values[URL], "--editions", "uk=/,ru=/rus,en=/eng",
                "--time-zone", "Europe/Kyiv", NULL};
        return run_command(d, &command_init, words);
}

/* Does `each` with every line of a built-in table, cut at its bars into `count` cells, of which none may be missing;
 * stops at the first that fails. */
typedef int line_fn(const struct demo *d, char *const *cells);
enum { CELLS_MAX = 5 };
static int each_line(const struct demo *d, const char *file, unsigned count, line_fn *each)
{
        struct slice rest = builtin_find(slice_of(file));
        while (rest.len) {
                struct slice line = slice_cut(&rest, '\n');
                char text[LINE_BYTES], *cells[CELLS_MAX] = {text};
                if (line.len == 0 || line.at[0] == '#') continue;
                must(snprintf(text, sizeof text, "%.*s", SLICE_ARGS(line)) < (int)sizeof text);
                for (unsigned i = 1; i < count; i++) {
                        cells[i] = strchr(cells[i - 1], '|');
                        must(cells[i] != NULL);
                        *cells[i]++ = '\0';
                }
                int code = each(d, cells);
                if (code != EXIT_DONE) return code;
        }
        return EXIT_DONE;
}

static int make_section(const struct demo *d, char *const *cells)
{
        char uk[LINE_BYTES], ru[LINE_BYTES], en[LINE_BYTES];
        must(snprintf(uk, sizeof uk, "uk=%s", cells[1]) < (int)sizeof uk);
        must(snprintf(ru, sizeof ru, "ru=%s", cells[2]) < (int)sizeof ru);
        must(snprintf(en, sizeof en, "en=%s", cells[3]) < (int)sizeof en);
        const char *const words[] = {cells[0], uk, ru, en, NULL};
        return run_command(d, &command_section, words);
}

static int describe(const struct demo *d, char *const *cells)
{
        char uk[LINE_BYTES], ru[LINE_BYTES], en[LINE_BYTES];
        must(snprintf(uk, sizeof uk, "uk=%s", cells[2]) < (int)sizeof uk);
        must(snprintf(ru, sizeof ru, "ru=%s", cells[3]) < (int)sizeof ru);
        must(snprintf(en, sizeof en, "en=%s", cells[4]) < (int)sizeof en);
        const char *const words[] = {cells[0], cells[1], uk, ru, en, NULL};
        return run_command(d, &command_describe, words);
}

static int withdraw(const struct demo *d, char *const *cells)
{
        const char *const words[] = {cells[0], "--reason", cells[1], NULL};
        return run_command(d, &command_withdraw, words);
}

static int make_sections(const struct demo *d)
{
        return each_line(d, "demo/sections.txt", 4, make_section);
}

static int describe_authors_and_others(const struct demo *d)
{
        return each_line(d, "demo/descriptions.txt", 5, describe);
}

static int withdraw_what_is_withdrawn(const struct demo *d)
{
        return each_line(d, "demo/withdrawn.txt", 2, withdraw);
}

/* When an item was made, as it says it: later times sort behind. */
static struct slice time_of(struct slice item)
{
        const struct slice key = SLICE("\"contentCreated\":\"");
        const char *at = slice_find(item, key);
        must(at != NULL);
        struct slice rest = slice_skip(item, (size_t)(at - item.at) + key.len);
        return slice_cut(&rest, '"');
}

/* Both are in the order of time; so is what comes of them. An article leads on to what was there when it came. */
static void write_in_order(struct slice stories, struct slice notices, struct buf *ret)
{
        while (stories.len || notices.len) {
                struct slice story = stories, notice = notices;
                struct slice first = slice_cut(&story, '\n'), second = slice_cut(&notice, '\n');
                bool is_story = !notices.len || (stories.len && slice_cmp(time_of(first), time_of(second)) <= 0);
                buf_add(ret, is_story ? first : second);
                buf_add_char(ret, '\n');
                if (is_story)
                        stories = story;
                else
                        notices = notice;
        }
}

static int import_news(const struct demo *d)
{
        CLEANUP(buf_clear) struct buf news = BUF_INIT(NEWS_MAX_BYTES);
        char path[2 * PATH_BYTES];
        const char *const words[] = {"ninjs", path, NULL};
        snprintf(path, sizeof path, "%s/demo/news.jsonl", d->files);
        write_in_order(builtin_find(SLICE("demo/stories.jsonl")), builtin_find(SLICE("demo/notices.jsonl")), &news);
        struct err err =
                news.full ? ERR(ERR_FULL, "put the news in order") : file_write_durably(path, buf_slice(&news));
        return err.code == OK ? run_command(d, &command_import, words) : fail(err, "cannot write ", path);
}

static int put_settings(const struct demo *d, const char *name)
{
        char path[2 * PATH_BYTES];
        snprintf(path, sizeof path, "%s/demo/%s", d->files, name);
        const char *const words[] = {"put", path, NULL};
        return run_command(d, &command_settings, words);
}

static int put_all_settings(const struct demo *d)
{
        return put_settings(d, "settings.json");
}

/* Each bar ends a day from now, whenever that is, so what it says is of no day; all else of the demo has its own time.
 */
static void put_ends(json_t *bars)
{
        char until[40];
        const char *edition;
        json_t *bar;
        struct tm utc;
        time_t end = (time_t)(clock_wall_ms() / 1000) + BREAKING_HOURS * 3600;
        must(gmtime_r(&end, &utc));
        strftime(until, sizeof until, "%Y-%m-%dT%H:%M:%SZ", &utc);
        json_object_foreach(bars, edition, bar) json_object_set_new(bar, "until", json_string(until));
}

static int put_breaking(const struct demo *d)
{
        struct slice text = builtin_find(SLICE("demo/breaking.json"));
        json_t *bars = json_loadb(text.at, text.len, 0, NULL);
        char path[2 * PATH_BYTES];
        must(bars != NULL);
        json_auto_t *settings = json_pack("{s:o}", "breaking", bars);
        put_ends(bars);
        snprintf(path, sizeof path, "%s/demo/breaking.json", d->files);
        if (json_dump_file(settings, path, 0) != 0) return fail(ERR(ERR_IO, "write the breaking bar"), NULL, NULL);
        return put_settings(d, "breaking.json");
}

static int make_newsroom(const struct demo *d)
{
        static int (*const steps[])(const struct demo *d) = {
                make_site,
                make_sections,
                put_all_settings,
                import_news,
                describe_authors_and_others,
                withdraw_what_is_withdrawn,
                put_breaking,
        };
        for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
                int code = steps[i](d);
                if (code != EXIT_DONE) return code;
        }
        return EXIT_DONE;
}

/* ---- the command ---- */

/* The folder in which the site's place is. */
static struct err make_work_folder(struct demo *d)
{
        CLEANUP(buf_clear) struct buf work = BUF_INIT(PATH_BYTES - 1);
        char copy[PATH_BYTES];
        memcpy(copy, d->data, sizeof copy);
        TRY(folder_make_new(dirname(copy), &work));
        snprintf(d->work, sizeof d->work, "%s", buf_text(&work));
        snprintf(d->making, sizeof d->making, "%s/data", d->work);
        snprintf(d->files, sizeof d->files, "%s/files", d->work);
        return NO_ERR;
}

static int make_there(const struct demo *d)
{
        struct err err = write_files(d);
        if (err.code != OK) return fail(err, "cannot write beside ", d->data);
        int code = make_newsroom(d);
        if (code != EXIT_DONE) return code;
        err = folder_move(d->making, d->data);
        return err.code == OK ? EXIT_DONE : fail(err, "cannot make ", d->data);
}

static int make(struct demo *d)
{
        struct err err = make_work_folder(d);
        if (err.code != OK) return fail(err, "cannot write beside ", d->data);
        int code = make_there(d);
        err = folder_remove(d->work);
        return err.code == OK ? code : fail(err, "cannot remove ", d->work);
}

/* Canonical links, feeds and previews name the site's address, so it is served there: by this machine itself, when the
 * address is its own; else by whatever stands in front. */
static void print_how_to_see(const struct arguments *a, const char *data)
{
        struct slice url = slice_of(a->values[URL]), scheme = SLICE("http://");
        struct slice host = slice_starts_with(url, scheme) ? slice_skip(url, scheme.len) : (struct slice){0};
        bool is_here = slice_starts_with(host, SLICE("127.0.0.1:")) || slice_starts_with(host, SLICE("[::1]:"));
        printf("made the demo newsroom in %s; see it with: stoppress serve --data %s", data, data);
        if (is_here) printf(" --listen %.*s", SLICE_ARGS(host));
        printf("\nits pages name %.*s as their address; --url makes them name another\n", SLICE_ARGS(url));
}

static int run(const struct arguments *a)
{
        struct demo d = {.arguments = a};
        struct slice data = slice_of(a->values[DATA]);
        while (data.len > 1 && slice_ends_with(data, SLICE("/")))
                data.len--;
        if (data.len > PATH_BYTES / 2) return fail(NO_ERR, "the folder's name is too long: ", a->values[DATA]);
        snprintf(d.data, sizeof d.data, "%.*s", SLICE_ARGS(data));
        if (file_exists(d.data)) return fail(NO_ERR, "there is something already; choose another folder than ", d.data);
        int code = make(&d);
        if (code == EXIT_DONE) print_how_to_see(a, d.data);
        return code;
}

const struct command command_demo = {
        .name = "demo",
        .operands = "",
        .summary = "makes an invented newspaper to look at",
        .details = "Makes a data folder with a newspaper of an invented town, in Ukrainian, Russian and English:\n"
                   "stories, notices, illustrations, pages of its own, ways to support it, house advertisements,\n"
                   "a breaking bar that ends a day from now, and a story that was withdrawn.",
        .options = options,
        .run = run,
};
