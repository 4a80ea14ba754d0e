/* The rules that a body keeps whatever made it: the editor, an import, a test. */
#include "news/body_form.h"
#include "news/embed.h"
#include "news/link.h"
#include "news/moment.h"
#include "news/text.h"

#include <ctype.h>
#include <stdlib.h>

struct checker {
        struct body_place place;
        struct arena *arena; /* call: holds the next */
        struct slice *ids;   /* of the blocks so far */
        size_t count, room;
        size_t weight; /* no less than the bytes of the JSON form so far */
};

/* What JSON adds around a block, a span and its marks. */
enum { BLOCK_WEIGHT = 160, SPAN_WEIGHT = 40, MARKS_WEIGHT = 160 };

/* Quotes, backslashes and line breaks are two bytes in JSON. */
static size_t weight_of(struct slice text)
{
        size_t weight = text.len;
        for (size_t i = 0; i < text.len; i++)
                weight += text.at[i] == '"' || text.at[i] == '\\' || text.at[i] == '\n';
        return weight;
}

static struct err add_weight(struct checker *c, size_t weight)
{
        c->weight += weight;
        if (c->weight > BODY_JSON_MAX_BYTES)
                return body_fault(&c->place, "", "the body is longer than %d bytes", BODY_JSON_MAX_BYTES);
        return NO_ERR;
}

/* ---- text ---- */

static struct err check_span(struct checker *c, const struct span *span)
{
        if (span->text.len == 0) return body_fault(&c->place, "", "a text node without text");
        if (!text_is_lines(span->text))
                return body_fault(&c->place, "", "text that is not UTF-8, or has control characters");
        if (span->marks >= 1u << MARKS) return body_fault(&c->place, "", "unknown marks");
        TRY(add_weight(c, SPAN_WEIGHT + weight_of(span->text)));
        if (span->marks) TRY(add_weight(c, MARKS_WEIGHT));
        if (!(span->marks & MARK_LINK)) return NO_ERR;
        if (!link_is_allowed(span->href) && !link_is_path(span->href))
                return body_fault(&c->place, "",
                                  "a link must be a well-formed http, https or mailto address, or a path of this site "
                                  "that begins with one /, not '%.*s'",
                                  SLICE_ARGS(span->href));
        return add_weight(c, weight_of(span->href));
}

static struct err check_text(struct checker *c, struct rich_text text)
{
        unsigned depth = c->place.depth++;
        for (size_t i = 0; i < text.count; i++) {
                c->place.index[depth] = i;
                TRY(check_span(c, &text.spans[i]));
        }
        c->place.depth = depth;
        return NO_ERR;
}

/* ---- attributes ---- */

static bool id_is_usable(struct slice id)
{
        for (size_t i = 0; i < id.len; i++)
                if (!islower((unsigned char)id.at[i]) && !isdigit((unsigned char)id.at[i])) return false;
        return id.len > 0 && id.len <= attributes[HAS_ID].max_bytes;
}

static struct err check_attributes(struct checker *c, const struct block *b)
{
        if (!id_is_usable(b->id)) return body_fault(&c->place, ".attrs", "'id' must be 1 to 16 of a-z and 0-9");
        for (unsigned i = 0; i < ATTRIBUTES; i++) {
                const struct attribute *attribute = &attributes[i];
                if (attribute->type != ATTRIBUTE_TEXT || !block_has(b->kind, i)) continue;
                const struct slice *text = attribute_of(b, attribute);
                if (text->len > attribute->max_bytes)
                        return body_fault(&c->place, ".attrs", "'%s' is longer than %zu bytes", attribute->name,
                                          attribute->max_bytes);
                if (!text_is_line(*text))
                        return body_fault(&c->place, ".attrs", "'%s' is not one line of UTF-8", attribute->name);
                TRY(add_weight(c, weight_of(*text)));
        }
        return NO_ERR;
}

/* ---- what is asked of single kinds ---- */

static struct err check_labelled(const struct checker *c, const struct block *b)
{
        if (b->label > LABEL_LITERALLY) return body_fault(&c->place, ".attrs", "unknown label");
        if ((b->label == LABEL_CUSTOM) != (b->label_text.len > 0))
                return body_fault(&c->place, ".attrs", "'label_text' belongs to a custom label, which needs it");
        return NO_ERR;
}

static struct err check_heading(const struct checker *c, const struct block *b)
{
        if (b->level != 2 && b->level != 3) return body_fault(&c->place, ".attrs", "'level' must be 2 or 3");
        return NO_ERR;
}

static struct err check_item(const struct checker *c, const struct block *b)
{
        if (b->child_count > 1) return body_fault(&c->place, "", "an item holds at most one list");
        return NO_ERR;
}

bool asset_is_well_formed(struct slice asset)
{
        enum { SHA_256_DIGITS = 64 };
        for (size_t i = 0; i < asset.len; i++)
                if (!isxdigit((unsigned char)asset.at[i]) || isupper((unsigned char)asset.at[i])) return false;
        return asset.len == 0 || asset.len == SHA_256_DIGITS;
}

static struct err check_image(const struct checker *c, const struct block *b)
{
        if (!asset_is_well_formed(b->asset))
                return body_fault(&c->place, ".attrs", "'asset' must be a SHA-256 in hexadecimal");
        return NO_ERR;
}

