/* What a pass on several threads must give: what it gives on one, whatever stands at the seams. */
#include "corpus/pass.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"
#include "tests/corpus/lexicons.h"
#include "tests/folder.h"
#include "tests/golden.h"

enum { large = 1500000, most_cells = 2000 };

/* ---- texts ---- */

typedef struct source {
    tarix_arena *arena;
    const char *folder;
    tarix_str cells[most_cells]; /* texts of the fixtures */
    size_t n_cells, n_plain;     /* the first n_plain have all rules of tokens */
    size_t n_bad;                /* files that are no text */
    uint64_t seed;
} source;

static void read_cells(source *s)
{
    tarix_tsv tsv = golden_open(s->arena, "tokens.tsv", "text\ttokens\twhy");
    while (golden_next(&tsv))
        if (tsv.cells[0].size) s->cells[s->n_cells++] = golden_text(s->arena, tsv.cells[0]);
    s->n_plain = s->n_cells;
    tsv = golden_open(s->arena, "passages.tsv", "passage\tjudgement\tremark");
    while (golden_next(&tsv)) s->cells[s->n_cells++] = golden_text(s->arena, tsv.cells[0]);
    assert_true(s->n_plain >= 400 && s->n_cells < most_cells);
}

/* What stands between two cells of a text. */
typedef struct manner {
    const char *name;
    const char *between; /* %s: a head that changes every `period` bytes */
    size_t period;
    bool all_cells;
    size_t size;
} manner;

static tarix_str text_of(source *s, const manner *style)
{
    char *text = tarix_arena_alloc(s->arena, style->size + (1 << 16), 1);
    size_t size = 0;
    while (size < style->size) {
        char head[32];
        const tarix_str cell =
            s->cells[random_below(&s->seed, style->all_cells ? s->n_cells : s->n_plain)];
        memcpy(text + size, cell.data, cell.size);
        size += cell.size;
        const size_t n = size / style->period;
        snprintf(head, sizeof head, "%c%c%c XANLIĞI", (char)('A' + n % 20),
            (char)('A' + n / 20 % 20), (char)('A' + n / 400 % 20));
        size += (size_t)snprintf(text + size, 1 << 12, style->between, head);
    }
    return (tarix_str){text, size};
}

static void add_file(source *s, const char *name, tarix_str bytes)
{
    folder_file(s->arena, s->folder, name, bytes);
}

static void add_repeated(source *s, const char *name, const char *first, const char *line)
{
    char *text = tarix_arena_alloc(s->arena, large + strlen(first) + strlen(line), 1);
    size_t size = strlen(first);
    memcpy(text, first, size);
    for (; size < large; size += strlen(line)) memcpy(text + size, line, strlen(line));
    add_file(s, name, (tarix_str){text, size});
}

/* A folder of large texts of each style, and small ones between. */
static void write_texts(source *s)
{
    static const manner styles[] = {
        {"prose.txt", " və sonra şəhərdən çıxdılar.\nBelə deyirlər. ", large, false, large},
        {"heads.txt", " kitabda yazılmışdır.\n\f%s\nBurada ", 30000, false, large},
        {"rare-heads.txt", " kitabda yazılmışdır.\nSonra \f\n%s\nburada ", 290000, false, large},
        {"passages.txt",
            "\n\n"
            "və sonra getdilər.\nBelə oldu.\n\n",
            large, true, large},
        {"endless.txt", " və ", large, false, large},
    };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        add_file(s, styles[i].name, text_of(s, &styles[i]));
    /* A word in Cyrillic that says nothing is in the language of the one far before that did. */
    char *line = tarix_arena_alloc(s->arena, 1 << 13, 1);
    while (strlen(line) < 7000) strcat(line, "Kitabın adı belə sadəcə yazılmışdır.\n");
    add_repeated(s, "leaning.txt", "Город стоит на берегу моря, и в нём живут рыбаки.\n\n",
        strcat(line, "Burada тас qalır.\n"));
    /* The stop at a line's end is that of an abbreviation. */
    add_repeated(s, "stops.txt", "", "Kitab Bakıda çıxmışdır, rus dilindən tərc.\nBurada ");
    for (size_t i = 0; i < 300; i++) {
        const manner small = {"", "\n%s\n", 100, true, random_below(&s->seed, 3000)};
        const tarix_str name = tarix_arena_format(s->arena, "small/%zu.txt", i);
        add_file(s, name.data, text_of(s, &small));
    }
    add_file(s, "empty.txt", TARIX_STR(""));
    add_file(s, "old.txt", TARIX_STR("Azərʙajcanlьlar ƣorxmaz ɵlyrlər, kɵzəl ƶurnal.\n"));
    add_file(s, "m-binary.txt", TARIX_STR("\0\1\2\3\xFF\0\0\0\0\0\0\0"));
    s->n_bad = 1;
}

