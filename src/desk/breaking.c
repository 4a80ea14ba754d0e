/* Breaking news: the bar on every page of an edition, switched on with an end, and off.
 *
 * It is one of the newsroom's settings (docs/settings.md), put in force as any other: readers have it at once, and it
 * ends by their clock, whatever becomes of the desk. */
#include "desk/edition_clock.h"
#include "desk/handlers.h"
#include "desk/publish.h"
#include "news/text.h"
#include "store/publication.h"

enum { TEXT_CHARACTERS = 300, MINUTES_DEFAULT = 60, LINKS_OFFERED = 15, HISTORY_SHOWN = 10 };
static const unsigned durations[] = {15, 30, 60, 120, 180, 360, 720};
enum { DURATIONS = sizeof durations / sizeof durations[0] };

/* What was asked for and refused stays in its form. */
struct bar_asked {
        const struct edition *edition;
        struct slice text, url;
        unsigned minutes;
        int64_t until_ms;  /* the end that the bar has now, to be kept; 0: after `minutes` */
        const char *fault; /* a key of the texts; NULL: none */
};

/* ---- the page ---- */

static json_t *durations_of(struct visit *v, unsigned chosen)
{
        json_t *list = json_array();
        for (size_t i = 0; i < DURATIONS; i++) {
                unsigned minutes = durations[i];
                struct slice number = arena_format(visit_arena(v), "%u", minutes < 60 ? minutes : minutes / 60);
                CLEANUP(buf_clear) struct buf name = BUF_INIT(100);
                language_write_text(v->texts, minutes < 60 ? "breaking_minutes" : "breaking_hours",
                                    &(struct language_value){"count", number}, 1, &name);
                json_array_append_new(list, json_pack("{s:i, s:o, s:b}", "minutes", (int)minutes, "name",
                                                      text_value(buf_slice(&name)), "is_chosen", minutes == chosen));
        }
        return list;
}

static struct err put_links(struct visit *v, const struct edition *edition, json_t *values)
{
        struct headlines newest;
        json_t *links = json_array();
        json_object_set_new(values, "links", links);
        TRY(store_newest(visit_store(v), (struct newest){.edition = edition->id, .limit = LINKS_OFFERED},
                         visit_arena(v), &newest));
        for (size_t i = 0; i < newest.count; i++)
                json_array_append_new(links, json_pack("{s:o, s:o}", "path", text_value(newest.at[i].path), "headline",
                                                       text_value(newest.at[i].text)));
        return NO_ERR;
}

/* `ret_minutes` is for how long the last one was to be shown; as it was where that is not known. */
static struct err put_history(struct visit *v, const struct edition *edition, json_t *values, unsigned *ret_minutes)
{
        struct audit_rows rows;
        json_t *list = json_array(), *minutes = NULL;
        const struct audit_filter filter = {
                .object_kind = SLICE("breaking"), .object = edition->id, .limit = HISTORY_SHOWN};
        json_object_set_new(values, "history", list);
        TRY(store_list_audit(visit_store(v), &filter, visit_arena(v), &rows));
        for (size_t i = 0; i < rows.count; i++) {
                struct person person;
                TRY(store_load_person(visit_store(v), rows.at[i].person, visit_arena(v), &person));
                json_t *detail = json_loadb(rows.at[i].detail.at, rows.at[i].detail.len, 0, NULL);
                bool is_on = slice_eq(rows.at[i].act, SLICE("breaking_on"));
                json_t *text = json_object_get(detail, "text");
                if (!minutes) minutes = json_incref(json_object_get(detail, "minutes"));
                json_array_append_new(
                        list, json_pack("{s:o, s:o, s:o, s:O}", "time", clock_value(v, edition, rows.at[i].time_ms),
                                        "who", text_value(person.name), "what",
                                        text_value(visit_text(v, is_on ? "breaking_was_on" : "breaking_was_off")),
                                        "text", text ? text : json_null()));
                json_decref(detail);
        }
        if (minutes) *ret_minutes = (unsigned)json_integer_value(minutes);
        json_decref(minutes);
        return NO_ERR;
}

/* How long it is until the bar's end, in the words of whoever looks: "in 2 h 5 min". */
static json_t *time_left(struct visit *v, int64_t until_ms)
{
        enum { MINUTE_MS = 60000, HOUR_MINUTES = 60 };
        int64_t minutes = (until_ms - v->now_ms + MINUTE_MS - 1) / MINUTE_MS;
        const struct language_value values[] = {
                {"minutes", arena_format(visit_arena(v), "%d", (int)(minutes % HOUR_MINUTES))},
                {"hours", arena_format(visit_arena(v), "%d", (int)(minutes / HOUR_MINUTES))},
        };
        CLEANUP(buf_clear) struct buf text = BUF_INIT(100);
        language_write_text(v->texts, minutes < HOUR_MINUTES ? "left_minutes" : "left_hours", values, 2, &text);
        return text_value(buf_slice(&text));
}

