import os, re, subprocess, time
from terminal import run, screen
tarix = os.environ["TARIX"]
line = "Azadlıq və istiqlal uğrunda mübarizə aparan xalq öz dövlətini qurdu, Bakı paytaxt oldu.\n"
os.makedirs("texts/ölkə")
for i in range(4): open(f"texts/ölkə/{i}.txt", "w", encoding="utf-8").write(line * 25000)

total = round(4 * 25000 * len(line.encode()) / 1e6)

def feed(pipe):
    for _ in range(8):
        pipe.write((line * 4000).encode())
        pipe.flush()
        time.sleep(0.15)
    pipe.close()

def told(text):
    """Lines in their order; nothing of them is left."""
    left, states = screen(text, 80)
    assert left == [""], left
    return [s for s in states if s]

# Of what comes through a pipe nobody knows how much it is: the rate, and no time left.
lines = told(run([tarix, "freq", "-o", "piped.csv", "-"], feed=feed))
assert lines and all(re.fullmatch(r"read \d+ MB, \d+ MB/s|writing rows .*", s) for s in lines), lines
# Where stderr is a pipe, nothing at all; the tables are the same.
p = subprocess.Popen([tarix, "freq", "-o", "quiet.csv", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
feed(p.stdin)
assert p.stderr.read() == b"" and p.wait() == 0
assert open("piped.csv", "rb").read() == open("quiet.csv", "rb").read()
# Files: how much of how much, and how long it will take; what is read only grows.
lines = told(run([tarix, "freq", "--threads", "1", "-o", "slow.csv", "texts"], halts=0.5))
known = [re.fullmatch(rf"read (\d+) of {total} MB, \d+ MB/s(, \d+:\d\d left)?", s) for s in lines if s.startswith("read")]
assert known and all(known), lines
assert any(m[2] for m in known), lines
read = [int(m[1]) for m in known]
assert read == sorted(read), lines
# In a study, on a narrow terminal: a line has the report's name and is cut; a line a report stays.
open("s.ini", "w", encoding="utf-8").write(
    "[corpus ölkə]\npath = texts\n[report freq]\nname = sözlər və onların sayı\n")
left, states = screen(run([tarix, "run", "s.ini", "-o", "made"], columns=40, halts=0.2), 200)
assert len(left) == 2 and re.fullmatch(r"tarix: \[1/1\] sözlər və onların sayı: 13 rows, \d+\.\d s", left[0]), left
shown = [s for s in states if s]
assert shown and all("[1/1] sözlər və onların sayı: ".startswith(s[:30]) and len(s) < 40 for s in shown), shown
# A table on the same screen is not written over.
rows, states = screen(run([tarix, "freq", "--format", "text", "--limit", "3", "texts"], on_screen=True, halts=0.2), 80)
assert any(s.startswith("read") for s in states), states
assert [r.split()[0] for r in rows if r][2:] == ["term", "───────", "apar", "azadlıq", "bakı"], rows
print("told")
