/* A creative in its slot: always marked with the word, always by way of /go/, where clicks are counted. */
#include "press/presser_inside.h"

static json_t *slot_picture(const struct imprint *i, const struct creative *creative)
{
        if (creative->picture.len == 0) return json_false();
        struct picture picture = {
                .asset = creative->picture,
                .alt = creative->picture_alt,
                .width = creative->picture_width,
                .height = creative->picture_height,
        };
        return values_picture(i, &picture);
}

struct err press_slot(struct presser *p, unsigned edition, const struct creative *creative, struct buf *ret)
{
        const struct imprint *i = presser_imprint(p, edition);
        CLEANUP(arena_clear) struct arena arena = {0};
        json_auto_t *values = values_new(i);
        json_put(values, "in_article", json_boolean(creative->slot == SLOT_ARTICLE));
        json_put(values, "path", json_from_slice(address_creative(&arena, creative->key)));
        json_put(values, "title", values_wording(i, creative->title));
        json_put(values, "line", values_wording(i, creative->text));
        json_put(values, "picture", slot_picture(i, creative));
        return press_fragment(p, "slot", values, ret);
}
