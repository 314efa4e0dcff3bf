/* Bytes as a condition on the metadata: what can be parsed is true or false of a document, and its
 * opposite the other way round. */
#include "corpus/where.h"
#include "tests/fuzz/fuzz.h"

static tarix_metadata_field fields[] = {
    {TARIX_STR("year"), false}, {TARIX_STR("topic"), false}, {TARIX_STR("year of print"), false}};
enum { n_fields = sizeof fields / sizeof *fields };
static size_t columns[n_fields] = {0, 1, 2};
static const tarix_str cells[][n_fields] = {
    {TARIX_STR("1918"), TARIX_STR("neft"), TARIX_STR("1918-05-28")},
    {TARIX_STR("ca. 1905"), TARIX_STR(""), TARIX_STR("-2.5")},
};
enum { n_rows = sizeof cells / sizeof *cells };

static bool ask(tarix_arena *arena, const tarix_metadata *metadata, tarix_str condition,
    const tarix_document *document, bool *out)
{
    tarix_where *where = NULL;
    return tarix_where_parse(arena, "where", condition, metadata, &where, NULL) == TARIX_OK &&
           tarix_where_holds(where, document, out, NULL) == TARIX_OK;
}

static void work(tarix_arena *arena, tarix_str bytes)
{
    const tarix_metadata metadata = {.arena = arena, .fields = fields, .n_fields = n_fields};
    const tarix_metadata_file file = {.separator = ';', .column = columns, .n_known = n_fields};
    char *text = tarix_arena_alloc(arena, bytes.size + 3, 1);
    text[0] = '!';
    text[1] = '(';
    if (bytes.size) memcpy(text + 2, bytes.data, bytes.size);
    text[bytes.size + 2] = ')';
    const tarix_str opposite = {text, bytes.size + 3};
    for (size_t i = 0; i < n_rows; i++) {
        const tarix_metadata_row row = {.file = &file, .cells = cells[i]};
        const tarix_document document = {.name = TARIX_STR("a.txt"), .metadata = &row};
        bool is = false, is_not = false;
        if (!ask(arena, &metadata, bytes, &document, &is)) continue;
        if (ask(arena, &metadata, opposite, &document, &is_not))
            fuzz_require(is != is_not, "a condition and its opposite give the same answer");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_bytes(data, size, work);
}
