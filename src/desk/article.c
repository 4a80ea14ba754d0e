/* One article at the desk: begun, and shown in the editor. */
#include "desk/article.h"

#include "desk/handlers.h"
#include "desk/numbers.h"
#include "desk/publish.h"
#include "desk/siblings.h"
#include "desk/typed.h"
#include "news/permalink.h"
#include "store/comment.h"
#include "store/publication.h"
#include "store/reads.h"
#include "store/typed.h"
#include "store/work_list.h"
#include "writer/publication.h"

enum { TEXT_MAX_BYTES = 8 * 1024 * 1024, IDLE_VERSION_MS = 10 * 60 * 1000, OWN_LOOKED_AT = 20 };

struct err in_transaction(struct visit *v, article_act_fn *act, void *context)
{
        TRY(store_begin(visit_store(v)));
        struct err err = act(v, context);
        if (err.code == OK) return writer_commit(v->desk->writer);
        store_rollback(visit_store(v));
        return err;
}

/* ---- which article ---- */

static struct err open_work(struct visit *v, void *context)
{
        return store_work_open(visit_store(v), *(const int64_t *)context, v->now_ms);
}

/* The version is whose the text is, and of when it was saved. */
static struct err keep_idle(struct visit *v, void *context)
{
        const struct work *work = context;
        const struct made made = {.by = work->saved_by, .why = VERSION_KEPT};
        int64_t version;
        return store_work_keep(visit_store(v), work->article, made, work->saved_ms, &version);
}

/* A text that its writers left alone for a while becomes a version: at the latest when somebody comes to it again, and
 * so before it can change. */
static struct err load_work(struct visit *v, int64_t id, struct work *ret)
{
        TRY(store_work_load(visit_store(v), id, v->now_ms, visit_arena(v), ret));
        if (v->now_ms - ret->saved_ms < IDLE_VERSION_MS) return NO_ERR;
        TRY(in_transaction(v, keep_idle, ret));
        return store_work_load(visit_store(v), id, v->now_ms, visit_arena(v), ret);
}

struct err article_load(struct visit *v, int64_t id, struct work *ret)
{
        struct err err = load_work(v, id, ret);
        if (err.code != ERR_NOT_FOUND) return err;
        TRY(in_transaction(v, open_work, &id));
        return load_work(v, id, ret);
}

struct err article_work(struct visit *v, struct work *ret, bool *ret_found)
{
        struct err err = article_load(v, visit_id(v, 0), ret);
        *ret_found = err.code == OK && visit_may(v, MAY_WRITE_OWN, ret->text.edition);
        if (*ret_found) return NO_ERR;
        /* Whom no role lets write at all is told who may, not that it is another edition. */
        if (err.code == OK && !visit_may(v, MAY_WRITE_OWN, 0)) return reply_not_allowed(v, MAY_WRITE_OWN);
        if (err.code == OK) return reply_refused(v, 403, "refused_edition");
        return err.code == ERR_NOT_FOUND ? reply_refused(v, 404, "refused_missing") : err;
}

/* The first version is of whoever began it. */
static struct err is_begun_by(struct visit *v, int64_t article, bool *ret)
{
        struct versions first = {0};
        const struct version_page page = {.article = article, .before = 2, .limit = 1};
        TRY(store_versions(visit_store(v), page, visit_arena(v), &first));
        *ret = first.count && first.at[0].made.by == v->person->id;
        return NO_ERR;
}

struct err article_may_edit(struct visit *v, const struct work *work, bool *ret)
{
        *ret = visit_may(v, MAY_EDIT_ANY, work->text.edition);
        return *ret ? NO_ERR : is_begun_by(v, work->article, ret);
}

/* ---- a new one ---- */

