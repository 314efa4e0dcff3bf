"""The association and keyness measures that need only counts, to some 40 digits: each formula as it
is printed (docs: tarix list measures), naively, in mpmath with 60 digits. None is an empty score."""
from fractions import Fraction

import mpmath
from mpmath import mpf

import exact

INF = mpmath.inf


class Empty(Exception):
    pass


def div(a, b):
    if mpmath.isnan(a) or mpmath.isnan(b):
        raise Empty
    if b == 0:
        if a == 0:
            raise Empty
        return INF if a > 0 else -INF
    return mpf(a) / mpf(b)


def ln(x):
    if x < 0:
        raise Empty
    return -INF if x == 0 else mpmath.log(x)


def log2(x):
    value = ln(x)
    return value if mpmath.isinf(value) else value / mpmath.log(2)


def root(x):
    if x < 0:
        raise Empty
    return mpmath.sqrt(x)


def o_ln_o_e(o, e):
    return mpf(0) if o == 0 else o * mpmath.log(mpf(o) / e)


class Table:
    def __init__(self, o11, r1, c1, n):
        self.o11, self.r1, self.c1, self.n = o11, r1, c1, n
        self.o12, self.o21 = r1 - o11, c1 - o11
        self.o22 = n - r1 - c1 + o11
        self.r2, self.c2 = n - r1, n - c1
        self.e = {} if n == 0 else {(i, j): mpf(r) * c / n for i, r in ((1, r1), (2, self.r2)) for j, c in ((1, c1), (2, self.c2))}
        self.o = {(1, 1): self.o11, (1, 2): self.o12, (2, 1): self.o21, (2, 2): self.o22}
        d = o11 * n - r1 * c1
        self.sign = (d > 0) - (d < 0)

    def g2(self):
        return sum((2 * o_ln_o_e(self.o[k], self.e[k]) for k in self.e), mpf(0)) if self.sign else mpf(0)


def shared(t, tests):
    """What both families have."""
    o11, o12, o21, o22, r1, r2, c1, c2, n = t.o11, t.o12, t.o21, t.o22, t.r1, t.r2, t.c1, t.c2, t.n
    h = mpf(1) / 2

    def williams():
        q = 1 + (div(n, r1) + div(n, r2) - 1) * (div(n, c1) + div(n, c2) - 1) / (6 * n)
        if mpmath.isinf(q):
            raise Empty
        return t.sign * t.g2() / q

    def yates():
        d = abs(mpf(o11) * n - r1 * c1) / n
        return t.sign * sum(div((d - min(h, d)) ** 2, e) for e in t.e.values())

    def conservative():
        if r1 == 0 or r2 == 0 or c1 == 0:
            raise Empty
        if t.sign == 0:
            return mpf(0)
        own, other, k = (r1, r2, o11) if t.sign > 0 else (r2, r1, o21)
        alpha = mpf(1) / 20 / tests / 2
        if exact.binomial(k, c1, Fraction(own, n))[0] > mpmath.log10(alpha):
            return mpf(0)
        return t.sign * (exact.log_odds_bound(k, c1, alpha) + ln(mpf(other) / own)) / mpmath.log(2)
    return {
        "ll": lambda: t.sign * t.g2(),
        "ll_log10_p": lambda: mpmath.log10(mpmath.erfc(root(t.g2() / 2))),
        "ll_williams": williams,
        "chi2": lambda: t.sign * div(n * mpf(o11 * o22 - o12 * o21) ** 2, r1 * r2 * c1 * c2),
        "chi2_yates": yates,
        "fisher_log10_p": lambda: exact.hypergeometric(o11, r1, c1, n)[0],
        "fisher_two_log10_p": lambda: exact.fisher_two(o11, r1, c1, n),
        "odds_ratio": lambda: div(o11 * o22, o12 * o21),
        "relative_risk": lambda: div(div(o11, r1), div(o21, r2)),
        "log_ratio": lambda: log2(div(div(o11, r1), div(o21, r2))),
        "log_ratio_walter": lambda: log2(div(div(o11 + h, r1 + h), div(o21 + h, r2 + h))),
        "log_ratio_conservative": conservative,
    }


