#include "corpus/text.h"

#include "base/decode.h"
#include "base/file.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "base/validity.h"
#include "corpus/cut.h"
#include "corpus/encoding.h"
#include "corpus/judge.h"

enum {
    chunk_target = 1 << 18, /* a chunk ends at the first safe place behind this many bytes … */
    chunk_most = 1 << 22,   /* … and here at the latest */
    read_size = 1 << 18,
    sample_size = 1 << 16,
    padding = 64,   /* readable behind a chunk */
    most_marks = 32 /* ordered at once */
};

struct tarix_text {
    tarix_arena *arena;   /* buffers */
    tarix_arena *reading; /* the file and decoder at hand */
    tarix_file *file;     /* NULL: bytes in memory */
    tarix_str bytes;      /* of those, what is left */
    tarix_digest *digest;
    tarix_judge *judge;
    tarix_simd simd;
    tarix_decoder *decoder; /* NULL: UTF-8 */
    const char *encoding;
    bool is_open; /* the encoding is not known yet: all so far is ASCII */
    char *raw;    /* bytes not decoded yet */
    size_t raw_size, raw_capacity;
    char *buffer; /* text: [start, normal) is NFC, [normal, size) is not looked at yet */
    size_t start, normal, size, capacity;
    size_t doubt; /* where NFC may first change something; SIZE_MAX: nowhere */
    char *nfc;    /* what takes the place of a part of the text that is not in NFC */
    size_t nfc_size, nfc_capacity;
    size_t chunk_end;
    char under_nul; /* what stood where the NUL behind the chunk is */
    bool raw_ended, cuts_anywhere;
    bool ends_sentence; /* the last chunk, surely */
    uint64_t offset;    /* of buffer[start] in the text */
    uint64_t bytes_read, bad_bytes;
};

tarix_text *tarix_text_new(tarix_arena *arena, const tarix_lexicons *lexicons)
{
    tarix_text *text = TARIX_NEW(arena, tarix_text);
    text->arena = arena;
    text->reading = tarix_arena_new(tarix_arena_guard(arena));
    text->judge = tarix_judge_new(arena, lexicons ? tarix_lexicons_characters(lexicons) : NULL);
    text->simd = tarix_simd_best();
    return text;
}

void tarix_text_set_vectors(tarix_text *text, bool on)
{
    text->simd = on ? tarix_simd_best() : TARIX_SIMD_NONE;
}

void tarix_text_cut_anywhere(tarix_text *text)
{
    text->cuts_anywhere = true;
}

/* ---- raw bytes ---- */

static void ensure(tarix_text *text, char **bytes, size_t *capacity, size_t needed)
{
    if (needed <= *capacity) return;
    size_t room = *capacity ? *capacity : read_size;
    while (room < needed) room *= 2;
    *bytes = tarix_arena_grow(text->arena, *bytes, *capacity, room, 1);
    *capacity = room;
}

/* Up to read_size further bytes of the file; there is room for them at `to`. */
static tarix_status read_bytes(tarix_text *text, char *to, size_t *got, tarix_error *err)
{
    if (text->file)
        TARIX_TRY(tarix_file_fill(text->file, to, read_size, got, err));
    else {
        *got = text->bytes.size < read_size ? text->bytes.size : read_size;
        if (*got) memcpy(to, text->bytes.data, *got);
        text->bytes.data += *got;
        text->bytes.size -= *got;
    }
    if (text->digest) tarix_digest_add(text->digest, to, *got);
    text->bytes_read += *got;
    text->raw_ended = *got < read_size;
    return TARIX_OK;
}

static tarix_status fill_raw(tarix_text *text, tarix_error *err)
{
    size_t got = 0;
    ensure(text, &text->raw, &text->raw_capacity, text->raw_size + read_size);
    TARIX_TRY(read_bytes(text, text->raw + text->raw_size, &got, err));
    text->raw_size += got;
    return TARIX_OK;
}

