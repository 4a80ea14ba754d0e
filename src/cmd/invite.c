/* stoppress invite: a link by which somebody becomes a person of the newsroom. */
#include "cmd/jobs.h"
#include "identity/token.h"

#include <stdio.h>
#include <stdlib.h>

enum { DATA, DESK };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        [DESK] = {"desk", "URL", "", "the desk's address, to print a whole link"},
        {0},
};

static json_t *ask_for(const struct arguments *a, const struct token *token)
{
        const struct token_hash hash = token_hash(token);
        char hex[2 * TOKEN_HASH_BYTES + 1];
        json_t *roles = json_array();
        for (size_t i = 0; i < TOKEN_HASH_BYTES; i++)
                snprintf(&hex[2 * i], 3, "%02x", (unsigned)hash.bytes[i]);
        for (int i = 0; i < a->operand_count; i++)
                json_array_append_new(roles, json_string(a->operands[i]));
        return json_pack("{s:s, s:o}", "hash", hex, "roles", roles);
}

static int run(const struct arguments *a)
{
        json_t *answer = NULL;
        struct token token = token_make();
        struct token_text text = token_write(&token);
        json_t *job = ask_for(a, &token);
        char *payload = json_dumps(job, JSON_COMPACT);
        json_decref(job);
        int code = do_one_job(a->values[DATA], "invite", slice_of(payload ? payload : ""), &answer);
        free(payload);
        struct slice desk = slice_of(a->values[DESK]);
        if (desk.len && desk.at[desk.len - 1] == '/') desk.len--;
        if (code == EXIT_DONE)
                printf("invitation (once, within %d hours): %.*s/welcome/%s\n",
                       (int)json_integer_value(json_object_get(answer, "hours")), SLICE_ARGS(desk), text.at);
        json_decref(answer);
        return code;
}

const struct command command_invite = {
        .name = "invite",
        .operands = "ROLE[=CODE]...",
        .operand_min = 1,
        .operand_max = 64,
        .summary = "asks somebody into the newsroom, by a link",
        .details =
                "Prints a link that works once, within 48 hours: who opens it at the desk chooses a name and a way to\n"
                "sign in, and has these roles, each in the edition named or in all of them. Roles: reporter,\n"
                "translator, editor, chief, commercial, administrator. Works whether or not the site is served.\n\n"
                "  stoppress invite --data DIR --desk https://desk.example editor=uk translator=ru",
        .options = options,
        .run = run,
};
