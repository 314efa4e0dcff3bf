#include "analyzers/options.h"
#include "cli/command.h"

static void say(warnings *w, tarix_str text)
{
    TARIX_ROOM(w->arena, w->texts, w->n, w->capacity);
    w->texts[w->n++] = text;
}

static void say_of_document(warnings *w, const tarix_document *d, tarix_orthography_choice choice)
{
    if (d->failure.size) {
        say(w, tarix_arena_format(w->arena, "skipped: %.*s", TARIX_ARG(d->failure)));
        return;
    }
    const tarix_str fault = tarix_document_fault(w->arena, d);
    if (fault.size) say(w, tarix_arena_format(w->arena, "%s: %.*s", d->path, TARIX_ARG(fault)));
    if (choice == TARIX_ORTHOGRAPHY_AUTO && d->old_share >= TARIX_OLD_SHARE_TOLD &&
        d->old_share < TARIX_OLD_SHARE)
        say(w, tarix_arena_format(w->arena,
                   "%s: %.2f %% of its letters are those of the Latin of 1922-39, too few to read "
                   "it as such; --orthography yanalif does, modern ends this warning",
                   d->path, 100 * d->old_share));
}

static void say_of_documents(warnings *w, const tarix_used *used, tarix_orthography_choice choice)
{
    const tarix_collection *c = used->collection;
    for (size_t i = 0; i < c->n_passed_over; i++) {
        const tarix_passed_over *p = &c->passed_over[i];
        if (!tarix_str_equal(p->reason, TARIX_STR("not a .txt file")))
            say(w, tarix_arena_format(
                       w->arena, "%.*s: left out: %.*s", TARIX_ARG(p->path), TARIX_ARG(p->reason)));
    }
    for (size_t i = 0; i < c->n_documents; i++) {
        w->has_skipped |= c->documents[i].failure.size > 0;
        say_of_document(w, &c->documents[i], choice);
    }
    if (used->n_tokens == 0)
        say(w, tarix_arena_format(
                   w->arena, "%.*s: no tokens in this %s", TARIX_ARG(used->name), used->role));
}

static void say_of_sheet(warnings *w, const tarix_sheet *s)
{
    w->has_skipped |= s->skipped > 0;
    if (s->skipped)
        say(w, tarix_arena_format(w->arena, "%.*s: %llu of %llu rows left out", TARIX_ARG(s->name),
                   (unsigned long long)s->skipped, (unsigned long long)s->rows));
    if (s->rows == 0) say(w, tarix_arena_format(w->arena, "%.*s: no rows", TARIX_ARG(s->name)));
    if (s->bad_bytes)
        say(w, tarix_arena_format(w->arena,
                   "%.*s: %llu bytes are no %s and were replaced; try --encoding",
                   TARIX_ARG(s->name), (unsigned long long)s->bad_bytes, s->encoding));
}

/* The first few of a list of names, as text. */
typedef struct names {
    tarix_str text;
    size_t n;
} names;

static void name_one(tarix_arena *arena, names *list, tarix_str name)
{
    enum { most_named = 5 };
    if (list->n < most_named)
        list->text = tarix_arena_format(
            arena, "%.*s%s%.*s", TARIX_ARG(list->text), list->n ? ", " : " ", TARIX_ARG(name));
    if (list->n == most_named)
        list->text = tarix_arena_format(arena, "%.*s …", TARIX_ARG(list->text));
    list->n++;
}

static void say_of_lone_documents(warnings *w, const tarix_used *used)
{
    const tarix_collection *c = used->collection;
    names lone = {TARIX_STR(""), 0};
    for (size_t i = 0; i < c->n_documents; i++)
        if (c->documents[i].lacks_metadata) name_one(w->arena, &lone, c->documents[i].name);
    if (lone.n)
        say(w, tarix_arena_format(w->arena, "%.*s: no metadata of%.*s (%zu of %zu documents)",
                   TARIX_ARG(used->name), TARIX_ARG(lone.text), lone.n, c->n_documents));
}

static void say_of_lone_rows(warnings *w, const tarix_metadata_file *f)
{
    names lone = {TARIX_STR(""), 0};
    for (size_t row = 0; row < f->n_rows; row++)
        if (!f->rows[row].is_used) name_one(w->arena, &lone, f->rows[row].document);
    if (lone.n)
        say(w, tarix_arena_format(w->arena, "%s: no document for%.*s (%zu of %zu rows)", f->path,
                   TARIX_ARG(lone.text), lone.n, f->n_rows));
}

static void say_of_fact(warnings *w, const tarix_fact *fact)
{
    static const struct {
        const char *name, *before, *behind;
    } said[] = {{"node_not_found", "node '", "' does not occur"}, {"skipped_row", "left out: ", ""},
        {"note", "", ""}};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (strcmp(fact->name, said[i].name) == 0)
            say(w, tarix_arena_format(w->arena, "%s%.*s%s", said[i].before, TARIX_ARG(fact->text),
                       said[i].behind));
}

void warnings_collect(warnings *w, const tarix_job *job)
{
    for (size_t i = 0; i < job->n_used; i++)
        say_of_documents(w, &job->used[i], job->pass.orthography);
    for (size_t i = 0; i < job->n_used; i++) say_of_lone_documents(w, &job->used[i]);
    for (size_t i = 0; job->metadata && i < job->metadata->n_files; i++)
        say_of_lone_rows(w, job->metadata->files[i]);
    for (size_t i = 0; i < job->n_sheets; i++) say_of_sheet(w, &job->sheets[i]);
    for (size_t i = 0; i < job->n_facts; i++) say_of_fact(w, &job->facts[i]);
}
