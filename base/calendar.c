#include "base/calendar.h"

#include "base/library.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <unicode/udat.h>
#include <unicode/ustring.h>

enum { least_letters = 3, most_names = 512 };

/* Of the half of ICU that few runs need; where it is not, no name is known. */
#define ICU_DATES(X)                                                                               \
    X(udat_close)                                                                                  \
    X(udat_countSymbols)                                                                           \
    X(udat_getSymbols)                                                                             \
    X(udat_open)
typedef struct icu_dates {
    ICU_DATES(TARIX_LIBRARY_MEMBER)
} icu_dates;

struct tarix_calendar {
    icu_dates icu;
    tarix_str names[most_names]; /* in lower case */
    size_t n_names;
};

/* As no two letters of a month's name differ in it: i for ı too, so that MAYIS and Mayıs meet. */
static uint32_t lower(uint32_t c)
{
    const uint32_t small = tarix_unicode_lower_az(c);
    return small == 0x131 ? 'i' : small;
}

static tarix_str lower_text(tarix_arena *arena, tarix_str text)
{
    char *out = tarix_arena_alloc(arena, text.size + 1, TARIX_UTF8_MAX);
    size_t used = 0;
    while (text.size) used += tarix_utf8_encode(lower(tarix_utf8_next(&text)), out + used);
    return (tarix_str){out, used};
}

static void add_names(tarix_arena *arena, tarix_calendar *calendar, const UDateFormat *format,
    UDateFormatSymbolType type)
{
    UErrorCode status = U_ZERO_ERROR;
    for (int32_t i = 0; i < calendar->icu.udat_countSymbols(format, type); i++) {
        UChar symbol[64];
        char name[256];
        int32_t size = 0;
        calendar->icu.udat_getSymbols(format, type, i, symbol, 64, &status);
        u_strToUTF8(name, sizeof name, &size, symbol, -1, &status);
        if (U_FAILURE(status) || calendar->n_names == most_names) return;
        calendar->names[calendar->n_names++] = lower_text(arena, (tarix_str){name, (size_t)size});
    }
}

typedef struct opened {
    const icu_dates *icu;
    UDateFormat *format;
} opened;

static void close_format(void *object)
{
    const opened *o = object;
    o->icu->udat_close(o->format);
}

tarix_calendar *tarix_calendar_new(tarix_arena *arena)
{
    static const char *const languages[] = {"az", "en", "tr", "ru"};
    static const UDateFormatSymbolType types[] = {
        UDAT_MONTHS, UDAT_SHORT_MONTHS, UDAT_STANDALONE_MONTHS, UDAT_STANDALONE_SHORT_MONTHS};
    static const char *const names[] = {ICU_DATES(TARIX_LIBRARY_NAME)};
    tarix_calendar *calendar = TARIX_NEW(arena, tarix_calendar);
    if (!tarix_library_load(TARIX_ICU_I18N, names, sizeof names / sizeof *names, &calendar->icu))
        return calendar;
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
        UErrorCode status = U_ZERO_ERROR;
        opened *o = TARIX_NEW(arena, opened);
        o->icu = &calendar->icu;
        o->format =
            calendar->icu.udat_open(UDAT_LONG, UDAT_LONG, languages[l], NULL, 0, NULL, 0, &status);
        if (U_FAILURE(status)) continue;
        tarix_arena_defer(arena, close_format, o);
        for (size_t t = 0; t < sizeof types / sizeof *types; t++)
            add_names(arena, calendar, o->format, types[t]);
    }
    return calendar;
}

static bool starts_with(tarix_str name, tarix_str word)
{
    while (word.size) {
        if (name.size == 0 || tarix_utf8_next(&name) != lower(tarix_utf8_next(&word))) return false;
    }
    return true;
}

bool tarix_calendar_is_month(const tarix_calendar *calendar, tarix_str word)
{
    if (tarix_utf8_count(word) < least_letters) return false;
    for (size_t i = 0; i < calendar->n_names; i++)
        if (starts_with(calendar->names[i], word)) return true;
    return false;
}
