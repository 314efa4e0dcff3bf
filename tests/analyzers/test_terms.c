#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"

#include <math.h>

/* ---- shapes, by hand ---- */

typedef struct expected {
    const char *lemmas, *term, *citation, *pattern;
    uint64_t count;
} expected;

static void check_term(const frame_table *t, const expected *e)
{
    const size_t row = frame_find(t, "lemmas", tarix_str_from(e->lemmas));
    if (row == t->n_rows) fail_msg("'%s' is missing", e->lemmas);
    check_str(frame_cell(t, row, "term")->text, e->term);
    check_str(frame_cell(t, row, "citation")->text, e->citation);
    check_str(frame_cell(t, row, "pattern")->text, e->pattern);
    if (frame_cell(t, row, "count")->count != e->count)
        fail_msg(
            "%s: %d, not %d", e->lemmas, (int)frame_cell(t, row, "count")->count, (int)e->count);
}

static void check_text(
    tarix_guard *guard, const char *settings, const char *text, const expected *rows)
{
    const frame_table t = frame_text(guard, &tarix_terms, settings, text);
    size_t n = 0;
    for (; rows[n].lemmas; n++) check_term(&t, &rows[n]);
    if (t.n_rows == n) return;
    for (size_t row = 0; row < t.n_rows; row++) {
        size_t i = 0;
        const tarix_str lemmas = frame_cell(&t, row, "lemmas")->text;
        while (i < n && !tarix_str_equal(lemmas, tarix_str_from(rows[i].lemmas))) i++;
        if (i == n) fail_msg("'%.*s' is no term", TARIX_ARG(lemmas));
    }
}

static const char all[] = "min-count=1";

static void cites_an_izafet_otherwise(tarix_guard *guard)
{
    check_text(guard, all,
        "Burada xalq cümhuriyyətinin tarixi var. Sonra xalq cümhuriyyətinə baxdıq, xalq "
        "cümhuriyyətinin adı qaldı.",
        (const expected[]){
            {"xalq cümhuriyyət", "xalq cümhuriyyətinin", "xalq cümhuriyyəti", "N P", 3},
            {"xalq", "xalq", "xalq", "N", 3},
            {"cümhuriyyət", "cümhuriyyətinin", "cümhuriyyət", "N", 3}, {0}});
    check_text(guard, "min-count=1 n=2-4", "Onlar vətəndaş müharibələrində öldü.",
        (const expected[]){
            {"vətəndaş müharibə", "vətəndaş müharibələrində", "vətəndaş müharibələri", "N P", 1},
            {0}});
    /* inner words keep their possessive or plural */
    check_text(guard, "min-count=1 n=3",
        "Biz Xalq Komissarları Sovetinin, bir Sovetlər qurultayının adını eşitdik.",
        (const expected[]){{"xalq komissar sovet", "Xalq Komissarları Sovetinin",
                               "Xalq Komissarları Soveti", "N P P", 1},
            {0}});
    check_text(guard, "min-count=1 n=2", "Burada Sovetlər qurultayında danışdı.",
        (const expected[]){
            {"sovet qurultay", "Sovetlər qurultayında", "Sovetlər qurultayı", "N P", 1}, {0}});
}

static void takes_an_adjective_for_a_noun(tarix_guard *guard)
{
    check_text(guard, "min-count=1 n=2-4", "Bu siyasi partiyanın, o siyasi partiyadır.",
        (const expected[]){
            {"siyasi partiya", "siyasi partiyadır", "siyasi partiya", "A N", 2}, {0}});
    /* the head's possessive belongs to someone else */
    check_text(guard, "min-count=1 n=2-4", "Xalqın siyasi partiyası yarandı.",
        (const expected[]){
            {"siyasi partiya", "siyasi partiyası", "siyasi partiya", "A N", 1}, {0}});
    check_text(guard, "min-count=1 n=2-4", "Ölkədə kommunist inqilabı oldu.",
        (const expected[]){
            {"kommunist inqilab", "kommunist inqilabı", "kommunist inqilabı", "N P", 1}, {0}});
    check_text(guard, "min-count=1 n=2-4",
        "Onlar məhsuldar qüvvələrin, məhsuldar qüvvələrə, sonra məhsuldar qüvvənin adını çəkdi.",
        (const expected[]){
            {"məhsuldar qüvvə", "məhsuldar qüvvələrə", "məhsuldar qüvvələr", "A N", 3}, {0}});
}

