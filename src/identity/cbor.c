#include "identity/cbor.h"

enum { MAX_DEPTH = 8, INFO_BITS = 5, INFO_MASK = 31, INFO_BYTE = 24, INFO_EIGHT_BYTES = 27 };

struct head {
        enum cbor_kind kind;
        uint64_t value;
};

static bool take_head(struct slice *rest, struct head *ret)
{
        if (rest->len == 0) return false;
        uint8_t first = (uint8_t)rest->at[0], info = first & INFO_MASK;
        *rest = slice_skip(*rest, 1);
        *ret = (struct head){(enum cbor_kind)(first >> INFO_BITS), info};
        if (info > INFO_EIGHT_BYTES) return false;
        if (info < INFO_BYTE) return true;
        size_t len = (size_t)1 << (info - INFO_BYTE);
        if (rest->len < len) return false;
        ret->value = 0;
        for (size_t i = 0; i < len; i++)
                ret->value = ret->value << 8 | (uint8_t)rest->at[i];
        *rest = slice_skip(*rest, len);
        return true;
}

static bool take_bytes(struct slice *rest, uint64_t len, struct slice *ret)
{
        if (len > rest->len) return false;
        *ret = (struct slice){rest->at, (size_t)len};
        *rest = slice_skip(*rest, (size_t)len);
        return true;
}

static bool take_at_depth(struct slice *rest, unsigned depth, enum cbor_kind *ret_kind);

static bool take_items(struct slice *rest, uint64_t count, unsigned depth)
{
        enum cbor_kind kind = CBOR_SIMPLE;
        if (count > rest->len) return false; /* an item has a byte at least */
        for (uint64_t i = 0; i < count; i++)
                if (!take_at_depth(rest, depth, &kind)) return false;
        return true;
}

static bool take_at_depth(struct slice *rest, unsigned depth, enum cbor_kind *ret_kind)
{
        struct head head;
        struct slice string;
        if (depth == 0 || !take_head(rest, &head)) return false;
        *ret_kind = head.kind;
        switch (head.kind) {
        case CBOR_BYTES:
        case CBOR_TEXT:
                return take_bytes(rest, head.value, &string);
        case CBOR_ARRAY:
                return take_items(rest, head.value, depth - 1);
        case CBOR_MAP:
                return head.value <= rest->len / 2 && take_items(rest, 2 * head.value, depth - 1);
        case CBOR_UNSIGNED:
        case CBOR_NEGATIVE:
        case CBOR_SIMPLE:
                return true;
        case CBOR_TAG:
                break;
        }
        return false;
}

bool cbor_take_item(struct slice *rest, enum cbor_kind *ret_kind)
{
        return take_at_depth(rest, MAX_DEPTH, ret_kind);
}

bool cbor_take_string(struct slice *rest, enum cbor_kind kind, struct slice *ret)
{
        struct head head;
        return take_head(rest, &head) && head.kind == kind && take_bytes(rest, head.value, ret);
}

bool cbor_take_map(struct slice *rest, uint64_t *ret_pairs)
{
        struct head head;
        if (!take_head(rest, &head) || head.kind != CBOR_MAP || head.value > rest->len / 2) return false;
        *ret_pairs = head.value;
        return true;
}
