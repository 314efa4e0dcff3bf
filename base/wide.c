/* Build tool: prints the ranges of characters that take two columns of a terminal. The program has
 * only those properties of ICU compiled in that need none of its data file, which this one does. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>

static bool is_wide(UChar32 c)
{
    const int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

int main(void)
{
    for (UChar32 c = 0, first = 0; c <= UCHAR_MAX_VALUE; c++) {
        if (!is_wide(c)) continue;
        for (first = c; c < UCHAR_MAX_VALUE && is_wide(c + 1);) c++;
        printf("{0x%lX, 0x%lX},\n", (unsigned long)first, (unsigned long)c);
    }
    return EXIT_SUCCESS;
}
