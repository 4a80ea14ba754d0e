/* ninjs items: one is refused with a reason, or becomes an article that keeps every rule and survives being stored. */
#include "wire/ninjs.h"
#include "wire/sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WHY_MAX_BYTES = 4096 };

static void check_article(const struct article *article, struct arena *a, struct buf *why)
{
        CLEANUP(buf_clear)
        struct buf first = BUF_INIT(ARTICLE_JSON_MAX_BYTES), second = BUF_INIT(ARTICLE_JSON_MAX_BYTES);
        struct article again = {0};
        must(article_check(article, why).code == OK);
        must(article_write(article, &first).code == OK);
        must(article_read(buf_slice(&first), a, &again, why).code == OK);
        must(article_check(&again, why).code == OK);
        must(article_write(&again, &second).code == OK);
        must(slice_eq(buf_slice(&first), buf_slice(&second)));
}

/* What else an import asks of an item, whatever became of the rest. */
static void check_intent(const json_t *json, struct arena *a)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(WHY_MAX_BYTES);
        struct slice uri = {0};
        enum intent intent = INTENT_PUBLISH;
        struct err err = ninjs_read_intent(json, a, &uri, &intent, &why);
        must(err.code == OK ? uri.len > 0 : err.code == ERR_INVALID && (why.len || why.full));
        must(ninjs_read_version(json).number >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        json_t *json = json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);
        if (!json) return 0;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(WHY_MAX_BYTES);
        struct newsroom newsroom = sample_newsroom();
        struct intake in;
        struct article article = {0};
        intake_init(&in, &a);
        struct err err = ninjs_read(json, &newsroom, &in, &article, &why);
        must(err.code == OK || (err.code == ERR_INVALID && (why.len || why.full)));
        if (err.code == OK) check_article(&article, &a, &why);
        check_intent(json, &a);
        json_decref(json);
        return 0;
}
