#include "cli/ini.h"

#include "base/utf8.h"

#ifdef TARIX_HAS_INIH

#include <ini.h>

typedef struct parse {
    tarix_arena *arena;
    ini_file *file;
    tarix_str rest;
    size_t line;
    bool continues;  /* the line begins with a space */
    size_t too_long; /* the first line that is longer than the library takes */
    size_t longest;
    size_t outside;      /* the first key before any section */
    size_t open_heading; /* the first heading that lacks its bracket */
} parse;

static tarix_str trimmed(tarix_str s)
{
    while (s.size && (unsigned char)s.data[0] <= ' ') s = tarix_str_slice(s, 1, s.size);
    while (s.size && (unsigned char)s.data[s.size - 1] <= ' ') s.size--;
    return s;
}

/* The library calls nobody for a section without keys, and cuts long names. */
static void begin_section(parse *p, tarix_str line)
{
    const char *end = memchr(line.data, ']', line.size);
    if (!end) {
        if (!p->open_heading) p->open_heading = p->line;
        return;
    }
    tarix_str rest = trimmed((tarix_str){line.data + 1, (size_t)(end - line.data) - 1});
    ini_file *file = p->file;
    TARIX_ROOM(p->arena, file->sections, file->n, file->capacity);
    ini_section *section = &file->sections[file->n++];
    *section = (ini_section){.line = p->line};
    tarix_str_split(&rest, ' ', &section->kind);
    section->name = trimmed(rest);
}

/* Gives the library a line, as fgets() would. */
static char *next_line(char *out, int room, void *context)
{
    parse *p = context;
    tarix_str line;
    if (p->rest.size == 0 || !tarix_str_split(&p->rest, '\n', &line)) return NULL;
    p->line++;
    const size_t most = room > 2 ? (size_t)room - 2 : 0;
    if (line.size > most) {
        if (!p->too_long) p->too_long = p->line;
        p->longest = most;
        line.size = 0;
    }
    const tarix_str text = trimmed(line);
    p->continues = line.size && (line.data[0] == ' ' || line.data[0] == '\t');
    if (text.size && text.data[0] == '[' && !p->continues) begin_section(p, text);
    if (line.size) memcpy(out, line.data, line.size);
    memcpy(out + line.size, "\n", 2);
    return out;
}

/* A list that was broken behind a comma goes on without a space. */
static tarix_str joined(tarix_arena *arena, tarix_str first, tarix_str second)
{
    const bool is_list = tarix_str_ends(first, TARIX_STR(","));
    return tarix_arena_format(
        arena, "%.*s%s%.*s", TARIX_ARG(first), is_list ? "" : " ", TARIX_ARG(second));
}

static int take_entry(void *context, const char *section, const char *key, const char *value)
{
    parse *p = context;
    (void)section;
    if (p->file->n == 0) {
        if (!p->outside) p->outside = p->line;
        return 1;
    }
    ini_section *s = &p->file->sections[p->file->n - 1];
    if (p->continues && s->n) {
        s->entries[s->n - 1].value =
            joined(p->arena, s->entries[s->n - 1].value, tarix_str_from(value));
        return 1;
    }
    TARIX_ROOM(p->arena, s->entries, s->n, s->capacity);
    s->entries[s->n++] = (ini_entry){tarix_arena_str(p->arena, tarix_str_from(key)),
        tarix_arena_str(p->arena, tarix_str_from(value)), p->line};
    return 1;
}

static tarix_status check(const parse *p, int bad_line, tarix_error *err)
{
    const char *path = p->file->path;
    if (p->too_long)
        return tarix_error_set(err, TARIX_INVALID,
            "%s:%zu: longer than %zu bytes; break it, and begin the next line with a space", path,
            p->too_long, p->longest);
    if (p->open_heading)
        return tarix_error_set(
            err, TARIX_INVALID, "%s:%zu: a section's name ends in ']'", path, p->open_heading);
    if (bad_line > 0)
        return tarix_error_set(err, TARIX_INVALID,
            "%s:%d: neither [section], key = value, nor a comment behind ; or #", path, bad_line);
    if (p->outside)
        return tarix_error_set(err, TARIX_INVALID,
            "%s:%zu: a key before the first section; [study] may stand above it", path, p->outside);
    return TARIX_OK;
}

static bool is_text(tarix_str line)
{
    const unsigned char *p = (const unsigned char *)line.data, *end = p + line.size;
    for (size_t size, bad; p < end; p += size) {
        size = tarix_utf8_check(p, end, &bad);
        if (size == 0 || *p == '\0') return false;
    }
    return true;
}

static tarix_status check_bytes(const char *path, tarix_str bytes, tarix_error *err)
{
    tarix_str line;
    for (size_t n = 1; tarix_str_split(&bytes, '\n', &line); n++)
        if (!is_text(line))
            return tarix_error_set(
                err, TARIX_INVALID, "%s:%zu: is not UTF-8; save the file as UTF-8", path, n);
    return TARIX_OK;
}

tarix_status ini_parse_bytes(
    tarix_arena *arena, const char *path, tarix_str bytes, ini_file **out, tarix_error *err)
{
    TARIX_TRY(check_bytes(path, bytes, err));
    if (tarix_str_starts(bytes, TARIX_STR("\xEF\xBB\xBF")))
        bytes = tarix_str_slice(bytes, 3, bytes.size);
    parse p = {.arena = arena, .file = TARIX_NEW(arena, ini_file), .rest = bytes};
    p.file->path = path;
    const int bad_line = ini_parse_stream(next_line, &p, take_entry, &p);
    TARIX_TRY(check(&p, bad_line, err));
    *out = p.file;
    return TARIX_OK;
}

#else

tarix_status ini_parse_bytes(
    tarix_arena *arena, const char *path, tarix_str bytes, ini_file **out, tarix_error *err)
{
    (void)arena, (void)bytes, (void)out;
    return tarix_error_set(err, TARIX_USAGE,
        "%s: this program was built without libinih; install it (./bootstrap does) and build again",
        path);
}

#endif
