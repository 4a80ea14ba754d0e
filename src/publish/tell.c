/* What pages that are open are told of a run: one event an edition, JSON in a line, kept in the archive with the run.
 *
 *      {"n": its number, "after": the number of the event before it,
 *       "rail": [a line of the rail, or the path of one that was there before, ...],
 *       "front": 1, when the main part of the front is another,
 *       "articles": [{"paths": [now, formerly, ...], "what": "updated", "text": what to say, "time": ...}, ...]}
 *
 * The rail is told by what it was before, so that an event weighs as much as what is new in it, and whoever has heard
 * all events has the rail as the next page will show it. An article is told when its time that readers see is a later
 * one: a silent mending is not. */
#include "publish/tell.h"

#include "archive/furniture.h"
#include "archive/live.h"
#include "fragment/fragment.h"
#include "news/json_value.h"
#include "press/live.h"

#include <stdlib.h>

enum { TIME_MAX_BYTES = 64, ARTICLES_TOLD_MAX = 300, STORED_MAX_BYTES = 2 * FRAGMENT_PLAIN_MAX_BYTES };

struct tidings {
        json_t *rail, *articles; /* owned; NULL: nothing to tell of them */
        bool front;
};

void tidings_free(struct tidings *t)
{
        if (!t) return;
        json_decref(t->rail);
        json_decref(t->articles);
        free(t);
}

static struct tidings *tidings_of(struct run *r, unsigned edition)
{
        struct tidings **t = &r->tidings[edition];
        if (!*t) *t = calloc(1, sizeof **t);
        must(*t != NULL);
        return *t;
}

struct err tell_begin(struct run *r, const struct edition *edition)
{
        return archive_live_begin(r->publisher->archive, edition->id, edition->code, r->change);
}

/* ---- articles ---- */

static json_t *paths_of(const struct work *work)
{
        json_t *paths = json_array();
        json_append(paths, json_from_slice(work->published.path));
        for (unsigned i = 0; i < work->former_path_count; i++)
                json_append(paths, json_from_slice(work->former_paths[i]));
        return paths;
}

static void tell_article(struct run *r, const struct work *work, enum live_change change)
{
        static const char *const names[] = {
                [LIVE_UPDATED] = "updated", [LIVE_CORRECTED] = "corrected", [LIVE_WITHDRAWN] = "withdrawn"};
        const struct article *article = &work->published.article;
        struct tidings *t = tidings_of(r, article->edition);
        if (!t->articles) t->articles = json_array();
        if (json_array_size(t->articles) >= ARTICLES_TOLD_MAX) return;
        CLEANUP(buf_clear) struct buf time = BUF_INIT(TIME_MAX_BYTES);
        struct presser *presser = r->publisher->presser;
        press_live_time(presser, article->edition, article_modified_ms(article), &time);
        json_t *told = json_object();
        json_put(told, "paths", paths_of(work));
        json_put(told, "what", json_string(names[change]));
        json_put(told, "text", json_from_slice(press_live_words(presser, article->edition, change)));
        if (change != LIVE_WITHDRAWN) json_put(told, "time", json_from_slice(buf_slice(&time)));
        json_append(t->articles, told);
}

static bool is_corrected(const struct article *article)
{
        const int64_t latest_ms = article_modified_ms(article);
        for (size_t i = 0; i < article->correction_count; i++)
                if (article->corrections[i].time_ms == latest_ms) return true;
        return false;
}

/* Pages stand in the archive under the article's id, whatever their address was. ERR_NOT_FOUND: it is new there. */
static struct err load_former(struct run *r, int64_t article, struct archive_page *ret)
{
        return archive_load_page(r->publisher->archive, article, ret);
}

struct err tell_changed(struct run *r, const struct work *work)
{
        const struct article *article = &work->published.article;
        struct archive_page former;
        if (r->everything) return NO_ERR;
        struct err err = load_former(r, work->article, &former);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        if (err.code == OK && article_modified_ms(article) > former.modified_ms)
                tell_article(r, work, is_corrected(article) ? LIVE_CORRECTED : LIVE_UPDATED);
        return err;
}

