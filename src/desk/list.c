/* The list of articles: what there is, by state and by what one looks for. */
#include "desk/list.h"

#include "desk/handlers.h"
#include "desk/numbers.h"
#include "desk/publish.h"
#include "desk/siblings.h"
#include "desk/structure.h"
#include "desk/typed.h"
#include "store/comment.h"
#include "store/hold.h"
#include "store/reads.h"
#include "wire/plain_text.h"

enum { WALKS_MAX = 5 /* of WORK_WALK_MAX articles each */, HEADLINE_SHOWN_MAX_BYTES = 1000 };

/* Names of persons, each loaded once a page. */
struct names {
        int64_t ids[ROWS_A_PAGE * 2];
        struct slice names[ROWS_A_PAGE * 2];
        size_t count;
};

static struct slice name_of(struct visit *v, struct names *names, int64_t id)
{
        struct person person;
        for (size_t i = 0; i < names->count; i++)
                if (names->ids[i] == id) return names->names[i];
        bool is_known = id && store_load_person(visit_store(v), id, visit_arena(v), &person).code == OK;
        must(names->count < sizeof names->ids / sizeof names->ids[0]);
        names->ids[names->count] = id;
        names->names[names->count] = is_known ? person.name : SLICE("");
        return names->names[names->count++];
}

void put_time(struct visit *v, json_t *row, int64_t ms)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(200), iso = BUF_INIT(100);
        struct local_time then = language_local(v->texts, ms), now = language_local(v->texts, v->now_ms);
        bool is_today = then.year == now.year && then.month == now.month && then.day == now.day;
        if (!is_today) {
                language_write_date(v->texts, ms, DATE_SHORT_DAY, &text);
                buf_add_text(&text, ", ");
        }
        language_write_date(v->texts, ms, DATE_CLOCK, &text);
        language_write_date(v->texts, ms, DATE_ISO, &iso);
        json_object_set_new(row, "time", text_value(buf_slice(&text)));
        json_object_set_new(row, "time_iso", text_value(buf_slice(&iso)));
}

const char *list_state_key(enum article_state state)
{
        static const char *const keys[] = {"", "state_1", "state_2", "state_3", "state_4", "state_5", "state_6"};
        return keys[state];
}

/* What is done at a text that readers have, and how far, is for whoever writes. */
static bool is_colleague(const struct visit *v)
{
        return visit_may(v, MAY_WRITE_OWN, 0);
}

/* What readers have and is being changed has a stage of its own. */
static json_t *stage_value(struct visit *v, const struct work_row *row)
{
        if (row->state < STATE_SCHEDULED || row->stage < STAGE_REVIEW || !is_colleague(v)) return json_null();
        return text_value(visit_text(v, row->stage == STAGE_REVIEW ? "state_2" : "state_3"));
}

static int64_t time_of(const struct list_asked *asked, const struct work_row *row)
{
        if (row->discarded_ms) return row->discarded_ms;
        if (row->state == STATE_SCHEDULED) return row->embargo_ms;
        return asked->filter.view == WORK_BY_TIME ? row->published_ms : row->changed_ms;
}

/* Of a live article: how often it was read since its edition's midnight. */
static struct err put_reads(struct visit *v, const struct work_row *row, struct todays *todays, json_t *value)
{
        int64_t reads = 0;
        if (row->state != STATE_PUBLISHED) return NO_ERR;
        TRY(store_reads_since(visit_store(v), row->article, numbers_today_of(v, todays, row->edition), &reads));
        if (reads) json_object_set_new(value, "reads", numbers_value(v, reads));
        return NO_ERR;
}

/* Typing makes revisions and no versions: what readers do not have yet is seen by the text alone. */
static struct err put_ahead(struct visit *v, const struct work_row *row, json_t *value)
{
        bool is_ahead = false;
        if (row->state == STATE_PUBLISHED && is_colleague(v)) TRY(article_is_ahead(v, row->article, &is_ahead));
        json_object_set_new(value, "is_changed", json_boolean(is_ahead));
        return NO_ERR;
}

/* A draft's may be a whole text that somebody pasted: a browser would lay out a megabyte for seconds. */
static struct slice headline_shown(struct visit *v, struct slice headline)
{
        struct slice cut = plain_cut(headline, HEADLINE_SHOWN_MAX_BYTES);
        return cut.len == headline.len ? headline : arena_format(visit_arena(v), "%.*s…", SLICE_ARGS(cut));
}

