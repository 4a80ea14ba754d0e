/* What changed between two texts: which words, and which blocks of two bodies belong together. Pure, any thread. */
#pragma once
#include "news/body.h"

enum compared { COMPARED_SAME, COMPARED_REMOVED, COMPARED_ADDED };

/* Words in the order to show: what was removed stands before what was added in its place. The spans borrow from the
 * texts. Read without what was removed, the runs are the text after; without what was added, the text before. */
struct compared_run {
        enum compared kind;
        struct rich_text text;
};
struct compared_text {
        struct compared_run *at;
        size_t count;
        size_t removed, added; /* words */
};

/* Words are the same when their marks are, too. Texts of which more than COMPARED_EDITS_MAX words and spaces differ are
 * not gone through: all between what they begin and end with alike counts as removed and added. One word, or a space,
 * between two replaced runs is replaced with them. */
enum { COMPARED_EDITS_MAX = 1000 };
void compare_texts(struct rich_text before, struct rich_text after, struct arena *a, struct compared_text *ret);

/* Blocks of the top level, paired by their ids, in the order of the body after; those removed stand behind the block
 * that they stood behind. */
enum compared_block_kind { BLOCK_SAME, BLOCK_CHANGED, BLOCK_REMOVED, BLOCK_ADDED };
struct compared_block {
        enum compared_block_kind kind;
        const struct block *before, *after; /* NULL: it is not there */
};
struct compared_body {
        struct compared_block *at;
        size_t count;
        size_t differing; /* blocks that are not the same */
};
void compare_bodies(const struct body *before, const struct body *after, struct arena *a, struct compared_body *ret);
