/* Forms that two people have open: what only one of them changed is joined, and nothing is written over unseen. What is
 * compared is what a form gives back of a text: trimmed, without what nobody sees. */
#include "desk/joining.h"

#include "news/text.h"

enum { CHANGE_MAX_BYTES = 150 };

static struct slice plain(struct visit *v, struct slice text)
{
        return slice_trim(text_without_hidden(visit_readable(v, text), visit_arena(v)));
}

static bool is_same(struct visit *v, struct slice a, struct slice b)
{
        return slice_eq(plain(v, a), plain(v, b));
}

static struct slice was(struct visit *v, const char *name)
{
        return visit_field(v, arena_format(visit_arena(v), "was_%s", name).at);
}

struct slice join_field(struct visit *v, const char *name, struct slice typed, struct slice now, bool *ret_is_torn)
{
        struct slice before = was(v, name);
        *ret_is_torn = false;
        if (is_same(v, typed, before)) return now;
        *ret_is_torn = !is_same(v, now, before) && !is_same(v, now, typed);
        return typed;
}

bool join_box(struct visit *v, const char *name, bool is_typed, bool is_now)
{
        bool was_ticked = was(v, name).len > 0;
        return is_typed == was_ticked ? is_now : is_typed;
}

struct slice torn_text(struct visit *v, struct slice now)
{
        return arena_format(visit_arena(v), "%.*s %.*s", SLICE_ARGS(visit_text(v, "changed_now")),
                            SLICE_ARGS(now.len ? now : SLICE("—")));
}

static void add_cut(struct slice text, struct buf *ret)
{
        struct slice rest = text, before = rest;
        uint32_t character = 0;
        while (text.len - rest.len < CHANGE_MAX_BYTES && text_next(&rest, &character))
                before = rest;
        buf_add(ret, text.len ? (struct slice){text.at, text.len - before.len} : SLICE("—"));
        if (before.len) buf_add_text(ret, "…");
}

void note_change(struct visit *v, json_t *detail, const char *name, struct slice before, struct slice after)
{
        CLEANUP(buf_clear) struct buf change = BUF_INIT(4 * CHANGE_MAX_BYTES);
        if (is_same(v, before, after)) return;
        add_cut(before, &change);
        buf_add_text(&change, " → ");
        add_cut(after, &change);
        json_object_set_new(detail, name, json_stringn(change.at, change.len));
}
