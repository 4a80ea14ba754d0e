/* libvips, loaded when a worker asks for it: the library brings a hundred others along, and no other process of this
 * program is to carry them. Its functions are called through one table, typed by its own headers. */
#pragma once
#include "base/err.h"

#include <vips/vips.h>
/* ... */
#include <vips/vector.h>

struct vips_library {
#define VIPS_FUNCTION(name) __typeof__(&name) name;
#include "media/vips_functions.def"
#undef VIPS_FUNCTION
};

/* Loads and starts it: one thread, no cache, no code made at run time, and of all its loaders those for JPEG, PNG, WebP
 * and GIF. ERR_NOT_FOUND when the machine has no libvips. */
struct err vips_library_load(struct vips_library *ret) CHECKED;
