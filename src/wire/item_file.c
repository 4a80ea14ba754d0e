/* The file is read through zlib, which passes plain bytes on as they are. Items are cut out by their brackets, or by
 * their lines where the file is JSON Lines: then a broken item ends where its line does, and the next is whole again.
 */
#include "wire/item_file.h"

#include "wire/import.h"
#include "wire/item_pictures.h"
#include "wire/item_scan.h"
#include "wire/plain_text.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { CHUNK_SIZE = 64 * 1024, PATH_MAX_BYTES = 4096 };

enum layout {
        LAYOUT_UNKNOWN, /* nothing was read yet */
        LAYOUT_LINES,   /* a line an item */
        LAYOUT_OBJECTS, /* objects over several lines, one after another */
        LAYOUT_ARRAY,   /* the elements of one array */
        LAYOUT_ENDED,
};

struct item_file {
        gzFile gz;
        uint64_t size;
        char folder[PATH_MAX_BYTES]; /* that the file lies in */
        enum layout layout;
        unsigned line;
        size_t at, len; /* in the chunk */
        char chunk[CHUNK_SIZE];
};

/* ---- bytes ---- */

/* Sees to it that the chunk has a byte, if the file still has one; `ret` false at its end. */
static struct err fill(struct item_file *f, bool *ret)
{
        *ret = true;
        if (f->at < f->len) return NO_ERR;
        int got = gzread(f->gz, f->chunk, sizeof f->chunk), status = Z_OK;
        gzerror(f->gz, &status);
        if (status == Z_ERRNO) return ERR_OS("read it");
        /* A stream that breaks off is told only when all that was there has been given. */
        if (got < 0 || (got == 0 && status == Z_BUF_ERROR))
                return ERR(ERR_INVALID, "read it to its end: its gzip data is damaged or cut off");
        f->at = 0;
        f->len = (size_t)got;
        *ret = got > 0;
        return NO_ERR;
}

static char take(struct item_file *f)
{
        char c = f->chunk[f->at++];
        f->line += c == '\n';
        return c;
}

/* Passes white space, and in an array commas; `ret` is the byte that stands behind it, or 0 at the end. */
static struct err skip(struct item_file *f, char *ret)
{
        bool more = false;
        for (;;) {
                TRY(fill(f, &more));
                *ret = more ? f->chunk[f->at] : '\0';
                bool passes = is_white_space((unsigned char)*ret) || (*ret == ',' && f->layout == LAYOUT_ARRAY);
                if (!more || !passes) return NO_ERR;
                take(f);
        }
}

static struct err check_room(const struct buf *item)
{
        return item->full ? ERR(ERR_INVALID, "read it on: an item is longer than any may be") : NO_ERR;
}

/* ---- items ---- */

static struct err take_line(struct item_file *f, struct buf *ret)
{
        bool more = false, ended = false;
        while (!ended) {
                TRY(fill(f, &more));
                if (!more) break;
                const char *start = f->chunk + f->at, *newline = memchr(start, '\n', f->len - f->at);
                ended = newline != NULL;
                size_t len = ended ? (size_t)(newline - start) : f->len - f->at;
                buf_add(ret, (struct slice){start, len});
                TRY(check_room(ret));
                f->at += len + ended;
        }
        f->line++;
        return NO_ERR;
}

/* The rest of a value whose beginning `scan` has seen; at the end of the file, what there is of it. */
static struct err take_value(struct item_file *f, struct item_scan *scan, struct buf *ret)
{
        bool more = false, ended = false;
        while (!ended) {
                TRY(fill(f, &more));
                if (!more) break;
                size_t start = f->at;
                while (f->at < f->len && !ended)
                        ended = item_scan_takes(scan, take(f));
                buf_add(ret, (struct slice){f->chunk + start, f->at - start});
                TRY(check_room(ret));
        }
        return NO_ERR;
}

/* What stands in an array and is no object: it will be refused, but what follows will not. */
static struct err take_scalar(struct item_file *f, struct buf *ret)
{
        bool more = false;
        for (;;) {
                TRY(fill(f, &more));
                if (!more || f->chunk[f->at] == ',' || f->chunk[f->at] == ']') return NO_ERR;
                buf_add_char(ret, take(f));
                TRY(check_room(ret));
        }
}

