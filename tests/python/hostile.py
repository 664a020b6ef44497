# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""A plant and a study whose names try to be something else: tags, formulas, ends of sections, other scripts."""

import linewright as lw

SCRIPT = "<script>document.title='hit';document.body.textContent='hit'</script>"
IMAGE = '"><img src="http://127.0.0.1:{port}/x.png" onerror="document.title=\'hit\'">'
STATIONS = [
    "<script>document.title='hit'<",  # a station's name has no slash
    '"><img onerror=alert(1) src=x>',
    "]]> & <![CDATA[",
    "=HYPERLINK(1)",
    "a station with a name that is very long, longer than any sheet or row has room for, and goes on and on " * 3,
    "תחנה ראשונה",  # right to left
    "\u202eenoyreve",  # tells a browser to write backwards
    "🏭 🔧 laser",
    "bell\x07 and\nline {{ 7 * 7 }} {% raw %}",
    "{{ study }} $x_1$",
]
ALTERNATIVES = [
    SCRIPT,
    "=1+cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "'quoted",
    "javascript:alert(1)//]]>",
    "x" * 300,
    "سيناريو",
]


def plant() -> lw.Plant:
    """A line of hostile stations, named so itself."""
    return lw.Plant(
        name=f"</title>{SCRIPT}",
        sources=[lw.Source("<b>in", interarrival=lw.exponential("3 min"))],
        stations=[lw.Station(name, cycle=lw.exponential("2 min"), operators=["<i>who"]) for name in STATIONS],
        buffers=[lw.Buffer(f"before {name}") for name in STATIONS],
        routes=[lw.Route("r", steps=[at for name in STATIONS for at in (f"before {name}", name)])],
        operators=[lw.OperatorPool("<i>who", count=8)],
    )


def study(port: int = 9) -> lw.Study:
    """Alternatives with hostile names, a little faster each."""
    today = plant()
    path = f"stations/{STATIONS[3]}/cycle"
    cases = {IMAGE.format(port=port): today}
    cases |= {name: today.edit(path, scale=1 - 0.03 * k) for k, name in enumerate(ALTERNATIVES)}
    return lw.compare(cases, "10 h", "2 h", replications=3)
