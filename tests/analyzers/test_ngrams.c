#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"

#include <math.h>

enum { longest = 5, most_places = 90, most_tuples = 20000, n_words = 5, number = n_words };

/* A corpus as places: a word, or a number that --kinds leaves out. */
typedef struct places {
    size_t n;
    int word[most_places], stretch[most_places], document[most_places];
    const char *folder;
    size_t n_documents;
} places;

typedef struct rules {
    unsigned shortest, longest, skip;
    uint64_t min_count, min_docs;
    bool stops; /* the first word is a stop word */
} rules;

/* An occurrence of a k-gram, listed or not. */
typedef struct tuple {
    unsigned k;
    size_t place[longest];
    int word[longest];
    int document;
} tuple;

typedef struct occurrences {
    tuple *tuple;
    size_t n;
} occurrences;

/* ---- a random corpus ---- */

static size_t put_document(places *p, uint64_t *seed, int document, int *stretch, char *text)
{
    static const char *const breaks[] = {";", ":", " (", ")", "?", "!", ".", "...", "…"};
    static const char *const steps[] = {",", " –", " «", "»", " [", " №"};
    const size_t n = 1 + random_below(seed, 40);
    size_t size = 0;
    bool capital = true;
    for (size_t i = 0; i < n && p->n < most_places; i++, p->n++) {
        const int word = (int)random_below(seed, 1 + random_below(seed, n_words + 1));
        const char *form = word == number ? "26" : frame_word[word];
        p->word[p->n] = word;
        p->stretch[p->n] = *stretch;
        p->document[p->n] = document;
        size += (size_t)sprintf(text + size, " %s", form);
        if (capital && word != number) text[size - strlen(form)] -= 'a' - 'A';
        capital = false;
        switch (random_below(seed, 9)) {
        case 0:
            size += (size_t)sprintf(
                text + size, "%s", breaks[random_below(seed, sizeof breaks / sizeof *breaks)]);
            ++*stretch;
            break;
        case 1: size += (size_t)sprintf(text + size, "%s", steps[random_below(seed, 6)]); break;
        case 2:
            size += (size_t)sprintf(text + size, ". ");
            ++*stretch;
            capital = true;
            break;
        default: break;
        }
    }
    ++*stretch;
    return size;
}

static places random_places(tarix_arena *arena, uint64_t *seed)
{
    places p = {.folder = folder_in(arena), .n_documents = 1 + random_below(seed, 4)};
    int stretch = 0;
    for (size_t d = 0; d < p.n_documents; d++) {
        char text[4096] = "", name[32];
        const size_t size = put_document(&p, seed, (int)d, &stretch, text);
        snprintf(name, sizeof name, "%02zu.txt", d);
        folder_file(arena, p.folder, name, (tarix_str){text, size});
    }
    return p;
}

/* ---- straight from the definition ---- */

static void choose(const places *p, const rules *r, occurrences *o, tuple t)
{
    if (t.k >= r->shortest) {
        assert_true(o->n < most_tuples);
        o->tuple[o->n++] = t;
    }
    if (t.k == r->longest) return;
    const size_t first = t.place[0], last = t.place[t.k - 1];
    for (size_t i = last + 1; i < p->n && p->stretch[i] == p->stretch[first]; i++) {
        tuple longer = t;
        if (i - first - t.k > r->skip) break;
        longer.place[t.k] = i;
        longer.word[t.k] = p->word[i];
        longer.k++;
        choose(p, r, o, longer);
    }
}

static occurrences all_occurrences(tarix_arena *arena, const places *p, const rules *r)
{
    occurrences o = {TARIX_ARRAY(arena, tuple, most_tuples), 0};
    for (size_t i = 0; i < p->n; i++)
        choose(p, r, &o,
            (tuple){.k = 1, .place = {i}, .word = {p->word[i]}, .document = p->document[i]});
    return o;
}

static bool same_words(const tuple *a, const tuple *b)
{
    return a->k == b->k && memcmp(a->word, b->word, a->k * sizeof *a->word) == 0;
}

static bool has_left_out(const rules *r, const tuple *t)
{
    for (unsigned i = 0; i < t->k; i++)
        if (t->word[i] == number || (r->stops && t->word[i] == 0)) return true;
    return false;
}

static void count(const occurrences *o, const tuple *t, uint64_t *n, uint64_t *docs)
{
    bool seen[8] = {false};
    *n = *docs = 0;
    for (size_t i = 0; i < o->n; i++)
        if (same_words(&o->tuple[i], t)) {
            ++*n;
            seen[o->tuple[i].document] = true;
        }
    for (size_t d = 0; d < 8; d++) *docs += seen[d];
}

