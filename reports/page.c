#include "reports/page.h"

#include "base/file.h"
#include "reports/html.h"
#include "reports/methods.h"
#include "reports/page_style.h"
#include "reports/render.h"

/* What the page says by itself, by tarix_language. */
static const struct {
    const char *contents, *methods, *other, *warnings, *files, *command, *search, *failed, *rows,
        *row, *first, *of, *made;
} words[] = {
    {"Reports", "Methods", "Metodlar", "Warnings", "Files", "Made by", "Search",
        "This report could not be made: ", "rows", "row", "the first", "of", "Made with tarix "},
    {"Hesabatlar", "Metodlar", "Methods", "Xəbərdarlıqlar", "Fayllar", "Əmr", "Axtar",
        "Bu hesabat hazırlana bilmədi: ", "sətir", "sətir", "ilk", "/",
        "tarix proqramı ilə hazırlanıb: "}};

typedef struct writing {
    tarix_arena *arena;
    const tarix_page *page;
    tarix_output *output;
} writing;

static void put(const writing *w, const char *text)
{
    tarix_output_str(w->output, tarix_str_from(text));
}

static void put_text(const writing *w, tarix_str text)
{
    const tarix_render render = {.arena = w->arena, .output = w->output};
    tarix_render_escaped(&render, tarix_render_clean(w->arena, text), &tarix_html_escapes);
}

static void put_count(const writing *w, uint64_t n)
{
    tarix_output_str(w->output, tarix_arena_format(w->arena, "%llu", (unsigned long long)n));
}

/* ---- head ---- */

static void put_head(const writing *w)
{
    const tarix_page *page = w->page;
    put(w, "<!DOCTYPE html>\n<html lang=\"");
    put(w, page->language == TARIX_LANGUAGE_AZ ? "az" : "en");
    put(w, "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width\">\n"
           "<link rel=\"icon\" href=\"data:,\">\n<title>");
    put_text(w, page->title);
    put(w, "</title>\n");
    put(w, tarix_page_style);
    put(w, "</head>\n<body>\n<header>\n<h1>");
    put_text(w, page->title);
    put(w, "</h1>\n<p>");
    put(w, words[page->language].made);
    put(w, page->version);
    put(w, " · <a href=\"run.json\">run.json</a></p>\n</header>\n<nav>\n<h2>");
    put(w, words[page->language].contents);
    put(w, "</h2>\n<ol>\n");
    for (size_t i = 0; i < page->n_reports; i++) {
        put(w, "<li><a href=\"#");
        put_text(w, page->reports[i].name);
        put(w, "\">");
        put_text(w, page->reports[i].title);
        put(w, "</a></li>\n");
    }
    put(w, "</ol>\n</nav>\n<main>\n");
}

static void put_methods(const writing *w, tarix_language language)
{
    const tarix_methods *methods = tarix_methods_of(w->arena, w->page->record, language);
    put(w, "<section class=\"methods\" lang=\"");
    put(w, language == TARIX_LANGUAGE_AZ ? "az" : "en");
    put(w, "\">\n<h2>");
    put(w, words[language].methods);
    put(w, "</h2>\n<p>");
    put_text(w, methods->all);
    put(w, "</p>\n<dl>\n");
    for (size_t i = 0; i < methods->n_reports; i++) {
        if (methods->reports[i].size == 0) continue;
        put(w, "<dt>");
        put_text(w, methods->names[i]);
        put(w, "</dt><dd>");
        put_text(w, methods->reports[i]);
        put(w, "</dd>\n");
    }
    put(w, "</dl>\n</section>\n");
}

static void put_warnings(const writing *w)
{
    if (w->page->n_warnings == 0) return;
    put(w, "<section class=\"warnings\">\n<h2>");
    put(w, words[w->page->language].warnings);
    put(w, "</h2>\n<ul>\n");
    for (size_t i = 0; i < w->page->n_warnings; i++) {
        put(w, "<li>");
        put_text(w, w->page->warnings[i]);
        put(w, "</li>\n");
    }
    put(w, "</ul>\n</section>\n");
}

/* ---- a report ---- */

/* A file name as a relative reference: all bytes but the plainest are escaped. */
static void put_url(const writing *w, tarix_str name, const char *plain)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < name.size; i++) {
        const unsigned char c = (unsigned char)name.data[i];
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (is_letter || (c >= '0' && c <= '9') || (c && strchr(plain, c))) {
            tarix_output_char(w->output, (char)c);
            continue;
        }
        const char escaped[] = {'%', digits[c >> 4], digits[c & 0xF]};
        tarix_output_bytes(w->output, escaped, sizeof escaped);
    }
}

