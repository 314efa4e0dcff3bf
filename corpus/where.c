#include "corpus/where.h"

#include "base/collate.h"
#include "base/number.h"
#include "base/regex.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <math.h>

enum { deepest = 100 };

typedef struct value {
    enum { TEXT, FIELD, NAME } kind;
    tarix_str text; /* TEXT */
    size_t field;   /* FIELD */
} value;

typedef enum order { LESS = 1, EQUAL = 2, GREATER = 4 } order;

typedef struct node node;
struct node {
    enum { ANY, ALL, NOT, COMPARISON, MATCH } kind;
    node *next;        /* of the same parent */
    node *first;       /* ANY, ALL, NOT: what is under it */
    value left, right; /* COMPARISON; MATCH has no right */
    unsigned orders;   /* COMPARISON: those that make it true */
    tarix_regex *regex;
};

struct tarix_where {
    node *root;
    const tarix_metadata *metadata;
    uint64_t n_unordered;
    tarix_str first_unordered;
};

/* ---- parsing ---- */

typedef struct parser {
    tarix_arena *arena;
    const tarix_metadata *metadata;
    const char *option;
    tarix_str text;
    size_t at;
    unsigned depth;
} parser;

/* "--where: at character 6: " */
static tarix_str place(const parser *p, size_t at)
{
    size_t n = 1;
    for (size_t i = 0; i < at; i++) n += ((unsigned char)p->text.data[i] & 0xC0) != 0x80;
    return tarix_arena_format(p->arena, "--%s: at character %zu", p->option, n);
}

static tarix_status fault(const parser *p, size_t at, const char *what, tarix_error *err)
{
    if (at >= p->text.size)
        return tarix_error_set(
            err, TARIX_USAGE, "%s, where it ends: %s", place(p, p->text.size).data, what);
    enum { most_shown = 40 };
    size_t end = p->text.size - at > most_shown ? at + most_shown : p->text.size;
    while (!tarix_utf8_is_start(p->text, end)) end--;
    return tarix_error_set(err, TARIX_USAGE, "%s, '%.*s%s': %s", place(p, at).data,
        TARIX_ARG(tarix_str_slice(p->text, at, end)), end < p->text.size ? "…" : "", what);
}

static char look(const parser *p)
{
    return p->at < p->text.size ? p->text.data[p->at] : '\0';
}

static void skip_blanks(parser *p)
{
    while (p->at < p->text.size && (unsigned char)p->text.data[p->at] <= ' ') p->at++;
}

