/* For tests of the desk's work: three editors and an article of three paragraphs. */
#pragma once
#include "store/people_fixture.h"
#include "store/version.h"
#include "store/work.h"

enum { PARAGRAPHS = 3 };

/* An article whose paragraphs a, b and c say these words; NULL: it has none such. */
static inline struct article words_article(struct fixture *f, const char *const words[PARAGRAPHS])
{
        static const char *const ids[PARAGRAPHS] = {"a", "b", "c"};
        struct article article = sample_article(SLICE("urn:work"));
        article.body.blocks = arena_array(&f->arena, PARAGRAPHS, sizeof *article.body.blocks);
        for (size_t i = 0; i < PARAGRAPHS; i++) {
                if (!words[i]) continue;
                struct span *span = arena_alloc(&f->arena, sizeof *span);
                span->text = arena_copy(&f->arena, slice_of(words[i]));
                article.body.blocks[article.body.count++] =
                        (struct block){.kind = BLOCK_PARAGRAPH, .id = slice_of(ids[i]), .text = {span, 1}};
        }
        return article;
}

static inline struct work load_work(struct fixture *f, int64_t article, int64_t now_ms)
{
        struct work work;
        assert_int_equal(store_work_load(f->store, article, now_ms, &f->arena, &work).code, OK);
        return work;
}

/* The words of a paragraph; empty when it is not there. */
static inline struct slice words_of(const struct article *article, const char *id)
{
        for (size_t i = 0; i < article->body.count; i++) {
                const struct block *block = &article->body.blocks[i];
                if (slice_eq(block->id, slice_of(id)) && block->text.count) return block->text.spans[0].text;
        }
        return SLICE("");
}

static inline bool says(const struct article *article, const char *id, const char *words)
{
        return slice_eq(words_of(article, id), slice_of(words));
}
