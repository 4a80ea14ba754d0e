#!/usr/bin/env -S python3 -B
"""A newsroom's day under the recorder: record.py PROGRAM RECORDER WORK

Makes WORK/data and WORK/journal: a site, publications, corrections, withdrawals, imports with pictures, a rebuild; first
by commands that do the work themselves, then by a desk that serves. Beside the recorder's records, the journal says what
was begun (N, with what must be so when it is done) and, for commands that do the work themselves, that it was done (A).
At the end the journal, played with nothing lost, must give the folder that is there.
"""

import base64
import json
import os
import random
import re
import struct
import subprocess
import sys
import time
import zlib

from disk import Disk, Fate, read_journal

CHECKPOINT_PERIOD_S = 1.0  # of a desk that serves


def picture(random_numbers):
    """A PNG of its own, a few kilobytes."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = b"".join(b"\0" + random_numbers.randbytes(64) for _ in range(64))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Day:
    def __init__(self, program, recorder, work):
        self.program, self.work = program, work
        self.data, self.journal = os.path.join(work, "data"), os.path.join(work, "journal")
        self.random = random.Random(1)
        self.environment = {**os.environ, "LD_PRELOAD": recorder, "POWERCUT_FOLDER": self.data,
                            "POWERCUT_JOURNAL": self.journal}
        self.served = False

    # ---- the journal ----

    def note(self, kind, text=""):
        data = text.encode()
        with open(self.journal, "ab") as journal:
            journal.write(f"{kind} 0 0 {len(data)}\n".encode() + data)

    def run(self, promise, command, *arguments):
        """Does a command that promises {uri: headline, or None: withdrawn}."""
        self.note("N", json.dumps(promise))
        result = subprocess.run([self.program, command, "--data", self.data, *arguments], env=self.environment,
                                capture_output=True, text=True, check=False)
        if result.returncode != 0:
            sys.exit(f"{command}: {result.stdout}{result.stderr}")
        if not self.served:
            self.note("A")

    # ---- what the newsroom does ----

    def item(self, number, headline):
        item = {
            "uri": f"urn:powercut:{number}", "type": "text", "standard": {"name": "ninjs", "version": "3.1"},
            "language": ["uk", "en"][number % 2], "pubStatus": "usable", "altIds": [{"role": "story", "value": f"s{number // 2}"}],
            "contentCreated": f"2026-03-{number % 28 + 1:02}T09:00:00Z", "versionCreated": "2026-04-01T09:00:00Z",
            "headlines": [{"role": "main", "value": headline}], "subjects": [{"name": "city", "literal": "city"}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": f"<p>{self.random.randbytes(600).hex()}</p>"}],
        }
        if number % 3 == 0:
            href = "data:image/png;base64," + base64.b64encode(picture(self.random)).decode()
            item["associations"] = [{"name": "p", "type": "picture", "renditions": [{"name": "main", "href": href}]}]
        return item

    def items_file(self, items):
        path = os.path.join(self.work, "items.jsonl")
        with open(path, "w", encoding="utf8") as file:
            file.writelines(json.dumps(item) + "\n" for item in items)
        return path

    def publish(self, number, headline):
        item = self.item(number, headline)
        self.run({item["uri"]: headline}, "publish", self.items_file([item]))

    def import_items(self, numbers):
        items = [self.item(number, f"Imported {number}") for number in numbers]
        self.run({item["uri"]: f"Imported {n}" for n, item in zip(numbers, items)}, "import", "ninjs", self.items_file(items))

    def withdraw(self, number):
        uri = f"urn:powercut:{number}"
        self.run({uri: None}, "withdraw", uri, "--reason", "a mistake")

    def work_on(self, first, count):
        for number in range(first, first + count):
            self.publish(number, f"Published {number}")
            if number % 5 == 0:
                self.publish(number, f"Corrected {number}")
        self.withdraw(first + 1)
        self.import_items(range(first + count, first + count + 30))
        self.withdraw(first + count + 2)
        self.publish(first + 1, f"Back {first + 1}")

    def make_site(self):
        self.run({}, "init", "--name", "News", "--url", "https://news.example", "--editions", "uk=/,en=/eng",
                 "--time-zone", "Europe/Kyiv")
        self.run({}, "section", "city", "uk=City", "en=City")

    def serve(self):
        server = subprocess.Popen([self.program, "serve", "--data", self.data, "--listen", "127.0.0.1:0", "--threads", "1"],
                                  env=self.environment, stdout=subprocess.PIPE, text=True)
        if not re.match(r"reading: ", server.stdout.readline()):
            server.kill()
            sys.exit("serve did not start")
        self.served = True
        return server

    def do_all(self):
        self.make_site()
        self.work_on(0, 16)
        self.run({}, "rebuild")
        server = self.serve()
        try:
            for first in (1000, 2000):
                self.work_on(first, 12)
                time.sleep(CHECKPOINT_PERIOD_S * 1.2)
            self.run({}, "rebuild")
            self.publish(3000, "After the rebuild")
        finally:
            server.terminate()
            server.wait()


# ---- is the journal true? ----

def files_in(folder):
    """{path: bytes, or the target of a link}; without what is not data: sockets, locks, shared memory."""
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            if os.path.islink(path):
                found[os.path.relpath(path, folder)] = os.readlink(path)
            elif os.path.isfile(path) and not name.endswith(("-shm", "lock")):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
    return found


def compare(day):
    played = os.path.join(day.work, "played")
    disk = Disk()
    for record in read_journal(day.journal):
        disk.play(record)
    disk.cut_into(played, Fate(random.Random(1), chance=2))
    real, rebuilt = files_in(day.data), files_in(played)
    wrong = [path for path in sorted(real.keys() | rebuilt.keys()) if real.get(path) != rebuilt.get(path)]
    if wrong:
        sys.exit(f"the recorder did not see everything; these differ: {', '.join(wrong)}")


def main():
    program, recorder, work = (os.path.realpath(path) for path in sys.argv[1:])
    day = Day(program, recorder, work)
    day.do_all()
    compare(day)


if __name__ == "__main__":
    main()
