/* Fields and lists go by the table of article_form.h, so a new field is merged as soon as it is stored.
 *
 * Elements of a list have no ids: what one side changed counts as taken away and added. So of a source whose link both
 * sides changed there are two in the end, which a person sees and mends.
 *
 * Blocks: each id's fate is decided first, by its three forms; then the blocks that stay are put into an order. It is
 * mine where I moved blocks about, else theirs; what the other side added comes behind the block that it stood behind
 * there. Rejected: a general merge of sequences (diff3), which makes conflicts of two paragraphs added in one place. */
#include "news/merge.h"

#include "news/article_form.h"
#include "news/block_order.h"
#include "news/json_write.h"
#include "news/same.h"

#include <stdlib.h>

struct merging {
        const struct article *base, *mine, *theirs;
        struct arena *arena;
        struct merge *result;
};

static const struct block no_block;

/* ---- what is told ---- */

static void *with_room(struct arena *a, void *at, size_t count, size_t size)
{
        bool is_full = (count & (count - 1)) == 0; /* 0, 1, 2, 4, 8 */
        if (!is_full) return at;
        char *larger = arena_array(a, count ? 2 * count : 1, size);
        if (count) memcpy(larger, at, count * size);
        return larger;
}

static void tell_taken(struct merging *m, struct merge_taken taken)
{
        struct merge *r = m->result;
        r->taken = with_room(m->arena, r->taken, r->taken_count, sizeof *r->taken);
        r->taken[r->taken_count++] = taken;
}

static void tell_conflict(struct merging *m, struct merge_conflict conflict)
{
        struct merge *r = m->result;
        r->conflicts = with_room(m->arena, r->conflicts, r->conflict_count, sizeof *r->conflicts);
        r->conflicts[r->conflict_count++] = conflict;
}

/* ---- fields and lists ---- */

static bool is_text(const struct field *field)
{
        return field->type == FIELD_LINE || field->type == FIELD_LINES;
}

static size_t size_of(const struct field *field)
{
        if (is_text(field)) return sizeof(struct slice);
        return field->type == FIELD_MOMENT || field->type == FIELD_LATER_MOMENT ? sizeof(int64_t) : sizeof(unsigned);
}

static bool value_is_same(const void *a, const void *b, const struct field *field)
{
        if (is_text(field)) return slice_eq(*(const struct slice *)a, *(const struct slice *)b);
        return memcmp(a, b, size_of(field)) == 0;
}

static struct slice stored_form(json_t *value, struct arena *a)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(ARTICLE_JSON_MAX_BYTES);
        json_write(value, &text);
        json_decref(value);
        return arena_copy(a, buf_slice(&text));
}

/* The values are taken over. */
static void tell_values(struct merging *m, const char *name, json_t *mine, json_t *theirs)
{
        tell_conflict(m, (struct merge_conflict){.field = name,
                                                 .mine = stored_form(mine, m->arena),
                                                 .theirs = stored_form(theirs, m->arena)});
}

enum fate { KEEP_MINE, TAKE_THEIRS, CONFLICT };

static enum fate fate_of(bool mine_changed, bool theirs_changed, bool same)
{
        if (!theirs_changed || same) return KEEP_MINE;
        return mine_changed ? CONFLICT : TAKE_THEIRS;
}

static void merge_field(struct merging *m, const struct field *field)
{
        const void *base = field_at(m->base, field->offset), *mine = field_at(m->mine, field->offset),
                   *theirs = field_at(m->theirs, field->offset);
        enum fate fate = fate_of(!value_is_same(base, mine, field), !value_is_same(base, theirs, field),
                                 value_is_same(mine, theirs, field));
        if (fate == TAKE_THEIRS) {
                memcpy((char *)&m->result->article + field->offset, theirs, size_of(field));
                tell_taken(m, (struct merge_taken){.field = field->name});
        }
        if (fate == CONFLICT)
                tell_values(m, field->name, field_to_json(m->mine, field), field_to_json(m->theirs, field));
}

static bool element_is_same(const void *a, const void *b, const struct form *form)
{
        if (!form) return slice_eq(*(const struct slice *)a, *(const struct slice *)b);
        for (size_t i = 0; i < form->count; i++) {
                const struct field *field = &form->fields[i];
                if (!value_is_same(field_at(a, field->offset), field_at(b, field->offset), field)) return false;
        }
        return true;
}

