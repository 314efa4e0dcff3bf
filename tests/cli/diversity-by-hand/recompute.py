"""Recomputes every index of `tarix diversity` from the tokens that `tarix tokenize` lists, straight from the
formulas, and compares. usage: recompute.py TARIX TEXT…"""
import csv
import io
import math
import subprocess
import sys
from collections import Counter

tarix, texts = sys.argv[1], sys.argv[2:]
ln, log2 = math.log, math.log2


def table(*arguments):
    out = subprocess.run([tarix, *arguments], capture_output=True, check=True, text=True).stdout
    return list(csv.DictReader(io.StringIO(out)))


def root(f, low, high):
    """Of a function that changes its sign once, by halving."""
    sign = f(low) > 0
    for _ in range(200):
        middle = (low + high) / 2
        if (f(middle) > 0) == sign:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def mean(values):
    return math.fsum(values) / len(values)


def ttrs(words, size, step):
    return [len(set(words[i:i + size])) / size for i in range(0, len(words) - size + 1, step)]


def factors(words):
    n, seen, size = 0.0, set(), 0
    for word in words:
        seen.add(word)
        size += 1
        if len(seen) / size <= .72:
            n, seen, size = n + 1, set(), 0
    return n + (1 - len(seen) / size) / (1 - .72) if size else n


def hypergeometric_none(n, f, sample):
    return 0.0 if n - f < sample else math.comb(n - f, sample) / math.comb(n, sample)


def vocd(counts, n):
    sizes = range(35, 51)
    expected = [sum(1 - hypergeometric_none(n, f, k) for f in counts) / k for k in sizes]

    def slope(d):  # of the sum of squares
        error = [d / k * (math.sqrt(1 + 2 * k / d) - 1) - t for k, t in zip(sizes, expected)]
        change = [(math.sqrt(1 + 2 * k / d) - 1) / k - 1 / (d * math.sqrt(1 + 2 * k / d)) for k in sizes]
        return math.fsum(e * c for e, c in zip(error, change))
    return root(slope, 1e-3, 1e6)


def zipf_s(counts, q=0.0):
    """The mean of ln(r + q) under the law is that of the text."""
    logs = [ln(r + 1 + q) for r in range(len(counts))]
    text = math.fsum(c * x for c, x in zip(counts, logs)) / sum(counts)

    def above(s):
        weights = [math.exp(-s * x) for x in logs]
        return math.fsum(w * x for w, x in zip(weights, logs)) / math.fsum(weights) - text
    return root(above, 0, 50)


def likelihood(counts, s, q):
    total = ln(math.fsum((r + 1 + q) ** -s for r in range(len(counts))))
    return math.fsum(c * (-s * ln(r + 1 + q) - total) for r, c in enumerate(counts))


def growth(words):
    points, seen = [], set()
    for i, word in enumerate(words, 1):
        seen.add(word)
        if i & (i - 1) == 0:
            points.append((ln(i), ln(len(seen))))
    x, y = mean([p[0] for p in points]), mean([p[1] for p in points])
    beta = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    return math.exp(y - beta * x), beta


