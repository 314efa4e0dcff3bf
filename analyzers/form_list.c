#include "analyzers/form_list.h"

#include "base/number.h"

tarix_str tarix_form_list_str(tarix_arena *arena, const tarix_form_count *list, size_t n)
{
    size_t size = 0;
    for (size_t i = 0; i < n; i++) size += list[i].text.size + TARIX_NUMBER_SIZE;
    char *text = tarix_arena_alloc(arena, size + 1, 1), *to = text;
    for (size_t i = 0; i < n; i++) {
        if (i) *to++ = ' ';
        if (list[i].text.size) memcpy(to, list[i].text.data, list[i].text.size);
        to += list[i].text.size;
        *to++ = ' ';
        *to++ = '(';
        to += tarix_number_from_count(list[i].count, to);
        *to++ = ')';
    }
    return (tarix_str){text, (size_t)(to - text)};
}
