/* stoppress publish: one ninjs item, at once. */
#include "cmd/jobs.h"
#include "wire/import.h"
#include "wire/item_file.h"

#include <stdio.h>

enum { DATA };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        {0},
};

static struct err refuse_second_item(struct item_file *file, const char *path, struct buf *why)
{
        CLEANUP(buf_clear) struct buf second = BUF_INIT(IMPORT_ITEM_MAX_BYTES);
        unsigned line = 0;
        bool more = false;
        TRY(item_file_next(file, &second, &line, &more));
        if (!more) return NO_ERR;
        buf_add_format(why, "%s holds more than one item; use 'stoppress import ninjs'", path);
        return ERR(ERR_INVALID, "publish one item");
}

static struct err read_item(const char *path, struct buf *ret, struct buf *why)
{
        struct item_file *file = NULL;
        unsigned line = 0;
        bool more = false;
        struct err err = item_file_open(path, &file);
        if (err.code == OK) err = item_file_next(file, ret, &line, &more);
        if (err.code == OK && !more) err = ERR(ERR_INVALID, "find an item in the file");
        if (err.code == OK) err = refuse_second_item(file, path, why);
        item_file_close(file);
        if (err.code != OK && !why->len)
                buf_add_format(why, "%s: could not %s%s%s", path, err.what, err.os_errno ? ": " : "",
                               err.os_errno ? strerror(err.os_errno) : "");
        return err;
}

static int run(const struct arguments *a)
{
        CLEANUP(buf_clear) struct buf item = BUF_INIT(IMPORT_ITEM_MAX_BYTES);
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        json_t *answer = NULL;
        struct err err = read_item(a->operands[0], &item, &why);
        if (err.code != OK) return command_failed(err, &why);
        int code = do_one_job(a->values[DATA], "publish", buf_slice(&item), &answer);
        if (code == EXIT_DONE) code = print_publication(answer);
        json_decref(answer);
        return code;
}

const struct command command_publish = {
        .name = "publish",
        .operands = "FILE",
        .operand_min = 1,
        .operand_max = 1,
        .summary = "publishes one ninjs item at once",
        .details =
                "Publishes one IPTC ninjs item (2.x or 3.x). Returns when it is on disk and was read back as readers\n"
                "get it; prints its address and the time of each step. Hands the work to 'stoppress serve' when that\n"
                "is running on the folder.",
        .options = options,
        .run = run,
};
