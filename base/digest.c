#include "base/digest.h"

#include "base/file.h"
#include "base/library.h"

#include <openssl/evp.h>

#define CRYPTO(X)                                                                                  \
    X(EVP_MD_CTX_new)                                                                              \
    X(EVP_MD_CTX_free)                                                                             \
    X(EVP_sha256)                                                                                  \
    X(EVP_DigestInit_ex)                                                                           \
    X(EVP_DigestUpdate)                                                                            \
    X(EVP_DigestFinal_ex)
typedef struct crypto {
    CRYPTO(TARIX_LIBRARY_MEMBER)
} crypto;

struct tarix_digest {
    crypto lib;
    tarix_arena *arena;
    EVP_MD_CTX *context;
};

static bool load(crypto *lib)
{
    static const char *const names[] = {CRYPTO(TARIX_LIBRARY_NAME)};
    return tarix_library_load(TARIX_CRYPTO, names, sizeof names / sizeof *names, lib);
}

tarix_status tarix_digest_check(tarix_error *err)
{
    crypto lib;
    if (load(&lib)) return TARIX_OK;
    return tarix_error_set(err, TARIX_IO,
        "no record can be written, for %s is not here: install OpenSSL (./bootstrap does)",
        TARIX_CRYPTO);
}

static void close_digest(void *object)
{
    tarix_digest *digest = object;
    digest->lib.EVP_MD_CTX_free(digest->context);
    digest->context = NULL;
}

tarix_digest *tarix_digest_new(tarix_arena *arena)
{
    tarix_digest *digest = TARIX_NEW(arena, tarix_digest);
    digest->arena = arena;
    if (!load(&digest->lib)) return digest;
    tarix_arena_defer(arena, close_digest, digest);
    digest->context = digest->lib.EVP_MD_CTX_new();
    if (digest->context)
        digest->lib.EVP_DigestInit_ex(digest->context, digest->lib.EVP_sha256(), NULL);
    return digest;
}

void tarix_digest_add(tarix_digest *digest, const char *bytes, size_t size)
{
    if (digest->context) digest->lib.EVP_DigestUpdate(digest->context, bytes, size);
}

tarix_str tarix_digest_end(tarix_digest *digest)
{
    unsigned char sum[EVP_MAX_MD_SIZE] = {0};
    unsigned size = 0;
    if (digest->context) digest->lib.EVP_DigestFinal_ex(digest->context, sum, &size);
    char *text = tarix_arena_alloc(digest->arena, 2 * (size_t)size + 1, 1);
    for (unsigned i = 0; i < size; i++) {
        text[2 * i] = "0123456789abcdef"[sum[i] >> 4];
        text[2 * i + 1] = "0123456789abcdef"[sum[i] & 15];
    }
    return (tarix_str){text, 2 * (size_t)size};
}

tarix_str tarix_digest_of(tarix_arena *arena, tarix_str bytes)
{
    tarix_digest *digest = tarix_digest_new(arena);
    tarix_digest_add(digest, bytes.data, bytes.size);
    return tarix_digest_end(digest);
}

tarix_status tarix_digest_file(
    tarix_arena *arena, const char *path, tarix_str *sum, uint64_t *size, tarix_error *err)
{
    enum { chunk = 1 << 16 };
    const tarix_mark mark = tarix_arena_mark(arena);
    tarix_file *file = NULL;
    TARIX_TRY(tarix_digest_check(err));
    TARIX_TRY(tarix_file_open(arena, path, &file, err));
    tarix_digest *digest = tarix_digest_new(arena);
    char *bytes = tarix_arena_alloc(arena, chunk, 1);
    uint64_t total = 0;
    for (size_t got = chunk; got == chunk; total += got) {
        TARIX_TRY(tarix_file_fill(file, bytes, chunk, &got, err));
        tarix_digest_add(digest, bytes, got);
    }
    char digits[2 * EVP_MAX_MD_SIZE];
    const tarix_str end = tarix_digest_end(digest);
    memcpy(digits, end.data, end.size);
    tarix_arena_restore(arena, mark);
    *sum = tarix_arena_str(arena, (tarix_str){digits, end.size});
    *size = total;
    return TARIX_OK;
}
