"""Tails of distributions to some 40 digits, by other ways than the library's: whole-number sums in
fixed point, series and continued fractions in mpmath (Debian: python3-mpmath). Slow, and right."""
import mpmath
from mpmath import mp, mpf

mp.dps = 60
ONE = 1 << 240  # fixed point


def lnfact(k):
    return mpmath.loggamma(k + 1)


def ln_choose(n, k):
    return lnfact(n) - lnfact(k) - lnfact(n - k)


def log10_complement(log10_q):
    """log10(1 - 10^log10_q)"""
    return mpmath.log1p(-mpf(10) ** log10_q) / mp.ln10


def lattice_tail(ln_p, up, down, low, high, k):
    """(log10 P(X >= k), log10 P(X <= k)): ln_p(j) is ln P(j); up(j) = (num, den) of P(j+1)/P(j), down
    likewise; low..high is where X lies (high None: no end)."""
    def rise(j):
        term = total = ONE
        while (high is None or j < high) and term > total >> 200:
            num, den = up(j)
            term = term * num // den
            total += term
            j += 1
        return mpf(total) / ONE

    def fall(j):
        term = total = ONE
        while j > low and term > total >> 200:
            num, den = down(j)
            term = term * num // den
            total += term
            j -= 1
        return mpf(total) / ONE

    def upper(j):
        if j <= low:
            return mpf(0)
        if high is not None and j > high:
            return -mpmath.inf
        num, den = up(j)
        if num < den:  # beyond the mode
            return (ln_p(j) + mpmath.log(rise(j))) / mp.ln10
        return log10_complement((ln_p(j - 1) + mpmath.log(fall(j - 1))) / mp.ln10)

    def lower(j):
        if high is not None and j >= high:
            return mpf(0)
        if j < low:
            return -mpmath.inf
        num, den = up(j)
        if num < den:
            return log10_complement((ln_p(j + 1) + mpmath.log(rise(j + 1))) / mp.ln10)
        return (ln_p(j) + mpmath.log(fall(j))) / mp.ln10
    return upper(k), lower(k)


def hypergeometric(k, r1, c1, n):
    k, r1, c1, n = int(k), int(r1), int(c1), int(n)
    r2 = n - r1
    total = ln_choose(n, c1)
    return lattice_tail(
        lambda j: ln_choose(r1, j) + ln_choose(r2, c1 - j) - total,
        lambda j: ((r1 - j) * (c1 - j), (j + 1) * (r2 - c1 + j + 1)),
        lambda j: (j * (r2 - c1 + j), (r1 - j + 1) * (c1 - j + 1)),
        max(0, c1 - r2), min(r1, c1), k)


def binomial(k, n, p, q=None):
    """p (and q) exact: a number or a fraction."""
    k, n = int(k), int(n)
    num, den = p.as_integer_ratio()
    if q is None:
        p_, q_ = num, den - num
    else:
        q_num, q_den = q.as_integer_ratio()
        p_, q_ = num * q_den, q_num * den
    if p_ == 0 or q_ == 0:
        at = 0 if p_ == 0 else n
        return (mpf(0) if k <= at else -mpmath.inf), (mpf(0) if k >= at else -mpmath.inf)
    ln_ps, ln_qs = mpmath.log(mpf(p_) / (p_ + q_)), mpmath.log(mpf(q_) / (p_ + q_))
    # Only the ratios need p/q, to 200 bits.
    odds = (p_ << 220) // q_
    return lattice_tail(
        lambda j: ln_choose(n, j) + j * ln_ps + (n - j) * ln_qs,
        lambda j: ((n - j) * odds, (j + 1) << 220),
        lambda j: (j << 220, (n - j + 1) * odds), 0, n, k)


def poisson(k, mean):
    k = int(k)
    num, den = mean.as_integer_ratio()
    if num == 0:
        return (mpf(0) if k <= 0 else -mpmath.inf), mpf(0)
    m = mpf(num) / den
    ln_m = mpmath.log(m)
    return lattice_tail(lambda j: j * ln_m - m - lnfact(j), lambda j: (num, (j + 1) * den),
                        lambda j: (j * den, num), 0, None, k)


