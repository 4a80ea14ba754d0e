#include "media/answer.h"

#include "media/limits.h"
#include "news/article.h"
#include "news/picture_type.h"
#include "news/text.h"

struct part {
        struct answer_head head;
        struct slice bytes;
};

static struct err damaged(void)
{
        return ERR(ERR_INVALID, "understand a worker's answer");
}

static struct err next_part(struct slice *rest, struct part *ret)
{
        if (rest->len < sizeof ret->head) return damaged();
        memcpy(&ret->head, rest->at, sizeof ret->head);
        *rest = slice_skip(*rest, sizeof ret->head);
        if (ret->head.len > rest->len) return damaged();
        ret->bytes = (struct slice){rest->at, ret->head.len};
        *rest = slice_skip(*rest, ret->head.len);
        return NO_ERR;
}

static struct err take_line(const struct part *part, size_t max_bytes, struct slice *ret)
{
        if (part->bytes.len == 0 || part->bytes.len > max_bytes || ret->len || !text_is_line(part->bytes))
                return damaged();
        *ret = part->bytes;
        return NO_ERR;
}

static bool is_within_limits(unsigned width, unsigned height)
{
        return width && height && width <= PICTURE_SIDE_MAX && height <= PICTURE_SIDE_MAX &&
               (uint64_t)width * height <= PICTURE_PIXELS_MAX;
}

static struct err take_size(const struct part *part, struct answer *ret)
{
        if (ret->width || !is_within_limits(part->head.width, part->head.height)) return damaged();
        ret->width = part->head.width;
        ret->height = part->head.height;
        unsigned widths[RENDITIONS_MAX];
        ret->rendition_count = rendition_widths(ret->width, widths);
        for (size_t i = 0; i < ret->rendition_count; i++)
                ret->renditions[i] = (struct rendition){.width = widths[i],
                                                        .height = rendition_height(ret->width, ret->height, widths[i])};
        return NO_ERR;
}

static struct err take_movement(const struct part *part, struct answer *ret)
{
        if (ret->moves || ret->width == 0 || part->bytes.len) return damaged();
        ret->moves = true;
        return NO_ERR;
}

static struct err take_file(const struct part *part, const char *media_type, struct answer *ret)
{
        struct picture_type type = picture_type_of(part->bytes);
        if (!type.media_type || strcmp(type.media_type, media_type) != 0) return damaged();
        for (size_t i = 0; i < ret->rendition_count; i++) {
                struct rendition *r = &ret->renditions[i];
                struct slice *file = part->head.kind == ANSWER_WEBP ? &r->webp : &r->jpeg;
                if (r->width != part->head.width) continue;
                if (r->height != part->head.height || file->at) return damaged();
                *file = part->bytes;
                return NO_ERR;
        }
        return damaged();
}

static struct err take(const struct part *part, struct answer *ret)
{
        switch ((enum answer_kind)part->head.kind) {
        case ANSWER_REFUSED:
                return take_line(part, ANSWER_REASON_MAX_BYTES, &ret->refused);
        case ANSWER_PICTURE:
                return take_size(part, ret);
        case ANSWER_MOVES:
                return take_movement(part, ret);
        case ANSWER_CREDIT:
                return take_line(part, CREDIT_MAX_BYTES, &ret->credit);
        case ANSWER_COPYRIGHT:
                return take_line(part, CREDIT_MAX_BYTES, &ret->copyright);
        case ANSWER_CAPTION:
                return take_line(part, CAPTION_MAX_BYTES, &ret->caption);
        case ANSWER_WEBP:
                return take_file(part, "image/webp", ret);
        case ANSWER_JPEG:
                return take_file(part, "image/jpeg", ret);
        case ANSWER_END:
                break;
        }
        return damaged();
}

static bool is_whole(const struct answer *answer)
{
        if (answer->width == 0) return false;
        for (size_t i = 0; i < answer->rendition_count; i++)
                if (!answer->renditions[i].webp.at || !answer->renditions[i].jpeg.at) return false;
        return true;
}

struct err answer_read(struct slice bytes, struct answer *ret)
{
        struct answer answer = {.credit = SLICE(""), .copyright = SLICE(""), .caption = SLICE("")};
        struct part part;
        for (;;) {
                TRY(next_part(&bytes, &part));
                if (part.head.kind == ANSWER_END) break;
                TRY(take(&part, &answer));
        }
        if (bytes.len || (!answer.refused.at && !is_whole(&answer))) return damaged();
        *ret = answer.refused.at ? (struct answer){.refused = answer.refused} : answer;
        return NO_ERR;
}