static void goes_over_what_ends_a_term(tarix_guard *guard)
{
    static const expected none[] = {{0}};
    check_text(guard, "min-count=1 n=2-4", "Xalq, cümhuriyyəti tanıdı.", none);
    check_text(guard, "min-count=1 n=2-4", "Gəldi xalq. Cümhuriyyəti tanıdı.", none);
    check_text(guard, "min-count=1 n=2-4", "Xalqın və dövlətin adı.", none);
    check_text(guard, "min-count=1 n=2-4", "Bu xalq cümhuriyyət tanıdı.", none);
    check_text(guard, "min-count=1 n=2-4", "O, böyük şəhərdə yaşayır.", none); /* too general */
    check_text(guard, "min-count=1 n=2", "Bura “Kaspi” qəzetidir.",
        (const expected[]){{"kaspi qəzet", "Kaspi qəzetidir", "Kaspi qəzeti", "N P", 1}, {0}});
    check_text(guard, "min-count=1 n=2", "Orada Böyük Britaniya var.",
        (const expected[]){
            {"böyük britaniya", "Böyük Britaniya", "Böyük Britaniya", "A N", 1}, {0}});
}

static void lists_what_is_no_noun_by_itself(tarix_guard *guard)
{
    check_text(guard, "min-count=1 n=1",
        "Onlar milli dövlət tanıdı, bunu qəbul etdi, məsələni RSFSR-in hökuməti gördü.",
        (const expected[]){{"dövlət", "dövlət", "dövlət", "N", 1},
            {"rsfsr", "RSFSR-in", "RSFSR", "N", 1}, {"hökumət", "hökuməti", "hökumət", "N", 1},
            {0}});
}

/* ---- scores ---- */

static bool has_part(tarix_str longer, tarix_str part)
{
    for (size_t at = 0; at + part.size <= longer.size; at++)
        if (memcmp(longer.data + at, part.data, part.size) == 0 &&
            (at == 0 || longer.data[at - 1] == ' ') &&
            (at + part.size == longer.size || longer.data[at + part.size] == ' '))
            return true;
    return false;
}

/* By the definition, over the table itself. */
static void weighs_longer_terms_otherwise(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_table t = frame_run(
        arena, &tarix_terms, "min-count=2", TARIX_STR(TARIX_SOURCE "/corpus/samples/inqilab"));
    size_t n_nested = 0;
    assert_true(t.n_rows > 100);
    for (size_t row = 0; row < t.n_rows; row++) {
        const tarix_str lemmas = frame_cell(&t, row, "lemmas")->text;
        double longer = 0, count = 0;
        for (size_t other = 0; other < t.n_rows; other++) {
            const tarix_str o = frame_cell(&t, other, "lemmas")->text;
            if (o.size <= lemmas.size || !has_part(o, lemmas)) continue;
            longer++;
            count += (double)frame_cell(&t, other, "count")->count;
        }
        const double own = (double)frame_cell(&t, row, "count")->count;
        const double length = (double)frame_cell(&t, row, "length")->count;
        n_nested += longer > 0;
        check_near(frame_cell(&t, row, "c_value")->real,
            log2(length + 1) * (own - (longer > 0 ? count / longer : 0)), 1e-13);
        if (row)
            assert_true(
                frame_cell(&t, row, "c_value")->real <= frame_cell(&t, row - 1, "c_value")->real);
    }
    assert_true(n_nested > 10);
}

