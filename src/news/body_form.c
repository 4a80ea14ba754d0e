#include "news/body_form.h"

#include <stdarg.h>

const char *const mark_names[MARKS] = {"bold", "italic", "superscript", "subscript", "link"};

#define AT(field) offsetof(struct block, field)
const struct attribute attributes[ATTRIBUTES] = {
        [HAS_ID] = {"id", ATTRIBUTE_TEXT, AT(id), 16},
        [HAS_LABEL] = {"label", ATTRIBUTE_LABEL, AT(label), 0},
        [HAS_LABEL_TEXT] = {"label_text", ATTRIBUTE_TEXT, AT(label_text), LABEL_TEXT_MAX_BYTES},
        [HAS_LEVEL] = {"level", ATTRIBUTE_LEVEL, AT(level), 0},
        [HAS_ORDERED] = {"ordered", ATTRIBUTE_FLAG, AT(ordered), 0},
        [HAS_HEADER] = {"header", ATTRIBUTE_FLAG, AT(header), 0},
        [HAS_ATTRIBUTION] = {"attribution", ATTRIBUTE_TEXT, AT(attribution), ATTRIBUTION_MAX_BYTES},
        [HAS_ASSET] = {"asset", ATTRIBUTE_TEXT, AT(asset), 64},
        [HAS_WIDTH] = {"width", ATTRIBUTE_PIXELS, AT(width), 0},
        [HAS_HEIGHT] = {"height", ATTRIBUTE_PIXELS, AT(height), 0},
        [HAS_ILLUSTRATION] = {"illustration", ATTRIBUTE_FLAG, AT(illustration), 0},
        [HAS_CAPTION] = {"caption", ATTRIBUTE_TEXT, AT(caption), CAPTION_MAX_BYTES},
        [HAS_CREDIT] = {"credit", ATTRIBUTE_TEXT, AT(credit), CREDIT_MAX_BYTES},
        [HAS_ALT] = {"alt", ATTRIBUTE_TEXT, AT(alt), ALT_MAX_BYTES},
        [HAS_PROVIDER] = {"provider", ATTRIBUTE_TEXT, AT(provider), 30},
        [HAS_EMBED_ID] = {"embed_id", ATTRIBUTE_TEXT, AT(embed_id), 200},
        [HAS_TIME] = {"time_ms", ATTRIBUTE_TIME, AT(time_ms), 0},
        [HAS_PINNED] = {"pinned", ATTRIBUTE_FLAG, AT(pinned), 0},
        [HAS_CORRECTED] = {"corrected_ms", ATTRIBUTE_LATER_TIME, AT(corrected_ms), 0},
        [HAS_STRUCK] = {"struck_ms", ATTRIBUTE_LATER_TIME, AT(struck_ms), 0},
};
#undef AT

#define HAS(what) (1u << HAS_##what)
#define IN_IMAGE  (HAS(ASSET) | HAS(WIDTH) | HAS(HEIGHT) | HAS(ILLUSTRATION) | HAS(CAPTION) | HAS(CREDIT) | HAS(ALT))
#define IN_ENTRY  (HAS(TIME) | HAS(PINNED) | HAS(CORRECTED) | HAS(STRUCK))
const struct block_form block_forms[BLOCK_KINDS] = {
        [BLOCK_PARAGRAPH] = {"paragraph", CONTENT_TEXT, 0, 0},
        [BLOCK_LABELLED] = {"labelled", CONTENT_TEXT, HAS(LABEL) | HAS(LABEL_TEXT), 0},
        [BLOCK_HEADING] = {"heading", CONTENT_TEXT, HAS(LEVEL), 0},
        [BLOCK_LIST] = {"list", CONTENT_BLOCKS, HAS(ORDERED), 1u << BLOCK_ITEM},
        [BLOCK_ITEM] = {"item", CONTENT_LINE_AND_BLOCKS, 0, IN_ITEM},
        [BLOCK_QUOTE] = {"quote", CONTENT_BLOCKS, HAS(ATTRIBUTION), 1u << BLOCK_PARAGRAPH},
        [BLOCK_IMAGE] = {"image", CONTENT_NOTHING, IN_IMAGE, 0},
        [BLOCK_GALLERY] = {"gallery", CONTENT_BLOCKS, 0, 1u << BLOCK_IMAGE},
        [BLOCK_TABLE] = {"table", CONTENT_BLOCKS, HAS(CAPTION), 1u << BLOCK_ROW},
        [BLOCK_ROW] = {"row", CONTENT_BLOCKS, 0, 1u << BLOCK_CELL},
        [BLOCK_CELL] = {"cell", CONTENT_TEXT, HAS(HEADER), 0},
        [BLOCK_EMBED] = {"embed", CONTENT_NOTHING, HAS(PROVIDER) | HAS(EMBED_ID) | HAS(CAPTION), 0},
        [BLOCK_DIVIDER] = {"divider", CONTENT_NOTHING, 0, 0},
        [BLOCK_TIMELINE] = {"timeline", CONTENT_LINE_AND_BLOCKS, IN_ENTRY, IN_TIMELINE},
};
#undef IN_IMAGE
#undef IN_ENTRY
#undef HAS

struct err body_fault(const struct body_place *place, const char *part, const char *format, ...)
{
        if (place->depth == 0) buf_add_text(place->why, "body");
        for (unsigned i = 0; i < place->depth; i++)
                buf_add_format(place->why, "%scontent[%zu]", i ? "." : "", place->index[i]);
        buf_add_text(place->why, part);
        buf_add_text(place->why, ": ");

        va_list args;
        va_start(args, format);
        buf_add_format_list(place->why, format, args);
        va_end(args);
        return ERR(ERR_INVALID, "check a body");
}
