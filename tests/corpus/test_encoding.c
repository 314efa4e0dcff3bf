#include "corpus/encoding.h"

#include "base/utf8.h"
#include "corpus/judge.h"
#include "corpus/text.h"
#include "tests/base/random.h"
#include "tests/check.h"
#include "tests/corpus/lexicons.h"

#include <iconv.h>

enum { megabyte = 1 << 20, read_size = 1 << 18 };

/* ---- texts ---- */

/* A sentence each. */
static const char *const russian[] = {
    "В конце XVIII века на территории Азербайджана существовало более десяти ханств, соперничавших "
    "между собой.",
    "Карабахский хан Ибрагим Халил перенёс столицу в крепость Шуша, построенную его отцом Панахом.",
    "Гюлистанский мирный договор был подписан 12 октября 1813 года; по нему Россия получила Баку, "
    "Гянджу, Кубу и Шеки.",
    "«Асари-Бакуви называл город Баку воротами моря», — писал путешественник в своём дневнике.",
    "Нефтяные промыслы Сабунчей и Балаханов давали в 1901 году половину мировой добычи нефти.",
    "Рабочие требовали восьмичасового рабочего дня, повышения заработной платы и свободы собраний.",
    "Газета «Экинчи» (1875–1877) издавалась Гасан-беком Зардаби, учителем бакинской гимназии.",
    "Тифлисские власти долго не отвечали на прошения крестьян Елизаветпольской губернии.",
    "28 мая 1918 г. Национальный совет провозгласил независимость, а М. Э. Расулзаде стал его "
    "председателем.",
    "Юридически съезд не имел такого права, но никто из депутатов не возразил ни единым словом.",
};

static const char *const azerbaijani[] = {
    "XVIII əsrin ikinci yarısında Azərbaycan ərazisində bir-biri ilə çəkişən xanlıqlar yaranmışdı.",
    "Şəki xanı Hacı Çələbi qonşu hakimlərə qarşı uzun müddət müstəqil siyasət yeritdi.",
    "İrəvan və Naxçıvan əhalisi ağır vergilərdən şikayət edirdi, lakin heç kim onları dinləmirdi.",
    "Gülüstan kəndində bağlanan müqaviləyə görə Bakı, Gəncə və Quba Rusiyaya keçdi.",
    "“Əkinçi” qəzeti 1875-ci ilin iyulunda çıxmağa başladı və iki il yaşadı.",
    "Fəhlələrin tələbləri sadə idi: iş gününün qısaldılması, əmək haqqının artırılması.",
    "Müəllimlər qurultayı ana dilində məktəb açılması üçün ayrıca komissiya seçdi.",
    "ŞƏRQDƏ İLK CÜMHURİYYƏT – belə adlandırırdılar yeni dövləti onun qurucuları.",
};

static const char *const turkish[] = {
    "Osmanlı ordusu 1578 yılında Çıldır ovasında büyük bir zafer kazandıktan sonra Şirvan'a girdi.",
    "Şehrin kadısı, tüccarların şikâyetlerini dinlemek için her çarşamba günü çarşıya giderdi.",
    "İstanbul'daki elçi, hükümetin görüşünü açıklayan uzun bir mektup göndermişti.",
};

typedef struct language {
    const char *name;
    const char *const *sentences;
    size_t n;
    const char *schwa, *capital_schwa; /* what ə and Ə are typed as */
} language;

#define SENTENCES(list) (list), sizeof(list) / sizeof *(list)
static const language in_russian = {"russian", SENTENCES(russian), "", ""};
static const language in_azerbaijani = {"azerbaijani", SENTENCES(azerbaijani), "ə", "Ə"};
static const language without_schwa[] = {{"azerbaijani with ä", SENTENCES(azerbaijani), "ä", "Ä"},
    {"azerbaijani with e", SENTENCES(azerbaijani), "e", "E"},
    {"azerbaijani with ?", SENTENCES(azerbaijani), "?", "?"},
    {"turkish", SENTENCES(turkish), "", ""}};

