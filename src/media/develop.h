/* The worker's work: a picture's bytes in, renditions out. Runs in a closed sandbox; everything here may be in the
 * hands of whoever made the file. */
#pragma once
#include "media/vips_library.h"

#include "base/slice.h"

/* Develops the picture and says all of it with worker_answer(): a refusal, too, is an answer. */
struct err develop(const struct vips_library *vips, struct slice original) CHECKED;
