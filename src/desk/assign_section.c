/* The section of an article, put from outside of the editor: of several at once. It is the desk's text that changes;
 * readers get it with the next publication. What is published or scheduled without one takes the one proposed. */
#include "desk/handlers.h"
#include "desk/publish.h"

struct assigning {
        const struct work *work;
        unsigned section; /* 0: none */
};

static struct err assign(struct visit *v, void *context)
{
        const struct assigning *a = context;
        struct article text = a->work->text;
        struct work_saved saved;
        text.section = a->section;
        /* In whose hand the text is does not matter: what they type and this go together. */
        const struct work_save save = {.article = a->work->article,
                                       .revision = a->work->revision,
                                       .beside = true,
                                       .by = v->person->id,
                                       .now_ms = v->now_ms,
                                       .text = &text};
        TRY(store_work_save(visit_store(v), &save, visit_arena(v), &saved));
        json_t *detail =
                json_pack("{s:i, s:i}", "section_before", (int)a->work->text.section, "section", (int)a->section);
        const struct noted noted = {
                .kind = "article", .object = a->work->article, .edition = text.edition, .detail = detail_of(v, detail)};
        return visit_note(v, "assign_section", &noted);
}

bool article_has_section(struct visit *v, unsigned edition, const json_t *number, unsigned *ret)
{
        json_int_t id = json_integer_value(number);
        if (!json_is_integer(number) || id <= 0 || id > SECTION_MAX) return false;
        const struct section *section = newsroom_section(visit_newsroom(v), (unsigned)id);
        if (!section || !section->names[edition - 1].len) return false;
        *ret = section->id;
        return true;
}

struct err article_take_section(struct visit *v, const struct work *work, const json_t *asked, unsigned *ret_section,
                                bool *ret_taken)
{
        const json_t *number = json_object_get(asked, "section");
        bool may_edit = true;
        *ret_taken = true;
        if (!number || work->text.section) return NO_ERR;
        TRY(article_may_edit(v, work, &may_edit));
        *ret_taken = may_edit && article_has_section(v, work->text.edition, number, ret_section);
        if (*ret_taken) return NO_ERR;
        return may_edit ? reply_refused(v, 422, "section_elsewhere") : reply_not_allowed(v, MAY_EDIT_ANY);
}

static struct err section_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        bool may_edit = false, is_moved = false;
        TRY(article_may_edit(v, work, &may_edit));
        if (!may_edit) return reply_not_allowed(v, MAY_EDIT_ANY);
        const json_t *number = json_object_get(asked, "section");
        unsigned id = 0;
        bool is_none = json_is_integer(number) && json_integer_value(number) == 0;
        if (!is_none && !article_has_section(v, work->text.edition, number, &id))
                return reply_refused(v, 422, "section_elsewhere");
        struct err err = reply_if_moved(v, work, asked, "text_moved", &is_moved);
        if (is_moved) return err;
        unsigned before = work->text.section;
        if (before == id) return reply_refused(v, 409, "section_same");
        TRY(in_transaction(v, assign, &(struct assigning){work, id}));
        return reply_standing(v, work->article, json_pack("{s:i}", "before", (int)before));
}

struct err handle_assign_section(struct visit *v)
{
        return with_article(v, MAY_WRITE_OWN, section_asked);
}