def association(o11, r1, c1, n, span, tests):
    t = Table(o11, r1, c1, n)
    o12, o21, o22, r2, c2 = t.o12, t.o21, t.o22, t.r2, t.c2
    h = mpf(1) / 2
    if n == 0:
        raise ValueError("an empty table")
    e11 = mpf(r1) * c1 / n

    def mi():
        return log2(div(o11, e11))

    def npmi():
        if o11 == 0:
            div(o11, e11)
            return mpf(-1)
        return div(mi(), -log2(mpf(o11) / n))

    def berry_rogghe():
        if r1 >= n:
            raise Empty
        p = Fraction(c1, n - r1)
        if p >= 1:
            raise Empty
        p = mpf(p.numerator) / p.denominator
        e = p * r1 * span
        return div(o11 - e, root(e * (1 - p)))

    def t_score():
        return div(o11 - e11, root(mpf(o11)))

    def t_binomial():
        if o11 == 0:
            raise Empty
        return div(o11 - e11, root(o11 * (1 - mpf(o11) / n)))

    def log_odds():
        return ln(div(o11 * o22, o12 * o21))

    def haldane():
        return ln((o11 + h) * (o22 + h) / ((o12 + h) * (o21 + h)))

    def yule_y():
        a, b = root(mpf(o11) * o22), root(mpf(o12) * o21)
        return div(a - b, a + b)
    dice = lambda: div(2 * o11, r1 + c1)  # noqa: E731
    phi = lambda: div(o11 * o22 - o12 * o21, root(mpf(r1) * r2 * c1 * c2))  # noqa: E731
    result = shared(t, tests)
    result.update({
        "simple_ll": lambda: t.sign * 2 * (o_ln_o_e(o11, e11) - (o11 - e11)),
        "poisson_log10_p": lambda: exact.poisson(o11, Fraction(r1 * c1, n))[0],
        "binomial_log10_p": lambda: exact.binomial(o11, n, Fraction(r1 * c1, n * n))[0],
        "poisson_stirling": lambda: mpf(0) if o11 == 0 else o11 * (ln(mpf(o11)) - ln(e11) - 1),
        "mi": mi,
        "mi2": lambda: log2(div(o11 ** 2, e11)),
        "mi3": lambda: log2(div(o11 ** 3, e11)),
        "npmi": npmi,
        "ppmi": lambda: max(mpf(0), mi()),
        "local_mi": lambda: mpf(0) if o11 == 0 else o11 * mi(),
        "mi_log_f": lambda: mpf(0) if o11 == 0 else mi() * ln(mpf(o11) + 1),
        "average_mi": lambda: sum(o_ln_o_e(t.o[k], t.e[k]) for k in t.e) / n / mpmath.log(2),
        "z": lambda: div(o11 - e11, root(e11)),
        "z_binomial": lambda: div(o11 - e11, root(e11 * (1 - e11 / n))),
        "z_berry_rogghe": berry_rogghe,
        "t": t_score,
        "t_binomial": t_binomial,
        "dice": dice,
        "log_dice": lambda: 14 + log2(dice()),
        "jaccard": lambda: div(o11, o11 + o12 + o21),
        "ochiai": lambda: div(o11, root(mpf(r1) * c1)),
        "min_sensitivity": lambda: min(div(o11, r1), div(o11, c1)),
        "delta_p_c_n": lambda: div(o11, r1) - div(o21, r2),
        "delta_p_n_c": lambda: div(o11, c1) - div(o12, c2),
        "p_c_n": lambda: div(o11, r1),
        "p_n_c": lambda: div(o11, c1),
        "mutual_expectation": lambda: o11 * dice(),
        "liddell": lambda: div(o11 * o22 - o12 * o21, c1 * c2),
        "phi": phi,
        "phi2": lambda: phi() ** 2,
        "yule_q": lambda: div(o11 * o22 - o12 * o21, o11 * o22 + o12 * o21),
        "yule_y": yule_y,
        "log_odds_ratio": log_odds,
        "log_odds_ratio_haldane": haldane,
        "lambda": haldane,
        "lambda_z": lambda: haldane() / root(sum(1 / (o + h) for o in t.o.values())),
    })
    return result


