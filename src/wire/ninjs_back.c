/* What an export says besides ninjs's own words (ninjs_write.h), so that an article comes back as it was. Anybody may
 * have written it: all of it keeps the rules of what people write at the desk. */
#include "news/address.h"
#include "news/date_time.h"
#include "news/text.h"
#include "wire/ninjs_field.h"
#include "wire/plain_text.h"

#include <stdlib.h>

enum { NUMBER_MAX = 1 << 30 };

static void read_number(struct ninjs *n, struct slice value)
{
        uint64_t number = 0;
        if (slice_to_u64(value, NUMBER_MAX, &number) && number)
                n->intake->back.number = (int64_t)number;
        else
                intake_lose(n->intake, "altIds: a number that is none");
}

static void read_former_path(struct ninjs *n, const struct edition *edition, struct slice value)
{
        struct coming_back *back = &n->intake->back;
        bool is_one = address_may_be_articles(n->newsroom, edition, value);
        if (is_one && back->former_path_count < ARTICLE_LINKS_MAX)
                back->former_paths[back->former_path_count++] = arena_copy(n->intake->arena, value);
        else
                intake_lose(n->intake, "altIds: former addresses that no article can have");
}

void ninjs_read_back(struct ninjs *n, const struct edition *edition)
{
        struct ninjs_list ids = {ninjs_field(n->item, "altIds"), 0, NULL};
        const json_t *id;
        n->intake->back.former_paths = arena_array(n->intake->arena, ARTICLE_LINKS_MAX, sizeof(struct slice));
        while ((id = ninjs_next(&ids))) {
                struct slice role = ninjs_string(id, "role"), value = ninjs_string(id, "value");
                if (slice_eq(role, SLICE("number")))
                        read_number(n, value);
                else if (slice_eq(role, SLICE("formerAddress")))
                        read_former_path(n, edition, value);
        }
}

/* The value of the first id with the role; empty when there is none. */
struct slice ninjs_id(const struct ninjs *n, const json_t *object, const char *role)
{
        struct ninjs_list ids = {ninjs_field(object, "altIds"), 0, NULL};
        const json_t *id;
        while ((id = ninjs_next(&ids)))
                if (slice_eq(ninjs_string(id, "role"), slice_of(role))) return ninjs_line(n, id, "value");
        return (struct slice){0};
}

static void read_moment(struct ninjs *n, const char *role, int64_t *ret_ms)
{
        struct slice value = ninjs_id(n, n->item, role);
        if (value.len && !date_time_read(value, ret_ms)) intake_lose(n->intake, "altIds: %s that is no time", role);
}

void ninjs_read_coverage(struct ninjs *n, struct article *ret)
{
        read_moment(n, "coverageFrom", &ret->coverage_from_ms);
        if (ret->coverage_from_ms) read_moment(n, "coverageUntil", &ret->coverage_until_ms);
}

void ninjs_read_withdrawal(struct ninjs *n)
{
        struct ninjs_list texts = {ninjs_field(n->item, "descriptions"), 0, NULL};
        const json_t *text;
        while ((text = ninjs_next(&texts))) {
                if (!slice_eq(ninjs_string(text, "role"), SLICE("withdrawal"))) continue;
                n->intake->back.is_withdrawn = true;
                n->intake->back.withdrawn_reason = plain_cut(ninjs_line(n, text, "value"), LEAD_MAX_BYTES);
        }
}

/* ---- the order of topics ---- */

static enum topic_kind kind_of(struct slice word)
{
        static const char *const kinds[] = {[TOPIC_SUBJECT] = "subject",
                                            [TOPIC_ORGANISATION] = "organisation",
                                            [TOPIC_PLACE] = "place",
                                            [TOPIC_PERSON] = "person"};
        for (unsigned kind = TOPIC_SUBJECT; kind < sizeof kinds / sizeof kinds[0]; kind++)
                if (slice_eq(word, slice_of(kinds[kind]))) return (enum topic_kind)kind;
        return 0;
}

/* Takes the next of the kind out of `topics`, where what was taken has no name. */
static void take_next(struct topic *topics, size_t count, enum topic_kind kind, struct article *ret)
{
        for (size_t t = 0; t < count; t++) {
                if (topics[t].kind != kind || topics[t].name.len == 0) continue;
                ret->topics[ret->topic_count++] = topics[t];
                topics[t].name.len = 0;
                return;
        }
}

void ninjs_order_topics(const struct ninjs *n, struct article *article)
{
        struct slice kinds = ninjs_id(n, n->item, "topicKinds");
        size_t count = article->topic_count;
        if (kinds.len == 0) return;
        struct topic *topics = arena_array(n->intake->arena, count, sizeof *topics);
        if (count) memcpy(topics, article->topics, count * sizeof *topics);
        article->topic_count = 0;
        while (kinds.len)
                take_next(topics, count, kind_of(slice_cut(&kinds, ' ')), article);
        for (size_t t = 0; t < count; t++)
                if (topics[t].name.len) article->topics[article->topic_count++] = topics[t];
}

/* ---- the body in the newsroom's own form ---- */

static bool came_along(const struct intake *in, struct slice asset)
{
        for (size_t i = 0; i < in->picture_count; i++)
                if (slice_eq(in->pictures[i].asset, asset)) return true;
        return false;
}

/* A picture that did not come with the item is only described: whoever knows its digest need not have it. */
static void drop_other_pictures(struct intake *in, struct block *blocks, size_t count)
{
        for (size_t i = 0; i < count; i++) {
                struct block *b = &blocks[i];
                if (b->kind == BLOCK_IMAGE && b->asset.len && !came_along(in, b->asset)) {
                        b->asset = (struct slice){0};
                        b->width = b->height = 0;
                }
                drop_other_pictures(in, b->children, b->child_count);
        }
}

/* NULL when it is no JSON. What is not seen is left out, however it was written. */
static json_t *read_tree(struct intake *in, struct slice value)
{
        CLEANUP(json_decrefp)
        json_t *tree =
                value.len <= BODY_JSON_MAX_BYTES ? json_loadb(value.at, value.len, JSON_REJECT_DUPLICATES, NULL) : NULL;
        char *plain = tree ? json_dumps(tree, JSON_COMPACT) : NULL;
        if (!plain) return NULL;
        struct slice seen = text_without_hidden(slice_of(plain), in->arena);
        json_t *read = json_loadb(seen.at, seen.len, 0, NULL);
        free(plain);
        return read;
}

static bool read_own(struct intake *in, struct slice value, struct body *ret)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        CLEANUP(json_decrefp) json_t *tree = read_tree(in, value);
        if (!tree || body_from_json(tree, in->arena, ret, &why).code != OK) return false;
        drop_other_pictures(in, ret->blocks, ret->count);
        return true;
}

/* The HTML was read before, with all the pictures in it; it stays when this cannot be taken. */
void ninjs_read_own_body(struct ninjs *n, struct article *ret)
{
        struct ninjs_list bodies = {ninjs_field(n->item, "bodies"), 0, NULL};
        const json_t *variant;
        while ((variant = ninjs_next(&bodies))) {
                struct body body = {0};
                if (!slice_eq(ninjs_string(variant, "contentType"), SLICE(NINJS_BODY_TYPE))) continue;
                if (read_own(n->intake, ninjs_string(variant, "value"), &body))
                        ret->body = body;
                else
                        intake_lose(n->intake, "bodies: one in the form of " NINJS_BODY_TYPE " that is not sound");
                return;
        }
}
