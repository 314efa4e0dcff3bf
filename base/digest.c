#include "base/digest.h"

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
