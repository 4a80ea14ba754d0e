/* The desk's keeper of pictures: what came in is developed by a worker and put into DATA/media, once. */
#pragma once
#include "wire/picture_file.h"

/* `media_folder` must outlive the keeper. */
struct picture_keeper darkroom_keeper(const char *media_folder);
