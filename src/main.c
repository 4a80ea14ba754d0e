/* stoppress COMMAND ...: finds the subcommand's row, reads its arguments, runs it. */
#include "cmd/commands.h"

#include <stdio.h>

static void print_overview(FILE *to)
{
        fputs("stoppress: a newsroom's desk and press.\n\nCommands (each with --help):\n", to);
        for (const struct command *const *c = commands; *c; c++)
                if (!(*c)->hidden) fprintf(to, "  %-10s %s\n", (*c)->name, (*c)->summary);
}

static const struct command *find(const char *name)
{
        for (const struct command *const *c = commands; *c; c++)
                if (strcmp((*c)->name, name) == 0) return *c;
        return NULL;
}

int main(int argc, char **argv)
{
        if (argc < 2) {
                print_overview(stderr);
                return EXIT_USAGE;
        }
        if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
                print_overview(stdout);
                return EXIT_DONE;
        }
        const struct command *command = find(strcmp(argv[1], "--version") == 0 ? "version" : argv[1]);
        if (command) return command_run(command, (const char *const *)argv + 2);
        fprintf(stderr, "stoppress: there is no command '%s'; see: stoppress --help\n", argv[1]);
        return EXIT_USAGE;
}
