/* What the screens of the structure (sections, shelves, editions) have in common. For this room only. */
#pragma once
#include "desk/visit.h"
#include "news/shelf.h"

#include <jansson.h>

/* The edition with the code, else that of the person's language, else the first that they may change. */
const struct edition *edition_named(struct visit *v, struct slice code);
/* A tab for each edition that they may change; `address` is what its code is put behind. */
json_t *edition_tabs(struct visit *v, const struct edition *here, const char *address);
/* All editions: language and name. */
json_t *edition_names(struct visit *v);

/* The edition's language as it calls itself ("Українська"); its code when it has no texts. */
struct slice edition_language(struct visit *v, const struct edition *edition);

/* What a section is called in the person's language, or in the first edition that has it. */
struct slice section_title(struct visit *v, const struct section *section);

/* Topics, people and sources, as addresses of the desk name them. */
struct shelf_word {
        enum shelf_kind kind;
        const char *word, *text_key;
};
enum { SHELF_WORDS = 3 };
extern const struct shelf_word shelf_words[SHELF_WORDS];
const struct shelf_word *shelf_word_of(enum shelf_kind kind);
const struct shelf_word *shelf_word_named(struct slice word); /* topics, when it names none */

/* What was found by a part of its name: what begins with that first, then by name, as the person's alphabet has it. Of
 * more than so many the first by address are looked for, so that nobody waits for who looks for everything. */
enum { SHELVES_SORTED_MAX = 2000 };
void shelves_put_in_order(struct visit *v, struct slice looked_for, struct shelves *found);

/* "12 articles", by a text with {count}. */
json_t *count_in_words(struct visit *v, const char *key, int64_t count);

/* Puts "progress", what is under way about articles, or null. */
void put_progress(struct visit *v, json_t *values);

/* Keys of the texts for what is wrong with what was typed; NULL: nothing is. */
const char *line_fault(struct slice text, size_t characters_max);
const char *shelf_name_fault(struct slice name);
const char *shelf_url_fault(struct slice url);
