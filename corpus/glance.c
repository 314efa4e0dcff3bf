#include "corpus/glance.h"

void tarix_glance_turn(tarix_glance *g, uint64_t block)
{
    tarix_error fault;
    tarix_id *form = g->form[block % 2];
    g->block[block % 2] = block + 1;
    if (tarix_sections_copy(g->index->sections, TARIX_SECTION_TOKENS, block, form, &fault) ==
        TARIX_OK)
        return;
    if (g->fault.status == TARIX_OK) g->fault = fault;
    memset(form, 0, sizeof g->form[0]);
}

void tarix_glance_refuse(tarix_glance *g)
{
    if (g->fault.status == TARIX_OK)
        tarix_sections_refuse(g->index->sections, TARIX_SECTION_TOKENS, &g->fault);
}