/* Adds a sentence to out[size] and returns the new size. */
static size_t add_sentence(const language *l, size_t i, char *out, size_t size)
{
    tarix_str rest = tarix_str_from(l->sentences[i % l->n]);
    while (rest.size) {
        const uint32_t c = tarix_utf8_next(&rest);
        const char *schwa = c == 0x259 ? l->schwa : c == 0x18F ? l->capital_schwa : NULL;
        if (schwa) {
            memcpy(out + size, schwa, strlen(schwa));
            size += strlen(schwa);
        } else
            size += tarix_utf8_encode(c, out + size);
    }
    out[size++] = i % 4 == 3 ? '\n' : ' ';
    return size;
}

static tarix_str sentences_from(tarix_arena *arena, const language *l, size_t first, size_t size)
{
    char *out = tarix_arena_alloc(arena, size + 1024, 1);
    size_t used = 0;
    for (size_t i = first; used == 0 || used < size; i++) used = add_sentence(l, i, out, used);
    return (tarix_str){out, used};
}

/* By the C library, which has tables of its own. A character that the encoding lacks is left out
 * of both. false: the library does not have the encoding. */
static bool encode(
    tarix_arena *arena, const char *encoding, tarix_str *text, const char *mark, tarix_str *bytes)
{
    char *out = tarix_arena_alloc(arena, 4 * text->size + 8, 1), *at = out;
    char *kept = tarix_arena_alloc(arena, text->size + 1, 1), *keep = kept;
    size_t room = 4 * text->size + 8, left;
    const iconv_t converter = iconv_open(encoding, "UTF-8");
    if (converter == (iconv_t)-1) return false;
    if (*mark) {
        char *in = (char *)mark;
        left = strlen(mark);
        assert_int_equal(iconv(converter, &in, &left, &at, &room), 0);
    }
    for (tarix_str rest = *text; rest.size;) {
        char *in = (char *)rest.data;
        tarix_utf8_next(&rest);
        const size_t size = left = (size_t)(rest.data - in);
        if (iconv(converter, &in, &left, &at, &room) != 0) continue;
        memcpy(keep, rest.data - size, size);
        keep += size;
    }
    iconv_close(converter);
    *bytes = (tarix_str){out, (size_t)(at - out)};
    *text = (tarix_str){kept, (size_t)(keep - kept)};
    return true;
}

/* ---- reading ---- */

typedef struct bench {
    tarix_guard *guard;
    tarix_arena *arena;
    const tarix_lexicons *lexicons;
    tarix_text *text;
} bench;

static bench bench_of(tarix_guard *guard)
{
    bench b = {.guard = guard, .arena = tarix_arena_new(guard)};
    b.lexicons = lexicons_in(b.arena);
    b.text = tarix_text_new(b.arena, b.lexicons);
    return b;
}

/* Whether the bytes come out as the text. */
static bool reads_as(const bench *b, tarix_str bytes, const char *told, tarix_str expected)
{
    tarix_error err = {0};
    if (tarix_text_open_bytes(b->text, bytes, told, &err) != TARIX_OK) return false;
    for (;;) {
        tarix_str chunk;
        uint64_t offset;
        assert_int_equal(tarix_text_next(b->text, &chunk, &offset, &err), TARIX_OK);
        if (chunk.size == 0) return expected.size == 0;
        if (!tarix_str_starts(expected, chunk)) return false;
        expected = tarix_str_slice(expected, chunk.size, expected.size);
    }
}

static void check_reads(const bench *b, tarix_str bytes, const char *told, tarix_str expected,
    const char *encoding, uint64_t bad_bytes)
{
    if (!reads_as(b, bytes, told, expected))
        fail_msg("'%.*s' is not read as it should be in %s", (int)(expected.size % 200),
            expected.data, encoding);
    assert_string_equal(tarix_text_encoding(b->text), encoding);
    assert_int_equal(tarix_text_bad_bytes(b->text), bad_bytes);
}

