#include "reports/html.h"

#include "reports/render.h"

const tarix_escapes tarix_html_escapes = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};

static const char style_sheet[] =
    "<style>\n"
    ":root { color-scheme: light dark; }\n"
    "body { font: 15px/1.45 system-ui, \"Segoe UI\", \"Noto Sans\", sans-serif; margin: 2rem; }\n"
    "table { border-collapse: collapse; font-variant-numeric: tabular-nums; }\n"
    "caption { text-align: left; font-weight: 600; padding-bottom: .6rem; }\n"
    "th, td { padding: .3rem .8rem; text-align: left; vertical-align: top; }\n"
    "td { max-width: 45ch; overflow-wrap: break-word; }\n"
    "th { vertical-align: bottom; border-top: 2px solid; border-bottom: 1px solid; }\n"
    "tbody tr:last-child td { border-bottom: 2px solid; }\n"
    "tbody tr:hover { background: #8882; }\n"
    ".n { text-align: right; white-space: nowrap; }\n"
    "th.n { white-space: normal; }\n"
    "th button { all: unset; cursor: pointer; }\n"
    "th button:focus-visible { outline: 2px solid; }\n"
    "th[aria-sort=ascending] button::after { content: \" \\25B2\"; }\n"
    "th[aria-sort=descending] button::after { content: \" \\25BC\"; }\n"
    "@media print { body { margin: 0; font-size: 9pt; } thead { display: table-header-group; } "
    "tr { break-inside: avoid; } }\n"
    "</style>\n";

const char tarix_html_order[] =
    "const alphabet = 'abcçdeəfgğhxıijkqlmnoöprsştuüvwyz';\n"
    "const placeOf = letter => alphabet.includes(letter) ? 256 + alphabet.indexOf(letter) :\n"
    "  letter < 'a' ? letter.codePointAt(0) : 512 + letter.codePointAt(0);\n"
    "const lettersIn = text => [...text.replaceAll('I', 'ı').replaceAll('İ', 'i').toLowerCase()]\n"
    "  .map(placeOf);\n"
    "const compareLetters = (a, b) => {\n"
    "  const i = a.findIndex((place, at) => place !== b[at]);\n"
    "  return i < 0 ? a.length - b.length : i in b ? a[i] - b[i] : 1;\n"
    "};\n"
    "const numberIn = text => text === '' ? null :\n"
    "  Number(text.replace('<', '').replace(',', '.').replace('∞', 'Infinity'));\n"
    "const sortByHeads = table => table.querySelectorAll('th').forEach((head, column, heads) => {\n"
    "  head.firstChild.addEventListener('click', () => {\n"
    "    const body = table.tBodies[0];\n"
    "    const isNumber = head.classList.contains('n');\n"
    "    const first = isNumber ? 'descending' : 'ascending';\n"
    "    const second = isNumber ? 'ascending' : 'descending';\n"
    "    const order = head.getAttribute('aria-sort') === first ? second : first;\n"
    "    const sign = order === 'ascending' ? 1 : -1;\n"
    "    const keyed = [...body.rows].map(row => {\n"
    "      const text = row.cells[column].textContent;\n"
    "      return [isNumber ? numberIn(text) : text ? lettersIn(text) : null, row];\n"
    "    });\n"
    "    keyed.sort(([a], [b]) => a === null || b === null ? (a === null) - (b === null) :\n"
    "      sign * (isNumber ? (a > b) - (a < b) : compareLetters(a, b)));\n"
    "    heads.forEach(other => other.removeAttribute('aria-sort'));\n"
    "    head.setAttribute('aria-sort', order);\n"
    "    body.append(...keyed.map(([, row]) => row));\n"
    "  });\n"
    "});\n";

static const char *class_of(const tarix_render *r, size_t column)
{
    return r->columns[column].type == TARIX_TYPE_TEXT ? "" : " class=\"n\"";
}

