#include "corpus/segmenter.h"

#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/foreign.h"
#include "corpus/heading.h"
#include "corpus/numeral.h"
#include "corpus/page.h"
#include "corpus/quote.h"
#include "corpus/segmenting.h"

tarix_segmenter *tarix_segmenter_new(tarix_arena *arena, const tarix_lexicons *lexicons)
{
    tarix_segmenter *segmenter = TARIX_NEW(arena, tarix_segmenter);
    segmenter->scan.lexicons = lexicons;
    segmenter->scan.arena = tarix_arena_new(tarix_arena_guard(arena));
    tarix_arena_alloc(segmenter->scan.arena, 1, 1); /* its first piece is had once */
    segmenter->kept = tarix_arena_mark(segmenter->scan.arena);
    segmenter->spelling.lexicons = lexicons;
    segmenter->foreign = tarix_foreign_new(arena, tarix_lexicons_languages(lexicons));
    tarix_segmenter_set_foreign(segmenter, true);
    segmenter->tables = true;
    segmenter->kinds = TARIX_KINDS_ALL;
    tarix_segmenter_set_folds(segmenter, false);
    tarix_plain_init(&segmenter->plain_words, arena, tarix_lexicons_abbreviations(lexicons),
        tarix_lexicons_ordinals(lexicons), tarix_lexicons_references(lexicons));
    tarix_segmenter_begin(segmenter);
    return segmenter;
}

void tarix_segmenter_set_orthography(tarix_segmenter *s, tarix_orthography_choice choice)
{
    s->spelling.choice = choice;
}

void tarix_segmenter_set_foreign(tarix_segmenter *s, bool on)
{
    s->spelling.foreign = on ? s->foreign : NULL;
}

void tarix_segmenter_begin(tarix_segmenter *s)
{
    tarix_spelling_begin(&s->spelling);
    s->pause = PAUSE_NONE;
    s->at_start = true;
    s->is_label = false;
    s->line_start = true;
    s->after_blank_line = true;
    s->last_is_capitals = s->line_is_number = s->line_is_words = false;
    s->is_numbered_line = s->is_dotted_number = false;
    s->furniture = 0;
    s->counts = (tarix_segmenter_counts){0};
    s->page_lines.n = 0;
    s->scan.before = TARIX_KIND_PUNCT;
    s->scan.follows_name = s->scan.follows_and = false;
    s->plain = NULL;
    s->p = s->line = s->scan.begin = s->scan.end = NULL;
}

void tarix_segmenter_feed(tarix_segmenter *s, tarix_str chunk, uint64_t offset)
{
    s->scan.begin = s->p = s->line = chunk.data;
    s->scan.end = chunk.data + chunk.size;
    s->scan.has_pages = chunk.size && memchr(chunk.data, '\f', chunk.size);
    s->offset = offset;
    tarix_plain_feed(&s->plain_words, chunk);
    tarix_spelling_feed(
        &s->spelling, tarix_arena_guard(s->scan.arena), chunk, s->plain_words.schwas);
}

void tarix_segmenter_set_kinds(tarix_segmenter *s, unsigned kinds)
{
    s->kinds = kinds;
}

void tarix_segmenter_set_folds(tarix_segmenter *s, bool on)
{
    s->apart = on ? TARIX_FOLD_APART : 0;
    tarix_fold_make_turns(&s->turns);
    uint16_t *turn = s->turns.turn;
    for (size_t i = 0; i < sizeof s->turns.turn / sizeof *turn && !on; i++)
        if (turn[i] != TARIX_FOLD_NO_LETTER) turn[i] = 0;
}

const tarix_segmenter_counts *tarix_segmenter_count(const tarix_segmenter *s)
{
    return &s->counts;
}

double tarix_segmenter_old_share(const tarix_segmenter *s)
{
    return s->spelling.old_share;
}

uint64_t tarix_segmenter_furniture(const tarix_segmenter *s)
{
    return s->furniture;
}

