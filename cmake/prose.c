/* Build tool: prints prose for a profile. It is the sample texts again and again, with half of
 * their words made anew, from roots of the lists with the endings that the grammar lets stand
 * behind them: few roots often, most seldom, as words are, some with a slip. Every other copy is
 * broken into lines, words parted at their ends. It is always the same.
 *
 * usage: prose MEGABYTES suffixes.tsv roots.tsv… -- TEXT… */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { most_roots = 1 << 16, most_suffixes = 256, n_fields = 5, longest = 200, line = 76 };

typedef struct root {
    const char *word, *pos;
} root;

typedef struct suffix {
    const char *text, *after, *makes, *behind;
} suffix;

typedef struct prose {
    uint64_t seed;
    root roots[most_roots];
    suffix suffixes[most_suffixes];
    uint32_t n_roots, n_suffixes;
    size_t size;   /* of what has been printed */
    size_t column; /* in bytes */
    bool has_lines;
} prose;

/* What A, I, K and G are behind a vowel. */
static const struct {
    const char *vowel, *endings[4];
} harmony[] = {
    {"a", {"a", "ı", "q", "ğ"}},
    {"ı", {"a", "ı", "q", "ğ"}},
    {"o", {"a", "u", "q", "ğ"}},
    {"u", {"a", "u", "q", "ğ"}},
    {"e", {"ə", "i", "k", "y"}},
    {"ə", {"ə", "i", "k", "y"}},
    {"i", {"ə", "i", "k", "y"}},
    {"ö", {"ə", "ü", "k", "y"}},
    {"ü", {"ə", "ü", "k", "y"}},
};

static const char *const capitals[][2] = {
    {"i", "İ"}, {"ı", "I"}, {"ə", "Ə"}, {"ö", "Ö"}, {"ü", "Ü"}, {"ç", "Ç"}, {"ş", "Ş"}, {"ğ", "Ğ"}};
enum {
    n_vowels = sizeof harmony / sizeof *harmony,
    n_capitals = sizeof capitals / sizeof *capitals
};

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* The whole of a file, never freed. */
static char *read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    char *bytes = NULL;
    size_t size = 0, n = 0;
    do {
        bytes = realloc(bytes, size + 65536 + 1);
        if (!f || !bytes) {
            fprintf(stderr, "prose: cannot read %s\n", path);
            exit(1);
        }
        n = fread(bytes + size, 1, 65536, f);
        size += n;
    } while (n);
    bytes[size] = '\0';
    fclose(f);
    return bytes;
}

/* Cuts the next row off into its first fields; those it lacks are empty. */
static bool next_row(char **rest, const char *fields[n_fields])
{
    char *p = *rest, *stop = strchr(p, '\n');
    if (!stop) return false;
    *stop = '\0';
    *rest = stop + 1;
    for (int i = 0; i < n_fields; i++) {
        fields[i] = p;
        p += strcspn(p, "\t");
        if (*p) *p++ = '\0';
    }
    return true;
}

static void read_suffixes(prose *p, const char *path)
{
    const char *f[n_fields];
    char *rest = read_file(path);
    next_row(&rest, f);
    while (p->n_suffixes < most_suffixes && next_row(&rest, f))
        if (!starts(f[1], "derivation") && !starts(f[1], "voice"))
            p->suffixes[p->n_suffixes++] = (suffix){f[0], f[2], f[3], f[4]};
}

static void read_roots(prose *p, const char *path)
{
    const char *f[n_fields];
    char *rest = read_file(path);
    next_row(&rest, f);
    while (p->n_roots < most_roots && next_row(&rest, f))
        p->roots[p->n_roots++] = (root){f[0], f[1]};
}

static uint32_t draw(prose *p, uint32_t n)
{
    p->seed = p->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((p->seed >> 33) % n);
}

/* As many draws from 1 as from 2 and 3, from 4 to 7, and so on: the law of Zipf. */
static const root *draw_root(prose *p)
{
    const uint32_t least = 1u << draw(p, 16);
    const uint64_t rank = least + draw(p, least);
    return &p->roots[rank * 2654435761u % p->n_roots];
}

/* The last vowel's row, and whether the word ends in it. */
static size_t last_vowel(const char *word, bool *ends)
{
    for (const char *at = word + strlen(word); at-- > word;)
        for (size_t i = 0; i < n_vowels; i++)
            if (starts(at, harmony[i].vowel)) {
                *ends = at[strlen(harmony[i].vowel)] == '\0';
                return i;
            }
    *ends = false;
    return 0;
}

