/* stoppress check: is everything whole, and does the archive say what the store says? */
#include "archive/archive.h"
#include "cmd/commands.h"
#include "desk/codes_key.h"
#include "os/file.h"
#include "press/presser.h"
#include "publish/publish.h"
#include "store/store.h"

#include <sodium.h>
#include <stdio.h>

enum { DATA, THEME };
enum { PATH_BYTES = 4096, FAULTS_MAX_BYTES = 1 << 20 };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        [THEME] = {"theme", "DIR", "",
                   "the theme's folder with which it is served; empty: the last one that was, or the program's own"},
        {0},
};

struct site {
        const char *theme_folder; /* NULL: it is the program's own, or the last good one of a folder */
        bool has_archive;
        struct store *store;
        struct archive *archive;
        struct theme *theme;
        struct arena arena;
        struct newsroom newsroom;
        struct presser *presser;
        struct publisher *publisher;
};

static void press_clear(struct site *s)
{
        publisher_free(s->publisher);
        presser_free(s->presser);
        theme_free(s->theme);
        s->publisher = NULL;
        s->presser = NULL;
        s->theme = NULL;
}

static void site_clear(struct site *s)
{
        press_clear(s);
        arena_clear(&s->arena);
        archive_close(s->archive);
        store_close(s->store);
}

/* NULL: the program's own theme. */
static struct err press_open(struct site *s, const char *theme_folder, struct buf *why)
{
        TRY(presser_load_theme(theme_folder, &s->theme, why));
        TRY(presser_new(&s->newsroom, s->theme, &s->presser));
        return publisher_new(s->store, s->archive, &s->newsroom, s->presser, &s->publisher);
}

/* One that cannot be read is a fault like others; then nothing that it leads to is looked at. */
static struct err open_archive(struct site *s, const char *data, struct buf *faults, struct buf *why)
{
        char path[PATH_BYTES];
        snprintf(path, sizeof path, "%s/archive", data);
        struct err err = archive_open(path, ARCHIVE_READ, &s->archive, why);
        if (err.code == OK) err = publish_as_archive_has(s->archive, s->store, &s->newsroom, &s->arena);
        s->has_archive = err.code == OK;
        if (err.code != ERR_INVALID) return err;
        buf_add_format(faults, "the archive %s is damaged: %s%s; `stoppress rebuild` makes it anew\n", path,
                       why->len ? "" : "could not ", why->len ? buf_text(why) : err.what);
        buf_truncate(why);
        return NO_ERR;
}

static struct err site_open(struct site *s, const char *data, struct buf *faults, struct buf *why)
{
        char path[PATH_BYTES];
        TRY(site_find(data, why));
        snprintf(path, sizeof path, "%s/store.db", data);
        TRY(store_open(path, STORE_READ, &s->store, why));
        TRY(store_load_newsroom(s->store, &s->arena, &s->newsroom));
        TRY(open_archive(s, data, faults, why));
        return s->has_archive ? press_open(s, s->theme_folder, why) : NO_ERR;
}

static struct err verify_pictures(struct site *s, const char *data, struct buf *faults)
{
        char media[PATH_BYTES], public_folder[PATH_BYTES];
        snprintf(media, sizeof media, "%s/media", data);
        snprintf(public_folder, sizeof public_folder, "%s/public", data);
        return publish_verify_pictures(s->archive, (struct picture_folders){media, public_folder}, faults);
}

/* Appends to each line what mends it. */
static struct err tell(struct buf *found, const char *remedy, struct buf *ret)
{
        struct slice rest = buf_slice(found);
        while (rest.len) {
                const char *end = memchr(rest.at, '\n', rest.len);
                size_t len = end ? (size_t)(end - rest.at) : rest.len;
                buf_add_format(ret, "%.*s; %s\n", (int)len, rest.at, remedy);
                rest = slice_skip(rest, end ? len + 1 : len);
        }
        buf_truncate(found);
        return BUF_OK(ret, "list the faults");
}

/* Whoever names no theme need not know whether there is one: what is not as the program's own makes it may be as the
 * last good one of a folder does, which serving keeps in the data folder. */
static struct err verify_archive(struct site *s, const char *data, struct buf *found)
{
        char kept[PATH_BYTES];
        bool behind = false;
        CLEANUP(buf_clear) struct buf found_by_kept = BUF_INIT(FAULTS_MAX_BYTES), why = BUF_INIT(4000);
        snprintf(kept, sizeof kept, "%s/theme", data);
        TRY(publish_is_behind(s->publisher, &behind));
        TRY(publish_verify(s->publisher, found));
        if (s->theme_folder || found->len == 0 || !file_exists(kept)) return NO_ERR;
        press_clear(s);
        if (press_open(s, kept, &why).code != OK) return NO_ERR;
        TRY(publish_verify(s->publisher, &found_by_kept));
        if (found_by_kept.len && !behind) return NO_ERR;
        buf_truncate(found);
        buf_add(found, buf_slice(&found_by_kept));
        return BUF_OK(found, "list the archive's faults");
}

static struct err verify(struct site *s, const char *data, struct buf *faults)
{
        static const char *const archive_remedy = "`stoppress rebuild` mends it";
        CLEANUP(buf_clear) struct buf found = BUF_INIT(FAULTS_MAX_BYTES);
        TRY(store_verify(s->store, &found));
        TRY(tell(&found, "restore the store from a backup", faults));
        TRY(codes_verify(s->store, data, faults)); /* tells itself what mends each */
        if (!s->has_archive) return NO_ERR;
        TRY(archive_verify(s->archive, &found));
        TRY(tell(&found, archive_remedy, faults));
        TRY(verify_pictures(s, data, faults)); /* tells itself what mends each */
        TRY(verify_archive(s, data, &found));
        return tell(&found, archive_remedy, faults);
}

static int run(const struct arguments *a)
{
        must(sodium_init() >= 0);
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000), faults = BUF_INIT(FAULTS_MAX_BYTES);
        const char *theme_folder = a->values[THEME];
        CLEANUP(site_clear) struct site site = {.theme_folder = *theme_folder ? theme_folder : NULL};
        struct store_counts counts = {0};
        struct err err = site_open(&site, a->values[DATA], &faults, &why);
        if (err.code == OK) err = verify(&site, a->values[DATA], &faults);
        if (err.code == OK) err = store_count(site.store, &counts);
        if (err.code != OK && faults.len == 0) return command_failed(err, &why);
        fputs(buf_text(&faults), stdout);
        if (faults.len) return EXIT_FAILED;
        printf("whole: %lld articles, %lld live, %lld versions, %lld changes\n", (long long)counts.articles,
               (long long)counts.live, (long long)counts.versions, (long long)counts.changes);
        return EXIT_DONE;
}

const struct command command_check = {
        .name = "check",
        .operands = "",
        .summary = "checks that everything is whole",
        .details =
                "Checks the databases, every fragment (CRC, length, inflates), and paths and listings against the "
                "store.\n"
                "Prints a line for each fault and how to mend it; exit code 1 when there is one. Reads only; what is\n"
                "about to be done beside a site that is served is no fault.",
        .options = options,
        .run = run,
};
