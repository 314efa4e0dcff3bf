/* What must hold of every text and every character, whatever it is. */
#include "base/unicode.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"
#include "tests/corpus/cut.h"
#include "tests/corpus/lexicons.h"
#include "tests/golden.h"

#include <time.h>
#include <unicode/uchar.h>

enum { n_texts = 8000, longest = 4096, most_cells = 2000, name_size = 128, last_char = 0x10FFFF };

/* ---- random texts ---- */

typedef struct source {
    tarix_arena *arena; /* scratch */
    tarix_text *text;
    tarix_segmenter *segmenter;
    tarix_str cells[most_cells]; /* texts of the fixture */
    size_t n_cells;
    uint64_t seed;
} source;

static size_t random_bytes(source *s, char *out)
{
    const size_t size = random_below(&s->seed, 300);
    const bool is_ascii = random_below(&s->seed, 2);
    for (size_t i = 0; i < size; i++)
        out[i] = (char)random_below(&s->seed, is_ascii ? 0x80 : 0x100);
    return size;
}

static uint32_t random_char(uint64_t *seed)
{
    static const uint32_t usual[] = {'I', 'i', 0x130, 0x131, 0x259, 0x18F, 'X', 'V', '1', '.', ',',
        '(', ')', '[', ']', ' ', '\n', '\f', '\r', '-', '\'', '"', 0xAD, 0x2019, 0x201D, 0x301,
        0x316, 0x200B, 0x2028, 0x660, 0x2013, 0xB2};
    switch (random_below(seed, 6)) {
    case 0:
    case 1: return usual[random_below(seed, sizeof usual / sizeof *usual)];
    case 2: return 'a' + (uint32_t)random_below(seed, 26);
    case 3: return 0xA0 + (uint32_t)random_below(seed, 0x1E0);
    case 4: return 1 + (uint32_t)random_below(seed, 0x3000);
    default: break;
    }
    const uint32_t c = 1 + (uint32_t)random_below(seed, last_char);
    return c >= 0xD800 && c < 0xE000 ? 'a' : c;
}

static size_t random_chars(source *s, char *out)
{
    size_t size = 0;
    for (size_t n = random_below(&s->seed, 120); n > 0; n--)
        size += tarix_utf8_encode(random_char(&s->seed), out + size);
    return size;
}

static size_t add(char *out, size_t size, tarix_str part)
{
    if (part.size > longest - size) part.size = longest - size;
    if (part.size) memcpy(out + size, part.data, part.size);
    return size + part.size;
}

/* Parts of texts of the fixture, cut anywhere, with what scans and prints put between. */
static size_t spliced(source *s, char *out)
{
    static const char *const joints[] = {"", "", " ", "\n", "\r\n", "\n\n", "\f", "-\n", "\u00AD\n",
        "-\n\n", "-\f", "\n12\n", "\n\n— 45 —\n\n", "-\n45\n", "\f34 TARİX\n", "\nTARİX 35\n\f",
        "\nTarix 35\n", "\n[45]\n\f", "\f\n", "\nxii\n\f", "“", "”", "\"", "»", "'", "’", "-", "–",
        "(", ")", "[12, s. 5]", ".", "...", "?", ":", "!", "\u0301", "\u200B", "\u2028", "XIX", "I",
        " və ", "1917-", "\t", "www.", "a) ", "²"};
    size_t size = 0;
    for (size_t n = 1 + random_below(&s->seed, 4); n > 0; n--) {
        const tarix_str cell = s->cells[random_below(&s->seed, s->n_cells)];
        const size_t start = random_below(&s->seed, 2) ? 0 : random_below(&s->seed, cell.size);
        const size_t end = start + 1 + random_below(&s->seed, cell.size - start);
        const size_t middle = start + random_below(&s->seed, end - start);
        const size_t joint = random_below(&s->seed, sizeof joints / sizeof *joints);
        const size_t behind = random_below(&s->seed, sizeof joints / sizeof *joints);
        size = add(out, size, tarix_str_slice(cell, start, middle));
        size = add(out, size, tarix_str_from(joints[joint]));
        size = add(out, size, tarix_str_slice(cell, middle, end));
        size = add(out, size, tarix_str_from(joints[behind]));
    }
    return size;
}

