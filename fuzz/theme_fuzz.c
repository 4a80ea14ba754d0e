/* A file of a theme, as a template and as a style sheet: every line that is said of it names one of its lines, and a
 * style sheet never grows by being made small. */
#include "template/forbidden.h"
#include "template/style.h"

enum { TOLD_MAX_BYTES = 1 << 20 };

static unsigned count_lines(struct slice text)
{
        unsigned lines = 1;
        for (size_t i = 0; i < text.len; i++)
                lines += text.at[i] == '\n';
        return lines;
}

static void check_told(struct slice told, unsigned lines)
{
        while (told.len) {
                struct slice line = slice_cut(&told, '\n');
                uint64_t number = 0;
                must(slice_eq(slice_cut(&line, ':'), SLICE("file")));
                must(slice_to_u64(slice_cut(&line, ':'), lines, &number) && number >= 1);
        }
}

static void check_style(struct slice text)
{
        CLEANUP(buf_clear) struct buf small = BUF_INIT(TOLD_MAX_BYTES);
        unsigned line = 0;
        if (style_fault(text, &line)) {
                must(line >= 1 && line <= count_lines(text));
                return;
        }
        style_shrink(text, &small);
        must(small.full || small.len <= text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct slice text = {(const char *)data, size};
        CLEANUP(buf_clear) struct buf told = BUF_INIT(TOLD_MAX_BYTES);
        forbidden_in_template(SLICE("file"), text, &told);
        check_told(buf_slice(&told), count_lines(text));
        buf_truncate(&told);
        forbidden_in_style(SLICE("file"), text, &told);
        check_told(buf_slice(&told), count_lines(text));
        check_style(text);
        return 0;
}
