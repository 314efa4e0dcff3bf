/* Tokens written through a writer for tokens. */
#ifndef TARIX_TESTS_REPORTS_STREAM_H
#define TARIX_TESTS_REPORTS_STREAM_H

#include "tests/reports/sheet.h"

enum { stream_columns = 10 };

static const tarix_column stream_column[stream_columns] = {
    {.name = "kind", .type = TARIX_TYPE_TEXT}, {.name = "document", .type = TARIX_TYPE_TEXT},
    {.name = "sentence", .type = TARIX_TYPE_COUNT}, {.name = "token", .type = TARIX_TYPE_COUNT},
    {.name = "start", .type = TARIX_TYPE_COUNT}, {.name = "end", .type = TARIX_TYPE_COUNT},
    {.name = "form", .type = TARIX_TYPE_TEXT}, {.name = "fold", .type = TARIX_TYPE_TEXT},
    {.name = "stem", .type = TARIX_TYPE_TEXT}, {.name = "lemma", .type = TARIX_TYPE_TEXT}};

typedef struct stream_token {
    const char *document;
    uint64_t sentence, start, end;
    const char *form, *lemma, *kind;
    const char *fold, *stem;
} stream_token;

/* A copy that is gone when the next row is written, as a table's may be. */
static inline tarix_str stream_text(char *bytes, const char *text)
{
    assert_true(!text || strlen(text) < 64);
    snprintf(bytes, 64, "%s", text ? text : "");
    return tarix_str_from(bytes);
}

static inline void stream_row(const sheet *s, const stream_token *t)
{
    char bytes[6][64];
    const tarix_cell cells[stream_columns] = {{.text = stream_text(bytes[0], t->kind)},
        {.text = stream_text(bytes[1], t->document)}, {.count = t->sentence}, {.count = 7},
        {.count = t->start}, {.count = t->end}, {.text = stream_text(bytes[2], t->form)},
        {.text = stream_text(bytes[3], t->fold)}, {.text = stream_text(bytes[4], t->stem)},
        {.text = stream_text(bytes[5], t->lemma)}};
    assert_int_equal(s->sink.rows(s->sink.context, cells, 1, NULL), TARIX_OK);
    memset(bytes, '?', sizeof bytes);
}

static inline void stream_write(
    tarix_guard *guard, const tarix_writer *writer, const stream_token *tokens, size_t n)
{
    const sheet s = sheet_open(guard, writer, folder_path("tokens"));
    assert_int_equal(s.sink.begin(s.sink.context, stream_column, stream_columns, NULL), TARIX_OK);
    for (size_t i = 0; i < n; i++) stream_row(&s, &tokens[i]);
    assert_int_equal(s.sink.end(s.sink.context, NULL), TARIX_OK);
    assert_int_equal(tarix_output_commit(s.output, NULL), TARIX_OK);
}

static inline void stream_check(tarix_guard *guard, const tarix_writer *writer,
    const stream_token *tokens, size_t n, const char *expected)
{
    stream_write(guard, writer, tokens, n);
    folder_check("tokens", tarix_str_from(expected));
}

/* A table that lacks one of these columns is refused, and the message names it and the format. */
static inline void stream_check_needed(
    tarix_guard *guard, const tarix_writer *writer, const char *names)
{
    tarix_str rest = tarix_str_from(names), name;
    while (tarix_str_split(&rest, ' ', &name)) {
        tarix_column columns[stream_columns];
        tarix_error err = {0};
        size_t n = 0;
        for (size_t i = 0; i < stream_columns; i++)
            if (!tarix_str_equal(tarix_str_from(stream_column[i].name), name))
                columns[n++] = stream_column[i];
        assert_int_equal(n, stream_columns - 1);
        const sheet s = sheet_open(guard, writer, folder_path("tokens"));
        assert_int_equal(sheet_write(&s, columns, n, NULL, 0, &err), TARIX_USAGE);
        assert_non_null(strstr(err.message, writer->name));
        if (!strstr(err.message, tarix_arena_str(tarix_arena_new(guard), name).data))
            fail_msg("'%s' does not name %.*s", err.message, TARIX_ARG(name));
        tarix_arena_free(s.arena);
    }
}

static inline void stream_check_full_device(tarix_guard *guard, const tarix_writer *writer)
{
    tarix_error err = {0};
    const tarix_cell cells[stream_columns] = {{.text = {"word", 4}}, {.text = {"a", 1}}};
    const sheet s = sheet_open(guard, writer, "/dev/full");
    assert_int_equal(sheet_write(&s, stream_column, stream_columns, cells, 1, &err), TARIX_IO);
}

#endif