/* ---- what a sink sees ---- */

/* What comes in parts that are not the same on all threads. */
enum { STEP, BLOCK, LONG, SENTENCE, ID, STREAMS };

typedef struct log_book {
    uint64_t hash, streams[STREAMS], n_tokens, n_sentences;
    tarix_arena *arena;
    tarix_vocab *forms;
    tarix_step_run run;
    tarix_step_list list;
    size_t n_begun, n_ended;
} log_book;

static void add(uint64_t *hash, uint64_t number)
{
    *hash = (*hash ^ number) * UINT64_C(0x9E3779B97F4A7C15);
    *hash ^= *hash >> 29;
}

static void note(log_book *book, uint64_t number)
{
    add(&book->hash, number);
}

static void begin(void *context, size_t document)
{
    log_book *book = context;
    book->n_begun++;
    book->list.end = 0;
    note(book, document);
}

static void tokens(void *context, const tarix_token *list, const tarix_id *ids, size_t n)
{
    log_book *book = context;
    for (size_t i = 0; i < n; i++) {
        const tarix_token *t = &list[i];
        const tarix_str form = tarix_token_form(t);
        note(book, t->start);
        note(book, t->length | (uint64_t)(t->flags & TARIX_TOKEN_STARTS_SENTENCE) << 32);
        note(book, ids[i]);
        assert_true(tarix_str_equal(tarix_vocab_str(book->forms, ids[i]), form));
        assert_int_equal(tarix_vocab_tag(book->forms, ids[i]), tarix_token_tag(t));
        for (size_t at = 0; at < form.size; at++) note(book, (unsigned char)form.data[at]);
        book->n_sentences += t->flags & TARIX_TOKEN_STARTS_SENTENCE;
    }
    book->n_tokens += n;
}

static void steps(void *context, const tarix_step_run *run, const tarix_id *ids)
{
    log_book *book = context;
    tarix_step_list *l = &book->list;
    tarix_steps_join(book->arena, l, run);
    for (size_t i = 0; i < l->n_steps; i++) add(&book->streams[STEP], l->step[i]);
    for (size_t i = 0; i < l->n_blocks; i++) add(&book->streams[BLOCK], l->block[i]);
    for (size_t i = 0; i < l->n_longs; i++) {
        add(&book->streams[LONG], l->longs[i].token);
        add(&book->streams[LONG], l->longs[i].start);
        add(&book->streams[LONG], l->longs[i].gap << 32 | l->longs[i].length);
    }
    for (size_t i = 0; i < run->n_sentences; i++)
        add(&book->streams[SENTENCE], book->n_tokens + run->sentence[i]);
    for (size_t i = 0; i < run->n; i++) add(&book->streams[ID], ids[i]);
    l->n_steps = l->n_blocks = l->n_longs = 0;
    book->n_tokens += run->n;
    book->n_sentences += run->n_sentences;
}

static void tokens_as_steps(void *context, const tarix_token *list, const tarix_id *ids, size_t n)
{
    log_book *book = context;
    tarix_step_run_begin(&book->run);
    tarix_step_run_add(book->arena, &book->run, list, n);
    steps(book, &book->run, ids);
}

static void ids(void *context, const tarix_id *list, size_t n)
{
    log_book *book = context;
    for (size_t i = 0; i < n; i++) {
        note(book, list[i]);
        assert_in_range(list[i] & ~TARIX_STARTS_SENTENCE, 0, tarix_vocab_size(book->forms) - 1);
        book->n_sentences += (list[i] & TARIX_STARTS_SENTENCE) != 0;
    }
    book->n_tokens += n;
}

static void end(void *context, size_t document)
{
    log_book *book = context;
    uint64_t sum = 0, n = 0;
    for (size_t i = 0; i < tarix_vocab_met(book->forms); i++) { /* in any order */
        const tarix_id id = tarix_vocab_met_at(book->forms, i);
        sum += (id + UINT64_C(1)) * tarix_vocab_count(book->forms, id);
        n += tarix_vocab_count(book->forms, id) > 0;
    }
    note(book, sum);
    note(book, n);
    note(book, document);
    for (size_t i = 0; i < STREAMS; i++) note(book, book->streams[i]);
    book->n_ended++;
}

static void note_document(log_book *book, const tarix_document *d)
{
    uint64_t share;
    memcpy(&share, &d->old_share, sizeof share);
    const uint64_t numbers[] = {
        d->bytes, d->bad_bytes, d->furniture, d->sentences, d->places, share};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) note(book, numbers[i]);
    for (unsigned i = 0; i < TARIX_KINDS; i++) note(book, d->tokens[i]);
    for (unsigned i = 0; i < TARIX_READINGS; i++) note(book, d->readings[i]);
    for (unsigned i = 0; i < TARIX_SCRIPTS; i++) note(book, d->letters[i]);
    const tarix_str texts[] = {
        d->sha256, d->failure, tarix_str_from(d->encoding ? d->encoding : "none")};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t at = 0; at < texts[i].size; at++) note(book, (unsigned char)texts[i].data[at]);
}

