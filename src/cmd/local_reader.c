#include "cmd/local_reader.h"

enum { CACHE_BYTES = 1024 * 1024 };

static struct err open_or_catch_up(struct local_reader *r)
{
        if (r->reader) {
                reader_tidy(r->reader);
                return reader_catch_up(r->reader);
        }
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        buf_add_format(&r->archive_folder, "%s/archive", r->data);
        struct reader_options options = {
                .archive_folder = buf_text(&r->archive_folder),
                .picture_files = 1,
                .server_threads = 1,
                .loader_threads = 1,
                .cache_bytes = CACHE_BYTES,
        };
        return reader_open(&options, &r->reader, &why);
}

static bool shows(void *context, int64_t change)
{
        struct local_reader *r = context;
        return open_or_catch_up(r).code == OK && reader_change(r->reader) >= change;
}

static struct err fetch(void *context, struct slice path, unsigned *ret_status, struct buf *ret_body)
{
        struct local_reader *r = context;
        return reader_fetch(r->reader, path, ret_status, ret_body);
}

struct witness local_reader_witness(struct local_reader *r)
{
        return (struct witness){.context = r, .shows = shows, .fetch = fetch};
}

void local_reader_clear(struct local_reader *r)
{
        reader_close(r->reader);
        buf_clear(&r->archive_folder);
}
