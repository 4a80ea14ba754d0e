/* What a subcommand takes, as a table from which parsing, environment variables and --help all come. */
#pragma once
#include "base/buf.h"

enum { OPTIONS_MAX = 12 };

struct option {
        const char
                *name; /* "data": --data VALUE or --data=VALUE, else the variable STOPPRESS_DATA; NULL ends the table */
        const char *value;   /* what --help calls the value: "DIR"; with dots behind it ("CIDR...") it may be given
                              * several times, and its value is all that were given, with commas between */
        const char *initial; /* when it is not given; NULL: it must be given */
        const char *help;    /* one line */
};

struct arguments {
        const char *values[OPTIONS_MAX]; /* in the order of the table */
        char *lists[OPTIONS_MAX];        /* owned: those of them that were put together */
        const char **operands;           /* what is not an option; the array is owned, the words are not */
        int operand_count;
        bool help;
};

struct command {
        const char *name;
        const char *operands; /* as --help shows them: "FILE..."; "" for none */
        int operand_min, operand_max;
        const char *summary; /* one line, for the list of commands */
        const char *details; /* paragraphs for --help */
        const struct option *options;
        /* Exit code: 0 done, 1 it could not be done (said on standard error), 2 it was asked for wrongly. */
        int (*run)(const struct arguments *arguments);
        bool hidden; /* a role of `serve`, not for people */
};

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* Reads the words (without the command's name; NULL at the end) by the command's table, writing what is wrong and what
 * to do into `why`. With --help among them only `help` is set, and nothing else is checked. */
struct err arguments_read(const struct command *command, const char *const *words, struct arguments *ret,
                          struct buf *why) CHECKED;

void arguments_clear(struct arguments *a);

void command_write_help(const struct command *command, struct buf *ret);
