#include "news/newsroom.h"

#include "base/buf.h"
#include "language/language.h"
#include "news/permalink.h"
#include "news/text.h"

#include <ctype.h>

const struct edition *newsroom_edition_for(const struct newsroom *n, struct slice tag)
{
        struct slice primary = slice_cut(&tag, '-');
        for (size_t i = 0; primary.len && i < n->edition_count; i++)
                if (slice_eq_nocase(n->editions[i].code, primary)) return &n->editions[i];
        return NULL;
}

const struct edition *newsroom_edition(const struct newsroom *n, unsigned id)
{
        for (size_t i = 0; i < n->edition_count; i++)
                if (n->editions[i].id == id) return &n->editions[i];
        return NULL;
}

static bool section_is_named(const struct section *s, struct slice word)
{
        if (slice_eq_nocase(s->key, word)) return true;
        for (size_t i = 0; i < EDITION_MAX; i++)
                if (slice_eq_nocase(s->slugs[i], word) || text_is_same(s->names[i], word)) return true;
        return false;
}

const struct section *newsroom_section_for(const struct newsroom *n, struct slice word)
{
        word = slice_trim(word);
        for (size_t i = 0; word.len && i < n->section_count; i++)
                if (section_is_named(&n->sections[i], word)) return &n->sections[i];
        return NULL;
}

const struct section *newsroom_section(const struct newsroom *n, unsigned id)
{
        for (size_t i = 0; i < n->section_count; i++)
                if (n->sections[i].id == id) return &n->sections[i];
        return NULL;
}

const struct section *newsroom_section_with_key(const struct newsroom *n, struct slice key)
{
        for (size_t i = 0; i < n->section_count; i++)
                if (slice_eq(n->sections[i].key, key)) return &n->sections[i];
        return NULL;
}

bool section_is_there(const struct section *s)
{
        for (size_t i = 0; i < EDITION_MAX; i++)
                if (s->names[i].len) return true;
        return false;
}

/* ---- the menu ---- */

/* Behind those that come before it; of two with one place the older one is first. */
static void insert(struct section_list *list, const struct section *section, unsigned edition)
{
        size_t at = list->count++;
        for (; at > 0 && list->at[at - 1]->places[edition - 1] > section->places[edition - 1]; at--)
                list->at[at] = list->at[at - 1];
        list->at[at] = section;
}

struct section_list newsroom_sections(const struct newsroom *n, unsigned edition, bool menu_only)
{
        struct section_list list = {.count = 0};
        must(edition >= 1 && edition <= EDITION_MAX);
        for (size_t i = 0; i < n->section_count; i++)
                if (n->sections[i].names[edition - 1].len && n->sections[i].places[edition - 1])
                        insert(&list, &n->sections[i], edition);
        for (size_t i = 0; i < n->section_count && !menu_only; i++)
                if (n->sections[i].names[edition - 1].len && !n->sections[i].places[edition - 1])
                        list.at[list.count++] = &n->sections[i];
        return list;
}

/* ---- slugs ---- */

bool slug_is_usable(struct slice slug)
{
        static const char *const taken[] = {"news",    "feed",  "search", "topic", "person", "source",
                                            "support", "media", "static", "go",    "live",   "most-read"};
        if (slug.len == 0 || slug.len > SLUG_MAX_BYTES) return false;
        for (size_t i = 0; i < slug.len; i++) {
                char c = slug.at[i];
                bool is_hyphen = c == '-' && i > 0 && i + 1 < slug.len && slug.at[i - 1] != '-';
                if (!is_hyphen && !islower((unsigned char)c) && !isdigit((unsigned char)c)) return false;
        }
        for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
                if (slice_eq(slug, slice_of(taken[i]))) return false;
        return true;
}

/* The language room alone knows the languages: opening one is the question. */
static bool language_is_known(struct slice code)
{
        CLEANUP(language_closep) struct language *language = NULL;
        return language_open(code, SLICE("UTC"), &language).code == OK;
}

static struct err check_edition(const struct newsroom *n, const struct edition *e, struct buf *why)
{
        struct err fault = ERR(ERR_INVALID, "read the editions");
        if (!language_is_known(e->code)) {
                buf_add_format(why, "editions: '%.*s' is no language that Stoppress has texts for",
                               SLICE_ARGS(e->code));
                return fault;
        }
        if (e->prefix.len && (e->prefix.at[0] != '/' || !slug_is_usable(slice_skip(e->prefix, 1)))) {
                buf_add_format(
                        why,
                        "editions: '%.*s' cannot begin addresses; write \"/\" or a slash and one word of a-z 0-9 "
                        "and hyphens, such as \"/eng\"",
                        SLICE_ARGS(e->prefix));
                return fault;
        }
        for (size_t i = 0; i < n->edition_count; i++) {
                const struct edition *other = &n->editions[i];
                if (!slice_eq(other->code, e->code) && !slice_eq(other->prefix, e->prefix)) continue;
                buf_add_format(why, "editions: '%.*s' and '%.*s' are alike; each needs its own language and prefix",
                               SLICE_ARGS(other->code), SLICE_ARGS(e->code));
                return fault;
        }
        return NO_ERR;
}

