#include "desk/compared.h"

#include "news/same.h"

/* ---- a block as lines ---- */

struct lines {
        struct visit *v;
        struct span *at;
        size_t count, room;
};

static void add_span(struct lines *l, struct span span)
{
        if (span.text.len == 0) return;
        if (l->count == l->room) {
                l->room = l->room ? 2 * l->room : 8;
                struct span *larger = arena_array(visit_arena(l->v), l->room, sizeof *larger);
                if (l->count) memcpy(larger, l->at, l->count * sizeof *larger);
                l->at = larger;
        }
        l->at[l->count++] = span;
}

static void add_line(struct lines *l, struct rich_text text)
{
        if (text.count && l->count) add_span(l, (struct span){.text = SLICE("\n")});
        for (size_t i = 0; i < text.count; i++)
                add_span(l, text.spans[i]);
}

static void add_words(struct lines *l, struct slice words)
{
        struct span span = {.text = words};
        if (words.len) add_line(l, (struct rich_text){&span, 1});
}

/* The label in the words of who looks, then the text, as one line: "Source: …". */
static void add_labelled(struct lines *l, const struct block *block)
{
        struct slice key = arena_format(visit_arena(l->v), "label_%s", label_name(block->label));
        struct slice word = block->label == LABEL_CUSTOM ? block->label_text : visit_text(l->v, key.at);
        add_words(l, arena_format(visit_arena(l->v), "%.*s: ", SLICE_ARGS(word)));
        for (size_t i = 0; i < block->text.count; i++)
                add_span(l, block->text.spans[i]);
}

/* Which picture it is is no word; that it is another one is to be seen all the same. */
static void add_picture(struct lines *l, const struct block *block)
{
        enum { TOLD = 8 };
        if (block->kind != BLOCK_IMAGE) return;
        int len = block->asset.len < TOLD ? (int)block->asset.len : TOLD;
        struct slice kind = visit_text(l->v, "block_image");
        add_words(l, arena_format(visit_arena(l->v), "[%.*s %.*s]", SLICE_ARGS(kind), len, block->asset.at));
}

static void add_block(struct lines *l, const struct block *block)
{
        add_picture(l, block);
        if (block->kind == BLOCK_LABELLED) {
                add_labelled(l, block);
        } else {
                add_line(l, block->text);
        }
        add_words(l, block->provider);
        add_words(l, block->embed_id);
        add_words(l, block->caption);
        add_words(l, block->credit);
        add_words(l, block->alt);
        for (size_t i = 0; i < block->child_count; i++)
                add_block(l, &block->children[i]);
        add_words(l, block->attribution);
}

struct rich_text block_text(struct visit *v, const struct block *block)
{
        struct lines lines = {.v = v};
        if (block) add_block(&lines, block);
        return (struct rich_text){lines.at, lines.count};
}

/* ---- words ---- */

static json_t *run_value(struct visit *v, const struct compared_run *run, const struct compared_run *last)
{
        struct slice text = SLICE("");
        for (size_t i = 0; i < run->text.count; i++)
                text = arena_format(visit_arena(v), "%.*s%.*s", SLICE_ARGS(text), SLICE_ARGS(run->text.spans[i].text));
        bool is_added = run->kind == COMPARED_ADDED, is_removed = run->kind == COMPARED_REMOVED;
        return json_pack("{s:o, s:b, s:b, s:b}", "text", text_value(text), "is_added", is_added, "is_removed",
                         is_removed, "is_replacing", is_added && last && last->kind == COMPARED_REMOVED);
}

json_t *compared_runs(struct visit *v, struct rich_text before, struct rich_text after, struct compared_words *words)
{
        struct compared_text compared;
        json_t *list = json_array();
        compare_texts(before, after, visit_arena(v), &compared);
        words->added += compared.added;
        words->removed += compared.removed;
        for (size_t i = 0; i < compared.count; i++)
                json_array_append_new(list, run_value(v, &compared.at[i], i ? &compared.at[i - 1] : NULL));
        return list;
}

/* ---- fields ---- */

struct compared_fields {
        struct visit *v;
        json_t *list;
        struct compared_words *words;
};

static void compare_field(struct compared_fields *f, const char *text_key, struct slice before, struct slice after)
{
        if (slice_eq(before, after)) return;
        struct span was = {.text = before}, is = {.text = after};
        json_t *runs = compared_runs(f->v, (struct rich_text){&was, before.len > 0},
                                     (struct rich_text){&is, after.len > 0}, f->words);
        json_array_append_new(f->list,
                              json_pack("{s:o, s:o}", "name", text_value(visit_text(f->v, text_key)), "runs", runs));
}

