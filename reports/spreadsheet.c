#include "reports/spreadsheet.h"

#include "base/unicode.h"
#include "base/utf8.h"

enum { most_digits = 15 }; /* that a spreadsheet's number keeps */

static tarix_str trimmed(tarix_str text)
{
    while (text.size && text.data[0] == ' ') text = tarix_str_slice(text, 1, text.size);
    while (text.size && text.data[text.size - 1] == ' ') text.size--;
    return text;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_plain_number(tarix_str text)
{
    size_t digits = 0;
    while (digits < text.size && is_digit(text.data[digits])) digits++;
    return digits == text.size && digits <= most_digits && (text.data[0] != '0' || digits == 1);
}

static bool is_letter(uint32_t c)
{
    return tarix_unicode_class(c) == TARIX_CHAR_LETTER || tarix_unicode_class(c) == TARIX_CHAR_MARK;
}

/* `lower` is in lower case. */
static bool is_word(tarix_str text, const char *lower)
{
    tarix_str rest = tarix_str_from(lower);
    while (text.size && rest.size)
        if (tarix_unicode_lower_az(tarix_utf8_next(&text)) != tarix_utf8_next(&rest)) return false;
    return text.size == rest.size;
}

/* What spreadsheets write for a truth in English, Azerbaijani and Turkish. */
static bool is_truth(tarix_str text)
{
    static const char *const truths[] = {"true", "false", "doğru", "yanlış"};
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
        if (is_word(text, truths[i])) return true;
    return false;
}

/* A month, the exponent's e between digits, or the halves of a day. */
static bool is_word_of_numbers(
    const tarix_calendar *calendar, tarix_str word, bool is_inside, bool *has_month)
{
    if (is_word(word, "e") && is_inside) return true;
    if (is_word(word, "am") || is_word(word, "pm")) return true;
    if (*has_month || !tarix_calendar_is_month(calendar, word)) return false;
    *has_month = true;
    return true;
}

static size_t letters_of(tarix_str text)
{
    tarix_str rest = text;
    size_t size = 0;
    while (rest.size && is_letter(tarix_utf8_next(&rest))) size = text.size - rest.size;
    return size;
}

/* Signs that numbers, dates, times and amounts are written with. */
static bool is_sign(uint32_t c)
{
    if (c >= 0x80) return tarix_unicode_class(c) == TARIX_CHAR_SPACE;
    return c && strchr(" .,:/-+()%$'", (int)c);
}

static bool is_number_or_date(const tarix_calendar *calendar, tarix_str text)
{
    bool has_digit = false, has_month = false;
    while (text.size) {
        const size_t letters = letters_of(text);
        const tarix_str word = {text.data, letters};
        const bool is_inside = has_digit && letters < text.size;
        if (letters && !is_word_of_numbers(calendar, word, is_inside, &has_month)) return false;
        text = tarix_str_slice(text, letters, text.size);
        if (letters) continue;
        const uint32_t c = tarix_utf8_next(&text);
        if (c < 0x80 && is_digit((char)c))
            has_digit = true;
        else if (!is_sign(c))
            return false;
    }
    return has_digit;
}

bool tarix_spreadsheet_mistakes(const tarix_calendar *calendar, tarix_str text)
{
    text = trimmed(text);
    if (text.size == 0) return false;
    if (strchr("=+-@", text.data[0]) && text.data[0] != '\0') return true;
    if (is_truth(text)) return true;
    return !is_plain_number(text) && is_number_or_date(calendar, text);
}