/* As an image of its own, since the names inside two figures are the same. */
static tarix_status put_figure(
    const writing *w, const tarix_page_report *report, tarix_str path, tarix_error *err)
{
    tarix_str svg;
    TARIX_TRY(tarix_file_read(w->arena, path.data, &svg, err));
    put(w, "<figure><img alt=\"");
    put_text(w, report->title);
    put(w, "\" src=\"data:image/svg+xml,");
    put_url(w, svg, "-._~!*()/:;=?@,$+' ");
    put(w, "\"></figure>\n");
    return TARIX_OK;
}

static void put_files(const writing *w, const tarix_page_report *report)
{
    put(w, "<p class=\"files\">");
    put(w, words[w->page->language].files);
    put(w, ":");
    for (size_t i = 0; i < report->n_files; i++) {
        const tarix_str name = tarix_file_base(report->files[i]);
        put(w, " <a href=\"");
        put_url(w, name, "-._~");
        put(w, "\">");
        put_text(w, name);
        put(w, "</a>");
    }
    put(w, "</p>\n");
}

enum { searched = 20 }; /* rows: fewer are looked through by eye */

static tarix_status put_table(const writing *w, const tarix_page_report *report, tarix_error *err)
{
    const tarix_kept_rows *rows = report->rows;
    put(w, "<div class=\"tools\">");
    if (rows->n_rows >= searched) {
        put(w, "<input type=\"search\" placeholder=\"");
        put(w, words[w->page->language].search);
        put(w, "\" aria-label=\"");
        put(w, words[w->page->language].search);
        put(w, "\"> ");
    }
    put(w, "<span><span class=\"shown\">");
    put_count(w, rows->n_rows);
    put(w, "</span> ");
    put(w, rows->n_rows == 1 ? words[w->page->language].row : words[w->page->language].rows);
    if (rows->n_rows < rows->n_seen) {
        put(w, " (");
        put(w, words[w->page->language].first);
        put(w, " ");
        put_count(w, rows->n_rows);
        put(w, " ");
        put(w, words[w->page->language].of);
        put(w, " ");
        put_count(w, rows->n_seen);
        put(w, ")");
    }
    put(w, "</span></div>\n<div class=\"table\">\n");
    const tarix_style style = {.digits = report->digits, .language = w->page->language};
    tarix_table *table = tarix_table_new(
        w->arena, tarix_render_open(w->arena, w->output, &style, &tarix_html_table, NULL));
    if (report->columns) tarix_table_prefer(table, tarix_str_from(report->columns));
    TARIX_TRY(tarix_kept_rows_write(rows, table, err));
    put(w, "</div>\n");
    return TARIX_OK;
}

static tarix_status put_report(const writing *w, const tarix_page_report *report, tarix_error *err)
{
    put(w, "<section class=\"report\" id=\"");
    put_text(w, report->name);
    put(w, "\">\n<h2>");
    put_text(w, report->title);
    put(w, "</h2>\n");
    if (report->failure.size) {
        put(w, "<p class=\"failure\">");
        put(w, words[w->page->language].failed);
        put_text(w, report->failure);
        put(w, "</p>\n</section>\n");
        return TARIX_OK;
    }
    for (size_t i = 0; i < report->n_files; i++)
        if (tarix_str_ends(report->files[i], TARIX_STR(".svg")))
            TARIX_TRY(put_figure(w, report, report->files[i], err));
    TARIX_TRY(put_table(w, report, err));
    put_files(w, report);
    put(w, "<p class=\"command\">");
    put(w, words[w->page->language].command);
    put(w, ": <code>");
    put_text(w, report->command);
    put(w, "</code></p>\n</section>\n");
    return TARIX_OK;
}

tarix_status tarix_page_write(
    tarix_arena *arena, const tarix_page *page, const char *path, tarix_error *err)
{
    writing w = {.arena = arena, .page = page};
    const bool is_az = page->language == TARIX_LANGUAGE_AZ;
    TARIX_TRY(tarix_output_open(arena, path, &w.output, err));
    put_head(&w);
    put_warnings(&w);
    for (size_t i = 0; i < page->n_reports; i++) TARIX_TRY(put_report(&w, &page->reports[i], err));
    put_methods(&w, page->language);
    put_methods(&w, is_az ? TARIX_LANGUAGE_EN : TARIX_LANGUAGE_AZ);
    put(&w, "</main>\n<script>\n'use strict';\n");
    put(&w, tarix_html_order);
    put(&w, tarix_page_script);
    put(&w, "</script>\n</body>\n</html>\n");
    return tarix_output_commit(w.output, err);
}
