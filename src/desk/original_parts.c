#include "desk/original_parts.h"

#include "news/compare.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* What is removed says nothing. */
static void digest(struct slice text, uint8_t ret[PART_DIGEST_BYTES])
{
        crypto_generichash(ret, PART_DIGEST_BYTES, (const unsigned char *)text.at, text.len, NULL, 0);
}

static void digest_block(const struct block *block, uint8_t ret[PART_DIGEST_BYTES])
{
        const struct body body = {(struct block *)(uintptr_t)block, block != NULL};
        json_t *json = body_to_json(&body);
        char *text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);
        json_decref(json);
        must(text != NULL);
        digest(slice_of(text), ret);
        free(text);
}

static struct original_part *add(struct original_parts *parts, struct slice id)
{
        struct original_part *part = &parts->at[parts->count++];
        *part = (struct original_part){.id = id};
        return part;
}

static void add_text(struct original_parts *parts, struct slice id, struct slice before, struct slice now)
{
        if (!slice_eq(before, now)) digest(now, add(parts, id)->digest);
}

static void add_blocks(const struct compared_body *body, struct original_parts *parts)
{
        size_t place = 0;
        for (size_t i = 0; i < body->count; i++) {
                const struct compared_block *pair = &body->at[i];
                place += pair->after != NULL;
                if (pair->kind == BLOCK_SAME) continue;
                struct original_part *part = add(parts, pair->after ? pair->after->id : pair->before->id);
                part->block = pair->after;
                part->is_new = pair->kind == BLOCK_ADDED;
                part->place = place ? place : 1;
                digest_block(pair->after, part->digest);
        }
}

/* A block without an id cannot be named, nor so ticked off alone. */
static void mark_done(struct original_parts *parts, const struct parts_done *done)
{
        for (size_t i = 0; i < done->count; i++) {
                struct original_part *part = original_part_find(parts, done->at[i].part);
                if (part && memcmp(part->digest, done->at[i].digest, PART_DIGEST_BYTES) == 0) part->is_done = true;
        }
        for (size_t i = 0; i < parts->count; i++)
                parts->left -= parts->at[i].is_done;
}

void original_parts_compare(struct visit *v, const struct article *before, const struct article *now,
                            struct original_parts *ret)
{
        enum { TEXTS = 2 };
        struct compared_body body;
        compare_bodies(&before->body, &now->body, visit_arena(v), &body);
        *ret = (struct original_parts){.at = arena_array(visit_arena(v), body.count + TEXTS, sizeof *ret->at)};
        add_text(ret, SLICE("headline"), before->headline, now->headline);
        add_text(ret, SLICE("lead"), before->lead, now->lead);
        add_blocks(&body, ret);
        ret->left = ret->count;
}

struct err original_parts_of(struct visit *v, int64_t translation, const struct article *before,
                             const struct article *now, struct original_parts *ret)
{
        struct parts_done done;
        original_parts_compare(v, before, now, ret);
        TRY(store_list_parts_done(visit_store(v), translation, visit_arena(v), &done));
        mark_done(ret, &done);
        return NO_ERR;
}

struct original_part *original_part_find(const struct original_parts *parts, struct slice id)
{
        for (size_t i = 0; i < parts->count && id.len; i++)
                if (slice_eq(parts->at[i].id, id)) return &parts->at[i];
        return NULL;
}

struct slice original_part_mark(struct visit *v, const struct original_part *part)
{
        char *hex = arena_alloc(visit_arena(v), 2 * PART_DIGEST_BYTES + 1);
        sodium_bin2hex(hex, 2 * PART_DIGEST_BYTES + 1, part->digest, PART_DIGEST_BYTES);
        return slice_of(hex);
}
