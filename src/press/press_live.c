#include "press/live.h"

#include "press/presser_inside.h"

#include <stdlib.h>

static struct err press_json(struct presser *p, const json_t *values, struct buf *ret)
{
        char *text = json_dumps(values, JSON_COMPACT | JSON_ENCODE_ANY);
        if (!text) return ERR(ERR_INVALID, "write what open pages are shown, which is not UTF-8");
        buf_truncate(ret);
        struct err err = fragment_press(p->quick_deflater, slice_of(text), ret);
        free(text);
        return err;
}

static void put_of(json_t *line, const char *key, const json_t *values, const char *of)
{
        json_put(line, key, json_incref(json_object_get(values, of)));
}

static json_t *text_of(const struct imprint *i, const char *key)
{
        return json_from_slice(language_text(i->language, key));
}

/* Scripts know one mark: what broke has it until a time, a coverage as long as it runs. */
static void put_mark(const struct imprint *i, const struct headline *headline, const json_t *story, json_t *line)
{
        bool is_breaking = json_is_true(json_object_get(story, "breaking"));
        if (headline->is_running) {
                json_put(line, "breaking", text_of(i, "coverage_runs"));
        } else if (is_breaking) {
                json_put(line, "breaking", text_of(i, "breaking"));
                json_put(line, "until", json_integer(headline->published_ms + BREAKING_FOR_MS));
        }
}

static json_t *line_of(const struct imprint *i, const struct headline *headline, int64_t newest_ms)
{
        json_auto_t *story = values_story(i, headline, newest_ms);
        const json_t *published = json_object_get(story, "published");
        json_t *line = json_object();
        json_put(line, "day", values_date(i, headline->published_ms, DATE_DAY_HEADING));
        put_of(line, "path", story, "path");
        put_of(line, "time", published, "iso");
        put_of(line, "clock", published, "clock");
        put_of(line, "headline", story, "headline");
        if (json_is_true(json_object_get(story, "important"))) json_put(line, "important", json_integer(1));
        put_mark(i, headline, story, line);
        return line;
}

struct err press_live_rail(struct presser *p, unsigned edition, const struct headlines *newest, struct buf *ret)
{
        const struct imprint *i = presser_imprint(p, edition);
        json_auto_t *lines = json_array();
        for (size_t at = 0; at < newest->count && at < RAIL_HEADLINES; at++)
                json_append(lines, line_of(i, &newest->at[at], newest->at[0].published_ms));
        return press_json(p, lines, ret);
}

struct err press_live_bar(struct presser *p, unsigned edition, const struct breaking *breaking, struct buf *ret)
{
        const struct imprint *i = presser_imprint(p, edition);
        json_auto_t *bar = breaking ? json_object() : json_null();
        if (breaking) {
                json_put(bar, "label", text_of(i, "breaking"));
                json_put(bar, "text", values_wording(i, breaking->text));
                json_put(bar, "url", json_from_slice(breaking->url));
        }
        return press_json(p, bar, ret);
}

struct err press_live_words(struct presser *p, unsigned edition, struct buf *ret)
{
        /* By the categories of CLDR: what a language does not have is never asked for. */
        static const struct {
                const char *name, *key;
        } words[] = {
                {"one", "live_one"},
                {"few", "live_few"},
                {"many", "live_many"},
                {"other", "live_many"},
                {"entry_one", "live_entry_one"},
                {"entry_few", "live_entry_few"},
                {"entry_many", "live_entry_many"},
                {"entry_other", "live_entry_many"},
                {"close", "live_close"},
                {"updated", "live_updated"},
                {"withdrawn", "live_withdrawn"},
        };
        const struct imprint *i = presser_imprint(p, edition);
        const struct language_value count = {"count", SLICE("#")};
        json_auto_t *values = json_object();
        for (size_t w = 0; w < sizeof words / sizeof words[0]; w++)
                json_put(values, words[w].name, values_filled(i, words[w].key, &count, 1));
        return press_json(p, values, ret);
}

struct slice press_live_text(struct presser *p, unsigned edition, enum live_change change)
{
        static const char *const keys[] = {[LIVE_UPDATED] = "live_updated",
                                           [LIVE_CORRECTED] = "live_corrected",
                                           [LIVE_WITHDRAWN] = "live_withdrawn"};
        return language_text(presser_imprint(p, edition)->language, keys[change]);
}

void press_live_time(struct presser *p, unsigned edition, int64_t utc_ms, struct buf *ret)
{
        language_write_date(presser_imprint(p, edition)->language, utc_ms, DATE_ISO_EXACT, ret);
}
