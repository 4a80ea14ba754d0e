/* The last good theme of a folder, kept in the data folder: a desk that starts while the folder's files have a fault,
 * or are not there, goes on with it instead of not starting. Replaced as a whole, so a crash leaves the former one or
 * the new. */
#include "writer/theme_follow.h"

#include "base/log.h"
#include "os/folder.h"

enum { KEPT_FILE_MAX_BYTES = 1 << 20, KEPT_FILES_MAX = 200, PATH_MAX_BYTES = 4096 };

static void add_path(struct buf *ret, const char *folder, const char *name)
{
        buf_truncate(ret);
        buf_add_format(ret, "%s/%s", folder, name);
}

static struct buf folder_in(struct writer *d, const char *name)
{
        struct buf path = BUF_INIT(PATH_MAX_BYTES);
        add_path(&path, buf_text(&d->data), name);
        return path;
}

struct copying {
        const char *from, *to;
        struct buf path;
        unsigned count;
};

/* Files alone, none beyond the bound, and none that is hidden: an editor's own stand there too. */
static struct err copy_file(void *context, const char *name)
{
        struct copying *c = context;
        CLEANUP(buf_clear) struct buf bytes = BUF_INIT(KEPT_FILE_MAX_BYTES);
        if (*name == '.') return NO_ERR;
        if (c->count++ == KEPT_FILES_MAX) return ERR(ERR_FULL, "keep a theme of too many files");
        add_path(&c->path, c->from, name);
        if (file_read(buf_text(&c->path), &bytes).code != OK) return NO_ERR; /* a folder, or none of the theme's */
        add_path(&c->path, c->to, name);
        return file_write_synced(buf_text(&c->path), buf_slice(&bytes));
}

static struct err copy_files(const char *from, const char *to)
{
        struct copying copying = {.from = from, .to = to, .path = BUF_INIT(PATH_MAX_BYTES)};
        struct err err = folder_each_entry(from, copy_file, &copying);
        buf_clear(&copying.path);
        return err;
}

static struct err replace(const char *from, const char *kept)
{
        struct err err = folder_move(from, kept);
        return err.code == ERR_CONFLICT ? folder_exchange(from, kept) : err;
}

static bool is_kept(const char *kept, const struct theme *theme)
{
        CLEANUP(theme_freep) struct theme *last = NULL;
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        return file_exists(kept) && presser_load_theme(kept, &last, &why).code == OK && theme_is_same(last, theme);
}

/* What stays is the last good one of before. */
static void tell_too_large(struct writer *d)
{
        log_event(LOG_WARNING, "theme: %s has more than %d files: too large to be kept as the last good one",
                  buf_text(&d->theme_folder.path), KEPT_FILES_MAX);
}

/* Files may have changed since the theme was read; what is kept is what was found good. */
static struct err keep_made(struct writer *d, const char *made, const char *kept)
{
        if (is_kept(made, d->theme)) return replace(made, kept);
        log_event(LOG_WARNING,
                  "theme: files of %s changed while they were copied; the last good one that is kept stays",
                  buf_text(&d->theme_folder.path));
        return NO_ERR;
}

struct err theme_keep(struct writer *d)
{
        CLEANUP(buf_clear) struct buf kept = folder_in(d, "theme"), made = folder_in(d, "theme.new");
        if (is_kept(buf_text(&kept), d->theme)) return NO_ERR;
        TRY(folder_remove(buf_text(&made))); /* of a crash */
        TRY(folder_make(buf_text(&made)));
        struct err err = copy_files(buf_text(&d->theme_folder.path), buf_text(&made));
        if (err.code == OK) err = keep_made(d, buf_text(&made), buf_text(&kept));
        if (err.code == ERR_FULL) {
                tell_too_large(d);
                err = NO_ERR;
        }
        struct err removing = folder_remove(buf_text(&made));
        return err.code == OK ? removing : err;
}

struct err theme_load_kept(struct writer *d, struct buf *why)
{
        CLEANUP(buf_clear) struct buf kept = folder_in(d, "theme");
        if (!file_exists(buf_text(&kept))) return ERR(ERR_NOT_FOUND, "find the last good theme");
        return presser_load_theme(buf_text(&kept), &d->theme, why);
}
