/* What pages that are open are told of a run: one event an edition, JSON in a line, kept in the archive with the run.
 *
 *      {"n": its number, "after": the number of the event before it,
 *       "rail": [a line of the rail, or the path of one that was there before, ...],
 *       "front": 1, when the main part of the front is another,
 *       "articles": [{"paths": [now, formerly, ...], "what": "updated", "text": what to say, "time": ...}, ...]}
 *
 * Of live coverage an article tells "entries" besides, how many came; "text" is then what the last of them says, and
 * "what" is "entry".
 *
 * The rail is told by what it was before, so that an event weighs as much as what is new in it, and whoever has heard
 * all events has the rail as the next page will show it. An article is told when its time that readers see is a later
 * one: a silent mending is not. */
#include "publish/tell.h"

#include "archive/furniture.h"
#include "archive/live.h"
#include "fragment/fragment.h"
#include "news/coverage.h"
#include "news/json_value.h"
#include "press/live.h"

#include <stdlib.h>

enum {
        TIME_MAX_BYTES = 64,
        ARTICLES_TOLD_MAX = 300,
        ENTRY_TOLD_MAX_BYTES = 300,
        STORED_MAX_BYTES = 2 * FRAGMENT_PLAIN_MAX_BYTES
};

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

static struct slice beginning_of(struct slice text)
{
        if (text.len <= ENTRY_TOLD_MAX_BYTES) return text;
        size_t len = ENTRY_TOLD_MAX_BYTES;
        while (len && ((unsigned char)text.at[len] & 0xC0) == 0x80) /* within a character of UTF-8 */
                len--;
        return (struct slice){text.at, len};
}

/* Puts how many entries came behind `after_ms`, and what the last one says. */
static void put_entries(const struct article *article, int64_t after_ms, json_t *told)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(BODY_JSON_MAX_BYTES);
        const struct block *newest;
        unsigned count = coverage_count_new(&article->body, after_ms, &newest);
        json_put(told, "entries", json_integer(count));
        if (count == 0) return;
        if (newest->text.count)
                coverage_write_headline(newest, &text);
        else
                coverage_write_text(newest, &text);
        struct slice line = buf_slice(&text);
        json_put(told, "what", json_string("entry"));
        json_put(told, "text", json_from_slice(beginning_of(slice_cut(&line, '\n'))));
}

static void tell_article(struct run *r, const struct work *work, enum live_change change, int64_t former_ms)
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
        json_put(told, "text", json_from_slice(press_live_text(presser, article->edition, change)));
        if (change != LIVE_WITHDRAWN && article->coverage_from_ms) put_entries(article, former_ms, told);
        if (change != LIVE_WITHDRAWN) json_put(told, "time", json_from_slice(buf_slice(&time)));
        json_append(t->articles, told);
}

/* Since readers had it last; its own time may be a moment later than the correction's. */
static bool is_corrected(const struct article *article, int64_t former_ms)
{
        for (size_t i = 0; i < article->correction_count; i++)
                if (article->corrections[i].time_ms > former_ms) return true;
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
                tell_article(r, work, is_corrected(article, former.modified_ms) ? LIVE_CORRECTED : LIVE_UPDATED,
                             former.modified_ms);
        return err;
}

struct err tell_withdrawn(struct run *r, const struct work *work)
{
        struct archive_page former;
        if (r->everything) return NO_ERR;
        struct err err = load_former(r, work->article, &former);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        if (err.code == OK) tell_article(r, work, LIVE_WITHDRAWN, former.modified_ms);
        return err;
}

/* ---- the rail ---- */

/* The lines as they stand in the text, flat JSON objects: comparing them needs no JSON, which to read twice was a tenth
 * of a publication. No text within a line can look like what parts two of them, for its quotation marks are escaped. */
struct rail_lines {
        size_t count;
        struct slice at[RAIL_HEADLINES];
};

static struct err read_text(struct slice stored, struct buf *ret)
{
        struct fragment fragment;
        TRY(fragment_read(stored, &fragment));
        return fragment_inflate(&fragment, ret);
}

/* Lines beyond those that a rail has today are another program's, and of no interest. */
static bool split_lines(struct slice text, struct rail_lines *ret)
{
        static const struct slice border = {"},{\"", 4};
        *ret = (struct rail_lines){0};
        if (!slice_starts_with(text, SLICE("[")) || !slice_ends_with(text, SLICE("]"))) return false;
        struct slice rest = {text.at + 1, text.len - 2};
        while (rest.len && ret->count < RAIL_HEADLINES) {
                const char *end = slice_find(rest, border);
                struct slice line = {rest.at, end ? (size_t)(end - rest.at) + 1 : rest.len};
                ret->at[ret->count++] = line;
                rest = slice_skip(rest, line.len + 1);
        }
        return true;
}

static bool has_line(const struct rail_lines *lines, struct slice line)
{
        for (size_t i = 0; i < lines->count; i++)
                if (slice_eq(lines->at[i], line)) return true;
        return false;
}

static json_t *path_of_line(struct slice line)
{
        static const struct slice key = {"\"path\":", 7};
        const char *at = slice_find(line, key);
        if (!at) return NULL;
        struct slice value = slice_skip(line, (size_t)(at - line.at) + key.len);
        return json_loadb(value.at, value.len, JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, NULL);
}

/* The lines of now, of which those that were there before are named by their paths. */
static struct err rail_since(const struct rail_lines *before, const struct rail_lines *now, json_t **ret)
{
        json_auto_t *rail = json_array();
        for (size_t i = 0; i < now->count; i++) {
                struct slice line = now->at[i];
                json_t *told = has_line(before, line) ? path_of_line(line) : json_loadb(line.at, line.len, 0, NULL);
                if (!told) return ERR(ERR_INVALID, "read a line of the rail as data");
                json_append(rail, told);
        }
        *ret = json_incref(rail);
        return NO_ERR;
}

static struct err compare_rails(struct run *r, unsigned edition, struct slice before, struct slice now)
{
        CLEANUP(buf_clear) struct buf text_before = BUF_INIT(STORED_MAX_BYTES);
        CLEANUP(buf_clear) struct buf text_now = BUF_INIT(STORED_MAX_BYTES);
        struct rail_lines lines_before, lines_now;
        if (before.len == 0 || slice_eq(before, now)) return NO_ERR;
        TRY(read_text(before, &text_before));
        TRY(read_text(now, &text_now));
        if (!split_lines(buf_slice(&text_before), &lines_before) || !split_lines(buf_slice(&text_now), &lines_now))
                return ERR(ERR_INVALID, "read the rail as data");
        struct tidings *t = tidings_of(r, edition);
        json_decref(t->rail);
        t->rail = NULL;
        if (slice_eq(buf_slice(&text_before), buf_slice(&text_now))) return NO_ERR;
        return rail_since(&lines_before, &lines_now, &t->rail);
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
