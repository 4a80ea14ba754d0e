/* Things on other sites that a body may name: a provider from a closed list and the thing's id there. A page links to
 * them and loads nothing from them. */
#pragma once
#include "base/arena.h"

enum { EMBED_ID_MAX_BYTES = 200 };

/* Whether the provider is on the list ("youtube", "vimeo", "telegram", "x", "facebook", "instagram", "tiktok") and the
 * id is made of letters, digits and . _ - @ / without an empty or dotted step. */
bool embed_is_known(struct slice provider, struct slice id);

/* The provider and id that an address as people and pages write it means ("https://youtu.be/ID",
 * "https://www.youtube.com/embed/ID?start=9"): both point to constants or into `url`. False: it is none on the list. */
bool embed_read(struct slice url, struct slice *provider, struct slice *id);

/* Where the thing is to be seen; of a known embed. */
struct slice embed_url(struct arena *a, struct slice provider, struct slice id);

/* The provider as a reader knows it ("YouTube"); of a known embed. */
struct slice embed_provider_name(struct slice provider);