/* Where whoever asks for no edition writes: in that of their own language, else in the first where they may. */
static const struct edition *edition_of_own(struct visit *v)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct edition *own = newsroom_edition_for(newsroom, v->person->language);
        if (own && visit_may(v, MAY_WRITE_OWN, own->id)) return own;
        for (size_t i = 0; i < newsroom->edition_count; i++)
                if (visit_may(v, MAY_WRITE_OWN, newsroom->editions[i].id)) return &newsroom->editions[i];
        return NULL;
}

struct beginning {
        const struct edition *edition;
        int64_t id;
};

struct err article_begin(struct visit *v, unsigned edition, struct slice headline, int64_t *ret)
{
        struct token token = token_make();
        struct token_text text = token_write(&token);
        struct author author = {.name = v->person->name};
        struct slice uri = arena_format(visit_arena(v), "urn:stoppress:%s", text.at);
        const struct article article = {
                .uri = uri,
                .story_key = uri, /* so that its translations can be of its story */
                .edition = edition,
                .headline = headline,
                .authors = &author,
                .author_count = 1,
                .created_ms = v->now_ms,
                .published_ms = v->now_ms,
                .intent = INTENT_WITHHOLD,
        };
        const struct work_beginning beginning = {.article = &article, .by = v->person->id, .now_ms = v->now_ms};
        TRY(store_work_begin(visit_store(v), &beginning, ret));
        return visit_note(v, "begin", &(struct noted){.kind = "article", .object = *ret, .edition = edition});
}

static struct err begin(struct visit *v, void *context)
{
        struct beginning *b = context;
        return article_begin(v, b->edition->id, SLICE(""), &b->id);
}

/* As it was begun, by them, and nobody else has it open or has said anything of it; only a section may be chosen. */
static struct err is_unwritten(struct visit *v, const struct work *work, bool *ret)
{
        CLEANUP(buf_clear) struct buf now = BUF_INIT(TEXT_MAX_BYTES), then = BUF_INIT(TEXT_MAX_BYTES);
        struct typed_list typed;
        struct article text = work->text, begun;
        int64_t comments = 0;
        bool is_others = work->translated_from || (work->claim.by && work->claim.by != v->person->id);
        *ret = false;
        if (is_others || work->staged_by || work->notes.len) return NO_ERR;
        TRY(store_count_open_comments(visit_store(v), work->article, &comments));
        TRY(store_list_typed(visit_store(v), v->person->id, work->article, visit_arena(v), &typed));
        if (comments || typed.count) return NO_ERR;
        TRY(store_load_version(visit_store(v), work->article, 1, visit_arena(v), &begun));
        text.section = begun.section;
        article_drop_empty_blocks(&text.body, visit_arena(v));
        TRY(article_write(&text, &now));
        TRY(article_write(&begun, &then));
        *ret = slice_eq(buf_slice(&now), buf_slice(&then)) && begun.headline.len == 0;
        return NO_ERR;
}

/* The draft in the edition that the person began last, of those that they had in hand lately; 0: there is none. */
static struct err find_own_newest(struct visit *v, unsigned edition, int64_t *ret)
{
        struct work_rows rows;
        const struct work_filter filter = {.view = WORK_OF_PERSON,
                                           .person = v->person->id,
                                           .edition = edition,
                                           .state = STATE_DRAFT,
                                           .limit = OWN_LOOKED_AT};
        *ret = 0;
        TRY(store_work_list(visit_store(v), &filter, visit_arena(v), &rows));
        for (size_t i = 0; i < rows.count; i++) {
                bool is_own = false;
                if (rows.at[i].article < *ret) continue;
                TRY(is_begun_by(v, rows.at[i].article, &is_own));
                if (is_own) *ret = rows.at[i].article;
        }
        return NO_ERR;
}

/* Who asks for an empty page and has one gets that again. */
static struct err find_unwritten(struct visit *v, unsigned edition, int64_t *ret)
{
        struct work work;
        int64_t newest = 0;
        bool is_there = false;
        *ret = 0;
        TRY(find_own_newest(v, edition, &newest));
        if (!newest) return NO_ERR;
        TRY(store_work_load(visit_store(v), newest, v->now_ms, visit_arena(v), &work));
        TRY(is_unwritten(v, &work, &is_there));
        if (is_there) *ret = newest;
        return NO_ERR;
}

