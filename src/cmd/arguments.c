#include "cmd/arguments.h"

#include <stdio.h>
#include <stdlib.h>

enum { VARIABLE_MAX_BYTES = 64 };

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

static void add_to_list(struct arguments *a, int option, const char *value)
{
        const char *before = a->values[option];
        size_t size = strlen(before) + 1 + strlen(value) + 1;
        char *list = malloc(size);
        must(list != NULL);
        snprintf(list, size, "%s,%s", before, value);
        free(a->lists[option]);
        a->values[option] = a->lists[option] = list;
}

/* `*word` is the option, and may move on to its value. */
static struct err read_option(const struct command *command, const char *const **word, struct arguments *ret,
                              struct buf *why)
{
        const char *value = NULL, *name = **word;
        int option = find_option(command, name, &value);
        if (option < 0) {
                buf_add_format(why, "there is no option %s", name);
                return ERR(ERR_INVALID, "read the options");
        }
        if (!value && (*word)[1]) value = *++*word;
        if (!value) {
                buf_add_format(why, "%s needs a value: %s", name, command->options[option].value);
                return ERR(ERR_INVALID, "read the options");
        }
        bool is_list = slice_ends_with(slice_of(command->options[option].value), SLICE("..."));
        if (ret->values[option] && is_list)
                add_to_list(ret, option, value);
        else
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

static bool asks_for_help(const char *const *words)
{
        for (; *words && strcmp(*words, "--") != 0; words++)
                if (strcmp(*words, "--help") == 0 || strcmp(*words, "-h") == 0) return true;
        return false;
}

static size_t count_words(const char *const *words)
{
        size_t count = 0;
        while (words[count])
                count++;
        return count;
}

struct err arguments_read(const struct command *command, const char *const *words, struct arguments *ret,
                          struct buf *why)
{
        *ret = (struct arguments){.help = asks_for_help(words)};
        if (ret->help) return NO_ERR;
        const char **operands = calloc(count_words(words) + 1, sizeof *operands);
        must(operands != NULL);
        ret->operands = operands;
        bool only_operands = false;
        for (; *words; words++) {
                if (!only_operands && strcmp(*words, "--") == 0)
                        only_operands = true;
                else if (!only_operands && strncmp(*words, "--", 2) == 0)
                        TRY(read_option(command, &words, ret, why));
                else
                        operands[ret->operand_count++] = *words;
        }
        return check_complete(command, ret, why);
}

void arguments_clear(struct arguments *a)
{
        free(a->operands);
        for (int i = 0; i < OPTIONS_MAX; i++)
                free(a->lists[i]);
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
