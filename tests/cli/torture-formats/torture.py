"""The torture table through every format, each read back by a reader of its own. With the names of
formats: only those. Also used by tests/shows/08-reports."""
import csv, html.parser, io, json, os, re, subprocess, sys, tempfile, unicodedata, zipfile
import xml.etree.ElementTree as xml

WORDS = ["nan", "NA", "null", "TRUE", "yanlış", "-dır", "=1+1", "+5", "@ad", '"', 'a"b""', "bir\niki", "a;b", "a,b",
         "mart-1", "5 may 1918", "12.05", "1905-1907-ci", "1918", "007", "ə" * 10000,
         "abcçdeəfgğhxıijkqlmnoöprsştuüvyz", "ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ", "inf", "-inf", "", "a|b",
         "<b>&amp;</b>", "$x_1^2$ 5%#~{}\\", "*a* _b_ `c` [d](e)", "'t", "məlumat’ın", "日本語", "e\u0301", "[",
         "*", "--", "a\tb\r\x01\x7f\x85z", "«dırnaq»", "\u2028", "-", "😀"]
# What a spreadsheet would not leave as text: a formula, a date, a number of another look, a truth.
GUARDED = {"TRUE", "yanlış", "-dır", "=1+1", "+5", "@ad", "mart-1", "5 may 1918", "12.05", "007", "-inf", "--", "-"}
TARIX = os.environ["TARIX"]


def clean(text):
    """By rule control characters are spaces."""
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)


def tarix(*arguments):
    return subprocess.run([TARIX, *arguments], check=True, stdout=subprocess.PIPE,
                          env=dict(os.environ, COLUMNS="")).stdout


def split_row(line):
    """A row of Markdown: cells between pipes that no backslash precedes."""
    cells = re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]
    return [re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", c).strip(" ") for c in cells]


class Cells(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.cell = [], None

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.cell = ""

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.rows[-1].append(self.cell)
            self.cell = None


LATEX = {r"\textbackslash{}": "\\", r"\textasciicircum{}": "^", r"\textasciitilde{}": "~", r"\textquotedbl{}": '"',
         r"\textquotesingle{}": "'", r"\textasciigrave{}": "`", "{[}": "[", "{]}": "]", "{*}": "*", "{}": "",
         r"{$\infty$}": "inf", r"{$-\infty$}": "-inf"}


def of_latex(text):
    """Each piece must be a known macro, an escaped sign, or a character that TeX takes as itself."""
    out, at = "", 0
    while at < len(text):
        known = next((m for m in LATEX if text.startswith(m, at)), None)
        escaped = re.compile(r"\\([{}$&#%_])").match(text, at)
        assert known or escaped or text[at] not in "\\{}$&#%_^~", text[at:at + 40]
        out += LATEX[known] if known else escaped[1] if escaped else text[at]
        at += len(known) if known else 2 if escaped else 1
    return out


def read_csv(data):
    assert b"\r" not in data and not data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))[1:]


def read_az(data):
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\n") == data.count(b"\r\n")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))[1:]


def read_tsv(data):
    return [line.split("\t") for line in data.decode("utf-8").split("\n")[1:-1]]


def no_constant(name):
    raise ValueError(name + " is no JSON")


def read_json(data):
    return [list(row.values()) for row in json.loads(data, parse_constant=no_constant)]


def read_jsonl(data):
    return [list(json.loads(line, parse_constant=no_constant).values()) for line in data.decode("utf-8").split("\n")[:-1]]


def read_markdown(data):
    return [split_row(line) for line in data.decode("utf-8").split("\n")[2:-1]]


def read_html(data):
    cells = Cells()
    cells.feed(data.decode("utf-8"))
    assert not re.search(rb"(src|href)=.(?!data:)", data)
    return cells.rows[1:]


