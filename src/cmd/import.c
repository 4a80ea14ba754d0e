/* stoppress import: files of items to the desk, a batch at a time; a report at the end. */
#include "wire/import.h"
#include "cmd/jobs.h"
#include "cmd/progress.h"
#include "wire/item_file.h"

#include <stdio.h>

enum { DATA };
enum { BATCH_ITEMS_MAX = 200, BATCH_FULL_BYTES = 4 * 1024 * 1024, BATCH_MAX_BYTES = FRAME_MAX_BYTES };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        {0},
};

struct batch {
        struct buf items; /* each behind its length */
        unsigned lines[BATCH_ITEMS_MAX], count;
};

struct import {
        struct client *client;
        struct batch batch;
        struct progress progress;
        uint64_t outcomes[IMPORT_OUTCOMES], items, bad_files;
        uint64_t earlier_bytes, all_bytes; /* of the files before this one; of all */
};

/* ---- a batch ---- */

static void print_refusals(const struct import *import, const json_t *refused, const char *path)
{
        size_t i;
        json_t *pair;
        json_array_foreach(refused, i, pair)
        {
                json_int_t number = json_integer_value(json_array_get(pair, 0));
                const char *why = json_string_value(json_array_get(pair, 1));
                if (number < 0 || number >= import->batch.count) continue;
                fprintf(stderr, "%s:%u: refused: %s\n", path, import->batch.lines[number], why ? why : "");
        }
}

static void count_outcomes(struct import *import, const json_t *outcomes)
{
        for (size_t i = 0; i < IMPORT_OUTCOMES; i++)
                import->outcomes[i] += (uint64_t)json_integer_value(json_array_get(outcomes, i));
}

static int send_batch(struct import *import, const char *path)
{
        struct batch *batch = &import->batch;
        if (batch->count == 0) return EXIT_DONE;
        CLEANUP(frame_clear) struct frame answer = FRAME_INIT;
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        json_t *json = NULL;
        struct err err = client_do(import->client, "import", buf_slice(&batch->items), &answer);
        int code = err.code == OK ? read_answer(&answer, &json) : command_failed(err, &why);
        if (code == EXIT_DONE) {
                print_refusals(import, json_object_get(json, "refused"), path);
                count_outcomes(import, json_object_get(json, "outcomes"));
                import->items += batch->count;
        }
        json_decref(json);
        buf_truncate(&batch->items);
        batch->count = 0;
        return code;
}

static bool add_to_batch(struct batch *batch, const struct buf *item, unsigned line)
{
        uint32_t len = (uint32_t)item->len;
        buf_add(&batch->items, (struct slice){(const char *)&len, sizeof len});
        buf_add(&batch->items, buf_slice(item));
        batch->lines[batch->count++] = line;
        return batch->count < BATCH_ITEMS_MAX && batch->items.len < BATCH_FULL_BYTES;
}

/* ---- a file ---- */

static int report_bad_file(struct import *import, const char *path, unsigned line, struct err err)
{
        import->bad_files++;
        fprintf(stderr, "%s:%u: could not %s%s%s; what stood before it was taken\n", path, line,
                err.what ? err.what : "read it", err.os_errno ? ": " : "", err.os_errno ? strerror(err.os_errno) : "");
        return EXIT_DONE;
}

static void show_progress(struct import *import, const struct item_file *file)
{
        uint64_t done = 0, size = 0;
        item_file_progress(file, &done, &size);
        progress_show(&import->progress, (int64_t)import->items, import->earlier_bytes + done, import->all_bytes);
}

static int import_items(struct import *import, const char *path, struct item_file *file, struct buf *item)
{
        unsigned line = 0;
        bool more = true;
        int code = EXIT_DONE;
        while (code == EXIT_DONE) {
                struct err err = item_file_next(file, item, &line, &more);
                if (err.code != OK) {
                        code = send_batch(import, path);
                        return code == EXIT_DONE ? report_bad_file(import, path, line, err) : code;
                }
                if (!more) return send_batch(import, path);
                if (!add_to_batch(&import->batch, item, line)) code = send_batch(import, path);
                show_progress(import, file);
        }
        return code;
}

