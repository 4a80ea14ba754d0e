"""A word looked for in the texts, by the desk's list: a page that finds nothing, which is the dearest, beside SQLite's LIKE over as
many of the same texts."""
import subprocess

from stand import servers

PAGE_MOST_MS = 300
TEXTS = 2000  # WALKS_MAX × WORK_TEXTS_MAX: as far as a page looks
WORD = "слововиняток"


def search(stand, archive):
    command = ["taskset", "-c", str(servers.core()), stand.programs / "searching", archive.data / "store.db", WORD, str(TEXTS)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {name: int(value) for name, value in map(str.split, output.splitlines())}


def measure(stand, table):
    archive = stand.archive(stand.large)
    stand.tell("looking for a word")
    taken = search(stand, archive)
    page_ms, like_ms = taken["page_us"] / 1000, taken["like_us"] / 1000
    table.row(
        f"a word in the desk's list, {archive.count:,} articles, {TEXTS:,} texts looked into, CPU",
        f"{page_ms:.0f} ms",
        promise=f"≤ {PAGE_MOST_MS} ms",
        peer=f"SQLite's LIKE {like_ms:.0f} ms",
        ratio=f"{page_ms / like_ms:.1f}",
        kept=page_ms <= PAGE_MOST_MS,
    )
