/* A public picture as the reader holds it: which files its folder has, and those of them that are open. The bytes stay
 * in the kernel's memory; a reply holds a descriptor and an offset.
 *
 * DATA/public/{sha256}/{width}.webp or .jpg, at /media/{sha256}/{width}.webp. A request's path never becomes a file's
 * name: it is read into a hash and a width, and names are written from those. */
#pragma once
#include "base/slice.h"

#include <stdatomic.h>

enum { PICTURE_HASH_BYTES = 32, PICTURE_HASH_DIGITS = 64, PICTURE_FILES_MAX = 64, PICTURE_FILE_NAME_MAX_BYTES = 16 };

struct picture_key {
        uint8_t sha256[PICTURE_HASH_BYTES];
};
enum picture_format { PICTURE_WEBP, PICTURE_JPEG };
struct picture_file_name {
        unsigned width; /* 1 to 99999 */
        enum picture_format format;
};

/* One file; lives and ends with its picture. */
struct picture_file {
        struct picture *picture;
        struct picture_file_name name;
        atomic_int fd; /* -1: not open; opened once, by a loader */
        uint64_t size; /* set before fd */
        /* Steady clock. The bytes were just seen in memory, and will hardly leave it sooner than this program's own. */
        atomic_int_fast64_t at_hand_until_ms;
        atomic_int_fast64_t failed_until_ms; /* it could not be opened or read */
};

struct picture {
        struct picture_key key;
        int64_t listed_ms; /* steady clock */
        bool unreadable;   /* the folder could not be listed; then it has no files */
        atomic_bool used;  /* since the cache's hand last came by; set by readers */
        atomic_uint holders;
        atomic_uint *open_count; /* of the cache, which outlives its pictures */
        unsigned open_files;     /* guarded by the cache's lock */
        bool is_cached;          /* likewise */
        size_t file_count;
        struct picture_file files[];
};

/* 64 hexadecimal digits, small letters. */
bool picture_key_read(struct slice digits, struct picture_key *ret);
void picture_key_write(const struct picture_key *key, char ret[PICTURE_HASH_DIGITS + 1]);
/* "640.webp": a width without leading zeros, then .webp or .jpg. */
bool picture_file_name_read(struct slice text, struct picture_file_name *ret);
void picture_file_name_write(struct picture_file_name name, char ret[PICTURE_FILE_NAME_MAX_BYTES]);

/* With these files (at most PICTURE_FILES_MAX), none open, held once. NULL when memory is full. */
struct picture *picture_new(const struct picture_key *key, const struct picture_file_name *names, size_t count);
/* NULL when the picture has no such file. */
struct picture_file *picture_find_file(struct picture *p, struct picture_file_name name);

/* Any thread that holds it, or found it since its last quiescent point. The last release closes the files. */
void picture_hold(struct picture *p);
void picture_release(void *picture); /* NULL is fine */
