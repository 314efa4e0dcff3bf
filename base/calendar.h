/* Names of months as programs for tables know them, from ICU: long and short, in Azerbaijani,
 * English, Turkish and Russian. */
#ifndef TARIX_BASE_CALENDAR_H
#define TARIX_BASE_CALENDAR_H

#include "arena.h"
#include "str.h"

#include <stdint.h>

typedef struct tarix_calendar tarix_calendar;

TARIX_API tarix_calendar *tarix_calendar_new(tarix_arena *arena);

/* Whether a valid word, in any case, is a month or the front of its name, of three letters or more:
 * mart, Sent, JAN. */
TARIX_API bool tarix_calendar_is_month(const tarix_calendar *calendar, tarix_str word);

#endif
