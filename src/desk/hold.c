#include "desk/hold.h"

#include "desk/edition_clock.h"

/* Named by its language alone: what it says is perhaps not for whoever is told. */
static json_t *text_of(struct visit *v, const struct story_hold *hold)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        const struct edition *edition = newsroom_edition(visit_newsroom(v), hold->edition);
        json_auto_t *until = clock_value(v, edition, hold->until_ms);
        const struct language_value values[] = {{"language", edition->code},
                                                {"time", slice_of(json_string_value(until))}};
        language_write_text(v->texts, "ready_held", values, 2, &text);
        return text_value(buf_slice(&text));
}

static struct slice way_to(struct visit *v, const struct story_hold *hold)
{
        if (!visit_may(v, MAY_WRITE_OWN, hold->edition)) return SLICE("");
        return arena_format(visit_arena(v), "/articles/%lld", (long long)hold->article);
}

struct err hold_value(struct visit *v, const struct work *work, json_t **ret)
{
        struct story_hold hold;
        *ret = NULL;
        TRY(store_find_hold(visit_store(v), work->story, work->article, v->now_ms, &hold));
        *ret = hold.article ? json_pack("{s:I, s:I, s:o, s:o}", "article", (json_int_t)hold.article, "until_ms",
                                        (json_int_t)hold.until_ms, "text", text_of(v, &hold), "href",
                                        text_value(way_to(v, &hold)))
                            : json_null();
        return NO_ERR;
}

struct err hold_add_fault(struct visit *v, const struct work *work, int64_t at_ms, json_t *faults)
{
        struct story_hold hold;
        TRY(store_find_hold(visit_store(v), work->story, work->article, at_ms, &hold));
        if (!hold.article) return NO_ERR;
        json_array_insert_new(faults, 0,
                              json_pack("{s:s, s:b, s:o, s:o}", "field", "embargo", "blocks", 1, "text",
                                        text_of(v, &hold), "href", text_value(way_to(v, &hold))));
        return NO_ERR;
}