struct err newsroom_read_editions(struct newsroom *n, struct slice text, struct buf *why)
{
        n->edition_count = 0;
        do {
                struct slice prefix = slice_cut(&text, ',');
                struct slice code = slice_trim(slice_cut(&prefix, '='));
                prefix = slice_trim(prefix);
                if (prefix.len == 0) {
                        buf_add_format(why, "editions: '%.*s' lacks its prefix; write \"uk=/,en=/eng\"",
                                       SLICE_ARGS(code));
                        return ERR(ERR_INVALID, "read the editions");
                }
                if (slice_eq(prefix, SLICE("/"))) prefix.len = 0;

                unsigned id = (unsigned)n->edition_count + 1;
                struct edition edition = {.id = id, .code = code, .prefix = prefix};
                TRY(check_edition(n, &edition, why));
                if (id > EDITION_MAX) {
                        buf_add_format(why, "editions: more than %d", EDITION_MAX);
                        return ERR(ERR_INVALID, "read the editions");
                }
                n->editions[n->edition_count++] = edition;
        } while (text.len);
        return NO_ERR;
}

/* ---- what words addresses begin with ---- */

static struct slice pattern_of(const struct edition *e)
{
        return e->permalink.len ? e->permalink : SLICE(PERMALINK_DEFAULT);
}

static bool is_sections(const struct newsroom *n, const struct edition *e, struct slice word, struct slice except)
{
        for (size_t i = 0; i < n->section_count; i++) {
                const struct section *other = &n->sections[i];
                if (!slice_eq(other->key, except) && slice_eq(other->slugs[e->id - 1], word)) return true;
        }
        return false;
}

struct slice former_prefix_next(struct slice *rest)
{
        struct slice prefix = slice_cut(rest, ' ');
        must(prefix.len > 0);
        prefix.len--;
        return prefix;
}

static bool had_prefix(const struct edition *e, struct slice prefix)
{
        for (struct slice rest = e->former_prefixes; rest.len;)
                if (slice_eq(former_prefix_next(&rest), prefix)) return true;
        return false;
}

static bool has_or_had_prefix(const struct edition *e, struct slice prefix)
{
        if (slice_eq(e->prefix, prefix) || had_prefix(e, prefix)) return true;
        return e->is_moving && slice_eq(e->coming_prefix, prefix);
}

/* The words of all prefixes that editions have or had. */
struct prefix_words {
        struct slice at[EDITION_MAX * (FORMER_PREFIX_MAX + 2)];
        size_t count;
};

static void add_prefix(struct prefix_words *words, struct slice prefix)
{
        if (prefix.len && words->count < sizeof words->at / sizeof words->at[0])
                words->at[words->count++] = slice_skip(prefix, 1);
}

static struct prefix_words prefix_words_of(const struct newsroom *n)
{
        struct prefix_words words = {.count = 0};
        for (size_t i = 0; i < n->edition_count; i++) {
                add_prefix(&words, n->editions[i].prefix);
                for (struct slice rest = n->editions[i].former_prefixes; rest.len;)
                        add_prefix(&words, former_prefix_next(&rest));
        }
        return words;
}

/* Its addresses begin, or began, without a prefix, so they may begin as other editions' do. */
static bool is_at_root(const struct edition *e)
{
        return has_or_had_prefix(e, SLICE(""));
}

static bool is_prefix_word(const struct newsroom *n, struct slice word)
{
        struct prefix_words words = prefix_words_of(n);
        for (size_t i = 0; i < words.count; i++)
                if (slice_eq(words.at[i], word)) return true;
        return false;
}

static bool is_pages(const struct newsroom *n, struct slice word)
{
        for (size_t i = 0; i < n->settings.page_count; i++)
                if (slice_eq(n->settings.pages[i].slug, word)) return true;
        return false;
}

/* A page of the newsroom's own, or, where the edition has no prefix, another edition's. */
static bool is_pages_or_prefix(const struct newsroom *n, const struct edition *e, struct slice word)
{
        return is_pages(n, word) || (is_at_root(e) && is_prefix_word(n, word));
}

enum word_fault newsroom_check_slug(const struct newsroom *n, const struct edition *e, struct slice slug,
                                    struct slice except)
{
        if (!slug_is_usable(slug)) return WORD_UNUSABLE;
        bool is_taken = is_sections(n, e, slug, except) || is_pages_or_prefix(n, e, slug) ||
                        permalink_takes(pattern_of(e), slug);
        return is_taken ? WORD_TAKEN : WORD_GOOD;
}

