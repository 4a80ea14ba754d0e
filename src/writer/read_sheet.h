/* What the reader has told of pages that were read: summed until it is written down, and minute by minute for as long
 * as somebody counts as reading now; an edition's pages together for an hour. */
#pragma once
#include "news/limits.h"
#include "writer/bell.h"

#include <stddef.h>

enum { READ_SHEET_LINES = 4096, READING_NOW_MINUTES = 5, READ_SHEET_MINUTES = READING_NOW_MINUTES + 1 };
enum { READ_SHEET_HOUR_MINUTES = 60 };

struct read_line {
        int64_t page; /* as reader.h numbers them; 0: free */
        uint32_t edition;
        uint32_t unwritten;
        uint32_t by_minute[READ_SHEET_MINUTES]; /* by minute % READ_SHEET_MINUTES */
};
struct read_sheet {
        struct read_line lines[READ_SHEET_LINES];
        size_t count;                                             /* of lines in use: the first ones */
        int64_t minute;                                           /* from 1 January 1970, of the newest */
        int64_t since;                                            /* the minute from which on `by_minute` knows all */
        uint32_t by_minute[EDITION_MAX][READ_SHEET_HOUR_MINUTES]; /* by edition - 1, minute % READ_SHEET_HOUR_MINUTES */
        int64_t begun_ms; /* when the first was told that is not written down; 0: nothing is */
        uint64_t lost;    /* that found no line, here or in the reader */
};

void read_sheet_add(struct read_sheet *s, const struct bell_reads *reads, int64_t now_ms);
/* Minutes that are over are forgotten, and pages that nobody reads any more. */
void read_sheet_pass(struct read_sheet *s, int64_t now_ms);
/* The line's reads in the minute of now and the five before it: whoever opened the page since. */
uint64_t read_line_now(const struct read_line *line);
/* An edition's in the minute of now and the 59 before it; `ret_is_all` says whether it knows them all: not when this
 * program was begun since. */
uint64_t read_sheet_hour(const struct read_sheet *s, unsigned edition, bool *ret_is_all);
