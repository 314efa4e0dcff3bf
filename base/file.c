#define _DEFAULT_SOURCE /* d_type */

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct tarix_file {
    const char *path;
    int fd;              /* -1 once closed */
    uint64_t size, read; /* bytes when it was opened (0: not known), and read */
};

enum { deepest_folder = 64, padding = 64 };

static tarix_file_id id_of(const struct stat *info)
{
    return (tarix_file_id){(uint64_t)info->st_dev, (uint64_t)info->st_ino};
}

tarix_file_kind tarix_file_look(const char *path, tarix_file_id *id)
{
    struct stat info;
    if (stat(path, &info) != 0) return TARIX_FILE_MISSING;
    if (id) *id = id_of(&info);
    return S_ISDIR(info.st_mode) ? TARIX_FILE_FOLDER : TARIX_FILE_PLAIN;
}

bool tarix_file_bytes(const char *path, uint64_t *bytes)
{
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) return false;
    *bytes = (uint64_t)info.st_size;
    return true;
}

static void close_file(void *object)
{
    tarix_file_close(object);
}

void tarix_file_close(tarix_file *file)
{
    if (file->fd > STDIN_FILENO) close(file->fd);
    file->fd = -1;
}

tarix_status tarix_file_open(
    tarix_arena *arena, const char *path, tarix_file **out, tarix_error *err)
{
    tarix_file *file = TARIX_NEW(arena, tarix_file);
    file->path = tarix_arena_str(arena, tarix_str_from(path)).data;
    file->fd = -1;
    tarix_arena_defer(arena, close_file, file);
    if (strcmp(path, "-") == 0) {
        file->path = "standard input";
        file->fd = STDIN_FILENO;
    } else {
        struct stat info;
        file->fd = open(path, O_RDONLY | O_CLOEXEC);
        if (file->fd < 0)
            return tarix_error_set(err, TARIX_IO, "%s: cannot be read: %s", path, strerror(errno));
        if (fstat(file->fd, &info) != 0) info = (struct stat){0};
        if (S_ISDIR(info.st_mode))
            return tarix_error_set(err, TARIX_IO, "%s: is a folder, not a file", path);
        if (S_ISREG(info.st_mode)) file->size = (uint64_t)info.st_size;
    }
    *out = file;
    return TARIX_OK;
}

tarix_status tarix_file_fill(
    tarix_file *file, char *bytes, size_t size, size_t *got, tarix_error *err)
{
    size_t have = 0;
    while (have < size && !(file->size && file->read == file->size)) {
        const ssize_t more = read(file->fd, bytes + have, size - have);
        if (more < 0 && errno == EINTR) continue;
        if (more < 0)
            return tarix_error_set(
                err, TARIX_IO, "%s: cannot be read: %s", file->path, strerror(errno));
        if (more == 0) break;
        have += (size_t)more;
        file->read += (uint64_t)more;
    }
    *got = have;
    return TARIX_OK;
}

tarix_status tarix_file_read(tarix_arena *arena, const char *path, tarix_str *out, tarix_error *err)
{
    tarix_file *file = NULL;
    TARIX_TRY(tarix_file_open(arena, path, &file, err));
    struct stat info;
    size_t capacity = 1 << 16, size = 0, got = 0;
    if (fstat(file->fd, &info) == 0 && S_ISREG(info.st_mode)) capacity = (size_t)info.st_size + 1;
    capacity += padding;
    char *bytes = tarix_arena_alloc(arena, capacity, 1);
    for (;;) {
        TARIX_TRY(tarix_file_fill(file, bytes + size, capacity - size - padding, &got, err));
        size += got;
        if (size < capacity - padding) break;
        bytes = tarix_arena_grow(arena, bytes, capacity, 2 * capacity, 1);
        capacity *= 2;
    }
    tarix_file_close(file);
    *out = (tarix_str){bytes, size};
    return TARIX_OK;
}

tarix_status tarix_file_make_folder(tarix_arena *arena, const char *path, tarix_error *err)
{
    const tarix_str whole = tarix_str_from(path);
    for (size_t end = 1; end <= whole.size; end++) {
        if (end < whole.size && whole.data[end] != '/') continue;
        const tarix_str part = tarix_arena_str(arena, tarix_str_slice(whole, 0, end));
        if (mkdir(part.data, 0777) != 0 && errno != EEXIST &&
            tarix_file_look(part.data, NULL) == TARIX_FILE_MISSING)
            return tarix_error_set(
                err, TARIX_IO, "%s: folder cannot be made: %s", part.data, strerror(errno));
    }
    if (tarix_file_look(path, NULL) == TARIX_FILE_FOLDER) return TARIX_OK;
    return tarix_error_set(err, TARIX_IO, "%s: is a file, not a folder", path);
}

static void remove_file(void *path)
{
    unlink(path);
}

tarix_str tarix_file_scratch(tarix_arena *arena)
{
    const char *folder = getenv("TMPDIR");
    return tarix_arena_format(arena, "%s/tarix", folder && folder[0] ? folder : "/tmp");
}