/* Who writes at it, not who has it open. */
static struct err put_editing(struct visit *v, const struct work_row *row, struct names *names, json_t *value)
{
        bool is_written = false;
        bool is_claimed = is_colleague(v) && row->claim_by && v->now_ms - row->claim_seen_ms < CLAIM_MAX_MS;
        if (is_claimed) TRY(store_work_is_written(visit_store(v), row->article, &is_written));
        json_object_set_new(value, "editing",
                            is_written ? json_pack("{s:o}", "name", text_value(name_of(v, names, row->claim_by)))
                                       : json_null());
        return NO_ERR;
}

static json_t *embargo_value(struct visit *v, const struct work_row *row)
{
        if (row->discarded_ms || row->held_ms <= v->now_ms) return json_null();
        json_t *value = json_object();
        put_time(v, value, row->held_ms);
        return value;
}

/* Another language's, which would hold it when it is published: now, or at its time. */
static struct err put_held(struct visit *v, const struct work_row *row, json_t *value)
{
        CLEANUP(buf_clear) struct buf words = BUF_INIT(200);
        struct story_hold hold;
        int64_t at_ms = row->state == STATE_SCHEDULED ? row->embargo_ms : v->now_ms;
        if (row->discarded_ms || row->state == STATE_PUBLISHED || !is_colleague(v)) return NO_ERR;
        TRY(store_find_hold(visit_store(v), row->story, row->article, at_ms, &hold));
        if (!hold.article) return NO_ERR;
        const struct edition *edition = newsroom_edition(visit_newsroom(v), hold.edition);
        const struct language_value language = {"language", edition->code};
        language_write_text(v->texts, "embargo_held", &language, 1, &words);
        json_t *held = json_pack("{s:o}", "words", text_value(buf_slice(&words)));
        json_object_set_new(value, "held", held);
        put_time(v, held, hold.until_ms);
        return NO_ERR;
}

static json_t *row_value(struct visit *v, const struct work_row *row, struct names *names)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct edition *edition = newsroom_edition(newsroom, row->edition);
        const struct section *section = newsroom_section(newsroom, row->section);
        json_t *value = json_object();
        json_object_set_new(value, "id", json_integer(row->article));
        json_object_set_new(value, "is_open", json_boolean(visit_may(v, MAY_WRITE_OWN, row->edition)));
        json_object_set_new(value, "revision", json_integer(row->revision));
        json_object_set_new(value, "version", json_integer(row->version));
        json_object_set_new(value, "headline", text_value(headline_shown(v, row->headline)));
        json_object_set_new(value, "language", text_value(edition->code));
        json_object_set_new(value, "section", text_value(section ? section_title(v, section) : SLICE("")));
        json_object_set_new(value, "no_picture", json_boolean(row->picture.len == 0));
        json_object_set_new(value, "state", json_integer(row->state));
        json_object_set_new(
                value, "state_name",
                text_value(visit_text(v, row->discarded_ms ? "state_discarded" : list_state_key(row->state))));
        json_object_set_new(value, "stage", stage_value(v, row));
        json_object_set_new(value, "is_breaking", json_boolean(row->urgency == URGENCY_BREAKING));
        json_object_set_new(value, "who", text_value(name_of(v, names, row->saved_by)));
        json_object_set_new(value, "embargo", embargo_value(v, row));
        return value;
}

/* What is looked up once a list. */
struct known {
        struct names names;
        struct todays todays;
};

static struct err add_row(struct visit *v, const struct list_asked *asked, const struct work_row *row,
                          struct known *known, json_t *list)
{
        json_t *value = row_value(v, row, &known->names), *siblings = NULL, *original = NULL;
        json_array_append_new(list, value);
        put_time(v, value, time_of(asked, row));
        TRY(put_editing(v, row, &known->names, value));
        TRY(put_reads(v, row, &known->todays, value));
        TRY(put_ahead(v, row, value));
        TRY(put_held(v, row, value));
        TRY(siblings_value(v, row->story, row->article, &siblings));
        json_object_set_new(value, "siblings", siblings);
        TRY(original_name_value(v, row->story, row->headline.len ? 0 : row->translated_from, &original));
        json_object_set_new(value, "original", original);
        int64_t comments = 0;
        TRY(store_count_open_comments(visit_store(v), row->article, &comments));
        json_object_set_new(value, "comments", comments ? json_integer(comments) : json_null());
        return NO_ERR;
}

static bool has_section(const struct newsroom *n, unsigned edition)
{
        for (size_t i = 0; i < n->section_count; i++)
                if (n->sections[i].names[edition - 1].len) return true;
        return false;
}

