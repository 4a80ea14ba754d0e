"""15,000 pages that are open: what each costs the server's memory, how long from a publication until the first, the median
and the last has heard of it, and what readers who ask for pages wait meanwhile; beside nginx with nchan, which sends the
same bytes to as many."""
import contextlib
import json
import statistics
import subprocess
import time
import urllib.request

from stand import archives, loads, servers

STREAMS = 15000
ROUNDS = 7
LOAD_ROUNDS, LOAD_CONNECTIONS = 3, 4
LAST_MOST_MS, MEMORY_MOST_KB = 300, 4
MODULE = "/usr/lib/nginx/modules/ngx_nchan_module.so"
EDITION = "en"


class Streams:
    """Open streams, until the `with` block ends."""

    def __init__(self, stand, port, path):
        self.command = [stand.programs / "streams", str(port), path, str(STREAMS)]
        self.process = None

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self._expect("open")
        return self

    def _expect(self, line):
        said = self.process.stdout.readline().strip()
        if said != line:
            raise RuntimeError(f"the streams said '{said}' instead of '{line}'")

    def time(self, mark, publish):
        """Milliseconds from the beginning of `publish` until the first, the median and the last stream has the mark."""
        self.process.stdin.write(mark + "\n")
        self._expect("ready")
        start = time.monotonic_ns()
        publish()
        first, median, last, count = map(int, self.process.stdout.readline().split())
        if count != STREAMS:
            raise RuntimeError(f"{STREAMS - count} of {STREAMS} streams heard nothing")
        return [(moment - start) / 1e6 for moment in (first, median, last)]

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


class Nchan(servers.Nginx):
    """nginx with as many workers as the reader has threads, and a channel."""

    name = "nchan"
    CONFIGURATION = """
load_module MODULE;
{user}
daemon off;
worker_processes 2;
worker_rlimit_nofile 19000;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 18500; }}
http {{
        access_log off;
        tcp_nodelay on;
        keepalive_requests 1000000000;
        nchan_shared_memory_size 256m;
        gzip_static {gzip_static};
        types {{ text/html html; }}
        client_body_temp_path {folder}/body;
        proxy_temp_path {folder}/proxy;
        fastcgi_temp_path {folder}/fastcgi;
        uwsgi_temp_path {folder}/uwsgi;
        scgi_temp_path {folder}/scgi;
        server {{
                listen 127.0.0.1:{port} backlog=4096;
                root {root};
                location = /stream {{ nchan_subscriber eventsource; nchan_channel_id all; nchan_message_buffer_length 16; }}
                location = /publish {{ nchan_publisher; nchan_channel_id all; nchan_message_buffer_length 16; }}
        }}
}}
""".replace("MODULE", MODULE)

    def publish(self, body):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/publish", body)
        urllib.request.urlopen(request, timeout=20).read()


def memory_kb(server):
    """Of all its processes, what is shared among them counted once."""
    total = 0
    for pid in servers.processes_below(server.process.pid):
        with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup", encoding="utf-8") as rollup:
            total += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return total


