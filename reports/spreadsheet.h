/* What a spreadsheet makes of a text in a CSV file, quoted or not: a formula, a date, a number. */
#ifndef TARIX_REPORTS_SPREADSHEET_H
#define TARIX_REPORTS_SPREADSHEET_H

#include "../base/calendar.h"
#include "../base/str.h"

/* Whether the text would not stay the text it is:
 *   it begins with = + - @ (-dır, =1+1);
 *   it has digits, and beside them only signs of numbers, dates and times and at most one month
 *   (mart-1, 5 may 1918, 12.05, 1/2, 10:30, 1e5, 007), but for a whole number of up to 15 digits,
 *   which looks as before;
 *   it is a truth: TRUE, false, doğru, Yanlış. */
bool tarix_spreadsheet_mistakes(const tarix_calendar *calendar, tarix_str text);

#endif