static bool is_listed(const occurrences *o, const rules *r, const tuple *t)
{
    uint64_t n, docs;
    if (has_left_out(r, t)) return false;
    count(o, t, &n, &docs);
    return n >= r->min_count && docs >= r->min_docs;
}

static bool is_part(const tuple *part, const tuple *whole)
{
    unsigned found = 0;
    for (unsigned i = 0; i < whole->k && found < part->k; i++)
        found += whole->place[i] == part->place[found];
    return part->k < whole->k && found == part->k;
}

static uint64_t count_nested(const occurrences *o, const bool *listed, const tuple *t)
{
    uint64_t n = 0;
    for (size_t i = 0; i < o->n; i++) {
        bool inside = false;
        if (!same_words(&o->tuple[i], t)) continue;
        for (size_t j = 0; j < o->n && !inside; j++)
            inside = listed[j] && is_part(&o->tuple[i], &o->tuple[j]);
        n += inside;
    }
    return n;
}

/* ---- */

static void check_scores(const frame_table *t, size_t row, const occurrences *o, const tuple *gram)
{
    uint64_t cell[1 << longest] = {0};
    double lambda = 0, variance = 0;
    for (size_t i = 0; i < o->n; i++) {
        unsigned mask = 0;
        if (o->tuple[i].k != gram->k) continue;
        for (unsigned w = 0; w < gram->k; w++)
            mask |= (unsigned)(o->tuple[i].word[w] == gram->word[w]) << w;
        cell[mask]++;
    }
    for (unsigned mask = 0; mask < 1U << gram->k; mask++) {
        unsigned others = 0;
        for (unsigned w = 0; w < gram->k; w++) others += !(mask >> w & 1);
        lambda += (others % 2 ? -1 : 1) * log((double)cell[mask] + 0.5);
        variance += 1 / ((double)cell[mask] + 0.5);
    }
    if (gram->k == 1) lambda = NAN;
    assert_true(isnan(lambda) ? isnan(frame_cell(t, row, "lambda")->real)
                              : fabs(lambda - frame_cell(t, row, "lambda")->real) < 1e-11);
    assert_true(isnan(lambda)
                    ? isnan(frame_cell(t, row, "lambda_z")->real)
                    : fabs(lambda / sqrt(variance) - frame_cell(t, row, "lambda_z")->real) < 1e-11);
    if (gram->k != 2) {
        assert_true(frame_cell(t, row, "r1")->count == TARIX_NO_COUNT);
        assert_true(isnan(frame_cell(t, row, "ll")->real));
        return;
    }
    const uint64_t r1 = cell[1] + cell[3], c1 = cell[2] + cell[3];
    const uint64_t n = cell[0] + cell[1] + cell[2] + cell[3];
    assert_int_equal(frame_cell(t, row, "r1")->count, r1);
    assert_int_equal(frame_cell(t, row, "c1")->count, c1);
    assert_int_equal(frame_cell(t, row, "n")->count, n);
    check_near(frame_cell(t, row, "e11")->real, (double)r1 * (double)c1 / (double)n, 1e-14);
    check_near(frame_cell(t, row, "log_dice")->real,
        14 + log2(2 * (double)cell[3] / (double)(r1 + c1)), 1e-12);
}

static size_t row_of(tarix_arena *arena, const frame_table *t, const tuple *gram)
{
    tarix_str text = tarix_str_from(frame_word[gram->word[0]]);
    for (unsigned i = 1; i < gram->k; i++)
        text = tarix_arena_format(arena, "%.*s %s", TARIX_ARG(text), frame_word[gram->word[i]]);
    return frame_find(t, "ngram", text);
}

static void check_table(tarix_arena *arena, const frame_table *t, const places *p, const rules *r)
{
    const occurrences o = all_occurrences(arena, p, r);
    bool *listed = TARIX_ARRAY(arena, bool, o.n + 1);
    size_t n_listed = 0;
    for (size_t i = 0; i < o.n; i++) listed[i] = is_listed(&o, r, &o.tuple[i]);
    for (size_t i = 0; i < o.n; i++) {
        const tuple *gram = &o.tuple[i];
        size_t first = 0;
        uint64_t n, docs;
        while (!same_words(&o.tuple[first], gram)) first++;
        if (first != i || !listed[i]) continue;
        const size_t row = row_of(arena, t, gram);
        if (row == t->n_rows) fail_msg("n-gram %zu of %u words is missing", i, gram->k);
        count(&o, gram, &n, &docs);
        assert_int_equal(frame_cell(t, row, "length")->count, gram->k);
        assert_int_equal(frame_cell(t, row, "count")->count, n);
        assert_int_equal(frame_cell(t, row, "docs")->count, docs);
        assert_int_equal(frame_cell(t, row, "count_nested")->count, count_nested(&o, listed, gram));
        check_near(frame_cell(t, row, "per_million")->real, 1e6 * (double)n / (double)p->n, 1e-14);
        check_scores(t, row, &o, gram);
        n_listed++;
    }
    assert_int_equal(t->n_rows, n_listed);
}

