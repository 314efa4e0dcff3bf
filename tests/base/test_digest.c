#include "base/digest.h"

#include "tests/base/guarded.h"
#include "tests/folder.h"

/* The examples of FIPS 180-2 (appendix B) and of NIST's "Example values" for SHA-256, and the
 * first of its test vectors (SHA256ShortMsg.rsp, Len = 0). */
static const struct {
    const char *message, *sum;
} vectors[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
     "lmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
};

/* However the message is cut in two. */
static void sums_are_those_of_nist(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        for (size_t cut = 0; cut <= strlen(vectors[i].message); cut++) {
            tarix_digest *digest = tarix_digest_new(arena);
            tarix_digest_add(digest, vectors[i].message, cut);
            tarix_digest_add(digest, vectors[i].message + cut, strlen(vectors[i].message) - cut);
            check_str(tarix_digest_end(digest), vectors[i].sum);
        }
}

static void a_million_letters_have_their_sum(tarix_guard *guard)
{
    char letters[1000];
    memset(letters, 'a', sizeof letters);
    tarix_digest *digest = tarix_digest_new(tarix_arena_new(guard));
    for (int i = 0; i < 1000; i++) tarix_digest_add(digest, letters, sizeof letters);
    check_str(tarix_digest_end(digest),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Files as long as what is read at once, one byte less and more. */
static void a_file_has_the_sum_of_its_bytes(tarix_guard *guard)
{
    static char letters[(2 << 16) + 1];
    const size_t sizes[] = {0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, sizeof letters};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof letters; i++) letters[i] = (char)(i * i >> 3);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const tarix_str bytes = {letters, sizes[i]};
        tarix_str sum;
        uint64_t size = 0;
        folder_put("digested", bytes);
        assert_int_equal(
            tarix_digest_file(arena, folder_path("digested"), &sum, &size, NULL), TARIX_OK);
        check_str(sum, tarix_digest_of(arena, bytes).data);
        assert_int_equal(size, sizes[i]);
    }
    assert_int_equal(
        tarix_digest_file(arena, folder_path("none"), &(tarix_str){0}, &(uint64_t){0}, NULL),
        TARIX_IO);
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(sums_are_those_of_nist, 251);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(sums_are_those_of_nist),
        GUARDED(a_million_letters_have_their_sum), GUARDED(a_file_has_the_sum_of_its_bytes),
        cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
