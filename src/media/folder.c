#include "media/folder.h"

#include "media/about.h"
#include "media/limits.h"
#include "news/body.h"
#include "news/picture_type.h"
#include "os/file.h"
#include "os/folder.h"

enum { PATH_MAX_BYTES = 4096 };

/* ---- names ---- */

static struct buf path_in(const char *folder, struct slice name)
{
        struct buf path = BUF_INIT(PATH_MAX_BYTES);
        buf_add_format(&path, "%s/%.*s", folder, SLICE_ARGS(name));
        must(!path.full);
        return path;
}

static struct buf path_below(const char *folder, struct slice digest, const char *name)
{
        struct buf path = path_in(folder, digest);
        buf_add_format(&path, "/%s", name);
        must(!path.full);
        return path;
}

/* Where a picture is put together; what is in it when nobody works is waste. */
static struct buf workshop(const char *media)
{
        return path_in(media, SLICE(".new"));
}

static struct err remove_left_over(void *context, const char *name)
{
        CLEANUP(buf_clear) struct buf path = path_in(context, slice_of(name));
        return folder_remove(buf_text(&path));
}

struct err media_folder_prepare(const char *media)
{
        CLEANUP(buf_clear) struct buf new = workshop(media);
        TRY(folder_make(media));
        TRY(folder_make(buf_text(&new)));
        return folder_each_entry(buf_text(&new), remove_left_over, (void *)(uintptr_t)buf_text(&new));
}

/* ---- reading ---- */

static struct err read_about(const char *media, struct slice digest, struct arena *a, struct about_file *ret)
{
        CLEANUP(buf_clear) struct buf path = path_below(media, digest, "about.json"), text = BUF_INIT(ABOUT_MAX_BYTES);
        TRY(file_read(buf_text(&path), &text));
        return about_read(buf_slice(&text), a, ret);
}

struct err media_folder_read(const char *media, struct slice digest, struct arena *a, struct about *ret)
{
        struct about_file file;
        TRY(read_about(media, digest, a, &file));
        *ret = file.about;
        return NO_ERR;
}

struct err media_folder_rendition(const char *media, struct slice digest, unsigned width, struct buf *ret)
{
        must(digest.len && asset_is_well_formed(digest));
        struct about_part part = {0};
        about_name(&part, width, "webp");
        CLEANUP(buf_clear) struct buf path = path_below(media, digest, part.name);
        return file_read(buf_text(&path), ret);
}

/* ---- keeping ---- */

static struct err write_file(const char *folder, struct slice bytes, struct about_part *part)
{
        CLEANUP(buf_clear) struct buf path = path_in(folder, slice_of(part->name));
        part->bytes = bytes.len;
        about_digest(bytes, part->digest);
        return file_write_synced(buf_text(&path), bytes);
}

static struct err write_rendition(const char *folder, const struct rendition *r, struct about_file *about)
{
        struct about_part *webp = &about->parts[about->part_count++], *jpeg = &about->parts[about->part_count++];
        about_name(webp, r->width, "webp");
        about_name(jpeg, r->width, "jpg");
        TRY(write_file(folder, r->webp, webp));
        return write_file(folder, r->jpeg, jpeg);
}

static struct err write_all(const char *folder, struct slice original, const struct answer *answer)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(ABOUT_MAX_BYTES), path = path_in(folder, SLICE("about.json"));
        struct about_file about = {.about = {.width = answer->width,
                                             .height = answer->height,
                                             .moves = answer->moves,
                                             .media_type = slice_of(picture_type_of(original).media_type),
                                             .credit = answer->credit,
                                             .copyright = answer->copyright,
                                             .caption = answer->caption},
                                   .part_count = 1};
        about_name(&about.parts[0], 0, "original");
        TRY(write_file(folder, original, &about.parts[0]));
        for (size_t i = 0; i < answer->rendition_count; i++)
                TRY(write_rendition(folder, &answer->renditions[i], &about));
        TRY(about_write(&about, &text));
        return file_write_synced(buf_text(&path), buf_slice(&text));
}

/* One that is there was damaged, or somebody else kept it meanwhile: the same bytes. */
static struct err put_in_place(const char *folder, const char *path)
{
        struct err err = folder_move(folder, path);
        return err.code == ERR_CONFLICT ? folder_exchange(folder, path) : err;
}

struct err media_folder_keep(const char *media, struct slice digest, struct slice original, const struct answer *answer)
{
        must(!answer->refused.at && digest.len && asset_is_well_formed(digest));
        CLEANUP(buf_clear) struct buf parent = workshop(media), path = path_in(media, digest);
        CLEANUP(buf_clear) struct buf folder = BUF_INIT(PATH_MAX_BYTES);
        TRY(folder_make_new(buf_text(&parent), &folder));
        struct err err = write_all(buf_text(&folder), original, answer);
        if (err.code == OK) err = put_in_place(buf_text(&folder), buf_text(&path));
        struct err removed = folder_remove(buf_text(&folder)); /* half done, or what was replaced */
        return err.code ? err : removed;
}

/* ---- what readers have ---- */

static struct err link_parts(const char *media, const char *public_folder, struct slice digest,
                             const struct about_file *about)
{
        bool any = false;
        for (size_t i = 1; i < about->part_count; i++) {
                CLEANUP(buf_clear) struct buf path = path_below(media, digest, about->parts[i].name);
                CLEANUP(buf_clear) struct buf second = path_below(public_folder, digest, about->parts[i].name);
                bool made = false;
                TRY(file_link(buf_text(&path), buf_text(&second), &made));
                any = any || made;
        }
        if (!any) return NO_ERR;
        CLEANUP(buf_clear) struct buf folder = path_in(public_folder, digest);
        TRY(folder_sync(buf_text(&folder)));
        return folder_sync(public_folder);
}

