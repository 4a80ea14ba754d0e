#include "desk/siblings.h"

#include "desk/handlers.h"
#include "desk/structure.h"
#include "store/publication.h"
#include "writer/publication.h"

/* ---- which there are ---- */

const struct work_row *sibling_in(const struct work_rows *rows, unsigned edition)
{
        const struct work_row *found = NULL;
        for (size_t i = 0; i < rows->count; i++) {
                const struct work_row *row = &rows->at[i];
                if (row->edition != edition) continue;
                if (!found || (row->state == STATE_PUBLISHED && found->state != STATE_PUBLISHED)) found = row;
        }
        return found;
}

static const char *kind_of(const struct work_row *row)
{
        if (!row) return "missing";
        if (work_is_behind(row)) return "behind";
        return row->state == STATE_PUBLISHED ? "live" : "draft";
}

static bool may_begin_from(const struct visit *v, unsigned edition, enum article_state state)
{
        return state == STATE_PUBLISHED || visit_may(v, MAY_WRITE_OWN, edition);
}

bool sibling_is_source(const struct visit *v, const struct work_row *row)
{
        return may_begin_from(v, row->edition, row->state);
}

/* Where it is, or is begun from `here`: for whom that is open, as the pages there want it. */
static struct slice way_to(struct visit *v, const struct edition *edition, const struct work_row *row,
                           const struct work_row *here)
{
        struct arena *a = visit_arena(v);
        if (!visit_may(v, MAY_WRITE_OWN, edition->id)) return SLICE("");
        if (row) return arena_format(a, "/articles/%lld", (long long)row->article);
        if (!here || !sibling_is_source(v, here)) return SLICE("");
        return arena_format(a, "/translations/new?from=%lld&edition=%.*s", (long long)here->article,
                            SLICE_ARGS(edition->code));
}

static json_t *sibling_value(struct visit *v, const struct edition *edition, const struct work_row *row,
                             const struct work_row *here)
{
        CLEANUP(buf_clear) struct buf title = BUF_INIT(1000);
        struct arena *a = visit_arena(v);
        const char *kind = kind_of(row);
        const struct language_value language = {"language", edition->code};
        language_write_text(v->texts, arena_format(a, "sibling_%s", kind).at, &language, 1, &title);
        return json_pack("{s:o, s:s, s:o, s:o, s:b}", "code", text_value(edition->code), "kind", kind, "title",
                         text_value(buf_slice(&title)), "href", text_value(way_to(v, edition, row, here)), "is_here",
                         row && row == here);
}

static const struct work_row *row_of(const struct work_rows *rows, int64_t article)
{
        for (size_t i = 0; i < rows->count; i++)
                if (rows->at[i].article == article) return &rows->at[i];
        return NULL;
}

/* Of what is not published nobody is told who writes in no edition. */
static const struct work_row *sibling_shown(const struct visit *v, const struct work_rows *rows, unsigned edition)
{
        const struct work_row *row = sibling_in(rows, edition);
        return row && (row->state == STATE_PUBLISHED || visit_may(v, MAY_WRITE_OWN, 0)) ? row : NULL;
}

struct err siblings_value(struct visit *v, int64_t story, int64_t here, json_t **ret)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        struct work_rows rows;
        TRY(store_work_of_story(visit_store(v), story, visit_arena(v), &rows));
        const struct work_row *from = row_of(&rows, here);
        *ret = json_array();
        for (size_t i = 0; i < newsroom->edition_count && newsroom->edition_count > 1; i++) {
                const struct edition *edition = &newsroom->editions[i];
                json_array_append_new(*ret, sibling_value(v, edition, sibling_shown(v, &rows, edition->id), from));
        }
        return NO_ERR;
}

struct err original_name_value(struct visit *v, int64_t story, int64_t original, json_t **ret)
{
        struct work_rows rows;
        *ret = json_null();
        if (!original) return NO_ERR;
        TRY(store_work_of_story(visit_store(v), story, visit_arena(v), &rows));
        for (size_t i = 0; i < rows.count; i++) {
                if (rows.at[i].article != original || rows.at[i].headline.len == 0) continue;
                const struct edition *edition = newsroom_edition(visit_newsroom(v), rows.at[i].edition);
                *ret = json_pack("{s:o, s:o}", "headline", text_value(rows.at[i].headline), "language",
                                 text_value(edition->code));
        }
        return NO_ERR;
}

