#include "analyzers/interval.h"
#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"

#include <math.h>

/* ---- random corpora against counts by brute force ---- */

enum { first_year = 1899, n_years = 9 };

/* A year for each document; some have none (0). */
static void write_years(tarix_arena *arena, const frame_corpus *c, uint64_t *seed, int *year)
{
    tarix_str text = TARIX_STR("document,year\n");
    for (size_t d = 0; d < c->n_documents; d++) {
        year[d] = random_below(seed, 6) ? first_year + (int)random_below(seed, n_years) : 0;
        text = year[d] ? tarix_arena_format(arena, "%.*s%02zu,%d\n", TARIX_ARG(text), d, year[d])
                       : tarix_arena_format(arena, "%.*s%02zu,\n", TARIX_ARG(text), d);
    }
    folder_file(arena, c->folder, "metadata.csv", text);
}

/* One word over the periods that a step makes of the years. */
typedef struct course {
    size_t n;
    double x[n_years], rate[n_years];
    uint64_t count[n_years], size[n_years], docs[n_years], documents[n_years];
    uint64_t total, places, total_docs;
} course;

static course course_of(const frame_corpus *c, const int *year, int step, int word)
{
    course r = {0};
    for (int begin = 0; begin < n_years; begin++) {
        const int from = first_year + begin;
        if (from % step) continue;
        const size_t at = r.n;
        for (size_t d = 0; d < c->n_documents; d++) {
            uint64_t size = 0, count = 0;
            if (year[d] == 0 || year[d] / step * step != from) continue;
            for (size_t i = 0; i < c->n; i++) {
                size += c->document[i] == (int)d;
                count += c->document[i] == (int)d && c->word[i] == word;
            }
            r.size[at] += size;
            r.count[at] += count;
            r.docs[at] += count > 0;
            r.documents[at]++;
        }
        if (r.size[at] == 0) continue;
        r.x[at] = from;
        r.rate[at] = 1e6 * (double)r.count[at] / (double)r.size[at];
        r.total += r.count[at];
        r.total_docs += r.docs[at];
        r.places += r.size[at];
        r.n++;
    }
    return r;
}

static double sign(double x)
{
    return (x > 0) - (x < 0);
}

/* S moved towards 0 by 1, by its deviation; years are never tied. */
static double z_of(const course *r)
{
    const double n = (double)r->n;
    double s = 0, variance = n * (n - 1) * (2 * n + 5);
    for (size_t i = 0; i < r->n; i++) {
        double tied = 0;
        bool is_first = true;
        for (size_t j = 0; j < r->n; j++) {
            s += j < i ? sign(r->rate[i] - r->rate[j]) : 0;
            tied += r->rate[j] == r->rate[i];
            is_first = is_first && !(j < i && r->rate[j] == r->rate[i]);
        }
        if (is_first) variance -= tied * (tied - 1) * (2 * tied + 5);
    }
    if (!(variance > 0)) return NAN;
    return sign(s) * fmax(fabs(s) - 1, 0) / sqrt(variance / 18);
}

static bool is_thin(const course *r, size_t i)
{
    return (double)r->total * (double)r->size[i] / (double)r->places < 5;
}

static void check_term(const frame_table *t, size_t row, const course *r)
{
    uint64_t periods = 0, thin = 0;
    for (size_t i = 0; i < r->n; i++) {
        periods += r->count[i] > 0;
        thin += is_thin(r, i);
    }
    assert_int_equal(frame_cell(t, row, "count")->count, r->total);
    assert_int_equal(frame_cell(t, row, "docs")->count, r->total_docs);
    assert_int_equal(frame_cell(t, row, "periods")->count, periods);
    assert_int_equal(frame_cell(t, row, "thin_periods")->count, thin);
    check_near(
        frame_cell(t, row, "per_million")->real, 1e6 * (double)r->total / (double)r->places, 1e-14);
    check_near(frame_cell(t, row, "per_million_first")->real, r->rate[0], 1e-14);
    check_near(frame_cell(t, row, "per_million_last")->real, r->rate[r->n - 1], 1e-14);
    const double z = z_of(r);
    check_near(frame_cell(t, row, "mann_kendall_z")->real, z, 1e-12);
    if (z > 0) check_str(frame_cell(t, row, "direction")->text, "rising");
    if (z < 0) check_str(frame_cell(t, row, "direction")->text, "falling");
}

