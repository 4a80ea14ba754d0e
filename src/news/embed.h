/* Things on other sites that a body may name: a provider from a closed list and the thing's id there. A page links to
 * them and loads nothing from them. */
#pragma once
#include "base/arena.h"

enum { EMBED_ID_MAX_BYTES = 200 };

/* Whether the provider is on the list ("youtube", "vimeo", "telegram", "x", "facebook", "instagram", "tiktok") and the
 * id is made of letters, digits and . _ - @ / without an empty or dotted step. */
bool embed_is_known(struct slice provider, struct slice id);

/* Where the thing is to be seen; of a known embed. */
struct slice embed_url(struct arena *a, struct slice provider, struct slice id);

/* What an address leads to, as people copy it ("https://youtu.be/ID?t=9") or frame it ("//www.youtube.com/embed/ID");
 * both slices live as long as the address or the arena. False when it is none of ours. The desk's own reader,
 * desk-web/editor/embeds.js, knows the same forms. */
struct embed {
        struct slice provider, id;
};
bool embed_of_address(struct slice address, struct arena *a, struct embed *ret);

/* The provider as a reader knows it ("YouTube"); of a known embed. */
struct slice embed_provider_name(struct slice provider);
