#include "reports/methods.h"

#include "analyzers/measure.h"
#include "base/number.h"
#include "reports/json_file.h"
#include "reports/study_value.h"

typedef struct phrase {
    const char *text[2]; /* by tarix_language */
} phrase;

typedef struct telling {
    tarix_arena *arena;
    tarix_language language;
    tarix_str text;
} telling;

static void say(telling *t, tarix_str more)
{
    t->text = tarix_arena_format(t->arena, "%.*s%.*s", TARIX_ARG(t->text), TARIX_ARG(more));
}

static void put(telling *t, const char *en, const char *az)
{
    say(t, tarix_str_from(t->language == TARIX_LANGUAGE_AZ ? az : en));
}

static tarix_str text_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) return TARIX_STR("");
    return (tarix_str){json_string_value(value), json_string_length(value)};
}

static uint64_t count_of(const json_t *object, const char *key)
{
    return (uint64_t)json_integer_value(json_object_get(object, key));
}

/* 1234567 as 1,234,567, in Azerbaijani with spaces that do not break. */
static void put_number(telling *t, uint64_t value)
{
    char digits[TARIX_NUMBER_SIZE];
    const size_t n = tarix_number_from_count(value, digits);
    for (size_t i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0) put(t, ",", "\u00A0");
        say(t, (tarix_str){digits + i, 1});
    }
}

/* All that was named, or the one name. */
static void put_paths(telling *t, const json_t *input)
{
    const json_t *paths = json_object_get(input, "paths"), *path;
    size_t i;
    if (json_array_size(paths) == 0) say(t, text_of(input, "name"));
    json_array_foreach(paths, i, path)
    {
        if (i) say(t, TARIX_STR(", "));
        say(t, (tarix_str){json_string_value(path), json_string_length(path)});
    }
}

/* ---- all ---- */

static void put_corpus(telling *t, const json_t *input)
{
    const json_t *document;
    size_t i;
    uint64_t read = 0, skipped = 0, tokens = 0;
    json_array_foreach(json_object_get(input, "documents"), i, document)
    {
        const bool is_read = !json_object_get(document, "skipped");
        read += is_read;
        skipped += !is_read;
        tokens += count_of(document, "tokens");
    }
    put_paths(t, input);
    say(t, TARIX_STR(" ("));
    put_number(t, read);
    if (read == 1)
        put(t, " text, ", " mətn, ");
    else
        put(t, " texts, ", " mətn, ");
    put_number(t, tokens);
    put(t, " tokens", " token");
    if (skipped) {
        say(t, TARIX_STR("; "));
        put_number(t, skipped);
        put(t, " skipped", " mətn oxunmamışdır");
    }
    say(t, TARIX_STR(")"));
}

static void put_all(telling *t, const json_t *study)
{
    const json_t *libraries = json_object_get(study, "libraries"), *input;
    size_t i, n = 0;
    put(t, "The tables were made with tarix ", "Cədvəllər tarix ");
    say(t, text_of(study, "version"));
    put(t, " (ICU ", " proqramı ilə (ICU ");
    say(t, text_of(libraries, "icu"));
    say(t, TARIX_STR(", GSL "));
    say(t, text_of(libraries, "gsl"));
    put(t, "). Texts: ", ") hazırlanmışdır. Mətnlər: ");
    json_array_foreach(json_object_get(study, "inputs"), i, input)
    {
        if (!json_object_get(input, "documents")) continue;
        if (n++) say(t, TARIX_STR("; "));
        put_corpus(t, input);
    }
    put(t,
        ". Rates per million are taken over all tokens but punctuation and symbols. The settings "
        "of each table, the word lists, and the SHA-256 sums of all texts and tables stand in "
        "run.json; the command “tarix verify run.json” compares them.",
        ". Milyona düşən tezliklər durğu işarələri və simvollardan başqa bütün tokenlərə görə "
        "hesablanmışdır. Hər cədvəlin parametrləri, söz siyahıları, bütün mətn və cədvəllərin "
        "SHA-256 cəmləri run.json faylındadır; “tarix verify run.json” əmri onları yoxlayır.");
}

/* ---- a report ---- */

static const struct {
    const char *role;
    phrase name;
} roles[] = {{"input", {{"texts", "mətnlər"}}}, {"target", {{"target", "hədəf"}}},
    {"reference", {{"reference", "müqayisə korpusu"}}}, {"counts", {{"counts", "sayımlar"}}}};

