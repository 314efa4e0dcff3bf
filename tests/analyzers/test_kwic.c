#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

/* Lines as "left|node|right", in their order, one behind the other. */
static const char *lines_of(tarix_arena *arena, const char *settings, tarix_str path)
{
    tarix_str all = TARIX_STR("");
    const frame_table t = frame_run(arena, &tarix_kwic, settings, path);
    for (size_t i = 0; i < t.n_rows; i++)
        all = tarix_arena_format(arena, "%s%s%.*s|%.*s|%.*s", all.data, i ? "\n" : "",
            TARIX_ARG(frame_cell(&t, i, "left")->text), TARIX_ARG(frame_cell(&t, i, "node")->text),
            TARIX_ARG(frame_cell(&t, i, "right")->text));
    return all.data;
}

static void check_lines(
    tarix_guard *guard, const char *settings, const char *text, const char *expected)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *lines = lines_of(arena, settings, folder_lone_file(arena, tarix_str_from(text)));
    if (strcmp(lines, expected) != 0) fail_msg("%s:\n%s\nnot\n%s", settings, lines, expected);
    tarix_arena_free(arena);
}

static void prints_otherwise_than_the_text(tarix_guard *guard)
{
    const char *text = "Biz (onda) «inqi-\nlabın»   sonunu,\t\tgör-\ndük. Sonra o getdi.";
    check_lines(guard, "node=inqilab context=2", text, "Biz (onda) «|inqilabın|» sonunu, gördük.");
    check_lines(guard, "node=inqilab context=0", text, "|inqilabın|");
    check_lines(
        guard, "node=inqilab context=4", text, "Biz (onda) «|inqilabın|» sonunu, gördük. Sonra o");
    check_lines(guard, "node=sonra context=1", text, "gördük.|Sonra|o");
    check_lines(guard, "node=sonra context=sentence", text, "|Sonra|o getdi.");
    check_lines(guard, "layer=fold node=gördük context=50", text,
        "Biz (onda) «inqilabın» sonunu,|gördük|. Sonra o getdi.");
}