struct err handle_new_article(struct visit *v)
{
        struct slice asked = visit_field(v, "edition");
        const struct edition *edition = asked.len ? newsroom_edition_for(visit_newsroom(v), asked) : edition_of_own(v);
        if (!edition && asked.len) return reply_refused(v, 422, "edition_unknown");
        if (!edition) return reply_not_allowed(v, MAY_WRITE_OWN);
        if (!visit_may(v, MAY_WRITE_OWN, edition->id)) return reply_refused(v, 403, "refused_edition");
        struct beginning b = {.edition = edition};
        if (visit_field(v, "or_unwritten").len) TRY(find_unwritten(v, edition->id, &b.id));
        if (!b.id) TRY(in_transaction(v, begin, &b));
        return reply_go(v, "/articles/%lld", (long long)b.id);
}

/* ---- the editor's page ---- */

json_t *labels_of(struct visit *v, const struct edition *edition)
{
        struct language *language = NULL;
        json_t *labels = json_object();
        if (language_open(edition->code, edition->zone, &language).code != OK) return labels;
        for (enum label label = LABEL_SOURCE; label <= LABEL_LITERALLY; label++) {
                struct slice key = arena_format(visit_arena(v), "label_%s", label_name(label));
                json_object_set_new(labels, label_name(label), text_value(language_text(language, key.at)));
        }
        language_close(language);
        return labels;
}

/* The article as it is kept, with the address of what it is related to. */
static struct err content_of(struct visit *v, const struct article *article, json_t **ret)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        (void)v;
        TRY(article_write(article, &text));
        *ret = json_loadb(text.at, text.len, 0, NULL);
        return *ret ? NO_ERR : ERR(ERR_FULL, "read an article back");
}

json_t *article_related_titles(struct visit *v, const struct article *article)
{
        json_t *titles = json_object();
        for (size_t i = 0; i < article->related_count; i++) {
                struct headlines found = {0};
                struct err err =
                        store_named(visit_store(v), article->edition, article->related[i], visit_arena(v), &found);
                if (err.code != OK || found.count == 0) continue;
                struct slice uri = arena_copy(visit_arena(v), article->related[i]);
                json_object_set_new(titles, uri.at, text_value(found.at[0].text));
        }
        return titles;
}

/* ---- a section for what has none yet ---- */

static bool is_in(const struct newsroom *newsroom, unsigned section, unsigned edition)
{
        const struct section *found = newsroom_section(newsroom, section);
        return found && found->names[edition - 1].len;
}

/* The one in which the person wrote last in the edition; 0: none. */
static struct err find_own_section(struct visit *v, unsigned edition, unsigned *ret)
{
        struct work_rows rows;
        const struct work_filter filter = {
                .view = WORK_OF_PERSON, .person = v->person->id, .edition = edition, .limit = OWN_LOOKED_AT};
        *ret = 0;
        TRY(store_work_list(visit_store(v), &filter, visit_arena(v), &rows));
        for (size_t i = 0; i < rows.count && !*ret; i++)
                if (is_in(visit_newsroom(v), rows.at[i].section, edition)) *ret = rows.at[i].section;
        return NO_ERR;
}

/* For what has no section and readers never had. */
struct proposal {
        unsigned section;            /* to be saved with the text: the writer's last one, or the only one; 0: none */
        const struct section *guess; /* only told: saved when somebody chooses it or publishes in it. NULL: none */
};

/* What nobody has saved yet, nor approved, goes where its writer wrote last, so that nobody who is in a hurry is
 * stopped for it. The first of the menu is no more than a guess, and is told as one to everybody until a section is
 * chosen. */