bool newsroom_permalink_is_free(const struct newsroom *n, const struct edition *e, struct slice pattern)
{
        for (size_t i = 0; i < n->section_count; i++)
                if (permalink_takes(pattern, n->sections[i].slugs[e->id - 1])) return false;
        for (size_t i = 0; i < n->settings.page_count; i++)
                if (permalink_takes(pattern, n->settings.pages[i].slug)) return false;
        struct prefix_words words = prefix_words_of(n);
        for (size_t i = 0; is_at_root(e) && i < words.count; i++)
                if (permalink_takes(pattern, words.at[i])) return false;
        return true;
}

/* ---- prefixes ---- */

static bool begins_with(const struct newsroom *n, const struct edition *e, struct slice word)
{
        return is_sections(n, e, word, SLICE("")) || is_pages(n, word) || permalink_takes(pattern_of(e), word);
}

/* A new word for a prefix: none that addresses without a prefix begin with. */
static bool is_anothers_first_word(const struct newsroom *n, struct slice word)
{
        for (size_t i = 0; i < n->edition_count; i++)
                if (is_at_root(&n->editions[i]) && begins_with(n, &n->editions[i], word)) return true;
        return false;
}

/* Without a prefix: none of its addresses begins with what is, was or now becomes the word of one. */
static bool begins_as_a_prefix(const struct newsroom *n, const struct edition *e)
{
        struct prefix_words words = prefix_words_of(n);
        for (size_t i = 0; i < words.count; i++)
                if (begins_with(n, e, words.at[i])) return true;
        return false;
}

enum prefix_fault newsroom_check_prefix(const struct newsroom *n, const struct edition *e, struct slice prefix)
{
        size_t former_count = 0;
        if (prefix.len && (prefix.at[0] != '/' || !slug_is_usable(slice_skip(prefix, 1)))) return PREFIX_UNUSABLE;
        for (size_t i = 0; i < n->edition_count; i++) {
                const struct edition *other = &n->editions[i];
                if (other->id == e->id || !has_or_had_prefix(other, prefix)) continue;
                return had_prefix(other, prefix) ? PREFIX_LEADS_ON : PREFIX_ANOTHERS;
        }
        for (struct slice rest = e->former_prefixes; rest.len; former_count++)
                (void)former_prefix_next(&rest);
        if (former_count >= FORMER_PREFIX_MAX && !has_or_had_prefix(e, prefix)) return PREFIX_MANY;
        bool is_taken = prefix.len ? is_anothers_first_word(n, slice_skip(prefix, 1)) : begins_as_a_prefix(n, e);
        return is_taken ? PREFIX_TAKEN : PREFIX_GOOD;
}

void edition_show_under(struct edition *e, struct slice shown, struct arena *a)
{
        CLEANUP(buf_clear) struct buf former = BUF_INIT((FORMER_PREFIX_MAX + 2) * (SLUG_MAX_BYTES + 3));
        buf_add_format(&former, "%.*s/", SLICE_ARGS(e->prefix));
        for (struct slice rest = e->former_prefixes; rest.len;) {
                struct slice prefix = former_prefix_next(&rest);
                if (!slice_eq(prefix, shown)) buf_add_format(&former, " %.*s/", SLICE_ARGS(prefix));
        }
        must(!former.full);
        e->is_moving = true;
        e->coming_prefix = e->prefix;
        e->prefix = shown;
        e->former_prefixes = arena_copy(a, buf_slice(&former));
}

struct err newsroom_check_section(const struct newsroom *n, const struct section *s, struct buf *why)
{
        struct err fault = ERR(ERR_INVALID, "check a section");
        if (s->key.len == 0 || s->key.len > SLUG_MAX_BYTES || !text_is_line(s->key)) {
                buf_add_text(why, "section: it needs a key of one short line");
                return fault;
        }
        for (size_t i = 0; i < n->edition_count; i++) {
                const struct edition *e = &n->editions[i];
                struct slice name = s->names[e->id - 1], slug = s->slugs[e->id - 1];
                if (name.len == 0) continue;
                if (!text_is_line(name) || !slug_is_usable(slug)) {
                        buf_add_format(
                                why,
                                "section '%.*s': its name in edition %.*s must be one line, and its slug a-z, 0-9 and "
                                "single hyphens, no word that addresses use themselves (news, search, feed ...)",
                                SLICE_ARGS(s->key), SLICE_ARGS(e->code));
                        return fault;
                }
                if (newsroom_check_slug(n, e, slug, s->key) == WORD_TAKEN) {
                        buf_add_format(why, "section '%.*s': '/%.*s/' is taken in edition %.*s", SLICE_ARGS(s->key),
                                       SLICE_ARGS(slug), SLICE_ARGS(e->code));
                        return fault;
                }
        }
        return NO_ERR;
}
