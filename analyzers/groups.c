#include "analyzers/groups.h"

#include "base/collate.h"

#include <stdlib.h>

/* What is known of one document. */
typedef struct known {
    tarix_str text;
    double number; /* 0 when the field is of texts */
    uint32_t document;
} known;

static int compare(const known *a, const known *b)
{
    if (!a->text.size || !b->text.size) return !a->text.size - !b->text.size;
    if (a->number != b->number) return a->number < b->number ? -1 : 1;
    return tarix_collate(a->text, b->text);
}

static int by_value(const void *a, const void *b)
{
    const known *p = a, *q = b;
    const int order = compare(p, q);
    return order ? order : (p->document > q->document) - (p->document < q->document);
}

tarix_status tarix_groups_find(tarix_arena *arena, const tarix_metadata *metadata,
    const tarix_collection *collection, const tarix_groups_option *option, tarix_str field,
    tarix_groups **out, tarix_error *err)
{
    const size_t n = collection->n_documents;
    const size_t number = metadata ? tarix_metadata_find(metadata, field) : TARIX_NO_FIELD;
    if (number == TARIX_NO_FIELD)
        return tarix_metadata_unknown(arena, metadata,
            tarix_arena_format(arena, "--%s", option->name).data, option->others, field, err);
    tarix_groups *g = TARIX_NEW(arena, tarix_groups);
    known *list = TARIX_ARRAY(arena, known, n + 1);
    g->name = TARIX_ARRAY(arena, tarix_str, n + 1);
    g->of_document = TARIX_ARRAY(arena, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        const tarix_document *d = &collection->documents[i];
        list[i] = (known){.text = tarix_metadata_value(d, number), .document = (uint32_t)i};
        if (metadata->fields[number].is_number && list[i].text.size)
            list[i].number = tarix_metadata_number(d, number);
    }
    qsort(list, n, sizeof *list, by_value);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || compare(&list[i - 1], &list[i]) != 0) g->name[g->n++] = list[i].text;
        g->of_document[list[i].document] = (uint32_t)g->n - 1;
    }
    *out = g;
    return TARIX_OK;
}
