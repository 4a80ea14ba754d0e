/* HTML from strangers: whatever it is, it becomes a body that keeps every rule, or is refused with a reason. */
#include "wire/html.h"
#include "wire/html_images.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The addresses of its images stand in it, one behind the other. */
static void check_images(struct slice html, struct arena *a)
{
        CLEANUP(html_parser_clear) struct html_parser parser = {0};
        const GumboNode *root = html_parse(&parser, html);
        struct html_image *images = NULL;
        size_t count = root ? html_images_find(root, a, &images) : 0;
        const char *at = html.at;
        for (size_t i = 0; i < count; i++) {
                must(images[i].written.at >= at && images[i].written.len);
                at = images[i].written.at + images[i].written.len;
        }
        must(at <= html.at + html.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        enum { WHY_MAX_BYTES = 4096 };
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(WHY_MAX_BYTES);
        struct intake in;
        struct body body = {0}, again = {0};
        check_images((struct slice){(const char *)data, size}, &a);
        intake_init(&in, &a);
        struct err err = html_read((struct slice){(const char *)data, size}, &in, &body, &why);
        must(err.code == OK || (err.code == ERR_INVALID && (why.len || why.full)));
        if (err.code != OK) return 0;

        json_t *json = body_to_json(&body);
        must(body_from_json(json, &a, &again, &why).code == OK);
        json_t *same = body_to_json(&again);
        must(json_equal(json, same));
        json_decref(json);
        json_decref(same);
        return 0;
}
