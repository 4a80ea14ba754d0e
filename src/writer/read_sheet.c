#include "writer/read_sheet.h"

#include <string.h>

enum { MINUTE_MS = 60 * 1000 };

/* Few pages are read within five minutes, and messages come every two seconds: they are looked for one after another.
 */
static struct read_line *line_for(struct read_sheet *s, const struct bell_page *page)
{
        for (size_t i = 0; i < s->count; i++)
                if (s->lines[i].page == page->page && s->lines[i].edition == page->edition) return &s->lines[i];
        if (s->count == READ_SHEET_LINES) return NULL;
        struct read_line *line = &s->lines[s->count++];
        *line = (struct read_line){.page = page->page, .edition = page->edition};
        return line;
}

static void clear_minute(struct read_sheet *s, int64_t minute)
{
        for (size_t i = 0; i < s->count; i++)
                s->lines[i].by_minute[minute % READ_SHEET_MINUTES] = 0;
}

/* The first minute that has another's place, of so many places. */
static int64_t first_to_clear(const struct read_sheet *s, int64_t now, int64_t places)
{
        return now > s->minute && now - s->minute < places ? s->minute + 1 : now - places + 1;
}

static void clear_hour(struct read_sheet *s, int64_t now)
{
        if (now < s->minute || s->minute == 0) s->since = now;
        for (int64_t minute = first_to_clear(s, now, READ_SHEET_HOUR_MINUTES); minute <= now; minute++)
                for (int i = 0; i < EDITION_MAX; i++)
                        s->by_minute[i][minute % READ_SHEET_HOUR_MINUTES] = 0;
}

static void drop_quiet(struct read_sheet *s)
{
        size_t kept = 0;
        for (size_t i = 0; i < s->count; i++)
                if (s->lines[i].unwritten || read_line_now(&s->lines[i])) s->lines[kept++] = s->lines[i];
        s->count = kept;
}

/* A clock that was set far ahead or back makes all minutes others. */
void read_sheet_pass(struct read_sheet *s, int64_t now_ms)
{
        int64_t now = now_ms / MINUTE_MS;
        if (now == s->minute) return;
        clear_hour(s, now);
        for (int64_t minute = first_to_clear(s, now, READ_SHEET_MINUTES); minute <= now; minute++)
                clear_minute(s, minute);
        s->minute = now;
        drop_quiet(s);
}

void read_sheet_add(struct read_sheet *s, const struct bell_reads *reads, int64_t now_ms)
{
        read_sheet_pass(s, now_ms);
        s->lost += reads->lost;
        for (size_t i = 0; i < BELL_PAGES; i++) {
                const struct bell_page *page = &reads->pages[i];
                if (page->page == 0 || page->reads == 0) continue;
                if (page->edition >= 1 && page->edition <= EDITION_MAX)
                        s->by_minute[page->edition - 1][s->minute % READ_SHEET_HOUR_MINUTES] += page->reads;
                struct read_line *line = line_for(s, page);
                if (!line) {
                        s->lost += page->reads;
                        continue;
                }
                line->unwritten += page->reads;
                line->by_minute[s->minute % READ_SHEET_MINUTES] += page->reads;
                if (!s->begun_ms) s->begun_ms = now_ms;
        }
}

uint64_t read_line_now(const struct read_line *line)
{
        uint64_t sum = 0;
        for (size_t i = 0; i < READ_SHEET_MINUTES; i++)
                sum += line->by_minute[i];
        return sum;
}

uint64_t read_sheet_hour(const struct read_sheet *s, unsigned edition, bool *ret_is_all)
{
        uint64_t sum = 0;
        *ret_is_all = s->minute - s->since >= READ_SHEET_HOUR_MINUTES;
        if (edition < 1 || edition > EDITION_MAX) return 0;
        for (size_t i = 0; i < READ_SHEET_HOUR_MINUTES; i++)
                sum += s->by_minute[edition - 1][i];
        return sum;
}
