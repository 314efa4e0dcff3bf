#include "corpus/sections.h"

#include "base/checksum.h"
#include "base/mapping.h"

#include <assert.h>
#include <errno.h>
#include <stdatomic.h>

enum {
    block = TARIX_SECTION_BLOCK,
    version = 3,
    written_at_once = 64 /* blocks: what a cache holds */
};

static const char magic[8] = {'\x89', 't', 'a', 'r', 'i', 'x', '\r', '\n'};
static const uint32_t byte_order = 0x01020304;

static const char *const names[TARIX_SECTIONS] = {
    [TARIX_SECTION_SETTINGS] = "settings",
    [TARIX_SECTION_COMMAND] = "command",
    [TARIX_SECTION_DOCUMENTS] = "documents",
    [TARIX_SECTION_METADATA] = "metadata",
    [TARIX_SECTION_PASSED_OVER] = "passed over",
    [TARIX_SECTION_STRINGS] = "strings",
    [TARIX_SECTION_FORM_STARTS] = "starts of forms",
    [TARIX_SECTION_FORM_TAGS] = "tags of forms",
    [TARIX_SECTION_FORM_TEXTS] = "texts of forms",
    [TARIX_SECTION_TOKENS] = "tokens",
    [TARIX_SECTION_STEPS] = "steps",
    [TARIX_SECTION_STEP_BLOCKS] = "blocks of steps",
    [TARIX_SECTION_LONG_STEPS] = "long steps",
    [TARIX_SECTION_SENTENCES] = "sentences",
    [TARIX_SECTION_PLACE_STARTS] = "starts of places",
    [TARIX_SECTION_PLACES] = "places",
#define LAYER(i, name)                                                                             \
    [TARIX_SECTION_LAYER_MAP + (i)*                                                                \
        TARIX_SECTION_LAYER] = name,                                                               \
    [TARIX_SECTION_VALUE_STARTS + (i)*TARIX_SECTION_LAYER] = "starts of values: " name,            \
    [TARIX_SECTION_VALUE_TEXTS + (i)*TARIX_SECTION_LAYER] = "texts of values: " name,              \
    [TARIX_SECTION_VALUE_SLOTS + (i)*TARIX_SECTION_LAYER] = "slots of values: " name
    LAYER(0, "fold"),
    LAYER(1, "stem"),
    LAYER(2, "lemma"),
#undef LAYER
};

/* The first block of the file; zeros behind. */
typedef struct head {
    char magic[sizeof magic];
    uint32_t byte_order, version;
} head;

/* The block behind the last section, when all is known; zeros behind. */
typedef struct directory {
    uint32_t n_sections, block;
    uint64_t file_size;
    struct {
        uint64_t at, size; /* bytes */
    } section[TARIX_SECTIONS];
    uint64_t n_sums;   /* of all blocks but the first; then their own */
    uint64_t checksum; /* of all before */
} directory;

static_assert(sizeof(head) <= block && sizeof(directory) <= block, "each is one block");

const char *tarix_section_name(tarix_section section)
{
    return names[section];
}

static uint64_t blocks_of(uint64_t size)
{
    return (size + block - 1) / block;
}

/* ---- writing ---- */

struct tarix_sections_writer {
    tarix_arena *arena;
    tarix_output *output;
    directory directory;
    uint64_t at; /* bytes written */
    tarix_section section;
    uint64_t *sums;
    size_t n_sums, sums_capacity, filled;
    char part[block]; /* the block that is being filled */
};

static void write_blocks(tarix_sections_writer *w, const char *bytes, size_t n)
{
    TARIX_ROOM_FOR(w->arena, w->sums, w->n_sums, w->sums_capacity, n);
    w->at += n * block;
    while (n) {
        const size_t part = n < written_at_once ? n : written_at_once;
        for (size_t i = 0; i < part; i++)
            w->sums[w->n_sums++] = tarix_checksum(bytes + i * block, block);
        tarix_output_bytes(w->output, bytes, part * block);
        bytes += part * block;
        n -= part;
    }
}

static void end_block(tarix_sections_writer *w)
{
    memset(w->part + w->filled, 0, block - w->filled);
    write_blocks(w, w->part, 1);
    w->filled = 0;
}

