#include "template/template.h"

static const struct slice references[256] = {
        ['&'] = {"&amp;", 5}, ['<'] = {"&lt;", 4}, ['>'] = {"&gt;", 4}, ['"'] = {"&quot;", 6}, ['\''] = {"&#39;", 5},
};

void template_escape(struct slice text, struct buf *out)
{
        size_t begin = 0;
        for (size_t i = 0; i < text.len; i++) {
                const struct slice *reference = &references[(unsigned char)text.at[i]];
                if (!reference->at) continue;
                buf_add(out, (struct slice){text.at + begin, i - begin});
                buf_add(out, *reference);
                begin = i + 1;
        }
        buf_add(out, slice_skip(text, begin));
}
