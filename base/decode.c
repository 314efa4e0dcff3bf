#include "base/decode.h"

#include "base/utf8.h"

#include <unicode/ucnv.h>
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

/* ICU's substitution, with a count. */
static void U_CALLCONV substitute(const void *context, UConverterToUnicodeArgs *args,
    const char *bytes, int32_t n_bytes, UConverterCallbackReason reason, UErrorCode *status)
{
    if (reason <= UCNV_IRREGULAR) {
        tarix_decoder *decoder = (tarix_decoder *)context;
        decoder->bad_bytes += (uint64_t)n_bytes;
    }
    UCNV_TO_U_CALLBACK_SUBSTITUTE(NULL, args, bytes, n_bytes, reason, status);
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

static const char *detect_other(tarix_arena *arena, tarix_str sample)
{
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    const char *name = NULL;
    ucsdet_setText(detector, sample.data, (int32_t)sample.size, &status);
    const UCharsetMatch *match = ucsdet_detect(detector, &status);
    if (match) name = ucsdet_getName(match, &status);
    if (name) name = tarix_arena_str(arena, tarix_str_from(name)).data;
    ucsdet_close(detector);
    return U_SUCCESS(status) ? name : NULL;
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
    const bool is_wide = name && (!strncmp(name, "UTF-16", 6) || !strncmp(name, "UTF-32", 6));
    if (t.nul > 0 && !is_wide) return t.nul > sample.size / 100 || t.bad > 0 ? NULL : "UTF-8";
    return name ? name : "UTF-8";
}
