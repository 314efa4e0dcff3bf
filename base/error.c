#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

/* Drops a character that the buffer's end has cut in two. */
static void trim_partial(char *text, size_t size)
{
    size_t at = size;
    while (at > 0 && ((unsigned char)text[at - 1] & 0xC0) == 0x80) at--;
    if (at > 0 && (unsigned char)text[at - 1] >= 0xC0) text[at - 1] = '\0';
}

tarix_status tarix_error_set(tarix_error *err, tarix_status status, const char *format, ...)
{
    if (!err) return status;
    err->status = status;
    va_list args;
    va_start(args, format);
    const int size = vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    if (size < 0) err->message[0] = '\0';
    if (size >= (int)sizeof err->message) trim_partial(err->message, sizeof err->message - 1);
    return status;
}
