/* An index with bytes changed under right checksums: opened, verified and read, whatever it says.
 * The input is a list of changes: three bytes for where, one for what. */
#include "base/checksum.h"
#include "base/file.h"
#include "corpus/index_checks.h"
#include "corpus/indexing.h"
#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <unistd.h>

enum { block = 4096, change = 4 };

static const char text[] =
    "Xalq cüm-\nhuriyyəti 1918-ci il mayın 28-də quruldu (10, s. 334). V.İ.Lenin\n\n12\n\n"
    "gəldi.   Бу, Азәрбајҹан тарихи һаггында китабдыр. \"Bakı\" dedi!\n";
static char index_path[64], text_path[64];
static char *whole;
static size_t whole_size;
static tarix_lexicons *lexicons;

static tarix_status make_index(void *context, tarix_guard *guard, tarix_error *err)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_pass *pass = context;
    const tarix_index_plan plan = {0};
    tarix_collection *c = NULL;
    tarix_str bytes;
    uint64_t size;
    const tarix_str input = tarix_str_from(text_path);
    TARIX_TRY(tarix_collection_open(arena, &input, 1, &c, err));
    TARIX_TRY(tarix_index_make(arena, pass, c, &plan, index_path, &size, err));
    TARIX_TRY(tarix_file_read(arena, index_path, &bytes, err));
    whole = malloc(bytes.size);
    whole_size = bytes.size;
    memcpy(whole, bytes.data, bytes.size);
    return TARIX_OK;
}

static void put(const char *path, const char *bytes, size_t size)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    fuzz_require(fd >= 0 && write(fd, bytes, size) == (ssize_t)size, "no file in /tmp");
    close(fd);
}

static void remove_files(void)
{
    unlink(index_path);
    unlink(text_path);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    tarix_error err = {0};
    (void)argc, (void)argv;
    snprintf(index_path, sizeof index_path, "/tmp/tarix-fuzz-%ld.tarix", (long)getpid());
    snprintf(text_path, sizeof text_path, "/tmp/tarix-fuzz-%ld.txt", (long)getpid());
    put(text_path, text, sizeof text - 1);
    atexit(remove_files);
    fuzz_require(tarix_lexicons_open(NULL, &lexicons, &err) == TARIX_OK, err.message);
    tarix_pass pass = {.lexicons = lexicons};
    fuzz_require(tarix_protect(make_index, &pass, 0, &err) == TARIX_OK, err.message);
    return 0;
}

static void take_tokens(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    const tarix_vocab *forms = context;
    for (size_t i = 0; i < n; i++)
        fuzz_require(tarix_str_equal(tarix_vocab_str(forms, ids[i]), tarix_token_form(&tokens[i])),
            "a token is not its form");
}

static void work(tarix_arena *arena, tarix_str bytes)
{
    char *copy = tarix_arena_alloc(arena, whole_size, 1);
    const size_t n = whole_size / (block + 8) - 1, sums_at = (n + 1) * block;
    memcpy(copy, whole, whole_size);
    for (; bytes.size >= change; bytes = tarix_str_slice(bytes, change, bytes.size)) {
        const unsigned char *p = (const unsigned char *)bytes.data;
        copy[block + (p[0] | p[1] << 8 | p[2] << 16) % (sums_at - block)] = bytes.data[3];
    }
    uint64_t *sums = (uint64_t *)(copy + sums_at);
    for (size_t i = 0; i < n; i++) sums[i] = tarix_checksum(copy + (i + 1) * block, block);
    sums[n] = tarix_checksum(sums, n * 8);
    put(index_path, copy, whole_size);
    tarix_index *index = NULL;
    tarix_collection *c = NULL;
    const tarix_str input = tarix_str_from(index_path);
    tarix_vocab *forms = tarix_vocab_new(arena);
    const tarix_pass pass = {.lexicons = lexicons};
    const tarix_sink sink = {.context = forms, .forms = forms, .tokens = take_tokens};
    if (tarix_index_open(arena, index_path, &index, NULL) == TARIX_OK)
        (void)tarix_index_verify(index, 2, NULL);
    if (tarix_collection_open(arena, &input, 1, &c, NULL) == TARIX_OK)
        (void)tarix_pass_run(&pass, c, &sink, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_bytes(data, size, work);
}
