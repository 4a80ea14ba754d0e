#include "wire/labelled.h"

#include "news/text.h"

static bool is_short(struct slice label)
{
        unsigned characters = 0, words = 1;
        uint32_t character = 0;
        while (text_next(&label, &character)) {
                characters++;
                words += character == ' ' || character == 0xA0;
                if (character == '\n') return false;
        }
        return characters <= LABEL_MAX_CHARACTERS && words <= LABEL_MAX_WORDS;
}

/* The spans without white space at their start. */
static struct rich_text skip_space(struct span *spans, size_t count)
{
        for (; count; spans++, count--) {
                while (spans->text.len && (spans->text.at[0] == ' ' || spans->text.at[0] == '\n'))
                        spans->text = slice_skip(spans->text, 1);
                if (spans->text.len) break;
        }
        return (struct rich_text){spans, count};
}

bool labelled_split(struct rich_text text, struct arena *a, struct block *ret)
{
        if (text.count < 2 || text.spans[0].marks != MARK_BOLD) return false;
        struct span *rest = arena_array(a, text.count - 1, sizeof *rest);
        memcpy(rest, text.spans + 1, (text.count - 1) * sizeof *rest);

        struct slice label = slice_trim(text.spans[0].text);
        if (slice_ends_with(label, SLICE(":"))) {
                label.len--;
        } else if (slice_starts_with(rest->text, SLICE(":"))) {
                rest->text = slice_skip(rest->text, 1);
        } else {
                return false;
        }
        label = slice_trim(label);
        enum label known = label_for(label);
        if (label.len == 0 || (known == LABEL_CUSTOM && !is_short(label))) return false;

        struct rich_text said = skip_space(rest, text.count - 1);
        if (said.count == 0) return false;
        *ret = (struct block){.kind = BLOCK_LABELLED, .label = known, .text = said};
        if (known == LABEL_CUSTOM) ret->label_text = label;
        return true;
}
