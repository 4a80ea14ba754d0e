/* A no-break space is kept within the words until here, where it becomes a space that no line broke at. */
#include "plain/paper.h"

#include "plain/character.h"
#include "plain/plain.h"

enum { COLUMNS_LEAST = 24 };
_Static_assert((int)PLAIN_COLUMNS - (int)COLUMNS_LEAST <= (int)MARGIN_MAX_BYTES, "margins fit");

static const struct slice no_break_space = {"\xC2\xA0", 2};

void paper_init(struct paper *paper, struct buf *text)
{
        *paper = (struct paper){.text = text};
}

size_t paper_indent(struct paper *paper, struct slice mark)
{
        size_t before = paper->margin_len;
        if (before + mark.len > PLAIN_COLUMNS - COLUMNS_LEAST) return before;
        memcpy(paper->first + paper->first_len, mark.at, mark.len);
        memset(paper->margin + paper->margin_len, ' ', mark.len);
        paper->first_len += mark.len;
        paper->margin_len += mark.len;
        return before;
}

void paper_outdent(struct paper *paper, size_t before)
{
        paper->first_len = paper->margin_len = before;
        memset(paper->first, ' ', before);
}

size_t paper_columns(const struct paper *paper)
{
        return PLAIN_COLUMNS - paper->margin_len;
}

static void begin_line(struct paper *paper)
{
        if (paper->wants_gap && paper->begun) buf_add_char(paper->text, '\n');
        paper->wants_gap = false;
        paper->begun = true;
        buf_add(paper->text, (struct slice){paper->first, paper->first_len});
        paper->first_len = paper->margin_len;
        memset(paper->first, ' ', paper->first_len);
}

static void add_word(struct paper *paper, struct slice word)
{
        const char *found;
        while ((found = slice_find(word, no_break_space))) {
                buf_add(paper->text, (struct slice){word.at, (size_t)(found - word.at)});
                buf_add_char(paper->text, ' ');
                word = slice_skip(word, (size_t)(found - word.at) + no_break_space.len);
        }
        buf_add(paper->text, word);
}

/* Returns the columns of its longest line. */
static size_t wrap(struct paper *paper, struct slice words)
{
        size_t used = 0, longest = 0;
        while (words.len) {
                struct slice word = slice_cut(&words, ' ');
                size_t columns = character_columns(word);
                if (columns == 0) continue;
                if (used && used + 1 + columns > paper_columns(paper)) {
                        buf_add_char(paper->text, '\n');
                        used = 0;
                }
                if (used)
                        buf_add_char(paper->text, ' ');
                else
                        begin_line(paper);
                add_word(paper, word);
                used += columns + (used ? 1 : 0);
                if (used > longest) longest = used;
        }
        if (used) buf_add_char(paper->text, '\n');
        return longest;
}

size_t paper_paragraph(struct paper *paper, struct slice words)
{
        size_t longest = 0;
        while (words.len) {
                size_t columns = wrap(paper, slice_cut(&words, '\n'));
                if (columns > longest) longest = columns;
        }
        return longest;
}

void paper_line(struct paper *paper, struct slice line)
{
        begin_line(paper);
        add_word(paper, line);
        buf_add_char(paper->text, '\n');
}

void paper_underline(struct paper *paper, char mark, size_t columns)
{
        begin_line(paper);
        for (size_t i = 0; i < columns && i < PLAIN_COLUMNS; i++)
                buf_add_char(paper->text, mark);
        buf_add_char(paper->text, '\n');
}