/* The first raw bytes, less a character that the sample's end may cut. */
static tarix_str sample_of(const tarix_text *text)
{
    if (text->raw_size <= sample_size) return (tarix_str){text->raw, text->raw_size};
    size_t size = sample_size;
    for (int i = 1; i < TARIX_UTF8_MAX && ((unsigned char)text->raw[size - 1] & 0xC0) == 0x80; i++)
        size--;
    return (tarix_str){text->raw, size - ((unsigned char)text->raw[size - 1] >= 0xC0)};
}

/* Valid UTF-8 is UTF-8, as the judge says, too. */
static const char *judge_sample(tarix_text *text)
{
    const tarix_str sample = sample_of(text);
    const char *end = sample.data + sample.size;
    bool inert = true;
    if (tarix_encoding_is_bytewise(sample) &&
        tarix_validity_end(text->simd, sample.data, end, &inert) == end)
        return "UTF-8";
    return tarix_judge_find(text->judge, text->reading, sample);
}

static tarix_status set_encoding(tarix_text *text, const char *name, tarix_error *err)
{
    text->encoding = name;
    if (strcmp(name, "UTF-8") == 0) return TARIX_OK;
    return tarix_encoding_open(text->reading, &text->encoding, &text->decoder, err);
}

/* UTF-16 and UTF-32 without a mark may have their bytes in any order. */
static tarix_status set_order(tarix_text *text, tarix_error *err)
{
    const char *name = text->encoding;
    if (strcmp(name, "UTF-16") != 0 && strcmp(name, "UTF-32") != 0) return TARIX_OK;
    const char *found = tarix_judge_find(text->judge, text->reading, sample_of(text));
    return found && strncmp(found, name, strlen(name)) == 0 ? set_encoding(text, found, err)
                                                            : TARIX_OK;
}

static tarix_status settle_encoding(
    tarix_text *text, const char *path, const char *told, tarix_error *err)
{
    size_t mark_size = 0;
    TARIX_TRY(fill_raw(text, err));
    const tarix_str sample = sample_of(text);
    const char *mark = tarix_encoding_mark(sample, &mark_size);
    if (mark) {
        text->raw_size -= mark_size;
        memmove(text->raw, text->raw + mark_size, text->raw_size);
        return set_encoding(text, mark, err);
    }
    if (told) {
        TARIX_TRY(set_encoding(text, told, err));
        return set_order(text, err);
    }
    text->is_open = tarix_encoding_is_bytewise(sample);
    if (text->is_open) return set_encoding(text, "UTF-8", err);
    const char *found = judge_sample(text);
    if (!found)
        return tarix_error_set(err, TARIX_INVALID,
            "%s: is no text (it looks binary); save it as UTF-8 text, or name its --encoding",
            path);
    return set_encoding(text, found, err);
}

static void reset(tarix_text *text)
{
    tarix_arena_restore(text->reading, (tarix_mark){0});
    text->file = NULL;
    text->bytes = TARIX_STR("");
    text->digest = NULL;
    text->decoder = NULL;
    text->raw_size = text->start = text->normal = text->size = text->chunk_end = 0;
    text->doubt = SIZE_MAX;
    text->under_nul = '\0';
    text->raw_ended = text->is_open = false;
    text->offset = text->bytes_read = text->bad_bytes = 0;
}

tarix_status tarix_text_open(tarix_text *text, const char *path, const char *encoding,
    tarix_digest *digest, tarix_error *err)
{
    reset(text);
    text->digest = digest;
    TARIX_TRY(tarix_file_open(text->reading, path, &text->file, err));
    return settle_encoding(text, path, encoding, err);
}

tarix_status tarix_text_open_bytes(
    tarix_text *text, tarix_str bytes, const char *encoding, tarix_error *err)
{
    reset(text);
    text->bytes = bytes;
    return settle_encoding(text, "text", encoding, err);
}

/* ---- raw bytes to text ---- */

static void append(tarix_text *text, const char *bytes, size_t size)
{
    memcpy(text->buffer + text->size, bytes, size);
    text->size += size;
}

/* Adds the next bytes of a file in UTF-8 to the text where they shall stand. Those from the first
 * bad or cut character on become raw. */
