#include "corpus/index.h"

#include "base/checksum.h"
#include "base/file.h"
#include "corpus/index_checks.h"
#include "corpus/indexing.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"
#include "tests/corpus/lexicons.h"
#include "tests/folder.h"

/* What a sink is told, as text, and the sum of all. Where an index has forms that the sink does not
 * want, ids are others. */
typedef struct told {
    tarix_arena *arena;
    const tarix_vocab *forms;
    bool has_own_ids;
    char *text;
    size_t size, capacity;
} told;

static void tell(told *t, tarix_str text)
{
    while (t->size + text.size + 1 > t->capacity) {
        const size_t room = 2 * t->capacity + 4096;
        t->text = tarix_arena_grow(t->arena, t->text, t->capacity, room, 1);
        t->capacity = room;
    }
    memcpy(t->text + t->size, text.data, text.size);
    t->size += text.size;
}

static void begin(void *context, size_t document)
{
    told *t = context;
    tell(t, tarix_arena_format(t->arena, "<%zu", document));
}

static void tokens(void *context, const tarix_token *list, const tarix_id *ids, size_t n)
{
    told *t = context;
    for (size_t i = 0; i < n; i++) {
        if (ids)
            assert_true(
                tarix_str_equal(tarix_vocab_str(t->forms, ids[i]), tarix_token_form(&list[i])));
        tell(t, tarix_arena_format(t->arena, " %.*s:%llu+%u,%u,%u,%d,%ld",
                    TARIX_ARG(tarix_token_form(&list[i])), (unsigned long long)list[i].start,
                    list[i].length, list[i].kind, list[i].reading,
                    list[i].flags & TARIX_TOKEN_STARTS_SENTENCE,
                    ids && t->has_own_ids ? (long)ids[i] : -1));
    }
}

static void end(void *context, size_t document)
{
    told *t = context;
    tell(t, tarix_arena_format(t->arena, ">%zu", document));
    for (tarix_id id = 0; t->forms && id < tarix_vocab_size(t->forms); id++)
        if (tarix_vocab_count(t->forms, id))
            tell(t,
                tarix_arena_format(t->arena, " %.*s=%llu", TARIX_ARG(tarix_vocab_str(t->forms, id)),
                    (unsigned long long)tarix_vocab_count(t->forms, id)));
}

#define TEXT_A                                                                                     \
    "Xalq cüm-\nhuriyyəti 1918-ci il mayın 28-də quruldu (10, s. 334). V.İ.Lenin\n\n12\n\n"   \
    "gəldi.   Бу, Азәрбајҹан тарихи һаггында китабдыр. \"Bakı\" dedi!\n"
#define TEXT_B                                                                                     \
    "Bakı alındı...\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nGəncə düşdü; "              \
    "mə'lumat ABŞ-ın xalq\xFF\xFF\xFF."

/* A folder of two texts and an empty one. */
static const char *two_texts(tarix_arena *arena)
{
    const char *folder = folder_in(arena);
    folder_file(arena, folder, "a.txt", TARIX_STR(TEXT_A));
    folder_file(arena, folder, "b.txt", TARIX_STR(TEXT_B));
    folder_file(arena, folder, "c.txt", TARIX_STR(""));
    return folder;
}

static tarix_status run_over(const tarix_pass *pass, tarix_arena *arena, const char *path,
    unsigned kinds, bool folds, bool has_forms, tarix_str *out, tarix_error *err)
{
    told t = {.arena = arena, .has_own_ids = !kinds || folds};
    tarix_vocab *forms = has_forms ? tarix_vocab_new(arena) : NULL;
    tarix_collection *c = NULL;
    const tarix_str input = tarix_str_from(path);
    const tarix_sink sink = {.context = &t,
        .forms = forms,
        .begin = begin,
        .tokens = tokens,
        .end = end,
        .kinds = kinds,
        .folds = folds};
    t.forms = forms;
    TARIX_TRY(tarix_collection_open(arena, &input, 1, &c, err));
    TARIX_TRY(tarix_pass_run(pass, c, &sink, err));
    *out = (tarix_str){t.text, t.size};
    return TARIX_OK;
}