static struct slice join(struct visit *v, struct slice list, struct slice name)
{
        return arena_format(visit_arena(v), "%.*s%s%.*s", SLICE_ARGS(list), list.len ? ", " : "", SLICE_ARGS(name));
}

static struct slice authors_of(struct visit *v, const struct article *article)
{
        struct slice list = SLICE("");
        for (size_t i = 0; i < article->author_count; i++)
                list = join(v, list, article->authors[i].name);
        return list;
}

static struct slice topics_of(struct visit *v, const struct article *article)
{
        struct slice list = SLICE("");
        for (size_t i = 0; i < article->topic_count; i++)
                list = join(v, list, article->topics[i].name);
        return list;
}

static struct slice sources_of(struct visit *v, const struct article *article)
{
        struct slice list = SLICE("");
        for (size_t i = 0; i < article->source_count; i++) {
                const struct source *source = &article->sources[i];
                list = join(v, list, source->name.len ? source->name : source->url);
                if (source->name.len && source->url.len)
                        list = arena_format(visit_arena(v), "%.*s %.*s", SLICE_ARGS(list), SLICE_ARGS(source->url));
        }
        return list;
}

static struct slice pictures_of(struct visit *v, const struct article *article)
{
        struct slice list = SLICE("");
        for (size_t i = 0; i < article->picture_count; i++) {
                const struct picture *picture = &article->pictures[i];
                list = join(v, list, picture->caption);
                list = arena_format(visit_arena(v), "%.*s %.*s %.*s", SLICE_ARGS(list), SLICE_ARGS(picture->credit),
                                    SLICE_ARGS(picture->alt));
        }
        return list;
}

static struct slice section_of(struct visit *v, const struct article *article)
{
        const struct section *section = newsroom_section(visit_newsroom(v), article->section);
        return section ? section->names[article->edition - 1] : SLICE("");
}

static json_t *fields_of(struct visit *v, const struct article *before, const struct article *after,
                         struct compared_words *words)
{
        struct compared_fields f = {v, json_array(), words};
        compare_field(&f, "headline", before->headline, after->headline);
        compare_field(&f, "lead", before->lead, after->lead);
        compare_field(&f, "authors", authors_of(v, before), authors_of(v, after));
        compare_field(&f, "section", section_of(v, before), section_of(v, after));
        compare_field(&f, "topics", topics_of(v, before), topics_of(v, after));
        compare_field(&f, "sources", sources_of(v, before), sources_of(v, after));
        compare_field(&f, "main_picture", pictures_of(v, before), pictures_of(v, after));
        compare_field(&f, "slug", before->slug, after->slug);
        return f.list;
}

/* ---- blocks ---- */

static json_t *block_value(struct visit *v, const struct compared_block *pair, struct compared_words *words)
{
        static const char *const kinds[] = {[BLOCK_SAME] = "same",
                                            [BLOCK_CHANGED] = "changed",
                                            [BLOCK_REMOVED] = "removed",
                                            [BLOCK_ADDED] = "added"};
        const struct block *there = pair->after ? pair->after : pair->before;
        json_t *runs = compared_runs(v, block_text(v, pair->before), block_text(v, pair->after), words);
        return json_pack("{s:o, s:s, s:o}", "id", text_value(there->id), "kind", kinds[pair->kind], "runs", runs);
}

static json_t *told_words(struct visit *v, const struct compared_words *words)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        const struct language_value values[] = {
                {"added", arena_format(visit_arena(v), "%zu", words->added)},
                {"removed", arena_format(visit_arena(v), "%zu", words->removed)},
        };
        language_write_text(v->texts, "compared_words", values, 2, &text);
        return text_value(buf_slice(&text));
}

json_t *compared_articles(struct visit *v, const struct article *before, const struct article *after)
{
        struct compared_words words = {0};
        struct compared_body body;
        json_t *values = json_object(), *blocks = json_array(), *fields = fields_of(v, before, after, &words);
        compare_bodies(&before->body, &after->body, visit_arena(v), &body);
        for (size_t i = 0; i < body.count; i++)
                json_array_append_new(blocks, block_value(v, &body.at[i], &words));
        json_object_set_new(values, "is_same", json_boolean(json_array_size(fields) == 0 && body.differing == 0));
        json_object_set_new(values, "fields", fields);
        json_object_set_new(values, "blocks", blocks);
        json_object_set_new(values, "words", told_words(v, &words));
        return values;
}
