#include "cmd/arguments.h"

#include <stdio.h>
#include <stdlib.h>

enum { VARIABLE_MAX_BYTES = 64, OPERANDS_MAX = 100000 };

static int option_count(const struct command *command)
{
        int count = 0;
        while (command->options[count].name)
                count++;
        must(count <= OPTIONS_MAX);
        return count;
}

/* "data" to "STOPPRESS_DATA", "time-zone" to "STOPPRESS_TIME_ZONE". */
static const char *from_environment(const char *name)
{
        char variable[VARIABLE_MAX_BYTES];
        int len = snprintf(variable, sizeof variable, "STOPPRESS_%s", name);
        must(len > 0 && len < (int)sizeof variable);
        for (char *c = variable; *c; c++) {
                if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 32);
                if (*c == '-') *c = '_';
        }
        return getenv(variable);
}

/* Which option "--name" or "--name=value" is; -1 when none. `ret_value` is what stands behind "=", or NULL. */
static int find_option(const struct command *command, const char *argument, const char **ret_value)
{
        struct slice rest = slice_of(argument + 2);
        bool has_value = memchr(rest.at, '=', rest.len) != NULL;
        struct slice name = slice_cut(&rest, '=');
        *ret_value = has_value ? rest.at : NULL;
        for (int i = 0; i < option_count(command); i++)
                if (slice_eq(slice_of(command->options[i].name), name)) return i;
        return -1;
}

static struct err read_option(const struct command *command, int argc, const char *const *argv, int *at,
                              struct arguments *ret, struct buf *why)
{
        const char *value = NULL;
        int option = find_option(command, argv[*at], &value);
        if (option < 0) {
                buf_add_format(why, "there is no option %s", argv[*at]);
                return ERR(ERR_INVALID, "read the options");
        }
        if (!value && *at + 1 < argc) value = argv[++*at];
        if (!value) {
                buf_add_format(why, "%s needs a value: %s", argv[*at], command->options[option].value);
                return ERR(ERR_INVALID, "read the options");
        }
        ret->values[option] = value;
        return NO_ERR;
}

static struct err check_complete(const struct command *command, struct arguments *ret, struct buf *why)
{
        for (int i = 0; i < option_count(command); i++) {
                const struct option *option = &command->options[i];
                if (!ret->values[i]) ret->values[i] = from_environment(option->name);
                if (!ret->values[i]) ret->values[i] = option->initial;
                if (ret->values[i]) continue;
                buf_add_format(why, "--%s %s is missing: %s", option->name, option->value, option->help);
                return ERR(ERR_INVALID, "read the options");
        }
        if (ret->operand_count < command->operand_min || ret->operand_count > command->operand_max) {
                buf_add_format(why,
                               ret->operand_count < command->operand_min ? "%s is missing" : "more than %s was given",
                               command->operand_max ? command->operands : "no operand");
                return ERR(ERR_INVALID, "read the operands");
        }
        return NO_ERR;
}

struct err arguments_read(const struct command *command, int argc, const char *const *argv, struct arguments *ret,
                          bool *ret_help, struct buf *why)
{
        *ret = (struct arguments){0};
        *ret_help = false;
        const char **operands = calloc((size_t)argc + 1, sizeof *operands);
        must(operands != NULL);
        ret->operands = operands; /* for the rest of the process */
        bool only_operands = false;
        for (int i = 0; i < argc; i++) {
                if (!only_operands && (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)) *ret_help = true;
                if (!only_operands && strcmp(argv[i], "--") == 0)
                        only_operands = true;
                else if (!only_operands && strncmp(argv[i], "--", 2) == 0 && !*ret_help)
                        TRY(read_option(command, argc, argv, &i, ret, why));
                else
                        operands[ret->operand_count++] = argv[i];
        }
        return *ret_help ? NO_ERR : check_complete(command, ret, why);
}

void command_write_help(const struct command *command, struct buf *ret)
{
        buf_add_format(ret, "stoppress %s", command->name);
        for (const struct option *o = command->options; o->name; o++)
                buf_add_format(ret, o->initial ? " [--%s %s]" : " --%s %s", o->name, o->value);
        buf_add_format(ret, "%s%s\n\n%s\n", *command->operands ? " " : "", command->operands, command->details);
        if (command->options[0].name) buf_add_text(ret, "\nOptions (or environment variables STOPPRESS_...):\n");
        for (const struct option *o = command->options; o->name; o++) {
                buf_add_format(ret, "  --%-12s %-18s %s", o->name, o->value, o->help);
                if (o->initial && *o->initial) buf_add_format(ret, " (%s)", o->initial);
                buf_add_char(ret, '\n');
        }
}
