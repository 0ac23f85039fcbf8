"""What the tests of this room counted, shown together at the end of the run."""

from collections import Counter
from dataclasses import dataclass, field

import pytest

PROPERTY = "torture"
PROMISES = ("files that do not open", "acknowledged edits lost", "tracebacks", "writes outside the target")
DONE = ("kills", "injected I/O faults", "power cuts", "mutated files", "hostile files")


@dataclass
class Figures:
    """Counts by word, and the largest memory (bytes) and time (seconds) that a foreign file took."""

    counts: "Counter[str]" = field(default_factory=Counter)
    memory: int = 0
    seconds: float = 0.0
    lines: list[str] = field(default_factory=list)

    def add(self, word: str, number: int = 1) -> None:
        self.counts[word] += number

    def cost(self, memory: int, seconds: float) -> None:
        self.memory, self.seconds = max(self.memory, memory), max(self.seconds, seconds)

    def join(self, other: "Figures") -> None:
        self.counts += other.counts
        self.cost(other.memory, other.seconds)
        self.lines += other.lines

    def text(self) -> str:
        done = ", ".join(f"{self.counts[word]} {word}" for word in DONE)
        kept = ", ".join(f"{self.counts[word]} {word}" for word in PROMISES)
        cost = f"peak memory of a foreign file {self.memory / 1e6:.0f} MB, longest time {self.seconds:.1f} s"
        return "\n".join([*self.lines, done, f"{kept}; {cost}"])


class Summary:
    """Adds up what the tests recorded, also in the processes of pytest-xdist, and prints it."""

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        whole = Figures()
        for reports in terminalreporter.stats.values():
            for report in reports:
                for name, value in getattr(report, "user_properties", ()):
                    if name == PROPERTY and report.when == "teardown":
                        counts, memory, seconds, lines = value
                        whole.join(Figures(Counter(counts), memory, seconds, lines))
        if whole.counts:
            terminalreporter.section("bad days")
            terminalreporter.write_line(whole.text())
