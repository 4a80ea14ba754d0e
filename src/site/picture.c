#include "site/picture.h"

#include "base/err.h"
#include "os/file.h"

#include <stdio.h>
#include <stdlib.h>

enum { WIDTH_DIGITS_MAX = 5 };

static int digit_of(char c)
{
        if (c >= '0' && c <= '9') return c - '0';
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool picture_key_read(struct slice digits, struct picture_key *ret)
{
        if (digits.len != PICTURE_HASH_DIGITS) return false;
        for (size_t i = 0; i < PICTURE_HASH_BYTES; i++) {
                int high = digit_of(digits.at[2 * i]), low = digit_of(digits.at[2 * i + 1]);
                if (high < 0 || low < 0) return false;
                ret->sha256[i] = (uint8_t)(high << 4 | low);
        }
        return true;
}

void picture_key_write(const struct picture_key *key, char ret[PICTURE_HASH_DIGITS + 1])
{
        static const char digits[] = "0123456789abcdef";
        for (size_t i = 0; i < PICTURE_HASH_BYTES; i++) {
                ret[2 * i] = digits[key->sha256[i] >> 4];
                ret[2 * i + 1] = digits[key->sha256[i] & 15];
        }
        ret[PICTURE_HASH_DIGITS] = '\0';
}

bool picture_file_name_read(struct slice text, struct picture_file_name *ret)
{
        unsigned width = 0;
        size_t len = 0;
        while (len < text.len && len < WIDTH_DIGITS_MAX && text.at[len] >= '0' && text.at[len] <= '9')
                width = width * 10 + (unsigned)(text.at[len++] - '0');
        if (len == 0 || text.at[0] == '0') return false;
        struct slice ending = slice_skip(text, len);
        bool is_webp = slice_eq(ending, SLICE(".webp"));
        if (!is_webp && !slice_eq(ending, SLICE(".jpg"))) return false;
        *ret = (struct picture_file_name){width, is_webp ? PICTURE_WEBP : PICTURE_JPEG};
        return true;
}

void picture_file_name_write(struct picture_file_name name, char ret[PICTURE_FILE_NAME_MAX_BYTES])
{
        const char *ending = name.format == PICTURE_WEBP ? ".webp" : ".jpg";
        int len = snprintf(ret, PICTURE_FILE_NAME_MAX_BYTES, "%u%s", name.width, ending);
        must(len > 0 && len < PICTURE_FILE_NAME_MAX_BYTES);
}

struct picture *picture_new(const struct picture_key *key, const struct picture_file_name *names, size_t count)
{
        must(count <= PICTURE_FILES_MAX);
        struct picture *p = calloc(1, sizeof *p + count * sizeof p->files[0]);
        if (!p) return NULL;
        p->key = *key;
        p->file_count = count;
        atomic_init(&p->holders, 1);
        for (size_t i = 0; i < count; i++) {
                p->files[i].picture = p;
                p->files[i].name = names[i];
                atomic_init(&p->files[i].fd, -1);
        }
        return p;
}

struct picture_file *picture_find_file(struct picture *p, struct picture_file_name name)
{
        for (size_t i = 0; i < p->file_count; i++)
                if (p->files[i].name.width == name.width && p->files[i].name.format == name.format) return &p->files[i];
        return NULL;
}

void picture_hold(struct picture *p)
{
        atomic_fetch_add_explicit(&p->holders, 1, memory_order_relaxed);
}

void picture_release(void *picture)
{
        struct picture *p = picture;
        if (!p || atomic_fetch_sub_explicit(&p->holders, 1, memory_order_acq_rel) > 1) return;
        for (size_t i = 0; i < p->file_count; i++) {
                int fd = atomic_load(&p->files[i].fd);
                if (fd < 0) continue;
                fd_close(fd);
                atomic_fetch_sub(p->open_count, 1);
        }
        free(p);
}
