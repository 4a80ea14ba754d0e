"""From Ctrl+Enter to the readers: the time from the desk's being asked to publish, over HTTP as the editor's script asks, until
the headline stands on another article's page, over HTTP as readers ask. fsyncs, and what the page takes to answer, are in it."""
import gzip
import hmac
import http.client
import json
import re
import subprocess
import time
import urllib.parse

from stand import machine, servers

PUBLICATIONS = 200
SEEN_PATIENCE_S = 10
SAMPLE = 100
PASSWORD = "кілька простих слів"


class Editor:
    """Somebody signed in at the desk, on one connection that stays open, as a browser's does."""

    def __init__(self, stand, archive, desk_url):
        self.url = desk_url
        self.connection = http.client.HTTPConnection("127.0.0.1", urllib.parse.urlsplit(desk_url).port)
        self.cookie = ""
        invite = [stand.stoppress, "invite", "--data", archive.data, "chief"]
        link = subprocess.run(invite, check=True, capture_output=True, text=True).stdout.split()[-1]
        login = f"bench{time.time_ns()}"
        reply = self.form(link, {"name": "Олена Коваль", "login": login, "language": "uk", "password": PASSWORD})
        self.cookie = reply.getheader("Set-Cookie").partition(";")[0]
        self.set_up_codes()

    def set_up_codes(self):
        """Without which nothing else at the desk opens for who has a password (RFC 6238, six digits)."""
        _, page = self.ask("GET", "/me/codes", None, "text/plain")
        key = bytes.fromhex(re.search(r'name="secret" value="(\w+)"', page).group(1))
        mac = hmac.digest(key, int(time.time() // 30).to_bytes(8, "big"), "sha1")
        at = mac[-1] & 15
        code = (int.from_bytes(mac[at : at + 4], "big") & 0x7FFFFFFF) % 1_000_000
        self.form("/me/codes", {"secret": key.hex(), "code": f"{code:06}"})

    def ask(self, method, path, body, content_type):
        fields = {"Host": urllib.parse.urlsplit(self.url).netloc, "Origin": self.url, "Cookie": self.cookie}
        self.connection.request(method, path, body, {**fields, "Content-Type": content_type})
        reply = self.connection.getresponse()
        text = reply.read().decode()
        if reply.status not in (200, 303):
            raise RuntimeError(f"{method} {path}: {reply.status} {text[:500]}")
        return reply, text

    def form(self, path, fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields), "application/x-www-form-urlencoded")[0]

    def send(self, method, path, value):
        return json.loads(self.ask(method, path, json.dumps(value), "application/json")[1])

    def write(self, number):
        """A new article, saved and ready to be published: its path at the desk, its revision, and a word of its headline,
        the first one: typography may bind the others to each other."""
        path = self.form("/articles", {"edition": "uk"}).getheader("Location")
        _, page = self.ask("GET", path, None, "text/plain")
        data = json.loads(re.search(r'id="article-data">(.*?)</script>', page, re.DOTALL).group(1))
        content, word = data["content"], f"Міст{time.time_ns()}"
        content.update(headline=f"{word} відкрито", lead="Після трьох тижнів ремонту.", section=1)
        words = {"type": "text", "text": "Рух почався о шостій ранку, повідомила міська рада."}
        content["body"] = {"type": "doc", "content": [{"type": "paragraph", "attrs": {"id": "b1"}, "content": [words]}]}
        claim = self.send("POST", f"{path}/claim", {"tab": f"tab{number}"})["claim"]
        save = {"request": f"save{number}", "revision": data["revision"], "claim": claim, "content": content}
        saved = self.send("PUT", f"{path}/text", save)
        self.send("POST", f"{path}/leave", {"claim": claim})
        return path, saved["revision"], word


class Reader:
    """Asks for one page until it says what is waited for, on one connection."""

    def __init__(self, port, page):
        self.connection, self.page = http.client.HTTPConnection("127.0.0.1", port), page

    def wait_for(self, words):
        end = time.monotonic() + SEEN_PATIENCE_S
        while time.monotonic() < end:
            self.connection.request("GET", self.page, headers={"Accept-Encoding": "gzip", "User-Agent": "Mozilla/5.0"})
            reply = self.connection.getresponse()
            if reply.status != 200 or reply.getheader("Content-Encoding") != "gzip":
                raise RuntimeError(f"{self.page}: {reply.status}")
            if words in gzip.decompress(reply.read()):
                return
        raise RuntimeError(f"{self.page} never showed {words.decode()}")


def another_page(archive):
    """An article of the edition that is written for, which has no prefix."""
    return next(path for path in archive.article_paths(SAMPLE) if not path.startswith(("/rus/", "/eng/")))


def publish_all(editor, reader):
    """The milliseconds of all publications: until the desk's answer, and until another article's page shows it."""
    answered, seen = [], []
    for number in range(PUBLICATIONS):
        path, revision, word = editor.write(number)
        start = time.monotonic()
        editor.send("POST", f"{path}/publish", {"revision": revision})
        answered.append((time.monotonic() - start) * 1000)
        reader.wait_for(word.encode())
        seen.append((time.monotonic() - start) * 1000)
    return answered, seen


def measure(stand, table):
    archive = stand.archive(stand.large)
    stand.tell(f"{PUBLICATIONS} publications at the desk, {archive.count:,} articles")
    with servers.Stoppress(stand, archive, desk=True) as server:
        editor = Editor(stand, archive, server.desk_url)
        reader = Reader(server.port, another_page(archive))
        disk_us = machine.disk_sync_us(stand.programs, archive.data)
        answered, seen = publish_all(editor, reader)
        disk_us += machine.disk_sync_us(stand.programs, archive.data)
    disk_p50_ms, disk_p99_ms = (machine.percentile(disk_us, share) / 1000 for share in (0.5, 0.99))
    for name, taken in (
        (f"Ctrl+Enter to another article's page, {archive.count:,} articles", seen),
        ("the desk's answer to Ctrl+Enter, read back before", answered),
    ):
        p50, p99 = machine.percentile(taken, 0.5), machine.percentile(taken, 0.99)
        table.row(f"{name}, p50", f"{p50:.2f} ms", peer=f"disk p50 {disk_p50_ms:.2f} ms")
        table.row(f"{name}, p99", f"{p99:.2f} ms", peer=f"disk p99 {disk_p99_ms:.2f} ms")