/* ---- one begun from another ---- */

struct starting {
        struct work source;
        struct article source_text; /* which is translated: as readers see it, else as it stands */
        int64_t source_version;
        unsigned edition;
        int64_t existing; /* the story has that edition already; 0: no */
        int64_t started;
        bool was_tied; /* readers' version got its story's key */
};

static struct rich_text no_text(void)
{
        return (struct rich_text){0};
}

struct block *sibling_wordless_blocks(const struct block *blocks, size_t count, struct arena *a)
{
        struct block *copies = arena_array(a, count + 1, sizeof *copies);
        for (size_t i = 0; i < count; i++) {
                copies[i] = blocks[i];
                copies[i].text = no_text();
                copies[i].caption = copies[i].alt = copies[i].attribution = SLICE("");
                copies[i].children = sibling_wordless_blocks(blocks[i].children, blocks[i].child_count, a);
        }
        return copies;
}

static struct picture *wordless_pictures(const struct article *source, struct arena *a)
{
        struct picture *pictures = arena_array(a, source->picture_count + 1, sizeof *pictures);
        for (size_t i = 0; i < source->picture_count; i++) {
                pictures[i] = source->pictures[i];
                pictures[i].caption = pictures[i].alt = SLICE("");
        }
        return pictures;
}

/* An embargo of the source is not taken over: it is the story's, and holds from where it was put (store/hold.h). */
static struct article begun_from(struct visit *v, const struct starting *s)
{
        const struct article *source = &s->source_text;
        struct token token = token_make();
        struct token_text text = token_write(&token);
        const struct section *section = newsroom_section(visit_newsroom(v), source->section);
        bool has_section = section && section->names[s->edition - 1].len;
        return (struct article){
                .uri = arena_format(visit_arena(v), "urn:stoppress:%s", text.at),
                .story_key = source->story_key,
                .edition = s->edition,
                .section = has_section ? source->section : 0,
                .body = {sibling_wordless_blocks(source->body.blocks, source->body.count, visit_arena(v)),
                         source->body.count},
                .authors = source->authors,
                .author_count = source->author_count,
                .sources = source->sources,
                .source_count = source->source_count,
                .pictures = wordless_pictures(source, visit_arena(v)),
                .picture_count = source->picture_count,
                .urgency = source->urgency,
                .intent = INTENT_WITHHOLD,
                .created_ms = v->now_ms,
                .published_ms = v->now_ms,
        };
}

static bool is_settled(enum article_state state)
{
        return state == STATE_PUBLISHED || state == STATE_SCHEDULED;
}

/* What came in alone has no key by which others could be of its story: it gets one, as a version of its own that reads
 * like the one before. */
static struct err tie(struct visit *v, struct starting *s)
{
        struct store *store = visit_store(v);
        const struct made made = {.by = v->person->id, .why = VERSION_KEPT};
        struct article text = s->source.text;
        struct save_result saved;
        struct work_saved caught_up;
        if (is_settled(s->source.state))
                TRY(store_load_version(store, s->source.article, s->source.version, visit_arena(v), &text));
        else
                text.intent = INTENT_WITHHOLD;
        text.story_key = text.uri;
        TRY(store_save_made(store, &text, made, v->now_ms, &saved));
        const struct work_catch_up catch_up = {.article = s->source.article, .by = v->person->id, .now_ms = v->now_ms};
        TRY(store_work_catch_up(store, &catch_up, visit_arena(v), &caught_up));
        s->was_tied = saved.change != 0;
        return store_work_load(store, s->source.article, v->now_ms, visit_arena(v), &s->source);
}

/* Of the text that is translated: what an agency sent of the desk's own article has none. */
static struct err source_has_key(struct visit *v, const struct starting *s, bool *ret)
{
        struct article text = s->source.text;
        if (is_settled(s->source.state))
                TRY(store_load_version(visit_store(v), s->source.article, s->source.version, visit_arena(v), &text));
        *ret = text.story_key.len > 0;
        return NO_ERR;
}

