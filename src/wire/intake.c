#include "wire/intake.h"

#include "base/buf.h"
#include "news/text.h"
#include "wire/plain_text.h"

static struct loss *find_loss(struct losses *l, struct slice what)
{
        for (size_t i = 0; i < l->count; i++)
                if (slice_eq(l->at[i].what, what)) return &l->at[i];
        return NULL;
}

void losses_add(struct losses *l, struct slice what, uint64_t count, struct slice uri)
{
        struct loss *loss = find_loss(l, what);
        if (!loss && l->count >= LOSSES_MAX - 1) {
                what = SLICE("other things");
                loss = find_loss(l, what);
        }
        if (!loss) {
                loss = &l->at[l->count++];
                *loss = (struct loss){.what = arena_copy(l->arena, what), .first_uri = arena_copy(l->arena, uri)};
        }
        loss->count += count;
}

void losses_write(const struct losses *l, struct buf *ret)
{
        for (size_t i = 0; i < l->count; i++)
                buf_add_format(ret, "%.*s: %llu, first in %.*s\n", SLICE_ARGS(l->at[i].what),
                               (unsigned long long)l->at[i].count, SLICE_ARGS(l->at[i].first_uri));
}

void intake_init(struct intake *in, struct arena *a)
{
        *in = (struct intake){.arena = a, .uri = SLICE(""), .lost = {.arena = a}};
}

void intake_lose(struct intake *in, const char *format, ...)
{
        CLEANUP(buf_clear) struct buf what = BUF_INIT(SIZE_MAX / 2);
        va_list args;
        va_start(args, format);
        buf_add_format_list(&what, format, args);
        va_end(args);
        losses_add(&in->lost, plain_cut(plain_line(in->arena, buf_slice(&what)), LOSS_NAME_MAX_BYTES), 1, in->uri);
}

void intake_lose_hidden(struct intake *in, uint64_t count)
{
        if (count) losses_add(&in->lost, SLICE("characters that are not seen"), count, in->uri);
}

struct slice intake_line(struct intake *in, struct slice text)
{
        uint64_t hidden = 0;
        uint32_t character;
        for (struct slice rest = text; text_next(&rest, &character);)
                hidden += text_is_hidden(character);
        intake_lose_hidden(in, hidden);
        return plain_line(in->arena, text);
}

static const struct picture_file *find_picture(const struct intake *in, struct slice asset)
{
        for (size_t i = 0; i < in->picture_count; i++)
                if (slice_eq(in->pictures[i].asset, asset)) return &in->pictures[i];
        return NULL;
}

static void lose_picture(struct intake *in, enum picture_fault fault, const struct picture_file *file)
{
        const char *colon = file->name.len ? ": " : "";
        if (fault == PICTURE_OF_OTHER_TYPE && file->media_type.len)
                intake_lose(in, "pictures: %.*s%sof a type that is not taken (%.*s)", SLICE_ARGS(file->name), colon,
                            SLICE_ARGS(file->media_type));
        else if (fault == PICTURE_OF_OTHER_TYPE && file->name.len)
                intake_lose(in, "pictures: %.*s: %s", SLICE_ARGS(file->name),
                            file->bytes.len ? "no JPEG, PNG, WebP or GIF" : "an empty file");
        else if (fault == PICTURE_UNREAD && file->unread.len)
                intake_lose(in, "pictures: %.*s%s%.*s", SLICE_ARGS(file->name), colon, SLICE_ARGS(file->unread));
        else
                intake_lose(in, "pictures %s", picture_fault_name(fault));
}

struct taken_picture intake_take_picture(struct intake *in, struct slice href)
{
        struct picture_file read = {0};
        enum picture_fault fault = picture_file_read(href, in->arena, &read);
        if (fault != PICTURE_GOOD) {
                lose_picture(in, fault, &read);
                return (struct taken_picture){.is_none = fault == PICTURE_TOO_SMALL || fault == PICTURE_TOO_LONG};
        }
        const struct picture_file *same = find_picture(in, read.asset);
        if (same) return (struct taken_picture){.file = same};
        if (in->picture_count == INTAKE_PICTURES_MAX) {
                intake_lose(in, "pictures: more than %d in an item", INTAKE_PICTURES_MAX);
                return (struct taken_picture){0};
        }
        in->pictures[in->picture_count] = read;
        return (struct taken_picture){.file = &in->pictures[in->picture_count++]};
}
