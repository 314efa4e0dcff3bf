#include "base/regex.h"

#include "base/library.h"

#include <unicode/uregex.h>
#include <unicode/ustring.h>

/* Of the half of ICU that few runs need. */
#define ICU_REGEX(X)                                                                               \
    X(uregex_close)                                                                                \
    X(uregex_find)                                                                                 \
    X(uregex_matches)                                                                              \
    X(uregex_open)                                                                                 \
    X(uregex_setText)                                                                              \
    X(uregex_setTimeLimit)
typedef struct icu_regex {
    ICU_REGEX(TARIX_LIBRARY_MEMBER)
} icu_regex;

struct tarix_regex {
    icu_regex icu;
    tarix_arena *arena;
    tarix_str pattern;
    URegularExpression *compiled;
    UChar *text;
    size_t room;
};

static void close_regex(void *object)
{
    const tarix_regex *regex = object;
    if (regex->compiled) regex->icu.uregex_close(regex->compiled);
}

/* To the regex's buffer; the units there. */
static int32_t load(tarix_regex *regex, tarix_str text)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t size = 0;
    if (text.size + 1 > regex->room) { /* never more units than bytes */
        const size_t room = 2 * text.size + 64;
        regex->text =
            tarix_arena_grow(regex->arena, regex->text, regex->room, room, sizeof *regex->text);
        regex->room = room;
    }
    u_strFromUTF8WithSub(regex->text, (int32_t)regex->room, &size, text.data, (int32_t)text.size,
        0xFFFD, NULL, &status);
    return size;
}

tarix_status tarix_regex_open(
    tarix_arena *arena, tarix_str pattern, tarix_regex **out, tarix_error *err)
{
    enum { most_bytes = 10000, most_steps = 1000 };
    static const char *const names[] = {ICU_REGEX(TARIX_LIBRARY_NAME)};
    if (pattern.size > most_bytes)
        return tarix_error_set(err, TARIX_USAGE,
            "a regular expression of %zu bytes is longer than %d", pattern.size, most_bytes);
    UErrorCode status = U_ZERO_ERROR;
    UParseError where = {.offset = -1};
    tarix_regex *regex = TARIX_NEW(arena, tarix_regex);
    *regex = (tarix_regex){.arena = arena, .pattern = pattern};
    if (!tarix_library_load(TARIX_ICU_I18N, names, sizeof names / sizeof *names, &regex->icu))
        return tarix_error_set(err, TARIX_IO,
            "regular expressions need %s, which is not here: install ICU (./bootstrap does)",
            TARIX_ICU_I18N);
    tarix_arena_defer(arena, close_regex, regex);
    const int32_t size = load(regex, pattern);
    regex->compiled = regex->icu.uregex_open(regex->text, size, 0, &where, &status);
    if (U_FAILURE(status) || !regex->compiled)
        return tarix_error_set(err, TARIX_USAGE,
            "'%.*s' is no regular expression (%s at character %d)", TARIX_ARG(pattern),
            u_errorName(status), (int)where.offset);
    regex->icu.uregex_setTimeLimit(regex->compiled, most_steps, &status);
    *out = regex;
    return TARIX_OK;
}

static tarix_status answer(
    tarix_regex *regex, tarix_str text, bool whole, bool *out, tarix_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size = load(regex, text);
    regex->icu.uregex_setText(regex->compiled, regex->text, size, &status);
    const bool is_there = whole ? regex->icu.uregex_matches(regex->compiled, -1, &status)
                                : regex->icu.uregex_find(regex->compiled, 0, &status);
    if (U_FAILURE(status))
        return tarix_error_set(err, TARIX_USAGE,
            "the regular expression '%.*s' takes too long over '%.*s' (%s)",
            TARIX_ARG(regex->pattern), TARIX_ARG(text), u_errorName(status));
    *out = is_there;
    return TARIX_OK;
}

tarix_status tarix_regex_matches(tarix_regex *regex, tarix_str text, bool *out, tarix_error *err)
{
    return answer(regex, text, true, out, err);
}

tarix_status tarix_regex_finds(tarix_regex *regex, tarix_str text, bool *out, tarix_error *err)
{
    return answer(regex, text, false, out, err);
}
