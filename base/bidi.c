#include "base/bidi.h"

#include "base/utf8.h"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/ushape.h>
#include <unicode/ustring.h>

static bool has_right_to_left(tarix_str text)
{
    while (text.size) {
        const UCharDirection d = u_charDirection((UChar32)tarix_utf8_next(&text));
        if (d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC) return true;
    }
    return false;
}

/* Nothing in here may unwind: ICU holds memory. */
static int32_t reorder(UChar *text, int32_t n, UChar *out, int32_t room)
{
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_open();
    int32_t size = -1;
    if (!bidi) return -1;
    ubidi_setPara(bidi, text, n, UBIDI_DEFAULT_LTR, NULL, &status);
    size = ubidi_writeReordered(
        bidi, out, room, UBIDI_DO_MIRRORING | UBIDI_REMOVE_BIDI_CONTROLS, &status);
    ubidi_close(bidi);
    return U_SUCCESS(status) ? size : -1;
}

tarix_str tarix_bidi_visual(tarix_arena *arena, tarix_str text)
{
    if (text.size > 1 << 20 || !has_right_to_left(text)) return text;
    const int32_t room = (int32_t)text.size + 1;
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = 0, size = 0;
    UChar *wide = TARIX_ARRAY(arena, UChar, room);
    UChar *joined = TARIX_ARRAY(arena, UChar, room);
    u_strFromUTF8(wide, room, &n, text.data, (int32_t)text.size, &status);
    n = u_shapeArabic(wide, n, joined, room,
        U_SHAPE_LETTERS_SHAPE | U_SHAPE_TEXT_DIRECTION_LOGICAL | U_SHAPE_LENGTH_GROW_SHRINK,
        &status);
    if (U_FAILURE(status)) return text;
    n = reorder(joined, n, wide, room);
    if (n < 0) return text;
    enum { most_bytes = 3 }; /* of a UTF-16 unit */
    char *out = tarix_arena_alloc(arena, (size_t)n + 1, most_bytes);
    u_strToUTF8(out, (n + 1) * most_bytes, &size, wide, n, &status);
    return U_SUCCESS(status) ? (tarix_str){out, (size_t)size} : text;
}