static void put_input(telling *t, const json_t *input)
{
    const tarix_str role = text_of(input, "role");
    const json_t *left_out = json_object_get(input, "left_out");
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (!tarix_str_equal(role, tarix_str_from(roles[i].role))) continue;
        if (t->text.size) say(t, TARIX_STR("; "));
        say(t, tarix_str_from(roles[i].name.text[t->language]));
        say(t, TARIX_STR(": "));
        put_paths(t, input);
        if (!left_out) return;
        say(t, TARIX_STR(" ("));
        put_number(t, count_of(input, "tokens"));
        put(t, " tokens = ", " token = ");
        put_number(t, count_of(input, "counted"));
        put(t, " counted + ", " sayılan + ");
        put_number(t, count_of(left_out, "stopwords"));
        put(t, " stop words + ", " köməkçi söz + ");
        put_number(t, count_of(left_out, "other_kinds"));
        put(t, " of other kinds)", " başqa növdən)");
    }
}

/* In the order in which a reader asks; what is not set is not said. */
static const struct {
    const char *key;
    phrase name;
} settings[] = {{"where", {{"only documents with", "yalnız bu sənədlər"}}},
    {"where-reference", {{"of the reference only", "müqayisədən yalnız"}}},
    {"layer", {{"term", "vahid"}}}, {"kinds", {{"kinds of tokens", "token növləri"}}},
    {"stopwords", {{"stop words", "köməkçi sözlərin siyahısı"}}},
    {"node", {{"node", "axtarılan söz"}}}, {"n", {{"length", "uzunluq"}}},
    {"window", {{"window", "pəncərə"}}}, {"within", {{"within", "hüdud"}}},
    {"parts", {{"parts", "hissələr"}}}, {"by", {{"groups", "qruplar"}}},
    {"min-count", {{"least count", "ən kiçik say"}}},
    {"min-docs", {{"least documents", "ən az sənəd"}}},
    {"min-pair", {{"least count of a pair", "cütün ən kiçik sayı"}}},
    {"correct", {{"correction for many tests", "çoxlu sınaq düzəlişi"}}},
    {"seed", {{"seed", "təsadüfi ədədlərin başlanğıcı"}}}};

static void put_setting(telling *t, const phrase *name, const json_t *value)
{
    const json_t *one = json_is_array(value) ? json_array_get(value, 0) : value;
    if (!json_is_string(one)) return;
    say(t, TARIX_STR("; "));
    say(t, tarix_str_from(name->text[t->language]));
    say(t, TARIX_STR(": "));
    for (size_t i = 0; i == 0 || i < json_array_size(value); i++) {
        if (i) say(t, TARIX_STR(", "));
        if (i) one = json_array_get(value, i);
        say(t, (tarix_str){json_string_value(one), json_string_length(one)});
    }
}

/* Each measure by its title and where it is from. */
static void put_measures(telling *t, tarix_str names)
{
    tarix_str name;
    size_t n = 0;
    while (tarix_str_split(&names, ',', &name)) {
        const tarix_measure *m = tarix_measures_find(name);
        if (!m) continue;
        if (n++)
            say(t, TARIX_STR(", "));
        else
            put(t, "; measures: ", "; ölçülər: ");
        say(t, tarix_str_from(t->language == TARIX_LANGUAGE_AZ ? m->title_az : m->title_en));
        if (m->source[0]) say(t, tarix_arena_format(t->arena, " (%s)", m->source));
    }
}

static void put_report(telling *t, const json_t *report)
{
    const json_t *all = json_object_get(report, "settings"), *input;
    size_t i;
    json_array_foreach(json_object_get(report, "inputs"), i, input) put_input(t, input);
    for (i = 0; i < sizeof settings / sizeof *settings; i++)
        put_setting(t, &settings[i].name, json_object_get(all, settings[i].key));
    put_measures(t, text_of(all, "measures"));
    if (t->text.size) say(t, TARIX_STR("."));
}

tarix_methods *tarix_methods_of(
    tarix_arena *arena, const tarix_study_record *record, tarix_language language)
{
    const json_t *study = tarix_study_record_value(record), *report;
    const json_t *reports = json_object_get(study, "reports");
    tarix_methods *methods = TARIX_NEW(arena, tarix_methods);
    telling all = {arena, language, TARIX_STR("")};
    size_t i;
    put_all(&all, study);
    methods->all = all.text;
    methods->n_reports = json_array_size(reports);
    methods->names = TARIX_ARRAY(arena, tarix_str, methods->n_reports);
    methods->reports = TARIX_ARRAY(arena, tarix_str, methods->n_reports);
    json_array_foreach(reports, i, report)
    {
        telling one = {arena, language, TARIX_STR("")};
        put_report(&one, report);
        methods->names[i] = text_of(report, "name");
        methods->reports[i] = one.text;
    }
    return methods;
}