static json_t *bar_now(struct visit *v, const struct edition *edition, const struct breaking *bar)
{
        return json_pack("{s:o, s:o, s:o, s:o}", "text", text_value(bar->text), "url", text_value(bar->url), "until",
                         clock_value(v, edition, bar->until_ms), "left", time_left(v, bar->until_ms));
}

/* Whoever mends the words of a bar that runs leaves its end where it is, unless they choose another. */
static json_t *kept_end(struct visit *v, const struct edition *edition, int64_t until_ms)
{
        CLEANUP(buf_clear) struct buf name = BUF_INIT(200);
        json_auto_t *time = clock_value(v, edition, until_ms);
        const struct language_value value = {"time", slice_of(json_string_value(time))};
        language_write_text(v->texts, "breaking_kept", &value, 1, &name);
        return json_pack("{s:I, s:o}", "until_ms", (json_int_t)until_ms, "name", text_value(buf_slice(&name)));
}

static struct err put_edition(struct visit *v, const struct edition *edition, const struct bar_asked *asked,
                              json_t *values)
{
        const struct breaking *bar = &visit_newsroom(v)->settings.breaking[edition->id - 1];
        bool is_on = bar->text.len && bar->until_ms > v->now_ms, is_asked = asked && asked->edition == edition;
        json_object_set_new(values, "id", json_integer(edition->id));
        json_object_set_new(values, "code", text_value(edition->code));
        json_object_set_new(values, "name", text_value(edition->name));
        json_object_set_new(values, "now", is_on ? bar_now(v, edition, bar) : json_null());
        json_object_set_new(values, "text", text_value(is_asked ? asked->text : is_on ? bar->text : SLICE("")));
        json_object_set_new(values, "url", text_value(is_asked ? asked->url : is_on ? bar->url : SLICE("")));
        json_object_set_new(values, "fault", is_asked ? text_value(visit_text(v, asked->fault)) : json_null());
        unsigned minutes = MINUTES_DEFAULT;
        TRY(put_links(v, edition, values));
        TRY(put_history(v, edition, values, &minutes));
        if (is_asked && asked->minutes) minutes = asked->minutes;
        bool is_kept = is_on && !(is_asked && asked->minutes);
        json_object_set_new(values, "kept", is_on ? kept_end(v, edition, bar->until_ms) : json_null());
        json_object_set_new(values, "durations", durations_of(v, is_kept ? 0 : minutes));
        return NO_ERR;
}

static struct err reply_bars(struct visit *v, unsigned status, const struct bar_asked *asked)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *values = json_object(), *list = json_array();
        struct err err = NO_ERR;
        json_object_set_new(values, "editions", list);
        for (size_t i = 0; i < newsroom->edition_count && err.code == OK; i++) {
                if (!visit_may(v, MAY_BREAKING, newsroom->editions[i].id)) continue;
                json_t *one = json_object();
                json_array_append_new(list, one);
                err = put_edition(v, &newsroom->editions[i], asked, one);
        }
        if (err.code == OK) return reply_page(v, status, "breaking", values);
        json_decref(values);
        return err;
}

struct err handle_breaking_page(struct visit *v)
{
        return reply_bars(v, 200, NULL);
}

/* ---- on and off ---- */

/* Which edition is meant; NULL, and answered, when there is none such, or the person may not. */
static const struct edition *edition_asked(struct visit *v, struct err *ret)
{
        uint64_t id = 0;
        bool is_number = slice_to_u64(visit_field(v, "edition"), visit_newsroom(v)->edition_count, &id) && id > 0;
        if (is_number && visit_may(v, MAY_BREAKING, (unsigned)id))
                return newsroom_edition(visit_newsroom(v), (unsigned)id);
        *ret = is_number ? reply_not_allowed(v, MAY_BREAKING) : reply_refused(v, 400, "refused_request");
        return NULL;
}

/* Puts the bar, or null, in force; `ret_taken` is false when the settings refuse it. */
static struct err put_bar(struct visit *v, const struct edition *edition, json_t *bar, bool *ret_taken)
{
        CLEANUP(caller_closep) struct caller *caller = NULL;
        struct frame answer = FRAME_INIT;
        struct slice code = arena_copy(visit_arena(v), edition->code);
        json_t *job = json_pack("{s:s, s:I, s:{s:{s:o}}}", "do", "put", "by", (json_int_t)v->person->id, "settings",
                                "breaking", code.at, bar);
        char *payload = json_dumps(job, JSON_COMPACT);
        json_decref(job);
        must(payload != NULL);
        struct err err = caller_open(v->desk->writer, &caller);
        if (err.code == OK) {
                caller_do(caller, "settings", slice_of(payload), &answer);
                *ret_taken = strcmp(answer.verb, "done") == 0;
                if (strcmp(answer.verb, "error") == 0) err = ERR(ERR_IO, "put a bar in force");
        }
        free(payload);
        frame_clear(&answer);
        return err;
}

