/* What the formats of graphs ask of a file: http://graphml.graphdrawing.org/specification.html and
 * the primer of GEXF 1.2. */
#include "reports/graph.h"

#include "reports/gexf.h"
#include "reports/graphml.h"
#include "tests/reports/sheet.h"

static const tarix_column columns[] = {{"f_node", TARIX_TYPE_COUNT, "f_node", "f", "", ""},
    {"node", TARIX_TYPE_TEXT, "node", "düyün", "", ""},
    {"collocate", TARIX_TYPE_TEXT, "collocate", "qonşu", "", ""},
    {"f_collocate", TARIX_TYPE_COUNT, "f_collocate", "f", "", ""},
    {"mi", TARIX_TYPE_REAL, "a < \"b\"", "qi & ba", "", ""},
    {"depth", TARIX_TYPE_COUNT, "depth", "dərinlik", "", ""},
    {"shared", TARIX_TYPE_COUNT, "shared", "bölüşən", "", ""},
    {"weight", TARIX_TYPE_REAL, "weight", "çəki", "", ""}};
enum { n_columns = sizeof columns / sizeof *columns, node = 1, collocate = 2 };

/* a -> b -> <c>, a -> <c>; weights a number, none and infinite. */
static const tarix_cell rows[] = {{.count = 5}, {.text = {"a", 1}}, {.text = {"b", 1}},
    {.count = 4}, {.real = 0.5}, {.count = 1}, {.count = 9}, {.real = 2.25}, {.count = 5},
    {.text = {"a", 1}},
    {.text = {"<\x01"
              "c>",
         4}},
    {.count = 3}, {.real = NAN}, {.count = 1}, {.count = 9}, {.real = NAN}, {.count = 4},
    {.text = {"b", 1}},
    {.text = {"<\x01"
              "c>",
         4}},
    {.count = 3}, {.real = -INFINITY}, {.count = 2}, {.count = 9}, {.real = INFINITY}};

static void write_graph(tarix_guard *guard, const tarix_writer *writer, tarix_language language,
    const tarix_column *list, size_t n_list, size_t n)
{
    sheet s = {0};
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_style style = {.digits = 6, .language = language, .caption = TARIX_STR("x & y")};
    assert_int_equal(tarix_output_open(arena, folder_path("graph"), &s.output, NULL), TARIX_OK);
    s.sink = writer->open(arena, s.output, &style);
    assert_int_equal(sheet_write(&s, list, n_list, rows, n, NULL), TARIX_OK);
}

static const char graphml_head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
    "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
    "    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns\n"
    "        http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

static void graphml_declares_its_data(tarix_guard *guard)
{
    static char expected[1 << 13];
    write_graph(guard, &tarix_graphml, TARIX_LANGUAGE_EN, columns, n_columns, 3);
    snprintf(expected, sizeof expected, "%s%s%s", graphml_head,
        "  <key id=\"node_label\" for=\"node\" attr.name=\"label\" attr.type=\"string\">"
        "<desc>term</desc></key>\n"
        "  <key id=\"node_count\" for=\"node\" attr.name=\"count\" attr.type=\"long\">"
        "<desc>count</desc></key>\n"
        "  <key id=\"node_shared\" for=\"node\" attr.name=\"shared\" attr.type=\"long\">"
        "<desc>nodes that share the collocate</desc></key>\n"
        "  <key id=\"node_step\" for=\"node\" attr.name=\"step\" attr.type=\"long\">"
        "<desc>steps from the first nodes</desc></key>\n"
        "  <key id=\"edge_weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\">"
        "<desc>weight</desc></key>\n"
        "  <key id=\"edge_mi\" for=\"edge\" attr.name=\"mi\" attr.type=\"double\">"
        "<desc>a &lt; &quot;b&quot;</desc></key>\n"
        "  <key id=\"edge_depth\" for=\"edge\" attr.name=\"depth\" attr.type=\"long\">"
        "<desc>depth</desc></key>\n",
        "  <graph id=\"collocations\" edgedefault=\"directed\">\n"
        "    <node id=\"n0\"><data key=\"node_label\">a</data><data key=\"node_count\">5</data>"
        "<data key=\"node_shared\">0</data><data key=\"node_step\">0</data></node>\n"
        "    <node id=\"n1\"><data key=\"node_label\">b</data><data key=\"node_count\">4</data>"
        "<data key=\"node_shared\">1</data><data key=\"node_step\">1</data></node>\n"
        "    <node id=\"n2\"><data key=\"node_label\">&lt; c&gt;</data>"
        "<data key=\"node_count\">3</data>"
        "<data key=\"node_shared\">2</data><data key=\"node_step\">1</data></node>\n"
        "    <edge id=\"e0\" source=\"n0\" target=\"n1\"><data key=\"edge_weight\">2.25</data>"
        "<data key=\"edge_mi\">0.5</data><data key=\"edge_depth\">1</data></edge>\n"
        "    <edge id=\"e1\" source=\"n0\" target=\"n2\"><data key=\"edge_depth\">1</data></edge>\n"
        "    <edge id=\"e2\" source=\"n1\" target=\"n2\">"
        "<data key=\"edge_weight\">Infinity</data><data key=\"edge_mi\">-Infinity</data>"
        "<data key=\"edge_depth\">2</data></edge>\n"
        "  </graph>\n</graphml>\n");
    folder_check("graph", tarix_str_from(expected));
}