static const char *index_as(
    const tarix_pass *pass, tarix_arena *arena, const char *folder, const tarix_index_plan *plan)
{
    const tarix_str input = tarix_str_from(folder);
    const char *path = tarix_arena_format(arena, "%s/x.tarix", folder).data;
    tarix_collection *c = NULL;
    uint64_t size;
    tarix_error err = {0};
    if (tarix_collection_open(arena, &input, 1, &c, &err) != TARIX_OK ||
        tarix_index_make(arena, pass, c, plan, path, &size, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    return path;
}

static const char *index_of(const tarix_pass *pass, tarix_arena *arena, const char *folder)
{
    return index_as(pass, arena, folder, &(tarix_index_plan){0});
}

static void gives_other_tokens_than_the_texts(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_pass pass = {.lexicons = lexicons_in(arena)};
    const char *folder = two_texts(arena), *path = index_of(&pass, arena, folder);
    const unsigned kinds[] = {0, 1U << TARIX_KIND_WORD | 1U << TARIX_KIND_ABBREV};
    for (size_t i = 0; i < 8; i++) {
        const unsigned wanted = kinds[i / 4];
        const bool folds = i / 2 % 2, has_forms = i % 2;
        tarix_str texts = {0}, index = {0};
        tarix_error err = {0};
        assert_int_equal(
            run_over(&pass, arena, folder, wanted, folds, has_forms, &texts, &err), TARIX_OK);
        assert_int_equal(
            run_over(&pass, arena, path, wanted, folds, has_forms, &index, &err), TARIX_OK);
        assert_true(texts.size > 400);
        if (!tarix_str_equal(texts, index))
            fail_msg("%.*s\n%.*s", TARIX_ARG(texts), TARIX_ARG(index));
    }
}

/* Some 600,000 words of a few thousand forms, in sentences, in three texts and an empty one. */
static const char *many_words(tarix_arena *arena)
{
    enum { size = 2 << 20 };
    const char *folder = folder_in(arena);
    uint64_t seed = 5;
    char *text = tarix_arena_alloc(arena, size + 64, 1);
    for (int i = 0; i < 3; i++) {
        size_t n = 0;
        while (n < size)
            n += (size_t)sprintf(text + n, "%s%zu%c%s", random_below(&seed, 3) ? "söz" : "Ev",
                random_below(&seed, 1 << random_below(&seed, 12)),
                'a' + (int)random_below(&seed, 9),
                random_below(&seed, 12) ? " " : ".                  \n");
        folder_file(
            arena, folder, tarix_arena_format(arena, "%d.txt", i).data, (tarix_str){text, n});
    }
    folder_file(arena, folder, "empty.txt", TARIX_STR(""));
    return folder;
}

/* What goes to the disk and comes back is what would have stayed in memory. */
static void makes_another_index_of_little_memory(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *folder = many_words(arena);
    const tarix_str input = tarix_str_from(folder);
    tarix_str first = {0};
    for (size_t i = 0; i < 6; i++) {
        const tarix_pass pass = {.lexicons = lexicons_in(arena), .n_threads = 1 + i % 2};
        const tarix_index_plan plan = {.memory = i < 2 ? 0 : i < 4 ? 1 : 40 << 20};
        const char *path = tarix_arena_format(arena, "%s/%zu.tarix", folder, i).data;
        tarix_collection *c = NULL;
        tarix_str bytes;
        uint64_t size = 0;
        assert_int_equal(tarix_collection_open(arena, &input, 1, &c, NULL), TARIX_OK);
        assert_int_equal(tarix_index_make(arena, &pass, c, &plan, path, &size, NULL), TARIX_OK);
        assert_int_equal(tarix_file_read(arena, path, &bytes, NULL), TARIX_OK);
        if (i == 0) first = bytes;
        assert_true(bytes.size > 4 << 20);
        assert_true(bytes.size == size);
        assert_true(tarix_str_equal(first, bytes));
        tarix_index *index = NULL;
        assert_int_equal(tarix_index_open(arena, path, &index, NULL), TARIX_OK);
        assert_int_equal(tarix_index_verify(index, 2, NULL), TARIX_OK);
        assert_true(index->n_tokens > 300000);
        assert_int_equal(remove(path), 0);
    }
}

/* ---- broken ones ---- */

typedef struct trial {
    const tarix_pass *pass;
    const char *path;
    bool verifies;
    tarix_str told;
} trial;

static tarix_status try_one(void *context, tarix_guard *guard, tarix_error *err)
{
    trial *t = context;
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_index *index = NULL;
    if (!t->verifies) {
        tarix_str out;
        TARIX_TRY(run_over(t->pass, arena, t->path, 0, false, true, &out, err));
        assert_true(tarix_str_equal(out, t->told));
        return TARIX_OK;
    }
    TARIX_TRY(tarix_index_open(arena, t->path, &index, err));
    return tarix_index_verify(index, 2, err);
}

static tarix_str bytes_of(tarix_arena *arena, const char *path)
{
    tarix_str bytes = {0};
    assert_int_equal(tarix_file_read(arena, path, &bytes, NULL), TARIX_OK);
    return bytes;
}

/* Writes bytes in place, so that thousands of files are not made. */
static void put_byte(int fd, size_t at, char byte)
{
    assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
}

/* A bit of each byte in turn, and each bit of the head and of the directory. A pass either refuses
 * the index or has not read what is broken; to verify is to find it. */
static void misses_a_flipped_bit(tarix_guard *guard)
{
    enum { block = 4096, head = 512, directory = 600 };
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_pass pass = {.lexicons = lexicons_in(arena)};
    const char *folder = two_texts(arena), *path = index_of(&pass, arena, folder);
    trial t = {.pass = &pass, .path = path};
    tarix_error err = {0};
    size_t refused = 0, n = 0;
    assert_int_equal(run_over(&pass, arena, path, 0, false, true, &t.told, &err), TARIX_OK);
    const tarix_str bytes = bytes_of(arena, path);
    const int fd = open(path, O_WRONLY);
    const size_t at = bytes.size / (block + 8) * block - block; /* of the directory */
    bool is_all;
    for (size_t i = 0; i < bytes.size; i += bytes.data[i] || is_all ? 1 : 61) {
        is_all = i < head || (i >= at && i < at + directory);
        for (unsigned bit = is_all ? 0 : i % 8; bit < (is_all ? 8 : i % 8 + 1); bit++) {
            put_byte(fd, i, (char)(bytes.data[i] ^ 1 << bit));
            t.verifies = true;
            if (tarix_protect(try_one, &t, 0, &err) != TARIX_INVALID)
                fail_msg("bit %u of byte %zu can be flipped: %s", bit, i, err.message);
            assert_non_null(strstr(err.message, path));
            t.verifies = false;
            n++;
            if (is_all || i % 7 == 0)
                refused += tarix_protect(try_one, &t, 0, &err) == TARIX_INVALID;
            put_byte(fd, i, bytes.data[i]);
        }
    }
    close(fd);
    t.verifies = true;
    assert_int_equal(tarix_protect(try_one, &t, 0, &err), TARIX_OK);
    assert_true(n > 3000);
    assert_true(refused > 1000);
}

static void reads_one_that_is_cut_short(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_pass pass = {.lexicons = lexicons_in(arena)};
    const char *folder = two_texts(arena), *path = index_of(&pass, arena, folder);
    trial t = {.pass = &pass, .path = path, .verifies = true};
    tarix_error err = {0};
    tarix_str bytes = bytes_of(arena, path);
    for (size_t size = bytes.size; size-- > 0; size = size > 5000 ? size - 1000 : size) {
        assert_int_equal(truncate(path, (off_t)size), 0);
        if (size > 300 && size < 4000 && size % 100) continue;
        assert_int_equal(tarix_protect(try_one, &t, 0, &err), TARIX_INVALID);
    }
}

/* Puts the checksums right when a byte of an index has been changed, and writes it. */
static void forge(const char *path, char *bytes, size_t size, size_t changed)
{
    enum { block = 4096 };
    const size_t n_blocks = size / (block + 8), sums_at = n_blocks * block;
    const size_t n = n_blocks - 1, b = changed / block;
    uint64_t sum = tarix_checksum(bytes + b * block, block);
    memcpy(bytes + sums_at + (b - 1) * 8, &sum, 8);
    sum = tarix_checksum(bytes + sums_at, n * 8);
    memcpy(bytes + sums_at + n * 8, &sum, 8);
    folder_write_(path, (tarix_str){bytes, size});
}

/* Numbers that nobody wrote, under right checksums: whatever comes, it is no crash. */
static void trusts_right_checksums(tarix_guard *guard)
{
    enum { block = 4096, trials = 3000 };
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_pass pass = {.lexicons = lexicons_in(arena)};
    const char *folder = two_texts(arena), *path = index_of(&pass, arena, folder);
    const tarix_str bytes = bytes_of(arena, path);
    char *copy = tarix_arena_alloc(arena, bytes.size, 1);
    const size_t sums_at = bytes.size / (block + 8) * block;
    uint64_t seed = 7;
    size_t refused = 0;
    for (size_t i = 0; i < trials; i++) {
        memcpy(copy, bytes.data, bytes.size);
        const size_t at = block + random_below(&seed, sums_at - block);
        size_t changed = at;
        while (changed + 1 < sums_at && !copy[changed]) changed++;
        copy[changed] = (char)random_below(&seed, 256);
        forge(path, copy, bytes.size, changed);
        tarix_error err = {0};
        told t = {.arena = tarix_arena_new(guard)};
        tarix_str out;
        refused += run_over(&pass, t.arena, path, 0, false, true, &out, &err) != TARIX_OK;
        tarix_arena_free(t.arena);
    }
    assert_true(refused > trials / 50);
    assert_true(refused < trials);
}

/* Texts of forms, and of their folds, that take many pieces of a check, each cut inside a letter
 * nearly always. */
static const char *many_letters(tarix_arena *arena)
{
    enum { words = 60000, letters = 6 };
    static const char *const letter[] = {"ə", "ğ", "ı", "ö", "ü", "ç", "ş", "ṭ"};
    const char *folder = folder_in(arena);
    char *text = tarix_arena_alloc(arena, words * (3 * letters + 1) + 1, 1);
    uint64_t seed = 3;
    size_t n = 0;
    for (size_t i = 0; i < words; i++)
        for (size_t k = 0; k <= letters; k++)
            n +=
                (size_t)sprintf(text + n, "%s", k < letters ? letter[random_below(&seed, 8)] : " ");
    folder_file(arena, folder, "a.txt", (tarix_str){text, n});
    return folder;
}

/* In the file, whose first block is not of a section. */
static size_t section_at(const tarix_index *index, tarix_section section)
{
    const char *first = tarix_sections_at(index->sections, TARIX_SECTION_SETTINGS);
    return TARIX_SECTION_BLOCK +
           (size_t)((const char *)tarix_sections_at(index->sections, section) - first);
}

/* In place of a part of a letter stands another, where the pieces of a check meet. */
static void takes_texts_that_are_no_utf8(tarix_guard *guard)
{
    enum { piece = 1 << 17, around = 4 };
    static const struct {
        tarix_section section;
        const char *name;
    } texts[] = {{TARIX_SECTION_FORM_TEXTS, "'texts of forms'"},
        {TARIX_SECTION_VALUE_TEXTS, "'texts of values: fold'"}};
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_pass pass = {.lexicons = lexicons_in(arena)};
    const tarix_layer_row fold = {.name = "fold"};
    const tarix_index_plan plan = {.layers = {&fold}};
    const char *path = index_as(&pass, arena, many_letters(arena), &plan);
    const tarix_str bytes = bytes_of(arena, path);
    trial t = {.pass = &pass, .path = path, .verifies = true};
    char *copy = tarix_arena_alloc(arena, bytes.size, 1);
    tarix_index *index = NULL;
    tarix_error err = {0};
    size_t n = 0;
    memcpy(copy, bytes.data, bytes.size);
    assert_int_equal(try_one(&t, guard, &err), TARIX_OK);
    assert_int_equal(tarix_index_open(arena, path, &index, &err), TARIX_OK);
    for (size_t i = 0; i < 2; i++) {
        const size_t at = section_at(index, texts[i].section);
        assert_true(tarix_sections_size(index->sections, texts[i].section) > 3 * piece);
        for (size_t k = 0; k < 3 * (2 * around + 1); k++) {
            const size_t b = at + (k % 3) * piece + piece - around + k / 3;
            if (!bytes.data[b]) continue; /* behind a text: that is another fault */
            copy[b] = 'a';
            forge(path, copy, bytes.size, b);
            if (tarix_protect(try_one, &t, 0, &err) != TARIX_INVALID)
                fail_msg("%s: byte %zu", texts[i].name, b - at);
            assert_non_null(strstr(err.message, texts[i].name));
            copy[b] = bytes.data[b];
            forge(path, copy, bytes.size, b);
            n++;
        }
    }
    assert_true(n > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(gives_other_tokens_than_the_texts),
        GUARDED(makes_another_index_of_little_memory),
        GUARDED(misses_a_flipped_bit),
        GUARDED(reads_one_that_is_cut_short),
        GUARDED(trusts_right_checksums),
        GUARDED(takes_texts_that_are_no_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