/* Whether people would take them for the same: a uri is nothing that they see. */
static bool element_looks_same(const void *a, const void *b, const struct form *form)
{
        if (!form) return element_is_same(a, b, form);
        for (size_t i = 0; i < form->count; i++) {
                const struct field *field = &form->fields[i];
                if (strcmp(field->name, "uri") == 0) continue;
                if (!value_is_same(field_at(a, field->offset), field_at(b, field->offset), field)) return false;
        }
        return true;
}

/* Of one article, or put together. */
struct elements {
        char *at;
        size_t count;
};

static struct elements elements_of(const struct article *article, const struct list *list)
{
        struct elements elements = {.count = list_count(article, list)};
        memcpy(&elements.at, field_at(article, list->offset), sizeof elements.at);
        return elements;
}

typedef bool same_fn(const void *a, const void *b, const struct form *form);

static bool has_element(struct elements elements, const struct list *list, const void *element, same_fn *same)
{
        for (size_t i = 0; i < elements.count; i++)
                if (same(elements.at + i * list->element_size, element, list->form)) return true;
        return false;
}

static void add_element(struct elements *elements, const struct list *list, const void *element)
{
        memcpy(elements->at + elements->count++ * list->element_size, element, list->element_size);
}

static bool list_is_same(const struct article *a, const struct article *b, const struct list *list)
{
        size_t count = list_count(a, list);
        if (count != list_count(b, list)) return false;
        for (size_t i = 0; i < count; i++)
                if (!element_is_same(list_element(a, list, i), list_element(b, list, i), list->form)) return false;
        return true;
}

static void put_list(struct merging *m, const struct list *list, struct elements elements)
{
        char *result = (char *)&m->result->article;
        memcpy(result + list->offset, &elements.at, sizeof elements.at);
        memcpy(result + list->count_offset, &elements.count, sizeof elements.count);
        tell_taken(m, (struct merge_taken){.field = list->name});
}

/* False: there would be more than an article may have. */
static bool join_list(struct merging *m, const struct list *list)
{
        struct elements base = elements_of(m->base, list), theirs = elements_of(m->theirs, list);
        size_t mine_count = list_count(m->mine, list);
        struct elements joined = {arena_array(m->arena, mine_count + theirs.count + 1, list->element_size), 0};
        for (size_t i = 0; i < mine_count; i++) {
                const void *element = list_element(m->mine, list, i);
                bool was_taken_away = has_element(base, list, element, element_is_same) &&
                                      !has_element(theirs, list, element, element_is_same);
                if (!was_taken_away) add_element(&joined, list, element);
        }
        for (size_t i = 0; i < theirs.count; i++) {
                const void *element = list_element(m->theirs, list, i);
                bool is_known = has_element(base, list, element, element_is_same) ||
                                has_element(joined, list, element, element_looks_same);
                if (!is_known) add_element(&joined, list, element);
        }
        if (joined.count > ARTICLE_LINKS_MAX) return false;
        put_list(m, list, joined);
        return true;
}

static void merge_list(struct merging *m, const struct list *list)
{
        enum fate fate = fate_of(!list_is_same(m->base, m->mine, list), !list_is_same(m->base, m->theirs, list),
                                 list_is_same(m->mine, m->theirs, list));
        if (fate == TAKE_THEIRS) put_list(m, list, elements_of(m->theirs, list));
        if (fate != CONFLICT || (list->is_joined && join_list(m, list))) return;
        tell_values(m, list->name, list_to_json(m->mine, list), list_to_json(m->theirs, list));
}

/* ---- blocks by their ids ---- */

static bool is_same(const struct block *a, const struct block *b)
{
        return a && b ? block_is_same(a, b) : a == b;
}

static struct slice plain(const struct block *block, struct arena *a)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(BODY_JSON_MAX_BYTES);
        struct block copy = block ? *block : no_block;
        struct body body = {&copy, block != NULL};
        body_write_text(&body, &text);
        return arena_copy(a, buf_slice(&text));
}

struct sides {
        struct block_index base, mine, theirs;
};