/* A sentence, a page, and more than is read at once, of a language in an encoding. */
static void check_language(
    const bench *b, const language *l, const char *encoding, const char *mark)
{
    static const size_t sizes[] = {1, 2000, read_size + 1};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        for (size_t first = 0; first < (k ? 1 : l->n); first++) {
            tarix_arena *arena = tarix_arena_new(b->guard);
            tarix_str text = sentences_from(arena, l, first, sizes[k]), bytes;
            if (encode(arena, encoding, &text, mark, &bytes) && !reads_as(b, bytes, NULL, text))
                fail_msg("%s, %s, %zu bytes from sentence %zu: taken for %s", l->name, encoding,
                    bytes.size, first, tarix_text_encoding(b->text));
            tarix_arena_free(arena);
        }
}

static void bytes_of_one(tarix_guard *guard)
{
    static const char *const for_russian[] = {
        "CP1251", "KOI8-R", "MAC-CYRILLIC", "CP866", "ISO-8859-5"};
    static const char *const for_latin[] = {"CP1254", "ISO-8859-9"};
    const bench b = bench_of(guard);
    for (size_t e = 0; e < sizeof for_russian / sizeof *for_russian; e++)
        check_language(&b, &in_russian, for_russian[e], "");
    for (size_t i = 0; i < sizeof without_schwa / sizeof *without_schwa; i++)
        for (size_t e = 0; e < sizeof for_latin / sizeof *for_latin; e++)
            check_language(&b, &without_schwa[i], for_latin[e], "");
}

static void takes_one_table_of_bytes_for_another(void **state)
{
    (void)state;
    check_guarded(bytes_of_one);
}

static void unicode(tarix_guard *guard)
{
    static const char *const encodings[] = {
        "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"};
    const bench b = bench_of(guard);
    for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++)
        for (int marked = 0; marked < 2; marked++) {
            const char *mark = marked ? "\uFEFF" : "";
            check_language(&b, &in_azerbaijani, encodings[e], mark);
            check_language(&b, &in_russian, encodings[e], mark);
        }
}

static void needs_a_mark_for_unicode(void **state)
{
    (void)state;
    check_guarded(unicode);
}

/* ---- damage ---- */

static bool cuts_a_character(tarix_str text, size_t at)
{
    return at < text.size && ((unsigned char)text.data[at] & 0xC0) == 0x80;
}

/* A text with something put in at a place. */
static tarix_str with(tarix_arena *arena, tarix_str text, size_t at, const char *piece)
{
    return tarix_arena_format(
        arena, "%.*s%s%.*s", (int)at, text.data, piece, (int)(text.size - at), text.data + at);
}

static void damaged(tarix_guard *guard)
{
    enum { least = 24 }; /* bytes that tell what it is */
    static const language *const all[] = {&in_azerbaijani, &in_russian};
    const bench b = bench_of(guard);
    for (size_t l = 0; l < 2; l++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const tarix_str text = sentences_from(arena, all[l], 0, 1);
        for (size_t at = 0; at <= text.size; at++) {
            if (cuts_a_character(text, at)) continue;
            const tarix_str mended = with(arena, text, at, "\uFFFD");
            check_reads(&b, with(arena, text, at, "\xFF"), NULL, mended, "UTF-8", 1);
            check_reads(&b, with(arena, text, at, "\xE0"), NULL, mended, "UTF-8", 1);
        }
        for (size_t size = least; size < text.size; size++) {
            size_t whole = size;
            while (cuts_a_character(text, whole)) whole--;
            const tarix_str expected = tarix_arena_format(
                arena, "%.*s%s", (int)whole, text.data, whole < size ? "\uFFFD" : "");
            check_reads(&b, (tarix_str){text.data, size}, NULL, expected, "UTF-8", size - whole);
        }
        tarix_arena_free(arena);
    }
}

static void gives_up_unicode_for_a_bad_byte(void **state)
{
    (void)state;
    check_guarded(damaged);
}

/* ---- late evidence ---- */