static void check_order(const frame_table *t)
{
    for (size_t i = 1; i < t->n_rows; i++) {
        const uint64_t a = frame_cell(t, i - 1, "count")->count;
        const uint64_t b = frame_cell(t, i, "count")->count;
        assert_true(a >= b);
        if (a == b) /* of words in ASCII and spaces, as bytes order them */
            assert_true(tarix_str_compare(frame_cell(t, i - 1, "ngram")->text,
                            frame_cell(t, i, "ngram")->text) < 0);
    }
}

static void compare(tarix_guard *guard, const rules *r, uint64_t *seed)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const places p = random_places(arena, seed);
    const tarix_str stops =
        folder_file(arena, folder_in(arena), "stop", tarix_str_from(frame_word[0]));
    const tarix_str settings = tarix_arena_format(arena,
        "layer=fold measures=ll,log_dice,lambda,lambda_z n=%u-%u skip=%u min-count=%u min-docs=%u "
        "stopwords=%s",
        r->shortest, r->longest, r->skip, (unsigned)r->min_count, (unsigned)r->min_docs,
        r->stops ? stops.data : "none");
    const frame_table t = frame_run(arena, &tarix_ngrams, settings.data, tarix_str_from(p.folder));
    check_table(arena, &t, &p, r);
    check_order(&t);
    tarix_arena_free(arena);
}

static void counts_otherwise_than_the_definition(tarix_guard *guard)
{
    uint64_t seed = 31;
    for (unsigned shortest = 1; shortest <= longest; shortest++)
        for (unsigned end = shortest; end <= longest; end++)
            for (unsigned skip = 0; skip < 4; skip++)
                for (unsigned floor = 1; floor <= 3; floor++) {
                    const rules r = {shortest, end, skip, floor, 1 + random_below(&seed, 2),
                        random_below(&seed, 3) == 0};
                    compare(guard, &r, &seed);
                }
}

/* Text, settings, and what the rows are, joined. */
static void check_rows(
    tarix_guard *guard, const char *text, const char *settings, const char *expected)
{
    const frame_table t = frame_text(guard, &tarix_ngrams, settings, text);
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_str rows = TARIX_STR("");
    for (size_t i = 0; i < t.n_rows; i++)
        rows = tarix_arena_format(arena, "%.*s%s%.*s %d", TARIX_ARG(rows), i ? ", " : "",
            TARIX_ARG(frame_cell(&t, i, "ngram")->text), (int)frame_cell(&t, i, "count")->count);
    check_str(rows, expected);
}

static void crosses_what_no_n_gram_crosses(tarix_guard *guard)
{
    const char *all = "layer=fold n=2 min-count=1";
    check_rows(guard, "", all, "");
    check_rows(guard, "Baba", all, "");
    check_rows(guard, "Baba.", "layer=fold n=1 min-count=1", "baba 1");
    check_rows(guard, "Baba! Baba? (Baba)", all, "");
    check_rows(guard, "Baba, qala: dolma", all, "baba qala 1");
    check_rows(guard, "Baba «qala» – dolma; tuman", all, "baba qala 1, qala dolma 1");
    check_rows(guard, "Baba (qala) dolma tuman", all, "dolma tuman 1");
    check_rows(guard, "Baba qala... dolma", all, "baba qala 1");
    check_rows(guard, "Baba qala… dolma", all, "baba qala 1");
    check_rows(guard, "Baba 26 dolma", all, "");
    check_rows(guard, "Baba 26 dolma", "layer=fold n=2 min-count=1 skip=1", "baba dolma 1");
    check_rows(
        guard, "Baba 26 dolma", "layer=fold n=2 min-count=1 kinds=all", "26 dolma 1, baba 26 1");
    check_rows(guard, "Baba qala. Baba qala.", "layer=fold n=1-2", "baba 2, baba qala 2, qala 2");
}

