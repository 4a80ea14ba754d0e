"""CPU per request beside a bare loop and nginx, all answering with the same bytes, in turn: one article over and over
(hot), which is what the promises are about; besides, 64 MB of different articles (cold) and a section's page; then
articles that are not in memory."""
import contextlib
import statistics

from stand import archives, loads, servers

COLD_BYTES = 64 << 20
ROUNDS = 25  # many short ones: what else the machine does then spoils a few of them, or all servers alike
REQUESTS = 10000
MISSES = 20000
MISS_PATHS = 5000
BARE_MOST, NGINX_MOST, MISS_MOST_US = 1.15, 0.75, 100


class Contest:
    """One kind of request: what each server is asked for, and what each took in every round."""

    def __init__(self, title, asked, is_promised=False):
        self.title, self.is_promised = title, is_promised
        self.asked = asked  # (server, paths), the one that is judged first
        self.taken_us = {server.name: [] for server, _ in asked}

    def round(self, stand):
        for server, path_list in self.asked:
            self.taken_us[server.name].append(loads.cpu_us_a_request(stand, server, path_list, REQUESTS))

    def report(self, table):
        own = self.taken_us["stoppress"]
        for peer, most in (("bare loop", BARE_MOST), ("nginx", NGINX_MOST)):
            table.ratio(f"CPU a request, {self.title}", own, (peer, self.taken_us[peer]), most if self.is_promised else None)


class Files:
    """Replies of stoppress, kept as files for the others to send."""

    def __init__(self, folder):
        self.root, self.responses = folder / "root", folder
        self.root.mkdir(parents=True)

    def add(self, name, body):
        """For nginx; returns the path it serves it under."""
        (self.root / f"{name}.html.gz").write_bytes(body)
        return f"/{name}.html"

    def add_response(self, name, page):
        """For the bare loop; returns its arguments."""
        file = self.responses / name
        file.write_bytes(page.raw)
        return file, page.parts


def collect_cold(server, paths, files):
    """Copies pages until they are 64 MB; returns their paths at stoppress and at nginx, and the page whose size is
    nearest to the mean: what is hot shall weigh as much as what is cold."""
    own, copied, sizes, total = [], [], [], 0
    for path, body in loads.bodies(server.port, paths):
        own.append(path)
        copied.append(files.add(str(len(own)), body))
        sizes.append(len(body))
        total += len(body)
        if total >= COLD_BYTES:
            break
    mean = total / len(sizes)
    typical = min(range(len(own)), key=lambda i: abs(sizes[i] - mean))
    return own, copied, typical


def contests(stand, stack, folder):
    """Starts everybody, all on one core, and says who is asked for what."""
    archive, core = stand.archive(stand.large), servers.core()
    files = Files(folder)
    own = stack.enter_context(servers.Stoppress(stand, archive, core))
    paths, copied, typical = collect_cold(own, archive.article_paths(50000), files)
    section = archives.section_fronts()[0]
    article_page, section_page = loads.fetch(own.port, paths[typical]), loads.fetch(own.port, section)
    copied_section = files.add("section", section_page.body)
    nginx = stack.enter_context(servers.Nginx(folder / "nginx", files.root, core))

    def bare(name, page, spread_mb=0):
        return stack.enter_context(
            servers.BareLoop(stand, *files.add_response(name, page), core=core, spread_mb=spread_mb)
        )

    def listed(*some):
        return stack.enter_context(loads.PathList(some))

    def contest(title, own_paths, bare_server, nginx_paths, **promise):
        own_list = listed(*own_paths)
        return Contest(title, [(own, own_list), (bare_server, own_list), (nginx, listed(*nginx_paths))], **promise)

    hot = f"article, hot, {len(article_page.body) / 1000:.1f} kB in {article_page.parts} parts"
    cold = f"article, {len(paths):,} different ones"
    listing = f"section, hot, {len(section_page.body) / 1000:.1f} kB in {section_page.parts} parts"
    return [
        contest(hot, [paths[typical]], bare("article", article_page), [copied[typical]], is_promised=True),
        contest(cold, paths, bare("spread", article_page, COLD_BYTES >> 20), copied),
        contest(listing, [section], bare("section", section_page), [copied_section]),
    ]


def warm(stand, all_contests):
    """Every page once, so that nobody is charged for fetching it."""
    for contest in all_contests:
        for server, path_list in contest.asked:
            loads.load(stand, server.port, path_list, 2 * len(path_list.paths) + 1000)


def from_memory(stand, table):
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(stand.temporary_folder())
        all_contests = contests(stand, stack, folder)
        warm(stand, all_contests)
        stand.tell(f"requests from memory, {ROUNDS} rounds")
        for _ in range(ROUNDS):
            for contest in all_contests:
                contest.round(stand)
    for contest in all_contests:
        contest.report(table)


def not_in_memory(stand, table, count):
    """With a cache of 1 MB that the pages, asked for one after the other, leave before they are asked for again."""
    archive = stand.archive(count)
    paths = archive.article_paths(MISS_PATHS)
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(servers.Stoppress(stand, archive, servers.core(), cache_mb=1))
        many, one = (stack.enter_context(loads.PathList(some)) for some in (paths, paths[:1]))
        loads.load(stand, server.port, many, len(paths))
        loads.load(stand, server.port, one, 1000)
        taken = [
            loads.cpu_us_a_request(stand, server, many, MISSES) - loads.cpu_us_a_request(stand, server, one, MISSES)
            for _ in range(3)
        ]
    extra_us = statistics.median(taken)
    table.row(
        f"CPU of a miss, {count:,} articles",
        f"{extra_us:.1f} µs",
        promise=f"≤ {MISS_MOST_US} µs",
        kept=extra_us <= MISS_MOST_US,
    )


def measure(stand, table):
    from_memory(stand, table)
    for count in (stand.small, stand.large):
        not_in_memory(stand, table, count)