class Publications:
    """Stories of this second with marks in their headlines, published one by one: an older one may stand below the rail's
    end, and then nobody is told of it."""

    def __init__(self, stand, archive, folder):
        self.stand, self.archive, self.file = stand, archive, folder / "item.json"
        items = archives.make_items(60, "--now", "--seed", f"live-{time.time_ns()}").splitlines()
        self.items = [item for item in map(json.loads, items) if item["language"] == EDITION]

    def publish(self, mark):
        item = self.items.pop()
        item["headlines"] = [{"role": "main", "value": mark}]
        item["firstCreated"] = item["versionCreated"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        self.file.write_text(json.dumps(item) + "\n", encoding="utf-8")
        command = [self.stand.stoppress, "publish", "--data", self.archive.data, self.file]
        subprocess.run(command, check=True, capture_output=True)


def latencies_under(stand, server, path, work):
    """p50 and p99 in ms of a load of pages while `work` is done."""
    with loads.PathList([path]) as paths:
        command = [stand.programs / "load", "--connections", str(LOAD_CONNECTIONS), "--requests", "2000000"]
        process = subprocess.Popen([*command, "--seconds", "4", str(server.port), paths.file], stdout=subprocess.PIPE, text=True)
        time.sleep(0.5)
        work()
        figures = dict(line.split() for line in process.communicate()[0].splitlines())
    return float(figures["p50_us"]) / 1000, float(figures["p99_us"]) / 1000


class Result:
    def __init__(self):
        self.times, self.quiet, self.busy = [], None, None
        self.memory_kb = 0.0

    def median(self, which):
        return statistics.median(times[which] for times in self.times)


def measure_server(stand, server, stream_path, page_path, publish):
    """`publish(mark)` makes one event."""
    result = Result()
    result.quiet = latencies_under(stand, server, page_path, lambda: None)
    before = memory_kb(server)
    with Streams(stand, server.port, stream_path) as streams:
        time.sleep(1)
        result.memory_kb = (memory_kb(server) - before) / STREAMS
        for number in range(ROUNDS):
            result.times.append(streams.time(f"mark-{number}-", lambda n=number: publish(f"mark-{n}-")))
            time.sleep(0.2)

        def while_loaded():
            for number in range(LOAD_ROUNDS):
                streams.time(f"busy-{number}-", lambda n=number: publish(f"busy-{n}-"))

        result.busy = latencies_under(stand, server, page_path, while_loaded)
    return result


def own(stand, folder):
    archive = stand.archive(stand.small)
    with servers.Stoppress(stand, archive, threads=2) as server:
        publications = Publications(stand, archive, folder)
        page = next(path for path in archive.article_paths(50) if path.startswith("/eng/"))
        stand.tell(f"{STREAMS:,} open streams")
        result = measure_server(stand, server, f"/live/{EDITION}", page, publications.publish)
        tail = json.loads(urllib.request.urlopen(f"http://127.0.0.1:{server.port}/live/{EDITION}/tail.json").read())
        event = urllib.request.urlopen(f"http://127.0.0.1:{server.port}/live/{EDITION}/{tail['n']}.json").read()
        return result, event, loads.fetch(server.port, page).body


def peer(stand, folder, event, page):
    root = folder / "root"
    root.mkdir()
    (root / "page.html.gz").write_bytes(page)
    with Nchan(folder / "nginx", root) as server:
        stand.tell(f"{STREAMS:,} open streams at nchan")

        def publish(mark):
            server.publish(event.replace(b"busy-2-", mark.encode()))

        return measure_server(stand, server, "/stream", "/page.html", publish)


def report(table, mine, theirs):
    for which, name in enumerate(("first", "median", "last")):
        most = {"promise": f"≤ {LAST_MOST_MS} ms", "kept": mine.median(2) <= LAST_MOST_MS} if which == 2 else {}
        table.row(
            f"from a publication to the {name} of {STREAMS:,} open pages",
            f"{mine.median(which):.0f} ms",
            peer=f"nchan {theirs.median(which):.0f} ms",
            ratio=f"{mine.median(which) / theirs.median(which):.2f}",
            **most,
        )
    table.row(
        "memory an open page",
        f"{mine.memory_kb:.2f} kB",
        promise=f"≤ {MEMORY_MOST_KB} kB",
        peer=f"nchan {theirs.memory_kb:.2f} kB",
        ratio=f"{mine.memory_kb / theirs.memory_kb:.2f}",
        kept=mine.memory_kb <= MEMORY_MOST_KB,
    )
    for name, at in (("without open pages", "quiet"), ("while events go to all of them", "busy")):
        for share, which in (("p50", 0), ("p99", 1)):
            table.row(
                f"a page {name}, {share}",
                f"{getattr(mine, at)[which]:.2f} ms",
                peer=f"nginx {getattr(theirs, at)[which]:.2f} ms",
                ratio=f"{getattr(mine, at)[which] / getattr(theirs, at)[which]:.2f}",
            )
    table.note(
        "Live: ms from the command to publish, or the request to nchan, to first, median and last stream, each round",
        (f"{name:10}" + "  ".join("/".join(f"{ms:.0f}" for ms in times) for times in result.times)
         for name, result in (("stoppress", mine), ("nchan", theirs))),
    )


def measure(stand, table):
    with stand.temporary_folder() as folder:
        mine, event, page = own(stand, folder)
        theirs = peer(stand, folder, event, page)
    report(table, mine, theirs)
