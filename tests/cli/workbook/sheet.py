import sys, zipfile
import xml.etree.ElementTree as xml
ns = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
book = zipfile.ZipFile(sys.argv[1])
sheet = xml.fromstring(book.read("xl/worksheets/sheet1.xml"))
styles = xml.fromstring(book.read("xl/styles.xml"))
shared = ["".join(t.text for t in i.iter("{%s}t" % ns["s"])) for i in xml.fromstring(book.read("xl/sharedStrings.xml"))]
rows = sheet.findall(".//s:row", ns)
titles = [shared[int(c.find("s:v", ns).text)] for c in rows[0]]
print(*titles, sep="; ")
pane = sheet.find(".//s:pane", ns)
print("frozen", pane.get("state"), pane.get("topLeftCell"))
print("filter", sheet.find("s:autoFilter", ns).get("ref"), "of", len(rows), "rows")
format = styles.findall("s:cellXfs/s:xf", ns)[int(rows[0][0].get("s"))]
print("bold", styles.findall("s:fonts/s:font", ns)[int(format.get("fontId"))].find("s:b", ns) is not None)
print("widths", all(8 <= float(c.get("width")) <= 64 for c in sheet.findall("s:cols/s:col", ns)), len(sheet.findall("s:cols/s:col", ns)))
print("first row:", [c.get("t") for c in rows[1]][:3], shared[int(rows[1][0].find("s:v", ns).text)], rows[1][1].find("s:v", ns).text)
print("caption" , "Söz sayı" in book.read("docProps/core.xml").decode())
