#include "corpus/reader.h"

#include "tests/check.h"

static void refuses_plain_text(void **state)
{
    (void)state;
    static const char *const names[] = {"məqalə.txt", "a.b.txt", "məqalə", "", ".txt", "notes.md"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(tarix_reader_find(tarix_str_from(names[i]))->reads);
}

static void refuses_without_advice(void **state)
{
    (void)state;
    static const char *const endings[] = {".docx", ".doc", ".odt", ".rtf", ".pdf", ".epub", ".zip"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char name[32];
        snprintf(name, sizeof name, "txt.%s", endings[i]);
        const tarix_reader *reader = tarix_reader_find(tarix_str_from(name));
        assert_false(reader->reads);
        assert_string_equal(reader->extension, endings[i]);
        assert_true(strlen(reader->advice) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_plain_text),
        cmocka_unit_test(refuses_without_advice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
