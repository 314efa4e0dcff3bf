#include "base/utf8.h"
#include "cli/command.h"

#include <string.h>

enum { text_width = 92, option_column = 26 };

void help_wrapped(FILE *out, tarix_str text, size_t column, size_t indent)
{
    tarix_str word;
    bool first = true;
    while (tarix_str_split(&text, ' ', &word)) {
        const size_t width = tarix_utf8_count(word);
        if (!first && column + 1 + width > text_width) {
            fprintf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            fputc(' ', out);
            column++;
        }
        fprintf(out, "%.*s", TARIX_ARG(word));
        column += width;
        first = false;
    }
    fputc('\n', out);
}

void help_program(FILE *out)
{
    size_t n;
    const command *rows = commands(&n);
    fprintf(out,
        "tarix analyses Azerbaijani historiographic text and writes tables.\n"
        "\n"
        "usage: tarix COMMAND [OPTIONS] INPUT…\n"
        "\n"
        "INPUT is a text file, a folder (its *.txt, with all below it), a FILE.tarix that 'tarix\n"
        "index' made, or - for standard input.\n"
        "\n");
    for (size_t i = 0; i < n; i++) {
        fprintf(out, "  %-14s %s\n", command_name(&rows[i]), command_summary(&rows[i]));
    }
    fprintf(out,
        "\n"
        "'tarix help COMMAND' has the options and examples of each. Tables go to standard output\n"
        "as CSV, or with -o to a file, which appears whole or not at all, with its data\n"
        "dictionary and run record beside it. Exit status: 0 done, 1 failed, 2 wrong usage.\n"
        "\n"
        "  tarix freq article.txt\n"
        "  tarix colloc --node inqilab article.txt\n"
        "  tarix keyness --reference other-texts/ -o keys.csv article.txt\n");
}

static void help_option(FILE *out, const tarix_options *options, const tarix_option *o)
{
    char head[128];
    const char *fallback = tarix_options_fallback(options, o);
    const char *value = o->value ? o->value : o->kind == TARIX_OPTION_WORD ? o->choices : "";
    const int size = snprintf(head, sizeof head, "  %s%c%s--%s%s%s", o->letter ? "-" : "",
        o->letter ? o->letter : ' ', o->letter ? ", " : "   ", o->name, *value ? " " : "", value);
    const size_t width = tarix_utf8_count((tarix_str){head, (size_t)size});
    fprintf(out, "%s", head);
    if (width >= option_column)
        fprintf(out, "\n%*s", option_column + 2, "");
    else
        fprintf(out, "%*s", (int)(option_column + 2 - width), "");
    char text[512];
    snprintf(text, sizeof text, "%s%s%s%s%s", o->help, fallback ? " [" : "",
        fallback ? fallback : "", fallback ? "]" : "", o->repeats ? " (may be repeated)" : "");
    help_wrapped(out, tarix_str_from(text), option_column + 2, option_column + 2);
}

void help_command(tarix_arena *arena, const command *c, FILE *out)
{
    const tarix_analyzer *a = c->analyzer;
    const tarix_option *const *rows = command_options(arena, c);
    const tarix_options *options = tarix_options_new(arena, rows, a ? a->defaults : NULL);
    fprintf(out, "tarix %s: %s\n\nusage: tarix %s %s\n\n%s", command_name(c), command_summary(c),
        command_name(c), a ? a->usage : c->usage, a ? a->details : c->details);
    if (rows[0]) fprintf(out, "\noptions [defaults in brackets]:\n");
    for (; *rows; rows++) help_option(out, options, *rows);
}