def keyness(a, b, n1, n2, tests, prior, texts=None):
    t = Table(a, n1, a + b, n1 + n2)
    n, h = n1 + n2, mpf(1) / 2
    p, q = lambda: div(a, n1), lambda: div(b, n2)  # noqa: E731

    def two_term():
        e1, e2 = mpf(n1) * (a + b) / n, mpf(n2) * (a + b) / n
        return 2 * (o_ln_o_e(a, e1) + o_ln_o_e(b, e2))

    def ell():
        least = mpf(min(n1, n2)) * (a + b) / n
        if least <= 1:
            raise Empty
        return two_term() / (n * ln(least))

    def hardie():
        if n1 == 0 or n2 == 0:
            raise Empty  # an empty margin empties ratios
        return log2(div(div(a or h, n1), div(b or h, n2)))

    def katz(sign):
        if a == 0 or b == 0:
            raise Empty
        z = mpf("1.959963984540054")
        error = root(mpf(1) / a - mpf(1) / n1 + mpf(1) / b - mpf(1) / n2)
        return log2(p() / q()) + sign * z * error / mpmath.log(2)

    def delta():
        alpha = mpf(prior) * (a + b) / n
        one = div(a + alpha, n1 + mpf(prior) - a - alpha)
        two = div(b + alpha, n2 + mpf(prior) - b - alpha)
        return ln(one) - ln(two)

    def delta_z():
        alpha = mpf(prior) * (a + b) / n
        return div(delta(), root(div(1, a + alpha) + div(1, b + alpha)))

    def simple_maths(k):
        return lambda: div(10 ** 6 * p() + k, 10 ** 6 * q() + k)

    def term(x, m):
        return mpf(0) if x == 0 else x * log2(x / m)

    def kld():
        x, y = p(), q()
        return mpf(0) if x == 0 else x * log2(div(x, y))

    def specificity():
        if t.sign == 0:
            return mpf(0)
        upper, lower = exact.hypergeometric(a, n1, a + b, n)
        return -upper if t.sign > 0 else lower

    def text_dispersion():
        if not texts:
            raise Empty
        other = Table(texts[0], texts[2], texts[0] + texts[1], texts[2] + texts[3])
        return other.sign * other.g2()
    result = shared(t, tests)
    result.update({
        "ll_two_term": two_term,
        "bic": lambda: t.g2() - ln(mpf(n)),
        "ell": ell,
        "log_ratio_hardie": hardie,
        "log_ratio_low": lambda: katz(-1),
        "log_ratio_high": lambda: katz(1),
        "pct_diff": lambda: 100 * div(p() - q(), q()),
        "diff_coefficient": lambda: div(p() - q(), p() + q()),
        "weirdness": lambda: div(p(), q()),
        "simple_maths_1": simple_maths(1),
        "simple_maths_10": simple_maths(10),
        "simple_maths_100": simple_maths(100),
        "simple_maths_1000": simple_maths(1000),
        "log_odds_dirichlet": delta,
        "log_odds_dirichlet_z": delta_z,
        "jsd_bits": lambda: (term(p(), (p() + q()) / 2) + term(q(), (p() + q()) / 2)) / 2,
        "kld_bits": kld,
        "text_dispersion_ll": text_dispersion,
        "specificity": specificity,
    })
    return result


def compute(formulas):
    values = {}
    for name, formula in formulas.items():
        try:
            value = formula()
            values[name] = None if mpmath.isnan(value) else value
        except Empty:
            values[name] = None
    return values
