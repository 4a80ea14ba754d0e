"""A disk as a power cut leaves it: what was synced is there, of the rest anything may be.

Journal, read from the recorder's file (recorder.c says what its records are), is played onto a Disk. The disk keeps two
views: how the program sees it (files with all that was written, names as they are now) and what has been synced. Of what
is pending between the two, cut_into() keeps, drops or tears each act on its own:

  a write         whole, not at all, or any of its 512-byte sectors
  a new size      or the old one
  a name          made, removed or renamed, or not, until its folder was synced; a folder that is lost is lost with all
                  that is in it. Syncing a file does not sync its name.
"""

import os
import re

SECTOR = 512


class Record:
    __slots__ = ("kind", "node", "at", "data")

    def __init__(self, kind, node, at, data):
        self.kind, self.node, self.at, self.data = kind, node, at, data

    def __str__(self):
        if self.kind == "W":
            return f"W {self.node} {len(self.data)} bytes at {self.at}"
        if self.kind == "T":
            return f"T {self.node} size {self.at}"
        return f"{self.kind} {self.node} {self.data.decode().replace(chr(0), ' ')}"


def read_journal(path):
    with open(path, "rb") as file:
        data = file.read()
    records, at = [], 0
    while at < len(data):
        end = data.index(b"\n", at)
        kind, node, offset, length = data[at:end].decode().split(" ")
        at = end + 1 + int(length)
        records.append(Record(kind, int(node), int(offset), data[end + 1:at]))
    return records


class File:
    def __init__(self):
        self.synced = bytearray()
        self.pending = []  # (offset, bytes) written, (size, None) cut or lengthened

    def sync(self):
        for act in self.pending:
            apply_to(self.synced, act)
        self.pending = []

    def survivor(self, fate):
        content = bytearray(self.synced)
        for act in self.pending:
            for part in fate.parts_of(act):
                apply_to(content, part)
        return content


def apply_to(content, act):
    offset, data = act
    size = offset if data is None else max(len(content), offset + len(data))
    if len(content) < size:
        content.extend(bytes(size - len(content)))
    if data is None:
        del content[size:]
    else:
        content[offset:offset + len(data)] = data


class Link:
    def __init__(self, target):
        self.target = target


class Folder:
    def __init__(self):
        self.now = {}
        self.synced = {}
        self.pending = []  # functions that change a view

    def change(self, act):
        act(self.now)
        self.pending.append(act)

    def sync(self):
        for act in self.pending:
            act(self.synced)
        self.pending = []

    def survivor(self, fate):
        names = dict(self.synced)
        for act in self.pending:
            if fate.keeps():
                act(names)
        return names


class Fate:
    """Decides at a cut what becomes of each pending act; `chance` is how likely one is to have reached the disk."""

    def __init__(self, random, chance):
        self.random, self.chance = random, chance

    def keeps(self):
        return self.random.random() < self.chance

    def parts_of(self, act):
        offset, data = act
        if data is None or len(data) <= SECTOR or self.random.random() < 0.5:
            return [act] if self.keeps() else []
        first = SECTOR - offset % SECTOR
        edges = [0, *range(first, len(data), SECTOR), len(data)]
        pieces = [(offset + start, data[start:end]) for start, end in zip(edges, edges[1:])]
        return [piece for piece in pieces if self.keeps()]


class Disk:
    """`forget` is an expression for paths whose syncs do nothing: what the disk would be without them."""

    def __init__(self, forget=None):
        self.root = Folder()
        self.nodes = {}  # by inode number: the present owner of it
        self.names = {}  # of nodes, for `forget`
        self.forget = None if forget is None else re.compile(forget)

    def folder_of(self, path):
        folder = self.root
        *folders, name = path.split("/")
        for part in folders:
            folder = folder.now[part]
        return folder, name

    def put(self, path, node):
        folder, name = self.folder_of(path)
        folder.change(lambda names: names.__setitem__(name, node))

    def remove(self, path):
        folder, name = self.folder_of(path)
        node = folder.now[name]

        def act(names):
            if names.get(name) is node:
                del names[name]
        folder.change(act)

    def rename(self, old_path, new_path):
        folder, old = self.folder_of(old_path)
        new_folder, new = self.folder_of(new_path)
        node = folder.now[old]
        if folder is not new_folder:
            # Each folder is synced by itself: a cut may leave the name in both, or in neither.
            new_folder.change(lambda names: names.__setitem__(new, node))
            self.remove(old_path)
            return

        def act(names):
            names[new] = node
            if names.get(old) is node:
                del names[old]
        folder.change(act)

    def make(self, record, node):
        path = record.data.decode()
        self.nodes[record.node] = node
        self.names[record.node] = path
        if path:
            self.put(path, node)

    def sync(self, number):
        if not (self.forget and self.forget.search(self.names.get(number, ""))):
            self.nodes[number].sync()

    def play(self, record):
        kind = record.kind
        if kind == "W":
            self.nodes[record.node].pending.append((record.at, record.data))
        elif kind == "T":
            self.nodes[record.node].pending.append((record.at, None))
        elif kind == "S":
            self.sync(record.node)
        elif kind == "C":
            self.make(record, File())
        elif kind == "M":
            self.make(record, Folder() if record.data else self.root)
        elif kind == "U":
            self.remove(record.data.decode())
        elif kind in "RLY":
            self.play_two(kind, *record.data.decode().split("\0"))

    def play_two(self, kind, first, second):
        if kind == "R":
            self.rename(first, second)
        elif kind == "L":
            folder, name = self.folder_of(first)
            self.put(second, folder.now[name])
        else:
            self.put(first, Link(second))

    def cut_into(self, target, fate):
        """Makes the folder `target` as the disk is after a cut."""
        write_folder(self.root, target, fate)


def write_folder(folder, target, fate):
    os.mkdir(target)
    for name, node in folder.survivor(fate).items():
        path = os.path.join(target, name)
        if isinstance(node, Folder):
            write_folder(node, path, fate)
        elif isinstance(node, Link):
            os.symlink(node.target, path)
        elif not name.endswith("-shm"):  # shared memory: SQLite makes it anew
            with open(path, "wb") as file:
                file.write(node.survivor(fate))
