#include "analyzers/correction.h"
#include "analyzers/options.h"
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

static bool corrects(const tarix_analyzer *analyzer)
{
    for (const tarix_option *const *o = analyzer->options; *o; o++)
        if (*o == &tarix_option_correct) return true;
    return false;
}

static bool of_corrections(size_t *i, known_column *out)
{
    size_t n;
    const tarix_correction *rows = tarix_corrections(&n);
    if (*i >= 2 * n) {
        *i -= 2 * n;
        return false;
    }
    out->column = *i % 2 ? rows[*i / 2].log10_column : rows[*i / 2].column;
    out->presence = "option";
    return true;
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
        if (corrects(rows[row].analyzer) && of_corrections(&i, out)) return true;
        if (of_schema(&rows[row].analyzer->optional, &i, "option", out)) return true;
    }
    return false;
}
