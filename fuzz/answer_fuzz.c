/* What a worker says of a picture, when it has been taken over by the picture. */
#include "media/answer.h"
#include "media/limits.h"
#include "news/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct answer answer;
        if (answer_read((struct slice){(const char *)data, size}, &answer).code != OK) return 0;
        if (answer.refused.at) {
                must(answer.refused.len && text_is_line(answer.refused));
                return 0;
        }
        must(answer.width && answer.height && answer.width <= PICTURE_SIDE_MAX && answer.height <= PICTURE_SIDE_MAX);
        must(text_is_line(answer.credit) && text_is_line(answer.copyright) && text_is_line(answer.caption));
        must(answer.rendition_count);
        for (size_t i = 0; i < answer.rendition_count; i++)
                must(answer.renditions[i].webp.len && answer.renditions[i].jpeg.len);
        return 0;
}