struct err media_show(const char *media, const char *public_folder, struct slice digest)
{
        must(digest.len && asset_is_well_formed(digest));
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf folder = path_in(public_folder, digest);
        struct about_file about;
        TRY(read_about(media, digest, &arena, &about));
        TRY(folder_make(buf_text(&folder)));
        return link_parts(media, public_folder, digest, &about);
}

struct err media_hide(const char *public_folder, struct slice digest)
{
        must(digest.len && asset_is_well_formed(digest));
        CLEANUP(buf_clear) struct buf folder = path_in(public_folder, digest);
        return folder_remove(buf_text(&folder));
}

struct others {
        const char *public_folder;
        media_is_shown_fn *is_shown;
        void *context;
};

static struct err hide_unless_shown(void *context, const char *name)
{
        const struct others *others = context;
        struct slice digest = slice_of(name);
        if (!digest.len || !asset_is_well_formed(digest) || others->is_shown(others->context, digest)) return NO_ERR;
        return media_hide(others->public_folder, digest);
}

struct err media_hide_others(const char *public_folder, media_is_shown_fn *is_shown, void *context)
{
        struct others others = {public_folder, is_shown, context};
        return folder_each_entry(public_folder, hide_unless_shown, &others);
}

/* ---- checking ---- */

struct err media_folder_original(const char *media, struct slice digest, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf path = path_below(media, digest, "original");
        char is[ABOUT_DIGEST_BYTES];
        struct err err = file_read(buf_text(&path), ret);
        if (err.code && err.code != ERR_FULL) return err;
        about_digest(buf_slice(ret), is);
        return slice_eq(slice_of(is), digest) ? NO_ERR : ERR(ERR_NOT_FOUND, "find a picture's original unchanged");
}

struct err media_is_whole(const char *media, struct slice digest, bool *ret)
{
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(1 << 20);
        TRY(media_verify(media, NULL, digest, &faults));
        *ret = faults.len == 0;
        return NO_ERR;
}

struct check {
        const char *media, *public_folder; /* the latter NULL: is not looked at */
        struct slice digest;
        bool asked_for_original, has_original;
        struct buf *faults;
};

/* Asked for a fault's remedy only: it is the largest file. */
static bool has_original(struct check *c)
{
        CLEANUP(buf_clear) struct buf original = BUF_INIT(PICTURE_FILE_MAX_BYTES);
        if (!c->asked_for_original) c->has_original = media_folder_original(c->media, c->digest, &original).code == OK;
        c->asked_for_original = true;
        return c->has_original;
}

static const char *remedy(bool can_be_made_anew)
{
        return can_be_made_anew ? "`stoppress rebuild` makes it anew"
                                : "the original is lost, too: import a later version of the picture's item, or put the "
                                  "original back from a backup and run `stoppress rebuild`";
}

/* NULL: none. */
static struct err find_fault(const char *path, const struct about_part *part, const char **ret)
{
        CLEANUP(buf_clear) struct buf bytes = BUF_INIT(ANSWER_MAX_BYTES);
        char is[ABOUT_DIGEST_BYTES];
        struct err err = file_read(path, &bytes);
        *ret = "is missing";
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        TRY(err);
        about_digest(buf_slice(&bytes), is);
        bool is_same = bytes.len == part->bytes && memcmp(is, part->digest, sizeof is) == 0;
        *ret = is_same ? NULL : "is not what was made";
        return NO_ERR;
}

static struct err check_file(struct check *c, const char *folder, const struct about_part *part, bool is_elsewhere,
                             bool *ret_whole)
{
        CLEANUP(buf_clear) struct buf path = path_below(folder, c->digest, part->name);
        const char *fault;
        TRY(find_fault(buf_text(&path), part, &fault));
        *ret_whole = fault == NULL;
        if (fault)
                buf_add_format(c->faults, "the picture's file %s %s; %s\n", buf_text(&path), fault,
                               remedy(is_elsewhere || has_original(c)));
        return NO_ERR;
}

/* Readers' files are the kept ones under a second name, so those that are kept whole are given to readers anew. */
static struct err check_part(struct check *c, const struct about_part *part, bool is_public)
{
        bool kept_whole, shown_whole;
        TRY(check_file(c, c->media, part, false, &kept_whole));
        if (!is_public) return NO_ERR;
        return check_file(c, c->public_folder, part, kept_whole, &shown_whole);
}

static struct err check_parts(struct check *c, const struct about_file *about)
{
        for (size_t i = 0; i < about->part_count; i++)
                TRY(check_part(c, &about->parts[i], i && c->public_folder));
        return BUF_OK(c->faults, "list the pictures' faults");
}

struct err media_verify(const char *media, const char *public_folder, struct slice digest, struct buf *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct check check = {.media = media, .public_folder = public_folder, .digest = digest, .faults = ret};
        struct about_file about;
        struct err err = read_about(media, digest, &arena, &about);
        if (err.code == OK) return check_parts(&check, &about);
        if (err.code != ERR_NOT_FOUND && err.code != ERR_INVALID) return err;
        buf_add_format(ret, "the picture %.*s is not kept, or about.json cannot be read; %s\n", SLICE_ARGS(digest),
                       remedy(has_original(&check)));
        return NO_ERR;
}