static bool stands_behind(const suffix *s, const char *state, size_t size, bool vowel)
{
    if (*s->behind != 'a' && (*s->behind == 'V') != vowel) return false;
    for (const char *at = s->after; *at; at += strcspn(at, ","), at += *at == ',')
        if (strcspn(at, ",") == size && strncmp(at, state, size) == 0) return true;
    return false;
}

static void add_suffix(char *word, const suffix *s)
{
    static const char kinds[] = "AIKG";
    for (const char *at = s->text; *at; at++) {
        bool ends;
        const char *kind = strchr(kinds, *at);
        if (kind)
            strcat(word, harmony[last_vowel(word, &ends)].endings[kind - kinds]);
        else
            strncat(word, at, 1);
    }
}

/* A root with the endings of a random way through the grammar. */
static void draw_word(prose *p, char word[longest])
{
    const root *r = draw_root(p);
    const bool is_name =
        starts(r->pos, "family") || starts(r->pos, "place") || starts(r->pos, "given");
    const char *state = is_name ? "noun" : r->pos;
    snprintf(word, longest / 2, "%s", r->word);
    for (uint32_t tries = draw(p, 24); tries-- > 0;) {
        bool vowel;
        const suffix *s = &p->suffixes[draw(p, p->n_suffixes)];
        last_vowel(word, &vowel);
        if (strlen(word) > longest / 2 || !stands_behind(s, state, strcspn(state, ","), vowel))
            continue;
        add_suffix(word, s);
        state = s->makes;
    }
    char *slip = word + draw(p, (uint32_t)strlen(word));
    if (draw(p, 12) == 0 && islower((unsigned char)*slip)) *slip = (char)('a' + draw(p, 26));
}

static size_t capital_of(const char *text, bool is_capital)
{
    size_t i = 0;
    while (i < n_capitals && !starts(text, capitals[i][is_capital])) i++;
    return i;
}

static void put(prose *p, const char *text, size_t size)
{
    p->size += size;
    p->column += size;
    fwrite(text, 1, size, stdout);
}

static void put_line_end(prose *p)
{
    put(p, "\n", 1);
    p->column = 0;
}

/* A word that does not fit into the line is parted before a letter, as soon as it has four bytes.
 */
static void put_word(prose *p, const char *word)
{
    const size_t size = strlen(word);
    if (p->has_lines && p->column + size > line && size > 8) {
        size_t head = 4;
        while (((unsigned char)word[head] & 0xC0) == 0x80) head++;
        put(p, word, head);
        put(p, "-", 1);
        put_line_end(p);
        word += head;
    }
    put(p, word, strlen(word));
}

static void put_new_word(prose *p, bool with_capital)
{
    char word[longest];
    draw_word(p, word);
    const size_t i = capital_of(word, false);
    const char *rest = word;
    if (with_capital && i < n_capitals) {
        put(p, capitals[i][1], strlen(capitals[i][1]));
        rest += strlen(capitals[i][0]);
    } else if (with_capital)
        *word = (char)toupper((unsigned char)*word);
    put_word(p, rest);
}

/* 0 if there is none of the alphabet. */
static size_t letter_size(const char *text)
{
    const unsigned char c = (unsigned char)*text;
    return isalpha(c) ? 1 : c >= 0xC3 && c <= 0xC9 && text[1] ? 2 : 0;
}

static size_t word_size(const char *text)
{
    size_t size = 0, letter;
    while ((letter = letter_size(text + size)) > 0) size += letter;
    return size;
}

static void put_copy(prose *p, const char *text)
{
    while (*text) {
        const size_t size = word_size(text);
        if (size > 3 && draw(p, 2))
            put_new_word(p, isupper((unsigned char)*text) || capital_of(text, true) < n_capitals);
        else if (size > 0) {
            char word[longest];
            snprintf(word, sizeof word, "%.*s", (int)size, text);
            put_word(p, word);
        } else if (*text == '\n' || (p->has_lines && *text == ' ' && p->column > line - 8))
            put_line_end(p);
        else
            put(p, text, 1);
        text += size ? size : 1;
    }
}

int main(int argc, char **argv)
{
    static prose p = {.seed = 1};
    const size_t size = argc > 2 ? strtoul(argv[1], NULL, 10) * 1000000 : 0;
    int i = 3;
    if (argc > 2) read_suffixes(&p, argv[2]);
    for (; i < argc && strcmp(argv[i], "--") != 0; i++) read_roots(&p, argv[i]);
    const int first = i + 1;
    if (first >= argc) return 2;
    for (i = first; i < argc; i++) argv[i] = read_file(argv[i]);
    while (p.size < size) {
        for (i = first; i < argc && p.size < size; i++) put_copy(&p, argv[i]);
        p.has_lines = !p.has_lines;
    }
    return fflush(stdout) || ferror(stdout) ? 1 : 0;
}
