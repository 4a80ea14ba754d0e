#include "feed/feed_list.h"

#include "feed/inside.h"

#include <stdlib.h>

enum { ENTRY_MAX_BYTES = 32 * 1024, FIRST_ROOM = 64 };

struct feed_listed {
        uint64_t folder;
        struct slice key, title, about, path; /* as the list */
};

void feed_list_clear(struct feed_list *list)
{
        arena_clear(&list->arena);
}

/* ---- what is in it ---- */

static void make_room(struct feed_list *list)
{
        if (list->count < list->room) return;
        list->room = list->room ? 2 * list->room : FIRST_ROOM;
        struct feed_listed *larger = arena_array(&list->arena, list->room, sizeof *larger);
        if (list->count) memcpy(larger, list->at, list->count * sizeof *larger);
        list->at = larger;
}

bool feed_list_add(struct feed_list *list, struct slice about, struct slice path)
{
        struct slice name = record_find(about, 'f');
        struct feed_listed one = {.folder = 0};
        if (record_find(about, 't').len == 0) return true;
        if (name.len && !slice_to_u64(slice_cut(&name, ' '), FEED_FOLDERS - 1, &one.folder)) return true;
        if (list->count == FEED_LIST_MAX) {
                list->is_cut = true;
                return false;
        }
        one.about = arena_copy(&list->arena, about);
        one.path = arena_copy(&list->arena, path);
        one.key = record_find(one.about, 'z');
        one.title = record_find(one.about, 't');
        make_room(list);
        list->at[list->count++] = one;
        return true;
}

/* Listings without a key were pressed by an older program. */
static int by_place(const void *a, const void *b)
{
        const struct feed_listed *x = a, *y = b;
        if (x->folder != y->folder) return x->folder < y->folder ? -1 : 1;
        int keys = slice_cmp(x->key, y->key);
        return keys ? keys : slice_cmp(x->path, y->path);
}

/* ---- as OPML ---- */

static void begin_outline(struct buf *ret, struct slice name)
{
        buf_add_text(ret, "<outline");
        feed_add_attribute(ret, "text", name);
        feed_add_attribute(ret, "title", name);
        buf_add_text(ret, ">\n");
}

static void add_feed(const struct feed_listed *one, struct buf *ret)
{
        struct slice site = record_find(one->about, 's');
        buf_add_text(ret, "<outline type=\"rss\"");
        feed_add_attribute(ret, "text", one->title);
        feed_add_attribute(ret, "title", one->title);
        feed_add_attribute(ret, "language", record_find(one->about, 'k'));
        buf_add_text(ret, " htmlUrl=\"");
        feed_add_xml_url(ret, site, one->path);
        buf_add_text(ret, "\" xmlUrl=\"");
        feed_add_xml_url(ret, site, one->path);
        buf_add_format(ret, "%.*s\"/>\n", SLICE_ARGS(feed_kinds[FEED_RSS].name));
}

static void begin_folder(const struct feed_listed *one, struct buf *ret)
{
        struct slice name = record_find(one->about, 'f');
        slice_cut(&name, ' ');
        begin_outline(ret, name);
}

static void add_feeds(struct feed_list *list, struct buf *ret)
{
        uint64_t open = 0; /* the folder; 0: none */
        for (size_t i = 0; i < list->count; i++) {
                const struct feed_listed *one = &list->at[i];
                if (ret->len + ENTRY_MAX_BYTES > ret->max) {
                        list->is_cut = true;
                        break;
                }
                if (one->folder != open) {
                        if (open) buf_add_text(ret, "</outline>\n");
                        begin_folder(one, ret);
                        open = one->folder;
                }
                add_feed(one, ret);
        }
        if (open) buf_add_text(ret, "</outline>\n");
}

bool feed_list_write(struct feed_list *list, struct slice about, struct buf *ret)
{
        if (list->count) qsort(list->at, list->count, sizeof *list->at, by_place);
        buf_add_text(ret, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head>\n");
        feed_add_element(ret, "title", record_find(about, 't'));
        buf_add_text(ret, "</head>\n<body>\n");
        begin_outline(ret, record_find(about, 'n'));
        add_feeds(list, ret);
        buf_add_text(ret, "</outline>\n</body>\n</opml>\n");
        return !list->is_cut;
}
