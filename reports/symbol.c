#include "reports/symbol.h"

static const struct {
    const char *name, *en, *az; /* a name that ends in _ stands for all that begin so */
} symbols[] = {
    {"count", "f", "f"},
    {"per_million", "per million", "milyonda"},
    {"docs", "texts", "mətn"},
    {"docs_pct", "texts, %", "mətn, %"},
    {"count_target", "target f", "hədəf f"},
    {"count_reference", "ref. f", "müq. f"},
    {"per_million_target", "target per m.", "hədəf mln-da"},
    {"per_million_reference", "ref. per m.", "müq. mln-da"},
    {"docs_target", "texts", "mətn"},
    {"docs_reference", "ref. texts", "müq. mətn"},
    {"o11", "O", "O"},
    {"e11", "E", "E"},
    {"f_node", "f node", "f düyün"},
    {"f_collocate", "f coll.", "f qonşu"},
    {"ll", "G²", "G²"},
    {"ll_log10_p", "log p", "log p"},
    {"log_ratio", "Log Ratio", "Log Ratio"},
    {"log_dice", "logDice", "logDice"},
    {"mi", "MI", "MI"},
    {"t", "t", "t"},
    {"z", "z", "z"},
    {"dp", "DP", "DP"},
    {"da", "DA", "DA"},
    {"chi2", "χ²", "χ²"},
    {"npmi", "NPMI", "NPMI"},
    {"q_", "q", "q"},
};

tarix_str tarix_symbol_of(const tarix_column *column, tarix_language language)
{
    const tarix_str name = tarix_str_from(column->name);
    const bool is_az = language == TARIX_LANGUAGE_AZ;
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        const tarix_str row = tarix_str_from(symbols[i].name);
        const bool is_front = tarix_str_ends(row, TARIX_STR("_"));
        if (is_front ? tarix_str_starts(name, row) && !strstr(column->name, "log10")
                     : tarix_str_equal(name, row))
            return tarix_str_from(is_az ? symbols[i].az : symbols[i].en);
    }
    return tarix_str_from(is_az ? column->title_az : column->title_en);
}
