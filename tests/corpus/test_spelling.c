#include "corpus/spelling.h"

#include "tests/base/guarded.h"
#include "tests/corpus/cut.h"
#include "tests/corpus/lexicons.h"

/* The forms of a text and, behind a slash, their readings where they are not plain. */
static tarix_str readings_of(
    tarix_arena *arena, tarix_str bytes, tarix_orthography_choice choice, double *old_share)
{
    tarix_error err = {0};
    cut quick, careful;
    tarix_text *text = tarix_text_new(arena, NULL);
    const tarix_lexicons *lexicons = lexicons_in(arena);
    tarix_segmenter *segmenter = tarix_segmenter_new(arena, lexicons);
    tarix_segmenter_set_orthography(segmenter, choice);
    cut *const cuts[] = {&quick, &careful};
    for (int i = 0; i < 2; i++)
        if (tarix_text_open_bytes(text, bytes, "UTF-8", &err) != TARIX_OK ||
            cut_text(arena, segmenter, text, i == 0, cuts[i], &err) != TARIX_OK)
            fail_msg("%s", err.message);
    size_t at;
    if (!cut_equal(&quick, &careful, &at)) fail_msg("token %zu differs without the tables", at);
    if (old_share) *old_share = tarix_segmenter_old_share(segmenter);
    tarix_str out = TARIX_STR("");
    for (size_t i = 0; i < quick.n; i++) {
        const tarix_token *t = &quick.tokens[i];
        if (t->kind == TARIX_KIND_PUNCT) continue;
        out = tarix_arena_format(arena, "%.*s%s%.*s%s%.*s", TARIX_ARG(out), out.size ? " " : "",
            TARIX_ARG(tarix_token_form(t)), t->reading ? "/" : "",
            t->reading ? (int)tarix_reading_name(t->reading).size : 0,
            tarix_reading_name(t->reading).data);
    }
    return out;
}

static void check_readings(
    tarix_guard *guard, const char *text, tarix_orthography_choice choice, const char *expected)
{
    check_str(readings_of(tarix_arena_new(guard), tarix_str_from(text), choice, NULL), expected);
}

static void azerbaijani_in_cyrillic_is_told_from_russian(tarix_guard *guard)
{
    check_readings(guard, "Бакы шәһәри бөјүкдүр. Qala yeni idi.", TARIX_ORTHOGRAPHY_AUTO,
        "Бакы/cyrillic шәһәри/cyrillic бөјүкдүр/cyrillic Qala yeni idi");
    check_readings(guard,
        "Хан јени гала тикдирди.\n\nХан построил новую крепость.\n\nОрада бағ салынды.",
        TARIX_ORTHOGRAPHY_AUTO,
        "Хан/cyrillic јени/cyrillic гала/cyrillic тикдирди/cyrillic Хан/russian "
        "построил/russian новую/russian крепость/russian Орада/cyrillic бағ/cyrillic "
        "салынды/cyrillic");
}

/* Тарих says nothing by itself: its paragraph does, and where that says nothing, the text near. */
static void a_heading_is_read_as_the_text_near_it(tarix_guard *guard)
{
    check_readings(guard, "МАТЕРИАЛ\n\nҸәбһәдә һүҹум башланды.", TARIX_ORTHOGRAPHY_AUTO,
        "МАТЕРИАЛ/cyrillic Ҹәбһәдә/cyrillic һүҹум/cyrillic башланды/cyrillic");
    check_readings(guard, "МАТЕРИАЛ\n\nНа фронте началось наступление.", TARIX_ORTHOGRAPHY_AUTO,
        "МАТЕРИАЛ/russian На/russian фронте/russian началось/russian наступление/russian");
}

/* A Russian quotation inside an Azerbaijani sentence, and the other way round. */
static void a_quotation_is_judged_by_itself(tarix_guard *guard)
{
    check_readings(guard, "О дедикләрини «это было давно» дејә битирди, һамы сусду.",
        TARIX_ORTHOGRAPHY_AUTO,
        "О/cyrillic дедикләрини/cyrillic это/russian было/russian давно/russian дејә/cyrillic "
        "битирди/cyrillic һамы/cyrillic сусду/cyrillic");
}

static void the_user_may_say_what_cyrillic_is(tarix_guard *guard)
{
    check_readings(guard, "На фронте шәһәр.", TARIX_ORTHOGRAPHY_MODERN, "На фронте шәһәр");
    check_readings(guard, "На фронте шәһәр.", TARIX_ORTHOGRAPHY_CYRILLIC,
        "На/cyrillic фронте/cyrillic шәһәр/cyrillic");
}

static void look_alikes_in_a_latin_word_are_no_cyrillic(tarix_guard *guard)
{
    check_readings(guard, "m\u04D9kt\u04D9b t\u0430rix", TARIX_ORTHOGRAPHY_AUTO,
        "m\u04D9kt\u04D9b t\u0430rix");
}

static void endings_of_numbers_are_read_too(tarix_guard *guard)
{
    check_readings(guard, "Галада 1918-ҹи илдә 25-дән чох сүрҹ вар иди.", TARIX_ORTHOGRAPHY_AUTO,
        "Галада/cyrillic 1918-ҹи/cyrillic илдә/cyrillic 25-дән/cyrillic чох/cyrillic "
        "сүрҹ/cyrillic вар/cyrillic иди/cyrillic");
}

/* ---- the Latin of 1922-39 ---- */