static void put_head(const tarix_render *r)
{
    const tarix_str caption = r->style->caption;
    const bool is_az = r->style->language == TARIX_LANGUAGE_AZ;
    tarix_render_put(r, "<!DOCTYPE html>\n<html lang=\"");
    tarix_render_put(r, is_az ? "az" : "en");
    tarix_render_put(r, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                        "content=\"width=device-width\">\n<link rel=\"icon\" href=\"data:,\">\n"
                        "<title>");
    tarix_render_escaped(r,
        caption.size ? caption
        : is_az      ? TARIX_STR("Cədvəl")
                     : TARIX_STR("Table"),
        &tarix_html_escapes);
    tarix_render_put(r, "</title>\n");
    tarix_render_put(r, style_sheet);
    tarix_render_put(r, "</head>\n<body>\n");
}

static tarix_status begin_table(const tarix_render *r, void *state, tarix_error *err)
{
    (void)state, (void)err;
    tarix_render_put(r, "<table");
    if (r->style->label.size) {
        tarix_render_put(r, " id=\"");
        tarix_render_escaped(r, r->style->label, &tarix_html_escapes);
        tarix_render_put(r, "\"");
    }
    tarix_render_put(r, ">\n");
    if (r->style->caption.size) {
        tarix_render_put(r, "<caption>");
        tarix_render_escaped(r, r->style->caption, &tarix_html_escapes);
        tarix_render_put(r, "</caption>\n");
    }
    tarix_render_put(r, "<thead>\n<tr>");
    for (size_t c = 0; c < r->n_columns; c++) {
        tarix_render_put(r, "<th scope=\"col\"");
        tarix_render_put(r, class_of(r, c));
        if (r->columns[c].formula[0]) {
            tarix_render_put(r, " title=\"");
            tarix_render_escaped(r, tarix_str_from(r->columns[c].formula), &tarix_html_escapes);
            tarix_render_put(r, "\"");
        }
        tarix_render_put(r, "><button type=\"button\">");
        tarix_render_escaped(r, tarix_render_title(r, c), &tarix_html_escapes);
        tarix_render_put(r, "</button></th>");
    }
    tarix_render_put(r, "</tr>\n</thead>\n<tbody>\n");
    return TARIX_OK;
}

static tarix_status put_row(
    const tarix_render *r, void *state, const tarix_printed *cells, tarix_error *err)
{
    (void)state, (void)err;
    tarix_render_put(r, "<tr>");
    for (size_t c = 0; c < r->n_columns; c++) {
        tarix_render_put(r, "<td");
        tarix_render_put(r, class_of(r, c));
        tarix_render_put(r, cells[c].kind == TARIX_PRINTED_BELOW ? ">&lt; " : ">");
        if (cells[c].kind == TARIX_PRINTED_INFINITE)
            tarix_render_put(r, cells[c].text.data[0] == '-' ? "-∞" : "∞");
        else
            tarix_render_escaped(r, cells[c].text, &tarix_html_escapes);
        tarix_render_put(r, "</td>");
    }
    tarix_render_put(r, "</tr>\n");
    return TARIX_OK;
}

static tarix_status end_table(const tarix_render *r, void *state, tarix_error *err)
{
    (void)state, (void)err;
    tarix_render_put(r, "</tbody>\n</table>\n");
    return TARIX_OK;
}

const tarix_format tarix_html_table = {.has_decimal_comma = true,
    .is_for_papers = true,
    .begin = begin_table,
    .row = put_row,
    .end = end_table};

static tarix_status begin(const tarix_render *r, void *state, tarix_error *err)
{
    put_head(r);
    return begin_table(r, state, err);
}

static tarix_status end(const tarix_render *r, void *state, tarix_error *err)
{
    TARIX_TRY(end_table(r, state, err));
    tarix_render_put(r, "<script>\n'use strict';\n");
    tarix_render_put(r, tarix_html_order);
    tarix_render_put(r, "sortByHeads(document.querySelector('table'));\n</script>\n");
    tarix_render_put(r, "</body>\n</html>\n");
    return TARIX_OK;
}

static tarix_row_sink open_html(tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    static const tarix_format format = {.has_decimal_comma = true,
        .is_for_papers = true,
        .begin = begin,
        .row = put_row,
        .end = end};
    return tarix_render_open(arena, output, style, &format, NULL);
}

const tarix_writer tarix_html = {.name = "html",
    .help = "a page of its own with the table, sorted by a click on a title",
    .open = open_html,
    .media_type = "text/html"};