/* As it would be typed. */
static void takes_a_length_that_makes_no_sense(tarix_guard *guard)
{
    static const frame_refusal rows[] = {{"n=0", TARIX_USAGE, "--n"}, {"n=6", TARIX_USAGE, "--n"},
        {"n=3-2", TARIX_USAGE, "--n"}, {"n=2-6", TARIX_USAGE, "--n"}, {"n=2-", TARIX_USAGE, "--n"},
        {"n=-2", TARIX_USAGE, "--n"}, {"n=2-3-4", TARIX_USAGE, "--n"},
        {"n=iki", TARIX_USAGE, "--n"}, {"skip=11", TARIX_USAGE, "--skip"},
        {"min-per-million=-1", TARIX_USAGE, "--min-per-million"},
        {"min-per-million=az", TARIX_USAGE, "--min-per-million"},
        {"measures=dp", TARIX_USAGE, "dp"}, {NULL, TARIX_OK, NULL}};
    tarix_arena *arena = tarix_arena_new(guard);
    frame_check_refused(
        arena, &tarix_ngrams, rows, folder_lone_file(arena, TARIX_STR("Baba dolma.")));
}

/* Five texts of 4 words and one of 5, of which two n-grams of four words are in all. */
static void lists_bundles_below_their_floors(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *folder = folder_in(arena);
    static const char *const names[] = {"a.txt", "b.txt", "c.txt", "d.txt", "e.txt"};
    for (size_t i = 0; i < 5; i++)
        folder_file(arena, folder, names[i],
            i ? TARIX_STR("Qalalar baba dolma salam.")
              : TARIX_STR("Qalalar baba dolma salam tuman."));
    const tarix_str input = tarix_str_from(folder);
    frame_table t = frame_run(arena, &tarix_ngrams, "bundles", input);
    assert_int_equal(t.n_rows, 1);
    check_str(frame_cell(&t, 0, "ngram")->text, "qalalar baba dolma salam");
    check_near(frame_cell(&t, 0, "per_million")->real, 1e6 * 5 / 21, 1e-14);
    t = frame_run(arena, &tarix_ngrams, "bundles n=2-4 layer=lemma", input);
    assert_int_equal(t.n_rows, 6);
    assert_int_equal(
        frame_cell(&t, frame_find(&t, "ngram", TARIX_STR("baba dolma")), "count_nested")->count, 5);
    t = frame_run(arena, &tarix_ngrams, "bundles min-per-million=238096", input);
    assert_int_equal(t.n_rows, 0);
    t = frame_run(arena, &tarix_ngrams, "n=4 layer=fold min-count=1", input);
    assert_int_equal(t.n_rows, 2);
}

/* A text of which nothing is listed says why. */
static void leaves_an_empty_table_unexplained(tarix_guard *guard)
{
    static const struct {
        const char *text, *settings, *named;
    } rows[] = {{"Və da.", "stopwords=az", "--stopwords"}, {"Baba dolma.", "", "--min-count"},
        {"Baba dolma.", "bundles", "--min-docs"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const tarix_str path = folder_lone_file(arena, tarix_str_from(rows[i].text));
        frame_table t;
        tarix_job job;
        assert_int_equal(
            frame_try(arena, &tarix_ngrams, rows[i].settings, path, &t, &job, NULL), TARIX_OK);
        assert_int_equal(t.n_rows, 0);
        size_t f = 0;
        while (f < job.n_facts && strcmp(job.facts[f].name, "note") != 0) f++;
        assert_true(f < job.n_facts);
        assert_non_null(strstr(job.facts[f].text.data, rows[i].named));
    }
}

static void loses_a_token(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str path = folder_lone_file(arena, TARIX_STR("Baba və dolma 26; baba və dolma."));
    frame_table t;
    tarix_job job;
    assert_int_equal(frame_try(arena, &tarix_ngrams, "layer=fold n=2-3 stopwords=az skip=1", path,
                         &t, &job, NULL),
        TARIX_OK);
    assert_int_equal(t.n_rows, 1);
    assert_int_equal(job.used[0].n_tokens, 9);
    assert_int_equal(job.used[0].n_places, 7);
    assert_int_equal(job.used[0].n_counted, 4);
    assert_int_equal(job.used[0].n_stopped, 2);
    assert_int_equal(frame_fact(&job, "n_2"), 5 + 3);
    assert_int_equal(frame_fact(&job, "n_3"), 4 + 1);
    assert_int_equal(frame_fact(&job, "listed_2"), 1);
    assert_int_equal(frame_fact(&job, "listed_3"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(counts_otherwise_than_the_definition),
        GUARDED(crosses_what_no_n_gram_crosses),
        GUARDED(takes_a_length_that_makes_no_sense),
        GUARDED(lists_bundles_below_their_floors),
        GUARDED(leaves_an_empty_table_unexplained),
        GUARDED(loses_a_token),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