static struct err propose_section(struct visit *v, const struct work *work, struct proposal *ret)
{
        *ret = (struct proposal){0};
        if (work->text.section || work->state >= STATE_PUBLISHED) return NO_ERR;
        const struct section_list sections = newsroom_sections(visit_newsroom(v), work->text.edition, false);
        bool is_new = work->revision == 1 && work->stage != STAGE_APPROVED;
        if (is_new) TRY(find_own_section(v, work->text.edition, &ret->section));
        if (is_new && sections.count == 1) ret->section = sections.at[0]->id;
        if (!ret->section && sections.count) ret->guess = sections.at[0];
        return NO_ERR;
}

static void put_proposal(const struct proposal *proposal, json_t *data)
{
        if (proposal->section) json_object_set_new(data, "proposed_section", json_integer(proposal->section));
        if (proposal->guess) json_object_set_new(data, "guessed_section", json_integer(proposal->guess->id));
}

/* It stands where "no section" would. */
static void put_guess(struct visit *v, const struct section *guess, unsigned edition, json_t *values)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        if (!guess) return;
        const struct language_value name = {"section", guess->names[edition - 1]};
        language_write_text(v->texts, "section_proposed", &name, 1, &text);
        json_object_set_new(values, "guessed_section", text_value(buf_slice(&text)));
}

static void put_edition(const struct edition *edition, json_t *data)
{
        json_object_set_new(data, "edition", json_integer(edition->id));
        json_object_set_new(data, "edition_name", text_value(edition->name));
        json_object_set_new(data, "language", text_value(edition->code));
        json_object_set_new(data, "zone", text_value(edition->zone));
        json_object_set_new(data, "has_slugs", json_boolean(permalink_has(edition->permalink, "{slug}")));
}

static struct err editor_data(struct visit *v, const struct work *work, const struct proposal *proposal, bool may_edit,
                              struct buf *ret)
{
        const struct edition *edition = newsroom_edition(visit_newsroom(v), work->text.edition);
        json_auto_t *data = json_object();
        json_t *content = NULL;
        TRY(content_of(v, &work->text, &content));
        json_object_set_new(data, "content", content);
        json_object_set_new(data, "id", json_integer(work->article));
        json_object_set_new(data, "person", json_integer(v->person->id));
        json_object_set_new(data, "revision", json_integer(work->revision));
        put_edition(edition, data);
        json_object_set_new(data, "locale", text_value(visit_text(v, "locale")));
        json_object_set_new(data, "translated_from", json_integer(work->translated_from));
        json_object_set_new(data, "may_edit", json_boolean(may_edit));
        TRY(article_put_state(v, work, data));
        json_object_set_new(data, "is_live", json_boolean(work->state == STATE_PUBLISHED));
        json_object_set_new(data, "notes", text_value(work->notes));
        TRY(typed_put(v, work->article, data));
        TRY(article_put_undo(v, work, data));
        TRY(article_put_discard(v, work, data));
        put_proposal(proposal, data);
        json_object_set_new(data, "related_titles", article_related_titles(v, &work->text));
        json_object_set_new(data, "labels", labels_of(v, edition));
        json_object_set(data, "texts", (json_t *)(uintptr_t)language_texts(v->texts));
        return page_data_write(json_incref(data), ret);
}

static json_t *sections_for(const struct newsroom *newsroom, unsigned edition)
{
        json_t *list = json_array();
        const struct section_list sections = newsroom_sections(newsroom, edition, false);
        for (size_t i = 0; i < sections.count; i++)
                json_array_append_new(list, json_pack("{s:i, s:o}", "id", (int)sections.at[i]->id, "name",
                                                      text_value(sections.at[i]->names[edition - 1])));
        return list;
}

/* A text of which nothing is of the desk's own goes along with what readers have. */
static struct err is_untouched(struct visit *v, const struct work *work, bool *ret)
{
        CLEANUP(buf_clear) struct buf now = BUF_INIT(TEXT_MAX_BYTES), then = BUF_INIT(TEXT_MAX_BYTES);
        struct article base;
        TRY(store_load_version(visit_store(v), work->article, work->base_version, visit_arena(v), &base));
        TRY(article_write(&work->text, &now));
        TRY(article_write(&base, &then));
        *ret = slice_eq(buf_slice(&now), buf_slice(&then));
        return NO_ERR;
}

