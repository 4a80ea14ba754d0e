/* Renditions' files: whatever libvips would write, only what draws the picture is left. */
#include "media/packet.h"
#include "news/picture_type.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        CLEANUP(buf_clear) struct buf first = BUF_INIT(1 << 20), second = BUF_INIT(1 << 20);
        struct slice file = {(const char *)data, size}, none = SLICE(""), packet = SLICE("<x/>");
        if (packet_replace_in_jpeg(file, packet, &first).code == OK) {
                must(packet_replace_in_jpeg(buf_slice(&first), packet, &second).code == OK);
                must(slice_eq(buf_slice(&first), buf_slice(&second)));
        }
        buf_truncate(&first);
        buf_truncate(&second);
        if (packet_replace_in_webp(file, packet, &first).code == OK) {
                must(packet_replace_in_webp(buf_slice(&first), packet, &second).code == OK);
                must(slice_eq(buf_slice(&first), buf_slice(&second)));
                must(picture_type_of(buf_slice(&first)).width == picture_type_of(file).width);
                buf_truncate(&second);
                must(packet_replace_in_webp(file, none, &second).code == OK);
        }
        return 0;
}
