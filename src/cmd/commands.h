/* The subcommands, one a file. */
#pragma once
#include "cmd/arguments.h"

extern const struct command command_demo, command_init, command_section, command_describe, command_settings,
        command_import, command_export, command_restore, command_publish, command_withdraw, command_serve,
        command_slots, command_invite, command_rebuild, command_check, command_version, command_reader_process,
        command_desk_process, command_media_process;

/* All of them in the order of --help; NULL at the end. */
extern const struct command *const commands[];

/* Reads the words (without the command's name; NULL at the end) by the command's table and runs it; its exit code. */
int command_run(const struct command *command, const char *const *words);

/* Whether there is a site in the folder that this user may look at; `why` says what is wrong and what to do. */
struct err site_find(const char *data, struct buf *why) CHECKED;

/* Says on standard error what could not be done; returns EXIT_FAILED. `why` may be empty: then the error speaks. */
int command_failed(struct err err, struct buf *why);
