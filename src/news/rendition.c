#include "news/rendition.h"

#include <stdint.h>

static const unsigned usual_widths[RENDITIONS_MAX] = {320, 480, 640, 960, 1280, RENDITION_WIDTH_MAX};

size_t rendition_widths(unsigned width, unsigned ret[RENDITIONS_MAX])
{
        size_t count = 0;
        if (width == 0) return 0;
        while (count < RENDITIONS_MAX - 1 && usual_widths[count] < width) {
                ret[count] = usual_widths[count];
                count++;
        }
        ret[count++] = width < RENDITION_WIDTH_MAX ? width : RENDITION_WIDTH_MAX;
        return count;
}

unsigned rendition_height(unsigned width, unsigned height, unsigned rendition_width)
{
        if (width == 0) return 1;
        uint64_t scaled = ((uint64_t)height * rendition_width + width / 2) / width;
        return scaled ? (unsigned)scaled : 1;
}
