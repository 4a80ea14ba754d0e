#include "desk/people_roles.h"
#include "desk/article.h"

#include "http/form.h"

enum { WORDS_MAX_BYTES = 4000, FORM_ROLES_MAX = ROLE_COUNT * (EDITION_MAX + 1) };

/* The administrator looks after the whole site: there is no such role of one edition. */
static bool is_for_edition(enum role role, unsigned edition)
{
        return edition == 0 || role != ROLE_ADMINISTRATOR;
}

static struct slice role_name(const struct visit *v, enum role role)
{
        static const char *const keys[ROLE_COUNT] = {"role_reporter", "role_translator", "role_editor",
                                                     "role_chief",    "role_commercial", "role_administrator"};
        return visit_text(v, keys[role]);
}

static bool has_role(const struct person_roles *roles, enum role role, unsigned edition)
{
        for (size_t i = 0; i < roles->count; i++)
                if (roles->at[i].role == role && roles->at[i].edition == edition) return true;
        return false;
}

static struct slice edition_name(const struct visit *v, unsigned edition)
{
        return edition ? visit_newsroom(v)->editions[edition - 1].code : visit_text(v, "all_editions");
}

/* ---- the form ---- */

static json_t *boxes_of(struct visit *v, enum role role, const struct person_roles *roles)
{
        json_t *boxes = json_array();
        for (unsigned edition = 0; edition <= visit_newsroom(v)->edition_count; edition++) {
                if (!is_for_edition(role, edition)) continue;
                struct slice value = arena_format(visit_arena(v), "%s:%u", role_key(role), edition);
                json_array_append_new(boxes, json_pack("{s:o, s:o, s:b}", "value", text_value(value), "name",
                                                       text_value(edition_name(v, edition)), "is_chosen",
                                                       has_role(roles, role, edition)));
        }
        return boxes;
}

json_t *roles_value(struct visit *v, const struct person_roles *roles)
{
        static const char *const hints[ROLE_COUNT] = {"role_reporter_hint",   "role_translator_hint",
                                                      "role_editor_hint",     "role_chief_hint",
                                                      "role_commercial_hint", "role_administrator_hint"};
        json_t *list = json_array();
        for (enum role role = 0; role < ROLE_COUNT; role++)
                json_array_append_new(list, json_pack("{s:s, s:o, s:o, s:o}", "key", role_key(role), "name",
                                                      text_value(role_name(v, role)), "hint",
                                                      text_value(visit_text(v, hints[role])), "boxes",
                                                      boxes_of(v, role, roles)));
        return list;
}

static bool read_role(const struct visit *v, struct slice value, struct person_role *ret)
{
        uint64_t edition = 0;
        struct slice key = slice_cut(&value, ':');
        if (!role_read(key, &ret->role) || !slice_to_u64(value, visit_newsroom(v)->edition_count, &edition))
                return false;
        ret->edition = (unsigned)edition;
        return is_for_edition(ret->role, ret->edition);
}

bool roles_read_form(struct visit *v, struct person_roles *ret)
{
        struct http_form form;
        struct http_form_pair pair;
        enum http_form_answer answer;
        *ret = (struct person_roles){arena_array(visit_arena(v), FORM_ROLES_MAX, sizeof *ret->at), 0};
        http_form_init(&form, v->errand->body, visit_arena(v));
        while ((answer = http_form_next(&form, &pair)) == HTTP_FORM_PAIR) {
                struct person_role role;
                if (!slice_eq(pair.name, SLICE("role"))) continue;
                if (!read_role(v, pair.value, &role)) return false;
                if (!has_role(ret, role.role, role.edition)) ret->at[ret->count++] = role;
        }
        return answer == HTTP_FORM_END;
}

/* ---- words ---- */

static void write_editions(const struct visit *v, const struct person_roles *roles, enum role role, struct buf *ret)
{
        const char *before = " (";
        for (unsigned edition = 1; edition <= visit_newsroom(v)->edition_count; edition++) {
                if (!has_role(roles, role, edition)) continue;
                buf_add_text(ret, before);
                buf_add(ret, edition_name(v, edition));
                before = ", ";
        }
        buf_add_text(ret, ")");
}

static bool has_role_anywhere(const struct person_roles *roles, enum role role)
{
        for (size_t i = 0; i < roles->count; i++)
                if (roles->at[i].role == role) return true;
        return false;
}

struct slice roles_in_words(struct visit *v, const struct person_roles *roles)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(WORDS_MAX_BYTES);
        for (enum role role = 0; role < ROLE_COUNT; role++) {
                if (!has_role_anywhere(roles, role)) continue;
                if (text.len) buf_add_text(&text, ", ");
                buf_add(&text, role_name(v, role));
                if (!has_role(roles, role, 0)) write_editions(v, roles, role, &text);
        }
        return arena_copy(visit_arena(v), buf_slice(&text));
}

struct slice roles_in_keys(struct visit *v, const struct person_roles *roles)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(WORDS_MAX_BYTES);
        for (size_t i = 0; i < roles->count; i++) {
                unsigned edition = roles->at[i].edition;
                buf_add_text(&text, text.len ? " " : "");
                buf_add_text(&text, role_key(roles->at[i].role));
                buf_add_text(&text, ":");
                buf_add(&text, edition ? edition_name(v, edition) : SLICE("*"));
        }
        return arena_copy(visit_arena(v), buf_slice(&text));
}

/* "editor:uk", or as the command line has it: "editor=uk", "chief". */
static bool read_role_key(const struct visit *v, struct slice key, struct person_role *ret)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        struct slice role = slice_cut(&key, slice_find(key, SLICE("=")) ? '=' : ':');
        ret->edition = 0;
        if (!role_read(role, &ret->role)) return false;
        if (key.len == 0 || slice_eq(key, SLICE("*"))) return true;
        for (size_t i = 0; i < newsroom->edition_count; i++)
                if (slice_eq(newsroom->editions[i].code, key)) ret->edition = newsroom->editions[i].id;
        return ret->edition != 0;
}

bool roles_read_keys(struct visit *v, struct slice keys, struct person_roles *ret)
{
        *ret = (struct person_roles){arena_array(visit_arena(v), FORM_ROLES_MAX, sizeof *ret->at), 0};
        while (keys.len) {
                if (ret->count == FORM_ROLES_MAX || !read_role_key(v, slice_cut(&keys, ' '), &ret->at[ret->count]))
                        return false;
                ret->count++;
        }
        return ret->count > 0;
}
