"""What pages weigh, compressed, as they come over the wire."""
from stand import archives, loads, machine, servers

ARTICLE_MOST_BYTES = 14 * 1024
EDITIONS = ("uk", "ru", "en")
SAMPLE = 1000


def kilobytes(size):
    return f"{size / 1024:.1f} KB"


def kinds(server, title, table):
    """Front and first section, in each language."""
    for name, paths in (("front", archives.fronts()), ("section", archives.section_fronts())):
        weights = [len(body) for _, body in loads.bodies(server.port, paths)]
        each = " · ".join(f"{edition} {kilobytes(weight)}" for edition, weight in zip(EDITIONS, weights))
        table.row(f"weight of the {name}, {title}", each)


def articles(server, archive, title, table):
    """A promise about news, judged by all stories of the demo newsroom; shown for the archive too, whose texts are
    as long as chance made them."""
    paths = archive.article_paths(SAMPLE)
    weights = [len(body) for _, body in loads.bodies(server.port, paths)]
    p50, p99, most = machine.percentile(weights, 0.5), machine.percentile(weights, 0.99), max(weights)
    table.row(
        f"weight of an article, {title}: p50, p99, most",
        " · ".join(map(kilobytes, (p50, p99, most))),
        promise=f"≤ {kilobytes(ARTICLE_MOST_BYTES)}",
        kept=most <= ARTICLE_MOST_BYTES,
    )


def measure(stand, table):
    sites = (("demo newsroom", stand.demo()), (f"{stand.large:,} articles", stand.archive(stand.large)))
    for title, archive in sites:
        with servers.Stoppress(stand, archive) as server:
            articles(server, archive, title, table)
            kinds(server, title, table)
