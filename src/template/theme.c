/* What the folder has comes first; of what it lacks, the binary has all. A theme is only loaded when every partial that
 * its templates ask for is there. */
#include "template/theme.h"

#include "base/arena.h"
#include "base/builtin.h"
#include "template/forbidden.h"
#include "template/style.h"
#include "template/template_set.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#define BUILTIN_FOLDER "themes/default/"
#define SUFFIX         ".mustache"

enum { FILE_BYTES_MAX = 1 << 20, WARNINGS_MAX_BYTES = 8000 };

/* What is given to readers as it is. */
static const char *const file_names[] = {"icon-192.png", "icon-512.png", "apple-touch-icon.png", "favicon.ico"};
enum { FILES = sizeof file_names / sizeof file_names[0] };

static const char *const style_names[THEME_STYLES] = {[THEME_STYLE] = "style.css", [THEME_PAGES_STYLE] = "pages.css"};

struct theme {
        struct template_set *templates; /* owned */
        struct arena arena;
        struct slice files[FILES]; /* by file_names; in `arena` or in the binary */
        struct buf styles[THEME_STYLES];
        struct buf warnings;                                /* a line each */
        uint8_t fingerprint[THEME_FINGERPRINT_BYTES];       /* of what pages are pressed with, XORed */
        uint8_t files_fingerprint[THEME_FINGERPRINT_BYTES]; /* of `files`, likewise: no page is another for them */
};

static void note_file(uint8_t fingerprint[THEME_FINGERPRINT_BYTES], struct slice name, struct slice bytes)
{
        uint8_t digest[THEME_FINGERPRINT_BYTES];
        crypto_generichash_state state;
        crypto_generichash_init(&state, NULL, 0, sizeof digest);
        crypto_generichash_update(&state, (const unsigned char *)name.at, name.len);
        crypto_generichash_update(&state, (const unsigned char *)"", 1);
        crypto_generichash_update(&state, (const unsigned char *)bytes.at, bytes.len);
        crypto_generichash_final(&state, digest, sizeof digest);
        for (size_t i = 0; i < sizeof digest; i++)
                fingerprint[i] ^= digest[i];
}

static bool is_utf8(struct slice text)
{
        json_t *value = json_stringn(text.at, text.len);
        json_decref(value);
        return value != NULL;
}

/* Pages are UTF-8, and say so. */
static struct err check_encoding(struct slice name, const char *suffix, struct slice text, struct buf *why)
{
        if (is_utf8(text)) return NO_ERR;
        unsigned line = 1;
        while (is_utf8(slice_cut(&text, '\n')))
                line++;
        buf_add_format(why, "%.*s%s:%u: not UTF-8: save the file in that encoding", SLICE_ARGS(name), suffix, line);
        return ERR(ERR_INVALID, "load a theme");
}

static struct err add_template(struct theme *t, struct slice name, struct slice text, struct buf *why)
{
        if (template_set_has(t->templates, name)) return NO_ERR;
        TRY(check_encoding(name, SUFFIX, text, why));
        TRY(template_set_add(t->templates, name, text, why));
        note_file(t->fingerprint, name, text);
        return NO_ERR;
}

/* "article" of "article.mustache"; empty for other files, hidden ones among them. */
static struct slice template_name(struct slice file)
{
        if (!slice_ends_with(file, SLICE(SUFFIX)) || slice_starts_with(file, SLICE("."))) return SLICE("");
        return (struct slice){file.at, file.len - strlen(SUFFIX)};
}

static struct err fail_on_file(const char *path, struct buf *why)
{
        struct err err = ERR_OS("load a theme");
        buf_add_format(why, "%s: %s", path, strerror(err.os_errno));
        return err;
}

static void close_filep(FILE **file)
{
        if (*file) fclose(*file);
}

static void close_folderp(DIR **folder)
{
        if (*folder) closedir(*folder);
}

