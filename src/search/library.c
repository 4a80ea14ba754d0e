/* Handles are never closed: what the libraries made lives as long as the process. */
#include "search/library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static const struct {
        const char *name;
        size_t offset;
        bool is_hunspell;
} functions[] = {
#define HUNSPELL_FUNCTION(name) {#name, offsetof(struct stem_library, name), true},
#define STEMMER_FUNCTION(name)  {#name, offsetof(struct stem_library, name), false},
#include "search/library_functions.def"
#undef HUNSPELL_FUNCTION
#undef STEMMER_FUNCTION
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct stem_library library;
static struct err outcome;

static struct err load(void)
{
        void *hunspell = dlopen("libhunspell-1.7.so.0", RTLD_NOW | RTLD_LOCAL);
        if (!hunspell) return ERR(ERR_NOT_FOUND, "load libhunspell");
        void *stemmer = dlopen("libstemmer.so.0d", RTLD_NOW | RTLD_LOCAL);
        if (!stemmer) return ERR(ERR_NOT_FOUND, "load libstemmer");
        for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
                void *function = dlsym(functions[i].is_hunspell ? hunspell : stemmer, functions[i].name);
                if (!function) return ERR(ERR_NOT_FOUND, "find a function of libhunspell or libstemmer");
                memcpy((char *)&library + functions[i].offset, &function, sizeof function);
        }
        return NO_ERR;
}

static void load_once(void)
{
        outcome = load();
}

struct err stem_library_load(const struct stem_library **ret)
{
        must(pthread_once(&once, load_once) == 0);
        *ret = &library;
        return outcome;
}
