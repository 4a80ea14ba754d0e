/* XMP: four properties of the whole RDF graph, as an element with text, with a list of which the first item counts, or
 * as an attribute. expat reads it; whoever declares a document type is not listened to. */
#include "base/buf.h"
#include "media/words.h"
#include "news/article.h"

#include <expat.h>

enum { PACKET_MAX_BYTES = 4 * 1024 * 1024, TEXT_MAX_BYTES = 64 * 1024 };

#define DC        "http://purl.org/dc/elements/1.1/ "
#define PHOTOSHOP "http://ns.adobe.com/photoshop/1.0/ "
#define RDF       "http://www.w3.org/1999/02/22-rdf-syntax-ns# "

struct reading {
        struct words *words;
        XML_Parser parser;
        struct buf text; /* owned: of the property that is open */
        size_t depth, property_depth;
        struct slice *field; /* of the property; NULL outside */
        size_t max_bytes;
        bool item_ended; /* of the property's list */
};

static struct slice *field_for(struct words *w, const char *name, size_t *ret_max_bytes)
{
        *ret_max_bytes = CREDIT_MAX_BYTES;
        if (strcmp(name, PHOTOSHOP "Credit") == 0) return &w->credit;
        if (strcmp(name, DC "creator") == 0) return &w->creator;
        if (strcmp(name, DC "rights") == 0) return &w->copyright;
        *ret_max_bytes = CAPTION_MAX_BYTES;
        return strcmp(name, DC "description") == 0 ? &w->caption : NULL;
}

static void take_attributes(struct reading *r, const char **attributes)
{
        for (size_t i = 0; attributes[i]; i += 2) {
                size_t max_bytes;
                struct slice *field = field_for(r->words, attributes[i], &max_bytes);
                if (field) words_take(r->words, field, slice_of(attributes[i + 1]), max_bytes);
        }
}

static void on_start(void *context, const char *name, const char **attributes)
{
        struct reading *r = context;
        r->depth++;
        take_attributes(r, attributes);
        if (r->field) return;
        r->field = field_for(r->words, name, &r->max_bytes);
        r->property_depth = r->depth;
        r->item_ended = false;
        buf_truncate(&r->text);
}

static void on_end(void *context, const char *name)
{
        struct reading *r = context;
        if (r->field && strcmp(name, RDF "li") == 0) r->item_ended = true;
        if (r->field && r->depth == r->property_depth) {
                words_take(r->words, r->field, buf_slice(&r->text), r->max_bytes);
                r->field = NULL;
        }
        r->depth--;
}

static void on_text(void *context, const char *text, int len)
{
        struct reading *r = context;
        if (r->field && !r->item_ended) buf_add(&r->text, (struct slice){text, (size_t)len});
}

static void on_doctype(void *context, const char *name, const char *system_id, const char *public_id, int internal)
{
        (void)name, (void)system_id, (void)public_id, (void)internal;
        struct reading *r = context;
        XML_StopParser(r->parser, XML_FALSE);
}

void words_read_xmp(struct words *w, struct slice packet)
{
        if (packet.len == 0 || packet.len > PACKET_MAX_BYTES) return;
        struct reading r = {.words = w, .parser = XML_ParserCreateNS(NULL, ' '), .text = BUF_INIT(TEXT_MAX_BYTES)};
        if (!r.parser) return;
        XML_SetUserData(r.parser, &r);
        XML_SetElementHandler(r.parser, on_start, on_end);
        XML_SetCharacterDataHandler(r.parser, on_text);
        XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
        /* A packet that breaks off has said what it said before. */
        (void)XML_Parse(r.parser, packet.at, (int)packet.len, 1);
        XML_ParserFree(r.parser);
        buf_clear(&r.text);
}