static tarix_status fill_text(tarix_text *text, tarix_error *err)
{
    size_t got = 0;
    bool inert = true;
    ensure(text, &text->buffer, &text->capacity, text->size + text->raw_size + read_size + 1);
    char *to = text->buffer + text->size;
    memcpy(to, text->raw, text->raw_size);
    TARIX_TRY(read_bytes(text, to + text->raw_size, &got, err));
    const char *end = to + text->raw_size + got;
    const char *good = tarix_validity_end(text->simd, to, end, &inert);
    if (!inert && text->size < text->doubt) text->doubt = text->size;
    text->size += (size_t)(good - to);
    text->raw_size = (size_t)(end - good);
    ensure(text, &text->raw, &text->raw_capacity, text->raw_size);
    memcpy(text->raw, good, text->raw_size);
    return TARIX_OK;
}

/* Raw UTF-8 to text: bad bytes become U+FFFD, a character cut by the end of the raw bytes waits. */
static void take_utf8(tarix_text *text)
{
    const char *p = text->raw, *end = p + text->raw_size;
    ensure(text, &text->buffer, &text->capacity, text->size + 3 * text->raw_size + 1);
    while (p < end) {
        bool inert = true;
        const char *good = tarix_validity_end(text->simd, p, end, &inert);
        if (!inert && text->size < text->doubt) text->doubt = text->size;
        append(text, p, (size_t)(good - p));
        p = good;
        if (p == end) break;
        size_t bad = 1;
        const unsigned char *u = (const unsigned char *)p;
        tarix_utf8_check(u, (const unsigned char *)end, &bad);
        if (!text->raw_ended && end - p < TARIX_UTF8_MAX && bad == (size_t)(end - p) && *u >= 0xC2)
            break;
        append(text, "\xEF\xBF\xBD", 3);
        text->bad_bytes += bad;
        p += bad;
    }
    text->raw_size = (size_t)(end - p);
    memmove(text->raw, p, text->raw_size);
}

static size_t ascii_size(const char *p, size_t size)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    size_t at = 0;
    uint64_t word;
    for (; at + sizeof word <= size; at += sizeof word) {
        memcpy(&word, p + at, sizeof word);
        if (word & high) break;
    }
    while (at < size && (unsigned char)p[at] < 0x80) at++;
    return at;
}

/* Takes ASCII until the first other byte, then finds out what the rest is in: false as long as
 * more of it must be seen. */
static bool find_encoding(tarix_text *text)
{
    enum { longest_lead = 32 };
    const char *p = text->raw, *end = text->raw + text->raw_size;
    const char *stop = p + ascii_size(p, text->raw_size);
    if (stop < end) /* a word is looked at as a whole */
        for (int i = 0; i < longest_lead && stop > p && stop[-1] > ' '; i++) stop--;
    ensure(text, &text->buffer, &text->capacity, text->size + text->raw_size + 1);
    append(text, p, (size_t)(stop - p));
    text->raw_size = (size_t)(end - stop);
    memmove(text->raw, stop, text->raw_size);
    if (text->raw_size == 0 || (text->raw_size < sample_size && !text->raw_ended)) return false;
    const char *found = judge_sample(text);
    if (found) set_encoding(text, found, NULL); /* the judge names none that is not known */
    text->is_open = false;
    return true;
}

static void take_decoded(tarix_text *text)
{
    const char *in = text->raw, *end = text->raw + text->raw_size;
    if (text->size < text->doubt) text->doubt = text->size;
    for (;;) {
        ensure(text, &text->buffer, &text->capacity, text->size + read_size + 1);
        const size_t got = tarix_decoder_convert(text->decoder, &in, end, text->buffer + text->size,
            text->capacity - text->size - 1, text->raw_ended);
        text->size += got;
        if (in == end && text->size + 8 < text->capacity) break;
    }
    text->raw_size = 0;
    text->bad_bytes = tarix_decoder_bad_bytes(text->decoder);
}

static void take_raw(tarix_text *text)
{
    if (text->is_open && !find_encoding(text)) return;
    if (text->decoder)
        take_decoded(text);
    else
        take_utf8(text);
}

