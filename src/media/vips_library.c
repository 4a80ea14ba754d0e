#include "media/vips_library.h"

#include <dlfcn.h>
#include <stdlib.h>

static const struct {
        const char *name;
        size_t offset;
} functions[] = {
#define VIPS_FUNCTION(name) {#name, offsetof(struct vips_library, name)},
#include "media/vips_functions.def"
#undef VIPS_FUNCTION
};

static struct err find_functions(void *library, struct vips_library *ret)
{
        for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
                void *function = dlsym(library, functions[i].name);
                if (!function) return ERR(ERR_NOT_FOUND, "find a function of libvips");
                memcpy((char *)ret + functions[i].offset, &function, sizeof function);
        }
        return NO_ERR;
}

/* What strangers may have decoded; everything else that libvips could read stays blocked. */
static void allow_loaders(const struct vips_library *vips)
{
        static const char *const taken[] = {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp",
                                            "VipsForeignLoadNsgif"};
        vips->vips_operation_block_set("VipsForeignLoad", TRUE);
        for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
                vips->vips_operation_block_set(taken[i], FALSE);
}

/* What it warns of it also says by failing; GLib would look for a terminal or a journal to write to. */
static void say_nothing(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer context)
{
        (void)domain, (void)level, (void)message, (void)context;
}

struct err vips_library_load(struct vips_library *ret)
{
        void *library = dlopen("libvips.so.42", RTLD_NOW | RTLD_LOCAL);
        if (!library) return ERR(ERR_NOT_FOUND, "load libvips");
        TRY(find_functions(library, ret));
        /* No temporary files, which it could not make anyway. */
        if (setenv("VIPS_DISC_THRESHOLD", "100g", 1) != 0) return ERR(ERR_FULL, "start libvips");
        ret->g_log_set_default_handler(say_nothing, NULL);
        if (ret->vips_init("stoppress") != 0) return ERR(ERR_INVALID, "start libvips");
        ret->vips_concurrency_set(1);
        ret->vips_cache_set_max(0);
        ret->vips_vector_set_enabled(FALSE);
        allow_loaders(ret);
        return NO_ERR;
}
