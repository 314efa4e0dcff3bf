#include "base/validity.h"

#include "base/utf8.h"

/* Latin letters and those of Russian, general punctuation: NFC leaves them alone. */
static bool is_inert(const unsigned char *p)
{
    return *p < 0xCC || *p == 0xD0 || *p == 0xD1 || (p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90);
}

/* Vectors where they can, a stretch by hand where they cannot. */
const char *tarix_validity_end(tarix_simd simd, const char *p, const char *end, bool *inert)
{
    enum { stretch = 64 };
    const unsigned char *u = (const unsigned char *)p, *stop = (const unsigned char *)end;
    size_t bad = 0;
    while (u < stop) {
        u += tarix_simd_plain(simd, (const char *)u, (size_t)(stop - u));
        const unsigned char *far = stop - u > stretch ? u + stretch : stop;
        while (u < far) {
            const size_t size = *u < 0x80 ? 1 : tarix_utf8_check(u, stop, &bad);
            if (size == 0) return (const char *)u;
            *inert = *inert && is_inert(u);
            u += size;
        }
    }
    return end;
}