/* Where a text without ASCII may be cut for NFC: before the last character that joins none before
 * it, as marks and the vowels and finals of Hangul do. */
static size_t last_joint(const tarix_text *text)
{
    size_t at = text->size - text->normal;
    while (at > 0) {
        const uint32_t c = tarix_utf8_last((tarix_str){text->buffer + text->normal, at}, &at);
        const bool joins = (c >= 0x1160 && c < 0x1200) || tarix_unicode_class(c) == TARIX_CHAR_MARK;
        if (!joins && at > 0) return text->normal + at;
    }
    return text->size;
}

/* Adds bytes to what takes the place of the text at hand. */
static void add_normal(tarix_text *text, const char *bytes, size_t size)
{
    ensure(text, &text->nfc, &text->nfc_capacity, text->nfc_size + size);
    if (size) memcpy(text->nfc + text->nfc_size, bytes, size);
    text->nfc_size += size;
}

/* The end of the piece at p to be put in order at once. Ordering takes the square of a run of
 * marks, so that runs longer than any language has are cut, as UAX 15 does for streams. */
static const char *piece_end(const char *p, const char *end)
{
    size_t marks = 0;
    while (p < end) {
        size_t size = 0;
        const uint32_t c = tarix_utf8_decode(p, &size);
        marks = tarix_unicode_class(c) == TARIX_CHAR_MARK ? marks + 1 : 0;
        p += size;
        if (marks == most_marks) break;
    }
    return p;
}

static void add_nfc(tarix_text *text, const char *p, const char *end)
{
    while (p < end) {
        const tarix_mark mark = tarix_arena_mark(text->reading);
        const char *stop = piece_end(p, end);
        const tarix_str nfc = tarix_unicode_nfc(text->reading, (tarix_str){p, (size_t)(stop - p)});
        add_normal(text, nfc.data, nfc.size);
        tarix_arena_restore(text->reading, mark);
        p = stop;
    }
}

/* Puts `nfc` in the place of buffer[normal, stop). */
static void put_normal(tarix_text *text, size_t stop)
{
    const size_t end = text->normal + text->nfc_size, rest = text->size - stop;
    ensure(text, &text->buffer, &text->capacity, end + rest + 1);
    memmove(text->buffer + end, text->buffer + stop, rest);
    memcpy(text->buffer + text->normal, text->nfc, text->nfc_size);
    text->size = end + rest;
    text->normal = end;
}

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

/* Whether NFC changes anything before `stop`: then from buffer[normal] on, where `nfc` takes the
 * place of the text. What stands before the first change stays where it is. */
static bool changes_to_normal(tarix_text *text, size_t stop)
{
    bool changes = false;
    text->nfc_size = 0;
    for (size_t at = text->normal; at < stop;) {
        const char *p = text->buffer + at;
        size_t start = at + tarix_unicode_nfc_span((tarix_str){p, stop - at}), end = start;
        while (start < stop && start > at && !is_ascii(text->buffer[start])) start--;
        while (end < stop && !is_ascii(text->buffer[end])) end++;
        const tarix_str part = {text->buffer + start, end - start};
        if (changes) add_normal(text, p, start - at);
        add_nfc(text, part.data, part.data + part.size);
        at = end;
        if (changes) continue;
        changes = !tarix_str_equal(part, (tarix_str){text->nfc, text->nfc_size});
        if (changes)
            text->normal = start;
        else
            text->nfc_size = 0;
    }
    return changes;
}

/* Brings the text up to its last ASCII character to NFC (all of it at its end): an ASCII character
 * never joins what stands before it, so that only the spans between such need be looked at. */
