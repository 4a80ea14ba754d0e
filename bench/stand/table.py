"""The one table that the bench prints."""

import statistics

COLUMNS = ("figure", "measured", "promise", "peer", "ratio", "verdict")


def verdict(kept):
    return "kept" if kept else "MISSED"


class Table:
    def __init__(self):
        self.rows, self.notes = [], []

    def row(self, figure, measured, **others):
        """A figure: measured, and of COLUMNS what applies; `kept` says whether the promise is."""
        if "kept" in others:
            others["verdict"] = verdict(others.pop("kept"))
        self.rows.append((figure, measured, *(others.get(name, "") for name in COLUMNS[2:])))

    def ratio(self, figure, taken_us, peer, most):
        """A figure beside what a peer, (name, microseconds), took in the same rounds; promised is `most` of that, or
        nothing (None). The ratio is the median of each round's: what slowed a round slowed both."""
        name, peer_us = peer
        ratio = statistics.median(own / other for own, other in zip(taken_us, peer_us))
        self.row(
            figure,
            f"{statistics.median(taken_us):.1f} µs",
            peer=f"{name} {statistics.median(peer_us):.1f} µs",
            ratio=f"{ratio:.2f}",
            **({} if most is None else {"promise": f"≤ {most} × {name}", "kept": ratio <= most}),
        )

    def note(self, title, lines):
        """What stands below the table, such as a histogram."""
        self.notes.append((title, list(lines)))

    def write(self, facts):
        rows = [COLUMNS, *self.rows]
        widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
        label = max(len(what) for what, _ in facts)
        lines = [f"{what.ljust(label)}  {how_much}" for what, how_much in facts] + [""]
        for number, row in enumerate(rows):
            lines.append("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
            if number == 0:
                lines.append("  ".join("-" * width for width in widths))
        for title, note in self.notes:
            lines += ["", title, *("  " + line for line in note)]
        return "\n".join(lines) + "\n"
