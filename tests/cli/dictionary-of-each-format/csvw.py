"""csvw.py TABLE: reads TABLE by the rules of its TABLE-metadata.json (Metadata Vocabulary and Model for Tabular
Data, W3C 2015), as a CSVW reader does: the url, the header against the titles, every cell against its datatype.
Also used by tests/shows/08-reports."""
import csv, io, json, os, re, sys, urllib.parse

COMMON = {"dc:format", "dc:description", "dc:identifier", "dc:source", "schema:unitText"}
TABLE = {"@context", "url", "dialect", "tableSchema"}
COLUMN = {"name", "titles", "datatype", "null"}
DIALECT = {"encoding", "header", "delimiter", "lineTerminators", "quoteChar", "doubleQuote", "commentPrefix"}


def matches(datatype, cell):
    base = datatype if isinstance(datatype, str) else datatype["base"]
    if base == "nonNegativeInteger":
        return re.fullmatch(r"\+?[0-9]+", cell)
    if base == "double":
        point = "." if isinstance(datatype, str) else datatype["format"].get("decimalChar", ".")
        # The contract of tarix writes infinities as inf, where XSD has INF.
        return re.fullmatch(rf"[-+]?([0-9]+({re.escape(point)}[0-9]+)?([eE][-+]?[0-9]+)?|inf)", cell)
    return base == "string"


def read(path):
    with open(path + "-metadata.json", encoding="utf-8") as file:
        table = json.load(file)
    assert set(table) <= TABLE | COMMON, set(table)
    assert table["@context"] == "http://www.w3.org/ns/csvw"
    assert re.fullmatch(r"([A-Za-z0-9._~-]|%[0-9A-F]{2})+", table["url"]), table["url"]
    assert urllib.parse.unquote(table["url"]) == os.path.basename(path)
    columns = table["tableSchema"]["columns"]
    assert len({c["name"] for c in columns}) == len(columns)
    for c in columns:
        assert set(c) <= COLUMN | COMMON, set(c)
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.]*", c["name"])  # a URI template's variable, no leading _
        assert all(re.fullmatch(r"[a-z]{2,3}", tag) for tag in c["titles"]) and c["titles"]["az"]
    if "dialect" not in table:
        return table["dc:format"] + ", " + str(len(columns)) + " columns"
    dialect = table["dialect"]
    assert set(dialect) <= DIALECT, set(dialect)
    with open(path, "rb") as file:
        text = file.read().decode(dialect["encoding"]).removeprefix("\ufeff")  # as the parsing rules do
    end = dialect["lineTerminators"][0]
    assert text.endswith(end)
    if dialect["quoteChar"]:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect["delimiter"],
                               quotechar=dialect["quoteChar"], doublequote=dialect["doubleQuote"], strict=True))
    else:
        rows = [line.split(dialect["delimiter"]) for line in text.split(end)[:-1]]
        assert not any(row[0].startswith(dialect["commentPrefix"]) for row in rows)
    assert len(rows[0]) == len(columns)
    for c, head in zip(columns, rows[0]):
        assert head in c["titles"].values(), head
    for row in rows[1:]:
        assert len(row) == len(columns), row
        for c, cell in zip(columns, row):
            assert cell == c["null"] or matches(c["datatype"], cell), (c["name"], cell)
    return table["dc:format"] + ", " + str(len(columns)) + " columns, " + str(len(rows) - 1) + " rows"


if __name__ == "__main__":
    for path in sys.argv[1:]:
        print(path, read(path), sep=": ")