static tarix_str behind(tarix_arena *arena, size_t n_ascii, tarix_str text)
{
    static const char word[] = "tarix \n";
    char *all = tarix_arena_alloc(arena, n_ascii + text.size + 1, 1);
    for (size_t i = 0; i < n_ascii; i++) all[i] = word[i % (sizeof word - 1)];
    if (n_ascii) all[n_ascii - 1] = ' ';
    memcpy(all + n_ascii, text.data, text.size);
    return (tarix_str){all, n_ascii + text.size};
}

static const size_t leads[] = {1, 100, (1 << 16) - 2, 1 << 16, read_size - 40, read_size - 1,
    read_size, read_size + 1, 4 * read_size - 1, 3 * megabyte};
enum { n_leads = sizeof leads / sizeof *leads };

static void late(tarix_guard *guard)
{
    const bench b = bench_of(guard);
    for (size_t i = 0; i < n_leads; i++) {
        tarix_arena *arena = tarix_arena_new(guard);
        tarix_str text = sentences_from(arena, &in_russian, 0, 1000), bytes;
        if (encode(arena, "CP1251", &text, "", &bytes))
            check_reads(&b, behind(arena, leads[i], bytes), NULL, behind(arena, leads[i], text),
                "windows-1251", 0);
        text = sentences_from(arena, &without_schwa[1], 0, 1000);
        if (encode(arena, "CP1254", &text, "", &bytes))
            check_reads(&b, behind(arena, leads[i], bytes), NULL, behind(arena, leads[i], text),
                "windows-1254", 0);
        text = sentences_from(arena, &in_azerbaijani, 0, 1000);
        check_reads(&b, behind(arena, leads[i], with(arena, text, 200, "\xFF")), NULL,
            behind(arena, leads[i], with(arena, text, 200, "\uFFFD")), "UTF-8", 1);
        tarix_arena_free(arena);
    }
}

static void decides_before_it_has_seen_anything(void **state)
{
    (void)state;
    check_guarded(late);
}

static void two_encodings(tarix_guard *guard)
{
    const bench b = bench_of(guard);
    tarix_str foreign = tarix_str_from(russian[0]), bytes;
    if (!encode(b.arena, "CP1251", &foreign, "", &bytes)) skip();
    const tarix_str text = sentences_from(b.arena, &in_azerbaijani, 0, 2 * read_size);
    char *all = tarix_arena_alloc(b.arena, text.size + bytes.size, 1);
    char *mended = tarix_arena_alloc(b.arena, text.size + 3 * bytes.size, 1), *to = mended;
    memcpy(all, text.data, text.size);
    memcpy(all + text.size, bytes.data, bytes.size);
    memcpy(to, text.data, text.size);
    to += text.size;
    uint64_t bad = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        const bool is_bad = (unsigned char)bytes.data[i] >= 0x80;
        memcpy(to, is_bad ? "\uFFFD" : &bytes.data[i], is_bad ? 3 : 1);
        to += is_bad ? 3 : 1;
        bad += is_bad;
    }
    check_reads(&b, (tarix_str){all, text.size + bytes.size}, NULL,
        (tarix_str){mended, (size_t)(to - mended)}, "UTF-8", bad);
}

static void changes_its_mind_within_a_text(void **state)
{
    (void)state;
    check_guarded(two_encodings);
}

/* ---- what is told ---- */

