#include "base/option.h"

#include "base/number.h"

#include <assert.h>
#include <math.h>

enum { most_letters = 63 };

typedef struct setting {
    tarix_str *values;
    size_t size, capacity;
    const char *fallback;
} setting;

struct tarix_options {
    tarix_arena *arena;
    const tarix_option *const *rows;
    setting *settings; /* one a row */
    size_t n_rows;
};

static size_t row_of(const tarix_options *options, const tarix_option *option)
{
    size_t row = 0;
    while (row < options->n_rows && options->rows[row] != option) row++;
    return row;
}

tarix_options *tarix_options_new(
    tarix_arena *arena, const tarix_option *const *rows, const tarix_option_default *defaults)
{
    tarix_options *options = TARIX_NEW(arena, tarix_options);
    options->arena = arena;
    options->rows = rows;
    while (rows[options->n_rows]) options->n_rows++;
    options->settings = TARIX_ARRAY(arena, setting, options->n_rows);
    for (size_t i = 0; i < options->n_rows; i++) options->settings[i].fallback = rows[i]->fallback;
    for (; defaults && defaults->option; defaults++) {
        const size_t row = row_of(options, defaults->option);
        assert(row < options->n_rows && "a default for an option that the command lacks");
        options->settings[row].fallback = defaults->fallback;
    }
    return options;
}

const tarix_option *const *tarix_options_rows(const tarix_options *options)
{
    return options->rows;
}

const char *tarix_options_fallback(const tarix_options *options, const tarix_option *option)
{
    const size_t row = row_of(options, option);
    return row < options->n_rows ? options->settings[row].fallback : option->fallback;
}

const tarix_option *tarix_options_find(const tarix_options *options, tarix_str name)
{
    for (size_t i = 0; i < options->n_rows; i++)
        if (tarix_str_equal(tarix_str_from(options->rows[i]->name), name)) return options->rows[i];
    return NULL;
}

const tarix_option *tarix_options_find_letter(const tarix_options *options, char letter)
{
    for (size_t i = 0; i < options->n_rows; i++)
        if (letter && options->rows[i]->letter == letter) return options->rows[i];
    return NULL;
}

static bool is_choice(const char *choices, tarix_str value)
{
    tarix_str rest = tarix_str_from(choices), choice;
    while (tarix_str_split(&rest, ',', &choice))
        if (tarix_str_equal(choice, value)) return true;
    return false;
}

static tarix_status check_real(const tarix_option *option, tarix_str value, tarix_error *err)
{
    double number = 0;
    const bool is_limited = option->most != 0;
    if (tarix_number_parse_real(value, &number) && isfinite(number) &&
        (option->is_above ? number > option->least : number >= option->least) &&
        (!is_limited || number <= option->most))
        return TARIX_OK;
    if (is_limited)
        return tarix_error_set(err, TARIX_USAGE, "--%s: '%.*s' is not a number %s %.15g %s %.15g",
            option->name, TARIX_ARG(value), option->is_above ? "above" : "from", option->least,
            option->is_above ? "and up to" : "to", option->most);
    return tarix_error_set(err, TARIX_USAGE, "--%s: '%.*s' is not a number %s %.15g%s",
        option->name, TARIX_ARG(value), option->is_above ? "above" : "of", option->least,
        option->is_above ? "" : " or more");
}

