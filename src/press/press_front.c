#include "press/surroundings.h"

/* Beside the lead: a row of cards, and a list of what is left. Up to so many lines of a block are few. */
enum { CARDS = 3, FEW = 3 };

int64_t front_shown_from_ms(const struct front_view *view)
{
        int64_t ms = headlines_newest_ms(&view->top, view->at_ms);
        for (size_t b = 0; b < view->block_count; b++)
                ms = headlines_newest_ms(&view->blocks[b].headlines, ms);
        return ms;
}

/* From one of the headlines on. */
struct rest {
        const struct headlines *headlines;
        size_t first, max;
};

static json_t *stories_from(const struct imprint *i, struct rest rest, int64_t at_ms)
{
        const struct headlines *headlines = rest.headlines;
        size_t first = rest.first, max = rest.max;
        size_t count = headlines->count > first ? headlines->count - first : 0;
        return values_stories(i, headlines->at + (count ? first : 0), count < max ? count : max, at_ms);
}

static json_t *first_story(const struct imprint *i, const struct headlines *headlines, int64_t at_ms)
{
        return headlines->count ? values_story(i, &headlines->at[0], at_ms) : json_false();
}

/* What is left of a list, and how much of it, told before it comes as the cards' number is. */
static size_t put_others(const struct imprint *i, struct rest rest, int64_t at_ms, json_t *values)
{
        json_t *others = stories_from(i, rest, at_ms);
        size_t count = json_array_size(others);
        json_put(values, "has_others", json_boolean(count > 0));
        json_put(values, "other_count", json_integer((json_int_t)count));
        json_put(values, "others", others);
        return count;
}

static json_t *block_values(const struct imprint *i, const struct front_block *block, int64_t at_ms)
{
        json_t *values = json_object();
        json_put(values, "section", values_section(i, block->section->id));
        json_put(values, "number", json_integer(block->section->id));
        json_t *first = first_story(i, &block->headlines, at_ms);
        json_put(values, "first", first);
        bool has_picture = json_is_object(json_object_get(first, "image"));
        json_put(values, "has_picture", json_boolean(has_picture));
        size_t others = put_others(i, (struct rest){&block->headlines, 1, SIZE_MAX}, at_ms, values);
        json_put(values, "few", json_boolean(has_picture && others <= FEW));
        return values;
}

static json_t *front_values(const struct imprint *i, const struct front_view *view)
{
        const int64_t at_ms = front_shown_from_ms(view);
        json_t *blocks = json_array();
        for (size_t b = 0; b < view->block_count; b++)
                if (view->blocks[b].headlines.count) json_append(blocks, block_values(i, &view->blocks[b], at_ms));
        json_t *cards = stories_from(i, (struct rest){&view->top, 1, CARDS}, at_ms);
        json_t *values = values_new(i);
        json_put(values, "lead", first_story(i, &view->top, at_ms));
        /* Told before they come, so that the first ones have their width while the others are on their way. */
        json_put(values, "card_count", json_integer((json_int_t)json_array_size(cards)));
        values_put_list(values, "has_cards", "cards", cards);
        put_others(i, (struct rest){&view->top, 1 + CARDS, SIZE_MAX}, at_ms, values);
        json_put(values, "blocks", blocks);
        return values;
}

struct err press_front_main(struct presser *p, const struct front_view *view, struct buf *ret)
{
        json_auto_t *values = front_values(presser_imprint(p, view->edition), view);
        return press_fragment_quickly(p, "front_main", values, ret);
}

struct err press_front(struct presser *p, const struct front_view *view, struct pressed_page *ret)
{
        struct imprint *i = presser_imprint(p, view->edition);
        const struct language_value name = {"name", i->edition->name};
        CLEANUP(buf_clear) struct buf description = BUF_INIT(DESCRIPTION_MAX_BYTES);
        struct slice own = p->newsroom->settings.words[view->edition - 1].description;
        if (own.len)
                buf_add(&description, own);
        else
                language_write_text(i->language, "front_description", &name, 1, &description);
        struct surroundings surroundings = {
                .imprint = i,
                .title = SLICE(""),
                .description = buf_slice(&description),
                .path = i->front,
                .siblings = &view->siblings,
                .feeds = i->all_news,
        };
        TRY(press_surroundings(p, &surroundings, ret));
        TRY(press_front_main(p, view, &ret->main));
        json_auto_t *nothing = values_new(i);
        return press_fragment(p, "plain_more", nothing, &ret->more);
}
