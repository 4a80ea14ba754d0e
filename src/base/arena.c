#include "base/arena.h"

#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { CHUNK_SIZE = 16 * 1024, ALIGNMENT = 16 };

struct arena_chunk {
        struct arena_chunk *older;
        size_t used, size;
        _Alignas(ALIGNMENT) char bytes[];
};

void arena_clear(struct arena *a)
{
        while (a->newest) {
                struct arena_chunk *chunk = a->newest;
                a->newest = chunk->older;
                free(chunk);
        }
}

static struct arena_chunk *add_chunk(struct arena *a, size_t size)
{
        struct arena_chunk *chunk = malloc(sizeof *chunk + size);
        must(chunk != NULL);
        *chunk = (struct arena_chunk){.older = a->newest, .size = size};
        a->newest = chunk;
        return chunk;
}

/* Not zeroed. */
static void *take(struct arena *a, size_t size)
{
        must(size <= SIZE_MAX - CHUNK_SIZE);
        size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        struct arena_chunk *chunk = a->newest;
        if (!chunk || chunk->size - chunk->used < rounded)
                chunk = add_chunk(a, rounded > CHUNK_SIZE ? rounded : CHUNK_SIZE);

        void *at = chunk->bytes + chunk->used;
        chunk->used += rounded;
        return at;
}

void *arena_alloc(struct arena *a, size_t size)
{
        return memset(take(a, size), 0, size);
}

void *arena_array(struct arena *a, size_t count, size_t element_size)
{
        size_t size = 0;
        must(!__builtin_mul_overflow(count, element_size, &size));
        return arena_alloc(a, size);
}

struct slice arena_copy(struct arena *a, struct slice bytes)
{
        char *at = take(a, bytes.len + 1);
        if (bytes.len) memcpy(at, bytes.at, bytes.len);
        at[bytes.len] = '\0';
        return (struct slice){at, bytes.len};
}

/* Written once into room that is nearly always enough, and again only when it was not. */
struct slice arena_format(struct arena *a, const char *format, ...)
{
        char guess[256];
        va_list args;
        va_start(args, format);
        va_list again;
        va_copy(again, args);
        int len = vsnprintf(guess, sizeof guess, format, args);
        must(len >= 0);
        char *at = take(a, (size_t)len + 1);
        if ((size_t)len < sizeof guess)
                memcpy(at, guess, (size_t)len + 1);
        else
                vsnprintf(at, (size_t)len + 1, format, again);
        va_end(again);
        va_end(args);
        return (struct slice){at, (size_t)len};
}