def indices(words):
    counts = sorted(Counter(words).values(), reverse=True)
    n, v, spectrum = len(words), len(counts), Counter(counts)
    v1, v2, m2 = spectrum[1], spectrum[2], sum(c * c for c in counts)
    entropy = -math.fsum(c / n * log2(c / n) for c in counts)
    k, beta = growth(words)
    above = next(r for r in range(1, v + 1) if counts[r - 1] <= r)
    if counts[above - 1] != above:
        a, b = counts[above - 2], counts[above - 1]
        above = above - 1 + (a - (above - 1)) / (a - (above - 1) + above - b)
    values = {
        "tokens": n, "types": v, "ttr": v / n, "guiraud": v / math.sqrt(n), "cttr": v / math.sqrt(2 * n),
        "herdan_c": ln(v) / ln(n), "rubet_k": ln(v) / ln(ln(n)), "summer_s": ln(ln(v)) / ln(ln(n)),
        "uber_u": ln(n) ** 2 / (ln(n) - ln(v)), "maas_a2": (ln(n) - ln(v)) / ln(n) ** 2,
        "brunet_w": n ** v ** -.172, "honore_r": 100 * ln(n) / (1 - v1 / v), "sichel_s": v2 / v,
        "michea_m": v / v2, "yule_k": 1e4 * (m2 - n) / n ** 2, "yule_i": n ** 2 / (m2 - n),
        "simpson_d": sum(c * (c - 1) for c in counts) / (n * (n - 1)),
        "herdan_vm": math.sqrt(m2 / n ** 2 - 1 / v), "entropy": entropy,
        "entropy_miller_madow": entropy + (v - 1) / (2 * n * ln(2)), "evenness": entropy / log2(v),
        "fisher_alpha": root(lambda a: a * math.log1p(n / a) - v, 1e-6, 1e7),
        "hapax_types": v1 / v, "baayen_p": v1 / n, "good_turing": 1 - v1 / n,
        "chao1": v + v1 * (v1 - 1) / (2 * (v2 + 1)), "h_point": above, "zipf_s": zipf_s(counts),
        "heaps_k": k, "heaps_beta": beta,
        "mtld": (n / factors(words) + n / factors(words[::-1])) / 2,
        "hdd": sum(1 - hypergeometric_none(n, f, 42) for f in counts) / 42,
        "vocd_d": vocd(counts, n),
    }
    for size in 50, 100, 500:
        values[f"msttr_{size}"] = mean(ttrs(words, size, size)) if n >= size else None
        values[f"mattr_{size}"] = mean(ttrs(words, size, 1)) if n >= size else None
    return counts, values


def check(name, layer, row, words):
    counts, values = indices(words)
    got = {c: float(x) if x else None for c, x in row.items() if c not in ("document", "layer")}
    s, q = got.pop("zipf_mandelbrot_s"), got.pop("zipf_mandelbrot_q")
    assert set(got) == set(values), set(got) ^ set(values)
    for measure, value in values.items():
        near = got[measure] == value if value is None else \
            got[measure] is not None and math.isclose(got[measure], value, rel_tol=1e-9)
        assert near, (name, layer, measure, got[measure], value)
    if s is None:  # no maximum: the likelihood grows with q as far as it can be followed
        ways = [likelihood(counts, zipf_s(counts, x), x) for x in (1e2, 1e3, 1e4)]
        assert ways == sorted(ways), (name, layer, ways)
        return
    assert math.isclose(s, zipf_s(counts, q), rel_tol=1e-9), (name, layer, s, q)
    best = likelihood(counts, s, q)
    for other in q - 1e-3, q + 1e-3:
        assert likelihood(counts, zipf_s(counts, other), other) < best, (name, layer, q, other)


def check_growth(text, layer, words):
    seen, rows = Counter(), []
    for i, word in enumerate(words, 1):
        seen[word] += 1
        if i % 50 == 0 or i == len(words):
            rows.append((i, len(seen), sum(c == 1 for c in seen.values())))
    got = [tuple(int(r[c]) for c in ("tokens", "types", "hapaxes"))
           for r in table("diversity", "--growth", "--growth-step", "50", text) if r["layer"] == layer]
    assert got == rows, (text, layer, got, rows)


n = 0
for text in texts:
    tokens = [t for t in table("tokenize", text) if t["kind"] in ("word", "abbrev")]
    rows = {r["layer"]: r for r in table("diversity", "--digits", "17", text)}
    assert set(rows) == {"fold", "lemma"}
    for layer, row in rows.items():
        words = [t[layer] for t in tokens]
        check(row["document"], layer, row, words)
        check_growth(text, layer, words)
        n += len(row) - 2
print(f"{n} indices of {len(texts)} texts agree")
