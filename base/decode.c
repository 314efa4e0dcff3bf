#include "base/decode.h"

#include "base/utf8.h"

#include <stdio.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

enum { pivot_size = 4096 };

struct tarix_decoder {
    UConverter *from, *utf8;
    UChar pivot[pivot_size];
    UChar *pivot_source, *pivot_target;
    uint64_t bad_bytes;
    bool begun;
};

static void close_decoder(void *object)
{
    tarix_decoder *decoder = object;
    ucnv_close(decoder->from);
    ucnv_close(decoder->utf8);
    decoder->from = decoder->utf8 = NULL;
}

/* U+FFFD and a count; ICU's own callback gives U+001A for a bad byte of some encodings. */
static void U_CALLCONV substitute(const void *context, UConverterToUnicodeArgs *args,
    const char *bytes, int32_t n_bytes, UConverterCallbackReason reason, UErrorCode *status)
{
    (void)bytes;
    if (reason > UCNV_IRREGULAR) return;
    static const UChar replacement = TARIX_UTF8_REPLACEMENT;
    tarix_decoder *decoder = (tarix_decoder *)context;
    decoder->bad_bytes += (uint64_t)n_bytes;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

tarix_status tarix_decoder_open(
    tarix_arena *arena, const char *encoding, tarix_decoder **out, tarix_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    tarix_decoder *decoder = TARIX_NEW(arena, tarix_decoder);
    tarix_arena_defer(arena, close_decoder, decoder);
    decoder->from = ucnv_open(encoding, &status);
    decoder->utf8 = ucnv_open("UTF-8", &status);
    if (U_FAILURE(status))
        return tarix_error_set(err, TARIX_USAGE,
            "--encoding: '%s' is not known; try UTF-8, windows-1251, windows-1254 or KOI8-R",
            encoding);
    ucnv_setToUCallBack(decoder->from, substitute, decoder, NULL, NULL, &status);
    decoder->pivot_source = decoder->pivot_target = decoder->pivot;
    *out = decoder;
    return TARIX_OK;
}

size_t tarix_decoder_convert(tarix_decoder *decoder, const char **in, const char *in_end, char *out,
    size_t out_size, bool last)
{
    UErrorCode status = U_ZERO_ERROR;
    char *target = out;
    ucnv_convertEx(decoder->utf8, decoder->from, &target, out + out_size, in, in_end,
        decoder->pivot, &decoder->pivot_source, &decoder->pivot_target, decoder->pivot + pivot_size,
        !decoder->begun, last, &status);
    decoder->begun = true;
    return (size_t)(target - out);
}

uint64_t tarix_decoder_bad_bytes(const tarix_decoder *decoder)
{
    return decoder->bad_bytes;
}

typedef struct tally {
    size_t good, bad, nul; /* good: characters of two and more bytes */
} tally;

static tally tally_utf8(tarix_str sample)
{
    tally t = {0};
    const unsigned char *p = (const unsigned char *)sample.data, *end = p + sample.size;
    while (p < end) {
        size_t bad = 0;
        const size_t size = tarix_utf8_check(p, end, &bad);
        t.nul += *p == 0;
        t.good += size > 1;
        if (size == 0 && end - p < TARIX_UTF8_MAX) break; /* the sample may cut a character */
        t.bad += size == 0;
        p += size ? size : bad;
    }
    return t;
}

static bool is_wide(const char *name)
{
    return strncmp(name, "UTF-16", 6) == 0 || strncmp(name, "UTF-32", 6) == 0;
}

/* NULL when it is none, or a wide one that is not sure: programs look a little like UTF-32. */
static const char *detect_other(tarix_arena *arena, tarix_str sample)
{
    enum { sure = 50 };
    UErrorCode status = U_ZERO_ERROR;
    char name[64] = "";
    UCharsetDetector *detector = ucsdet_open(&status);
    ucsdet_setText(detector, sample.data, (int32_t)sample.size, &status);
    const UCharsetMatch *match = ucsdet_detect(detector, &status);
    if (match) snprintf(name, sizeof name, "%s", ucsdet_getName(match, &status));
    const bool is_sure = match && (!is_wide(name) || ucsdet_getConfidence(match, &status) >= sure);
    ucsdet_close(detector); /* before the arena, which may unwind */
    if (U_FAILURE(status) || !is_sure) return NULL;
    return tarix_arena_str(arena, tarix_str_from(name)).data;
}

const char *tarix_decoder_detect(tarix_arena *arena, tarix_str sample)
{
    if (tarix_str_starts(sample, TARIX_STR("\xFF\xFE\0\0"))) return "UTF-32";
    if (tarix_str_starts(sample, TARIX_STR("\xFF\xFE"))) return "UTF-16";
    if (tarix_str_starts(sample, TARIX_STR("\xFE\xFF"))) return "UTF-16";
    if (tarix_str_starts(sample, TARIX_STR("\0\0\xFE\xFF"))) return "UTF-32";
    const tally t = tally_utf8(sample);
    if (t.nul == 0 && t.bad <= t.good / 4) return "UTF-8";
    const char *name = detect_other(arena, sample);
    if (t.nul > 0 && !(name && is_wide(name)))
        return t.nul > sample.size / 100 || t.bad > 0 ? NULL : "UTF-8";
    return name ? name : "UTF-8";
}
