/* The page as readers will see it, of the text as it was saved last. */
#include "publish/preview.h"

#include "desk/article.h"
#include "desk/handlers.h"

struct err handle_preview(struct visit *v)
{
        struct work work;
        bool found = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        struct article text = article_to_publish(v, &work);
        const struct preview preview = {.article = work.article, .text = &text, .now_ms = v->now_ms};
        struct desk_reply *r = &v->errand->reply;
        TRY(publish_preview(writer_publisher(v->desk->writer), &preview, &r->body));
        r->status = 200;
        r->type = "text/html; charset=utf-8";
        r->policy = PREVIEW_POLICY;
        return NO_ERR;
}
