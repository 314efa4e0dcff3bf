#include "cli/command.h"

static const tarix_schema no_columns = {NULL, 0};

static const tarix_schema *own(const command *c)
{
    if (c->analyzer) return &c->analyzer->columns;
    return c->columns ? c->columns : &no_columns;
}

static bool of_schema(
    const tarix_schema *schema, size_t *i, const char *presence, known_column *out)
{
    if (*i >= schema->n) {
        *i -= schema->n;
        return false;
    }
    out->column = schema->columns[*i];
    out->presence = presence;
    return true;
}

static bool of_measures(unsigned families, size_t *i, known_column *out)
{
    for (size_t m = 0; m < tarix_measures_size(); m++) {
        const tarix_measure *measure = tarix_measures_at(m);
        if (!(measure->families & families) || (*i)-- > 0) continue;
        out->column = tarix_measure_column(measure);
        out->presence = "measure";
        out->measure = measure;
        return true;
    }
    return false;
}

bool column_at(size_t i, known_column *out)
{
    size_t n;
    const command *rows = commands(&n);
    for (size_t row = 0; row < n; row++) {
        *out = (known_column){.command = command_name(&rows[row])};
        if (of_schema(own(&rows[row]), &i, "always", out)) return true;
        if (!rows[row].analyzer) continue;
        if (of_measures(rows[row].analyzer->families, &i, out)) return true;
        if (of_schema(&rows[row].analyzer->optional, &i, "option", out)) return true;
    }
    return false;
}
