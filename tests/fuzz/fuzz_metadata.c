/* Bytes as a table of metadata: the documents that it names have its cells, fields are found by
 * their names, and a field of numbers has no other values. */
#include "base/number.h"
#include "corpus/metadata.h"
#include "tests/fuzz/fuzz_file.h"

#include <math.h>

static tarix_document documents[] = {{.name = TARIX_STR("a.txt"), .path = "a.txt"},
    {.name = TARIX_STR("b/ə.txt"), .path = "b/ə.txt"}, {.name = TARIX_STR("c"), .path = "c"}};
enum { n_documents = sizeof documents / sizeof *documents };

static void check_document(const tarix_metadata *m, const tarix_document *d)
{
    for (size_t f = 0; f < m->n_fields; f++) {
        const tarix_str value = tarix_metadata_value(d, f);
        const double number = tarix_metadata_number(d, f);
        if (m->fields[f].is_number && value.size)
            fuzz_require(!isnan(number), "a field of numbers has another value");
        if (value.size == 0) fuzz_require(isnan(number), "nothing is a number");
    }
}

static void work(tarix_arena *arena, tarix_str bytes)
{
    tarix_document copies[n_documents];
    memcpy(copies, documents, sizeof copies);
    tarix_collection collection = {.documents = copies, .n_documents = n_documents};
    tarix_metadata *m = tarix_metadata_new(arena, NULL, NULL, true);
    fuzz_file(bytes, ".csv");
    if (tarix_metadata_join(m, &collection, fuzz_path, NULL) != TARIX_OK) return;
    for (size_t f = 0; f < m->n_fields; f++)
        fuzz_require(tarix_metadata_find(m, m->fields[f].name) == f, "a field is not found");
    for (size_t i = 0; i < n_documents; i++) check_document(m, &copies[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_bytes(data, size, work);
}
