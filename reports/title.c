#include "reports/title.h"

#include "base/unicode.h"

size_t tarix_title_longest_word(tarix_str title)
{
    tarix_str word;
    size_t longest = 0;
    while (tarix_str_split(&title, ' ', &word)) {
        const size_t width = tarix_unicode_text_width(word);
        if (width > longest) longest = width;
    }
    return longest;
}

/* Takes as many words off the front as the width holds, at least one. */
static tarix_str next_line(tarix_str *rest, size_t width)
{
    tarix_str line = {rest->data, 0}, word, words = *rest;
    while (tarix_str_split(&words, ' ', &word)) {
        const tarix_str longer = {line.data, (size_t)(word.data + word.size - line.data)};
        if (line.size && tarix_unicode_text_width(longer) > width) break;
        line = longer;
        *rest = words;
    }
    return line;
}

size_t tarix_title_lines(tarix_str title, size_t width)
{
    size_t n = 0;
    for (; title.data; n++) next_line(&title, width);
    return n;
}

tarix_str tarix_title_line(tarix_str title, size_t width, size_t height, size_t i)
{
    const size_t above = height - tarix_title_lines(title, width);
    if (i < above) return TARIX_STR("");
    tarix_str line = next_line(&title, width);
    for (; i > above; i--) line = next_line(&title, width);
    return line;
}
