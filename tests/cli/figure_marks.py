"""marks.py FILE.svg: how many shapes of each of the figure's colours it has; it must be XML."""
import re, sys
import xml.etree.ElementTree as xml

INKS = {(0, 114, 178): "blue", (213, 94, 0): "vermilion", (0, 158, 115): "green", (230, 159, 0): "orange",
        (86, 180, 233): "sky", (204, 121, 167): "purple"}


def ink(value):
    parts = re.fullmatch(r"rgb\(\s*([\d.]+)%,\s*([\d.]+)%,\s*([\d.]+)%\)", value or "")
    return INKS.get(tuple(round(float(p) * 2.55) for p in parts.groups())) if parts else None


counts = {}
for path in xml.parse(sys.argv[1]).iter("{http://www.w3.org/2000/svg}path"):
    style = dict(p.split(":", 1) for p in path.get("style", "").replace(" ", "").split(";") if ":" in p)
    for how in ("fill", "stroke"):
        name = ink(path.get(how) or style.get(how))
        if name:
            counts[how, name] = counts.get((how, name), 0) + 1
print(*sorted(f"{n} {how} {name}" for (how, name), n in counts.items()), sep=", ")