tarix_sections_writer *tarix_sections_begin(tarix_arena *arena, tarix_output *output)
{
    tarix_sections_writer *w = TARIX_NEW(arena, tarix_sections_writer);
    head h = {.byte_order = byte_order, .version = version};
    memcpy(h.magic, magic, sizeof magic);
    memcpy(w->part, &h, sizeof h);
    w->arena = arena;
    w->output = output;
    tarix_output_bytes(output, w->part, block);
    w->directory.section[0].at = w->at = block;
    return w;
}

/* Moves on to a section; those between are empty. */
static void move_to(tarix_sections_writer *w, tarix_section section)
{
    assert(section >= w->section);
    while (w->section < section) {
        if (w->filled) end_block(w);
        w->section++;
        w->directory.section[w->section].at = w->at;
    }
}

void tarix_sections_write(
    tarix_sections_writer *w, tarix_section section, const void *bytes, size_t size)
{
    const char *p = bytes;
    move_to(w, section);
    w->directory.section[section].size += size;
    while (size) {
        if (w->filled == 0 && size >= block) {
            const size_t n = size / block;
            write_blocks(w, p, n);
            p += n * block;
            size -= n * block;
            continue;
        }
        const size_t room = block - w->filled, part = size < room ? size : room;
        memcpy(w->part + w->filled, p, part);
        w->filled += part;
        p += part;
        size -= part;
        if (w->filled == block) end_block(w);
    }
}

static void write_directory(tarix_sections_writer *w)
{
    directory *d = &w->directory;
    d->n_sections = TARIX_SECTIONS;
    d->block = block;
    d->n_sums = w->n_sums + 1;
    d->file_size = w->at + block + (d->n_sums + 1) * sizeof(uint64_t);
    d->checksum = tarix_checksum(d, offsetof(directory, checksum));
    memcpy(w->part, d, sizeof *d);
    w->filled = sizeof *d;
    end_block(w);
}

void tarix_sections_end(tarix_sections_writer *w)
{
    move_to(w, TARIX_SECTIONS - 1);
    if (w->filled) end_block(w);
    write_directory(w);
    const uint64_t sum = tarix_checksum(w->sums, w->n_sums * sizeof *w->sums);
    tarix_output_bytes(w->output, (const char *)w->sums, w->n_sums * sizeof *w->sums);
    tarix_output_bytes(w->output, (const char *)&sum, sizeof sum);
}

/* ---- reading ---- */

struct tarix_sections {
    const char *path;
    const tarix_mapping *mapping;
    tarix_str bytes;
    directory directory;
    const uint64_t *sums;
    _Atomic unsigned char *is_checked; /* by block */
};

static const char remedy[] = "make it anew with 'tarix index'";

bool tarix_sections_begin_with(tarix_str bytes)
{
    return bytes.size >= sizeof magic && memcmp(bytes.data, magic, sizeof magic) == 0;
}

static bool are_zeros(const char *bytes, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (bytes[i]) return false;
    return true;
}

static tarix_status check_head(const tarix_sections *s, tarix_error *err)
{
    head h;
    if (!tarix_sections_begin_with(s->bytes))
        return tarix_error_set(
            err, TARIX_INVALID, "%s: is not an index; 'tarix index' makes one", s->path);
    if (s->bytes.size < block)
        return tarix_error_set(err, TARIX_INVALID,
            "%s: is cut short in its header; copy it again or %s", s->path, remedy);
    memcpy(&h, s->bytes.data, sizeof h);
    if (h.byte_order != byte_order)
        return tarix_error_set(err, TARIX_INVALID,
            h.byte_order == 0x04030201
                ? "%s: was made on a machine of the other byte order; %s here"
                : "%s: its header is broken; copy it again or %s",
            s->path, remedy);
    if (h.version != version)
        return tarix_error_set(err, TARIX_INVALID,
            "%s: is an index of version %lu, and this program reads version %d; %s", s->path,
            (unsigned long)h.version, version, remedy);
    if (!are_zeros(s->bytes.data, sizeof h, block))
        return tarix_error_set(
            err, TARIX_INVALID, "%s: its header is broken; copy it again or %s", s->path, remedy);
    return TARIX_OK;
}

/* Each block but the first has a sum, and the sums have one: so the size tells how many there are.
 * The last of them is the directory. */
