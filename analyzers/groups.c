#include "analyzers/groups.h"

#include "analyzers/options.h"
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

tarix_status tarix_groups_asked(
    tarix_job *job, const tarix_collection *collection, tarix_groups **out, tarix_error *err)
{
    static const tarix_groups_option by = {"by", ""};
    const tarix_str field = tarix_options_text(job->options, &tarix_option_by);
    *out = NULL;
    return field.data
               ? tarix_groups_find(job->arena, job->metadata, collection, &by, field, out, err)
               : TARIX_OK;
}

/* ---- one after the other ---- */

/* Puts the documents of each group together, in their order; end[g] is behind those of group g. */
static tarix_document *sort_documents(
    tarix_arena *arena, const tarix_collection *c, const tarix_groups *groups, size_t *end)
{
    tarix_document *sorted = TARIX_ARRAY(arena, tarix_document, c->n_documents + 1);
    size_t n = 0;
    for (uint32_t g = 0; g < groups->n; g++) {
        for (size_t i = 0; i < c->n_documents; i++)
            if (groups->of_document[i] == g) sorted[n++] = c->documents[i];
        end[g] = n;
    }
    return sorted;
}

/* What a pass has found goes back to where the documents stand by name. */
static void return_documents(
    tarix_collection *c, const tarix_groups *groups, const tarix_document *sorted)
{
    size_t n = 0;
    for (uint32_t g = 0; g < groups->n; g++)
        for (size_t i = 0; i < c->n_documents; i++)
            if (groups->of_document[i] == g) c->documents[i] = sorted[n++];
}

static void add_used(tarix_used *sum, const tarix_used *part)
{
    sum->n_tokens += part->n_tokens;
    sum->n_counted += part->n_counted;
    sum->n_stopped += part->n_stopped;
    sum->n_places += part->n_places;
}

tarix_status tarix_groups_each(tarix_job *job, tarix_used *used, const tarix_groups *groups,
    tarix_group_work work, void *context, tarix_error *err)
{
    tarix_arena *arena = job->arena;
    if (!groups) return work(context, used, arena, TARIX_STR(""), err);
    size_t *end = TARIX_ARRAY(arena, size_t, groups->n + 1);
    tarix_document *sorted = sort_documents(arena, used->collection, groups, end);
    for (size_t g = 0, first = 0; g < groups->n; first = end[g++]) {
        tarix_collection part = *used->collection;
        part.documents = sorted + first;
        part.n_documents = end[g] - first;
        tarix_used part_used = {.role = used->role, .name = used->name, .collection = &part};
        tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
        TARIX_TRY(work(context, &part_used, scratch, groups->name[g], err));
        tarix_arena_free(scratch);
        add_used(used, &part_used);
    }
    return_documents(used->collection, groups, sorted);
    return TARIX_OK;
}
