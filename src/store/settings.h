/* The editor's settings in the store: one JSON document (docs/settings.md), kept as versions that are never changed;
 * the last one is in force. store_load_newsroom() gives them read. */
#pragma once
#include "store/store.h"

struct settings_versions {
        int64_t number;                /* of the version in force; 0: nothing was ever set */
        struct slice in_force, before; /* JSON; "{}" where there is none */
};
struct err store_settings(struct store *s, struct arena *a, struct settings_versions *ret) CHECKED;

/* Puts a document in force, as a new version, and logs a change of the newsroom; one that is in force already changes
 * nothing. ERR_INVALID with `why` when it breaks a rule of settings_read() or is above SETTINGS_MAX_BYTES. */
struct new_settings {
        struct slice json;
        int64_t now_ms, made_by; /* a person's id; 0: the command line */
};
struct err store_put_settings(struct store *s, const struct new_settings *settings, bool *ret_changed,
                              struct buf *why) CHECKED;

/* The document of a version; "{}" of none, and of 0. */
struct err store_settings_version(struct store *s, int64_t number, struct arena *a, struct slice *ret) CHECKED;

/* Which versions changed a part (news/settings_part.h), the newest first. */
struct settings_changes {
        struct settings_change {
                int64_t number, made_ms, made_by; /* a person's id; 0: the command line */
        } * at;
        size_t count;
};
struct err store_settings_changes(struct store *s, struct slice part, unsigned limit, struct arena *a,
                                  struct settings_changes *ret) CHECKED;

/* Every address that pages of the settings ever had, so that those which are no more are gone, not unknown. */
struct set_page {
        unsigned edition; /* 0: the whole site's */
        struct slice path;
};
struct set_pages {
        struct set_page *at;
        size_t count;
};
struct err store_set_pages(struct store *s, struct arena *a, struct set_pages *ret) CHECKED;

/* Reads the settings in force into a newsroom whose editions and sections are loaded; `why` may be NULL. */
struct err store_load_settings(struct store *s, struct arena *a, struct newsroom *n, struct buf *why) CHECKED;