def read_latex(data):
    text = data.decode("utf-8")
    body = re.split(r"\\endfoot\n|\\midrule\n", text)[-1].split("\\end{longtable}")[0].split("\\bottomrule")[0]
    rows = re.split(r" \\\\\n", body)[:-1]
    return [[of_latex(c) for c in re.split(r"(?<!\\) & ", row[2:])] for row in rows]


def read_xlsx(data):
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    book = zipfile.ZipFile(io.BytesIO(data))
    assert book.testzip() is None
    shared = []
    if "xl/sharedStrings.xml" in book.namelist():
        for item in xml.fromstring(book.read("xl/sharedStrings.xml")):
            shared.append("".join(t.text or "" for t in item.iter(name + "t")))
    sheet = xml.fromstring(book.read("xl/worksheets/sheet1.xml"))
    width = max(len(row) for row in sheet.iter(name + "row"))
    rows = []
    for row in sheet.iter(name + "row"):
        while len(rows) < int(row.get("r")) - 1:  # a row without cells need not stand there
            rows.append([""] * width)
        cells = [""] * width
        for cell in row:
            column = ord(cell.get("r")[0]) - ord("A")
            value = cell.find(name + "v")
            if cell.get("t") == "s":
                cells[column] = shared[int(value.text)]
            elif cell.get("t") == "inlineStr":
                cells[column] = "".join(t.text or "" for t in cell.iter(name + "t"))
            elif value is not None:
                cells[column] = float(value.text)
        rows.append(cells)
    return rows[1:]


READERS = {"csv": read_csv, "az": read_az, "tsv": read_tsv, "json": read_json, "jsonl": read_jsonl,
           "markdown": read_markdown, "html": read_html, "latex": read_latex, "xlsx": read_xlsx}


def write(name, arguments):
    chosen = ["--format", "csv", "--profile", "az"] if name == "az" else ["--format", name]
    command, rest = arguments[0], list(arguments[1:])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "table")
        tarix(command, *chosen, "--limit", "0", "-o", path, *rest)
        with open(path, "rb") as file:
            return file.read()


def check_words(name, read):
    rows = read(write(name, ["stem", "--columns", "form,lemma", "--", *WORDS]))
    assert len(rows) == len(WORDS), (len(rows), len(WORDS))
    for word, row in zip(WORDS, rows):
        expected = clean(word)
        if name == "az" and word in GUARDED:
            expected = "'" + expected
        if name == "markdown":
            expected = expected.strip(" ")
        assert row[0] == expected, (name, word[:40], row[0][:40])


NUMBERS = ["keyness", "--measures", "ll,log_ratio,log_ratio_low,dp", "--correct", "none", "--columns",
           "term,count_target,ll,log_ratio,log_ratio_low,dp", "--digits", "6", "--min-count", "1", "--reference",
           "reference.txt", "target.txt"]


def value(cell):
    if cell is None or cell == "":
        return None
    return float(cell.replace(",", ".").replace("∞", "inf")) if isinstance(cell, str) else cell


def check_numbers(name, read, expected):
    rows = read(write(name, NUMBERS))
    found = [[row[0]] + [value(c) for c in row[1:]] for row in rows]
    assert found == expected, (name, [pair for pair in zip(found, expected) if pair[0] != pair[1]][:2])


def text_table():
    lines = tarix("stem", "--format", "text", "--columns", "form,lemma", "--", *WORDS).decode("utf-8").split("\n")
    assert len(lines) == len(WORDS) + 3
    for word, line in zip(WORDS, lines[2:]):
        assert line.startswith(clean(word).rstrip(" ")), word


if __name__ == "__main__":
    expected = [[row[0]] + [value(c) for c in row[1:]] for row in read_csv(write("csv", NUMBERS))]
    flat = [c for row in expected for c in row[1:]]
    assert None in flat and float("inf") in flat and float("-inf") in flat and len(expected) > 5
    for name in sys.argv[1:] or READERS:
        if name == "text":
            text_table()
        else:
            check_words(name, READERS[name])
            check_numbers(name, READERS[name], expected)
        print(name, "keeps everything")