/* Prose of what the short way knows, and of what is nearly that, line by line. */
static size_t phrased(source *s, char *out)
{
    static const char *const words[] = {"söz", "o", "O", "ə", "N", "V", "bir", "və", "s", "İl",
        "Ildə", "inqilab", "Azərbaycan", "bəzi-", "elm", "x×y", "çoxmillətli", "dar", "səh",
        "Fəsil", "XX", "XIX-cu", "IX", "MDB", "TV-nin", "YUNESKO", "1918", "9 370", "12,3",
        "2005-ci", "17.04.1926", "5", "1917-1920", "1918,1919", "(12, s. 5)", "[60, s.354-356]",
        "(3, k. 5)", "(1918, s. 5)", "(12, s.)", "(söz", "söz)", "«söz", "“1918", "„MDB”", "«IX»",
        "№ 5"};
    static const char *const joints[] = {" ", " ", " ", " ", " ", " ", "\n", "\n", ", ", ",", ". ",
        ".\n", ".", "\n\n", ": ", ":", "; ", "! ", "?\n", "... ", "» ", "” ", "-\n", "\f", ")"};
    size_t size = 0;
    for (size_t n = 1 + random_below(&s->seed, 60); n > 0; n--) {
        const char *word = words[random_below(&s->seed, sizeof words / sizeof *words)];
        const char *joint = joints[random_below(&s->seed, sizeof joints / sizeof *joints)];
        size = add(out, size, tarix_str_from(word));
        size = add(out, size, tarix_str_from(joint));
    }
    return size;
}

static void read_cells(tarix_arena *arena, source *s)
{
    tarix_tsv tsv = golden_open(arena, "tokens.tsv", "text\ttokens\twhy");
    while (golden_next(&tsv)) {
        assert_true(s->n_cells < most_cells);
        if (tsv.cells[0].size) s->cells[s->n_cells++] = golden_text(arena, tsv.cells[0]);
    }
    assert_true(s->n_cells >= 400);
}

static source *open_source(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    source *s = TARIX_NEW(arena, source);
    const tarix_lexicons *lexicons = lexicons_in(arena);
    s->arena = tarix_arena_new(guard);
    s->text = tarix_text_new(arena, lexicons);
    s->segmenter = tarix_segmenter_new(arena, lexicons);
    /* The first chunk settles a document's spelling: what is fed at once has another. */
    tarix_segmenter_set_orthography(s->segmenter, TARIX_ORTHOGRAPHY_MODERN);
    tarix_segmenter_set_foreign(s->segmenter, false); /* judged within a chunk */
    s->seed = 20240607;
    read_cells(arena, s);
    return s;
}

/* ---- tokens ---- */

