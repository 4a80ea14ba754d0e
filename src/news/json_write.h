/* JSON as the newsroom stores it: compact, with sorted keys, so that equal values are equal bytes. */
#pragma once
#include "base/buf.h"

#include <jansson.h>

/* Appends the value, whose strings are UTF-8, which has no fractions, and at most 64 keys in an object. */
void json_write(const json_t *value, struct buf *ret);
