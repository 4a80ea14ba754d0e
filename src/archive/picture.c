#include "archive/picture.h"

#include "archive/archive_inside.h"

static const char address_start[] = "/media/";
enum { ID_DIGITS = 14 }; /* 56 bits */

static int digit_value(char c)
{
        if (c >= '0' && c <= '9') return c - '0';
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_digest(struct slice s)
{
        if (s.len != PICTURE_DIGEST_LEN) return false;
        for (size_t i = 0; i < s.len; i++)
                if (digit_value(s.at[i]) < 0) return false;
        return true;
}

struct slice picture_digest_of_path(struct slice path)
{
        struct slice start = slice_of(address_start);
        if (path.len < PICTURE_PATH_LEN || !slice_starts_with(path, start)) return (struct slice){0};
        struct slice digest = {path.at + start.len, PICTURE_DIGEST_LEN};
        bool named = is_digest(digest) && path.at[PICTURE_PATH_LEN - 1] == '/';
        return named ? digest : (struct slice){0};
}

int64_t picture_id(struct slice digest)
{
        must(is_digest(digest));
        uint64_t id = 0;
        for (size_t i = 0; i < ID_DIGITS; i++)
                id = id << 4 | (unsigned)digit_value(digest.at[i]);
        return (int64_t)id;
}

struct picture_path {
        char text[PICTURE_PATH_LEN];
};

static struct err make_path(struct slice digest, struct picture_path *ret)
{
        if (!is_digest(digest)) return ERR(ERR_INVALID, "name a picture by its digest");
        memcpy(ret->text, address_start, sizeof address_start - 1);
        memcpy(ret->text + sizeof address_start - 1, digest.at, digest.len);
        ret->text[PICTURE_PATH_LEN - 1] = '/';
        return NO_ERR;
}

struct err archive_put_picture(struct archive *a, struct slice digest)
{
        struct picture_path path;
        TRY(make_path(digest, &path));
        return path_put_picture(a, (struct slice){path.text, PICTURE_PATH_LEN}, picture_id(digest));
}

struct err archive_drop_picture(struct archive *a, struct slice digest)
{
        struct picture_path path;
        TRY(make_path(digest, &path));
        return archive_put_gone(a, (struct slice){path.text, PICTURE_PATH_LEN}, 0, NULL);
}
