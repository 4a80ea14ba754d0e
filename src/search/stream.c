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

static bool has_stem(struct slice token, struct slice stem)
{
        while (token.len)
                if (slice_eq(slice_cut(&token, STEM_AND), stem)) return true;
        return false;
}

/* The groups of a number besides the number, whose token begins at `token`: each once. */
static void add_groups(struct slice number, size_t token, struct buf *ret)
{
        for (size_t at = 0; at < number.len;) {
                size_t start = at;
                while (at < number.len && number.at[at] >= '0' && number.at[at] <= '9')
                        at++;
                struct slice group = {number.at + start, at - start};
                if (group.len == 0) {
                        at++;
                } else if (!has_stem(slice_skip(buf_slice(ret), token), group)) {
                        buf_add_char(ret, STEM_AND);
                        buf_add(ret, group);
                }
        }
}

static void write_tokens(struct stemmer *s, struct slice language, struct slice text, bool groups, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf joined = BUF_INIT(4096);
        struct word_scan scan = {.text = text};
        struct word word;
        bool goes_on = false; /* the word before was joined to this one */
        for (bool first = true; word_next(&scan, &word); first = false) {
                if (!first) buf_add_char(ret, ' ');
                size_t token = ret->len;
                stemmer_write(s, language, word_folded(&word), ret);
                buf_truncate(&joined);
                if (word.joins_next && !goes_on &&
                    stream_write_joined(s, language, slice_skip(text, word.start), &joined)) {
                        buf_add_text(ret, STEMS_WHOLE);
                        buf_add(ret, buf_slice(&joined));
                }
                if (groups && word.is_grouped)
                        add_groups((struct slice){text.at + word.start, word.end - word.start}, token, ret);
                goes_on = word.joins_next;
        }
}

void stream_write(struct stemmer *s, struct slice language, struct slice text, struct buf *ret)
{
        write_tokens(s, language, text, false, ret);
}

void stream_write_indexed(struct stemmer *s, struct slice language, struct slice text, struct buf *ret)
{
        write_tokens(s, language, text, true, ret);
}