static void check_order(const frame_table *t)
{
    for (size_t row = 1; row < t->n_rows; row++) {
        const double before = frame_cell(t, row - 1, "mann_kendall_z")->real;
        const double z = frame_cell(t, row, "mann_kendall_z")->real;
        assert_true(isnan(z) || before >= z);
    }
}

static void counts_otherwise_than_by_brute_force(tarix_guard *guard)
{
    uint64_t seed = 31;
    for (size_t round = 0; round < 60; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const int step = round % 3 ? 1 : 3;
        int year[16];
        const frame_corpus c = frame_random(arena, &seed, 3 + round % 12, 10, false);
        write_years(arena, &c, &seed, year);
        const char *settings =
            step == 1 ? "layer=fold min-count=1" : "layer=fold min-count=1 step=3";
        const frame_table t = frame_run(arena, &tarix_trend, settings, tarix_str_from(c.folder));
        size_t n = 0;
        for (int w = 0; w < frame_words; w++) {
            const course r = course_of(&c, year, step, w);
            const size_t row = frame_find(&t, "term", tarix_str_from(frame_word[w]));
            assert_true((row < t.n_rows) == (r.total > 0));
            if (r.total > 0) check_term(&t, row, &r);
            n += r.total > 0;
        }
        assert_int_equal(t.n_rows, n);
        check_order(&t);
        tarix_arena_free(arena);
    }
}

static void shows_other_periods_than_there_are(tarix_guard *guard)
{
    uint64_t seed = 32;
    for (size_t round = 0; round < 30; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        int year[16];
        const frame_corpus c = frame_random(arena, &seed, 3 + round % 12, 10, false);
        write_years(arena, &c, &seed, year);
        const frame_table t = frame_run(
            arena, &tarix_trend, "layer=fold min-count=1 periods", tarix_str_from(c.folder));
        size_t n = 0;
        for (int w = 0; w < frame_words; w++) {
            const course r = course_of(&c, year, 1, w);
            const size_t first = frame_find(&t, "term", tarix_str_from(frame_word[w]));
            if (r.total == 0) continue;
            for (size_t i = 0, row = first; i < r.n; i++, row++, n++) {
                const double to_rate = 1e6 / (double)r.size[i], count = (double)r.count[i];
                check_str(frame_cell(&t, row, "term")->text, frame_word[w]);
                check_near(frame_cell(&t, row, "x")->real, r.x[i], 0);
                assert_int_equal(frame_cell(&t, row, "count")->count, r.count[i]);
                assert_int_equal(frame_cell(&t, row, "size")->count, r.size[i]);
                assert_int_equal(frame_cell(&t, row, "docs")->count, r.docs[i]);
                assert_int_equal(frame_cell(&t, row, "docs_period")->count, r.documents[i]);
                assert_int_equal(frame_cell(&t, row, "thin")->count, is_thin(&r, i));
                check_near(frame_cell(&t, row, "per_million")->real, r.rate[i], 1e-14);
                check_near(frame_cell(&t, row, "low")->real,
                    tarix_poisson_low(count, 0.05) * to_rate, 1e-14);
                check_near(frame_cell(&t, row, "high")->real,
                    tarix_poisson_high(count, 0.05) * to_rate, 1e-14);
            }
        }
        assert_int_equal(t.n_rows, n);
        tarix_arena_free(arena);
    }
}

/* ---- by hand ---- */

/* 20 words a document, so many of them qala; named 0.txt, 1.txt, … */
static void write_document(tarix_arena *arena, const char *folder, size_t number, int n_qala)
{
    tarix_str text = TARIX_STR("");
    for (int i = 0; i < 20; i++)
        text = tarix_arena_format(arena, "%.*s%s ", TARIX_ARG(text),
            i < n_qala ? "qala"
            : i % 2    ? "dolma"
                       : "tuman");
    folder_file(arena, folder, tarix_arena_format(arena, "%zu.txt", number).data, text);
}

static tarix_str write_folder(tarix_arena *arena, const char *metadata, const int *n_qala, size_t n)
{
    const char *folder = folder_in(arena);
    for (size_t i = 0; i < n; i++) write_document(arena, folder, i, n_qala[i]);
    if (metadata) folder_file(arena, folder, "metadata.csv", tarix_str_from(metadata));
    return tarix_str_from(folder);
}

static const int rising[] = {0, 1, 1, 2, 4, 3};
static const char years[] = "document,year\n0,1905\n1,1907\n2,1911\n3,1914\n4,1917\n5,1918\n";