static struct err follow_readers(struct visit *v, void *context)
{
        const struct work *work = context;
        struct work_saved saved;
        const struct work_catch_up catch_up = {.article = work->article, .now_ms = v->now_ms, .how = CATCH_UP_THEIRS};
        return store_work_catch_up(visit_store(v), &catch_up, visit_arena(v), &saved);
}

static struct err catch_up_untouched(struct visit *v, struct work *work)
{
        bool goes_along = false;
        if (work->base_version == work->version) return NO_ERR;
        TRY(is_untouched(v, work, &goes_along));
        if (!goes_along) return NO_ERR;
        TRY(in_transaction(v, follow_readers, work));
        return store_work_load(visit_store(v), work->article, v->now_ms, visit_arena(v), work);
}

/* Of a live article: "today 12, altogether 1,234". */
static struct err put_reads(struct visit *v, const struct work *work, json_t *values)
{
        const struct edition *edition = newsroom_edition(visit_newsroom(v), work->text.edition);
        int64_t today = 0, all = 0;
        if (work->state != STATE_PUBLISHED) return NO_ERR;
        TRY(store_reads_since(visit_store(v), work->article, numbers_today(v, edition), &today));
        TRY(store_all_reads(visit_store(v), work->article, &all));
        json_object_set_new(values, "reads",
                            json_pack("{s:o, s:o}", "today", numbers_value(v, today), "all", numbers_value(v, all)));
        return NO_ERR;
}

/* For a browser without scripts: nobody must take their text for lost. */
static void put_text(const struct work *work, json_t *values)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        body_write_text(&work->text.body, &text);
        json_object_set_new(values, "lead", text_value(work->text.lead));
        json_object_set_new(values, "body_text", text_value(buf_slice(&text)));
}

struct err handle_editor(struct visit *v)
{
        struct work work;
        struct proposal proposal;
        bool found = false, may_edit = false;
        CLEANUP(buf_clear) struct buf data = BUF_INIT(TEXT_MAX_BYTES);
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        TRY(catch_up_untouched(v, &work));
        TRY(article_may_edit(v, &work, &may_edit));
        TRY(propose_section(v, &work, &proposal));
        TRY(editor_data(v, &work, &proposal, may_edit, &data));
        const struct edition *edition = newsroom_edition(visit_newsroom(v), work.text.edition);
        json_auto_t *values = json_object();
        json_t *siblings = NULL;
        TRY(siblings_value(v, work.story, work.article, &siblings));
        json_object_set_new(values, "siblings", siblings);
        TRY(put_reads(v, &work, values));
        json_object_set_new(values, "id", json_integer(work.article));
        json_object_set_new(values, "headline",
                            text_value(work.text.headline.len ? work.text.headline : visit_text(v, "no_headline")));
        json_object_set_new(values, "article_language", text_value(edition->code));
        put_text(&work, values);
        json_object_set_new(values, "may_audit", json_boolean(visit_may_use(v, MAY_AUDIT)));
        json_object_set_new(values, "may_publish", json_boolean(visit_may(v, MAY_PUBLISH, work.text.edition)));
        visit_put_who(v, values, "how_who", MAY_CORRECT, work.text.edition);
        visit_put_who(v, values, "withdraw_who", MAY_WITHDRAW, work.text.edition);
        TRY(typed_put_words(v, work.article, values));
        json_object_set_new(values, "sections", sections_for(visit_newsroom(v), edition->id));
        put_guess(v, proposal.guess, edition->id, values);
        json_object_set_new(values, "data", text_value(buf_slice(&data)));
        return reply_page(v, 200, "editor", json_incref(values));
}
