#include "search/stream.h"

#include "search/words.h"

bool stream_write_joined(struct stemmer *s, struct slice language, struct slice text, struct buf *ret)
{
        struct word_scan scan = {.text = text};
        struct word word = {.joins_next = true};
        char joined[WORD_MAX_BYTES];
        size_t len = 0;
        unsigned count = 0;
        for (; word.joins_next && word_next(&scan, &word); count++) {
                if (len + word.folded_len > sizeof joined) return false;
                memcpy(joined + len, word.folded, word.folded_len);
                len += word.folded_len;
        }
        if (count < 2) return false;
        stemmer_write(s, language, (struct slice){joined, len}, ret);
        return true;
}

void stream_write(struct stemmer *s, struct slice language, struct slice text, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf joined = BUF_INIT(4096);
        struct word_scan scan = {.text = text};
        struct word word;
        bool goes_on = false; /* the word before was joined to this one */
        for (bool first = true; word_next(&scan, &word); first = false) {
                if (!first) buf_add_char(ret, ' ');
                stemmer_write(s, language, word_folded(&word), ret);
                buf_truncate(&joined);
                if (word.joins_next && !goes_on &&
                    stream_write_joined(s, language, slice_skip(text, word.start), &joined)) {
                        buf_add_char(ret, STEM_AND);
                        buf_add(ret, buf_slice(&joined));
                }
                goes_on = word.joins_next;
        }
}
