/* Bytes of any encoding to UTF-8, through ICU's converters. UTF-8 itself does not come this way. */
#ifndef TARIX_BASE_DECODE_H
#define TARIX_BASE_DECODE_H

#include "arena.h"
#include "error.h"
#include "str.h"

#include <stdint.h>

typedef struct tarix_decoder tarix_decoder;

/* By the name ICU or IANA knows ("windows-1251", "ISO-8859-9", "KOI8-R", "UTF-16"); closed with
 * the arena. */
TARIX_API tarix_status tarix_decoder_open(
    tarix_arena *arena, const char *encoding, tarix_decoder **out, tarix_error *err);

/* Converts as much as fits: moves *in forward and returns the bytes written to `out`. `last` says
 * that no more input follows. What cannot be decoded becomes U+FFFD. */
TARIX_API size_t tarix_decoder_convert(tarix_decoder *decoder, const char **in, const char *in_end,
    char *out, size_t out_size, bool last);
TARIX_API uint64_t tarix_decoder_bad_bytes(const tarix_decoder *decoder);

/* The likeliest encoding of the first bytes of a text, as a name for tarix_decoder_open() in
 * `arena`; "UTF-8" when they are, and NULL when they look like no text at all. */
TARIX_API const char *tarix_decoder_detect(tarix_arena *arena, tarix_str sample);

#endif
