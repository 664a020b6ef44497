"""Makes the table of test_moments.cpp: mean, variance, cdf and quantiles of the laws by SciPy.

    python3 -m venv venv && venv/bin/pip install scipy && venv/bin/python make_scipy_table.py

Times are in microseconds in the table, in seconds here. Made with SciPy 1.17.
"""

import math

from scipy import stats

US = 1e6


def lognormal(mean, sd):
    variance = math.log1p((sd / mean) ** 2)
    return stats.lognorm(math.sqrt(variance), scale=mean * math.exp(-variance / 2))


def gamma(mean, sd):
    return stats.gamma((mean / sd) ** 2, scale=sd * sd / mean)


def pert(low, mode, high):
    width = high - low
    return stats.beta(1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, low, width)


LAWS = {
    "uniform(1_s, 4_s)": stats.uniform(1, 3),
    "triangular(2_s, 3_s, 7_s)": stats.triang(0.2, 2, 5),
    "exponential(3_s)": stats.expon(scale=3),
    "erlang(4, 3_s)": stats.erlang(4, scale=3 / 4),
    "gamma(3_s, 1_s)": gamma(3, 1),
    "gamma(3_s, 5_s)": gamma(3, 5),
    "normal(3_s, 2_s)": stats.truncnorm(-1.5, math.inf, 3, 2),
    "normal(30_s, 2_s)": stats.truncnorm(-15, math.inf, 30, 2),
    "lognormal(3_s, 2_s)": lognormal(3, 2),
    "weibull(0.7, 3_s)": stats.weibull_min(0.7, scale=3),
    "weibull(2.5, 3_s)": stats.weibull_min(2.5, scale=3),
    "beta(2.0, 3.0, 1_s, 4_s)": stats.beta(2, 3, 1, 3),
    "beta(0.4, 0.3, 1_s, 4_s)": stats.beta(0.4, 0.3, 1, 3),
    "pert(1_s, 2_s, 5_s)": pert(1, 2, 5),
    "offset(exponential(3_s), 2_s)": stats.expon(2, scale=3),
}

for text, law in LAWS.items():
    mean, variance = law.mean() * US, law.var() * US * US
    points = ", ".join(f"{{{q!r}, {float(law.ppf(q)) * US!r}}}" for q in (0.001, 0.1, 0.5, 0.9, 0.999))
    print(f"    {{{text}, {float(mean)!r}, {float(variance)!r}, {{{points}}}}},")
