/* The record of a study as JSON, for those who tell of it. */
#ifndef TARIX_REPORTS_STUDY_VALUE_H
#define TARIX_REPORTS_STUDY_VALUE_H

#include "json_file.h"
#include "study_record.h"

/* Borrowed. */
const json_t *tarix_study_record_value(const tarix_study_record *study);

#endif
