/* Where pictures are kept: DATA/media/{sha256}/ with `original`, {width}.webp, {width}.jpg of each rendition, and
 * about.json, which says what they are: the folder appears whole or not at all, and is never changed, only replaced as
 * a whole when something in it was damaged. What readers may have is in DATA/public/{sha256}/, too: hard links of the
 * renditions alone. Digests are well-formed assets (news/body.h). */
#pragma once
#include "base/arena.h"
#include "media/answer.h"

/* Makes what is missing, and forgets what a process that was stopped left half done. Only the one that writes. */
struct err media_folder_prepare(const char *media) CHECKED;

/* What is known of a picture that is kept. */
struct about {
        unsigned width, height; /* the right way up */
        bool moves;             /* the original is an animation; shown is its first picture */
        struct slice media_type, credit, copyright, caption;
};
/* ERR_NOT_FOUND when it is not kept. */
struct err media_folder_read(const char *media, struct slice digest, struct arena *a, struct about *ret) CHECKED;

/* Appends the WebP of one of the widths that news/rendition.h tells. ERR_NOT_FOUND. */
struct err media_folder_rendition(const char *media, struct slice digest, unsigned width, struct buf *ret) CHECKED;

/* Keeps a picture that was not refused, durably, in place of what is kept of it; any thread. What readers have of the
 * old files they have until media_show(). */
struct err media_folder_keep(const char *media, struct slice digest, struct slice original,
                             const struct answer *answer) CHECKED;

/* Gives readers the renditions, durably; there already is fine. ERR_NOT_FOUND when it is not kept. */
struct err media_show(const char *media, const char *public_folder, struct slice digest) CHECKED;
struct err media_hide(const char *public_folder, struct slice digest) CHECKED;
/* Hides every picture for which `is_shown` says false. */
typedef bool media_is_shown_fn(void *context, struct slice digest);
struct err media_hide_others(const char *public_folder, media_is_shown_fn *is_shown, void *context) CHECKED;

/* The original, if it is there and still what the digest says; else ERR_NOT_FOUND. `ret` may get PICTURE_FILE_MAX_BYTES
 * large. */
struct err media_folder_original(const char *media, struct slice digest, struct buf *ret) CHECKED;
/* Whether all that is kept of the picture is as about.json says. */
struct err media_is_whole(const char *media, struct slice digest, bool *ret) CHECKED;
/* Whether the picture and, when `public_folder` is given, what readers have of it is as about.json says, size and
 * SHA-256 of every file; appends a line a fault, with what mends it. */
struct err media_verify(const char *media, const char *public_folder, struct slice digest, struct buf *ret) CHECKED;
