#include "reports/conllu.h"

#include "base/number.h"
#include "corpus/token.h"
#include "reports/token_stream.h"

/* The forms go to the output as they come, for they stand in a comment before the lines of the
 * sentence, which wait for its end. The last line wants its MISC until it is known what follows. */
typedef struct conllu {
    tarix_arena *arena;
    tarix_output *output;
    char *lines;
    size_t size, capacity;
    uint64_t n_tokens; /* in the sentence so far */
    uint64_t start, end;
} conllu;

static void add(conllu *c, tarix_str text)
{
    if (text.size > c->capacity - c->size) {
        size_t room = c->capacity ? c->capacity : 1024;
        while (room < c->size + text.size) room *= 2;
        c->lines = tarix_arena_grow(c->arena, c->lines, c->capacity, room, 1);
        c->capacity = room;
    }
    memcpy(c->lines + c->size, text.data, text.size);
    c->size += text.size;
}

static void add_count(conllu *c, uint64_t count)
{
    char number[TARIX_NUMBER_SIZE];
    add(c, (tarix_str){number, tarix_number_from_count(count, number)});
}

static tarix_str part_of_speech(tarix_str kind)
{
    static const tarix_str upos[TARIX_KINDS] = {[TARIX_KIND_NUMBER] = {"NUM", 3},
        [TARIX_KIND_ORDINAL] = {"NUM", 3},
        [TARIX_KIND_ROMAN] = {"NUM", 3},
        [TARIX_KIND_PUNCT] = {"PUNCT", 5},
        [TARIX_KIND_SYMBOL] = {"SYM", 3},
        [TARIX_KIND_CITATION] = {"X", 1},
        [TARIX_KIND_URL] = {"X", 1}};
    for (unsigned k = 0; k < TARIX_KINDS; k++)
        if (upos[k].size && tarix_str_equal(kind, tarix_kind_name((tarix_kind)k))) return upos[k];
    return TARIX_STR("_");
}

/* ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS, and the tab before MISC. */
static void add_line(conllu *c, const tarix_stream_token *token)
{
    const tarix_str kind = token->cells[TARIX_FIELD_KIND].text;
    add_count(c, ++c->n_tokens);
    add(c, TARIX_STR("\t"));
    add(c, token->cells[TARIX_FIELD_FORM].text);
    add(c, TARIX_STR("\t"));
    add(c, token->cells[TARIX_FIELD_LEMMA].text);
    add(c, TARIX_STR("\t"));
    add(c, part_of_speech(kind));
    add(c, TARIX_STR("\t"));
    add(c, kind);
    add(c, TARIX_STR("\t_\t_\t_\t_\t"));
    c->start = token->cells[TARIX_FIELD_START].count;
    c->end = token->cells[TARIX_FIELD_END].count;
}

static void end_line(conllu *c, bool space_after)
{
    if (!space_after) add(c, TARIX_STR("SpaceAfter=No|"));
    add(c, TARIX_STR("Start="));
    add_count(c, c->start);
    add(c, TARIX_STR("|End="));
    add_count(c, c->end);
    add(c, TARIX_STR("\n"));
}

static void end_sentence(conllu *c)
{
    tarix_output_char(c->output, '\n');
    tarix_output_bytes(c->output, c->lines, c->size);
    tarix_output_char(c->output, '\n');
    c->size = c->n_tokens = 0;
}

static void put_escaped(const conllu *c, unsigned char byte)
{
    static const char digits[] = "0123456789ABCDEF";
    const char escaped[] = {'%', digits[byte >> 4], digits[byte & 0xF]};
    tarix_output_bytes(c->output, escaped, sizeof escaped);
}

/* '~' is escaped because it marks documents of the same name. */
static void put_id(const conllu *c, tarix_str name)
{
    while (name.size) {
        const size_t plain = tarix_token_stream_plain(name);
        for (size_t i = 0; i < plain; i++) {
            const char at = name.data[i];
            if (at == '/' || at == '%' || at == '~')
                put_escaped(c, (unsigned char)at);
            else
                tarix_output_char(c->output, at);
        }
        name = tarix_str_slice(name, plain, name.size);
        if (name.size == 0) break;
        do { /* all bytes of a character */
            put_escaped(c, (unsigned char)name.data[0]);
            name = tarix_str_slice(name, 1, name.size);
        } while (name.size && ((unsigned char)name.data[0] & 0xC0) == 0x80);
    }
}

static void put_count(const conllu *c, uint64_t count)
{
    char number[TARIX_NUMBER_SIZE];
    tarix_output_bytes(c->output, number, tarix_number_from_count(count, number));
}

static void begin_sentence(const conllu *c, const tarix_stream_token *token)
{
    if (token->begins == TARIX_BEGINS_DOCUMENT) {
        tarix_output_str(c->output, TARIX_STR("# newdoc id = "));
        tarix_output_str(c->output, token->cells[TARIX_FIELD_DOCUMENT].text);
        tarix_output_char(c->output, '\n');
    }
    tarix_output_str(c->output, TARIX_STR("# sent_id = "));
    put_id(c, token->name);
    if (token->copy > 1) {
        tarix_output_char(c->output, '~');
        put_count(c, token->copy);
    }
    tarix_output_char(c->output, '-');
    put_count(c, token->cells[TARIX_FIELD_SENTENCE].count);
    tarix_output_str(c->output, TARIX_STR("\n# text = "));
}

static void put_token(void *state, const tarix_stream_token *token)
{
    conllu *c = state;
    const bool space_before =
        token->begins == TARIX_BEGINS_DOCUMENT || token->cells[TARIX_FIELD_START].count != c->end;
    if (c->n_tokens > 0) end_line(c, space_before);
    if (token->begins >= TARIX_BEGINS_SENTENCE) {
        if (c->n_tokens > 0) end_sentence(c);
        begin_sentence(c, token);
    } else if (space_before)
        tarix_output_char(c->output, ' ');
    tarix_output_str(c->output, token->cells[TARIX_FIELD_FORM].text);
    add_line(c, token);
}

static void end(void *state)
{
    conllu *c = state;
    end_line(c, true);
    end_sentence(c);
}

static const tarix_token_format format = {"conllu",
    1U << TARIX_FIELD_DOCUMENT | 1U << TARIX_FIELD_SENTENCE | 1U << TARIX_FIELD_START |
        1U << TARIX_FIELD_END | 1U << TARIX_FIELD_FORM | 1U << TARIX_FIELD_LEMMA |
        1U << TARIX_FIELD_KIND,
    put_token, end};

static tarix_row_sink open_conllu(
    tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    (void)style;
    conllu *c = TARIX_NEW(arena, conllu);
    c->arena = arena;
    c->output = output;
    return tarix_token_stream_open(arena, output, &format, c);
}

const tarix_writer tarix_conllu = {.name = "conllu",
    .help = "CoNLL-U of Universal Dependencies, without syntax (tokenize only)",
    .open = open_conllu,
    .media_type = "text/plain",
    .keeps_order = true};
