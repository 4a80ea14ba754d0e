/* What pages show of an article elsewhere.
 *
 * A front and a rail show some sixty stories, nearly all of which they showed in the publication before. So what was
 * made of a story is remembered beside all that it was made of, which is compared: nothing can come out stale. */
#include "press/presser_inside.h"

#include <stdlib.h>

static void add_number(int64_t number, struct buf *ret)
{
        buf_add(ret, (struct slice){(const char *)&number, sizeof number});
}

static void add_text(struct slice text, struct buf *ret)
{
        add_number((int64_t)text.len, ret);
        buf_add(ret, text);
}

/* All of the headline that make_story() uses, and nothing else: two are the same when these bytes are. */
static void write_key(const struct headline *headline, struct buf *ret)
{
        const struct picture *picture = &headline->picture;
        add_number(headline->section, ret);
        add_number(headline->published_ms, ret);
        add_number(headline->urgency, ret);
        add_number(headline->is_running, ret);
        add_text(headline->path, ret);
        add_text(headline->text, ret);
        add_text(headline->lead, ret);
        add_text(picture->asset, ret);
        add_number(picture->width, ret);
        add_number(picture->height, ret);
        add_number(picture->focal_x, ret);
        add_number(picture->focal_y, ret);
}

static json_t *make_story(const struct imprint *i, const struct headline *headline)
{
        json_t *values = json_object();
        json_put(values, "path", json_from_slice(headline->path));
        json_put(values, "headline", values_wording(i, headline->text));
        json_put(values, "lead", values_wording(i, headline->lead));
        json_put(values, "section", values_section(i, headline->section));
        json_put(values, "published", values_moment(i, headline->published_ms));
        json_put(values, "important", json_boolean(headline->urgency != URGENCY_NORMAL));
        json_put(values, "breaking", json_boolean(headline->urgency == URGENCY_BREAKING));
        json_put(values, "running", json_boolean(headline->is_running));
        json_put(values, "image", values_image(&headline->picture));
        return values;
}

/* An article's brief story has a place of its own. */
static struct known_story *place_of(const struct imprint *i, const struct headline *headline)
{
        enum { PLACES = sizeof i->stories->at / sizeof i->stories->at[0] };
        uint64_t place = (uint64_t)headline->article + (headline->lead.len ? 0 : PLACES / 2);
        return &i->stories->at[place % PLACES];
}

static struct headline as_of(const struct headline *headline, int64_t at_ms)
{
        struct headline as_now = *headline;
        bool is_past = headline->published_ms <= at_ms - BREAKING_FOR_MS;
        if (is_past && headline->urgency == URGENCY_BREAKING) as_now.urgency = URGENCY_IMPORTANT;
        return as_now;
}

json_t *values_story(const struct imprint *i, const struct headline *headline, int64_t at_ms)
{
        const struct headline as_now = as_of(headline, at_ms);
        struct known_story *known = place_of(i, &as_now);
        struct buf *key = &i->stories->key;
        buf_truncate(key);
        write_key(&as_now, key);
        must(!key->full);
        if (!known->values || !slice_eq(buf_slice(&known->key), buf_slice(key))) {
                json_decref(known->values);
                known->values = make_story(i, &as_now);
                buf_truncate(&known->key);
                buf_add(&known->key, buf_slice(key));
                must(!known->key.full);
        }
        return json_incref(known->values);
}

json_t *values_stories(const struct imprint *i, const struct headline *at, size_t count, int64_t at_ms)
{
        json_t *stories = json_array();
        for (size_t story = 0; story < count; story++)
                json_append(stories, values_story(i, &at[story], at_ms));
        return stories;
}

json_t *values_brief_stories(const struct imprint *i, const struct headline *at, size_t count)
{
        json_t *stories = json_array();
        for (size_t story = 0; story < count; story++) {
                struct headline brief = at[story];
                brief.lead = SLICE("");
                brief.section = 0;
                brief.is_running = false; /* else it would be pressed on other pages as it begins and ends */
                json_append(stories, values_story(i, &brief, BREAKING_IS_PAST));
        }
        return stories;
}

struct known_stories *known_stories_new(void)
{
        struct known_stories *known = calloc(1, sizeof *known);
        if (!known) return NULL;
        buf_init(&known->key, STORY_KEY_MAX_BYTES);
        for (size_t at = 0; at < sizeof known->at / sizeof known->at[0]; at++)
                buf_init(&known->at[at].key, STORY_KEY_MAX_BYTES);
        return known;
}

void known_stories_free(struct known_stories *known)
{
        if (!known) return;
        for (size_t at = 0; at < sizeof known->at / sizeof known->at[0]; at++) {
                json_decref(known->at[at].values);
                buf_clear(&known->at[at].key);
        }
        buf_clear(&known->key);
        free(known);
}