/* All of a file into `ret`. ERR_NOT_FOUND without `why` when there is none. */
static struct err read_file(const char *path, struct buf *ret, struct buf *why)
{
        CLEANUP(close_filep) FILE *file = fopen(path, "re");
        if (!file && errno == ENOENT) return ERR(ERR_NOT_FOUND, "find a theme's file");
        if (!file) return fail_on_file(path, why);

        char *to;
        size_t got = 0;
        enum { CHUNK = 16 << 10 };
        do {
                to = buf_reserve(ret, CHUNK);
                if (!to) break;
                got = fread(to, 1, CHUNK, file);
                ret->len += got;
        } while (got == CHUNK);
        if (ferror(file)) return fail_on_file(path, why);
        if (ret->full) {
                buf_add_format(why, "%s: larger than 1 MB", path);
                return ERR(ERR_INVALID, "load a theme");
        }
        return NO_ERR;
}

/* Reads FOLDER/FILE. */
static struct err read_from(const char *folder, const char *file, struct buf *ret, struct buf *why)
{
        struct buf path = BUF_INIT(1 << 16);
        buf_add_format(&path, "%s/%s", folder, file);
        struct err err = read_file(buf_text(&path), ret, why);
        buf_clear(&path);
        return err;
}

static struct err add_folder_file(struct theme *t, const char *folder, const char *file, struct buf *why)
{
        struct slice name = template_name(slice_of(file));
        if (name.len == 0) return NO_ERR;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(FILE_BYTES_MAX);
        TRY(read_from(folder, file, &text, why));
        forbidden_in_template(slice_of(file), buf_slice(&text), &t->warnings);
        return add_template(t, name, buf_slice(&text), why);
}

/* Not there: then it is the built-in one. */
static struct err add_file(struct theme *t, const char *folder, size_t number, struct buf *why)
{
        CLEANUP(buf_clear) struct buf bytes = BUF_INIT(FILE_BYTES_MAX);
        struct err err = read_from(folder, file_names[number], &bytes, why);
        if (err.code == OK) t->files[number] = arena_copy(&t->arena, buf_slice(&bytes));
        return err.code == ERR_NOT_FOUND ? NO_ERR : err;
}

/* pages.css may have no rule: a theme may have all of them in style.css. */
static struct err add_style(struct theme *t, const char *folder, enum theme_style which, struct buf *why)
{
        const char *name = style_names[which];
        struct buf *shrunk = &t->styles[which];
        CLEANUP(buf_clear) struct buf style = BUF_INIT(FILE_BYTES_MAX);
        unsigned line = 0;
        struct err err = read_from(folder, name, &style, why);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        TRY(err);
        TRY(check_encoding(slice_of(name), "", buf_slice(&style), why));
        const char *fault = style_fault(buf_slice(&style), &line);
        if (fault) {
                buf_add_format(why, "%s:%u: %s", name, line, fault);
                return ERR(ERR_INVALID, "load a theme");
        }
        forbidden_in_style(slice_of(name), buf_slice(&style), &t->warnings);
        style_shrink(buf_slice(&style), shrunk);
        if (shrunk->len || which == THEME_PAGES_STYLE) return NO_ERR;
        buf_add_format(why, "%s:1: there is no rule in it", name);
        return ERR(ERR_INVALID, "load a theme");
}

static struct err add_folder(struct theme *t, const char *folder, struct buf *why)
{
        CLEANUP(close_folderp) DIR *entries = opendir(folder);
        if (!entries) return fail_on_file(folder, why);
        for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries))
                TRY(add_folder_file(t, folder, entry->d_name, why));

        for (size_t i = 0; i < FILES; i++)
                TRY(add_file(t, folder, i, why));

        TRY(add_style(t, folder, THEME_STYLE, why));
        return add_style(t, folder, THEME_PAGES_STYLE, why);
}

/* The two belong together: to a style sheet of its own, a theme has both of its own. */
static void add_builtin_styles(struct theme *t)
{
        for (int which = THEME_STYLES - 1; which >= 0; which--) {
                char path[64];
                snprintf(path, sizeof path, BUILTIN_FOLDER "%s", style_names[which]);
                struct slice style = builtin_find(slice_of(path));
                if (t->styles[THEME_STYLE].len == 0 && t->styles[which].len == 0 && style.at)
                        style_shrink(style, &t->styles[which]);
        }
}

