/* The page as readers will see it, of the text as it was saved last. */
#include "desk/preview.h"

#include "desk/article.h"
#include "desk/handlers.h"
#include "publish/preview.h"

/* The page's own style and pictures, no script, and nobody but the desk may frame it. */
#define PREVIEW_POLICY                                                                                                 \
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; "         \
        "frame-ancestors 'self'"

void reply_as_readers_see_it(struct desk_reply *r)
{
        r->status = 200;
        r->type = "text/html; charset=utf-8";
        r->policy = PREVIEW_POLICY;
}

struct err handle_preview(struct visit *v)
{
        struct work work;
        bool found = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        struct article text;
        TRY(article_to_publish(v, &work, &text));
        const struct preview preview = {.article = work.article, .text = &text, .now_ms = v->now_ms};
        struct desk_reply *r = &v->errand->reply;
        TRY(publish_preview(writer_publisher(v->desk->writer), &preview, &r->body));
        reply_as_readers_see_it(r);
        return NO_ERR;
}