static cut cut_bytes(source *s, tarix_str bytes, const char *encoding, bool tables)
{
    cut c = {0};
    tarix_error err = {0};
    if (tarix_text_open_bytes(s->text, bytes, encoding, &err) != TARIX_OK ||
        cut_text(s->arena, s->segmenter, s->text, tables, &c, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    return c;
}

/* The text of a cut fed at once, not through tarix_text; what stands behind its NUL is no text. */
static cut cut_whole(source *s, const cut *of)
{
    cut c = {0};
    char *bytes = tarix_arena_alloc(s->arena, of->size + CUT_PADDING, 1);
    static const char behind[] = {'1', 'a', ' ', '\n', ')', 'I'};
    if (of->size) memcpy(bytes, of->text, of->size);
    memset(bytes + of->size + 1, behind[of->size % sizeof behind], CUT_PADDING - 1);
    tarix_segmenter_set_tables(s->segmenter, true);
    tarix_segmenter_begin(s->segmenter);
    if (of->size) cut_feed(s->arena, s->segmenter, (tarix_str){bytes, of->size}, 0, &c);
    return c;
}

static tarix_str as_utf16(tarix_arena *arena, const cut *of)
{
    char *out = tarix_arena_alloc(arena, 2 * of->size + 1, 1);
    size_t size = 0;
    for (tarix_str rest = {of->text, of->size}; rest.size;) {
        const uint32_t c = tarix_utf8_next(&rest);
        const uint32_t high = 0xD7C0 + (c >> 10), low = 0xDC00 + (c & 0x3FF);
        const uint32_t units[2] = {c < 0x10000 ? c : high, low};
        for (int i = 0; i < (c < 0x10000 ? 1 : 2); i++) {
            out[size++] = (char)(units[i] & 0xFF);
            out[size++] = (char)(units[i] >> 8);
        }
    }
    return (tarix_str){out, size};
}

static void check_folds(source *s, const cut *c)
{
    for (size_t i = 0; i < c->n; i++) {
        const char *fault = cut_fold_fault(s->arena, &c->tokens[i]);
        if (fault) fail_msg("'%.*s' %s", TARIX_ARG(tarix_token_form(&c->tokens[i])), fault);
    }
}

static void print_token(const cut *c, size_t at)
{
    if (at >= c->n) return;
    const tarix_token *t = &c->tokens[at];
    print_message("'%.*s', %s, %s a sentence, turn %x\n", TARIX_ARG(tarix_token_form(t)),
        tarix_kind_name((tarix_kind)t->kind).data,
        t->flags & TARIX_TOKEN_STARTS_SENTENCE ? "starts" : "in", t->turn);
}

static void check_equal(const cut *a, const cut *b, const char *what)
{
    size_t at;
    if (cut_equal(a, b, &at)) return;
    print_token(a, at);
    print_token(b, at);
    const size_t start = at < a->n ? (size_t)a->tokens[at].start : a->size;
    const size_t from = start > 60 ? start - 60 : 0;
    fail_msg("%s: token %zu differs in '%.*s'", what, at, (int)(a->size - from), a->text + from);
}

/* Nobody wants signs, which are passed over then. */
static void check_without_signs(source *s, tarix_str bytes, const cut *all)
{
    const unsigned signs = 1U << TARIX_KIND_PUNCT | 1U << TARIX_KIND_SYMBOL;
    cut words = *all;
    words.tokens = TARIX_ARRAY(s->arena, tarix_token, all->n + 1);
    words.n = 0;
    for (size_t i = 0; i < all->n; i++)
        if (!(signs >> all->tokens[i].kind & 1)) words.tokens[words.n++] = all->tokens[i];
    tarix_segmenter_set_kinds(s->segmenter, TARIX_KINDS_ALL & ~signs);
    const cut quick = cut_bytes(s, bytes, "UTF-8", true);
    tarix_segmenter_set_kinds(s->segmenter, TARIX_KINDS_ALL);
    check_equal(&quick, &words, "without signs");
}

static void check_text(source *s, tarix_str bytes)
{
    const tarix_mark mark = tarix_arena_mark(s->arena);
    const cut quick = cut_bytes(s, bytes, "UTF-8", true);
    const cut careful = cut_bytes(s, bytes, "UTF-8", false), whole = cut_whole(s, &quick);
    size_t at;
    const char *fault = cut_fault(&quick, &at);
    if (fault) fail_msg("token %zu of '%.*s' %s", at, (int)quick.size, quick.text, fault);
    check_equal(&quick, &careful, "without tables");
    check_equal(&quick, &whole, "fed at once");
    check_without_signs(s, bytes, &careful);
    if (quick.size && !memchr(quick.text, '\0', quick.size)) {
        const cut wide = cut_bytes(s, as_utf16(s->arena, &quick), "UTF-16LE", true);
        check_equal(&quick, &wide, "from UTF-16");
    }
    check_folds(s, &quick);
    tarix_arena_restore(s->arena, mark);
}

static void loses_a_letter_of_a_random_text(tarix_guard *guard)
{
    static size_t (*const makers[])(source *, char *) = {
        random_bytes, random_chars, spliced, phrased};
    char bytes[longest];
    source *s = open_source(guard);
    for (size_t i = 0; i < 4 * n_texts; i++)
        check_text(s, (tarix_str){bytes, makers[i % 4](s, bytes)});
}

/* Some hundred kilobytes: more than is read at once, less than a chunk. */
static void cuts_at_the_end_of_a_read(tarix_guard *guard)
{
    enum { size_wanted = 600000 };
    source *s = open_source(guard);
    char *bytes = tarix_arena_alloc(tarix_arena_new(guard), size_wanted + longest, 1);
    for (int i = 0; i < 4; i++) {
        size_t size = 0;
        while (size < size_wanted) size += (i % 2 ? random_chars : spliced)(s, bytes + size);
        check_text(s, (tarix_str){bytes, size});
    }
}

/* Each once took for ever, or the square of its length; now about a second, the sanitizers on. */
static void takes_for_ever(tarix_guard *guard)
{
    static const char *const units[] = {"(\u0663", "[\u0663, 5]", "\u0301\u0316", "a.", "a:", "A.",
        "s\u0327", "-", "\u0301", "1-\n", "A\n", "A\n\f", "-\n\f", "[", "A-\n\f1\n", "(A\f"};
    enum { size_wanted = 100000, most_seconds = 10 };
    source *s = open_source(guard);
    char *bytes = tarix_arena_alloc(tarix_arena_new(guard), size_wanted + longest, 1);
    check_text(s, TARIX_STR(""));
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const tarix_str unit = tarix_str_from(units[i]);
        size_t size = 0;
        for (; size < size_wanted; size += unit.size) memcpy(bytes + size, unit.data, unit.size);
        check_text(s, unit);
        const clock_t begun = clock();
        check_text(s, (tarix_str){bytes, size});
        const double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
        if (seconds > most_seconds) fail_msg("'%s' again and again: %.0f s", units[i], seconds);
    }
}

/* ---- characters ---- */

static const char *name_of(uint32_t c, char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    u_charName((UChar32)c, U_EXTENDED_CHAR_NAME, name, name_size, &status);
    return name;
}

/* Unicode gives several small letters one capital, whose small letter is another of them. */
static const struct {
    uint32_t c;
    const char *name;
} shared_capitals[] = {{0xB5, "MICRO SIGN"}, {0x17F, "LATIN SMALL LETTER LONG S"},
    {0x345, "COMBINING GREEK YPOGEGRAMMENI"}, {0x3C2, "GREEK SMALL LETTER FINAL SIGMA"},
    {0x3D0, "GREEK BETA SYMBOL"}, {0x3D1, "GREEK THETA SYMBOL"}, {0x3D5, "GREEK PHI SYMBOL"},
    {0x3D6, "GREEK PI SYMBOL"}, {0x3F0, "GREEK KAPPA SYMBOL"}, {0x3F1, "GREEK RHO SYMBOL"},
    {0x3F5, "GREEK LUNATE EPSILON SYMBOL"}, {0x1C80, "CYRILLIC SMALL LETTER ROUNDED VE"},
    {0x1C81, "CYRILLIC SMALL LETTER LONG-LEGGED DE"}, {0x1C82, "CYRILLIC SMALL LETTER NARROW O"},
    {0x1C83, "CYRILLIC SMALL LETTER WIDE ES"}, {0x1C84, "CYRILLIC SMALL LETTER TALL TE"},
    {0x1C85, "CYRILLIC SMALL LETTER THREE-LEGGED TE"},
    {0x1C86, "CYRILLIC SMALL LETTER TALL HARD SIGN"}, {0x1C87, "CYRILLIC SMALL LETTER TALL YAT"},
    {0x1C88, "CYRILLIC SMALL LETTER UNBLENDED UK"},
    {0x1E9B, "LATIN SMALL LETTER LONG S WITH DOT ABOVE"}, {0x1FBE, "GREEK PROSGEGRAMMENI"}};

static const char *shared_capital(uint32_t c)
{
    for (size_t i = 0; i < sizeof shared_capitals / sizeof *shared_capitals; i++)
        if (shared_capitals[i].c == c) return shared_capitals[i].name;
    return NULL;
}

static void loses_a_letter_between_capital_and_small(void **state)
{
    (void)state;
    char name[name_size];
    for (uint32_t c = 0; c <= last_char; c++) {
        const uint32_t small = tarix_unicode_lower_az(c);
        const bool is_same = tarix_unicode_lower_az(tarix_unicode_upper_az(c)) == small;
        const char *exception = shared_capital(c);
        if (exception) assert_string_equal(name_of(c, name), exception);
        if (is_same != !exception) fail_msg("U+%04X %s", c, name_of(c, name));
        assert_int_equal(tarix_unicode_lower_az(small), small);
    }
}

/* Where the segmenter sees more in a character than its category says. */
static const struct {
    uint32_t c;
    tarix_sign sign;
    const char *name;
} signs[] = {
    {0xA, TARIX_SIGN_BREAK, "<control-000A>"},
    {0xC, TARIX_SIGN_BREAK, "<control-000C>"},
    {0xD, TARIX_SIGN_BREAK, "<control-000D>"},
    {0x21, TARIX_SIGN_FINAL, "EXCLAMATION MARK"},
    {0x22, TARIX_SIGN_QUOTE, "QUOTATION MARK"},
    {0x23, TARIX_SIGN_SYMBOL, "NUMBER SIGN"},
    {0x25, TARIX_SIGN_SYMBOL, "PERCENT SIGN"},
    {0x26, TARIX_SIGN_SYMBOL, "AMPERSAND"},
    {0x27, TARIX_SIGN_APOSTROPHE, "APOSTROPHE"},
    {0x28, TARIX_SIGN_OPEN, "LEFT PARENTHESIS"},
    {0x29, TARIX_SIGN_CLOSE, "RIGHT PARENTHESIS"},
    {0x2A, TARIX_SIGN_SYMBOL, "ASTERISK"},
    {0x2D, TARIX_SIGN_HYPHEN, "HYPHEN-MINUS"},
    {0x2E, TARIX_SIGN_STOP, "FULL STOP"},
    {0x2F, TARIX_SIGN_SYMBOL, "SOLIDUS"},
    {0x3F, TARIX_SIGN_FINAL, "QUESTION MARK"},
    {0x40, TARIX_SIGN_SYMBOL, "COMMERCIAL AT"},
    {0x5B, TARIX_SIGN_OPEN, "LEFT SQUARE BRACKET"},
    {0x5C, TARIX_SIGN_SYMBOL, "REVERSE SOLIDUS"},
    {0x5D, TARIX_SIGN_CLOSE, "RIGHT SQUARE BRACKET"},
    {0x5F, TARIX_SIGN_SYMBOL, "LOW LINE"},
    {0x60, TARIX_SIGN_APOSTROPHE, "GRAVE ACCENT"},
    {0x7B, TARIX_SIGN_OPEN, "LEFT CURLY BRACKET"},
    {0x7D, TARIX_SIGN_CLOSE, "RIGHT CURLY BRACKET"},
    {0x85, TARIX_SIGN_BREAK, "<control-0085>"},
    {0xA7, TARIX_SIGN_SYMBOL, "SECTION SIGN"},
    {0xAB, TARIX_SIGN_QUOTE, "LEFT-POINTING DOUBLE ANGLE QUOTATION MARK"},
    {0xAC, TARIX_SIGN_HYPHEN, "NOT SIGN"},
    {0xAD, TARIX_SIGN_HYPHEN, "SOFT HYPHEN"},
    {0xB2, TARIX_SIGN_RAISED, "SUPERSCRIPT TWO"},
    {0xB3, TARIX_SIGN_RAISED, "SUPERSCRIPT THREE"},
    {0xB4, TARIX_SIGN_APOSTROPHE, "ACUTE ACCENT"},
    {0xB7, TARIX_SIGN_SYMBOL, "MIDDLE DOT"},
    {0xB9, TARIX_SIGN_RAISED, "SUPERSCRIPT ONE"},
    {0xBB, TARIX_SIGN_QUOTE, "RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK"},
    {0x2B9, TARIX_SIGN_APOSTROPHE, "MODIFIER LETTER PRIME"},
    {0x2BA, TARIX_SIGN_QUOTE, "MODIFIER LETTER DOUBLE PRIME"},
    {0x2BB, TARIX_SIGN_APOSTROPHE, "MODIFIER LETTER TURNED COMMA"},
    {0x2BC, TARIX_SIGN_APOSTROPHE, "MODIFIER LETTER APOSTROPHE"},
    {0x2BD, TARIX_SIGN_APOSTROPHE, "MODIFIER LETTER REVERSED COMMA"},
    {0x2EE, TARIX_SIGN_QUOTE, "MODIFIER LETTER DOUBLE APOSTROPHE"},
    {0x2010, TARIX_SIGN_HYPHEN, "HYPHEN"},
    {0x2011, TARIX_SIGN_HYPHEN, "NON-BREAKING HYPHEN"},
    {0x2012, TARIX_SIGN_DASH, "FIGURE DASH"},
    {0x2013, TARIX_SIGN_DASH, "EN DASH"},
    {0x2014, TARIX_SIGN_DASH, "EM DASH"},
    {0x2015, TARIX_SIGN_DASH, "HORIZONTAL BAR"},
    {0x2018, TARIX_SIGN_APOSTROPHE, "LEFT SINGLE QUOTATION MARK"},
    {0x2019, TARIX_SIGN_APOSTROPHE, "RIGHT SINGLE QUOTATION MARK"},
    {0x201A, TARIX_SIGN_APOSTROPHE, "SINGLE LOW-9 QUOTATION MARK"},
    {0x201B, TARIX_SIGN_APOSTROPHE, "SINGLE HIGH-REVERSED-9 QUOTATION MARK"},
    {0x201C, TARIX_SIGN_QUOTE, "LEFT DOUBLE QUOTATION MARK"},
    {0x201D, TARIX_SIGN_QUOTE, "RIGHT DOUBLE QUOTATION MARK"},
    {0x201E, TARIX_SIGN_QUOTE, "DOUBLE LOW-9 QUOTATION MARK"},
    {0x201F, TARIX_SIGN_QUOTE, "DOUBLE HIGH-REVERSED-9 QUOTATION MARK"},
    {0x2020, TARIX_SIGN_SYMBOL, "DAGGER"},
    {0x2021, TARIX_SIGN_SYMBOL, "DOUBLE DAGGER"},
    {0x2022, TARIX_SIGN_SYMBOL, "BULLET"},
    {0x2023, TARIX_SIGN_SYMBOL, "TRIANGULAR BULLET"},
    {0x2026, TARIX_SIGN_ELLIPSIS, "HORIZONTAL ELLIPSIS"},
    {0x2028, TARIX_SIGN_BREAK, "LINE SEPARATOR"},
    {0x2029, TARIX_SIGN_BREAK, "PARAGRAPH SEPARATOR"},
    {0x2033, TARIX_SIGN_QUOTE, "DOUBLE PRIME"},
    {0x2036, TARIX_SIGN_QUOTE, "REVERSED DOUBLE PRIME"},
    {0x2039, TARIX_SIGN_QUOTE, "SINGLE LEFT-POINTING ANGLE QUOTATION MARK"},
    {0x203A, TARIX_SIGN_QUOTE, "SINGLE RIGHT-POINTING ANGLE QUOTATION MARK"},
    {0x2070, TARIX_SIGN_RAISED, "SUPERSCRIPT ZERO"},
    {0x2074, TARIX_SIGN_RAISED, "SUPERSCRIPT FOUR"},
    {0x2075, TARIX_SIGN_RAISED, "SUPERSCRIPT FIVE"},
    {0x2076, TARIX_SIGN_RAISED, "SUPERSCRIPT SIX"},
    {0x2077, TARIX_SIGN_RAISED, "SUPERSCRIPT SEVEN"},
    {0x2078, TARIX_SIGN_RAISED, "SUPERSCRIPT EIGHT"},
    {0x2079, TARIX_SIGN_RAISED, "SUPERSCRIPT NINE"},
    {0x2212, TARIX_SIGN_DASH, "MINUS SIGN"},
    {0x275D, TARIX_SIGN_QUOTE, "HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT"},
    {0x275E, TARIX_SIGN_QUOTE, "HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT"},
    {0x301D, TARIX_SIGN_QUOTE, "REVERSED DOUBLE PRIME QUOTATION MARK"},
    {0x301E, TARIX_SIGN_QUOTE, "DOUBLE PRIME QUOTATION MARK"},
    {0x301F, TARIX_SIGN_QUOTE, "LOW DOUBLE PRIME QUOTATION MARK"},
    {0xFF02, TARIX_SIGN_QUOTE, "FULLWIDTH QUOTATION MARK"},
};

static tarix_sign expected_sign(uint32_t c)
{
    char name[name_size];
    const uint32_t category = U_MASK(u_charType((UChar32)c));
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].c != c) continue;
        assert_string_equal(name_of(c, name), signs[i].name);
        return signs[i].sign;
    }
    if (category & U_GC_L_MASK) return TARIX_SIGN_LETTER;
    if (category & (U_GC_M_MASK | U_GC_CF_MASK)) return TARIX_SIGN_MARK;
    if (category & U_GC_ND_MASK) return TARIX_SIGN_DIGIT;
    if (category & (U_GC_NL_MASK | U_GC_NO_MASK | U_GC_S_MASK)) return TARIX_SIGN_SYMBOL;
    return category & U_GC_P_MASK ? TARIX_SIGN_PUNCT : TARIX_SIGN_SPACE;
}

