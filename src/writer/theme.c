/* The theme of the site: the program's own, or a folder's, which is looked at again whenever its files change, or
 * another folder stands at its path. A theme with a fault is told of, and the last good one stays. */
#include "writer/theme_follow.h"

#include "base/clock.h"
#include "base/log.h"
#include "os/watch.h"

enum { QUIET_MS = 200 }; /* an editor writes a file in several steps, and several files one after another */

static struct err load(struct writer *d, struct theme **ret, struct buf *why)
{
        return presser_load_theme(d->theme_folder.path.len ? buf_text(&d->theme_folder.path) : NULL, ret, why);
}

/* What readers will not see as its maker does. */
static void tell_warnings(const struct theme *theme)
{
        struct slice rest = theme_warnings(theme);
        while (rest.len) {
                struct slice warning = slice_cut(&rest, '\n');
                log_event(LOG_WARNING, "theme: %.*s", SLICE_ARGS(warning));
        }
}

/* What stands at the path is looked up before it is watched: if it is replaced in between, that is seen later. */
static struct err watch(struct writer *d)
{
        const char *folder = buf_text(&d->theme_folder.path);
        TRY(file_identify(folder, &d->theme_folder.watched));
        return watch_open(folder, &d->theme_folder.watch_fd);
}

static void add_unreadable(struct writer *d, struct buf *why)
{
        buf_add_format(why, "the theme's folder %s cannot be read", buf_text(&d->theme_folder.path));
}

static struct err open_folder(struct writer *d, struct buf *why)
{
        struct err err = watch(d);
        d->theme_folder.is_away = err.code != OK;
        if (d->theme_folder.is_away) add_unreadable(d, why);
        TRY(err);
        return load(d, &d->theme, why);
}

static void tell_fault(struct writer *d, struct buf *why)
{
        d->theme_folder.is_faulty = true;
        log_event(LOG_ERROR, "theme: %s; the last good theme stays", buf_text(why));
}

/* Of files that are as readers have them: worth a line when they were not. */
static void tell_no_fault(struct writer *d)
{
        if (d->theme_folder.is_faulty)
                log_event(LOG_INFO, "theme: the fault is gone; %s is the theme that readers have",
                          buf_text(&d->theme_folder.path));
        d->theme_folder.is_faulty = false;
}

static void keep(struct writer *d)
{
        struct err err = theme_keep(d);
        if (err.code != OK) log_err(err, "keeping the theme");
}

struct err theme_open(struct writer *d, const char *folder, struct buf *why)
{
        CLEANUP(buf_clear) struct buf kept_why = BUF_INIT(4000);
        d->theme_folder.path = BUF_INIT(4096);
        if (!folder) return load(d, &d->theme, why);
        buf_add_text(&d->theme_folder.path, folder);
        struct err err = open_folder(d, why);
        if (err.code == OK) {
                tell_warnings(d->theme);
                keep(d);
                return NO_ERR;
        }
        if (theme_load_kept(d, &kept_why).code != OK) return err;
        tell_fault(d, why);
        buf_truncate(why);
        return NO_ERR;
}

void theme_close(struct writer *d)
{
        theme_free(d->theme);
        fd_close(d->theme_folder.watch_fd);
        buf_clear(&d->theme_folder.path);
}

/* Presses what all pages share. */
static struct err press_with(struct writer *d, struct theme *theme, struct publish_report *ret)
{
        plant_close(&d->plant);
        d->theme = theme;
        TRY(writer_open_plant(d));
        return writer_publish_all(d, ret);
}

/* What all pages share is pressed at once; articles follow between other work. A theme with which that cannot be done
 * goes, and the one of before is pressed with again; until it could, nothing of the other is kept. */
static struct err take_over(struct writer *d, struct theme *theme)
{
        struct publish_report report;
        struct theme *before = d->theme;
        struct err err = press_with(d, theme, &report);
        if (err.code != OK) {
                struct err again = press_with(d, before, &report);
                if (again.code != OK) log_err(again, "theme");
                theme_free(theme);
                return err;
        }
        theme_free(before);
        keep(d);
        if (d->witness.shows) d->witness.shows(d->witness.context, report.change);
        return anew_begin(d);
}

static void reload(struct writer *d)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        struct theme *theme = NULL;
        struct err err = load(d, &theme, &why);
        if (err.code != OK) {
                tell_fault(d, &why);
                return;
        }
        if (theme_is_same(theme, d->theme)) {
                tell_no_fault(d);
                theme_free(theme);
                return;
        }
        tell_warnings(theme);
        err = take_over(d, theme);
        d->theme_folder.is_faulty = err.code != OK;
        if (err.code == OK)
                log_event(LOG_INFO, "theme: taken over from %s", buf_text(&d->theme_folder.path));
        else
                log_err(err, "theme: not taken over from %s; the last good theme stays",
                        buf_text(&d->theme_folder.path));
}

static void watch_no_more(struct writer *d)
{
        fd_close(d->theme_folder.watch_fd);
        d->theme_folder.watch_fd = -1;
}

static void take_events(struct writer *d)
{
        bool has_ended;
        if (d->theme_folder.watch_fd < 0) return;
        if (watch_take(d->theme_folder.watch_fd, &has_ended)) d->theme_folder.changed_ms = clock_steady_ms();
        if (has_ended) watch_no_more(d);
}

/* Whether the folder that is watched stands at the path still; events do not tell, if a link of the path was switched.
 */
static bool is_watched(struct writer *d)
{
        struct file_identity there;
        return d->theme_folder.watch_fd >= 0 && file_identify(buf_text(&d->theme_folder.path), &there).code == OK &&
               file_identity_eq(there, d->theme_folder.watched);
}

/* Of a folder that was moved away, removed or replaced: what stands at its path now is watched and looked at. While
 * nothing does, that is told once. */
static void watch_what_is_there(struct writer *d)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4200);
        watch_no_more(d);
        d->theme_folder.changed_ms = 0;
        if (watch(d).code == OK) {
                d->theme_folder.changed_ms = clock_steady_ms();
                d->theme_folder.is_away = false;
                return;
        }
        if (d->theme_folder.is_away) return;
        d->theme_folder.is_away = true;
        add_unreadable(d, &why);
        tell_fault(d, &why);
}

void theme_follow(struct writer *d)
{
        if (!d->theme_folder.path.len) return;
        take_events(d);
        if (!is_watched(d)) watch_what_is_there(d);
        /* A rebuild under way presses with the theme that it began with. */
        if (!d->theme_folder.changed_ms || d->rebuild || clock_steady_ms() - d->theme_folder.changed_ms < QUIET_MS)
                return;
        d->theme_folder.changed_ms = 0;
        reload(d);
}
