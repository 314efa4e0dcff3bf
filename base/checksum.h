/* A checksum of bytes that are written to a file and read again: near the speed of memory, and sure
 * to tell when what changed lies within eight bytes (any number of flipped bits of one word); other
 * changes it misses once in 2^64. It is no protection against forgery. */
#ifndef TARIX_BASE_CHECKSUM_H
#define TARIX_BASE_CHECKSUM_H

#include "error.h"

#include <stdint.h>

/* Depends on the byte order of the machine. */
TARIX_API uint64_t tarix_checksum(const void *bytes, size_t size);

#endif