/* R 4.2.2: cor.test(x, y, method = "kendall", exact = FALSE, continuity = TRUE), cor(method =
 * "spearman"), the median of all slopes, and poisson.test(n)$conf.int, with
 * x = c(1905,1907,1911,1914,1917,1918) and y = c(0,1,1,2,4,3) * 5e4. */
static void differs_from_r(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str folder = write_folder(arena, years, rising, 6);
    const frame_table t =
        frame_run(arena, &tarix_trend, "layer=fold terms=qala measures=all", folder);
    assert_int_equal(t.n_rows, 1);
    check_str(frame_cell(&t, 0, "direction")->text, "rising");
    check_near(frame_cell(&t, 0, "mann_kendall_z")->real, 2.10400315310902, 1e-13);
    check_near(frame_cell(&t, 0, "kendall_tau")->real, 0.828078671210825, 1e-13);
    check_near(frame_cell(&t, 0, "mann_kendall_log10_p")->real, -1.4512646114194, 1e-11);
    check_near(frame_cell(&t, 0, "spearman")->real, 0.927633657043918, 1e-13);
    check_near(frame_cell(&t, 0, "theil_sen_slope")->real, 12500, 1e-13);
    check_near(frame_cell(&t, 0, "q_bh_log10")->real, -1.4512646114194, 1e-11);
    const frame_table p = frame_run(arena, &tarix_trend, "layer=fold terms=qala periods", folder);
    assert_int_equal(p.n_rows, 6);
    assert_true(frame_cell(&p, 0, "low")->real == 0);
    check_near(frame_cell(&p, 0, "high")->real, 184443.972705697, 1e-10);
    check_near(frame_cell(&p, 1, "low")->real, 1265.89039921449, 1e-10);
    check_near(frame_cell(&p, 1, "high")->real, 278582.16954694496, 1e-10);
    check_near(frame_cell(&p, 4, "low")->real, 54493.2686813163, 1e-10);
    check_near(frame_cell(&p, 4, "high")->real, 512079.4337701849, 1e-10);
}

static void check_names(tarix_arena *arena, const char *settings, const char *metadata,
    const char *const *names, size_t n)
{
    const tarix_str folder = write_folder(arena, metadata, rising, 6);
    const tarix_str all = tarix_arena_format(arena, "layer=fold terms=qala periods %s", settings);
    const frame_table t = frame_run(arena, &tarix_trend, all.data, folder);
    assert_int_equal(t.n_rows, n);
    for (size_t i = 0; i < n; i++) check_str(frame_cell(&t, i, "period")->text, names[i]);
}

static void names_periods_otherwise(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *dates = "document,when\n0,1918-05-28\n1,28.05.1905\n2,1917-1919\n3,XX əsr\n"
                        "4,1905-11-01\n5,1924\n";
    check_names(arena, "step=10", years, (const char *[]){"1900-1909", "1910-1919"}, 2);
    check_names(
        arena, "by=when step=1", dates, (const char *[]){"1905", "1917", "1918", "1924"}, 4);
    check_names(arena, "by=when", dates,
        (const char *[]){"1905-11-01", "1917-1919", "1918-05-28", "1924", "28.05.1905", "XX əsr"},
        6);
    check_names(arena, "by=when order=XX~əsr,1924,1917-1919", dates,
        (const char *[]){"XX əsr", "1924", "1917-1919"}, 3);
    check_names(arena, "by=bc step=100", "document,bc\n0,-50\n1,-150.5\n2,20\n",
        (const char *[]){"-200--101", "-100--1", "0-99"}, 3);
}

static const char *note_of(const tarix_job *job)
{
    for (size_t i = 0; i < job->n_facts; i++)
        if (strcmp(job->facts[i].name, "note") == 0) return job->facts[i].text.data;
    return "";
}

static void tells_a_trend_from_one_period(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str folder = write_folder(arena, "document,year\n0,1905\n1,1905\n", rising, 2);
    frame_table t;
    tarix_job job;
    assert_int_equal(
        frame_try(arena, &tarix_trend, "layer=fold min-count=1", folder, &t, &job, NULL), TARIX_OK);
    assert_int_equal(t.n_rows, 3);
    check_str(frame_cell(&t, 0, "term")->text, "dolma"); /* the commonest: no z, no slope */
    for (size_t row = 0; row < 3; row++) {
        assert_true(isnan(frame_cell(&t, row, "mann_kendall_z")->real));
        assert_true(isnan(frame_cell(&t, row, "q_bh")->real));
        assert_int_equal(frame_cell(&t, row, "direction")->text.size, 0);
    }
    assert_int_equal(frame_fact(&job, "periods"), 1);
    assert_non_null(strstr(note_of(&job), "periods: 1;"));
}

