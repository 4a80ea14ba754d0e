#include "wire/marks.h"

#include "language/language.h"

enum { TEXT_MAX_BYTES = 4 * 1024 * 1024 };

struct setter {
        struct slice code;
        struct arena *arena;
        struct buf text; /* owned: what is being set */
};

/* A text that would grow beyond its bounds stays as it is. */
static struct slice set_line(struct setter *s, struct slice text)
{
        struct marking marking;
        buf_truncate(&s->text);
        if (text.len == 0 || !language_marks_begin(&marking, s->code, &s->text)) return text;
        language_marks_add(&marking, text);
        bool is_other = !s->text.full && !slice_eq(buf_slice(&s->text), text);
        return is_other ? arena_copy(s->arena, buf_slice(&s->text)) : text;
}

/* Quotations go on from one span to the next. */
static void set_rich(struct setter *s, struct rich_text *text)
{
        struct marking marking;
        buf_truncate(&s->text);
        if (text->count == 0 || !language_marks_begin(&marking, s->code, &s->text)) return;
        struct span *spans = arena_array(s->arena, text->count, sizeof *spans);
        size_t start = 0;
        for (size_t i = 0; i < text->count; i++) {
                spans[i] = text->spans[i];
                language_marks_add(&marking, spans[i].text);
                spans[i].text = (struct slice){NULL, s->text.len - start};
                start = s->text.len;
        }
        if (s->text.full) return;
        struct slice set = arena_copy(s->arena, buf_slice(&s->text));
        for (size_t i = 0; i < text->count; i++) {
                spans[i].text.at = set.at;
                set = slice_skip(set, spans[i].text.len);
        }
        text->spans = spans;
}

static void set_block(struct setter *s, struct block *block)
{
        if (block->kind == BLOCK_EMBED) return;
        set_rich(s, &block->text);
        block->caption = set_line(s, block->caption);
        block->alt = set_line(s, block->alt);
        block->attribution = set_line(s, block->attribution);
        for (size_t i = 0; i < block->child_count; i++)
                set_block(s, &block->children[i]);
}

void marks_set(struct article *article, struct slice code, struct arena *a)
{
        struct setter s = {.code = code, .arena = a, .text = BUF_INIT(TEXT_MAX_BYTES)};
        article->headline = set_line(&s, article->headline);
        article->lead = set_line(&s, article->lead);
        for (size_t i = 0; i < article->picture_count; i++) {
                article->pictures[i].caption = set_line(&s, article->pictures[i].caption);
                article->pictures[i].alt = set_line(&s, article->pictures[i].alt);
        }
        for (size_t i = 0; i < article->correction_count; i++)
                article->corrections[i].text = set_line(&s, article->corrections[i].text);
        for (size_t i = 0; i < article->body.count; i++)
                set_block(&s, &article->body.blocks[i]);
        buf_clear(&s.text);
}
