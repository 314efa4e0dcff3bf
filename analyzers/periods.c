#include "analyzers/periods.h"

#include "analyzers/groups.h"
#include "base/option.h"

#include <math.h>
#include <stdlib.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The first number of exactly four digits: the year of 1918-05-28, 28.05.1918 or 1905-1907. */
static double year_in(tarix_str text)
{
    for (size_t i = 0, end; i < text.size; i = end) {
        double year = 0;
        for (end = i; end < text.size && is_digit(text.data[end]); end++)
            year = 10 * year + (text.data[end] - '0');
        if (end - i == 4) return year;
        if (end == i) end++;
    }
    return NAN;
}

/* The number of a group, by one of its documents. */
static double number_of(const tarix_collection *collection, const tarix_groups *groups,
    uint32_t group, const tarix_metadata *metadata, size_t field)
{
    if (!metadata->fields[field].is_number) return year_in(groups->name[group]);
    size_t i = 0;
    while (groups->of_document[i] != group) i++;
    return tarix_metadata_number(&collection->documents[i], field);
}

/* ---- --order ---- */

static tarix_status not_in_field(
    tarix_arena *arena, const tarix_groups *groups, tarix_str name, tarix_error *err)
{
    const char **names = TARIX_ARRAY(arena, const char *, groups->n + 1);
    for (size_t g = 0; g < groups->n; g++) names[g] = tarix_arena_str(arena, groups->name[g]).data;
    const char *nearest = tarix_option_nearest(name, names, groups->n);
    if (nearest)
        return tarix_error_set(err, TARIX_USAGE,
            "--order: no document has '%.*s' there; did you mean '%s'?", TARIX_ARG(name), nearest);
    return tarix_error_set(
        err, TARIX_USAGE, "--order: no document has '%.*s' there", TARIX_ARG(name));
}

/* x by group: its place in the list, from 1. */
static tarix_status order_groups(
    tarix_arena *arena, const tarix_groups *groups, tarix_str order, double *x, tarix_error *err)
{
    tarix_str name;
    for (size_t g = 0; g < groups->n; g++) x[g] = NAN;
    for (double place = 1; tarix_str_split(&order, ',', &name); place++) {
        size_t g = 0;
        while (g < groups->n && !tarix_str_equal(groups->name[g], name)) g++;
        if (g == groups->n || name.size == 0) return not_in_field(arena, groups, name, err);
        if (!isnan(x[g]))
            return tarix_error_set(
                err, TARIX_USAGE, "--order: '%.*s' stands there twice", TARIX_ARG(name));
        x[g] = place;
    }
    return TARIX_OK;
}

/* ---- */

/* x by group; NaN for one that is no period. */
static tarix_status place_groups(tarix_arena *arena, const tarix_metadata *metadata,
    const tarix_collection *collection, const tarix_groups *groups, const tarix_periods_plan *plan,
    double *x, tarix_error *err)
{
    const size_t field = tarix_metadata_find(metadata, plan->field);
    const double step = (double)plan->step;
    if (plan->order.data && plan->step)
        return tarix_error_set(err, TARIX_USAGE, "--order and --step exclude each other");
    if (plan->order.data) return order_groups(arena, groups, plan->order, x, err);
    for (uint32_t g = 0; g < groups->n; g++) {
        x[g] = g + 1.0;
        if (plan->step || metadata->fields[field].is_number)
            x[g] = number_of(collection, groups, g, metadata, field);
        if (plan->step) x[g] = floor(x[g] / step) * step;
        if (groups->name[g].size == 0 || isinf(x[g])) x[g] = NAN;
    }
    return TARIX_OK;
}

static int by_x(const void *a, const void *b)
{
    const tarix_period *p = a, *q = b;
    return (p->x > q->x) - (p->x < q->x);
}

static tarix_str name_of(
    tarix_arena *arena, const tarix_periods_plan *plan, tarix_str group, double x)
{
    if (plan->step == 0) return group;
    if (plan->step == 1) return tarix_arena_format(arena, "%.0f", x);
    return tarix_arena_format(arena, "%.0f-%.0f", x, x + (double)plan->step - 1);
}

tarix_status tarix_periods_find(tarix_arena *arena, const tarix_metadata *metadata,
    const tarix_collection *collection, const tarix_periods_plan *plan, tarix_periods **out,
    tarix_error *err)
{
    static const tarix_groups_option by = {"by", ""};
    tarix_groups *groups = NULL;
    TARIX_TRY(tarix_groups_find(arena, metadata, collection, &by, plan->field, &groups, err));
    double *x = TARIX_ARRAY(arena, double, groups->n + 1);
    TARIX_TRY(place_groups(arena, metadata, collection, groups, plan, x, err));
    tarix_periods *p = TARIX_NEW(arena, tarix_periods);
    p->period = TARIX_ARRAY(arena, tarix_period, groups->n + 1);
    p->of_document = TARIX_ARRAY(arena, uint32_t, collection->n_documents + 1);
    size_t n = 0;
    for (size_t g = 0; g < groups->n; g++)
        if (!isnan(x[g])) p->period[n++].x = x[g];
    qsort(p->period, n, sizeof *p->period, by_x);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || p->period[i].x != p->period[i - 1].x) p->period[p->n++] = p->period[i];
    for (size_t i = 0; i < collection->n_documents; i++) {
        const uint32_t g = groups->of_document[i];
        const tarix_period wanted = {.x = x[g]};
        p->of_document[i] = TARIX_NO_PERIOD;
        if (isnan(x[g])) continue;
        tarix_period *at = bsearch(&wanted, p->period, p->n, sizeof *p->period, by_x);
        p->of_document[i] = (uint32_t)(at - p->period);
        at->name = name_of(arena, plan, groups->name[g], x[g]);
    }
    *out = p;
    return TARIX_OK;
}

void tarix_periods_measure(tarix_periods *p, tarix_arena *arena, const tarix_collection *collection)
{
    uint32_t *moved = TARIX_ARRAY(arena, uint32_t, p->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < collection->n_documents; i++) {
        const tarix_document *d = &collection->documents[i];
        if (p->of_document[i] == TARIX_NO_PERIOD || d->failure.size) continue;
        p->period[p->of_document[i]].size += d->places;
        p->period[p->of_document[i]].n_documents += d->places > 0;
    }
    for (size_t at = 0; at < p->n; at++) {
        moved[at] = p->period[at].size ? (uint32_t)n : TARIX_NO_PERIOD;
        if (p->period[at].size) p->period[n++] = p->period[at];
    }
    for (size_t i = 0; i < collection->n_documents; i++)
        if (p->of_document[i] != TARIX_NO_PERIOD) p->of_document[i] = moved[p->of_document[i]];
    p->n = n;
}