/* Today's text in the letters of 1922-39, after the tables of the time: ü was y, y was j, j was ƶ,
 * ğ was ƣ, ö was ɵ and ı was ь; with c and ç exchanged, or not. */
static tarix_str in_old_letters(tarix_arena *arena, const char *text, bool exchanged)
{
    static const char *const pairs[][2] = {{"ü", "y"}, {"y", "j"}, {"j", "ƶ"}, {"ğ", "ƣ"},
        {"ö", "ɵ"}, {"ı", "ь"}, {"c", "ç"}, {"ç", "c"}};
    const size_t n = exchanged ? 8 : 6;
    tarix_str out = TARIX_STR("");
    for (const char *p = text; *p; p = tarix_after(p)) {
        const tarix_str c = {p, (size_t)(tarix_after(p) - p)};
        tarix_str put = c;
        for (size_t i = 0; i < n; i++)
            if (tarix_str_equal(c, tarix_str_from(pairs[i][0]))) put = tarix_str_from(pairs[i][1]);
        out = tarix_arena_format(arena, "%.*s%.*s", TARIX_ARG(out), TARIX_ARG(put));
    }
    return out;
}

static const char old_text[] =
    "bu kitab gənc tacirin ticarət üçün gecə yola çıxmasından, çayın içində çətin keçid "
    "axtarmasından, ağaclar altında "
    "çörək yeməsindən və uzaq ölkədə çoxlu borc ilə qalmasından danışır. nəticədə o, hücum zamanı "
    "cəbhədə qılınc ilə vuruşdu, cavab aldı, güc topladı, qoca atasını çağırdı, çiçək əkdi, vicdan "
    "haqqında düşündü, məclis seçkisində çıxış etdi, xərclərini ödədi və ictimai cəmiyyət qurdu. "
    "acgöz bəy isə uçurumdan keçə bilmədi, çünki canı acıyırdı. sonra böyük köç başladı, ağır "
    "yağış yağdı, jurnal yazıldı.";

static void check_old(tarix_guard *guard, bool exchanged, const char *ending)
{
    tarix_arena *arena = tarix_arena_new(guard);
    double share = 0;
    const tarix_str old = in_old_letters(arena, old_text, exchanged);
    const tarix_str read = readings_of(arena, old, TARIX_ORTHOGRAPHY_AUTO, &share);
    assert_true(share >= TARIX_OLD_SHARE);
    size_t words = 0, of_ending = 0;
    for (tarix_str rest = read, word; tarix_str_split(&rest, ' ', &word); words++)
        of_ending += tarix_str_ends(word, tarix_str_from(ending));
    assert_true(words > 60);
    assert_int_equal(words, of_ending);
}

static void a_text_of_the_thirties_is_known_by_its_letters(tarix_guard *guard)
{
    check_old(guard, false, "/yanalif");
    check_old(guard, true, "/yanalif-exchanged");
}

/* One word with an old letter among many of today. */
static void a_few_old_letters_make_no_old_text(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    double share = 0;
    const tarix_str text = tarix_arena_format(arena, "%s aƣac", old_text);
    const tarix_str read = readings_of(arena, text, TARIX_ORTHOGRAPHY_AUTO, &share);
    assert_true(share >= TARIX_OLD_SHARE_TOLD && share < TARIX_OLD_SHARE);
    assert_null(memchr(read.data, '/', read.size));
    const tarix_str told = readings_of(arena, text, TARIX_ORTHOGRAPHY_YANALIF, NULL);
    assert_true(tarix_str_ends(told, TARIX_STR(" aƣac/yanalif")));
}

static void a_text_of_today_has_none(tarix_guard *guard)
{
    double share = 1;
    readings_of(tarix_arena_new(guard), tarix_str_from(old_text), TARIX_ORTHOGRAPHY_AUTO, &share);
    assert_true(share == 0);
}

/* Each word between quotes: what is judged for a word must not grow with the text before it. */
static void many_quotations_are_judged_quickly(tarix_guard *guard)
{
    enum { n = 20000 };
    static const char piece[] = "«аб» ";
    tarix_arena *arena = tarix_arena_new(guard);
    char *text = tarix_arena_alloc(arena, n * (sizeof piece - 1) + 1, 1);
    for (size_t i = 0; i < n; i++) memcpy(text + i * (sizeof piece - 1), piece, sizeof piece - 1);
    const tarix_lexicons *lexicons = lexicons_in(arena);
    tarix_text *source = tarix_text_new(arena, NULL);
    tarix_segmenter *segmenter = tarix_segmenter_new(arena, lexicons);
    tarix_error err = {0};
    cut c;
    if (tarix_text_open_bytes(source, tarix_str_from(text), "UTF-8", &err) != TARIX_OK ||
        cut_text(arena, segmenter, source, true, &c, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    assert_int_equal(c.n, 3 * n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(azerbaijani_in_cyrillic_is_told_from_russian),
        GUARDED(a_heading_is_read_as_the_text_near_it),
        GUARDED(a_quotation_is_judged_by_itself),
        GUARDED(the_user_may_say_what_cyrillic_is),
        GUARDED(look_alikes_in_a_latin_word_are_no_cyrillic),
        GUARDED(endings_of_numbers_are_read_too),
        GUARDED(a_text_of_the_thirties_is_known_by_its_letters),
        GUARDED(a_few_old_letters_make_no_old_text),
        GUARDED(a_text_of_today_has_none),
        GUARDED(many_quotations_are_judged_quickly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
