#include "news/readiness.h"

#include "news/link.h"
#include "news/text.h"

static void add(struct lacks *lacks, const char *key, const char *field, bool blocks)
{
        must(lacks->count < LACKS_MAX);
        lacks->at[lacks->count++] = (struct lack){key, field, blocks, -1, NULL};
}

/* What pictures must have: told once, of the article's own before those of the body. */
static void add_of_pictures(struct lacks *lacks, const char *what, const char *own_field, bool own, bool in_body)
{
        if (!own && !in_body) return;
        add(lacks, what, own ? own_field : "body", true);
        if (!own) lacks->at[lacks->count - 1].part = what;
}

/* What walking the body finds. */
struct seen {
        bool text, picture, picture_without_alt, picture_without_credit, marks;
        bool main_without_alt, main_without_credit; /* of the article's own pictures: they have fields of their own */
};

static bool has_marks(struct slice text)
{
        static const char *const marks[] = {"???", "XXX", "TK TK", " TK "};
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
                if (slice_find(text, slice_of(marks[i]))) return true;
        return slice_eq(text, SLICE("TK"));
}

static void look_at_block(const struct block *block, struct seen *seen)
{
        for (size_t i = 0; i < block->text.count; i++) {
                seen->text = true;
                seen->marks |= has_marks(block->text.spans[i].text);
        }
        if (block->kind == BLOCK_IMAGE && block->asset.len) {
                seen->picture = true;
                seen->picture_without_alt |= block->alt.len == 0;
                seen->picture_without_credit |= block->credit.len == 0;
        }
        for (size_t i = 0; i < block->child_count; i++)
                look_at_block(&block->children[i], seen);
}

static void look_at_pictures(const struct article *article, struct seen *seen)
{
        for (size_t i = 0; i < article->picture_count; i++) {
                if (article->pictures[i].asset.len == 0) continue;
                seen->picture = true;
                seen->main_without_alt |= article->pictures[i].alt.len == 0;
                seen->main_without_credit |= article->pictures[i].credit.len == 0;
        }
}

static struct seen look_at(const struct article *article)
{
        struct seen seen = {0};
        for (size_t i = 0; i < article->body.count; i++)
                look_at_block(&article->body.blocks[i], &seen);
        look_at_pictures(article, &seen);
        return seen;
}

static void add_what_blocks(const struct article *article, const struct seen *seen, int64_t now_ms, struct lacks *ret)
{
        if (article->headline.len == 0) add(ret, "headline", "headline", true);
        if (article->section == 0) add(ret, "section", "section", true);
        if (article->author_count == 0 && article->byline.len == 0) add(ret, "author", "authors", true);
        add_of_pictures(ret, "alt", "picture-alt", seen->main_without_alt, seen->picture_without_alt);
        add_of_pictures(ret, "credit", "picture-credit", seen->main_without_credit, seen->picture_without_credit);
        if (article->embargo_ms > now_ms) add(ret, "embargo", "embargo", true);
}

/* Of a list: told once, of the first element of which it is so. */
static void add_once(struct lacks *lacks, struct lack lack, bool is_so)
{
        for (size_t i = 0; i < lacks->count; i++)
                if (strcmp(lacks->at[i].key, lack.key) == 0) return;
        if (!is_so) return;
        add(lacks, lack.key, lack.field, true);
        lacks->at[lacks->count - 1] = lack;
}

static void look_at_source(const struct source *source, int at, struct lacks *ret)
{
        bool is_long = !text_is_short(source->name, NAME_CHARACTERS);
        bool leads_nowhere = source->url.len && !link_is_allowed(source->url);
        add_once(ret, (struct lack){"source_nameless", "sources", true, at, "name"}, source->name.len == 0);
        add_once(ret, (struct lack){"source_long", "sources", true, at, "name"}, is_long);
        add_once(ret, (struct lack){"source_address", "sources", true, at, "url"}, leads_nowhere);
}

/* A draft may have it; readers' pages do not. An import is held to as many bytes (article_check()), the newsroom to
 * characters, which is what its people see counted. */
static void add_what_no_page_takes(const struct article *article, struct lacks *ret)
{
        if (!text_is_short(article->headline, HEADLINE_CHARACTERS)) add(ret, "headline_long", "headline", true);
        if (!text_is_short(article->lead, LEAD_CHARACTERS)) add(ret, "lead_long", "lead", true);
        for (size_t i = 0; i < article->author_count; i++)
                add_once(ret, (struct lack){"author_long", "authors", true, (int)i, NULL},
                         !text_is_short(article->authors[i].name, NAME_CHARACTERS));
        for (size_t i = 0; i < article->topic_count; i++)
                add_once(ret, (struct lack){"topic_long", "topics", true, (int)i, NULL},
                         !text_is_short(article->topics[i].name, NAME_CHARACTERS));
        for (size_t i = 0; i < article->source_count; i++)
                look_at_source(&article->sources[i], (int)i, ret);
}

static void add_what_is_told(const struct article *article, const struct seen *seen, struct lacks *ret)
{
        if (!seen->text) add(ret, "body", "body", false);
        if (article->lead.len == 0) add(ret, "lead", "lead", false);
        if (!seen->picture) add(ret, "picture", "picture", false);
        if (!text_is_short(article->headline, HEADLINE_LONG_CHARACTERS) &&
            text_is_short(article->headline, HEADLINE_CHARACTERS))
                add(ret, "long", "headline", false);
        if (seen->marks || has_marks(article->headline) || has_marks(article->lead)) add(ret, "marks", "body", false);
}

void article_find_lacks(const struct article *article, int64_t now_ms, struct lacks *ret)
{
        const struct seen seen = look_at(article);
        *ret = (struct lacks){.count = 0};
        add_what_blocks(article, &seen, now_ms, ret);
        add_what_no_page_takes(article, ret);
        add_what_is_told(article, &seen, ret);
}

bool lacks_block(const struct lacks *lacks)
{
        return lacks->count > 0 && lacks->at[0].blocks;
}
