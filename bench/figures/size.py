"""Start, memory and idle connections with the larger archive."""
import os
import resource
import statistics
import time

from stand import loads, servers

START_MOST_S = 2
MEMORY_MOST_MB = 300
IDLE_CONNECTIONS, IDLE_MOST_BYTES = 10000, 1024
OTHER_DESCRIPTORS = 1000
STARTS = 3


def start_seconds(stand, archive):
    """From the start of the command to a whole article page."""
    path = archive.article_paths(1)[0]
    started = time.monotonic()
    with servers.Stoppress(stand, archive) as server:
        loads.fetch(server.port, path)
        return time.monotonic() - started


def forget_files(archive):
    """Drops the site's files from the kernel's memory, as after a boot."""
    for folder in (archive.data, archive.data / "archive"):
        for file in filter(os.path.isfile, folder.iterdir()):
            descriptor = os.open(file, os.O_RDONLY)
            os.fsync(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def start(stand, table, archive):
    stand.tell("starting")
    warm_s = statistics.median(start_seconds(stand, archive) for _ in range(STARTS))
    forget_files(archive)
    cold_s = start_seconds(stand, archive)
    for title, seconds in (("", warm_s), (", files not in the kernel's memory", cold_s)):
        table.row(
            f"start to the first page, {archive.count:,} articles{title}",
            f"{seconds:.2f} s",
            promise=f"≤ {START_MOST_S} s at 1,000,000",
            kept=seconds <= START_MOST_S,
        )


def memory(stand, table, archive, server):
    stand.tell(f"filling a cache of {servers.CACHE_MB} MB")
    with loads.PathList(archive.article_paths(servers.PAGES_THAT_FILL)) as paths:
        loads.load(stand, server.port, paths, 2 * len(paths.paths))
    resident_kb, anonymous_kb = server.reader_memory_kb()
    table.row(
        f"reader's memory, {archive.count:,} articles, {len(paths.paths):,} pages read",
        f"{resident_kb / 1024:.0f} MB",
        promise=f"≤ {MEMORY_MOST_MB} MB at 1,000,000",
        peer=f"{anonymous_kb / 1024:.0f} MB without files",
        kept=resident_kb <= MEMORY_MOST_MB * 1024,
    )


def idle_connections(stand, table, archive, server):
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = min(IDLE_CONNECTIONS, limit - OTHER_DESCRIPTORS)
    stand.tell(f"holding {count:,} connections")
    with loads.PathList(archive.article_paths(1)) as path:
        with loads.Held(stand, server.port, path, 100):
            pass
        before_kb, _ = server.reader_memory_kb()
        with loads.Held(stand, server.port, path, count):
            after_kb, _ = server.reader_memory_kb()
    each_bytes = (after_kb - before_kb) * 1024 / count
    table.row(
        f"memory of an idle connection, {count:,} of them",
        f"{each_bytes:.0f} bytes",
        promise=f"≤ {IDLE_MOST_BYTES} bytes",
        kept=each_bytes <= IDLE_MOST_BYTES,
    )


def measure(stand, table):
    archive = stand.archive(stand.large)
    start(stand, table, archive)
    with servers.Stoppress(stand, archive, threads=0) as server:
        memory(stand, table, archive, server)
        idle_connections(stand, table, archive, server)
