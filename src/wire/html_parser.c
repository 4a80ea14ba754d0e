#include "wire/html_parser.h"

#include <stdlib.h>
#include <time.h>

struct html_allocation {
        struct html_allocation *newer, *older;
        size_t size; /* with this head */
        _Alignas(max_align_t) char bytes[];
};

/* Waiting for the disk or for other work costs no budget. */
static int64_t thread_time_ms(void)
{
        struct timespec time;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool has_enough(struct html_parser *p, size_t size)
{
        enum { CLOCK_EVERY = 64 };
        if (size > HTML_MEMORY_MAX_BYTES || p->held_bytes > HTML_MEMORY_MAX_BYTES - size) return true;
        return p->allocations++ % CLOCK_EVERY == 0 && thread_time_ms() - p->started_ms > HTML_TIME_MAX_MS;
}

static void *allocate(void *parser, size_t size)
{
        struct html_parser *p = parser;
        struct html_allocation *made = has_enough(p, size) ? NULL : malloc(sizeof *made + size);
        if (!made) longjmp(p->enough, 1);
        *made = (struct html_allocation){.older = p->newest, .size = sizeof *made + size};
        if (p->newest) p->newest->newer = made;
        p->newest = made;
        p->held_bytes += made->size;
        return made->bytes;
}

static void release(void *parser, void *bytes)
{
        if (!bytes) return;
        struct html_parser *p = parser;
        struct html_allocation *gone =
                (struct html_allocation *)(void *)((char *)bytes - offsetof(struct html_allocation, bytes));
        if (gone->older) gone->older->newer = gone->newer;
        if (gone->newer)
                gone->newer->older = gone->older;
        else
                p->newest = gone->older;
        p->held_bytes -= gone->size;
        free(gone);
}

const GumboNode *html_parse(struct html_parser *p, struct slice html)
{
        GumboOptions options = kGumboDefaultOptions;
        options.allocator = allocate;
        options.deallocator = release;
        options.userdata = p;
        options.max_errors = 0;
        *p = (struct html_parser){.started_ms = thread_time_ms()};
        if (setjmp(p->enough)) return NULL;
        return gumbo_parse_with_options(&options, html.at, html.len)->root;
}

void html_parser_clear(struct html_parser *p)
{
        while (p->newest) {
                struct html_allocation *gone = p->newest;
                p->newest = gone->older;
                free(gone);
        }
}
