/* Headline, lead and body: each field lists variants by role and content type, of which one is taken; and all of the
 * descriptions that are corrections. */
#include "news/date_time.h"
#include "news/text.h"
#include "wire/html.h"
#include "wire/ninjs_field.h"
#include "wire/plain_text.h"

enum text_type { TEXT_PLAIN, TEXT_HTML, TEXT_OTHER };

/* Which variant of a field is wanted. */
struct wish {
        const char *field;
        const char *roles[6];    /* in the order of preference */
        const char *no_roles[8]; /* these say something else */
        bool prefers_html;
};

static const struct wish headline_wish = {.field = "headlines", .roles = {"main"}};
static const struct wish lead_wish = {
        .field = "descriptions",
        .roles = {"lead", "main", "summary", "text"},
        .no_roles = {"caption", "creditline", "writer", "alt", "correction", "withdrawal"}};
static const struct wish body_wish = {.field = "bodies", .roles = {"main"}, .prefers_html = true};

static bool contains(struct slice text, struct slice part)
{
        for (; text.len >= part.len; text = slice_skip(text, 1))
                if (slice_eq_nocase((struct slice){text.at, part.len}, part)) return true;
        return false;
}

/* By content type ("application/xhtml+xml", "text/html5"; agencies also write "body_xhtml"); without one, by role. */
static enum text_type type_of(const json_t *variant)
{
        enum { TYPE_MAX_BYTES = 200 };
        struct slice type = plain_cut(ninjs_string(variant, "contentType"), TYPE_MAX_BYTES);
        struct slice role = plain_cut(ninjs_string(variant, "role"), TYPE_MAX_BYTES);
        if (contains(type, SLICE("html"))) return TEXT_HTML;
        if (type.len) return slice_starts_with(type, SLICE("text/plain")) ? TEXT_PLAIN : TEXT_OTHER;
        return contains(role, SLICE("html")) || contains(role, SLICE("richtext")) ? TEXT_HTML : TEXT_PLAIN;
}

/* The place of a role among some that a NULL ends; their count when it is none of them. */
static unsigned place_of_role(struct slice role, const char *const roles[])
{
        unsigned i = 0;
        while (roles[i] && !slice_eq_nocase(role, slice_of(roles[i])))
                i++;
        return i;
}

/* The smaller, the more wanted; NOT_WANTED: not at all. */
enum { NOT_WANTED = 1000, LESS_WANTED_TYPE = 100 };
static unsigned rank_of(const json_t *variant, const struct wish *wish)
{
        struct slice role = ninjs_string(variant, "role");
        enum text_type type = type_of(variant);
        bool has_text = slice_trim(ninjs_string(variant, "value")).len > 0;
        if (!has_text || type == TEXT_OTHER || wish->no_roles[place_of_role(role, wish->no_roles)]) return NOT_WANTED;
        unsigned rank = place_of_role(role, wish->roles);
        return rank + ((type == TEXT_HTML) == wish->prefers_html ? 0 : LESS_WANTED_TYPE);
}

/* The variant to take; NULL when there is none, and then what cannot be read is counted. */
static const json_t *pick(struct ninjs *n, const struct wish *wish)
{
        const json_t *best = NULL, *variant;
        unsigned best_rank = NOT_WANTED;
        struct ninjs_list variants = {ninjs_field(n->item, wish->field), 0, NULL};
        while ((variant = ninjs_next(&variants))) {
                unsigned rank = rank_of(variant, wish);
                if (rank >= best_rank) continue;
                best = variant;
                best_rank = rank;
        }
        variants = (struct ninjs_list){ninjs_field(n->item, wish->field), 0, NULL};
        while (!best && (variant = ninjs_next(&variants)))
                if (type_of(variant) == TEXT_OTHER)
                        intake_lose(n->intake, "%s: %.*s", wish->field,
                                    SLICE_ARGS(ninjs_string(variant, "contentType")));
        return best;
}

static struct slice read_line(struct ninjs *n, const struct wish *wish)
{
        const json_t *variant = pick(n, wish);
        struct slice value = ninjs_string(variant, "value");
        return type_of(variant) == TEXT_HTML ? html_read_line(value, n->intake) : ninjs_line(n, variant, "value");
}