void tarix_segmenter_set_vectors(tarix_segmenter *s, bool on)
{
    s->spelling.no_vectors = !on;
    s->plain_words.simd = on ? tarix_simd_best() : TARIX_SIMD_NONE;
}

void tarix_segmenter_set_tables(tarix_segmenter *s, bool on)
{
    s->tables = on;
}

/* ---- lines ---- */

/* Giriş, NƏTİCƏ, 1. Vergi siyasəti, § 3. */
static bool is_listed_heading(const tarix_segmenter *s, const char *end)
{
    if (tarix_sign_of(s->line) == TARIX_SIGN_DIGIT || tarix_sign_of(s->line) == TARIX_SIGN_SYMBOL)
        return s->after_blank_line && s->is_numbered_line;
    return tarix_heading_is_listed(&s->scan, s->line, end);
}

/* A line without a stop that is a sentence by itself: before an empty line, a title in capitals, a
 * numbered or well-known heading; when what follows begins anew. */
static bool is_heading(const tarix_segmenter *s, const char *end, const char *next, bool blank)
{
    if (!next || tarix_scan_goes_on_small(&s->scan, next)) return false;
    const bool joins =
        s->scan.before == TARIX_KIND_ABBREV && s->scan.role == TARIX_ABBREVIATION_JOINS;
    if (joins || (s->scan.before == TARIX_KIND_INITIALS && !blank)) return false;
    while (end > s->line && (unsigned char)end[-1] <= ' ') end--;
    if (end == s->line || strchr(",;-", end[-1])) return false;
    const bool capitals = tarix_page_is_capitals(s->line, end);
    if (capitals)
        return blank || !tarix_page_is_capitals(next, tarix_page_line_end(&s->scan, next));
    if (end[-1] == ':') return false;
    return blank || (end - s->line < TARIX_SHORT_LINE && is_listed_heading(s, end));
}

/* The end of the line at p when it is page furniture, else NULL. */
static const char *furniture_line(tarix_segmenter *s, tarix_page_turn *turn, const char *p)
{
    const char *stop = tarix_page_number_line(&s->scan, turn, p, s->line_is_number);
    if (stop)
        turn->has_number = true;
    else if ((stop = tarix_page_running_line(&s->scan, turn, &s->page_lines, s->page_log, p)))
        turn->has_page = turn->has_number = false;
    s->furniture += stop != NULL;
    return stop;
}

/* Tells the scanner of the plain word before, which is done for few words only. */
static void tell_of_plain(tarix_segmenter *s)
{
    if (!s->plain) return;
    s->scan.before = TARIX_KIND_WORD;
    s->scan.follows_name = tarix_chars_is_upper(s->plain);
    s->scan.follows_and = s->plain_size == 3 && memcmp(s->plain, "və", 3) == 0;
    s->last_is_capitals = false;
    s->plain = NULL;
}

/* The line that ends at `end` has been read; s->p is the next token. */
static void end_line(tarix_segmenter *s, const char *end, bool blank)
{
    tell_of_plain(s);
    if (s->pause == PAUSE_NONE && !s->at_start && s->p < s->scan.end &&
        (blank || end - s->line < TARIX_SHORT_LINE || s->last_is_capitals) &&
        is_heading(s, end, s->p, blank))
        s->pause = PAUSE_HEADING;
    const char *next = NULL;
    s->line_is_number =
        !s->line_is_words && tarix_page_number(&s->scan, s->line, &next) && s->line < s->p;
    s->line_is_words = false;
    s->line = s->p;
    s->line_start = true;
    s->is_numbered_line = false;
    s->after_blank_line = blank;
}

static void note_break(tarix_page_turn *turn, const char *p)
{
    turn->breaks += *p != '\r' && *p != '\f';
    if (*p != '\f') return;
    turn->has_page = true;
    turn->page_breaks = turn->breaks;
}

