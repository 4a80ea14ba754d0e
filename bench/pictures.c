/* Makes public pictures in a site's data folder, files and path rows, past newsroom and importer: pictures DATA COUNT
 *
 * Files of 20 to 120 KB of noise, which is what compressed pictures are to whoever sends them. Prints their paths below
 * DATA/public/. The site must not be served meanwhile. */
#include "archive/picture.h"
#include "os/file.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIZE_LEAST = 20 * 1000, SIZE_MOST = 120 * 1000, COUNT_MAX = 100 * 1000, WHY_MAX_BYTES = 4096 };

static void stop_on(struct err err, struct buf *why)
{
        if (err.code == OK) return;
        fprintf(stderr, "pictures: could not %s. %s\n", err.what, buf_text(why));
        exit(EXIT_FAILURE);
}

/* The same noise and the same digest for the same number. */
static struct slice make_picture(unsigned number, char *bytes, char digest[PICTURE_DIGEST_LEN + 1])
{
        unsigned char seed[randombytes_SEEDBYTES] = {0}, hash[crypto_hash_sha256_BYTES];
        memcpy(seed, &number, sizeof number);
        size_t len = SIZE_LEAST + (size_t)(number * 2654435761u % (SIZE_MOST - SIZE_LEAST));
        randombytes_buf_deterministic(bytes, len, seed);
        crypto_hash_sha256(hash, (const unsigned char *)bytes, len);
        sodium_bin2hex(digest, PICTURE_DIGEST_LEN + 1, hash, sizeof hash);
        return (struct slice){bytes, len};
}

static void put_picture(struct archive *archive, const char *data, unsigned number)
{
        static char bytes[SIZE_MOST];
        char digest[PICTURE_DIGEST_LEN + 1];
        CLEANUP(buf_clear) struct buf why = BUF_INIT(WHY_MAX_BYTES), path = BUF_INIT(WHY_MAX_BYTES);
        struct slice picture = make_picture(number, bytes, digest);
        buf_add_format(&path, "%s/public/%s", data, digest);
        stop_on(folder_make(buf_text(&path)), &why);
        buf_add_text(&path, "/640.webp");
        FILE *file = fopen(buf_text(&path), "wb");
        if (!file || fwrite(picture.at, 1, picture.len, file) != picture.len || fclose(file) != 0) {
                perror(buf_text(&path));
                exit(EXIT_FAILURE);
        }
        stop_on(archive_put_picture(archive, slice_of(digest)), &why);
        printf("%s/640.webp\n", digest);
}

int main(int argc, char **argv)
{
        unsigned long count = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
        if (count < 1 || count > COUNT_MAX || sodium_init() < 0) {
                fputs("usage: pictures DATA COUNT\n", stderr);
                return 2;
        }
        CLEANUP(buf_clear) struct buf why = BUF_INIT(WHY_MAX_BYTES), folder = BUF_INIT(WHY_MAX_BYTES);
        CLEANUP(archive_closep) struct archive *archive = NULL;
        int64_t change = 0;
        buf_add_format(&folder, "%s/public", argv[1]);
        stop_on(folder_make(buf_text(&folder)), &why);
        buf_truncate(&folder);
        buf_add_format(&folder, "%s/archive", argv[1]);
        stop_on(archive_open(buf_text(&folder), ARCHIVE_WRITE, &archive, &why), &why);
        stop_on(archive_change(archive, &change), &why);
        stop_on(archive_begin(archive), &why);
        for (unsigned i = 0; i < count; i++)
                put_picture(archive, argv[1], i);
        stop_on(archive_commit(archive, change), &why);
        return 0;
}