static struct err settle_source(struct visit *v, struct starting *s)
{
        struct store *store = visit_store(v);
        const struct made made = {.by = v->person->id, .why = VERSION_KEPT};
        bool has_key = false;
        TRY(source_has_key(v, s, &has_key));
        if (!has_key) TRY(tie(v, s));
        s->source_version = s->source.version;
        if (!is_settled(s->source.state))
                TRY(store_work_keep(store, s->source.article, made, v->now_ms, &s->source_version));
        return store_load_version(store, s->source.article, s->source_version, visit_arena(v), &s->source_text);
}

static struct err find_existing(struct visit *v, struct starting *s)
{
        struct work_rows rows;
        TRY(store_work_of_story(visit_store(v), s->source.story, visit_arena(v), &rows));
        const struct work_row *row = sibling_in(&rows, s->edition);
        s->existing = row ? row->article : 0;
        return NO_ERR;
}

static struct err start(struct visit *v, void *context)
{
        struct starting *s = context;
        TRY(find_existing(v, s));
        if (s->existing) return NO_ERR;
        TRY(settle_source(v, s));
        struct article article = begun_from(v, s);
        const struct work_beginning beginning = {
                .article = &article, .by = v->person->id, .now_ms = v->now_ms, .translated_from = s->source.article};
        TRY(store_work_begin(visit_store(v), &beginning, &s->started));
        TRY(store_work_put_source(visit_store(v), s->started, s->source.article, s->source_version));
        struct slice from = arena_format(visit_arena(v), "%lld", (long long)s->source.article);
        return visit_note(v, "begin",
                          &(struct noted){.kind = "article",
                                          .object = s->started,
                                          .edition = s->edition,
                                          .detail = visit_detail(v, "translated_from", from)});
}

/* Which article is to be begun from, and in which edition; false, and answered, when that cannot be. */
static struct err find_start(struct visit *v, struct slice from, struct slice edition, struct starting *ret,
                             bool *ret_found)
{
        uint64_t id = 0;
        const struct edition *asked = newsroom_edition_for(visit_newsroom(v), edition);
        *ret_found = false;
        if (!slice_to_u64(from, INT64_MAX, &id)) return reply_refused(v, 400, "refused_request");
        if (!asked) return reply_refused(v, 422, "edition_unknown");
        ret->edition = asked->id;
        if (!visit_may(v, MAY_WRITE_OWN, ret->edition)) return reply_not_allowed(v, MAY_WRITE_OWN);
        struct err err = article_load(v, (int64_t)id, &ret->source);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        /* What readers have is no secret; anything else is for whom its own page is open to. */
        if (!may_begin_from(v, ret->source.text.edition, ret->source.state))
                return reply_refused(v, 403, "refused_edition");
        *ret_found = true;
        return NO_ERR;
}

struct err handle_new_translation(struct visit *v)
{
        struct starting s = {0};
        bool found;
        struct err err = find_start(v, visit_query(v, "from"), visit_query(v, "edition"), &s, &found);
        if (!found) return err;
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *values = json_object();
        json_object_set_new(values, "from", json_integer(s.source.article));
        json_object_set_new(values, "edition", text_value(newsroom_edition(newsroom, s.edition)->code));
        json_object_set_new(values, "headline", text_value(s.source.text.headline));
        json_object_set_new(values, "article_language",
                            text_value(newsroom_edition(newsroom, s.source.text.edition)->code));
        json_object_set_new(values, "into", text_value(edition_language(v, newsroom_edition(newsroom, s.edition))));
        return reply_page(v, 200, "translation_new", values);
}

struct err handle_begin_translation(struct visit *v)
{
        struct starting s = {0};
        struct publication done;
        bool found;
        struct err err = find_start(v, visit_field(v, "from"), visit_field(v, "edition"), &s, &found);
        if (!found) return err;
        TRY(in_transaction(v, start, &s));
        if (s.was_tied)
                TRY(writer_bring_out(v->desk->writer, v->errand->came_ns, s.source.article, visit_arena(v), &done));
        return reply_go(v, "/articles/%lld", (long long)(s.existing ? s.existing : s.started));
}