static void finds_a_phrase_that_is_not_there(tarix_guard *guard)
{
    const char *text = "Xalq azad cümhuriyyət, xalq cümhuriyyət və xalq çox azad cümhuriyyət. "
                       "Xalq. Cümhuriyyət.";
    static const char *const rows[][2] = {{"xalq~cümhuriyyət", "|xalq cümhuriyyət|"},
        {"xalq~*~cümhuriyyət", "|Xalq azad cümhuriyyət|"},
        {"xalq~[]~cümhuriyyət", "|Xalq azad cümhuriyyət|"},
        {"xalq~[]{2}~cümhuriyyət", "|xalq çox azad cümhuriyyət|"},
        {"xalq~[]{0,1}~cümhuriyyət", "|Xalq azad cümhuriyyət|\n|xalq cümhuriyyət|"},
        {"xalq~[]{1,2}~/cüm.+/", "|Xalq azad cümhuriyyət|\n|xalq çox azad cümhuriyyət|"},
        {"cümhuriyyət~xalq", "|cümhuriyyət, xalq|"},
        {"azad~C*,xalq~ç*", "|azad cümhuriyyət|\n|xalq çox|\n|azad cümhuriyyət|"},
        {"xalq~cümhuriyyət~within=document", "|xalq cümhuriyyət|\n|Xalq. Cümhuriyyət|"},
        {"xalq,", "|Xalq|\n|xalq|\n|xalq|\n|Xalq|"}, {"xalq:~çox~azad!", "|xalq çox azad|"},
        {"xalq~azad~azad", ""}, {"yoxdur~cümhuriyyət", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const char *within = strstr(rows[i][0], "~within");
        const size_t size = within ? (size_t)(within - rows[i][0]) : strlen(rows[i][0]);
        const tarix_str settings = tarix_arena_format(arena, "layer=fold context=0 node=%.*s%s",
            (int)size, rows[i][0], within ? " within=document" : "");
        check_lines(guard, settings.data, text, rows[i][1]);
        tarix_arena_free(arena);
    }
}

static void puts_lines_in_another_order(tarix_guard *guard)
{
    const char *text = "O gün çay. O gün azad. Bu gün daş! Bu Gün əla? Gün.";
    check_lines(guard, "layer=fold node=gün context=1", text,
        "O|gün|çay.\nO|gün|azad.\nBu|gün|daş!\nBu|Gün|əla?\nəla?|Gün|.");
    check_lines(guard, "layer=fold node=gün context=1 order=R1", text,
        "əla?|Gün|.\nO|gün|azad.\nO|gün|çay.\nBu|gün|daş!\nBu|Gün|əla?");
    check_lines(guard, "layer=fold node=gün context=1 order=L1,R1", text,
        "Bu|gün|daş!\nBu|Gün|əla?\nəla?|Gün|.\nO|gün|azad.\nO|gün|çay.");
    check_lines(guard, "layer=fold node=gün,azad context=0 order=node,R1", text,
        "|azad|\n|Gün|\n|gün|\n|gün|\n|gün|\n|Gün|");
}

/* A sample is the same each time, and another with another seed. */
static void draws_a_sample_by_chance(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_str text = TARIX_STR("");
    size_t drawn[40] = {0}, others = 0;
    for (int i = 0; i < 40; i++)
        text =
            tarix_arena_format(arena, "%sBaba %c%c gedir. ", text.data, 'a' + i / 20, 'a' + i % 20);
    const tarix_str path = folder_lone_file(arena, text);
    const char *first = lines_of(arena, "node=baba sample=10 context=1 seed=1", path);
    assert_string_equal(first, lines_of(arena, "node=baba sample=10 context=1 seed=1", path));
    for (int seed = 1; seed <= 200; seed++) {
        const tarix_str settings =
            tarix_arena_format(arena, "node=baba sample=10 context=1 seed=%d", seed);
        const frame_table t = frame_run(arena, &tarix_kwic, settings.data, path);
        assert_int_equal(t.n_rows, 10);
        for (size_t i = 0; i < t.n_rows; i++) {
            const size_t sentence = frame_cell(&t, i, "sentence")->count - 1;
            if (i) assert_true(frame_cell(&t, i - 1, "sentence")->count - 1 < sentence);
            drawn[sentence]++;
        }
        others += strcmp(first, lines_of(arena, settings.data, path)) != 0;
    }
    assert_true(others >= 198);
    /* 2,000 draws over 40 lines: 50 each, with a standard deviation of 6.1. */
    for (size_t i = 0; i < 40; i++) assert_true(drawn[i] > 50 - 31 && drawn[i] < 50 + 31);
    assert_int_equal(
        frame_run(arena, &tarix_kwic, "node=baba sample=100 context=1", path).n_rows, 40);
}

/* document, sentence, token and start are those of the table of tokens. */
static void points_at_another_token(tarix_guard *guard)
{
    uint64_t seed = 3;
    for (int round = 0; round < 20; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const frame_corpus c = frame_random(arena, &seed, 3, 9, false);
        const tarix_str path = tarix_str_from(c.folder);
        const frame_table tokens = frame_run(arena, &tarix_tokenize, "", path);
        const frame_table lines =
            frame_run(arena, &tarix_kwic, "layer=fold node=baba context=3", path);
        size_t row = 0;
        assert_int_equal(lines.n_rows, frame_count(&c, 2));
        for (size_t i = 0; i < tokens.n_rows; i++) {
            if (!tarix_str_equal(frame_cell(&tokens, i, "fold")->text, TARIX_STR("baba"))) continue;
            assert_true(tarix_str_equal(frame_cell(&tokens, i, "document")->text,
                frame_cell(&lines, row, "document")->text));
            static const char *const same[] = {"sentence", "token", "start"};
            for (size_t k = 0; k < 3; k++)
                assert_int_equal(frame_cell(&tokens, i, same[k])->count,
                    frame_cell(&lines, row, same[k])->count);
            row++;
        }
        tarix_arena_free(arena);
    }
}

/* What colloc counts can be recounted, at each distance. */
static void counts_otherwise_than_colloc(tarix_guard *guard)
{
    uint64_t seed = 4;
    for (int round = 0; round < 15; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const frame_corpus c = frame_random(arena, &seed, 3, 9, false);
        const tarix_str path = tarix_str_from(c.folder);
        const frame_table pairs = frame_run(arena, &tarix_colloc,
            "layer=fold min-pair=1 window=0,3 positions= measures=none correct=none", path);
        for (size_t i = 0; i < pairs.n_rows; i++)
            for (int distance = 1; distance <= 3; distance++) {
                static const char *const gaps[] = {"~", "~[]~", "~[]{2}~"};
                const tarix_str name = tarix_arena_format(arena, "R%d", distance);
                const tarix_str settings =
                    tarix_arena_format(arena, "layer=fold context=0 node=%.*s%s%.*s",
                        TARIX_ARG(frame_cell(&pairs, i, "node")->text), gaps[distance - 1],
                        TARIX_ARG(frame_cell(&pairs, i, "collocate")->text));
                assert_int_equal(frame_run(arena, &tarix_kwic, settings.data, path).n_rows,
                    frame_cell(&pairs, i, name.data)->count);
            }
        tarix_arena_free(arena);
    }
}

static void takes_a_setting_that_makes_no_sense(tarix_guard *guard)
{
    static const frame_refusal rows[] = {{"", TARIX_USAGE, "--node"},
        {"node=*~baba", TARIX_USAGE, "begin and end"},
        {"node=baba~[]", TARIX_USAGE, "begin and end"},
        {"node=baba~[]{3,1}~baba", TARIX_USAGE, "is no gap"},
        {"node=baba~[]{x}~baba", TARIX_USAGE, "is no gap"},
        {"node=baba~[]{0}~baba", TARIX_USAGE, "is no gap"},
        {"node=baba~[]{0,999}~baba", TARIX_USAGE, "longer than"},
        {"node=/(/", TARIX_USAGE, "no regular expression"},
        {"node=,~,", TARIX_USAGE, "names nothing"},
        {"node=baba context=many", TARIX_USAGE, "--context"},
        {"node=baba context=1001", TARIX_USAGE, "--context"},
        {"node=baba order=R0", TARIX_USAGE, "--order"},
        {"node=baba order=M1", TARIX_USAGE, "--order"},
        {"node=baba order=L1,,R1", TARIX_USAGE, "--order"},
        {"node=baba within=page", TARIX_USAGE, "--within"}, {NULL, TARIX_OK, NULL}};
    tarix_arena *arena = tarix_arena_new(guard);
    frame_check_refused(
        arena, &tarix_kwic, rows, folder_lone_file(arena, TARIX_STR("Baba dolma.")));
}

int main(void)
{
    const struct CMUnitTest all[] = {
        GUARDED(prints_otherwise_than_the_text),
        GUARDED(finds_a_phrase_that_is_not_there),
        GUARDED(puts_lines_in_another_order),
        GUARDED(draws_a_sample_by_chance),
        GUARDED(points_at_another_token),
        GUARDED(counts_otherwise_than_colloc),
        GUARDED(takes_a_setting_that_makes_no_sense),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