/* Skips spaces, line breaks and lines of page furniture; p stands at the next token or the end. */
static void skip_spaces(tarix_segmenter *s)
{
    const char *p = s->p, *end = s->scan.end, *stop;
    const char *break_at = NULL; /* the first line break */
    tarix_page_turn turn = {.is_start = s->at_start && p == s->scan.begin,
        .is_open = s->pause == PAUSE_NONE && !s->at_start};
    bool turned = false;
    for (;; p = stop) {
        while (p < end && *p == ' ') p++;
        if (p >= end) break;
        const tarix_sign sign = tarix_sign_of(p);
        stop = tarix_after(p);
        if (sign == TARIX_SIGN_SPACE || (sign == TARIX_SIGN_MARK && tarix_chars_is_invisible(p)))
            continue;
        if (sign == TARIX_SIGN_BREAK) {
            if (!break_at) break_at = p;
            note_break(&turn, p);
        } else if ((!break_at && !turn.is_start) || !(stop = furniture_line(s, &turn, p)))
            break;
        turned = turned || turn.has_page || turn.has_number;
    }
    s->p = p;
    if (!break_at) return;
    end_line(s, break_at,
        turn.breaks > 1 &&
            (!turned || tarix_page_is_capitals(p, tarix_page_line_end(&s->scan, p))));
}

/* ---- sentences ---- */

static bool is_form(const tarix_token *token, const char *form)
{
    return token->size == strlen(form) && memcmp(token->form, form, token->size) == 0;
}

/* Note stars are glued to what they belong to; pictures stand behind it. */
static bool is_remark(const char *p, bool is_first, bool space_before, bool space_behind)
{
    return space_before ? (unsigned char)*p >= 0xF0 && !is_first && p[-1] == ' ' : space_behind;
}

/* Closing quotes and brackets, references and note numbers belong to the sentence before. */
static bool belongs_to_last(const tarix_segmenter *s, const tarix_token *token)
{
    const char *p = s->scan.begin + (token->start - s->offset);
    const char *next = p + token->length;
    const bool space_before = p == s->scan.begin || (unsigned char)p[-1] <= ' ';
    const bool space_behind = next >= s->scan.end || (unsigned char)*next <= ' ';
    if (token->kind == TARIX_KIND_CITATION) return true;
    if (s->pause == PAUSE_HEADING) return false;
    if (token->kind == TARIX_KIND_SYMBOL)
        return is_remark(p, p == s->scan.begin, space_before, space_behind);
    if (token->kind != TARIX_KIND_PUNCT) return false;
    if (tarix_quote_is(token)) return tarix_quote_closes(token, next, space_before, space_behind);
    switch (tarix_sign_of(token->form)) {
    case TARIX_SIGN_CLOSE:
    case TARIX_SIGN_PUNCT:
    case TARIX_SIGN_FINAL: return true;
    case TARIX_SIGN_STOP:
    case TARIX_SIGN_ELLIPSIS: return !space_before || space_behind;
    default: return false;
    }
}

/* The next word is a Roman number. */
static bool goes_on_roman(const tarix_segmenter *s, const char *letter)
{
    const char *p = letter;
    while (p < s->scan.end && *p && strchr("IVXLCDM", *p)) p++;
    return p > letter && tarix_sign_of(p) != TARIX_SIGN_LETTER;
}

static bool is_boundary(const tarix_segmenter *s, const tarix_token *token)
{
    const char *p = s->scan.begin + (token->start - s->offset);
    const char *letter = tarix_scan_first_letter(&s->scan, p);
    const bool digit = letter && tarix_sign_of(letter) == TARIX_SIGN_DIGIT;
    switch (s->pause) {
    case PAUSE_NONE:
    case PAUSE_NUMBER: return false;
    case PAUSE_HEADING: return true;
    case PAUSE_STOP:
    case PAUSE_CALL:
    case PAUSE_DOTS: return !tarix_scan_goes_on_small(&s->scan, p);
    case PAUSE_ORDINAL:
        return !tarix_scan_goes_on_small(&s->scan, p) && !tarix_numeral_is_ordinal(&s->scan, p);
    case PAUSE_ABBREVIATION:
        return !tarix_scan_goes_on_small(&s->scan, p) && !digit &&
               !(letter && goes_on_roman(s, letter));
    }
    return false;
}

