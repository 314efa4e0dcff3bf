/* Bytes of any encoding to UTF-8, through ICU's converters. UTF-8 itself does not come this way. */
#ifndef TARIX_BASE_DECODE_H
#define TARIX_BASE_DECODE_H

#include "arena.h"
#include "str.h"

#include <stdint.h>

typedef struct tarix_decoder tarix_decoder;

/* By any name that ICU or IANA knows ("windows-1251", "cp1251", "KOI8-R", "UTF-16"), or NULL;
 * closed with the arena. */
TARIX_API tarix_decoder *tarix_decoder_open(tarix_arena *arena, const char *encoding);
/* The name that the encoding usually has. */
TARIX_API const char *tarix_decoder_name(const tarix_decoder *decoder);

/* Converts as much as fits: moves *in forward and returns the bytes written to `out`. `last` says
 * that no more input follows. What cannot be decoded becomes U+FFFD. */
TARIX_API size_t tarix_decoder_convert(tarix_decoder *decoder, const char **in, const char *in_end,
    char *out, size_t out_size, bool last);
TARIX_API uint64_t tarix_decoder_bad_bytes(const tarix_decoder *decoder);

/* What ICU takes the bytes for, when it is half sure and that is none of Unicode's encodings: a
 * name for tarix_decoder_open() in `arena`, or NULL. */
TARIX_API const char *tarix_decoder_guess(tarix_arena *arena, tarix_str sample);

#endif
