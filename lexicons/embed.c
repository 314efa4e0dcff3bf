/* Build tool: prints the lists named on the command line as one C array of file names and bytes,
 * the roots that they hold as the image of a trie, and their suffixes as a machine. usage: embed
 * NAME FILE [NAME FILE …] */
#include "base/file.h"
#include "lexicons/endings.h"
#include "lexicons/outline.h"
#include "lexicons/roots.h"
#include "lexicons/trie.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct list {
    const char *name, *path;
    tarix_str bytes;
} list;

typedef struct lists {
    list *list;
    size_t n;
} lists;

static void put_bytes(tarix_str bytes)
{
    int column = 0;
    putchar('"');
    for (size_t i = 0; i < bytes.size; i++) {
        const unsigned char c = (unsigned char)bytes.data[i];
        printf(c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '?' ? "%c" : "\\%03o", c);
        if (c == '\n' && ++column % 4 == 0) printf("\"\n    \"");
    }
    printf("\"");
}

static void put_lists(const lists *all)
{
    printf("const tarix_embedded tarix_embedded_lists[] = {\n");
    for (size_t i = 0; i < all->n; i++) {
        printf("    {\"%s\", %zu,\n    ", all->list[i].name, all->list[i].bytes.size);
        put_bytes(all->list[i].bytes);
        printf("},\n");
    }
    printf("    {0, 0, 0}};\n");
}

static tarix_status put_roots(const lists *all, tarix_arena *arena, tarix_error *err)
{
    tarix_wordlist *roots = tarix_wordlist_new(arena);
    tarix_exceptions exceptions;
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        const list *l = &all->list[i];
        if (tarix_str_starts(tarix_str_from(l->name), TARIX_STR("roots-")))
            TARIX_TRY(tarix_roots_parse(arena, roots, l->path, l->bytes, err));
    }
    for (size_t i = 0; i < all->n; i++) {
        const list *l = &all->list[i];
        if (strcmp(l->name, "exceptions.tsv") == 0)
            TARIX_TRY(tarix_exceptions_parse(arena, roots, l->path, l->bytes, &exceptions, err));
    }
    const uint32_t *image = tarix_trie_image(arena, tarix_parting_roots(arena, roots), &n);
    printf("\nconst uint32_t tarix_embedded_roots[] = {");
    for (size_t i = 0; i < n; i++) printf("%s%luU,", i % 8 ? "" : "\n", (unsigned long)image[i]);
    printf("};\n");
    const uint64_t *beginnings = tarix_beginnings_make(arena, roots);
    printf("\nconst uint64_t tarix_embedded_beginnings[] = {");
    for (size_t i = 0; i < TARIX_BEGINNINGS; i++)
        printf("%s0x%llXU,", i % 8 ? "" : "\n", (unsigned long long)beginnings[i]);
    printf("};\n");
    return TARIX_OK;
}

static void put_shorts(const char *name, const uint16_t *shorts, size_t n)
{
    printf("};\n\nstatic const uint16_t %s[] = {", name);
    for (size_t i = 0; i < n; i++) printf("%s%u,", i % 8 ? "" : "\n", shorts[i]);
}

static void put_arrays_of(const tarix_endings *e)
{
    printf("\nstatic const tarix_ending_step steps[] = {");
    for (size_t i = 0; i < e->n_steps; i++)
        printf("%s{%u, %u},", i % 8 ? "" : "\n", e->steps[i].from, e->steps[i].to);
    printf("};\n\nstatic const tarix_phase targets[] = {");
    for (size_t i = 0; i < e->n_targets; i++)
        printf("%s{%u, %u},", i % 8 ? "" : "\n", e->targets[i].place, e->targets[i].cut);
    printf("};\n\nstatic const tarix_cut cuts[] = {");
    for (size_t i = 0; i < e->n_cuts; i++) {
        printf("\n{{");
        for (size_t j = 0; j <= TARIX_RARE; j++)
            printf("%luU,", (unsigned long)e->cuts[i].states[j]);
        printf("}},");
    }
    put_shorts("inflection", e->order[TARIX_INFLECTION], e->n_suffixes[TARIX_INFLECTION]);
    put_shorts("derivation", e->order[TARIX_DERIVATION], e->n_suffixes[TARIX_DERIVATION]);
    printf("};\n");
}

static tarix_status put_endings(const lists *all, tarix_arena *arena, tarix_error *err)
{
    const list *l = all->list;
    const tarix_grammar *grammar = NULL;
    while (strcmp(l->name, "suffixes.tsv") != 0) l++;
    TARIX_TRY(tarix_grammar_parse(arena, l->path, l->bytes, NULL, &grammar, err));
    const tarix_endings *e = tarix_grammar_endings(grammar);
    put_arrays_of(e);
    printf("\nconst tarix_endings tarix_embedded_endings = {{");
    for (size_t i = 0; i < sizeof e->classes; i++) printf("%u,", e->classes[i]);
    printf("}, {");
    for (size_t reaches = 0; reaches < 2; reaches++) {
        printf("{");
        for (size_t i = 0; i < sizeof *e->tails / sizeof **e->tails; i++)
            printf("0x%llXU,", (unsigned long long)e->tails[reaches][i]);
        printf("},");
    }
    printf("}, {");
    for (size_t i = 0; i < TARIX_CHAINS; i++)
        printf("{%u, %u},", e->starts[i].place, e->starts[i].cut);
    printf("},\n%zu, %zu, %zu, %zu, steps, targets, cuts, {inflection, derivation}, {%zu, %zu}};\n",
        e->n_steps, e->n_targets, e->n_cuts, e->first_row, e->n_suffixes[TARIX_INFLECTION],
        e->n_suffixes[TARIX_DERIVATION]);
    return TARIX_OK;
}

static tarix_status embed(void *context, tarix_guard *guard, tarix_error *err)
{
    lists *all = context;
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < all->n; i++)
        TARIX_TRY(tarix_file_read(arena, all->list[i].path, &all->list[i].bytes, err));
    printf("#include \"lexicons/embedded.h\"\n\n");
    put_lists(all);
    TARIX_TRY(put_roots(all, arena, err));
    return put_endings(all, arena, err);
}

int main(int argc, char **argv)
{
    lists all = {calloc((size_t)argc, sizeof(list)), 0};
    tarix_error err = {0};
    for (int i = 1; i + 1 < argc && all.list; i += 2)
        all.list[all.n++] = (list){.name = argv[i], .path = argv[i + 1]};
    const tarix_status status = tarix_protect(embed, &all, 0, &err);
    if (status != TARIX_OK) fprintf(stderr, "%s\n", err.message);
    free(all.list);
    return status == TARIX_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