static int import_file(struct import *import, const char *path)
{
        CLEANUP(buf_clear) struct buf item = BUF_INIT(IMPORT_ITEM_MAX_BYTES);
        struct item_file *file = NULL;
        struct err err = item_file_open(path, &file);
        if (err.code != OK) return report_bad_file(import, path, 0, err);
        int code = import_items(import, path, file, &item);
        uint64_t done = 0, size = 0;
        item_file_progress(file, &done, &size);
        import->earlier_bytes += size;
        item_file_close(file);
        return code;
}

static uint64_t size_of_all(const struct arguments *a)
{
        uint64_t all = 0;
        for (int i = 1; i < a->operand_count; i++) {
                struct item_file *file = NULL;
                uint64_t done = 0, size = 0;
                if (item_file_open(a->operands[i], &file).code != OK) continue;
                item_file_progress(file, &done, &size);
                item_file_close(file);
                all += size;
        }
        return all;
}

/* ---- the report ---- */

static void print_lost(struct client *client)
{
        CLEANUP(frame_clear) struct frame answer = FRAME_INIT;
        json_t *json = NULL;
        if (client_do(client, "report", SLICE(""), &answer).code != OK) return;
        if (read_answer(&answer, &json) != EXIT_DONE) return;
        print_losses(json);
        json_decref(json);
}

static void print_report(struct import *import)
{
        printf("%llu items:", (unsigned long long)import->items);
        for (int i = 0; i < IMPORT_OUTCOMES; i++)
                if (import->outcomes[i])
                        printf(" %llu %s", (unsigned long long)import->outcomes[i], import_outcome_names[i]);
        putchar('\n');
        print_lost(import->client);
}

static int import_all(struct client *client, const struct arguments *a)
{
        struct import import = {.client = client, .all_bytes = size_of_all(a)};
        buf_init(&import.batch.items, BATCH_MAX_BYTES);
        progress_start(&import.progress, "items");
        int code = EXIT_DONE;
        for (int i = 1; i < a->operand_count && code == EXIT_DONE; i++)
                code = import_file(&import, a->operands[i]);
        progress_end(&import.progress);
        if (code == EXIT_DONE)
                print_report(&import);
        else
                fprintf(stderr, "stoppress: stopped after %llu items, which are kept; run it again to go on\n",
                        (unsigned long long)import.items);
        buf_clear(&import.batch.items);
        return code == EXIT_DONE && (import.bad_files || import.outcomes[IMPORT_REFUSED]) ? EXIT_FAILED : code;
}

static int run(const struct arguments *a)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        if (strcmp(a->operands[0], "ninjs") != 0) {
                buf_add_format(&why, "'%s' cannot be imported; what can: ninjs", a->operands[0]);
                command_failed(NO_ERR, &why);
                return EXIT_USAGE;
        }
        CLEANUP(client_closep) struct client *client = NULL;
        struct err err = client_open(a->values[DATA], (struct witness){0}, &client, &why);
        return err.code == OK ? import_all(client, a) : command_failed(err, &why);
}

const struct command command_import = {
        .name = "import",
        .operands = "ninjs FILE...",
        .operand_min = 2,
        .operand_max = 100000,
        .summary = "imports files of stories (IPTC ninjs)",
        .details =
                "Imports IPTC ninjs 2.x and 3.x: one object a file, an array, or JSON Lines, also gzipped. An item "
                "whose uri\n"
                "is known becomes a new version when anything in it has changed, and is passed over otherwise; so an\n"
                "import that was interrupted goes on where it stopped when it is run again. A broken item is reported\n"
                "and skipped (exit code 1); what could not be kept is counted at the end.\n"
                "Pictures are taken from beside the file (a rendition's relative href; links are not followed) or out\n"
                "of it (data: addresses), and are made into sizes in WebP and JPEG; nothing is fetched from elsewhere.",
        .options = options,
        .run = run,
};