/* What the token that has just been found says of the sentence's end. */
static tarix_pause pause_of(tarix_segmenter *s, const tarix_token *token)
{
    if (token->kind == TARIX_KIND_ABBREV)
        return s->scan.role == TARIX_ABBREVIATION_ENDS ? PAUSE_ABBREVIATION : PAUSE_NONE;
    if (token->kind != TARIX_KIND_PUNCT) return PAUSE_NONE;
    const tarix_sign sign = tarix_sign_of(token->form);
    if (sign == TARIX_SIGN_ELLIPSIS) return PAUSE_DOTS;
    if (sign == TARIX_SIGN_FINAL) return PAUSE_CALL;
    if (sign != TARIX_SIGN_STOP) return PAUSE_NONE;
    if (token->size > 1) return PAUSE_DOTS;
    if (s->scan.before == TARIX_KIND_INITIALS) return PAUSE_NONE; /* M.Ə .Rəsulzadə */
    if (!s->is_dotted_number)
        return s->scan.before == TARIX_KIND_NUMBER || s->scan.before == TARIX_KIND_ROMAN
                   ? PAUSE_ORDINAL
                   : PAUSE_STOP;
    /* III FƏSİL. at a line's end is a title by itself */
    if (s->scan.before == TARIX_KIND_WORD && (unsigned char)*s->p < ' ') return PAUSE_STOP;
    s->is_numbered_line = true;
    return PAUSE_NUMBER;
}

/* A part, or §: what stands before the number of a heading. */
static bool is_label(const tarix_segmenter *s, const tarix_token *token)
{
    if (token->kind == TARIX_KIND_SYMBOL) return true;
    return *s->p == ' ' && tarix_is_numeral_byte(s->p[1]) && tarix_heading_is_part(&s->scan, token);
}

/* III FƏSİL. Only in capitals: other words may be plain, and are not looked at. */
static bool is_part_behind_number(const tarix_segmenter *s, const tarix_token *token)
{
    return s->is_dotted_number && *s->p == '.' && tarix_is_upper(token->form) &&
           tarix_is_upper(tarix_after(token->form)) && tarix_heading_is_part(&s->scan, token);
}

/* Settles whether the token begins a sentence and what it leaves behind. */
static void place_in_sentence(tarix_segmenter *s, tarix_token *token)
{
    bool starts = s->at_start;
    if (token->kind == TARIX_KIND_WORD && !starts && s->pause == PAUSE_NONE) {
        s->is_dotted_number = is_part_behind_number(s, token);
        s->is_label = false;
        return;
    }
    if (!starts && s->pause != PAUSE_NONE) {
        if (belongs_to_last(s, token)) {
            const tarix_pause more = pause_of(s, token);
            if (more != PAUSE_NONE)
                s->pause = more;
            else if (token->kind == TARIX_KIND_PUNCT &&
                     tarix_sign_of(token->form) == TARIX_SIGN_PUNCT)
                s->pause = PAUSE_NONE;
            return;
        }
        starts = is_boundary(s, token);
    }
    if (starts) token->flags = TARIX_TOKEN_STARTS_SENTENCE;
    const tarix_pause left = pause_of(s, token);
    s->pause = starts && left == PAUSE_DOTS ? PAUSE_NONE : left;
    s->at_start = false;
    const bool is_number = token->kind == TARIX_KIND_NUMBER || token->kind == TARIX_KIND_ROMAN;
    s->is_dotted_number = is_number && (starts || s->line_start || s->is_label);
    s->is_label = starts && !is_number && is_label(s, token);
}

/* ---- tokens ---- */

/* və, also in Cyrillic and with its ə of another alphabet. */
static bool is_and(const tarix_token *token)
{
    return is_form(token, "və") || is_form(token, "vә") || is_form(token, "вә");
}

