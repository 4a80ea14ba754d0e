/* Paragraphs that open with a label in bold: "**Source:** an official". */
#pragma once
#include "base/arena.h"
#include "news/body.h"

enum { LABEL_MAX_CHARACTERS = 40, LABEL_MAX_WORDS = 4 };

/* When the text opens with a bold label and a colon (which may stand behind the bold) and goes on, turns it into a
 * labelled paragraph. A word that is none of ours is taken for a label when it is short: both limits above. */
bool labelled_split(struct rich_text text, struct arena *a, struct block *ret);
