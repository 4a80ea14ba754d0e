/* What pages that are open are shown besides: rail and bar as data (JSON), from which the reader's script makes what
 * the templates would make. In the stored form of fragments; the contract of press/presser.h holds here too. */
#pragma once
#include "press/presser.h"

/* The rail's lines in their order: [{"day", "path", "time", "clock", "headline", "important", "breaking"}, ...];
 * "important" is 1, "breaking" the word that says so; either only where it is. */
struct err press_live_rail(struct presser *p, unsigned edition, const struct headlines *newest,
                           struct buf *ret) CHECKED;
/* {"label", "text", "url"} of breaking news, the label being the word for them; null without any (`breaking` NULL). */
struct err press_live_bar(struct presser *p, unsigned edition, const struct breaking *breaking,
                          struct buf *ret) CHECKED;
/* What the script itself says in the edition's language: {"one", "few", "many", "other"} of how many stories are new,
 * with # for the number, "entry_one" and so on of entries; {"close", "updated", "withdrawn"}. */
struct err press_live_words(struct presser *p, unsigned edition, struct buf *ret) CHECKED;
enum live_change { LIVE_UPDATED, LIVE_CORRECTED, LIVE_WITHDRAWN };
/* What somebody who reads an article is told of it, in the edition's language; lives as long as the presser. */
struct slice press_live_text(struct presser *p, unsigned edition, enum live_change change);
/* Appends the moment as a page's data say it (article:modified_time), for comparing: two changes within a second are
 * two. */
void press_live_time(struct presser *p, unsigned edition, int64_t utc_ms, struct buf *ret);
