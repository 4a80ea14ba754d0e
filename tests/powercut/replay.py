#!/usr/bin/env -S python3 -B
"""Cuts the power at random moments of a recorded day: replay.py [--cuts N] [--seed N] [--forget PATHS] PROGRAM WORK

After each cut the folder is made as the disk could have left it (disk.py). Then one more item is published, which must
work; `check` must find nothing; and everything that was acknowledged before the cut must be in the store as it was
acknowledged, pictures included. What was only begun may be there or not. --forget is for controls: the syncs of files and
folders whose path it matches did nothing.

Prints each fault with the last records before the cut, keeps the folders of the first ones as WORK/cut-N, and ends with a
line of sums. Exit code 1 when there was a fault.
"""

import argparse
import bisect
import hashlib
import json
import multiprocessing
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from disk import Disk, Fate, read_journal

CHANCES = [0, 0.1, 0.5, 0.9, 1]  # how much of what was pending reached the disk
FOLDERS_KEPT = 5
RECORDS_SHOWN = 12
STATE_PUBLISHED, STATE_WITHDRAWN = 5, 6
PROBE = "urn:powercut:after-the-cut"


class Promises:
    """What had been acknowledged, and what had been begun, when the power went."""

    def __init__(self):
        self.kept = {}
        self.begun = {}

    def note(self, record):
        if record.kind == "N":
            self.begun = json.loads(record.data)
        elif record.kind == "A":
            self.kept.update(self.begun)
            self.begun = {}

    def broken(self, articles):
        """Sentences about promises that the store's {uri: headline, or None: withdrawn} does not keep."""
        for uri, promised in self.kept.items():
            found = articles.get(uri, "nothing")
            if found != promised and not (uri in self.begun and found == self.begun[uri]):
                yield f"{uri}: promised {promised or 'withdrawn'}, found {found or 'withdrawn'}"


# ---- looking at what is left ----

def read_store(data):
    """The articles, and the pictures they show."""
    store = sqlite3.connect(f"file:{data}/store.db?mode=ro", uri=True)
    rows = store.execute("SELECT uri, state, headline, picture_asset FROM article").fetchall()
    store.close()
    seen = {uri: headline for uri, state, headline, _ in rows if state == STATE_PUBLISHED}
    withdrawn = {uri: None for uri, state, *_ in rows if state == STATE_WITHDRAWN}
    return {**seen, **withdrawn}, {uri: asset for uri, _, _, asset in rows if asset}


def lost_pictures(data, pictures, promises):
    for uri, asset in pictures.items():
        if promises.kept.get(uri) is None:
            continue
        try:
            with open(os.path.join(data, "media", asset, "original"), "rb") as file:
                whole = hashlib.sha256(file.read()).hexdigest() == asset
        except FileNotFoundError:
            whole = False
        if not whole:
            yield f"{uri}: its picture {asset[:12]} is missing or not whole"


def run(program, command, data, *arguments):
    """What is wrong with a command, or None."""
    result = subprocess.run([program, command, "--data", data, *arguments], capture_output=True, text=True, check=False)
    return None if result.returncode == 0 else f"{command}: {(result.stdout + result.stderr).strip()}"


def examine(program, data, probe, promises):
    """(damages, losses), sentences."""
    troubles = [run(program, "publish", data, probe), run(program, "check", data)]
    damages = [trouble for trouble in troubles if trouble]
    try:
        articles, pictures = read_store(data)
    except sqlite3.Error as error:
        return [*damages, f"the store cannot be read: {error}"], []
    if not damages and articles.get(PROBE) != "After":
        damages.append("what was published after the cut is not there")
    return damages, [*promises.broken(articles), *lost_pictures(data, pictures, promises)]


# ---- cuts ----

def choose_cuts(records, count, seed):
    """Places between records, once there is a site; every third one right behind an acknowledgement."""
    chooser = random.Random(seed)
    acknowledged = [number + 1 for number, record in enumerate(records) if record.kind == "A"]
    first = acknowledged[0]
    return sorted(chooser.choice(acknowledged) if cut % 3 == 0 else chooser.randint(first, len(records))
                  for cut in range(count))


def scratch_folder(work):
    """In memory where that can be had: syncing what is looked at and thrown away only takes time."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else work


def replay_cuts(program, work, forget, seed, cuts):
    """Plays the journal once, stopping at every cut; yields (cut, damages, losses) for those with a fault."""
    records = read_journal(os.path.join(work, "journal"))
    disk, promises, played = Disk(forget), Promises(), 0
    with tempfile.TemporaryDirectory(prefix="powercut-", dir=scratch_folder(work)) as folder:
        for number, cut in cuts:
            for record in records[played:cut]:
                disk.play(record)
                promises.note(record)
            played = cut
            chance = random.Random(f"{seed} {number}")
            data = os.path.join(folder, "data")
            disk.cut_into(data, Fate(chance, chance.choice(CHANCES)))
            damages, losses = examine(program, data, os.path.join(work, "probe.json"), promises)
            if damages or losses:
                keep_folder(work, data, cut)
                yield cut, damages, losses
            shutil.rmtree(data, ignore_errors=True)


def keep_folder(work, data, cut):
    kept = [name for name in os.listdir(work) if name.startswith("cut-")]
    if len(kept) < FOLDERS_KEPT and f"cut-{cut}" not in kept:
        shutil.copytree(data, os.path.join(work, f"cut-{cut}"), symlinks=True)


def replay_share(arguments):
    return list(replay_cuts(*arguments))


def replay_all(options, cuts):
    workers = os.cpu_count() or 1
    numbered = list(enumerate(cuts))
    shares = [(options.program, options.work, options.forget, options.seed, numbered[n::workers]) for n in range(workers)]
    with multiprocessing.Pool(workers) as pool:
        return sorted(fault for faults in pool.map(replay_share, shares) for fault in faults)


# ---- telling ----

def tell(fault, records):
    cut, damages, losses = fault
    print(f"cut behind record {cut}:")
    for sentence in damages + losses:
        print(f"    {sentence}")
    begun = bisect.bisect_left([n for n, record in enumerate(records[:cut]) if record.kind == "N"], cut)
    print(f"  in command {begun}; the last records:")
    for record in records[max(0, cut - RECORDS_SHOWN):cut]:
        print(f"    {record}")


def write_probe(work):
    item = {"uri": PROBE, "type": "text", "standard": {"name": "ninjs", "version": "3.1"}, "language": "uk",
            "contentCreated": "2026-05-01T09:00:00Z", "headlines": [{"role": "main", "value": "After"}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>After the cut.</p>"}]}
    with open(os.path.join(work, "probe.json"), "w", encoding="utf8") as file:
        json.dump(item, file)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cuts", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forget", help="a regular expression")
    parser.add_argument("--quiet", action="store_true", help="only the sums")
    parser.add_argument("program", type=os.path.realpath)
    parser.add_argument("work", type=os.path.realpath)
    options = parser.parse_args()
    records = read_journal(os.path.join(options.work, "journal"))
    write_probe(options.work)
    faults = replay_all(options, choose_cuts(records, options.cuts, options.seed))
    if not options.quiet:
        for fault in faults:
            tell(fault, records)
    damaged, lost = (sum(1 for fault in faults if fault[kind]) for kind in (1, 2))
    print(f"{options.cuts} cuts in {len(records)} records: {lost} lost something acknowledged, {damaged} left damage")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
