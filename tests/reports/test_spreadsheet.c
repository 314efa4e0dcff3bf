/* What Excel and LibreOffice make of the texts was tried by hand: formulas, dates of any of the
 * locale's or English months, times, amounts, truths, and numbers whose look changes. */
#include "reports/spreadsheet.h"

#include "tests/base/guarded.h"

static void check(tarix_guard *guard, bool mistakes, const char *const *texts)
{
    const tarix_calendar *calendar = tarix_calendar_new(tarix_arena_new(guard));
    for (; *texts; texts++)
        if (tarix_spreadsheet_mistakes(calendar, tarix_str_from(*texts)) != mistakes)
            fail_msg("'%s' is %s", *texts, mistakes ? "not guarded" : "guarded");
}

static void formulas_dates_and_numbers_are_mistaken(tarix_guard *guard)
{
    static const char *const texts[] = {"=1+1", "-dır", "+", "@ad", " =a", "mart-1", "1-mart",
        "Mart 1918", "5 may 1918", "MAY 5", "sentyabr 2", "sent-2", "jan-1", "1 Sep", "12.05",
        "12.05.1918", "1/2", "1905-1907", "10:30", "10:30 PM", "1e5", "1E-5", "007", "1,5", "5%",
        "(5)", "$5", "1 000", "1\u00A0000", "1234567890123456", "TRUE", "false", "doğru", "DOĞRU",
        "Yanlış", "YANLIŞ", "True", "may1", "5 мая", NULL};
    check(guard, true, texts);
}

static void words_stay_words(tarix_guard *guard)
{
    static const char *const texts[] = {"", " ", "inqilab", "e5", "5e", "doğrudur", "yanlışlıq",
        "nan", "NA", "null", "inf", "e", "mart", "may", "1918-ci", "45-lik", "26-dan", "XX-ci",
        "ABŞ-ın", "1918", "0", "123456789012345", "tez-tez", "mart-aprel", "may və 1", "5 mal",
        "a=b", "'t", "(10, s.334)", "...", ".", "№ 5", "“", "ma 5", "日本", NULL};
    check(guard, false, texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(formulas_dates_and_numbers_are_mistaken), GUARDED(words_stay_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
