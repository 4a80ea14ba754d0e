"""Asking servers for pages: one page to look at, or a load to measure them under."""
import http.client
import os
import pathlib
import socket
import subprocess
import tempfile

from stand import servers

FLUSH_MARK = b"\x00\x00\xff\xff"
# What the reader sends besides the runs: the reply's head, the gzip header, the gzip tail.
PARTS_BESIDE_RUNS = 3


class Page:
    """A reply to a request with gzip, as it came."""

    def __init__(self, head, body):
        self.head, self.body = head, body

    @property
    def raw(self):
        return self.head + self.body

    @property
    def parts(self):
        """In how many parts the reader sends it: each run of compressed bytes ends with a flush mark."""
        return self.body.count(FLUSH_MARK) + PARTS_BESIDE_RUNS


def fetch(port, path):
    """One page over a connection of its own, head and body byte for byte."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request.encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += _receive(connection)
        head, _, body = received.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{path}: {head.splitlines()[0].decode()}")
        while len(body) < int(fields[b"content-length"]):
            body += _receive(connection)
    return Page(head + b"\r\n\r\n", body)


def _receive(connection):
    got = connection.recv(65536)
    if not got:
        raise RuntimeError("the connection was closed before its reply was whole")
    return got


def bodies(port, paths):
    """(path, gzip bytes) of each page, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for path in paths:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        reply = connection.getresponse()
        body = reply.read()
        if reply.status != 200:
            raise RuntimeError(f"{path}: {reply.status}")
        yield path, body
    connection.close()


class PathList:
    """A file of paths for the load generator, gone when the `with` block ends."""

    def __init__(self, paths, *options):
        self.paths, self.options = list(paths), options

    def __enter__(self):
        descriptor, self.file = tempfile.mkstemp(prefix="paths-")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("".join(path + "\n" for path in self.paths))
        return self

    def __exit__(self, *_):
        pathlib.Path(self.file).unlink()


def _in_turn():
    """On the server's core, and only once the server sleeps: no client of a server elsewhere interrupts it. Else whoever
    takes more time than the load, and only they, would be interrupted in each round, and pay for the switches."""
    os.sched_setaffinity(0, {servers.core()})
    os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def load(stand, port, path_list, requests, connections=32):
    """Runs the load generator on the server's core; returns its figures by name."""
    command = [stand.programs / "load", "--connections", str(connections), "--requests", str(requests)]
    command += path_list.options
    output = subprocess.run(
        [*command, str(port), path_list.file], check=True, capture_output=True, text=True, preexec_fn=_in_turn
    ).stdout
    return {name: float(value) for name, value in (line.split() for line in output.splitlines())}


def cpu_us_a_request(stand, server, path_list, requests):
    """CPU microseconds that the server's processes take for one of these requests."""
    before = server.cpu_ns()
    figures = load(stand, server.port, path_list, requests)
    return (server.cpu_ns() - before) / 1000 / figures["requests"]


class Held:
    """Connections that each did one request and stay open until the `with` block ends."""

    def __init__(self, stand, port, path_list, connections):
        self.command = [stand.programs / "load", "--hold", "--connections", str(connections)]
        self.command += [str(port), path_list.file]
        self.process = None

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if not any(line == "holding\n" for line in self.process.stdout):
            self.__exit__()
            raise RuntimeError("the connections could not be held open")
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()
