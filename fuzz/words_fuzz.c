/* What a picture's file says of itself: whatever it is, what is taken are short lines of UTF-8, and the packet that is
 * made of them says the same when it is read. The first byte chooses XMP or IPTC-IIM. */
#include "base/buf.h"
#include "media/words.h"
#include "news/article.h"
#include "news/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_line(struct slice line, size_t max_bytes)
{
        must(line.len <= max_bytes && text_is_line(line));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        if (size == 0) return 0;
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf packet = BUF_INIT(64 * 1024);
        struct words words = {.arena = &arena}, again = {.arena = &arena};
        struct slice bytes = {(const char *)data + 1, size - 1};
        if (data[0] & 1)
                words_read_xmp(&words, bytes);
        else
                words_read_iim(&words, bytes);
        check_line(words.credit, CREDIT_MAX_BYTES);
        check_line(words.creator, CREDIT_MAX_BYTES);
        check_line(words.copyright, CREDIT_MAX_BYTES);
        check_line(words.caption, CAPTION_MAX_BYTES);
        words_write_xmp(&words, &packet);
        must(!packet.full);
        words_read_xmp(&again, buf_slice(&packet));
        must(slice_eq(words_credit(&again), words_credit(&words)));
        must(slice_eq(again.creator, words.creator) && slice_eq(again.copyright, words.copyright));
        must(again.caption.len == 0);
        return 0;
}
