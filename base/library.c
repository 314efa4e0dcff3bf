#include "base/library.h"

#include <dlfcn.h>

typedef void (*function)(void);

_Static_assert(sizeof(function) == sizeof(void *), "dlsym() gives functions as POSIX says");

bool tarix_library_load(const char *file, const char *const *names, size_t n, void *table)
{
    char *to = table;
    void *library = *file ? dlopen(file, RTLD_LAZY | RTLD_LOCAL) : NULL; /* "": ourselves */
    for (size_t i = 0; library && i < n; i++) {
        void *const address = dlsym(library, names[i]);
        if (!address) return false;
        memcpy(to + i * sizeof(function), &address, sizeof address);
    }
    return library != NULL;
}