static void hides_what_was_asked_for(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str folder = write_folder(arena, years, rising, 6);
    frame_table t;
    tarix_job job;
    assert_int_equal(frame_try(arena, &tarix_trend, "layer=fold terms=zzz,q*,qala,/[dt].*/ top=1",
                         folder, &t, &job, NULL),
        TARIX_OK);
    assert_int_equal(t.n_rows, 2); /* what rises most and what falls most */
    check_str(frame_cell(&t, 0, "term")->text, "q*");
    check_str(frame_cell(&t, 1, "term")->text, "/[dt].*/");
    assert_int_equal(frame_cell(&t, 1, "count")->count, 6 * 20 - 11);
    assert_int_equal(frame_fact(&job, "tests"), 4);
    const frame_table all =
        frame_run(arena, &tarix_trend, "layer=fold terms=zzz,qala periods", folder);
    assert_int_equal(all.n_rows, 12);
    check_str(frame_cell(&all, 6, "term")->text, "zzz");
    assert_int_equal(frame_cell(&all, 6, "count")->count, 0);
    check_near(frame_cell(&all, 6, "high")->real, 184443.972705697, 1e-10);
}

static void counts_documents_of_no_period(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str folder = write_folder(arena, "document,year\n0,1905\n2,1911\n", rising, 5);
    frame_table t;
    tarix_job job;
    assert_int_equal(
        frame_try(arena, &tarix_trend, "layer=fold terms=qala", folder, &t, &job, NULL), TARIX_OK);
    assert_int_equal(frame_cell(&t, 0, "count")->count, 1);
    check_str(frame_cell(&t, 0, "direction")->text, "rising");
    assert_int_equal(frame_fact(&job, "documents_of_no_period"), 3);
    assert_int_equal(frame_fact(&job, "places_of_periods"), 40);
}

static void takes_settings_that_mean_nothing(tarix_guard *guard)
{
    static const frame_refusal rows[] = {{"by=yaer", TARIX_USAGE, "'year'"},
        {"by=year order=1905,1906", TARIX_USAGE, "did you mean '1905'"},
        {"by=year order=1905,1905", TARIX_USAGE, "twice"},
        {"order=1905 step=10", TARIX_USAGE, "exclude"}, {"terms=,", TARIX_USAGE, "no term"},
        {"thin=few", TARIX_USAGE, "--thin"}, {"measures=ll", TARIX_USAGE, "ll"},
        {"periods measures=spearman", TARIX_USAGE, "--periods"}, {NULL, TARIX_OK, NULL}};
    static const frame_refusal alone[] = {
        {"min-count=1", TARIX_USAGE, "metadata.csv"}, {NULL, TARIX_OK, NULL}};
    tarix_arena *arena = tarix_arena_new(guard);
    frame_check_refused(arena, &tarix_trend, rows, write_folder(arena, years, rising, 6));
    frame_check_refused(arena, &tarix_trend, alone, write_folder(arena, NULL, rising, 6));
}

static void finds_a_trend_in_nothing(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *folder = folder_in(arena);
    folder_file(arena, folder, "0.txt", TARIX_STR(""));
    folder_file(arena, folder, "metadata.csv", TARIX_STR("document,year\n0,1905\n"));
    const tarix_str input = tarix_str_from(folder);
    assert_int_equal(frame_run(arena, &tarix_trend, "layer=fold min-count=1", input).n_rows, 0);
    assert_int_equal(
        frame_run(arena, &tarix_trend, "layer=fold terms=qala periods", input).n_rows, 0);
    const frame_table t = frame_run(arena, &tarix_trend, "layer=fold terms=qala", input);
    assert_int_equal(t.n_rows, 1);
    assert_true(isnan(frame_cell(&t, 0, "per_million")->real));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(counts_otherwise_than_by_brute_force),
        GUARDED(shows_other_periods_than_there_are),
        GUARDED(differs_from_r),
        GUARDED(names_periods_otherwise),
        GUARDED(tells_a_trend_from_one_period),
        GUARDED(hides_what_was_asked_for),
        GUARDED(counts_documents_of_no_period),
        GUARDED(takes_settings_that_mean_nothing),
        GUARDED(finds_a_trend_in_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
