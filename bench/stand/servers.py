"""The programs that are measured, each started on loopback and stopped by its own id, whatever happens.

CPU time is what the scheduler counted for every thread of a server's processes (/proc/PID/task/*/schedstat)."""
import os
import pathlib
import re
import select
import signal
import socket
import subprocess
import time

from stand import machine

START_PATIENCE_S = 60
STOP_PATIENCE_S = 20
CACHE_MB = 128
PAGES_THAT_FILL = 60000  # more articles than such a cache holds


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _parents():
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        yield int(folder.name), int(stat.rpartition(")")[2].split()[1])


def processes_below(pid):
    """The process and all that descend from it."""
    children = {}
    for process, parent in _parents():
        children.setdefault(parent, []).append(process)
    found = [pid]
    for process in found:
        found += children.get(process, [])
    return found


class Server:
    """A program that serves until the `with` block ends."""

    def __init__(self, command, core=None):
        self.command, self.core = [str(word) for word in command], core
        self.port = self.process = None

    def __enter__(self):
        # A session of its own: should it not end when asked, what it started can be ended with it.
        # Unbuffered, so that read_line() can wait for the next line: none is held back behind the one before.
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, bufsize=0, start_new_session=True, preexec_fn=self._settle
        )
        try:
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _settle(self):
        if self.core is not None:
            os.sched_setaffinity(0, {self.core})

    def wait_until_ready(self):
        raise NotImplementedError

    def read_line(self):
        """The next line it prints."""
        readable, _, _ = select.select([self.process.stdout], [], [], START_PATIENCE_S)
        line = self.process.stdout.readline().decode() if readable else ""
        if not line:
            raise RuntimeError(f"{self.command[0]} did not start")
        return line

    def wait_for_port(self):
        end = time.monotonic() + START_PATIENCE_S
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError(f"{self.command[0]} did not start")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process.stdout.close()

    def cpu_ns(self):
        """CPU time of all its threads so far."""
        total = 0
        for pid in processes_below(self.process.pid):
            for path in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat"):
                total += int(path.read_text(encoding="utf-8").split()[0])
        return total


class Stoppress(Server):
    name = "stoppress"

    def __init__(self, stand, archive, core=None, threads=1, cache_mb=CACHE_MB, desk=False):
        super().__init__(
            [stand.stoppress, "serve", "--data", archive.data, "--listen", "127.0.0.1:0"]
            + ["--threads", threads, "--cache", cache_mb]
            + (["--desk-listen", "127.0.0.1:0"] if desk else []),
            core,
        )
        self.desk, self.desk_url = desk, None

    def wait_until_ready(self):
        line = self.read_line()
        if line.startswith("first sign-in"):  # a desk at which nobody works yet says first how to come in
            line = self.read_line()
        found = re.match(r"reading: http://127\.0\.0\.1:(\d+)/", line)
        if not found:
            raise RuntimeError(f"stoppress serve said: {line.strip()}")
        self.port = int(found.group(1))
        if self.desk:
            self.desk_url = re.match(r"working: (\S+)/$", self.read_line().strip()).group(1)

    def reader_memory_kb(self):
        """(resident, of that without files) of the reader's process."""
        for pid in processes_below(self.process.pid):
            if b"reader-process" in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes():
                status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
                return tuple(int(re.search(rf"{name}:\s+(\d+)", status).group(1)) for name in ("VmRSS", "RssAnon"))
        raise RuntimeError("stoppress serve has no reader process")


class BareLoop(Server):
    """The least that can answer: the same response every time, in the same number of parts."""

    name = "bare loop"

    def __init__(self, stand, response_file, parts, core=None, spread_mb=0):
        port = free_port()
        spread = ["--spread", spread_mb] if spread_mb else []
        super().__init__([stand.programs / "bare_loop", port, response_file, parts, *spread], core)
        self.port = port

    def wait_until_ready(self):
        self.read_line()


class Nginx(Server):
    """Debian's, with one worker, serving gzip files, or with `files` all files, as they lie there."""

    name = "nginx"
    CONFIGURATION = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
        access_log off;
        sendfile on;
        tcp_nodelay on;
        keepalive_requests 1000000000;
        keepalive_timeout 600s;
        open_file_cache max=200000 inactive=1h;
        open_file_cache_valid 1h;
        open_file_cache_min_uses 1;
        gzip_static {gzip_static};
        types {{ text/html html; image/webp webp; }}
        client_body_temp_path {folder}/body;
        proxy_temp_path {folder}/proxy;
        fastcgi_temp_path {folder}/fastcgi;
        uwsgi_temp_path {folder}/uwsgi;
        scgi_temp_path {folder}/scgi;
        server {{
                listen 127.0.0.1:{port};
                root {root};
        }}
}}
"""

    def __init__(self, folder, root, core=None, files=False):
        folder.mkdir(parents=True, exist_ok=True)
        port = free_port()
        user = "user root;" if os.geteuid() == 0 else ""
        settings = self.CONFIGURATION.format(
            folder=folder, root=root, port=port, user=user, gzip_static="off" if files else "on"
        )
        (folder / "nginx.conf").write_text(settings, encoding="utf-8")
        super().__init__(
            ["/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"], core
        )
        self.port = port

    def wait_until_ready(self):
        self.wait_for_port()


def core():
    """The core on which servers and their load take turns. On cores of their own a server that waits for the load falls
    asleep and is woken, and what is measured is mostly how busy the load's core was; so, all get the same batches."""
    return machine.cores()[0]
