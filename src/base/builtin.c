#include "base/builtin.h"

struct slice builtin_find(struct slice name)
{
        for (const struct builtin_file *file = builtin_files; file->name; file++)
                if (slice_eq(slice_of(file->name), name)) return file->bytes;
        return (struct slice){0};
}