/* What the binary has and the theme, so far, has not. */
static struct err add_builtin(struct theme *t, struct buf *why)
{
        for (const struct builtin_file *file = builtin_files; file->name; file++) {
                struct slice path = slice_of(file->name);
                if (!slice_starts_with(path, SLICE(BUILTIN_FOLDER))) continue;
                struct slice name = template_name(slice_skip(path, strlen(BUILTIN_FOLDER)));
                if (name.len) TRY(add_template(t, name, file->bytes, why));
        }
        for (size_t i = 0; i < FILES; i++) {
                char path[64];
                snprintf(path, sizeof path, BUILTIN_FOLDER "%s", file_names[i]);
                if (!t->files[i].at) t->files[i] = builtin_find(slice_of(path));
        }
        add_builtin_styles(t);
        return NO_ERR;
}

static struct err fill(struct theme *t, const char *folder, struct buf *why)
{
        for (size_t i = 0; i < THEME_STYLES; i++)
                t->styles[i] = BUF_INIT(FILE_BYTES_MAX);
        t->warnings = BUF_INIT(WARNINGS_MAX_BYTES);
        TRY(template_set_new(&t->templates));
        if (folder) TRY(add_folder(t, folder, why));
        TRY(add_builtin(t, why));
        TRY(template_set_check(t->templates, why));
        for (size_t i = 0; i < THEME_STYLES; i++)
                note_file(t->fingerprint, slice_of(style_names[i]), buf_slice(&t->styles[i]));
        for (size_t i = 0; i < FILES; i++)
                note_file(t->files_fingerprint, slice_of(file_names[i]), t->files[i]);
        return NO_ERR;
}

/* Without a folder, the built-in theme. */
static struct err load(const char *folder, struct theme **ret, struct buf *why)
{
        struct theme *t = calloc(1, sizeof *t);
        if (!t) return ERR(ERR_FULL, "allocate a theme");
        struct err err = fill(t, folder, why);
        if (err.code)
                theme_free(t);
        else
                *ret = t;
        return err;
}

struct err theme_load_builtin(struct theme **ret, struct buf *why)
{
        return load(NULL, ret, why);
}

struct err theme_load_folder(const char *folder, struct theme **ret, struct buf *why)
{
        return load(folder, ret, why);
}

void theme_free(struct theme *t)
{
        if (!t) return;
        template_set_free(t->templates);
        arena_clear(&t->arena);
        for (size_t i = 0; i < THEME_STYLES; i++)
                buf_clear(&t->styles[i]);
        buf_clear(&t->warnings);
        free(t);
}

void theme_fingerprint(const struct theme *t, uint8_t ret[THEME_FINGERPRINT_BYTES])
{
        memcpy(ret, t->fingerprint, sizeof t->fingerprint);
}

bool theme_is_same(const struct theme *a, const struct theme *b)
{
        return memcmp(a->fingerprint, b->fingerprint, sizeof a->fingerprint) == 0 &&
               memcmp(a->files_fingerprint, b->files_fingerprint, sizeof a->files_fingerprint) == 0;
}

struct slice theme_style(const struct theme *t, enum theme_style which)
{
        return buf_slice(&t->styles[which]);
}

struct slice theme_warnings(const struct theme *t)
{
        return buf_slice(&t->warnings);
}

struct err theme_render(const struct theme *t, struct slice name, const json_t *data, struct buf *out)
{
        return template_set_render(t->templates, name, data, out);
}

struct err theme_check_names(const struct theme *t, template_knows_fn *knows, struct buf *why)
{
        return template_set_check_names(t->templates, knows, why);
}

struct slice theme_file(const struct theme *t, struct slice name)
{
        size_t i = 0;
        while (i < FILES && !slice_eq(slice_of(file_names[i]), name))
                i++;
        must(i < FILES);
        return t->files[i];
}
