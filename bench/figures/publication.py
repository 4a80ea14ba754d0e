"""From the editor's click to the headline on every page: what `stoppress publish` says each step took, on disk and read
back, one publication after the other while the site is served from a full cache."""
import gzip
import re
import subprocess
import time

from stand import archives, loads, machine, servers

PUBLICATIONS = 300
P50_MOST_MS, P99_MOST_MS, DISK_SHARE = 5, 10, 2
PERIOD_MS = 20  # from the end of one to the next, about what the command to publish needs to begin
SAME_MOST = 1.25  # "the same": the disk alone varies as much
EDGES_MS = (0.1, 0.2, 0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 50)
STEP = re.compile(r"^  (\S.*?) +([\d.]+) ms$", re.MULTILINE)


def fill_cache(stand, archive, server):
    """A site at work has its pages in memory; what a publication has to do there grows with them."""
    with loads.PathList(archive.article_paths(servers.PAGES_THAT_FILL)) as paths:
        loads.load(stand, server.port, paths, len(paths.paths))


def publish(stand, archive, file):
    """The milliseconds of each step, by name, in order; the last is the total."""
    command = [stand.stoppress, "publish", "--data", archive.data, file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"stoppress publish: {done.stderr.strip()}")
    if "read back" not in done.stdout:
        raise RuntimeError(f"a publication was not seen on the site:\n{done.stdout}")
    return {name: float(ms) for name, ms in STEP.findall(done.stdout)}


def publish_all(stand, archive, folder):
    """Every step's milliseconds of all publications, by the step's name."""
    lines = archives.make_items(PUBLICATIONS, "--now", "--seed", f"now-{time.time_ns()}").splitlines(keepends=True)
    taken = {}
    for number, line in enumerate(lines):
        file = folder / "item.json"
        file.write_bytes(line)
        for name, ms in publish(stand, archive, file).items():
            taken.setdefault(name, []).append(ms)
    return taken


def bare_ms(stand, folder, plain):
    """What the least takes that a publication can be: that page compressed, and two commits of as many pages."""
    command = [stand.programs / "bare_publication", folder, str(PUBLICATIONS), str(PERIOD_MS)]
    output = subprocess.run(command, input=plain, check=True, capture_output=True).stdout
    return [int(line) / 1000 for line in output.split()]


def histogram(taken):
    """A line a step: p50, p99, and how many publications took up to each edge."""
    yield f"{'step':12}{'p50':>8}{'p99':>9}{'most':>9}   how many took up to … ms"
    yield " " * 41 + "".join(f"{edge:>6g}" for edge in EDGES_MS) + "  more"
    for name, values in taken.items():
        counts, below = [], 0
        for edge in (*EDGES_MS, float("inf")):
            up_to = sum(value <= edge for value in values)
            counts.append(up_to - below)
            below = up_to
        p50, p99 = machine.percentile(values, 0.5), machine.percentile(values, 0.99)
        bars = "".join(f"{count or '·':>6}" for count in counts)
        yield f"{name:12}{p50:>8.3f}{p99:>9.3f}{max(values):>9.3f}   {bars}"


def at_size(stand, table, count):
    """Publishes at one size; returns the median of the totals."""
    archive = stand.archive(count)
    stand.tell(f"{PUBLICATIONS} publications at {count:,} articles")
    with stand.temporary_folder() as folder, servers.Stoppress(stand, archive) as server:
        fill_cache(stand, archive, server)
        disk_us = machine.disk_sync_us(stand.programs, archive.data)
        plain = gzip.decompress(loads.fetch(server.port, "/").body)
        bare = bare_ms(stand, folder, plain)
        taken = publish_all(stand, archive, folder)
        disk_us += machine.disk_sync_us(stand.programs, archive.data)
    total = taken["total"]
    p50, p99 = machine.percentile(total, 0.5), machine.percentile(total, 0.99)
    disk_p50_ms, disk_p99_ms = (machine.percentile(disk_us, share) / 1000 for share in (0.5, 0.99))
    bare_p50_ms = machine.percentile(bare, 0.5)
    most = P99_MOST_MS + DISK_SHARE * disk_p99_ms
    title = f"publication, {count:,} articles"
    table.row(
        f"{title}, p50",
        f"{p50:.2f} ms",
        promise=f"≤ {P50_MOST_MS} ms",
        peer=f"bare {bare_p50_ms:.2f} ms, disk {disk_p50_ms:.2f} ms",
        ratio=f"{p50 / bare_p50_ms:.2f}",
        kept=p50 <= P50_MOST_MS,
    )
    table.row(
        f"{title}, p99",
        f"{p99:.2f} ms",
        promise=f"≤ {P99_MOST_MS} ms + {DISK_SHARE} × disk p99",
        peer=f"disk p99 {disk_p99_ms:.2f} ms",
        kept=p99 <= most,
    )
    table.note(f"Publication with {count:,} articles, {PUBLICATIONS} times, by step (ms)", histogram(taken))
    return p50


def measure(stand, table):
    small, large = (at_size(stand, table, count) for count in (stand.small, stand.large))
    table.row(
        f"publication, {stand.large:,} beside {stand.small:,} articles",
        f"{large:.2f} ms",
        promise=f"the same (≤ {SAME_MOST} ×)",
        peer=f"{small:.2f} ms",
        ratio=f"{large / small:.2f}",
        kept=large / small <= SAME_MOST,
    )
