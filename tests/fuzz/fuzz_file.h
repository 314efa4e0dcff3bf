/* For what is read from a file: the bytes at hand stand in one of /tmp, which goes with the fuzzer.
 */
#ifndef TARIX_TESTS_FUZZ_FUZZ_FILE_H
#define TARIX_TESTS_FUZZ_FUZZ_FILE_H

#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <unistd.h>

static char fuzz_path[64];

static inline void fuzz_remove_file_(void)
{
    unlink(fuzz_path);
}

/* `ending`: ".csv" */
static inline void fuzz_file(tarix_str bytes, const char *ending)
{
    if (!fuzz_path[0]) {
        snprintf(fuzz_path, sizeof fuzz_path, "/tmp/tarix-fuzz-%ld%s", (long)getpid(), ending);
        atexit(fuzz_remove_file_);
    }
    const int fd = open(fuzz_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    fuzz_require(
        fd >= 0 && write(fd, bytes.data, bytes.size) == (ssize_t)bytes.size, "no file in /tmp");
    close(fd);
}

#endif
