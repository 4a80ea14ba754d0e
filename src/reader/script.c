#include "reader/script.h"

#include "base/builtin.h"

#include <stdio.h>
#include <stdlib.h>

enum { STORED_MAX_BYTES = 16 * 1024, PATH_BYTES = 32, TAG_MAX_BYTES = 128 };
enum { LIVE, WORKER, SCRIPTS };

struct script {
        struct script_file files[SCRIPTS];
        struct buf gzip[SCRIPTS]; /* owned */
        char live_path[PATH_BYTES];
        struct deflater *deflater; /* owned: of tags */
};

static struct err press(struct script *s, unsigned which, struct slice name, uint32_t *ret_id)
{
        uint64_t id = 0;
        struct buf *gzip = &s->gzip[which];
        struct slice plain = builtin_find(name);
        must(plain.at != NULL);
        TRY(fragment_write_gzip(s->deflater, plain, gzip, &id));
        s->files[which].plain = plain;
        s->files[which].gzip = buf_slice(gzip);
        *ret_id = (uint32_t)(id & UINT32_MAX);
        return NO_ERR;
}

static struct err fill(struct script *s)
{
        uint32_t id;
        TRY(deflater_new(DEFLATE_SMALL, &s->deflater));
        TRY(press(s, WORKER, SLICE("build/reader-web/worker.js"), &id));
        s->files[WORKER].path = "/worker.js";
        s->files[WORKER].cache_control = SLICE("no-cache");
        s->files[WORKER].policy = SLICE("default-src 'none'; connect-src 'self'");
        TRY(press(s, LIVE, SLICE("build/reader-web/live.js"), &id));
        snprintf(s->live_path, sizeof s->live_path, "/live.%08x.js", (unsigned)id);
        s->files[LIVE].path = s->live_path;
        s->files[LIVE].cache_control = SLICE("public, max-age=31536000, immutable");
        return NO_ERR;
}

struct err script_new(struct script **ret)
{
        struct script *s = calloc(1, sizeof *s);
        if (!s) return ERR(ERR_FULL, "allocate the pages' scripts");
        for (unsigned i = 0; i < SCRIPTS; i++)
                buf_init(&s->gzip[i], STORED_MAX_BYTES);
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
        for (unsigned i = 0; i < SCRIPTS; i++)
                buf_clear(&s->gzip[i]);
        deflater_free(s->deflater);
        free(s);
}

const struct script_file *script_find(const struct script *s, struct slice path)
{
        for (unsigned i = 0; i < SCRIPTS; i++)
                if (slice_eq(path, slice_of(s->files[i].path))) return &s->files[i];
        return NULL;
}

struct err script_press_tag(struct script *s, const struct script_said *said, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf tag = BUF_INIT(TAG_MAX_BYTES);
        buf_add_format(&tag, "<script async src=\"%s#%lld", s->live_path, (long long)said->number);
        if (said->tells_reads || said->front_turned_ms) buf_add_text(&tag, said->tells_reads ? "#1" : "#");
        if (said->front_turned_ms) buf_add_format(&tag, "#%lld", (long long)said->front_turned_ms);
        buf_add_text(&tag, "\"></script>\n");
        TRY(BUF_OK(&tag, "write the script's tag"));
        return fragment_press(s->deflater, buf_slice(&tag), ret);
}
