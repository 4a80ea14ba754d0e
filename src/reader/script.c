#include "reader/script.h"

#include "base/builtin.h"

#include <stdio.h>
#include <stdlib.h>

enum { STORED_MAX_BYTES = 16 * 1024, PATH_BYTES = 32, TAG_MAX_BYTES = 128 };

struct script {
        struct slice plain; /* forever */
        struct buf gzip;    /* owned */
        char path[PATH_BYTES];
        struct deflater *deflater; /* owned: of tags */
};

static struct err press(struct script *s, struct deflater *deflater)
{
        CLEANUP(buf_clear) struct buf stored = BUF_INIT(STORED_MAX_BYTES);
        struct fragment fragment;
        struct stitch stitch = STITCH_EMPTY;
        char tail[GZIP_TAIL_BYTES];
        TRY(fragment_press(deflater, s->plain, &stored));
        TRY(fragment_read(buf_slice(&stored), &fragment));
        stitch_add(&stitch, &fragment);
        stitch_gzip_tail(&stitch, tail);
        buf_add(&s->gzip, (struct slice){gzip_head, GZIP_HEAD_BYTES});
        buf_add(&s->gzip, fragment.run);
        buf_add(&s->gzip, (struct slice){tail, GZIP_TAIL_BYTES});
        snprintf(s->path, sizeof s->path, "/live.%08x.js", (unsigned)(fragment.id & UINT32_MAX));
        return BUF_OK(&s->gzip, "compress the pages' script");
}

static struct err fill(struct script *s)
{
        s->plain = builtin_find(SLICE("build/reader-web/live.js"));
        must(s->plain.at != NULL);
        TRY(deflater_new(DEFLATE_SMALL, &s->deflater));
        return press(s, s->deflater);
}

struct err script_new(struct script **ret)
{
        struct script *s = calloc(1, sizeof *s);
        if (!s) return ERR(ERR_FULL, "allocate the pages' script");
        buf_init(&s->gzip, STORED_MAX_BYTES);
        struct err err = fill(s);
        if (err.code == OK)
                *ret = s;
        else
                script_free(s);
        return err;
}

void script_free(struct script *s)
{
        if (!s) return;
        buf_clear(&s->gzip);
        deflater_free(s->deflater);
        free(s);
}

struct slice script_path(const struct script *s)
{
        return slice_of(s->path);
}

struct slice script_plain(const struct script *s)
{
        return s->plain;
}

struct slice script_gzip(const struct script *s)
{
        return buf_slice(&s->gzip);
}

struct err script_press_tag(struct script *s, int64_t number, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf tag = BUF_INIT(TAG_MAX_BYTES);
        buf_add_format(&tag, "<script async src=\"%s#%lld\"></script>\n", s->path, (long long)number);
        TRY(BUF_OK(&tag, "write the script's tag"));
        return fragment_press(s->deflater, buf_slice(&tag), ret);
}
