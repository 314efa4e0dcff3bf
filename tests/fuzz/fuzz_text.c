/* Bytes as a text in one of many encodings: the chunks follow one another and are valid UTF-8. */
#include "corpus/text.h"
#include "tests/corpus/cut.h"
#include "tests/fuzz/fuzz.h"

enum { padding = 63, long_text = 300000 }; /* more than is read at once */

static const char *const encodings[] = {NULL, "UTF-8", "windows-1251", "windows-1254", "KOI8-R",
    "ISO-8859-9", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-7", "GB18030", "ISO-2022-JP",
    "Shift_JIS", "SCSU", "IBM855"};
enum { n_encodings = sizeof encodings / sizeof *encodings };

/* Reads the padding: where there is none, the address sanitizer says so. */
static void touch(const char *end)
{
    for (size_t i = 0; i < padding; i++) (void)((const volatile char *)end)[i];
}

/* The bytes again and again. */
static tarix_str repeated(tarix_arena *arena, tarix_str bytes)
{
    const size_t times = bytes.size ? long_text / bytes.size + 1 : 0;
    char *all = tarix_arena_alloc(arena, times * bytes.size + 1, 1);
    for (size_t i = 0; i < times; i++) memcpy(all + i * bytes.size, bytes.data, bytes.size);
    return (tarix_str){all, times * bytes.size};
}

static void work(tarix_arena *arena, tarix_str bytes)
{
    const size_t choice = fuzz_choice(&bytes, 16 * n_encodings);
    const bool is_long =
        choice == 0xF1 || choice == 0xF2 || choice == 0xF6; /* few: they are slow */
    if (is_long) bytes = repeated(arena, bytes);
    tarix_text *text = tarix_text_new(arena, NULL);
    uint64_t expected = 0;
    const char *encoding = encodings[choice % n_encodings];
    const tarix_status status = tarix_text_open_bytes(text, bytes, encoding, NULL);
    fuzz_require(status == TARIX_OK || !encoding, "an encoding that was named does not open");
    if (status != TARIX_OK) return;
    for (;;) {
        tarix_str chunk;
        uint64_t offset;
        fuzz_require(tarix_text_next(text, &chunk, &offset, NULL) == TARIX_OK, "reading failed");
        fuzz_require(offset == expected, "a chunk does not follow the one before");
        if (chunk.size == 0) break;
        fuzz_require(cut_is_valid(chunk), "a chunk is no UTF-8");
        fuzz_require(chunk.data[chunk.size] == '\0', "no NUL stands behind a chunk");
        touch(chunk.data + chunk.size);
        expected += chunk.size;
    }
    fuzz_require(tarix_text_bytes(text) == bytes.size, "not all bytes were read");
    fuzz_require(tarix_text_bad_bytes(text) <= bytes.size, "more bad bytes than bytes");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_bytes(data, size, work);
}