tarix_status tarix_file_temporary(tarix_arena *arena, tarix_str *path, tarix_error *err)
{
    enum { random_letters = 6 };
    const tarix_str name =
        tarix_arena_format(arena, "%s-%*s", tarix_file_scratch(arena).data, random_letters, "");
    char *letters = (char *)name.data + name.size - random_letters;
    memset(letters, 'X', random_letters); /* mkstemp() wants them so */
    const int fd = mkstemp((char *)name.data);
    if (fd < 0)
        return tarix_error_set(err, TARIX_IO, "%s: cannot be written: %s; set TMPDIR to a folder",
            name.data, strerror(errno));
    close(fd);
    tarix_arena_defer(arena, remove_file, (char *)name.data);
    *path = name;
    return TARIX_OK;
}

tarix_str tarix_file_join(tarix_arena *arena, tarix_str folder, tarix_str name)
{
    while (folder.size > 1 && folder.data[folder.size - 1] == '/') folder.size--;
    if (folder.size == 0) return tarix_arena_str(arena, name);
    const bool has_slash = folder.data[folder.size - 1] == '/';
    const size_t first = folder.size + !has_slash;
    char *path = tarix_arena_alloc(arena, first + name.size + 1, 1);
    memcpy(path, folder.data, folder.size);
    if (!has_slash) path[folder.size] = '/';
    if (name.size) memcpy(path + first, name.data, name.size);
    return (tarix_str){path, first + name.size};
}

tarix_str tarix_file_base(tarix_str path)
{
    size_t start = path.size;
    while (start > 0 && path.data[start - 1] != '/') start--;
    return tarix_str_slice(path, start, path.size);
}

static void add_file(tarix_arena *arena, tarix_file_list *list, tarix_file_entry file)
{
    if (!list) return;
    TARIX_ROOM(arena, list->files, list->size, list->capacity);
    list->files[list->size++] = file;
}

static void close_folder(void *object)
{
    DIR **folder = object;
    if (*folder) closedir(*folder);
    *folder = NULL;
}

static uint64_t device_of(int folder)
{
    struct stat info;
    return fstat(folder, &info) == 0 ? (uint64_t)info.st_dev : 0;
}

/* What an entry is. Where the folder says that it is a plain file, nobody else is asked. */
static tarix_file_kind look_at(
    int folder, uint64_t device, const struct dirent *entry, tarix_file_entry *file)
{
    struct stat info = {0};
#ifdef DT_REG
    if (entry->d_type == DT_REG) {
        file->id = (tarix_file_id){device, (uint64_t)entry->d_ino};
        return TARIX_FILE_PLAIN;
    }
#else
    (void)device;
#endif
    file->is_missing = fstatat(folder, entry->d_name, &info, 0) != 0;
    file->id = id_of(&info);
    return S_ISDIR(info.st_mode) ? TARIX_FILE_FOLDER : TARIX_FILE_PLAIN;
}

/* Lists folder/below; symbolic links to folders are followed, to a depth that ends any loop. */
static tarix_status walk(tarix_arena *arena, tarix_str folder, tarix_str below, int depth,
    tarix_file_list *out, tarix_file_list *skipped, tarix_error *err)
{
    const tarix_str path = below.size ? tarix_file_join(arena, folder, below) : folder;
    DIR **open_folder = TARIX_NEW(arena, DIR *);
    tarix_arena_defer(arena, close_folder, open_folder);
    *open_folder = depth < deepest_folder ? opendir(path.data) : NULL;
    if (!*open_folder) {
        if (depth == 0)
            return tarix_error_set(
                err, TARIX_IO, "%s: folder cannot be read: %s", path.data, strerror(errno));
        add_file(arena, skipped, (tarix_file_entry){.name = below});
        return TARIX_OK;
    }
    const struct dirent *entry;
    const uint64_t device = device_of(dirfd(*open_folder));
    while ((entry = readdir(*open_folder))) {
        if (entry->d_name[0] == '.') continue;
        const tarix_str name = tarix_file_join(arena, below, tarix_str_from(entry->d_name));
        tarix_file_entry file = {.name = name};
        if (look_at(dirfd(*open_folder), device, entry, &file) == TARIX_FILE_FOLDER)
            TARIX_TRY(walk(arena, folder, name, depth + 1, out, skipped, err));
        else
            add_file(arena, out, file);
    }
    close_folder(open_folder);
    return TARIX_OK;
}

static int by_name(const void *a, const void *b)
{
    return tarix_str_compare(
        ((const tarix_file_entry *)a)->name, ((const tarix_file_entry *)b)->name);
}

tarix_status tarix_file_list_folder(tarix_arena *arena, const char *folder, tarix_file_list *out,
    tarix_file_list *skipped, tarix_error *err)
{
    const tarix_str top = tarix_arena_str(arena, tarix_str_from(folder));
    TARIX_TRY(walk(arena, top, TARIX_STR(""), 0, out, skipped, err));
    if (out->size) qsort(out->files, out->size, sizeof *out->files, by_name);
    return TARIX_OK;
}