static void reads_a_sign_otherwise_than_unicode(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= last_char; c++) {
        char bytes[TARIX_UTF8_MAX];
        size_t size = 0;
        if (c >= 0xD800 && c < 0xE000) continue;
        const size_t encoded = tarix_utf8_encode(c, bytes);
        const tarix_sign sign = tarix_sign_at(bytes, &size);
        assert_int_equal(size, encoded);
        if (sign != expected_sign(c)) fail_msg("U+%04X has the sign %d", c, (int)sign);
        const unsigned char lead = (unsigned char)*bytes; /* see tarix_page_line_end() */
        if (sign == TARIX_SIGN_BREAK && lead >= ' ' &&
            (lead < 0x80 || (lead > 0xC2 && lead < 0xE0)))
            fail_msg("U+%04X breaks a line", c);
        const bool is_upper = u_isupper((UChar32)c) || u_istitle((UChar32)c);
        if (sign == TARIX_SIGN_LETTER && tarix_chars_is_upper(bytes) != is_upper)
            fail_msg("U+%04X is%s a capital", c, is_upper ? "" : " no");
        if (sign == TARIX_SIGN_LETTER && tarix_chars_is_lower(bytes) != u_islower((UChar32)c))
            fail_msg("U+%04X is%s a small letter", c, u_islower((UChar32)c) ? "" : " no");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(loses_a_letter_of_a_random_text),
        GUARDED(cuts_at_the_end_of_a_read),
        GUARDED(takes_for_ever),
        cmocka_unit_test(loses_a_letter_between_capital_and_small),
        cmocka_unit_test(reads_a_sign_otherwise_than_unicode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
