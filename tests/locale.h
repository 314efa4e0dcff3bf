/* A locale whose decimal point is a comma: one that localedef (of the C library) makes in the
 * test's folder, or one of the system's. */
#ifndef TARIX_TESTS_LOCALE_H
#define TARIX_TESTS_LOCALE_H

#include "tests/folder.h"

#include <locale.h>

static inline bool locale_is_comma_(const char *name)
{
    return setlocale(LC_NUMERIC, name) && strcmp(localeconv()->decimal_point, ",") == 0;
}

/* Sets LC_NUMERIC; false, and "C", where there is no such locale. The test uses folder_new. */
static inline bool locale_set_comma(void)
{
    static const char *const names[] = {
        "comma", "az_AZ.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8"};
    char command[2048];
    folder_put("comma.src", TARIX_STR("LC_NUMERIC\ndecimal_point \",\"\nthousands_sep \".\"\n"
                                      "grouping 3;3\nEND LC_NUMERIC\n"));
    snprintf(command, sizeof command, "localedef -c -i %s %s >/dev/null 2>&1",
        folder_path("comma.src"), folder_path("comma"));
    if (system(command) < 0) return false;
    setenv("LOCPATH", folder_root, 1);
    if (locale_is_comma_(names[0])) return true;
    unsetenv("LOCPATH");
    for (size_t i = 1; i < sizeof names / sizeof *names; i++)
        if (locale_is_comma_(names[i])) return true;
    setlocale(LC_NUMERIC, "C");
    return false;
}

#endif