static bool take(parser *p, const char *sign)
{
    skip_blanks(p);
    const tarix_str wanted = tarix_str_from(sign);
    if (!tarix_str_starts(tarix_str_slice(p->text, p->at, p->text.size), wanted)) return false;
    p->at += wanted.size;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool continues_name(char c)
{
    return starts_name(c) || is_digit(c) || c == '-' || c == '.' || c == ':';
}

static tarix_str take_word(parser *p)
{
    const size_t start = p->at;
    while (p->at < p->text.size && (continues_name(look(p)) || look(p) == '+')) p->at++;
    return tarix_str_slice(p->text, start, p->at);
}

static bool is_date(tarix_str text)
{
    static const char form[] = "0000-00-00";
    if (text.size != 4 && text.size != 7 && text.size != 10) return false;
    for (size_t i = 0; i < text.size; i++)
        if (form[i] == '-' ? text.data[i] != '-' : !is_digit(text.data[i])) return false;
    return true;
}

static tarix_status find_field(
    parser *p, size_t start, tarix_str name, value *out, tarix_error *err)
{
    const size_t field = p->metadata ? tarix_metadata_find(p->metadata, name) : TARIX_NO_FIELD;
    *out = (value){.kind = FIELD, .field = field};
    if (tarix_str_equal(name, TARIX_STR("document")))
        out->kind = NAME;
    else if (field == TARIX_NO_FIELD)
        return tarix_metadata_unknown(p->arena, p->metadata, place(p, start).data, "", name, err);
    return TARIX_OK;
}

/* Between signs; a backslash keeps the next one. */
static tarix_status take_quoted(parser *p, char end, tarix_str *out, tarix_error *err)
{
    const size_t start = p->at++;
    char *text = tarix_arena_alloc(p->arena, p->text.size - start, 1);
    size_t size = 0;
    for (; p->at < p->text.size && look(p) != end; p->at++) {
        if (look(p) == '\\' && p->at + 1 < p->text.size) {
            const char next = p->text.data[p->at + 1];
            p->at += next == end || next == '\\';
        }
        text[size++] = look(p);
    }
    if (p->at == p->text.size)
        return fault(p, start, end == ']' ? "this name has no ']'" : "this text has no end", err);
    p->at++;
    *out = (tarix_str){text, size};
    return TARIX_OK;
}

static tarix_status take_value(parser *p, value *out, tarix_error *err)
{
    skip_blanks(p);
    const size_t start = p->at;
    const char c = look(p);
    tarix_str text = {NULL, 0};
    double number = 0;
    if (c == '"' || c == '\'') {
        TARIX_TRY(take_quoted(p, c, &text, err));
        *out = (value){.kind = TEXT, .text = text};
        return TARIX_OK;
    }
    if (c == '[') {
        TARIX_TRY(take_quoted(p, ']', &text, err));
        return find_field(p, start, text, out, err);
    }
    if (starts_name(c)) return find_field(p, start, take_word(p), out, err);
    text = take_word(p);
    if (text.size == 0)
        return fault(p, start, "here a field, a number or a \"text\" should stand", err);
    if (!is_date(text) && !tarix_number_parse_real(text, &number))
        return fault(p, start,
            "this is neither a number nor a date such as 1918-05-28; a text stands in quotes", err);
    *out = (value){.kind = TEXT, .text = text};
    return TARIX_OK;
}

/* A field of the right side that is none was most likely meant as a text. */
static tarix_status take_right_value(parser *p, value *out, tarix_error *err)
{
    skip_blanks(p);
    const size_t start = p->at;
    const tarix_status status = take_value(p, out, err);
    if (status != TARIX_OK && starts_name(start < p->text.size ? p->text.data[start] : '\0'))
        return fault(p, start, "no field is named so; a text stands in quotes", err);
    return status;
}

static node *add_node(parser *p, node row)
{
    node *n = TARIX_NEW(p->arena, node);
    *n = row;
    return n;
}

static tarix_status take_regex(parser *p, value left, node **out, tarix_error *err)
{
    tarix_error why = {0};
    skip_blanks(p);
    const size_t start = p->at;
    if (look(p) != '/')
        return fault(p, start, "behind ~ stands a regular expression between two /", err);
    for (p->at++; p->at < p->text.size && look(p) != '/'; p->at++)
        if (look(p) == '\\' && p->at + 1 < p->text.size) p->at++;
    if (p->at == p->text.size)
        return fault(p, start, "this regular expression does not end in /", err);
    const tarix_str pattern = tarix_str_slice(p->text, start + 1, p->at++);
    *out = add_node(p, (node){.kind = MATCH, .left = left});
    const tarix_status status = tarix_regex_open(p->arena, pattern, &(*out)->regex, &why);
    if (status == TARIX_OK) return TARIX_OK;
    return tarix_error_set(err, status, "%s: %s", place(p, start).data, why.message);
}

static tarix_status take_list(parser *p, value left, node **out, tarix_error *err)
{
    node *list = add_node(p, (node){.kind = ANY});
    node **end = &list->first;
    if (!take(p, "(")) return fault(p, p->at, "behind 'in' stands a list: in (\"a\", \"b\")", err);
    do {
        *end = add_node(p, (node){.kind = COMPARISON, .left = left, .orders = EQUAL});
        TARIX_TRY(take_right_value(p, &(*end)->right, err));
        end = &(*end)->next;
    } while (take(p, ","));
    if (!take(p, ")")) return fault(p, p->at, "here a ',' or the list's ')' should stand", err);
    *out = list;
    return TARIX_OK;
}

static bool take_in(parser *p)
{
    const size_t before = p->at;
    skip_blanks(p);
    if (starts_name(look(p)) && tarix_str_equal(take_word(p), TARIX_STR("in"))) return true;
    p->at = before;
    return false;
}

static tarix_status take_test(parser *p, node **out, tarix_error *err)
{
    static const struct {
        const char *sign;
        unsigned orders;
    } signs[] = {{"==", EQUAL}, {"!=", LESS | GREATER}, {"<=", LESS | EQUAL}, {"<", LESS},
        {">=", GREATER | EQUAL}, {">", GREATER}};
    value left;
    TARIX_TRY(take_value(p, &left, err));
    if (take(p, "~")) return take_regex(p, left, out, err);
    if (take_in(p)) return take_list(p, left, out, err);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!take(p, signs[i].sign)) continue;
        *out = add_node(p, (node){.kind = COMPARISON, .left = left, .orders = signs[i].orders});
        return take_right_value(p, &(*out)->right, err);
    }
    return fault(p, p->at,
        look(p) == '=' ? "two values are compared by =="
                       : "here == != < <= > >= ~ or in should stand",
        err);
}

static tarix_status take_any(parser *p, node **out, tarix_error *err);

static tarix_status take_one(parser *p, node **out, tarix_error *err)
{
    skip_blanks(p);
    const size_t start = p->at;
    const bool is_not = take(p, "!");
    if (!is_not && !take(p, "(")) return take_test(p, out, err);
    if (++p->depth > deepest) return fault(p, start, "too many brackets in one another", err);
    if (is_not) {
        *out = add_node(p, (node){.kind = NOT});
        TARIX_TRY(take_one(p, &(*out)->first, err));
    } else {
        TARIX_TRY(take_any(p, out, err));
        if (!take(p, ")")) return fault(p, p->at, "here a ')', && or || should stand", err);
    }
    p->depth--;
    return TARIX_OK;
}

