/* What the desk's pages are made of: templates, texts in three languages, and the files that pages load. */
#include "base/builtin.h"
#include "desk/desk_inside.h"

#include <sodium.h>
#include <stdio.h>

static const char *const language_codes[DESK_LANGUAGES] = {"uk", "ru", "en"};

static const struct {
        const char *path, *stem, *ending, *type;
} sources[STATIC_FILES] = {
        {"desk-web/style.css", "style", "css", "text/css; charset=utf-8"},
        {"desk-web/icon.svg", "icon", "svg", "image/svg+xml"},
        {"build/desk-web/desk.js", "desk", "js", "text/javascript; charset=utf-8"},
        {"build/desk-web/editor.js", "editor", "js", "text/javascript; charset=utf-8"},
        {"build/desk-web/text.js", "text", "js", "text/javascript; charset=utf-8"},
};

static void load_file(struct static_file *file, size_t i)
{
        enum { HASH_BYTES = 8 };
        uint8_t hash[crypto_hash_sha256_BYTES];
        char text[2 * HASH_BYTES + 1];
        file->bytes = builtin_find(slice_of(sources[i].path));
        must(file->bytes.at);
        crypto_hash_sha256(hash, (const unsigned char *)file->bytes.at, file->bytes.len);
        sodium_bin2hex(text, sizeof text, hash, HASH_BYTES);
        int len = snprintf(file->name, sizeof file->name, "%s.%s.%s", sources[i].stem, text, sources[i].ending);
        must(len > 0 && len < STATIC_NAME_BYTES);
        file->type = sources[i].type;
}

struct err screens_load(struct screens *s, struct slice zone, struct buf *why)
{
        TRY(template_set_load_builtin("desk-web/templates/", &s->templates, why));
        for (size_t i = 0; i < DESK_LANGUAGES; i++)
                TRY(language_open_for_desk(slice_of(language_codes[i]), zone, &s->languages[i]));
        snprintf(s->zone, sizeof s->zone, "%.*s", SLICE_ARGS(zone));
        for (size_t i = 0; i < STATIC_FILES; i++)
                load_file(&s->files[i], i);
        return NO_ERR;
}

void screens_follow_zone(struct screens *s, struct slice zone)
{
        if (slice_eq(zone, slice_of(s->zone))) return;
        snprintf(s->zone, sizeof s->zone, "%.*s", SLICE_ARGS(zone));
        for (size_t i = 0; i < DESK_LANGUAGES; i++) {
                struct language *language = NULL;
                if (language_open_for_desk(slice_of(language_codes[i]), zone, &language).code != OK) continue;
                language_close(s->languages[i]);
                s->languages[i] = language;
        }
}

void screens_clear(struct screens *s)
{
        template_set_free(s->templates);
        for (size_t i = 0; i < DESK_LANGUAGES; i++)
                language_close(s->languages[i]);
        *s = (struct screens){0};
}

const struct static_file *screens_file(const struct screens *s, struct slice name)
{
        for (size_t i = 0; i < STATIC_FILES; i++)
                if (slice_eq(slice_of(s->files[i].name), name)) return &s->files[i];
        return NULL;
}

/* The person's own language; of who has not signed in, the first that the browser names and we have, in its order. */
struct language *screens_language(const struct screens *s, struct slice code, struct slice accepted)
{
        for (size_t i = 0; i < DESK_LANGUAGES; i++)
                if (slice_eq(slice_of(language_codes[i]), code)) return s->languages[i];
        return s->languages[screens_accepted(accepted)];
}

size_t screens_accepted(struct slice accepted)
{
        while (accepted.len) {
                struct slice tag = slice_trim(slice_cut(&accepted, ','));
                for (size_t i = 0; i < DESK_LANGUAGES; i++)
                        if (slice_starts_with(tag, slice_of(language_codes[i]))) return i;
        }
        return DESK_LANGUAGES - 1;
}