/* Nothing can be published in an edition before it has a section: whoever may make one is shown where to begin. */
static bool is_new_newsroom(const struct visit *v, const struct list_asked *asked)
{
        const struct newsroom *n = visit_newsroom(v);
        bool is_whole = true;
        for (size_t i = 0; i < n->edition_count; i++)
                is_whole = is_whole && has_section(n, n->editions[i].id);
        return !is_whole && visit_may(v, MAY_SETTINGS, 0) && !list_is_narrowed(asked);
}

/* A page that found nothing among all that it looked at is not the end: it says so, and where to go on. */
static void put_pages(struct visit *v, const struct list_asked *asked, const struct work_rows *rows, json_t *values)
{
        const char *empty = list_is_narrowed(asked) ? "empty_found" : asked->tab->empty_key;
        if (rows->has_more) empty = "empty_so_far";
        json_object_set_new(values, "is_new", json_boolean(is_new_newsroom(v, asked)));
        json_object_set_new(values, "may_invite", json_boolean(visit_may(v, MAY_PEOPLE, 0)));
        json_object_set_new(values, "empty_text", text_value(visit_text(v, empty)));
        json_t *older = json_null();
        if (rows->has_more)
                older = json_pack("{s:I, s:I, s:o}", "from", (json_int_t)rows->next.ms, "behind",
                                  (json_int_t)rows->next.article, "name",
                                  text_value(visit_text(v, rows->count ? "older" : "look_further")));
        json_object_set_new(values, "older", older);
        struct slice unreadable = arena_format(visit_arena(v), "%u", rows->unreadable);
        json_object_set_new(values, "unreadable", rows->unreadable ? text_value(unreadable) : json_null());
        json_object_set_new(values, "is_further", json_boolean(asked->filter.from.ms || asked->filter.from.article));
}

static struct err put_rows(struct visit *v, const struct list_asked *asked, const struct work_rows *rows,
                           json_t *values)
{
        struct known known = {.names.count = 0};
        json_t *list = json_array();
        json_object_set_new(values, "rows", list);
        json_object_set_new(values, "has_rows", json_boolean(rows->count > 0));
        for (size_t i = 0; i < rows->count; i++)
                TRY(add_row(v, asked, &rows->at[i], &known, list));
        put_pages(v, asked, rows, values);
        return NO_ERR;
}

/* Acts on several at once are shown to whom some edition permits them. */
static json_t *acts_of(const struct visit *v, const struct list_asked *asked)
{
        bool is_here = !asked->filter.is_discarded; /* else it is taken back first */
        return json_pack("{s:b, s:b, s:b, s:b, s:b, s:b, s:b}", "submit", is_here && visit_may(v, MAY_SUBMIT, 0),
                         "approve", is_here && visit_may(v, MAY_APPROVE, 0), "section", is_here && is_colleague(v),
                         "schedule", is_here && visit_may(v, MAY_SCHEDULE, 0), "withdraw",
                         is_here && visit_may(v, MAY_WITHDRAW, 0), "discard", asked->tab->state == STATE_DRAFT,
                         "retrieve", (int)!is_here);
}

/* Where little fits, the list is looked through as far as takes some fifty milliseconds; in no case much longer than
 * SEARCH_MAX_NS, for nobody else is answered meanwhile. */
static struct err find_rows(struct visit *v, struct work_filter filter, struct work_rows *ret)
{
        struct work_rows more = {.has_more = true, .next = filter.from};
        struct work_row *all = arena_array(visit_arena(v), ROWS_A_PAGE, sizeof *all);
        *ret = (struct work_rows){.at = all};
        for (unsigned walks = 0; walks < WALKS_MAX && more.has_more && ret->count < ROWS_A_PAGE; walks++) {
                if (walks && clock_steady_ns() >= filter.until_ns) break;
                filter.from = more.next;
                filter.limit = (unsigned)(ROWS_A_PAGE - ret->count);
                TRY(store_work_list(visit_store(v), &filter, visit_arena(v), &more));
                for (size_t i = 0; i < more.count; i++)
                        all[ret->count++] = more.at[i];
                ret->unreadable += more.unreadable;
        }
        ret->has_more = more.has_more;
        ret->next = more.next;
        return NO_ERR;
}

struct err handle_list(struct visit *v)
{
        struct work_rows rows;
        struct list_asked asked;
        TRY(list_read_asked(v, &asked));
        TRY(find_rows(v, asked.filter, &rows));
        json_t *values = json_object();
        json_object_set_new(values, "may", acts_of(v, &asked));
        struct err err = list_put_choices(v, &asked, values);
        if (err.code == OK) err = put_rows(v, &asked, &rows, values);
        if (err.code == OK) err = typed_put_articles(v, values);
        if (err.code == OK) return reply_page(v, 200, "list", values);
        json_decref(values);
        return err;
}