def fisher_two(k, r1, c1, n):
    """R's: the sum of all P(j) <= P(k)(1 + 1e-7)."""
    k, r1, c1, n = int(k), int(r1), int(c1), int(n)
    r2 = n - r1
    low, high = max(0, c1 - r2), min(r1, c1)
    total = ln_choose(n, c1)

    def ln_p(j):
        return ln_choose(r1, j) + ln_choose(r2, c1 - j) - total
    bar = ln_p(k) + mpmath.log1p(mpf(10) ** -7)
    mode = min(max((r1 + 1) * (c1 + 1) // (n + 2), low), high)
    if ln_p(mode) <= bar:
        return mpf(0)

    def edge(inside, outside):
        while abs(outside - inside) > 1:
            middle = (inside + outside) // 2
            if ln_p(middle) > bar:
                inside = middle
            else:
                outside = middle
        return outside
    left, right = edge(mode, low - 1), edge(mode, high + 1)
    p = mpf(0)
    if right <= high:
        p += mpf(10) ** hypergeometric(right, r1, c1, n)[0]
    if left >= low:
        p += mpf(10) ** hypergeometric(left, r1, c1, n)[1]
    return mpmath.log10(p)


def normal_upper(z):
    z = mpf(z)
    if z < 0:
        return log10_complement(normal_upper(-z))
    return mpmath.log10(mpmath.erfc(z / mpmath.sqrt(2)) / 2)


def chi2(x, df):
    """(log10 upper, log10 lower): the series of P in fixed point; where Q is beyond its digits, the
    continued fraction of Q."""
    a, x = mpf(df) / 2, mpf(x) / 2
    ln_term = a * mpmath.log(x) - x - mpmath.loggamma(a + 1)
    if x < a + 1 or x - a < 8 * mpmath.sqrt(a):
        total = term = ONE
        big = 1 << 400
        ax, xx = int(a * big), int(x * big)
        while term > total >> 220:
            ax += big
            term = term * xx // ax
            total += term
        lower = (ln_term + mpmath.log(mpf(total) / ONE)) / mp.ln10
        return log10_complement(lower), lower
    n = 60
    while True:  # from the tail of the fraction, deeper until nothing changes
        values = []
        for depth in (n, 2 * n):
            f = mpf(0)
            for i in range(depth, 0, -1):
                f = i * (a - i) / (x + 1 - a + 2 * i + f)
            values.append(1 / (x + 1 - a + f))
        if abs(values[0] / values[1] - 1) < mpf(10) ** -30:
            upper = (ln_term + mpmath.log(a * values[1])) / mp.ln10
            return upper, log10_complement(upper)
        n *= 2


def t_upper(t, df):
    """Half of I_x(df/2, 1/2): a series of positive terms in x or, past the middle, in 1 - x."""
    t, df = mpf(t), mpf(df)
    if t < 0:
        return log10_complement(t_upper(-t, df))
    if t == 0:
        return -mpmath.log10(2)
    a, b = df / 2, mpf(1) / 2
    x, y = df / (df + t * t), t * t / (df + t * t)

    def ln_series(a, b, x, y):
        # I_x(a, b) = x^a y^b / (a B(a, b)) sum_i prod (a+b+j)/(a+1+j) x
        total = term = mpf(1)
        i = 0
        while term > total * mpf(10) ** -50:
            term *= (a + b + i) / (a + 1 + i) * x
            total += term
            i += 1
            if i > 3000000:
                raise ArithmeticError("slow")
        return (a * mpmath.log(x) + b * mpmath.log(y) - mpmath.log(a) + mpmath.loggamma(a + b)
                - mpmath.loggamma(a) - mpmath.loggamma(b) + mpmath.log(total))
    if y > mpf(10) ** -3 and x < mpf("0.999"):
        return (ln_series(a, b, x, y) - mpmath.log(2)) / mp.ln10
    if t < 20:
        with mpmath.workdps(160):
            return mpmath.log10((1 - mpmath.exp(ln_series(b, a, y, x))) / 2)
    # Far out of a nearly normal one: the fraction of DLMF 8.17.22, deeper until nothing changes.
    n = 60
    while True:
        values = []
        for depth in (n, 2 * n):
            f = mpf(1)
            for i in range(depth, 0, -1):
                m = i // 2
                d = (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) if i % 2 == 0 else
                     -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)))
                f = 1 + d / f
            values.append(1 / f)
        if abs(values[0] / values[1] - 1) < mpf(10) ** -30:
            ln_i = (a * mpmath.log(x) + b * mpmath.log(y) - mpmath.log(a) + mpmath.loggamma(a + b)
                    - mpmath.loggamma(a) - mpmath.loggamma(b) + mpmath.log(values[1]))
            return (ln_i - mpmath.log(2)) / mp.ln10
        n *= 2


def log_odds_bound(k, n, alpha):
    """Root of log10 P(X >= k | p) = log10 alpha in the log odds, by the secant method."""
    k, n = int(k), int(n)
    if k == 0:
        return -mpmath.inf
    goal = mpmath.log10(mpf(alpha))
    from fractions import Fraction

    def f(u):
        odds = mpmath.exp(u)
        scaled = int(odds * mpf(2) ** 260)
        return binomial(k, n, Fraction(scaled, scaled + 2 ** 260))[0] - goal
    b = mpf(n - k + 1)
    u = mpmath.log(k / b) - mpmath.sqrt(-2 * mpmath.log(mpf(alpha)) * (mpf(1) / k + 1 / b))
    v = u + mpf("1e-3") * mpmath.sqrt(mpf(1) / k + 1 / b)
    fu, fv = f(u), f(v)
    for _ in range(60):
        if fv == fu:
            break
        u, v, fu = v, v - fv * (v - u) / (fv - fu), fv
        if abs(v - u) < mpf(10) ** -30 * (1 + abs(v)):
            break
        fv = f(v)
    return v
