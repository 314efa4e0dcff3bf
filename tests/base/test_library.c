#include "base/library.h"

#include "tests/base/guarded.h"

#include <libstemmer.h>

#define STEMMER(X) X(sb_stemmer_list) X(sb_stemmer_delete)
typedef struct stemmer {
    STEMMER(TARIX_LIBRARY_MEMBER)
} stemmer;
static const char *const names[] = {STEMMER(TARIX_LIBRARY_NAME)};

static void functions_stand_in_the_order_of_their_list(void **state)
{
    (void)state;
    stemmer lib = {NULL, NULL};
    assert_true(tarix_library_load(LIBSTEMMER, names, 2, &lib));
    assert_string_equal(lib.sb_stemmer_list()[0], sb_stemmer_list()[0]);
    lib.sb_stemmer_delete(NULL);
}

static void a_library_or_function_that_is_not_there_is_said(void **state)
{
    (void)state;
    static const char *const none[] = {"sb_stemmer_list", "no_such_function_of_it"};
    stemmer lib;
    assert_false(tarix_library_load("libno-such-library.so.7", names, 2, &lib));
    assert_false(tarix_library_load("", names, 2, &lib));
    assert_false(tarix_library_load(LIBSTEMMER, none, 2, &lib));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_stand_in_the_order_of_their_list),
        cmocka_unit_test(a_library_or_function_that_is_not_there_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