static tarix_status take_all(parser *p, node **out, tarix_error *err)
{
    *out = add_node(p, (node){.kind = ALL});
    node **end = &(*out)->first;
    do {
        TARIX_TRY(take_one(p, end, err));
        end = &(*end)->next;
    } while (take(p, "&&"));
    return TARIX_OK;
}

static tarix_status take_any(parser *p, node **out, tarix_error *err)
{
    *out = add_node(p, (node){.kind = ANY});
    node **end = &(*out)->first;
    do {
        TARIX_TRY(take_all(p, end, err));
        end = &(*end)->next;
    } while (take(p, "||"));
    return TARIX_OK;
}

tarix_status tarix_where_parse(tarix_arena *arena, const char *option, tarix_str condition,
    const tarix_metadata *metadata, tarix_where **out, tarix_error *err)
{
    if (!tarix_utf8_is_valid(condition))
        return tarix_error_set(err, TARIX_USAGE, "--%s: the condition is no UTF-8", option);
    parser p = {.arena = arena,
        .metadata = metadata,
        .option = option,
        .text = tarix_unicode_nfc(arena, condition)};
    tarix_where *where = TARIX_NEW(arena, tarix_where);
    where->metadata = metadata;
    TARIX_TRY(take_any(&p, &where->root, err));
    skip_blanks(&p);
    if (p.at < p.text.size) return fault(&p, p.at, "here && or || should stand, or nothing", err);
    *out = where;
    return TARIX_OK;
}

/* ---- the answer ---- */

/* What a value is for one document. */
typedef struct known {
    tarix_str text;
    double number; /* NaN when it is none */
} known;

static known value_of(const value *v, const tarix_document *document)
{
    known k = {.text = v->text, .number = NAN};
    switch (v->kind) {
    case TEXT:
        if (!tarix_number_parse_real(k.text, &k.number)) k.number = NAN;
        break;
    case NAME: k.text = document->name; break;
    case FIELD:
        k.text = tarix_metadata_value(document, v->field);
        k.number = tarix_metadata_number(document, v->field);
        break;
    }
    return k;
}

/* One of order, or 0: there is none. */
static unsigned compare(tarix_where *where, known a, known b)
{
    const bool a_is_date = is_date(a.text), b_is_date = is_date(b.text);
    const bool a_is_text = isnan(a.number) && !a_is_date;
    const bool b_is_text = isnan(b.number) && !b_is_date;
    int sign = 0;
    if (!isnan(a.number) && !isnan(b.number))
        sign = (a.number > b.number) - (a.number < b.number);
    else if (a_is_date && b_is_date)
        sign = tarix_str_compare(a.text, b.text);
    else if ((a_is_text && b_is_text) || tarix_str_equal(a.text, b.text))
        sign = tarix_collate(a.text, b.text);
    else {
        if (where->n_unordered++ == 0) where->first_unordered = a_is_text ? a.text : b.text;
        return 0;
    }
    return sign < 0 ? LESS : sign > 0 ? GREATER : EQUAL;
}

static bool compares(tarix_where *where, const node *n, const tarix_document *document)
{
    const known a = value_of(&n->left, document), b = value_of(&n->right, document);
    if (a.text.size == 0 || b.text.size == 0) {
        const bool asks = (n->left.kind == TEXT && a.text.size == 0) ||
                          (n->right.kind == TEXT && b.text.size == 0);
        const bool same = a.text.size == b.text.size;
        return asks && (same ? n->orders == EQUAL : n->orders == (LESS | GREATER));
    }
    const unsigned is = compare(where, a, b);
    return is ? (n->orders & is) != 0 : n->orders == (LESS | GREATER);
}

static tarix_status holds(
    tarix_where *where, const node *n, const tarix_document *document, bool *out, tarix_error *err)
{
    bool answer = n->kind == ALL;
    switch (n->kind) {
    case COMPARISON: answer = compares(where, n, document); break;
    case MATCH: {
        const tarix_str text = value_of(&n->left, document).text;
        if (text.size) TARIX_TRY(tarix_regex_finds(n->regex, text, &answer, err));
        break;
    }
    case NOT:
        TARIX_TRY(holds(where, n->first, document, &answer, err));
        answer = !answer;
        break;
    case ANY:
    case ALL:
        for (const node *c = n->first; c && answer == (n->kind == ALL); c = c->next)
            TARIX_TRY(holds(where, c, document, &answer, err));
        break;
    }
    *out = answer;
    return TARIX_OK;
}

tarix_status tarix_where_holds(
    tarix_where *where, const tarix_document *document, bool *out, tarix_error *err)
{
    return holds(where, where->root, document, out, err);
}

uint64_t tarix_where_unordered(const tarix_where *where, tarix_str *first)
{
    *first = where->first_unordered;
    return where->n_unordered;
}
