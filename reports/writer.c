#include "reports/writer.h"

#include "base/option.h"
#include "reports/conllu.h"
#include "reports/delimited.h"
#include "reports/gexf.h"
#include "reports/graphml.h"
#include "reports/html.h"
#include "reports/json.h"
#include "reports/latex.h"
#include "reports/lines.h"
#include "reports/markdown.h"
#include "reports/text_table.h"
#include "reports/vertical.h"
#include "reports/xlsx.h"

static const tarix_writer *const writers[] = {&tarix_csv, &tarix_csv_az, &tarix_tsv_writer,
    &tarix_xlsx, &tarix_json, &tarix_jsonl, &tarix_latex, &tarix_markdown, &tarix_html,
    &tarix_text_table, &tarix_lines, &tarix_conllu, &tarix_vertical, &tarix_graphml, &tarix_gexf};
enum { n_writers = sizeof writers / sizeof *writers };

const tarix_writer *const *tarix_writers(size_t *n)
{
    *n = n_writers;
    return writers;
}

static bool has_profile(const tarix_writer *writer, tarix_str profile)
{
    return profile.size == 0 ||
           (writer->profile && tarix_str_equal(tarix_str_from(writer->profile), profile));
}

tarix_status tarix_writers_find(
    tarix_str name, tarix_str profile, const tarix_writer **out, tarix_error *err)
{
    const char *names[n_writers];
    bool is_format = false;
    for (size_t i = 0; i < n_writers; i++) {
        names[i] = writers[i]->name;
        if (!tarix_str_equal(tarix_str_from(names[i]), name)) continue;
        is_format = true;
        if (!has_profile(writers[i], profile)) continue;
        *out = writers[i];
        return TARIX_OK;
    }
    if (is_format)
        return tarix_error_set(err, TARIX_USAGE,
            "--profile %.*s goes with --format csv: --format %.*s has no profiles",
            TARIX_ARG(profile), TARIX_ARG(name));
    const char *nearest = tarix_option_nearest(name, names, n_writers);
    return tarix_error_set(err, TARIX_USAGE,
        "--format: '%.*s' is no format%s%s%s; see 'tarix list formats'", TARIX_ARG(name),
        nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}
