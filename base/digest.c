#include "base/digest.h"

#include "base/file.h"

#include <openssl/evp.h>

struct tarix_digest {
    tarix_arena *arena;
    EVP_MD_CTX *context;
};

static void close_digest(void *object)
{
    tarix_digest *digest = object;
    EVP_MD_CTX_free(digest->context);
    digest->context = NULL;
}

tarix_digest *tarix_digest_new(tarix_arena *arena)
{
    tarix_digest *digest = TARIX_NEW(arena, tarix_digest);
    digest->arena = arena;
    tarix_arena_defer(arena, close_digest, digest);
    digest->context = EVP_MD_CTX_new();
    if (digest->context) EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL);
    return digest;
}

void tarix_digest_add(tarix_digest *digest, const char *bytes, size_t size)
{
    if (digest->context) EVP_DigestUpdate(digest->context, bytes, size);
}

tarix_str tarix_digest_end(tarix_digest *digest)
{
    unsigned char sum[EVP_MAX_MD_SIZE] = {0};
    unsigned size = 0;
    if (digest->context) EVP_DigestFinal_ex(digest->context, sum, &size);
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
