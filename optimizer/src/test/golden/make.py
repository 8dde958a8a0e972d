#!/usr/bin/env python3
"""Values of kernel and criterion with fifty digits, for the tests: python3 make.py > ../resources/golden.csv

Plain decimal arithmetic, written from the formulas and not from the Java code.
"""
from decimal import Decimal as D, getcontext

getcontext().prec = 60
PI = D("3.14159265358979323846264338327950288419716939937510582097494459")


def density(z):
    return (-z * z / 2).exp() / (2 * PI).sqrt()


def mills_tail(x):
    """(1 - Phi(x)) / phi(x) for x > 0: Laplace's continued fraction, from far inside."""
    tail = x
    for k in range(6000, 0, -1):
        tail = x + k / tail
    return 1 / tail


def cumulative(z):
    if abs(z) > 3:
        tail = density(z) * mills_tail(abs(z))
        return tail if z < 0 else 1 - tail
    term = total = z
    k = 0
    while abs(term) > D(10) ** -58 * (abs(total) + D(10) ** -30):
        k += 1
        term = term * z * z / (2 * k + 1)
        total += term
        if z == 0:
            break
    return D("0.5") + density(z) * total


def log_gain(z):
    if z < -3:
        # phi + z Phi = phi (1 + z m) loses as many digits as z has squared: sixty are enough.
        return -z * z / 2 - (2 * PI).sqrt().ln() + (1 + z * mills_tail(-z)).ln()
    return (density(z) + z * cumulative(z)).ln()


def matern(squared, unlike):
    r = (5 * squared).sqrt()
    return (1 + r + r * r / 3) * (-r - unlike).exp()


def radial(squared, unlike):
    return (-squared / 2 - unlike).exp()


print("what,first,second,value")
for squared in ("0", "1e-8", "0.01", "0.3", "1", "4.7", "30", "900"):
    for unlike in ("0", "0.7"):
        print(f"MATERN_5_2,{squared},{unlike},{matern(D(squared), D(unlike)):.20e}")
        print(f"RADIAL_BASIS,{squared},{unlike},{radial(D(squared), D(unlike)):.20e}")
for z in ("-10000", "-1500", "-300", "-38.5", "-12", "-5", "-3.1", "-2.9", "-1", "-0.3", "0", "0.4", "1", "2.9", "3.1", "4.9", "5.1", "20", "40"):
    print(f"LOG_GAIN,{z},0,{log_gain(D(z)):.20e}")
for z in ("-37", "-20", "-8", "-4.1", "-2.5", "-0.66", "0", "0.66", "1.5", "3.9", "5"):
    print(f"CUMULATIVE,{z},0,{cumulative(D(z)):.20e}")

# The expected growth of the dominated volume over a front of three stairs, worst values (0, 0): each mean is an integral
# over what one value adds, here by Simpson's rule and without the boxes of the Java code.
STAIRS = [(1, 3), (2, 2), (3, 1)]


def by_second(y1, m2, s2):
    """Mean over a normal second value: what is added is a sum of ramps in it, each with a known mean."""
    if y1 <= 0:
        return D(0)
    ramps = []
    left = D(0)
    for x, y in STAIRS:
        right = min(y1, D(x))
        if right > left:
            ramps.append((right - left, D(y)))
            left = right
    if y1 > left:
        ramps.append((y1 - left, D(0)))
    total = D(0)
    for width, start in ramps:
        z = (m2 - start) / s2
        total += width * s2 * (density(z) + z * cumulative(z))
    return total


def expected(m1, s1, m2, s2):
    """Simpson's rule piece by piece between the corners, where the integrand is smooth."""
    ends = [D(0), D(1), D(2), D(3), m1 + 14 * s1]
    total = D(0)
    for low, high in zip(ends, ends[1:]):
        low, high = max(low, m1 - 14 * s1), high
        if high <= low:
            continue
        n = 400
        h = (high - low) / n
        part = D(0)
        for i in range(n + 1):
            y = low + h * i
            weight = 1 if i in (0, n) else 4 if i % 2 else 2
            part += weight * by_second(y, m2, s2) * density((y - m1) / s1) / s1
        total += part * h / 3
    return total


for m1, s1, m2, s2 in (("1.5", "0.5", "2.5", "0.4"), ("0", "1", "0", "1"), ("4", "0.3", "4", "0.2"), ("2", "1.5", "1", "0.7")):
    print(f"VOLUME,{m1}/{s1},{m2}/{s2},{expected(D(m1), D(s1), D(m2), D(s2)):.20e}")
