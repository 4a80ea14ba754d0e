/* What an article is filed under in its edition: its section, its topics, its people, its sources. Each shelf has a
 * page with its newest articles and pages of its months. */
#pragma once
#include "base/arena.h"
#include "news/article.h"

/* Subjects, organisations and places are topics; authors are people, like those whom articles are about. */
enum shelf_kind { SHELF_SECTION = 1, SHELF_TOPIC, SHELF_PERSON, SHELF_SOURCE };

struct shelf {
        enum shelf_kind kind;
        unsigned edition;
        int64_t id;        /* a section's is the section's, the same in all editions; others have one of their own */
        struct slice name; /* in its edition */
        struct slice slug; /* in its addresses */
        struct slice uri;  /* the same in all editions; may be empty (and is a section's key) */
        struct slice url;  /* where a source itself is read; may be empty */
        bool is_set;       /* the desk called it so; else its newest live article does */
        struct slice description; /* what readers are told of it, in lines; may be empty */
        int64_t merged_into;      /* its articles are on that shelf instead; 0: it is not merged */
        bool is_removed;          /* the desk lists it no more, until an article names it */
};

/* "topic", "person", "source": as exports and commands have it; a section is named by its key, and has no such word. */
const char *shelf_kind_word(enum shelf_kind kind);
bool shelf_kind_named(struct slice word, enum shelf_kind *ret);

enum { SHELF_DESCRIPTION_CHARACTERS = 600, SHELF_DESCRIPTION_MAX_BYTES = 4 * SHELF_DESCRIPTION_CHARACTERS };
/* Whether a text is no longer than what is said of a shelf may be; whether it is text at all, too. */
bool shelf_description_is_short(struct slice text);
bool shelf_description_is_good(struct slice text);

struct shelves {
        struct shelf *at;
        size_t count;
};

/* How the article names its shelf, without id and slug. */
struct shelf shelf_of_author(const struct article *article, size_t author);
struct shelf shelf_of_topic(const struct article *article, size_t topic);
struct shelf shelf_of_source(const struct article *article, size_t source);

/* Whether two names mean one shelf: of the same kind and edition, with the same uri or, without one, the same name. */
bool shelf_is_same(const struct shelf *a, const struct shelf *b);

/* All of them, each once; not its section. */
struct shelves shelves_of_article(const struct article *article, struct arena *a);

struct shelf shelf_of_section(const struct section *section, unsigned edition);
