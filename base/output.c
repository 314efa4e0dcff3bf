#define _DEFAULT_SOURCE /* flock */

#include "base/output.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { buffer_size = 1 << 16, settled_size = 1 << 23 };

struct tarix_output {
    const char *path;     /* NULL: standard output */
    const char *part;     /* the name while it grows */
    int fd;               /* -1 once closed */
    int failure;          /* errno of the first write that failed */
    tarix_digest *digest; /* or NULL */
    uint64_t written, settled;
    size_t used;
    char buffer[buffer_size];
};

static void close_output(void *object)
{
    tarix_output *output = object;
    if (output->fd > STDERR_FILENO) {
        if (output->part) unlink(output->part);
        close(output->fd);
    }
    output->fd = -1;
}

/* Opens the part file and holds a lock on it, so that two runs that write the same table cannot
 * mix. A part that a killed run left behind is taken over. */
static tarix_status open_part(tarix_output *output, tarix_error *err)
{
    for (;;) {
        struct stat ours, there;
        const int fd = open(output->part, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
        if (fd < 0)
            return tarix_error_set(err, TARIX_IO,
                "%s: cannot be written: %s; choose another -o or make the folder", output->path,
                strerror(errno));
        if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
            close(fd);
            return tarix_error_set(
                err, TARIX_IO, "%s: another run is writing it now", output->path);
        }
        if (fstat(fd, &ours) == 0 && stat(output->part, &there) == 0 &&
            ours.st_ino == there.st_ino && ours.st_dev == there.st_dev && ftruncate(fd, 0) == 0) {
            output->fd = fd;
            return TARIX_OK;
        }
        close(fd); /* the other run renamed or removed it between open and lock: again */
    }
}

static bool is_device(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode);
}

/* /dev/null, a pipe: nothing to write beside or to rename. */
static tarix_status open_device(tarix_output *output, tarix_output **out, tarix_error *err)
{
    output->fd = open(output->path, O_WRONLY | O_CLOEXEC);
    if (output->fd < 0)
        return tarix_error_set(
            err, TARIX_IO, "%s: cannot be written: %s", output->path, strerror(errno));
    *out = output;
    return TARIX_OK;
}

static const char part_ending[] = ".tarix-part";

tarix_str tarix_output_part(tarix_arena *arena, const char *path)
{
    const tarix_str all = tarix_str_from(path), base = tarix_file_base(all);
    return tarix_arena_format(
        arena, "%.*s.%.*s%s", (int)(all.size - base.size), all.data, TARIX_ARG(base), part_ending);
}

static void close_folder(void *folder)
{
    closedir(folder);
}

void tarix_output_sweep(tarix_arena *arena, const char *folder)
{
    const tarix_mark mark = tarix_arena_mark(arena);
    DIR *open_folder = opendir(folder);
    if (!open_folder) return;
    tarix_arena_defer(arena, close_folder, open_folder);
    const struct dirent *entry;
    while ((entry = readdir(open_folder))) {
        const tarix_str name = tarix_str_from(entry->d_name);
        if (name.data[0] != '.' || !tarix_str_ends(name, tarix_str_from(part_ending))) continue;
        const tarix_str path = tarix_file_join(arena, tarix_str_from(folder), name);
        const int fd = open(path.data, O_WRONLY | O_CLOEXEC);
        if (fd < 0) continue;
        if (flock(fd, LOCK_EX | LOCK_NB) == 0) unlink(path.data);
        close(fd);
    }
    tarix_arena_restore(arena, mark);
}

tarix_status tarix_output_open(
    tarix_arena *arena, const char *path, tarix_output **out, tarix_error *err)
{
    tarix_output *output = TARIX_NEW(arena, tarix_output);
    output->fd = path ? -1 : STDOUT_FILENO;
    if (path) {
        const tarix_str copy = tarix_arena_str(arena, tarix_str_from(path));
        if (tarix_file_look(path, NULL) == TARIX_FILE_FOLDER)
            return tarix_error_set(err, TARIX_IO,
                "%s: is a folder; name a file in it, such as -o %s/table.csv", path, path);
        output->path = copy.data;
        tarix_arena_defer(arena, close_output, output);
        if (is_device(path)) return open_device(output, out, err);
        output->part = tarix_output_part(arena, path).data;
        TARIX_TRY(open_part(output, err));
    }
    *out = output;
    return TARIX_OK;
}

/* Has the system bring to the disk what of a part it has; nobody waits for it. */
static void settle(tarix_output *output)
{
    posix_fadvise(output->fd, (off_t)output->settled, (off_t)(output->written - output->settled),
        POSIX_FADV_DONTNEED);
    output->settled = output->written;
}

static void write_all(tarix_output *output, const char *bytes, size_t size)
{
    if (output->digest) tarix_digest_add(output->digest, bytes, size);
    while (size > 0 && !output->failure) {
        const ssize_t done = write(output->fd, bytes, size);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0)
            output->failure = errno;
        else {
            bytes += done;
            size -= (size_t)done;
            output->written += (uint64_t)done;
        }
    }
    if (output->part && output->written - output->settled >= settled_size) settle(output);
}

static void flush(tarix_output *output)
{
    write_all(output, output->buffer, output->used);
    output->used = 0;
}

void tarix_output_bytes(tarix_output *output, const char *bytes, size_t size)
{
    if (size > buffer_size - output->used) {
        flush(output);
        if (size > buffer_size) {
            write_all(output, bytes, size);
            return;
        }
    }
    if (size) memcpy(output->buffer + output->used, bytes, size);
    output->used += size;
}

void tarix_output_char(tarix_output *output, char c)
{
    if (output->used == buffer_size) flush(output);
    output->buffer[output->used++] = c;
}

void tarix_output_hash(tarix_output *output, tarix_digest *digest)
{
    output->digest = digest;
}

uint64_t tarix_output_size(const tarix_output *output)
{
    return output->written + output->used;
}

bool tarix_output_is_file(const tarix_output *output)
{
    return output->part != NULL;
}

tarix_status tarix_output_status(const tarix_output *output, tarix_error *err)
{
    if (!output->failure) return TARIX_OK;
    if (output->failure == EPIPE && !output->path)
        return tarix_error_set(err, TARIX_CLOSED, "the reader of the output has gone");
    return tarix_error_set(err, TARIX_IO, "%s: cannot be written: %s",
        output->path ? output->path : "standard output", strerror(output->failure));
}

/* A disk that is reached over a network may tell only at a close that it is full, and so is asked
 * by closing another descriptor. The last close, with which the lock goes, comes behind the name:
 * another run would take the part over. */
static void put_in_place(tarix_output *output)
{
    const int again = fcntl(output->fd, F_DUPFD_CLOEXEC, 0);
    settle(output);
    if (again < 0 || (close(again) != 0 && errno != EINTR) ||
        rename(output->part, output->path) != 0) {
        output->failure = errno;
        return;
    }
    close(output->fd);
    output->fd = -1;
}

tarix_status tarix_output_commit(tarix_output *output, tarix_error *err)
{
    flush(output);
    TARIX_TRY(tarix_output_status(output, err));
    if (output->part) put_in_place(output);
    return tarix_output_status(output, err);
}
