/* CBOR (RFC 8949) as far as one must see where an item ends: the shell in which authenticators hand over what
 * libfido2 then reads. Everything is checked against the bytes that are there before libfido2's own reader sees it.
 *
 * Refused is what CTAP2's form forbids anyway and what two readers could take differently: lengths told afterwards,
 * tags, more than eight levels. Memory is neither taken nor written. */
#pragma once
#include "base/slice.h"

enum cbor_kind {
        CBOR_UNSIGNED,
        CBOR_NEGATIVE,
        CBOR_BYTES,
        CBOR_TEXT,
        CBOR_ARRAY,
        CBOR_MAP,
        CBOR_TAG, /* refused */
        CBOR_SIMPLE
};

/* Each takes something off `rest` and says whether it was there; when not, `rest` is of no more use. */
bool cbor_take_item(struct slice *rest, enum cbor_kind *ret_kind);                 /* one item with all that is in it */
bool cbor_take_string(struct slice *rest, enum cbor_kind kind, struct slice *ret); /* CBOR_BYTES or CBOR_TEXT */
bool cbor_take_map(struct slice *rest, uint64_t *ret_pairs); /* only a map's head; at most as many as can follow */