static void told(tarix_guard *guard)
{
    const bench b = bench_of(guard);
    static const struct {
        tarix_str bytes;
        const char *told, *text, *encoding;
    } rows[] = {
        {{"\xFD", 1}, "windows-1251", "э", "windows-1251"}, /* against the first guess */
        {{"\xFD", 1}, "cp1254", "ı", "windows-1254"},
        {{"\xC9\x99", 2}, "utf8", "ə", "UTF-8"},
        {{"\xC9\x99", 2}, "koi8-r", "и≥", "KOI8-R"},
        {{"\xEF\xBB\xBF\xC9\x99", 5}, "windows-1251", "ə", "UTF-8"}, /* a mark is believed first */
        {{"\xFF\xFE\x59\x02", 4}, "windows-1254", "ə", "UTF-16"},
        {{"\xFF\xFE\x59\x02", 4}, "UTF-16LE", "ə", "UTF-16"},
        {{"\xFE\xFF\x02\x59", 4}, "UTF-16LE", "ə", "UTF-16"},
        {{"\xFF\xFE\0\0\x59\x02\0\0", 8}, "UTF-16", "ə", "UTF-32"},
        {{"e\0v\0", 4}, "UTF-16", "ev", "UTF-16LE"}, /* the order is found out */
        {{"\0e\0v", 4}, "utf-16", "ev", "UTF-16BE"},
        {{"e\0\0\0v\0\0\0", 8}, "UTF-32", "ev", "UTF-32LE"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_reads(
            &b, rows[i].bytes, rows[i].told, tarix_str_from(rows[i].text), rows[i].encoding, 0);
}

static void reads_otherwise_than_told(void **state)
{
    (void)state;
    check_guarded(told);
}

static void unknown(tarix_guard *guard)
{
    const bench b = bench_of(guard);
    tarix_error err = {0};
    size_t n;
    const tarix_encoding *encodings = tarix_encodings(&n);
    assert_int_equal(
        tarix_text_open_bytes(b.text, TARIX_STR("a"), "windows-1521", &err), TARIX_USAGE);
    assert_non_null(strstr(err.message, "'windows-1521'"));
    assert_true(n > 0);
    for (size_t i = 0; i < n; i++) {
        assert_non_null(strstr(err.message, encodings[i].name));
        const char *name = encodings[i].name;
        tarix_decoder *decoder = NULL;
        assert_int_equal(tarix_encoding_open(b.arena, &name, &decoder, NULL), TARIX_OK);
        assert_string_equal(name, encodings[i].name);
    }
}

static void does_not_say_what_there_is(void **state)
{
    (void)state;
    check_guarded(unknown);
}

/* ---- no text ---- */

static void binaries(tarix_guard *guard)
{
    const bench b = bench_of(guard);
    tarix_judge *judge = tarix_judge_new(b.arena, tarix_lexicons_characters(b.lexicons));
    char bytes[4096] = "\x7F"
                       "ELF\2\1\1";
    for (size_t i = 16; i < 512; i += 4) bytes[i] = (char)(i % 100);
    for (size_t i = 16; i < 32; i += 4) bytes[i + 3] = '@';
    assert_null(tarix_judge_find(judge, b.arena, (tarix_str){bytes, 512}));
    uint64_t seed = 1;
    for (int k = 0; k < 50; k++) { /* as archives and pictures look */
        for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)random_below(&seed, 256);
        assert_null(tarix_judge_find(judge, b.arena, (tarix_str){bytes, sizeof bytes}));
    }
}

static void takes_a_program_for_text(void **state)
{
    (void)state;
    check_guarded(binaries);
}

static void stray_zeros(tarix_guard *guard)
{
    const bench b = bench_of(guard);
    tarix_str text = sentences_from(b.arena, &in_azerbaijani, 0, 1000), bytes;
    char *space = memchr(text.data, ' ', text.size);
    *space = '\0';
    check_reads(&b, text, NULL, text, "UTF-8", 0);
    text = sentences_from(b.arena, &in_russian, 0, 1000);
    if (!encode(b.arena, "CP1251", &text, "", &bytes)) return;
    ((char *)bytes.data)[bytes.size - 1] = '\0';
    ((char *)text.data)[text.size - 1] = '\0';
    check_reads(&b, bytes, NULL, text, "windows-1251", 0);
}

static void refuses_a_text_for_a_zero(void **state)
{
    (void)state;
    check_guarded(stray_zeros);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_one_table_of_bytes_for_another),
        cmocka_unit_test(needs_a_mark_for_unicode),
        cmocka_unit_test(gives_up_unicode_for_a_bad_byte),
        cmocka_unit_test(decides_before_it_has_seen_anything),
        cmocka_unit_test(changes_its_mind_within_a_text),
        cmocka_unit_test(reads_otherwise_than_told),
        cmocka_unit_test(does_not_say_what_there_is),
        cmocka_unit_test(takes_a_program_for_text),
        cmocka_unit_test(refuses_a_text_for_a_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
