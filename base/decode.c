#include "base/decode.h"

#include "base/library.h"
#include "base/utf8.h"

#include <stdio.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

enum { pivot_size = 4096 };

/* Of the part of ICU that few runs need; without it nothing is decoded or guessed. */
#define ICU_CONVERTER(X)                                                                           \
    X(ucnv_cbToUWriteUChars)                                                                       \
    X(ucnv_close)                                                                                  \
    X(ucnv_convertEx)                                                                              \
    X(ucnv_getName)                                                                                \
    X(ucnv_getStandardName)                                                                        \
    X(ucnv_open)                                                                                   \
    X(ucnv_setToUCallBack)
typedef struct icu_converter {
    ICU_CONVERTER(TARIX_LIBRARY_MEMBER)
} icu_converter;

#define ICU_DETECTOR(X)                                                                            \
    X(ucsdet_close)                                                                                \
    X(ucsdet_detect)                                                                               \
    X(ucsdet_getConfidence)                                                                        \
    X(ucsdet_getName)                                                                              \
    X(ucsdet_open)                                                                                 \
    X(ucsdet_setText)
typedef struct icu_detector {
    ICU_DETECTOR(TARIX_LIBRARY_MEMBER)
} icu_detector;

struct tarix_decoder {
    icu_converter icu;
    UConverter *from, *utf8;
    UChar pivot[pivot_size];
    UChar *pivot_source, *pivot_target;
    uint64_t bad_bytes;
    bool begun;
};

static void close_decoder(void *object)
{
    tarix_decoder *decoder = object;
    if (decoder->from) decoder->icu.ucnv_close(decoder->from);
    if (decoder->utf8) decoder->icu.ucnv_close(decoder->utf8);
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
    decoder->icu.ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

tarix_decoder *tarix_decoder_open(tarix_arena *arena, const char *encoding)
{
    static const char *const names[] = {ICU_CONVERTER(TARIX_LIBRARY_NAME)};
    UErrorCode status = U_ZERO_ERROR;
    tarix_decoder *decoder = TARIX_NEW(arena, tarix_decoder);
    tarix_arena_defer(arena, close_decoder, decoder);
    if (*encoding == '\0') return NULL; /* ICU would take that of the system */
    if (!tarix_library_load(TARIX_ICU_I18N, names, sizeof names / sizeof *names, &decoder->icu))
        return NULL;
    decoder->from = decoder->icu.ucnv_open(encoding, &status);
    decoder->utf8 = decoder->icu.ucnv_open("UTF-8", &status);
    if (U_FAILURE(status)) return NULL;
    decoder->icu.ucnv_setToUCallBack(decoder->from, substitute, decoder, NULL, NULL, &status);
    decoder->pivot_source = decoder->pivot_target = decoder->pivot;
    return decoder;
}

const char *tarix_decoder_name(const tarix_decoder *decoder)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *own = decoder->icu.ucnv_getName(decoder->from, &status);
    const char *name = decoder->icu.ucnv_getStandardName(own, "MIME", &status);
    if (!name) name = decoder->icu.ucnv_getStandardName(own, "IANA", &status);
    return name ? name : own;
}

size_t tarix_decoder_convert(tarix_decoder *decoder, const char **in, const char *in_end, char *out,
    size_t out_size, bool last)
{
    UErrorCode status = U_ZERO_ERROR;
    char *target = out;
    decoder->icu.ucnv_convertEx(decoder->utf8, decoder->from, &target, out + out_size, in, in_end,
        decoder->pivot, &decoder->pivot_source, &decoder->pivot_target, decoder->pivot + pivot_size,
        !decoder->begun, last, &status);
    decoder->begun = true;
    return (size_t)(target - out);
}

uint64_t tarix_decoder_bad_bytes(const tarix_decoder *decoder)
{
    return decoder->bad_bytes;
}

const char *tarix_decoder_guess(tarix_arena *arena, tarix_str sample)
{
    enum { half_sure = 50 };
    static const char *const names[] = {ICU_DETECTOR(TARIX_LIBRARY_NAME)};
    icu_detector icu;
    UErrorCode status = U_ZERO_ERROR;
    char name[64] = "";
    if (!tarix_library_load(TARIX_ICU_I18N, names, sizeof names / sizeof *names, &icu)) return NULL;
    UCharsetDetector *detector = icu.ucsdet_open(&status);
    icu.ucsdet_setText(detector, sample.data, (int32_t)sample.size, &status);
    const UCharsetMatch *match = icu.ucsdet_detect(detector, &status);
    if (match && icu.ucsdet_getConfidence(match, &status) >= half_sure)
        snprintf(name, sizeof name, "%s", icu.ucsdet_getName(match, &status));
    icu.ucsdet_close(detector); /* before the arena, which may unwind */
    if (U_FAILURE(status) || strncmp(name, "UTF-", 4) == 0) return NULL;
    if (!tarix_decoder_open(arena, name)) return NULL; /* it detects more than it decodes */
    return tarix_arena_str(arena, tarix_str_from(name)).data;
}
