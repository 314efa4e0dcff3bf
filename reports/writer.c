#include "reports/writer.h"

#include "base/option.h"
#include "reports/conllu.h"
#include "reports/delimited.h"
#include "reports/lines.h"
#include "reports/vertical.h"

static const tarix_writer *const writers[] = {
    &tarix_csv, &tarix_tsv_writer, &tarix_lines, &tarix_conllu, &tarix_vertical};
enum { n_writers = sizeof writers / sizeof *writers };

const tarix_writer *const *tarix_writers(size_t *n)
{
    *n = n_writers;
    return writers;
}

tarix_status tarix_writers_find(tarix_str name, const tarix_writer **out, tarix_error *err)
{
    const char *names[n_writers];
    for (size_t i = 0; i < n_writers; i++) {
        names[i] = writers[i]->name;
        if (tarix_str_equal(tarix_str_from(names[i]), name)) {
            *out = writers[i];
            return TARIX_OK;
        }
    }
    const char *nearest = tarix_option_nearest(name, names, n_writers);
    return tarix_error_set(err, TARIX_USAGE,
        "--format: '%.*s' is no format%s%s%s; see 'tarix list formats'", TARIX_ARG(name),
        nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}