static bool is_complete(struct slice line, struct item_scan *scan)
{
        bool ended = false;
        for (size_t i = 0; i < line.len && !ended; i++)
                ended = item_scan_takes(scan, line.at[i]);
        item_scan_takes(scan, '\n');
        return ended;
}

/* The first object tells the layout: when it ends in its line, or when the next line begins another, lines are items.
 */
static struct err take_first(struct item_file *f, struct buf *ret)
{
        struct item_scan scan = {0};
        bool more = false;
        TRY(take_line(f, ret));
        f->layout = LAYOUT_LINES;
        if (is_complete(buf_slice(ret), &scan)) return NO_ERR;
        TRY(fill(f, &more));
        if (!more || f->chunk[f->at] == '{') return NO_ERR;
        f->layout = LAYOUT_OBJECTS;
        buf_add_char(ret, '\n');
        return take_value(f, &scan, ret);
}

static struct err begin(struct item_file *f)
{
        static const char byte_order_mark[] = "\xEF\xBB\xBF";
        bool more = false;
        char first = '\0';
        TRY(fill(f, &more));
        if (slice_starts_with((struct slice){f->chunk, f->len}, slice_of(byte_order_mark)))
                f->at += strlen(byte_order_mark);
        TRY(skip(f, &first));
        if (first == '[') {
                take(f);
                f->layout = LAYOUT_ARRAY;
        } else if (first != '{' && first != '\0') {
                return ERR(ERR_INVALID, "find items in it: it begins neither with { nor with [");
        }
        return NO_ERR;
}

/* The item that begins with `first`. */
static struct err take_item(struct item_file *f, char first, struct buf *ret)
{
        struct item_scan scan = {0};
        bool has_brackets = first == '{' || first == '[';
        if (f->layout == LAYOUT_UNKNOWN) return take_first(f, ret);
        if (f->layout == LAYOUT_LINES) return take_line(f, ret);
        if (has_brackets) return take_value(f, &scan, ret);
        return f->layout == LAYOUT_ARRAY ? take_scalar(f, ret) : take_line(f, ret);
}

struct err item_file_next(struct item_file *f, struct buf *ret, unsigned *ret_line, bool *ret_more)
{
        char first = '\0';
        buf_truncate(ret);
        *ret_more = false;
        if (f->layout == LAYOUT_UNKNOWN) TRY(begin(f));
        if (f->layout != LAYOUT_ENDED) TRY(skip(f, &first));
        *ret_line = f->line;
        if (first == '\0' || (first == ']' && f->layout == LAYOUT_ARRAY)) {
                f->layout = LAYOUT_ENDED;
                return NO_ERR;
        }
        TRY(take_item(f, first, ret));
        item_pictures_embed(ret, f->folder);
        *ret_more = true;
        return NO_ERR;
}

/* ---- the file ---- */

static struct err open_stream(struct item_file *f, const char *path)
{
        struct stat status;
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0) return ERR_OS("open it");
        if (fstat(fd, &status) != 0 || !(f->gz = gzdopen(fd, "rb"))) {
                struct err err = ERR_OS("open it");
                close(fd);
                return err;
        }
        f->size = status.st_size > 0 ? (uint64_t)status.st_size : 0;
        return NO_ERR;
}

static struct err open_file(struct item_file *f, const char *path)
{
        char copy[PATH_MAX_BYTES];
        bool more = false;
        if ((size_t)snprintf(copy, sizeof copy, "%s", path) >= sizeof copy)
                return ERR(ERR_INVALID, "open it: its path is too long");
        snprintf(f->folder, sizeof f->folder, "%s", dirname(copy));
        f->line = 1;
        TRY(open_stream(f, path));
        return fill(f, &more);
}

struct err item_file_open(const char *path, struct item_file **ret)
{
        struct item_file *f = calloc(1, sizeof *f);
        if (!f) return ERR(ERR_FULL, "open it: there is no memory");
        struct err err = open_file(f, path);
        if (err.code == OK)
                *ret = f;
        else
                item_file_close(f);
        return err;
}

void item_file_close(struct item_file *f)
{
        if (!f) return;
        if (f->gz) gzclose(f->gz);
        free(f);
}

void item_file_progress(const struct item_file *f, uint64_t *ret_done, uint64_t *ret_size)
{
        z_off_t done = gzoffset(f->gz);
        *ret_done = done > 0 ? (uint64_t)done : 0;
        *ret_size = f->size;
}