static void gexf_declares_its_attributes(tarix_guard *guard)
{
    write_graph(guard, &tarix_gexf, TARIX_LANGUAGE_AZ, columns, n_columns, 3);
    folder_check("graph",
        TARIX_STR(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\"\n"
            "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
            "    xsi:schemaLocation=\"http://www.gexf.net/1.2draft\n"
            "        http://www.gexf.net/1.2draft/gexf.xsd\">\n"
            "  <meta>\n    <creator>tarix</creator>\n"
            "    <description>x &amp; y</description>\n  </meta>\n"
            "  <graph mode=\"static\" defaultedgetype=\"directed\">\n"
            "    <attributes class=\"node\">\n"
            "      <attribute id=\"count\" title=\"count\" type=\"long\"/>\n"
            "      <attribute id=\"shared\" title=\"shared\" type=\"long\"/>\n"
            "      <attribute id=\"step\" title=\"step\" type=\"long\"/>\n"
            "    </attributes>\n    <attributes class=\"edge\">\n"
            "      <attribute id=\"mi\" title=\"mi\" type=\"double\"/>\n"
            "      <attribute id=\"depth\" title=\"depth\" type=\"long\"/>\n"
            "    </attributes>\n    <nodes>\n"
            "      <node id=\"0\" label=\"a\"><attvalues><attvalue for=\"count\" value=\"5\"/>"
            "<attvalue for=\"shared\" value=\"0\"/><attvalue for=\"step\" value=\"0\"/>"
            "</attvalues></node>\n"
            "      <node id=\"1\" label=\"b\"><attvalues><attvalue for=\"count\" value=\"4\"/>"
            "<attvalue for=\"shared\" value=\"1\"/><attvalue for=\"step\" value=\"1\"/>"
            "</attvalues></node>\n"
            "      <node id=\"2\" label=\"&lt; c&gt;\"><attvalues>"
            "<attvalue for=\"count\" value=\"3\"/><attvalue for=\"shared\" value=\"2\"/>"
            "<attvalue for=\"step\" value=\"1\"/></attvalues></node>\n"
            "    </nodes>\n    <edges>\n"
            "      <edge id=\"0\" source=\"0\" target=\"1\" weight=\"2.25\"><attvalues>"
            "<attvalue for=\"mi\" value=\"0.5\"/><attvalue for=\"depth\" value=\"1\"/>"
            "</attvalues></edge>\n"
            "      <edge id=\"1\" source=\"0\" target=\"2\"><attvalues>"
            "<attvalue for=\"depth\" value=\"1\"/></attvalues></edge>\n"
            "      <edge id=\"2\" source=\"1\" target=\"2\"><attvalues>"
            "<attvalue for=\"mi\" value=\"-Infinity\"/>"
            "<attvalue for=\"depth\" value=\"2\"/></attvalues></edge>\n"
            "    </edges>\n  </graph>\n</gexf>\n"));
}

/* No row, and no column but the two that make a graph. */
static void an_empty_graph_is_one(tarix_guard *guard)
{
    static char expected[1 << 12];
    write_graph(guard, &tarix_graphml, TARIX_LANGUAGE_AZ, columns + node, 2, 0);
    snprintf(expected, sizeof expected, "%s%s", graphml_head,
        "  <key id=\"node_label\" for=\"node\" attr.name=\"label\" attr.type=\"string\">"
        "<desc>termin</desc></key>\n"
        "  <key id=\"node_shared\" for=\"node\" attr.name=\"shared\" attr.type=\"long\">"
        "<desc>qonşu sözü bölüşən düyün sözlər</desc></key>\n"
        "  <graph id=\"collocations\" edgedefault=\"directed\">\n  </graph>\n</graphml>\n");
    folder_check("graph", tarix_str_from(expected));
}

static void a_table_of_no_pairs_is_refused(tarix_guard *guard)
{
    static const tarix_writer *const writers[] = {&tarix_graphml, &tarix_gexf};
    static const size_t starts[] = {0, collocate, node};
    static const size_t ends[] = {node + 1, n_columns, node + 1};
    for (size_t w = 0; w < 2; w++)
        for (size_t i = 0; i < 3; i++) {
            tarix_error err = {0};
            const sheet s = sheet_open(guard, writers[w], folder_path("graph"));
            assert_int_equal(
                sheet_write(&s, columns + starts[i], ends[i] - starts[i], NULL, 0, &err),
                TARIX_USAGE);
            assert_non_null(strstr(err.message, writers[w]->name));
            assert_non_null(strstr(err.message, "node and collocate"));
            tarix_arena_free(s.arena);
        }
}

static void write_both(tarix_guard *guard)
{
    write_graph(guard, &tarix_graphml, TARIX_LANGUAGE_EN, columns, n_columns, 3);
    write_graph(guard, &tarix_gexf, TARIX_LANGUAGE_EN, columns, n_columns, 3);
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(write_both, 4001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(graphml_declares_its_data),
        GUARDED(gexf_declares_its_attributes), GUARDED(an_empty_graph_is_one),
        GUARDED(a_table_of_no_pairs_is_refused), cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