static void normalise(tarix_text *text, bool all)
{
    size_t stop = text->size;
    while (!all && stop > text->normal && !is_ascii(text->buffer[stop - 1])) stop--;
    if (!all && stop > text->normal) stop--;
    if (!all && stop == text->normal && text->size - text->normal >= chunk_target)
        stop = last_joint(text); /* a megabyte without any ASCII */
    if (stop == text->normal) return;
    if (stop <= text->doubt) { /* nearly all texts */
        text->normal = stop;
        return;
    }
    if (changes_to_normal(text, stop))
        put_normal(text, stop);
    else
        text->normal = stop;
    const tarix_str rest = {text->buffer + text->normal, text->size - text->normal};
    text->doubt = tarix_unicode_nfc_span(rest) == rest.size ? SIZE_MAX : text->normal;
}

/* ---- chunks ---- */

/* Where the chunk that begins at buffer[start] ends, or 0 when more text must be seen first. */
static size_t find_cut(tarix_text *text, bool ended)
{
    text->ends_sentence = false;
    if (text->start == text->normal) return 0;
    const char *begin = text->buffer + text->start, *end = text->buffer + text->normal;
    if (text->cuts_anywhere) return text->normal;
    if (ended && (size_t)(end - begin) <= chunk_target) return text->normal;
    if ((size_t)(end - begin) <= chunk_target) return 0;
    for (const char *p = begin + chunk_target; p < end && p < begin + chunk_most; p++) {
        p = memchr(p, '\n', (size_t)(end - p));
        if (!p) break;
        text->ends_sentence = tarix_cut_is_safe(begin, p, end);
        if (text->ends_sentence) return (size_t)(p + 1 - text->buffer);
    }
    if ((size_t)(end - begin) <= chunk_most) return ended ? text->normal : 0;
    const char *p = begin + chunk_most;
    while (p > begin + chunk_target && *p != ' ' && *p != '\n') p--;
    if (p == begin + chunk_target) {
        p = begin + chunk_most; /* no space at all: cut between characters */
        while (((unsigned char)*p & 0xC0) == 0x80) p--;
    }
    return (size_t)(p - text->buffer);
}

static void drop_chunk(tarix_text *text)
{
    if (text->chunk_end == 0) return;
    text->buffer[text->chunk_end] = text->under_nul;
    text->offset += text->chunk_end - text->start;
    text->start = text->chunk_end;
    text->chunk_end = 0;
}

static tarix_status more_text(tarix_text *text, tarix_error *err)
{
    if (text->start > 0) {
        memmove(text->buffer, text->buffer + text->start, text->size - text->start);
        text->normal -= text->start;
        if (text->doubt != SIZE_MAX) text->doubt -= text->start;
        text->size -= text->start;
        text->start = 0;
    }
    const bool is_direct = !text->decoder && !text->is_open && text->raw_size < TARIX_UTF8_MAX;
    if (!text->raw_ended && is_direct)
        TARIX_TRY(fill_text(text, err));
    else if (!text->raw_ended && text->raw_size < read_size)
        TARIX_TRY(fill_raw(text, err));
    take_raw(text);
    normalise(text, text->raw_ended && text->raw_size == 0);
    return TARIX_OK;
}

tarix_status tarix_text_next(tarix_text *text, tarix_str *chunk, uint64_t *offset, tarix_error *err)
{
    drop_chunk(text);
    size_t cut = 0;
    for (;;) {
        const bool ended = text->raw_ended && text->raw_size == 0 && text->normal == text->size;
        cut = find_cut(text, ended);
        if (cut || ended) break;
        TARIX_TRY(more_text(text, err));
    }
    *offset = text->offset;
    *chunk = TARIX_STR("");
    if (cut <= text->start) return TARIX_OK;
    ensure(text, &text->buffer, &text->capacity, text->size + padding);
    text->chunk_end = cut;
    text->under_nul = text->buffer[cut];
    text->buffer[cut] = '\0';
    *chunk = (tarix_str){text->buffer + text->start, cut - text->start};
    return TARIX_OK;
}

bool tarix_text_ends_sentence(const tarix_text *text)
{
    return text->ends_sentence;
}

uint64_t tarix_text_bytes(const tarix_text *text)
{
    return text->bytes_read;
}

uint64_t tarix_text_bad_bytes(const tarix_text *text)
{
    return text->bad_bytes;
}

const char *tarix_text_encoding(const tarix_text *text)
{
    return text->encoding;
}
