/* A template, a NUL, and JSON to render it with. Every partial is the template itself, so recursion is tried too. */
#include "template/template.h"

enum { OUTPUT_MAX = 1 << 20 };

static const struct template *find_itself(void *context, struct slice name)
{
        (void)name;
        return context;
}

static void check_fault(struct slice text, struct template_fault fault)
{
        unsigned lines = 1;
        for (size_t i = 0; i < text.len; i++)
                lines += text.at[i] == '\n';
        must(fault.what && fault.line >= 1 && fault.line <= lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct slice rest = {(const char *)data, size};
        struct slice text = slice_cut(&rest, '\0');
        CLEANUP(template_freep) struct template *t = NULL;
        struct template_fault fault = {0};
        if (template_parse(text, &t, &fault).code) {
                check_fault(text, fault);
                return 0;
        }
        json_t *values = json_loadb(rest.at, rest.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        struct buf out = BUF_INIT(OUTPUT_MAX);
        struct err err = template_render(t, values, find_itself, t, &out);
        must(!err.code || err.code == ERR_FULL);
        buf_clear(&out);
        json_decref(values);
        return 0;
}
