#include "base/calendar.h"

#include "tests/base/guarded.h"

static void months_are_known_in_any_case_and_cut(tarix_guard *guard)
{
    static const char *const months[] = {"yanvar", "Fevral", "MART", "aprel", "may", "İyun", "IYUN",
        "iyul", "avqust", "sentyabr", "sent", "oktyabr", "noyabr", "dekabr", "January", "feb",
        "Sept", "mayıs", "MAYIS", "Ağustos", "январь", "мая"};
    const tarix_calendar *calendar = tarix_calendar_new(tarix_arena_new(guard));
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (!tarix_calendar_is_month(calendar, tarix_str_from(months[i])))
            fail_msg("%s is no month", months[i]);
}

static void other_words_are_none(tarix_guard *guard)
{
    static const char *const words[] = {
        "", "m", "ma", "yy", "martda", "inqilab", "ci", "lik", "dan"};
    const tarix_calendar *calendar = tarix_calendar_new(tarix_arena_new(guard));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (tarix_calendar_is_month(calendar, tarix_str_from(words[i])))
            fail_msg("%s is a month", words[i]);
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(months_are_known_in_any_case_and_cut, 4001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(months_are_known_in_any_case_and_cut),
        GUARDED(other_words_are_none), cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