static bool find_directory(tarix_sections *s)
{
    const size_t size = s->bytes.size, n = size / (block + sizeof(uint64_t));
    if (n < 2 || size % (block + sizeof(uint64_t))) return false;
    const char *at = s->bytes.data + (n - 1) * block;
    directory *d = &s->directory;
    memcpy(d, at, sizeof *d);
    s->sums = (const uint64_t *)(at + block);
    return d->checksum == tarix_checksum(d, offsetof(directory, checksum)) &&
           d->file_size == size && d->n_sums == n - 1 && d->n_sections == TARIX_SECTIONS &&
           d->block == block && are_zeros(at, sizeof *d, block);
}

/* That sections follow one another, and the directory them: it can be made with a right checksum.
 */
static bool is_possible(const tarix_sections *s)
{
    const directory *d = &s->directory;
    const uint64_t size = s->bytes.size;
    uint64_t at = block;
    for (unsigned i = 0; i < TARIX_SECTIONS; i++) {
        if (d->section[i].at != at || d->section[i].size > size) return false;
        at += blocks_of(d->section[i].size) * block;
        if (at > size) return false;
    }
    return at == d->n_sums * block;
}

tarix_status tarix_sections_open(
    tarix_arena *arena, const char *path, tarix_sections **out, tarix_error *err)
{
    tarix_sections *s = TARIX_NEW(arena, tarix_sections);
    s->path = tarix_arena_str(arena, tarix_str_from(path)).data;
    TARIX_TRY(tarix_mapping_open(arena, path, &s->mapping, err));
    s->bytes = s->mapping->bytes;
    TARIX_TRY(check_head(s, err));
    if (!find_directory(s) || !is_possible(s))
        return tarix_error_set(err, TARIX_INVALID,
            "%s: its end is missing or broken; copy it again or %s", s->path, remedy);
    const size_t n = (size_t)s->directory.n_sums;
    if (s->sums[n] != tarix_checksum(s->sums, n * sizeof *s->sums))
        return tarix_error_set(err, TARIX_INVALID,
            "%s: its checksums are broken; copy it again or %s", s->path, remedy);
    s->is_checked = tarix_arena_alloc(arena, n, sizeof *s->is_checked);
    *out = s;
    return TARIX_OK;
}

const char *tarix_sections_path(const tarix_sections *s)
{
    return s->path;
}

uint64_t tarix_sections_size(const tarix_sections *s, tarix_section section)
{
    return s->directory.section[section].size;
}

const void *tarix_sections_at(const tarix_sections *s, tarix_section section)
{
    return s->bytes.data + s->directory.section[section].at;
}

/* Bytes that are a block of the file. */
static tarix_status check_block(const tarix_sections *s, tarix_section section, uint64_t number,
    const void *bytes, tarix_error *err)
{
    const uint64_t at = number * block - s->directory.section[section].at;
    if (tarix_checksum(bytes, block) == s->sums[number - 1]) return TARIX_OK;
    return tarix_error_set(err, TARIX_INVALID,
        "%s: section '%s' is broken between its bytes %llu and %llu; copy it again or %s", s->path,
        names[section], (unsigned long long)at, (unsigned long long)at + block, remedy);
}

tarix_status tarix_sections_check(
    const tarix_sections *s, tarix_section section, uint64_t first, uint64_t end, tarix_error *err)
{
    if (first >= end) return TARIX_OK;
    const uint64_t at = s->directory.section[section].at;
    for (uint64_t b = (at + first) / block; b <= (at + end - 1) / block; b++) {
        if (atomic_load_explicit(&s->is_checked[b - 1], memory_order_relaxed)) continue;
        TARIX_TRY(check_block(s, section, b, s->bytes.data + b * block, err));
        atomic_store_explicit(&s->is_checked[b - 1], 1, memory_order_relaxed);
    }
    return TARIX_OK;
}

tarix_status tarix_sections_copy(
    const tarix_sections *s, tarix_section section, uint64_t number, void *to, tarix_error *err)
{
    const uint64_t b = s->directory.section[section].at / block + number;
    if (!tarix_mapping_copy(s->mapping, b * block, to, block))
        return tarix_error_set(err, TARIX_IO, "%s: cannot be read: %s", s->path, strerror(errno));
    return check_block(s, section, b, to, err);
}

tarix_status tarix_sections_refuse(const tarix_sections *s, tarix_section section, tarix_error *err)
{
    return tarix_error_set(err, TARIX_INVALID,
        "%s: section '%s' says what no program wrote there; %s", s->path, names[section], remedy);
}