struct err tell_withdrawn(struct run *r, const struct work *work)
{
        struct archive_page former;
        if (r->everything) return NO_ERR;
        struct err err = load_former(r, work->article, &former);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        if (err.code == OK) tell_article(r, work, LIVE_WITHDRAWN);
        return err;
}

/* ---- the rail ---- */

static struct err read_lines(struct slice stored, json_t **ret)
{
        struct fragment fragment;
        CLEANUP(buf_clear) struct buf plain = BUF_INIT(STORED_MAX_BYTES);
        TRY(fragment_read(stored, &fragment));
        TRY(fragment_inflate(&fragment, &plain));
        *ret = json_loadb(plain.at, plain.len, 0, NULL);
        return json_is_array(*ret) ? NO_ERR : ERR(ERR_INVALID, "read the rail as data");
}

static bool has_line(const json_t *lines, const json_t *line)
{
        size_t i;
        const json_t *at;
        json_array_foreach(lines, i, at) if (json_equal(at, line)) return true;
        return false;
}

/* The lines of now, of which those that were there before are named by their paths. */
static json_t *rail_since(const json_t *before, const json_t *now)
{
        json_t *rail = json_array();
        size_t i;
        json_t *line;
        json_array_foreach(now, i, line)
                json_append(rail, json_incref(has_line(before, line) ? json_object_get(line, "path") : line));
        return rail;
}

static struct err compare_rails(struct run *r, unsigned edition, struct slice before, struct slice now)
{
        json_auto_t *lines_before = NULL, *lines_now = NULL;
        if (before.len == 0 || slice_eq(before, now)) return NO_ERR;
        TRY(read_lines(before, &lines_before));
        TRY(read_lines(now, &lines_now));
        struct tidings *t = tidings_of(r, edition);
        json_decref(t->rail);
        t->rail = json_equal(lines_before, lines_now) ? NULL : rail_since(lines_before, lines_now);
        return NO_ERR;
}

struct err tell_rail(struct run *r, unsigned edition, const struct buf *now)
{
        struct archive *archive = r->publisher->archive;
        CLEANUP(buf_clear) struct buf before = BUF_INIT(STORED_MAX_BYTES);
        TRY(archive_load_furniture(archive, edition, FURNITURE_LIVE_RAIL, &before));
        TRY(compare_rails(r, edition, buf_slice(&before), buf_slice(now)));
        struct archive_furniture always = {.until_ms = INT64_MAX, .stored = buf_slice(now)};
        return archive_put_furniture(archive, edition, FURNITURE_LIVE_RAIL, &always, 1);
}

/* ---- the front ---- */

struct err tell_front(struct run *r, const struct edition *edition, int64_t page, struct slice stored)
{
        struct archive_page former;
        if (r->everything) return NO_ERR;
        struct err err = archive_load_page(r->publisher->archive, page, &former);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        if (err.code == OK && !slice_eq(former.main, stored)) tidings_of(r, edition->id)->front = true;
        return err;
}

/* ---- the event ---- */

static json_t *event_of(const struct tidings *t, int64_t number, int64_t after)
{
        json_t *event = json_object();
        json_put(event, "n", json_integer(number));
        json_put(event, "after", json_integer(after));
        if (t->rail) json_put(event, "rail", json_incref(t->rail));
        if (t->front) json_put(event, "front", json_integer(1));
        if (t->articles) json_put(event, "articles", json_incref(t->articles));
        return event;
}

static struct err add_event(struct run *r, unsigned edition, const struct tidings *t)
{
        struct archive *archive = r->publisher->archive;
        int64_t after = 0;
        TRY(archive_live_last(archive, edition, &after));
        json_auto_t *event = event_of(t, r->change, after);
        char *text = json_dumps(event, JSON_COMPACT);
        if (!text) return ERR(ERR_INVALID, "write what open pages are told");
        struct err err = archive_live_add(archive, edition, r->change, t->rail != NULL, slice_of(text));
        free(text);
        return err;
}

struct err tell_edition(struct run *r, const struct edition *edition)
{
        const struct tidings *t = r->tidings[edition->id];
        if (!t || r->report.changes == 0 || !(t->rail || t->articles || t->front)) return NO_ERR;
        return add_event(r, edition->id, t);
}