/* The first field of ninjs 1.x that the item has; NULL when it looks like a later one. */
static const char *find_old_field(const json_t *item)
{
        static const char *const fields[] = {"headline", "body_html", "body_xhtml", "body_text", "byline", "$standard"};
        for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
                if (json_object_get(item, fields[i])) return fields[i];
        return NULL;
}

static struct err read_headline(struct ninjs *n, struct article *ret)
{
        ret->headline = read_line(n, &headline_wish);
        if (ret->headline.len == 0) ret->headline = ninjs_line(n, n->item, "title");
        if (ret->headline.len) return NO_ERR;
        const char *old = find_old_field(n->item);
        if (old)
                return ninjs_fault(n, "headlines",
                                   "missing; with '%s' this looks like ninjs 1.x, and 2.x or 3.x is wanted", old);
        return ninjs_fault(n, "headlines", "missing, and there is no title in its stead");
}

static bool is_headline(const struct block *b, struct slice headline)
{
        if (b->kind != BLOCK_HEADING && b->kind != BLOCK_PARAGRAPH) return false;
        return b->text.count == 1 && text_is_same(b->text.spans[0].text, headline);
}

static struct err read_body(struct ninjs *n, struct article *ret)
{
        const json_t *variant = pick(n, &body_wish);
        struct slice value = ninjs_string(variant, "value");
        size_t start = n->why->len;
        buf_add_text(n->why, "bodies: "); /* for whatever is said of it; forgotten when all is well */
        TRY(type_of(variant) == TEXT_HTML ? html_read(value, n->intake, &ret->body, n->why)
                                          : plain_text_read(value, n->intake, &ret->body, n->why));
        n->why->len = start;
        /* Agencies repeat the headline at the top of the body, where the page has it already. */
        if (ret->body.count && is_headline(&ret->body.blocks[0], ret->headline)) {
                ret->body.blocks++;
                ret->body.count--;
        }
        return NO_ERR;
}

struct err ninjs_read_texts(struct ninjs *n, struct article *ret)
{
        TRY(read_headline(n, ret));
        ret->lead = read_line(n, &lead_wish);
        return read_body(n, ret);
}

/* A correction begins with the time at which it was made, as a whole date-time: "2026-11-22T17:52:00+02:00 The bridge
 * …". Its texts begin with years too, which are short forms of times. */
static struct correction read_correction(struct ninjs *n, const json_t *variant, int64_t otherwise_ms)
{
        enum { DATE_BYTES = 10 };
        struct slice value = ninjs_string(variant, "value");
        struct slice text =
                type_of(variant) == TEXT_HTML ? html_read_line(value, n->intake) : ninjs_line(n, variant, "value");
        struct slice rest = text, word = slice_cut(&rest, ' ');
        int64_t time_ms = 0;
        bool is_timed = word.len > DATE_BYTES && (word.at[DATE_BYTES] == 'T' || word.at[DATE_BYTES] == 't');
        if (is_timed && date_time_read(word, &time_ms)) return (struct correction){rest, time_ms};
        return (struct correction){text, otherwise_ms};
}

void ninjs_read_corrections(struct ninjs *n, struct article *ret)
{
        int64_t version_ms = ret->updated_ms ? ret->updated_ms : ret->published_ms;
        ret->corrections = arena_array(n->intake->arena, ARTICLE_LINKS_MAX, sizeof *ret->corrections);
        struct ninjs_list texts = {ninjs_field(n->item, "descriptions"), 0, NULL};
        const json_t *variant;
        while ((variant = ninjs_next(&texts))) {
                if (!slice_eq_nocase(ninjs_string(variant, "role"), SLICE("correction"))) continue;
                struct correction correction = read_correction(n, variant, version_ms);
                if (correction.text.len && ret->correction_count < ARTICLE_LINKS_MAX)
                        ret->corrections[ret->correction_count++] = correction;
                else
                        intake_lose(n->intake, "descriptions: a correction that says nothing, or one too many");
        }
}
