/* What search engines and whoever a page is shared with are told of it: one line of plain text, about as much as they
 * show. */
#include "news/text.h"
#include "press/surroundings.h"

enum { SHOWN_CHARACTERS = 200 };

static bool is_space(char c)
{
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void add_line(struct slice text, struct buf *ret)
{
        bool behind_word = false;
        for (size_t i = 0; i < text.len; i++) {
                bool space = is_space(text.at[i]);
                if (!space) buf_add_char(ret, text.at[i]);
                if (space && behind_word) buf_add_char(ret, ' ');
                behind_word = !space;
        }
}

/* Where so many characters end, or the text. */
static size_t end_of(struct slice text, unsigned characters)
{
        struct slice rest = text;
        uint32_t character = 0;
        while (rest.len && characters-- > 0)
                text_next(&rest, &character);
        return text.len - rest.len;
}

/* Behind the last word that fits, without the mark behind it: "word, " becomes "word". A word longer than all is cut.
 */
static size_t end_of_words(struct slice text, size_t end)
{
        static const char marks[] = " ,;:.-";
        size_t word = end;
        while (word > 0 && text.at[word] != ' ')
                word--;
        while (word > 0 && memchr(marks, text.at[word - 1], sizeof marks - 1))
                word--;
        return word ? word : end;
}

void description_write(struct slice text, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf line = BUF_INIT(DESCRIPTION_MAX_BYTES);
        add_line(slice_trim(text), &line);
        struct slice whole = buf_slice(&line);
        size_t end = end_of(whole, SHOWN_CHARACTERS);
        if (end == whole.len) {
                buf_add(ret, whole);
                return;
        }
        buf_add(ret, (struct slice){whole.at, end_of_words(whole, end)});
        buf_add_text(ret, "…");
}

void description_of_body(const struct body *body, struct buf *ret)
{
        size_t at = 0;
        while (at < body->count && body->blocks[at].kind != BLOCK_PARAGRAPH)
                at++;
        if (at == body->count) return;
        const struct rich_text *paragraph = &body->blocks[at].text;
        for (size_t s = 0; s < paragraph->count; s++) {
                struct slice text = paragraph->spans[s].text;
                size_t room = ret->max - ret->len;
                buf_add(ret, (struct slice){text.at, text.len < room ? text.len : room});
        }
}