struct bar_note {
        const char *act;
        unsigned edition;
        struct slice detail;
};

static struct err note_bar(struct visit *v, void *context)
{
        const struct bar_note *note = context;
        const struct noted noted = {
                .kind = "breaking", .object = note->edition, .edition = note->edition, .detail = note->detail};
        return visit_note(v, note->act, &noted);
}

static const char *find_fault(const struct bar_asked *asked)
{
        if (asked->text.len == 0) return "breaking_text_missing";
        if (!text_is_short(asked->text, TEXT_CHARACTERS)) return "breaking_text_long";
        if (asked->until_ms < 0) return "breaking_end_gone";
        bool is_link = slice_starts_with(asked->url, SLICE("/")) || slice_starts_with(asked->url, SLICE("https://"));
        return asked->url.len && !is_link ? "breaking_url_wrong" : NULL;
}

/* "60", or "until:1795000000000", the end of the bar that whoever asks saw running; it may have ended since. False: it
 * is no length that the form offers. */
static bool read_end(struct visit *v, struct bar_asked *ret)
{
        struct slice text = visit_field(v, "minutes"), until = text;
        uint64_t number = 0;
        const struct breaking *bar = &visit_newsroom(v)->settings.breaking[ret->edition->id - 1];
        if (slice_eq(slice_cut(&until, ':'), SLICE("until")) && slice_to_u64(until, INT64_MAX, &number)) {
                bool is_there = bar->text.len && bar->until_ms == (int64_t)number && bar->until_ms > v->now_ms;
                ret->until_ms = is_there ? bar->until_ms : -1;
                return true;
        }
        if (text.len == 0) number = MINUTES_DEFAULT;
        if (text.len && !slice_to_u64(text, 1000, &number)) return false;
        for (size_t i = 0; i < DURATIONS; i++)
                if (durations[i] == number) ret->minutes = (unsigned)number;
        return ret->minutes > 0;
}

static json_t *bar_of(struct visit *v, const struct bar_asked *asked)
{
        CLEANUP(buf_clear) struct buf until = BUF_INIT(100);
        int64_t until_ms = asked->until_ms ? asked->until_ms : v->now_ms + INT64_C(60000) * asked->minutes;
        language_write_date(v->texts, until_ms, DATE_ISO, &until);
        json_t *bar = json_pack("{s:o, s:o}", "text", text_value(asked->text), "until", text_value(buf_slice(&until)));
        if (asked->url.len) json_object_set_new(bar, "url", text_value(asked->url));
        return bar;
}

struct err handle_breaking_on(struct visit *v)
{
        struct err err = NO_ERR;
        bool is_taken = false;
        struct bar_asked asked = {.edition = edition_asked(v, &err)};
        if (!asked.edition) return err;
        asked.text = visit_marked(v, asked.edition->id, visit_field(v, "text"));
        asked.url = arena_copy(visit_arena(v), visit_field(v, "url"));
        if (!read_end(v, &asked)) return reply_refused(v, 400, "refused_request");
        asked.fault = find_fault(&asked);
        if (asked.fault) return reply_bars(v, 422, &asked);
        unsigned id = asked.edition->id;
        TRY(put_bar(v, asked.edition, bar_of(v, &asked), &is_taken));
        asked.fault = "breaking_refused";
        if (!is_taken) return reply_bars(v, 422, &asked);
        json_t *detail = json_pack("{s:o}", "text", text_value(asked.text));
        if (asked.minutes) json_object_set_new(detail, "minutes", json_integer(asked.minutes));
        TRY(in_transaction(v, note_bar, &(struct bar_note){"breaking_on", id, detail_of(v, detail)}));
        return reply_go(v, "/breaking");
}

struct err handle_breaking_off(struct visit *v)
{
        struct err err = NO_ERR;
        bool is_taken = false;
        const struct edition *edition = edition_asked(v, &err);
        if (!edition) return err;
        unsigned id = edition->id;
        struct slice text = arena_copy(visit_arena(v), visit_newsroom(v)->settings.breaking[id - 1].text);
        TRY(put_bar(v, edition, json_null(), &is_taken));
        if (!is_taken) return reply_refused(v, 409, "breaking_refused");
        TRY(in_transaction(v, note_bar, &(struct bar_note){"breaking_off", id, visit_detail(v, "text", text)}));
        return reply_go(v, "/breaking");
}