static void remember(tarix_segmenter *s, const tarix_token *token)
{
    tarix_scan *scan = &s->scan;
    const bool is_word = token->kind == TARIX_KIND_WORD;
    scan->before = (tarix_kind)token->kind;
    scan->follows_name = is_word && tarix_chars_is_upper(token->form);
    scan->follows_and = is_word && is_and(token);
    if (is_word)
        s->last_is_capitals =
            token->size > 1 && scan->follows_name && tarix_chars_is_upper(tarix_after(token->form));
    s->line_start = false;
}

static bool has_spelling(const tarix_token *token)
{
    return token->kind <= TARIX_KIND_ROMAN;
}

static void scan_one(tarix_segmenter *s, tarix_token *token)
{
    const char *p = s->p;
    tarix_scan_token(&s->scan, p);
    *token = (tarix_token){.form = s->scan.form.data,
        .start = s->offset + (uint64_t)(p - s->scan.begin),
        .length = (uint32_t)(s->scan.stop - p),
        .size = (uint32_t)s->scan.form.size,
        .kind = (uint8_t)s->scan.kind,
        .turn = s->apart};
    if (has_spelling(token))
        token->reading = (uint8_t)tarix_spelling_of(&s->spelling, p, s->scan.form);
    s->furniture += s->scan.furniture;
    s->p = s->scan.stop;
}

static void take(tarix_segmenter *s, tarix_token *token, const char *stop, tarix_kind kind)
{
    tarix_plain_put(s, token, s->p, stop, kind, 0);
    s->scan.role = 0;
    s->p = stop;
}

/* A plain word has been given the document's reading. */
static void read_foreign(tarix_segmenter *s, tarix_token *token)
{
    const char *p = s->scan.begin + (token->start - s->offset);
    if (s->spelling.n_spans)
        token->reading = (uint8_t)tarix_spelling_of(&s->spelling, p, tarix_token_form(token));
}

static void any_token(tarix_segmenter *s, tarix_token *token)
{
    size_t size = 0;
    tell_of_plain(s);
    const char *stop = s->tables ? tarix_plain_word(&s->plain_words, s->p) : NULL;
    if (stop) {
        take(s, token, stop, TARIX_KIND_WORD);
        read_foreign(s, token);
    } else if (s->tables && (size = tarix_plain_sign(s->p)))
        take(s, token, s->p + size, TARIX_KIND_PUNCT);
    else
        scan_one(s, token);
    place_in_sentence(s, token);
    remember(s, token);
    s->counts.tokens[token->kind]++;
    s->counts.sentences += token->flags & TARIX_TOKEN_STARTS_SENTENCE;
    s->counts.readings[token->reading] += token->kind == TARIX_KIND_WORD && token->reading;
}

/* Plain tokens, which are given their readings afterwards where there are several. */
static size_t quick_tokens(tarix_segmenter *s, tarix_token *tokens, size_t max)
{
    const size_t n = tarix_quick_tokens(s, tokens, max);
    for (size_t i = 0; i < n && s->spelling.n_spans; i++) {
        if (!has_spelling(&tokens[i])) continue;
        read_foreign(s, &tokens[i]);
        s->counts.readings[tokens[i].reading] +=
            tokens[i].kind == TARIX_KIND_WORD && tokens[i].reading;
    }
    return n;
}

size_t tarix_segmenter_next(tarix_segmenter *s, tarix_token *tokens, size_t max)
{
    size_t n = 0;
    tarix_arena_restore(s->scan.arena, s->kept);
    const bool counts_words = !s->spelling.n_spans || (s->kinds >> TARIX_KIND_WORD & 1);
    while (n < max && s->p < s->scan.end) {
        if (s->tables && counts_words && !s->at_start) n += quick_tokens(s, tokens + n, max - n);
        if (n == max) break;
        const char *before = s->p;
        skip_spaces(s);
        if (s->p >= s->scan.end) break;
        if (s->p > before && s->tables && counts_words && !s->at_start)
            continue; /* a new line, again plain */
        any_token(s, &tokens[n]);
        n += s->kinds >> tokens[n].kind & 1;
    }
    if (s->p >= s->scan.end) tell_of_plain(s); /* the chunk will be gone */
    return n;
}