/* The block that stays for an id, or NULL. */
static const struct block *settle_block(struct merging *m, const struct sides *sides, struct slice id)
{
        const struct block *base = block_find(&sides->base, id), *mine = block_find(&sides->mine, id),
                           *theirs = block_find(&sides->theirs, id);
        switch (fate_of(!is_same(base, mine), !is_same(base, theirs), is_same(mine, theirs))) {
        case KEEP_MINE:
                return mine;
        case TAKE_THEIRS:
                tell_taken(m, (struct merge_taken){.block = id});
                return theirs;
        case CONFLICT:
                tell_conflict(m, (struct merge_conflict){.block = id,
                                                         .mine = plain(mine, m->arena),
                                                         .theirs = plain(theirs, m->arena),
                                                         .mine_block = mine,
                                                         .theirs_block = theirs});
                return mine ? mine : theirs;
        }
        return mine;
}

/* ---- their order ---- */

/* Whether the blocks that `side` still has of the base stand in the base's order. */
static bool keeps_order(const struct body *side, const struct block_index *base)
{
        size_t least = 0;
        for (size_t i = 0; i < side->count; i++) {
                const struct block_entry *entry = block_entry_find(base, side->blocks[i].id);
                if (!entry) continue;
                if (entry->place < least) return false;
                least = entry->place;
        }
        return true;
}

/* ---- ids below the top level ---- */

static void list_ids(const struct block *blocks, size_t count, struct slice *ids, size_t *ret_count)
{
        for (size_t i = 0; i < count; i++) {
                if (blocks[i].id.len) ids[(*ret_count)++] = blocks[i].id;
                list_ids(blocks[i].children, blocks[i].child_count, ids, ret_count);
        }
}

static size_t count_blocks(const struct block *blocks, size_t count)
{
        size_t all = count;
        for (size_t i = 0; i < count; i++)
                all += count_blocks(blocks[i].children, blocks[i].child_count);
        return all;
}

static int compare_ids(const void *a, const void *b)
{
        return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static bool ids_are_unique(const struct body *body, struct arena *a)
{
        size_t count = 0;
        struct slice *ids = arena_array(a, count_blocks(body->blocks, body->count) + 1, sizeof *ids);
        list_ids(body->blocks, body->count, ids, &count);
        if (count) qsort(ids, count, sizeof *ids, compare_ids);
        for (size_t i = 1; i < count; i++)
                if (slice_eq(ids[i - 1], ids[i])) return false;
        return true;
}

static struct block *without_ids(const struct block *blocks, size_t count, struct arena *a)
{
        struct block *copies = arena_array(a, count, sizeof *copies);
        for (size_t i = 0; i < count; i++) {
                copies[i] = blocks[i];
                copies[i].id = SLICE("");
                copies[i].children = without_ids(blocks[i].children, blocks[i].child_count, a);
        }
        return copies;
}

/* Two sides may have given one id to blocks within different lists. Only ids of the top level mean anything to a merge,
 * so those below are given anew. */
static void mend_ids(struct body *body, struct arena *a)
{
        if (ids_are_unique(body, a)) return;
        for (size_t i = 0; i < body->count; i++)
                body->blocks[i].children = without_ids(body->blocks[i].children, body->blocks[i].child_count, a);
        body_fill_ids(body, a);
}

static void merge_bodies(struct merging *m)
{
        const struct body *mine = &m->mine->body, *theirs = &m->theirs->body;
        struct sides sides = {block_index_of(&m->base->body, m->arena), block_index_of(mine, m->arena),
                              block_index_of(theirs, m->arena)};
        bool mine_moved = !keeps_order(mine, &sides.base);
        struct block_order order =
                mine_moved ? block_order_of(mine, theirs, m->arena) : block_order_of(theirs, mine, m->arena);

        struct body *body = &m->result->article.body;
        *body = (struct body){arena_array(m->arena, order.count + 1, sizeof *body->blocks), 0};
        for (size_t i = 0; i < order.count; i++) {
                const struct block *block = settle_block(m, &sides, order.ids[i]);
                if (block) body->blocks[body->count++] = *block;
        }
        mend_ids(body, m->arena);
}

void merge_articles(const struct article *base, const struct article *mine, const struct article *theirs,
                    struct arena *a, struct merge *ret)
{
        struct merging m = {base, mine, theirs, a, ret};
        *ret = (struct merge){.article = *mine};
        for (size_t i = 0; i < article_form.count; i++)
                merge_field(&m, &article_form.fields[i]);
        for (size_t i = 0; i < LISTS; i++)
                merge_list(&m, &article_lists[i]);
        merge_bodies(&m);
}
