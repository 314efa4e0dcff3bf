/* A file of sections: arrays that are used where they stand in the file, each in blocks with a
 * checksum. Whoever reads a part of a section checks its blocks first; a block is checked once.
 *
 * On disk: a block that says what it is (magic, byte order, version), the sections, each at the
 * start of a block, a block that says where each is, and a checksum for every block. It is written
 * from its begin to its end, so that its sum is known when it is. Numbers are those of the machine
 * that wrote them; another byte order is refused. */
#ifndef TARIX_CORPUS_SECTIONS_H
#define TARIX_CORPUS_SECTIONS_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/output.h"
#include "../base/str.h"

#include <stdint.h>

/* What is in an index; arrays unless said otherwise. Their order is that in the file. */
typedef enum tarix_section {
    TARIX_SECTION_SETTINGS,     /* text: what the tokens were made with */
    TARIX_SECTION_COMMAND,      /* text: the analysis that it is a part of; may be empty */
    TARIX_SECTION_DOCUMENTS,    /* of tarix_index_document */
    TARIX_SECTION_METADATA,     /* of tarix_index_file */
    TARIX_SECTION_PASSED_OVER,  /* of tarix_index_passed_over */
    TARIX_SECTION_STRINGS,      /* bytes that the ones above point to */
    TARIX_SECTION_TOKENS,       /* uint32_t: form of each */
    TARIX_SECTION_STEPS,        /* uint8_t: from the token before to this one; see steps.h */
    TARIX_SECTION_STEP_BLOCKS,  /* uint64_t: first byte of every 256th token */
    TARIX_SECTION_LONG_STEPS,   /* of tarix_long_step */
    TARIX_SECTION_SENTENCES,    /* uint64_t, sentences + 1: first token of each */
    TARIX_SECTION_FORM_STARTS,  /* uint64_t, forms + 1: where each begins */
    TARIX_SECTION_FORM_TAGS,    /* uint16_t */
    TARIX_SECTION_FORM_TEXTS,   /* bytes, each form followed by NUL */
    TARIX_SECTION_PLACE_STARTS, /* uint64_t, forms + 1: where the places of each begin */
    TARIX_SECTION_PLACES,       /* uint32_t: the tokens of each form, ascending */
    /* Of each layer TARIX_SECTION_LAYER sections; they are empty when it is not kept. */
    TARIX_SECTION_LAYER_MAP,    /* uint32_t: the value of each form */
    TARIX_SECTION_VALUE_STARTS, /* as those of forms */
    TARIX_SECTION_VALUE_TEXTS,
    TARIX_SECTION_VALUE_SLOTS,
    TARIX_SECTION_LAYER = TARIX_SECTION_VALUE_SLOTS - TARIX_SECTION_LAYER_MAP + 1,
    TARIX_SECTIONS = TARIX_SECTION_LAYER_MAP + 3 * TARIX_SECTION_LAYER
} tarix_section;

TARIX_API const char *tarix_section_name(tarix_section section);

enum { TARIX_SECTION_BLOCK = 4096 }; /* bytes */

/* ---- writing ---- */

typedef struct tarix_sections_writer tarix_sections_writer;

/* Sections come in order, each in any number of writes; those that do not come are empty. */
TARIX_API tarix_sections_writer *tarix_sections_begin(tarix_arena *arena, tarix_output *output);
TARIX_API void tarix_sections_write(
    tarix_sections_writer *writer, tarix_section section, const void *bytes, size_t size);
/* Writes what is behind the sections; the output is the caller's to commit. */
TARIX_API void tarix_sections_end(tarix_sections_writer *writer);

/* ---- reading ---- */

typedef struct tarix_sections tarix_sections;

/* Whether the bytes begin as such a file does. */
TARIX_API bool tarix_sections_begin_with(tarix_str bytes);

/* Checks where the sections are and the checksum of the checksums, nothing else. */
TARIX_API tarix_status tarix_sections_open(
    tarix_arena *arena, const char *path, tarix_sections **out, tarix_error *err);
TARIX_API const char *tarix_sections_path(const tarix_sections *sections);
TARIX_API uint64_t tarix_sections_size(const tarix_sections *sections, tarix_section section);
/* Aligned to a block. At least 64 bytes behind can be read. */
TARIX_API const void *tarix_sections_at(const tarix_sections *sections, tarix_section section);

/* Checks the bytes from `first` to before `end`, and those that share a block with them. */
TARIX_API tarix_status tarix_sections_check(const tarix_sections *sections, tarix_section section,
    uint64_t first, uint64_t end, tarix_error *err);
static inline tarix_status tarix_sections_check_all(
    const tarix_sections *sections, tarix_section section, tarix_error *err)
{
    return tarix_sections_check(sections, section, 0, tarix_sections_size(sections, section), err);
}

/* Copies a block of a section, by its number there, and checks the copy: it is not mapped for that.
 * What is behind the end of the section is 0. */
TARIX_API tarix_status tarix_sections_copy(const tarix_sections *sections, tarix_section section,
    uint64_t number, void *to, tarix_error *err);

/* The message for a section whose checksums hold and whose numbers cannot be. */
TARIX_API tarix_status tarix_sections_refuse(
    const tarix_sections *sections, tarix_section section, tarix_error *err);

#endif
