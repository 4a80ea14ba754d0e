#include "news/assets.h"

struct gathering {
        struct assets found;
        size_t room;
        struct arena *arena;
};

static bool is_known(const struct assets *assets, struct slice asset)
{
        for (size_t i = 0; i < assets->count; i++)
                if (slice_eq(assets->at[i], asset)) return true;
        return false;
}

static void add(struct gathering *g, struct slice asset)
{
        enum { FIRST_ROOM = 8 };
        if (asset.len == 0 || is_known(&g->found, asset)) return;
        if (g->found.count == g->room) {
                g->room = g->room ? 2 * g->room : FIRST_ROOM;
                struct slice *larger = arena_array(g->arena, g->room, sizeof *larger);
                if (g->found.count) memcpy(larger, g->found.at, g->found.count * sizeof *larger);
                g->found.at = larger;
        }
        g->found.at[g->found.count++] = asset;
}

/* Recursion goes as deep as the body, at most BODY_DEPTH_MAX. */
static void add_blocks(struct gathering *g, const struct block *blocks, size_t count)
{
        for (size_t i = 0; i < count; i++) {
                if (blocks[i].kind == BLOCK_IMAGE) add(g, blocks[i].asset);
                add_blocks(g, blocks[i].children, blocks[i].child_count);
        }
}

struct assets assets_of_article(const struct article *article, struct arena *a)
{
        struct gathering g = {.arena = a};
        if (article->picture_count) add(&g, article->pictures[0].asset);
        add_blocks(&g, article->body.blocks, article->body.count);
        return g.found;
}

struct assets assets_of_settings(const struct settings *settings, struct arena *a)
{
        struct gathering g = {.arena = a};
        for (size_t e = 0; e < EDITION_MAX; e++) {
                for (size_t i = 0; i < settings->page_count; i++) {
                        const struct body *body = &settings->pages[i].texts[e].body;
                        add_blocks(&g, body->blocks, body->count);
                }
                add_blocks(&g, settings->support[e].body.blocks, settings->support[e].body.count);
        }
        for (size_t i = 0; i < settings->creative_count; i++)
                add(&g, settings->creatives[i].picture);
        return g.found;
}