static tarix_status check(const tarix_option *option, tarix_str value, tarix_error *err)
{
    uint64_t number = 0;
    switch (option->kind) {
    case TARIX_OPTION_WORD:
        if (is_choice(option->choices, value)) return TARIX_OK;
        return tarix_error_set(err, TARIX_USAGE, "--%s: '%.*s' is not one of %s", option->name,
            TARIX_ARG(value), option->choices);
    case TARIX_OPTION_COUNT:
        if (tarix_number_parse_count(value, &number) && number >= option->low &&
            (!option->high || number <= option->high))
            return TARIX_OK;
        if (option->high)
            return tarix_error_set(err, TARIX_USAGE,
                "--%s: '%.*s' is not a whole number from %llu to %llu", option->name,
                TARIX_ARG(value), (unsigned long long)option->low,
                (unsigned long long)option->high);
        return tarix_error_set(err, TARIX_USAGE,
            "--%s: '%.*s' is not a whole number of %llu or more", option->name, TARIX_ARG(value),
            (unsigned long long)option->low);
    case TARIX_OPTION_REAL: return check_real(option, value, err);
    case TARIX_OPTION_SIZE:
        if (tarix_number_parse_size(value, &number)) return TARIX_OK;
        return tarix_error_set(err, TARIX_USAGE, "--%s: '%.*s' is not a size such as 500M or 2G",
            option->name, TARIX_ARG(value));
    case TARIX_OPTION_FLAG:
    case TARIX_OPTION_TEXT: break;
    }
    return TARIX_OK;
}

tarix_status tarix_options_set(
    tarix_options *options, const tarix_option *option, tarix_str value, tarix_error *err)
{
    TARIX_TRY(check(option, value, err));
    const size_t row = row_of(options, option);
    assert(row < options->n_rows);
    setting *s = &options->settings[row];
    if (!option->repeats) s->size = 0;
    TARIX_ROOM(options->arena, s->values, s->size, s->capacity);
    s->values[s->size++] = tarix_arena_str(options->arena, value);
    return TARIX_OK;
}

bool tarix_options_given(const tarix_options *options, const tarix_option *option)
{
    const size_t row = row_of(options, option);
    return row < options->n_rows && options->settings[row].size > 0;
}

tarix_str tarix_options_text(const tarix_options *options, const tarix_option *option)
{
    const size_t row = row_of(options, option);
    if (row < options->n_rows && options->settings[row].size)
        return options->settings[row].values[options->settings[row].size - 1];
    return tarix_str_from(tarix_options_fallback(options, option));
}

uint64_t tarix_options_count(const tarix_options *options, const tarix_option *option)
{
    uint64_t number = 0;
    const tarix_str text = tarix_options_text(options, option);
    if (text.data && !tarix_number_parse_size(text, &number))
        assert(false); /* a default that is no number */
    return number;
}

double tarix_options_real(const tarix_options *options, const tarix_option *option)
{
    double number = NAN;
    const tarix_str text = tarix_options_text(options, option);
    if (text.data && !tarix_number_parse_real(text, &number))
        assert(false); /* a default that is no number */
    return number;
}

bool tarix_options_flag(const tarix_options *options, const tarix_option *option)
{
    return tarix_options_given(options, option);
}

const tarix_str *tarix_options_all(
    const tarix_options *options, const tarix_option *option, size_t *n)
{
    const size_t row = row_of(options, option);
    *n = row < options->n_rows ? options->settings[row].size : 0;
    return *n ? options->settings[row].values : NULL;
}

/* Changes, insertions, deletions and swaps of neighbours that lead from a to b. */
static size_t distance(tarix_str a, tarix_str b)
{
    size_t row[3][most_letters + 1];
    if (a.size > most_letters || b.size > most_letters) return SIZE_MAX;
    for (size_t j = 0; j <= b.size; j++) row[0][j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        size_t *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            size_t best = last[j - 1] + (a.data[i - 1] != b.data[j - 1]);
            if (last[j] + 1 < best) best = last[j] + 1;
            if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] &&
                a.data[i - 2] == b.data[j - 1] && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
    }
    return row[a.size % 3][b.size];
}

const char *tarix_option_nearest(tarix_str typed, const char *const *names, size_t n_names)
{
    const char *nearest = NULL;
    size_t least = typed.size / 3 + 2;
    for (size_t i = 0; i < n_names; i++) {
        const tarix_str name = tarix_str_from(names[i]);
        size_t d = distance(typed, name);
        if (typed.size >= 3 && (tarix_str_starts(name, typed) || tarix_str_starts(typed, name)))
            d = 1;
        if (d < least) {
            least = d;
            nearest = names[i];
        }
    }
    return nearest;
}
