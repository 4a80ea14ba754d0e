/* For this room's tests: a body in short, to be compared at a glance.
 *
 *   p(a *bold* _italic_ ^up^ ~down~ [link](href) line/line)  h2(x)  label:source(x)  label"Own"(x)  hr
 *   ul(li(a ul(li(b))))  ol(...)  quote{by}(p(x))  img{alt|caption|credit}  IMG{...} when its bytes are held
 *   timeline{time_ms! +corrected_ms -struck_ms}(headline p(x)), "!" when it is pinned  gallery(img{} img{})
 * table{caption}(tr(th(a) td(b))) */
#pragma once
#include "news/body.h"

static inline void outline_text(struct rich_text text, struct buf *ret)
{
        static const char marks[] = "*_^~";
        for (size_t i = 0; i < text.count; i++) {
                const struct span *span = &text.spans[i];
                if (span->marks & MARK_LINK) buf_add_char(ret, '[');
                for (int m = 0; m < 4; m++)
                        if (span->marks & 1u << m) buf_add_char(ret, marks[m]);
                for (size_t c = 0; c < span->text.len; c++)
                        buf_add_char(ret, span->text.at[c] == '\n' ? '/' : span->text.at[c]);
                for (int m = 3; m >= 0; m--)
                        if (span->marks & 1u << m) buf_add_char(ret, marks[m]);
                if (span->marks & MARK_LINK) buf_add_format(ret, "](%.*s)", SLICE_ARGS(span->href));
        }
}

static inline void outline_entry(const struct block *b, struct buf *ret)
{
        buf_add_format(ret, "{%lld%s", (long long)b->time_ms, b->pinned ? "!" : "");
        if (b->corrected_ms) buf_add_format(ret, " +%lld", (long long)b->corrected_ms);
        if (b->struck_ms) buf_add_format(ret, " -%lld", (long long)b->struck_ms);
        buf_add_char(ret, '}');
}

static inline void outline_name(const struct block *b, struct buf *ret)
{
        static const char *const names[] = {
                [BLOCK_PARAGRAPH] = "p", [BLOCK_LABELLED] = "label",    [BLOCK_HEADING] = "h",
                [BLOCK_LIST] = "ul",     [BLOCK_ITEM] = "li",           [BLOCK_QUOTE] = "quote",
                [BLOCK_IMAGE] = "img",   [BLOCK_GALLERY] = "gallery",   [BLOCK_TABLE] = "table",
                [BLOCK_ROW] = "tr",      [BLOCK_CELL] = "td",           [BLOCK_EMBED] = "embed",
                [BLOCK_DIVIDER] = "hr",  [BLOCK_TIMELINE] = "timeline",
        };
        bool held = b->kind == BLOCK_IMAGE && b->asset.len;
        buf_add_text(ret, b->ordered ? "ol" : b->header ? "th" : held ? "IMG" : names[b->kind]);
        if (b->kind == BLOCK_HEADING) buf_add_format(ret, "%u", b->level);
        if (b->kind == BLOCK_LABELLED && b->label != LABEL_CUSTOM) buf_add_format(ret, ":%s", label_name(b->label));
        if (b->label_text.len) buf_add_format(ret, "\"%.*s\"", SLICE_ARGS(b->label_text));
        if (b->kind == BLOCK_TIMELINE) outline_entry(b, ret);
        if (b->kind == BLOCK_QUOTE) buf_add_format(ret, "{%.*s}", SLICE_ARGS(b->attribution));
        if (b->kind == BLOCK_TABLE) buf_add_format(ret, "{%.*s}", SLICE_ARGS(b->caption));
        if (b->kind == BLOCK_EMBED)
                buf_add_format(ret, "{%.*s %.*s|%.*s}", SLICE_ARGS(b->provider), SLICE_ARGS(b->embed_id),
                               SLICE_ARGS(b->caption));
        if (b->kind == BLOCK_IMAGE)
                buf_add_format(ret, "{%.*s|%.*s|%.*s}", SLICE_ARGS(b->alt), SLICE_ARGS(b->caption),
                               SLICE_ARGS(b->credit));
}

static inline void outline_blocks(const struct block *blocks, size_t count, struct buf *ret)
{
        for (size_t i = 0; i < count; i++) {
                const struct block *b = &blocks[i];
                if (i) buf_add_char(ret, ' ');
                outline_name(b, ret);
                if (b->kind == BLOCK_DIVIDER || b->kind == BLOCK_IMAGE || b->kind == BLOCK_EMBED) continue;
                buf_add_char(ret, '(');
                outline_text(b->text, ret);
                if (b->text.count && b->child_count) buf_add_char(ret, ' ');
                outline_blocks(b->children, b->child_count, ret);
                buf_add_char(ret, ')');
        }
}
