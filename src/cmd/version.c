/* stoppress version: what this is made of. */
#include "base/builtin.h"
#include "cmd/commands.h"

#include <jansson.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unicode/uvernum.h>
#include <zlib.h>

#define STOPPRESS_VERSION "0.1.0"

static const struct option options[] = {{0}};

static int run(const struct arguments *a)
{
        (void)a;
        printf("stoppress %s (%s)\n", STOPPRESS_VERSION, build_commit);
        printf("SQLite %s, zlib %s, jansson %s, ICU %s, libsodium %s\n", sqlite3_libversion(), zlibVersion(),
               JANSSON_VERSION, U_ICU_VERSION, sodium_version_string());
        return EXIT_DONE;
}

const struct command command_version = {
        .name = "version",
        .operands = "",
        .summary = "version, commit, library versions",
        .details = "Prints the version, the commit it was built from, and the versions of the libraries it runs with.",
        .options = options,
        .run = run,
};