static struct err check_embed(const struct checker *c, const struct block *b)
{
        if (embed_is_known(b->provider, b->embed_id)) return NO_ERR;
        return body_fault(&c->place, ".attrs", "nothing is known as '%.*s' of '%.*s'", SLICE_ARGS(b->embed_id),
                          SLICE_ARGS(b->provider));
}

/* A table is a rectangle: then no page has rows that end early. */
static struct err check_table(const struct checker *c, const struct block *b)
{
        for (size_t i = 1; i < b->child_count; i++)
                if (b->children[i].child_count != b->children[0].child_count)
                        return body_fault(&c->place, "", "row %zu has %zu cells and the first %zu", i,
                                          b->children[i].child_count, b->children[0].child_count);
        return NO_ERR;
}

static struct err check_timeline(const struct checker *c, const struct block *b)
{
        if (!moment_is_sane(b->time_ms)) return body_fault(&c->place, ".attrs", "'time_ms' is no time of news");
        if ((b->corrected_ms && !moment_is_sane(b->corrected_ms)) || (b->struck_ms && !moment_is_sane(b->struck_ms)))
                return body_fault(&c->place, ".attrs", "an entry was corrected or struck at no time of news");
        return NO_ERR;
}

static struct err (*const kind_rules[BLOCK_KINDS])(const struct checker *, const struct block *) = {
        [BLOCK_LABELLED] = check_labelled, [BLOCK_HEADING] = check_heading, [BLOCK_ITEM] = check_item,
        [BLOCK_IMAGE] = check_image,       [BLOCK_EMBED] = check_embed,     [BLOCK_TABLE] = check_table,
        [BLOCK_TIMELINE] = check_timeline,
};

/* ---- the tree ---- */

static struct err check_blocks(struct checker *c, const struct block *blocks, size_t count, unsigned parent);

static void note_id(struct checker *c, struct slice id)
{
        enum { FIRST_ROOM = 32 };
        if (c->count == c->room) {
                c->room = c->room ? 2 * c->room : FIRST_ROOM;
                struct slice *larger = arena_array(c->arena, c->room, sizeof *larger);
                if (c->count) memcpy(larger, c->ids, c->count * sizeof *larger);
                c->ids = larger;
        }
        c->ids[c->count++] = id;
}

static struct err check_block(struct checker *c, const struct block *b)
{
        if (c->count == BODY_BLOCKS_MAX) return body_fault(&c->place, "", "more than %d blocks", BODY_BLOCKS_MAX);
        note_id(c, b->id);
        TRY(add_weight(c, BLOCK_WEIGHT));
        TRY(check_attributes(c, b));
        if (kind_rules[b->kind]) TRY(kind_rules[b->kind](c, b));

        switch (block_forms[b->kind].content) {
        case CONTENT_NOTHING:
                return NO_ERR;
        case CONTENT_TEXT:
                return check_text(c, b->text);
        case CONTENT_BLOCKS:
                if (b->child_count == 0) return body_fault(&c->place, "", "an empty %s", block_forms[b->kind].type);
                return check_blocks(c, b->children, b->child_count, b->kind);
        case CONTENT_LINE_AND_BLOCKS:
                TRY(check_text(c, b->text));
                return check_blocks(c, b->children, b->child_count, b->kind);
        }
        return NO_ERR;
}

/* `parent` is a kind, or BLOCK_KINDS for the body itself. Recursion ends at BODY_DEPTH_MAX. */
static struct err check_blocks(struct checker *c, const struct block *blocks, size_t count, unsigned parent)
{
        if (count && c->place.depth == BODY_DEPTH_MAX)
                return body_fault(&c->place, "", "blocks stand in blocks more than %d deep", BODY_DEPTH_MAX);
        bool in_body = parent == BLOCK_KINDS;
        unsigned allowed = in_body ? IN_BODY : block_forms[parent].children;
        size_t first = !in_body && block_forms[parent].content == CONTENT_LINE_AND_BLOCKS;
        unsigned depth = c->place.depth++;
        for (size_t i = 0; i < count; i++) {
                c->place.index[depth] = first + i;
                if ((unsigned)blocks[i].kind >= BLOCK_KINDS) return body_fault(&c->place, "", "unknown kind of block");
                if (!(allowed & 1u << blocks[i].kind))
                        return body_fault(&c->place, "", "'%s' may not stand in '%s'", block_forms[blocks[i].kind].type,
                                          in_body ? "doc" : block_forms[parent].type);
                TRY(check_block(c, &blocks[i]));
        }
        c->place.depth = depth;
        return NO_ERR;
}

static int by_bytes(const void *a, const void *b)
{
        return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static struct err check_ids(struct checker *c)
{
        if (c->count == 0) return NO_ERR;
        qsort(c->ids, c->count, sizeof c->ids[0], by_bytes);
        for (size_t i = 1; i < c->count; i++)
                if (slice_eq(c->ids[i - 1], c->ids[i]))
                        return body_fault(&c->place, "", "id '%.*s' stands twice", SLICE_ARGS(c->ids[i]));
        return NO_ERR;
}

struct err body_check(const struct body *b, struct buf *why)
{
        CLEANUP(arena_clear) struct arena scratch = {0};
        struct checker c = {.place = {.why = why}, .arena = &scratch};
        TRY(check_blocks(&c, b->blocks, b->count, BLOCK_KINDS));
        return check_ids(&c);
}
