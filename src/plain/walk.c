#include "plain/walk.h"

#include "plain/character.h"

void walk_add_space(struct walk *w)
{
        w->owes_space = w->words.len > 0;
}

static void add_character(struct walk *w, uint32_t c)
{
        if (character_is_space(c)) {
                walk_add_space(w);
                return;
        }
        if (character_is_unwanted(c)) return;
        if (w->owes_space) buf_add_char(&w->words, ' ');
        w->owes_space = false;
        character_add(&w->words, c);
}

void walk_add_text(struct walk *w, struct slice text)
{
        while (text.len)
                add_character(w, character_take(&text));
}

void walk_close_link(struct walk *w)
{
        struct slice url = w->url;
        w->url = SLICE("");
        if (url.len == 0 || w->words.len <= w->url_from || !w->past_headline) return;
        struct slice shown = slice_trim(slice_skip(buf_slice(&w->words), w->url_from));
        if (links_says_itself(url, shown)) return;
        size_t number = links_number(&w->links, url);
        if (number) buf_add_format(&w->words, "\xC2\xA0[%zu]", number);
}

static void write_words(struct walk *w, struct slice words)
{
        size_t columns = 0;
        struct slice before = SLICE(""), behind = SLICE("");
        if (w->kind == PARAGRAPH_CAPTION) before = SLICE("["), behind = SLICE("]");
        if (w->kind == PARAGRAPH_ATTRIBUTION) before = SLICE("\xE2\x80\x94\xC2\xA0");
        struct slice whole =
                arena_format(w->arena, "%.*s%.*s%.*s", SLICE_ARGS(before), SLICE_ARGS(words), SLICE_ARGS(behind));
        columns = paper_paragraph(&w->paper, whole);
        if (w->kind == PARAGRAPH_HEADLINE) paper_underline(&w->paper, '=', columns);
        if (w->kind == PARAGRAPH_HEADING) paper_underline(&w->paper, '-', columns);
}

void walk_end_paragraph(struct walk *w)
{
        if (w->in_cell) {
                walk_add_space(w);
                return;
        }
        walk_close_link(w);
        struct slice words = slice_trim(buf_slice(&w->words));
        if (words.len) {
                write_words(w, words);
                if (w->kind == PARAGRAPH_HEADLINE) w->past_headline = true;
        }
        buf_truncate(&w->words);
        w->owes_space = false;
}

void walk_end_block(struct walk *w)
{
        walk_end_paragraph(w);
        if (!w->in_cell) w->paper.wants_gap = true;
}
