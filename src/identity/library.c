/* Handles are never closed: OpenSSL cleans up when the process ends, and must still be there. */
#include "identity/library.h"

#include "identity/identity.h"

#include <dlfcn.h>
#include <pthread.h>
#include <sodium.h>
#include <string.h>

static const struct {
        const char *name;
        size_t offset;
        bool is_fido;
} functions[] = {
#define FIDO_FUNCTION(name)   {#name, offsetof(struct identity_library, name), true},
#define CRYPTO_FUNCTION(name) {#name, offsetof(struct identity_library, name), false},
#include "identity/library_functions.def"
#undef FIDO_FUNCTION
#undef CRYPTO_FUNCTION
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct identity_library library;
static struct err outcome = {.what = "use the identity room before it is loaded", .code = ERR_INVALID};

static struct err find_functions(void *fido, void *crypto)
{
        for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
                void *function = dlsym(functions[i].is_fido ? fido : crypto, functions[i].name);
                if (!function) return ERR(ERR_NOT_FOUND, "find a function of libfido2 or libcrypto");
                memcpy((char *)&library + functions[i].offset, &function, sizeof function);
        }
        return NO_ERR;
}

static struct err load(void)
{
        if (sodium_init() < 0) return ERR(ERR_INVALID, "start libsodium");
        void *crypto = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
        if (!crypto) return ERR(ERR_NOT_FOUND, "load libcrypto of OpenSSL 3");
        void *fido = dlopen("libfido2.so.1", RTLD_NOW | RTLD_LOCAL);
        if (!fido) return ERR(ERR_NOT_FOUND, "load libfido2");
        return find_functions(fido, crypto);
}

static void load_once(void)
{
        outcome = load();
}

struct err identity_load(void)
{
        must(pthread_once(&once, load_once) == 0);
        return outcome;
}

const struct identity_library *identity_library(void)
{
        must(identity_load().code == OK);
        return &library;
}