/* What is asked of the pass: tokens, their ids, their steps, or counts of folds. */
typedef enum way { TOKENS, IDS, STEPS, FOLDS, WAYS } way;

static log_book read_on(tarix_guard *guard, const source *s, const tarix_lexicons *lexicons,
    size_t n_threads, way asked)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_collection *c = NULL;
    tarix_error err = {0};
    const tarix_str input = tarix_str_from(s->folder);
    log_book book = {.arena = arena, .forms = tarix_vocab_new(arena)};
    const tarix_pass pass = {
        .lexicons = lexicons, .hashes = true, .counts_scripts = true, .n_threads = n_threads};
    const tarix_sink sink = {.context = &book,
        .forms = book.forms,
        .begin = begin,
        .tokens = asked == TOKENS  ? tokens
                  : asked == STEPS ? tokens_as_steps
                                   : NULL,
        .steps = asked == STEPS ? steps : NULL,
        .ids = asked == IDS ? ids : NULL,
        .end = end,
        .folds = asked == FOLDS,
        .kinds = asked == FOLDS ? 1U << TARIX_KIND_WORD | 1U << TARIX_KIND_ABBREV : 0};
    if (tarix_collection_open(arena, &input, 1, &c, &err) != TARIX_OK ||
        tarix_pass_run(&pass, c, &sink, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    for (size_t i = 0; i < c->n_documents; i++) note_document(&book, &c->documents[i]);
    note(&book, tarix_vocab_size(book.forms));
    assert_int_equal(book.n_ended, c->n_documents - s->n_bad);
    tarix_arena_free(arena);
    return book;
}

static void gives_something_else_than_one_thread(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_lexicons *lexicons = lexicons_in(arena);
    source *s = TARIX_NEW(arena, source);
    *s = (source){.arena = arena, .folder = folder_in(arena), .seed = 20261130};
    read_cells(s);
    write_texts(s);
    for (way asked = TOKENS; asked < WAYS; asked++) {
        const log_book one = read_on(guard, s, lexicons, 1, asked);
        assert_true(asked == FOLDS || (one.n_tokens > 1000000 && one.n_sentences > 50000));
        for (size_t n = 2; n <= 5; n += 3) {
            const log_book many = read_on(guard, s, lexicons, n, asked);
            assert_int_equal(many.n_begun, one.n_begun);
            assert_int_equal(many.n_tokens, one.n_tokens);
            assert_int_equal(many.n_sentences, one.n_sentences);
            if (many.hash != one.hash) fail_msg("%zu threads see something else", n);
        }
    }
}

/* A thread may end one document and begin another in a slot while it has counts of a third. */
static void loses_counts_of_documents_that_follow_one_another(tarix_guard *guard)
{
    enum { n_texts = 16, rounds = 4 };
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_lexicons *lexicons = lexicons_in(arena);
    source *s = TARIX_NEW(arena, source);
    *s = (source){.arena = arena, .folder = folder_in(arena), .seed = 16};
    read_cells(s);
    for (size_t i = 0; i < n_texts; i++) {
        const manner prose = {"", " və sonra şəhərdən çıxdılar.\nBelə deyirlər. ", large, false,
            270000 + random_below(&s->seed, 100000)};
        add_file(s, tarix_arena_format(arena, "%zu.txt", i).data, text_of(s, &prose));
    }
    const log_book one = read_on(guard, s, lexicons, 1, FOLDS);
    for (size_t round = 0; round < rounds; round++)
        for (size_t n = 2; n <= 4; n++)
            assert_int_equal(read_on(guard, s, lexicons, n, FOLDS).hash, one.hash);
}

/* Appends lines, and behind 70 of them one that has a word in Latin and one in Cyrillic letters
 * that come in no other of its kind. */
static size_t add_lines(char *text, size_t size, size_t end, const char *own, unsigned *number)
{
    for (; size < end; ++*number) {
        char latin[5], cyrillic[9];
        for (unsigned i = 0; i < 4; i++) {
            const unsigned digit = *number >> 3 * i & 7;
            sprintf(latin + i, "%c", 'a' + digit);
            sprintf(cyrillic + 2 * i, "\xD0%c", 0xB0 + digit);
        }
        for (int i = 0; i < 70; i++)
            size += (size_t)sprintf(text + size, "Kitabın adı belə sadəcə yazılmışdır.\n");
        size += (size_t)sprintf(text + size, own, latin, cyrillic);
    }
    return size;
}

/* A word in Cyrillic that says nothing is taken for none of the language where what stands far
 * before it is not known yet, so that its piece is read again. Then it comes as such, behind a new
 * one, in a large text and in small ones. */
static void numbers_forms_in_another_order_behind_a_wrong_guess(tarix_guard *guard)
{
    enum { n_small = 60, rounds = 3, first_misread = 100 };
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_lexicons *lexicons = lexicons_in(arena);
    source *s = TARIX_NEW(arena, source);
    *s = (source){.arena = arena, .folder = folder_in(arena), .seed = 4};
    char *text = tarix_arena_alloc(arena, 2 * large, 1);
    unsigned word = 0, again = first_misread;
    size_t size = (size_t)sprintf(text, "Бу, Азәрбајҹан тарихи һаггында китабдыр.\n\n");
    size = add_lines(text, size, large, "Burada söz%s т%sс qalır.\n", &word);
    add_file(s, "0.txt", (tarix_str){text, size});
    size = add_lines(text, 0, large / 2, "Burada ev%s т%sс qalır.\n", &again);
    add_file(s, "1.txt", (tarix_str){text, size});
    for (size_t i = 0; i < n_small; i++) {
        size = add_lines(text, 0, 4000, "Burada ev%s т%sс qalır.\n", &again);
        add_file(s, tarix_arena_format(arena, "2/%zu.txt", i).data, (tarix_str){text, size});
    }
    assert_true(again < word + 4 * n_small);
    for (way asked = TOKENS; asked < WAYS; asked++) {
        const log_book one = read_on(guard, s, lexicons, 1, asked);
        for (size_t round = 0; round < rounds; round++)
            assert_int_equal(read_on(guard, s, lexicons, 2, asked).hash, one.hash);
    }
}

static void goes_on_behind_a_typed_file_that_fails(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *top = folder_in(arena);
    tarix_str inputs[3] = {folder_file(arena, top, "a.txt", TARIX_STR("Bakı.\n")),
        folder_file(arena, top, "b.txt", TARIX_STR("\0\1\2\3\xFF\0\0\0\0\0\0\0")),
        folder_file(arena, top, "c.txt", TARIX_STR("Gəncə.\n"))};
    tarix_collection *c = NULL;
    tarix_error err = {0};
    log_book book = {.forms = tarix_vocab_new(arena)};
    const tarix_pass pass = {.lexicons = lexicons_in(arena), .n_threads = 2};
    const tarix_sink sink = {.context = &book, .forms = book.forms, .begin = begin, .end = end};
    assert_int_equal(tarix_collection_open(arena, inputs, 3, &c, &err), TARIX_OK);
    assert_int_equal(tarix_pass_run(&pass, c, &sink, &err), TARIX_INVALID);
    assert_non_null(strstr(err.message, "b.txt"));
    assert_int_equal(book.n_begun, 1);
    assert_int_equal(book.n_ended, 1);
}

/* Memory that runs out on any thread. */
static void reads_with_little_memory(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_lexicons *lexicons = lexicons_in(arena);
    source *s = TARIX_NEW(arena, source);
    *s = (source){.arena = arena, .folder = folder_in(arena), .seed = 7};
    read_cells(s);
    const manner prose = {"", " və sonra şəhərdən çıxdılar.\nBelə deyirlər. ", large, true, 900000};
    const tarix_str input = folder_file(arena, s->folder, "a.txt", text_of(s, &prose));
    tarix_collection *c = NULL;
    log_book book = {.forms = tarix_vocab_new(arena)};
    const tarix_pass pass = {.lexicons = lexicons, .n_threads = 3};
    const tarix_sink sink = {
        .context = &book, .forms = book.forms, .begin = begin, .tokens = tokens, .end = end};
    tarix_error err = {0};
    const tarix_status opened = tarix_collection_open(arena, &input, 1, &c, &err);
    assert_int_equal(opened, TARIX_OK);
    if (tarix_pass_run(&pass, c, &sink, &err) != TARIX_OK) {
        assert_int_equal(err.status, TARIX_NO_MEMORY);
        for (;;) tarix_arena_alloc(arena, 1 << 20, 1); /* to where a lack on this thread leads */
    }
    assert_int_equal(book.n_ended, 1);
}

static void outlives_a_lack_of_memory(void **state)
{
    (void)state;
    guarded_starve(reads_with_little_memory, 3000017);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(gives_something_else_than_one_thread),
        GUARDED(loses_counts_of_documents_that_follow_one_another),
        GUARDED(numbers_forms_in_another_order_behind_a_wrong_guess),
        GUARDED(goes_on_behind_a_typed_file_that_fails),
        cmocka_unit_test(outlives_a_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
