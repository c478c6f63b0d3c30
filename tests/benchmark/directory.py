"""The directory with 4,100 centres against that of 40 before it; code 1 over a bar.

    .venv/bin/python tests/benchmark/directory.py ROOT

ROOT: a checkout of 86eb264 (`git worktree add --detach ROOT 86eb264`). Each site in a
process of its own, on SQLite; their pages in turn, the best of many: CPU, as ratios.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve()
BEFORE, NOW, TIMES = 40, 4_100, 60
PLAIN, NEAR = "/centres/", "/centres/?pres=45000"
FICHES, FICHES_NEAR = "/initiatives/", "/initiatives/?pres=45000"
# (page, page that it is compared with, bar)
BARS = (
    (PLAIN, "before", 1.2),
    (NEAR, PLAIN, 1.5),
    (FICHES_NEAR, FICHES, 1.5),
)


class Site:
    """A process of many_centres.py."""

    def __init__(self, root, number):
        program = [sys.executable, str(HERE.with_name("many_centres.py"))]
        self.process = subprocess.Popen(  # noqa: S603
            [*program, str(root), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def cost(self, address):
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measured(before, now):
    """{page: the least CPU that it took, in seconds}"""
    asked = {page: (now, page) for page in (PLAIN, NEAR, FICHES, FICHES_NEAR)}
    asked["before"] = (before, PLAIN)
    best = dict.fromkeys(asked, float("inf"))
    for _ in range(TIMES):
        for name, (site, page) in asked.items():
            best[name] = min(best[name], site.cost(page))
    return best


def main(root):
    before, now = Site(root, BEFORE), Site(HERE.parents[2], NOW)
    best = measured(before, now)
    for site in (before, now):
        site.close()
    over = False
    for page, other, bar in BARS:
        ratio = best[page] / best[other]
        over = over or ratio > bar
        print(f"{page} {best[page] * 1000:.1f} ms, ratio to {other}", end=" ")
        print(f"{ratio:.2f} (bar {bar})")
    return over


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
