#include "analyzers/delta.h"

#include "tests/check.h"

enum { n_documents = 4, n_words = 5 };

/* R 4.2: z = scale(m), dist(z, "manhattan") and 1 - cosine, for each two of the documents. The last
 * word, which all have as often, adds nothing to either. */
static void differs_from_a_reference_value(void **state)
{
    static const double sums[] = {0.81794867953103922, 0.93518835255157862, 1.0252029630258108,
        1.7531370320826178, 1.6116966176137122, 1.3597356470861066}; /* by 4 words */
    static const double cosines[] = {0.27648592233603153, 1.1683141005662079, 1.9418555483089075,
        1.7666744710267839, 1.5799385844509386, 1.0738683681626484};
    double z[n_documents][n_words] = {
        {61, 40, 22, 11, 9}, {55, 48, 20, 15, 9}, {70, 31, 25, 9, 9}, {58, 39, 30, 2, 9}};
    (void)state;
    tarix_delta_scores(z[0], n_documents, n_words);
    for (size_t i = 0, k = 0; i < n_documents; i++)
        for (size_t j = i + 1; j < n_documents; j++, k++) {
            check_near(tarix_burrows_delta(z[i], z[j], n_words), sums[k] * 4 / 5, 1e-14);
            check_near(tarix_cosine_delta(z[i], z[j], n_words), cosines[k], 1e-13);
        }
}

static void scores_what_does_not_vary(void **state)
{
    double z[2][2] = {{.1, .3}, {.1, .3}}, alone[2] = {7, 8};
    (void)state;
    tarix_delta_scores(z[0], 2, 2);
    check_near(tarix_burrows_delta(z[0], z[1], 2), 0, 0);
    check_near(tarix_cosine_delta(z[0], z[1], 2), NAN, 0);
    tarix_delta_scores(alone, 1, 2);
    check_near(alone[0], 0, 0);
    tarix_delta_scores(NULL, 0, 2);
    check_near(tarix_burrows_delta(NULL, NULL, 0), NAN, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differs_from_a_reference_value),
        cmocka_unit_test(scores_what_does_not_vary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
