#include "corpus/encoding.h"

#include "base/simd.h"

/* The commonest first: in doubt an earlier one is right. */
static const tarix_encoding encodings[] = {
    {"UTF-8", "Unicode; what a text is taken for that has nothing but ASCII", 0, false},
    {"UTF-16LE", "Unicode of Windows programs", 2, false},
    {"UTF-16BE", "Unicode, the higher byte first", 2, true},
    {"UTF-32LE", "Unicode in four bytes", 4, false},
    {"UTF-32BE", "Unicode in four bytes, the highest first", 4, true},
    {"windows-1251", "Cyrillic of Windows", 1, false},
    {"windows-1254", "Turkish of Windows; has all of ISO-8859-9", 1, false},
    {"KOI8-R", "Cyrillic of Unix", 1, false},
    {"x-mac-cyrillic", "Cyrillic of the Macintosh", 1, false},
    {"IBM866", "Cyrillic of DOS", 1, false},
    {"ISO-8859-5", "Cyrillic of ISO", 1, false},
};
enum { n_encodings = sizeof encodings / sizeof *encodings };

const tarix_encoding *tarix_encodings(size_t *n)
{
    *n = n_encodings;
    return encodings;
}

const char *tarix_encoding_mark(tarix_str head, size_t *size)
{
    static const struct {
        tarix_str mark;
        const char *name;
        size_t left; /* in the text by the decoder */
    } marks[] = {{{"\xEF\xBB\xBF", 3}, "UTF-8", 3}, {{"\xFF\xFE\0\0", 4}, "UTF-32", 0},
        {{"\0\0\xFE\xFF", 4}, "UTF-32", 0}, {{"\xFF\xFE", 2}, "UTF-16", 0},
        {{"\xFE\xFF", 2}, "UTF-16", 0}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!tarix_str_starts(head, marks[i].mark)) continue;
        *size = marks[i].left;
        return marks[i].name;
    }
    return NULL;
}

bool tarix_encoding_is_bytewise(tarix_str sample)
{
    return !tarix_simd_has_below(sample.data, sample.size, '\t');
}

tarix_status tarix_encoding_open(
    tarix_arena *arena, const char **name, tarix_decoder **out, tarix_error *err)
{
    *out = tarix_decoder_open(arena, *name);
    if (!*out) {
        tarix_str names = TARIX_STR("");
        for (size_t i = 0; i < n_encodings; i++)
            names = tarix_arena_format(
                arena, "%s%s%s", i ? names.data : "", i ? ", " : "", encodings[i].name);
        return tarix_error_set(err, TARIX_USAGE,
            "--encoding: '%s' is not known; there are %s and all others that ICU has", *name,
            names.data);
    }
    *name = tarix_decoder_name(*out);
    if (strcmp(*name, "UTF-8") == 0) *out = NULL;
    return TARIX_OK;
}
