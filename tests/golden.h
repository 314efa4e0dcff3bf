/* The fixtures under tests/golden: tables like the lists, a row an expectation. */
#ifndef TARIX_TESTS_GOLDEN_H
#define TARIX_TESTS_GOLDEN_H

#include "base/file.h"
#include "lexicons/tsv.h"
#include "tests/check.h"

#include <string.h>

/* The bytes and the cells live as long as the arena. */
static inline tarix_tsv golden_open(tarix_arena *arena, const char *name, const char *columns)
{
    tarix_str bytes;
    tarix_tsv tsv = {0};
    const tarix_str path = tarix_arena_format(arena, TARIX_SOURCE "/tests/golden/%s", name);
    tarix_error err = {0};
    if (tarix_file_read(arena, path.data, &bytes, &err) != TARIX_OK ||
        tarix_tsv_open(&tsv, name, bytes, columns, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    return tsv;
}

static inline bool golden_next(tarix_tsv *tsv)
{
    bool more = false;
    tarix_error err = {0};
    if (tarix_tsv_next(tsv, &more, &err) != TARIX_OK) fail_msg("%s", err.message);
    return more;
}

/* A cell with its \n \t \f \r \\ undone. */
static inline tarix_str golden_text(tarix_arena *arena, tarix_str cell)
{
    char *out = tarix_arena_alloc(arena, cell.size + 1, 1);
    size_t size = 0;
    for (size_t i = 0; i < cell.size; i++) {
        char c = cell.data[i];
        if (c == '\\' && i + 1 < cell.size) {
            const char *at = strchr("n\nt\tf\fr\r\\\\", cell.data[++i]);
            assert_non_null(at);
            c = at[1];
        }
        out[size++] = c;
    }
    return (tarix_str){out, size};
}

#endif