static void compares_with_another_reference(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *target = folder_in(arena), *reference = folder_in(arena);
    folder_file(arena, target, "1.txt",
        TARIX_STR("Neft sənayesi var. Neft sənayesinin tarixi. Fəhlələr gəldi."));
    folder_file(arena, target, "2.txt", TARIX_STR("Neft qaldı."));
    folder_file(arena, reference, "1.txt", TARIX_STR("Orada xan vardı, neft yoxdu."));
    folder_file(arena, reference, "2.txt", TARIX_STR("Xanlar getdi."));
    const tarix_str settings = tarix_arena_format(
        arena, "min-count=1 reference=%s measures=weirdness,ll,log_ratio", reference);
    const frame_table t = frame_run(arena, &tarix_terms, settings.data, tarix_str_from(target));
    const size_t neft = frame_find(&t, "lemmas", TARIX_STR("neft"));
    const size_t industry = frame_find(&t, "lemmas", TARIX_STR("neft sənaye"));
    assert_int_equal(frame_find(&t, "lemmas", TARIX_STR("xan")), t.n_rows); /* not of the target */
    assert_int_equal(frame_cell(&t, neft, "count")->count, 3);
    assert_int_equal(frame_cell(&t, neft, "count_reference")->count, 1);
    assert_int_equal(frame_cell(&t, neft, "docs")->count, 2);
    assert_int_equal(frame_cell(&t, neft, "docs_reference")->count, 1);
    /* 10 places against 7 */
    check_near(frame_cell(&t, neft, "per_million")->real, 3e5, 1e-14);
    check_near(frame_cell(&t, neft, "weirdness")->real, 3 / 10.0 / (1 / 7.0), 1e-13);
    check_near(frame_cell(&t, neft, "tf_idf")->real, 3 * log(4 / 3.0), 1e-13);
    check_near(frame_cell(&t, neft, "c_value")->real, 3 - 2, 1e-13);
    assert_int_equal(frame_cell(&t, industry, "count")->count, 2);
    assert_true(isinf(frame_cell(&t, industry, "weirdness")->real));
    check_near(frame_cell(&t, industry, "c_value")->real, 2 * log2(3), 1e-13);
    check_near(frame_cell(&t, industry, "tf_idf")->real, 2 * log(4), 1e-13);
}

static void puts_key_terms_last(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    frame_table t;
    tarix_job job;
    assert_int_equal(frame_try(arena, &tarix_terms,
                         "min-count=3 reference=" TARIX_SOURCE "/corpus/samples/xanliqlar",
                         TARIX_STR(TARIX_SOURCE "/corpus/samples/inqilab"), &t, &job, NULL),
        TARIX_OK);
    size_t n_key = 0;
    assert_int_equal(frame_fact(&job, "tests"), t.n_rows);
    for (size_t row = 0; row < t.n_rows; row++) {
        const bool is_key =
            frame_cell(&t, row, "q_bh")->real <= 0.05 && frame_cell(&t, row, "log_ratio")->real > 0;
        assert_true(!is_key || n_key == row);
        n_key += is_key;
    }
    assert_true(n_key > 5 && n_key < t.n_rows);
}

/* ---- */

static void needs_more_than_nothing(tarix_guard *guard)
{
    static const frame_refusal rows[] = {{"n=0", TARIX_USAGE, "--n"}, {"n=7", TARIX_USAGE, "--n"},
        {"n=3-2", TARIX_USAGE, "--n"}, {"n=1-2-3", TARIX_USAGE, "--n"},
        {"measures=ll", TARIX_USAGE, "--reference"}, {"alpha=2", TARIX_USAGE, "--alpha"},
        {NULL, TARIX_OK, NULL}};
    tarix_arena *arena = tarix_arena_new(guard);
    frame_check_refused(arena, &tarix_terms, rows, folder_lone_file(arena, TARIX_STR("Neft.")));
    assert_int_equal(frame_text(guard, &tarix_terms, all, "").n_rows, 0);
    assert_int_equal(frame_text(guard, &tarix_terms, all, "1918 və 1920, ...").n_rows, 0);
    const frame_table one = frame_text(guard, &tarix_terms, all, "Neft.");
    assert_int_equal(one.n_rows, 1);
    assert_true(frame_cell(&one, 0, "tf_idf")->real == 0);
    assert_int_equal(frame_text(guard, &tarix_terms, "min-count=2", "Neft.").n_rows, 0);
    assert_int_equal(
        frame_text(guard, &tarix_terms, "min-count=1 stopwords=none", "Neft və qaz.").n_rows, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(cites_an_izafet_otherwise),
        GUARDED(takes_an_adjective_for_a_noun),
        GUARDED(goes_over_what_ends_a_term),
        GUARDED(lists_what_is_no_noun_by_itself),
        GUARDED(weighs_longer_terms_otherwise),
        GUARDED(compares_with_another_reference),
        GUARDED(puts_key_terms_last),
        GUARDED(needs_more_than_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
