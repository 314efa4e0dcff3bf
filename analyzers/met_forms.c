#include "analyzers/met_forms.h"

#include "analyzers/form_list.h"
#include "base/collate.h"

#include <stdlib.h>

typedef struct met {
    uint32_t index;
    tarix_id form;
    uint32_t count;
} met;

struct tarix_met_forms {
    tarix_arena *arena;
    const tarix_windows *windows;
    tarix_counter *counter;
    met *list; /* by index, then by form */
    size_t n, capacity;
};

tarix_met_forms *tarix_met_forms_new(tarix_arena *arena, const tarix_windows *windows)
{
    tarix_met_forms *forms = TARIX_NEW(arena, tarix_met_forms);
    *forms = (tarix_met_forms){
        .arena = arena, .windows = windows, .counter = tarix_counter_new(arena, windows)};
    return forms;
}

static void see(void *context, size_t index, uint32_t place)
{
    tarix_met_forms *forms = context;
    TARIX_ROOM(forms->arena, forms->list, forms->n, forms->capacity);
    forms->list[forms->n++] = (met){(uint32_t)index, forms->windows->places->form[place], 1};
}

static int by_form(const void *a, const void *b)
{
    const met *p = a, *q = b;
    if (p->index != q->index) return p->index < q->index ? -1 : 1;
    return (p->form > q->form) - (p->form < q->form);
}

void tarix_met_forms_count(tarix_met_forms *forms, const tarix_collocates *found)
{
    size_t kept = 0;
    forms->n = 0;
    tarix_counter_visit(forms->counter, &found->node, found->meetings, found->n, see, forms);
    if (forms->n) qsort(forms->list, forms->n, sizeof *forms->list, by_form);
    for (size_t i = 0; i < forms->n; i++)
        if (kept && by_form(&forms->list[kept - 1], &forms->list[i]) == 0)
            forms->list[kept - 1].count++;
        else
            forms->list[kept++] = forms->list[i];
    forms->n = kept;
}

static int by_text(const void *a, const void *b)
{
    return tarix_collate(((const tarix_form_count *)a)->text, ((const tarix_form_count *)b)->text);
}

static int by_count(const void *a, const void *b)
{
    const tarix_form_count *p = a, *q = b;
    if (p->count != q->count) return p->count > q->count ? -1 : 1;
    return tarix_collate(p->text, q->text);
}

/* In order; a form that was printed in two kinds or readings is one here. */
static size_t merge(tarix_form_count *list, size_t n)
{
    size_t kept = 0;
    if (n) qsort(list, n, sizeof *list, by_text);
    for (size_t i = 0; i < n; i++)
        if (kept && tarix_str_equal(list[kept - 1].text, list[i].text))
            list[kept - 1].count += list[i].count;
        else
            list[kept++] = list[i];
    if (kept) qsort(list, kept, sizeof *list, by_count);
    return kept;
}

static size_t first_of(const tarix_met_forms *forms, uint32_t index)
{
    size_t low = 0, high = forms->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (forms->list[middle].index < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

tarix_str tarix_met_forms_str(const tarix_met_forms *forms, tarix_arena *arena, uint32_t index)
{
    const size_t first = first_of(forms, index);
    size_t end = first;
    while (end < forms->n && forms->list[end].index == index) end++;
    tarix_form_count *list = TARIX_ARRAY(arena, tarix_form_count, end - first);
    for (size_t i = first; i < end; i++) {
        const met *m = &forms->list[i];
        list[i - first] =
            (tarix_form_count){tarix_vocab_str(forms->windows->places->forms, m->form), m->count};
    }
    return tarix_form_list_str(arena, list, merge(list, end - first));
}
