"""Sites of any size below the bench's folder, made once and used again (BENCH_FRESH=1 makes them anew)."""
import hashlib
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import time

from stand import servers

EDITIONS = "uk=/,ru=/rus,en=/eng"
PREFIXES = ("", "/rus", "/eng")
NAME = "uk=Вісник,ru=Вестник,en=Herald"
PORTION = 50000
INDEX_PATIENCE_S = 4 * 3600  # a million articles
SECTIONS_FILE = pathlib.Path("demo/sections.txt")
ARTICLE, LISTING = 1, 2  # enum archive_page_kind


class Site:
    """A data folder to be served."""

    def __init__(self, data):
        self.data = data


class Archive:
    def __init__(self, folder):
        self.data = folder / "data"
        self.about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        self.count = self.about["articles"]

    def _paths(self, kind):
        """Read from the archive itself: a crawl of a million articles would take longer than all figures."""
        database = sqlite3.connect(f"file:{self.data}/archive/archive.db?mode=ro", uri=True)
        try:
            return [path for (path,) in database.execute("SELECT path FROM page WHERE kind = ? ORDER BY id", [kind])]
        finally:
            database.close()

    def article_paths(self, count):
        """So many of them, the same ones each time, from all over the archive."""
        paths = self._paths(ARTICLE)
        return random.Random(1).sample(paths, min(count, len(paths)))

    def listing_paths(self):
        return self._paths(LISTING)


def section_keys():
    lines = SECTIONS_FILE.read_text(encoding="utf-8").splitlines()
    return [line.split("|")[0] for line in lines if line and not line.startswith("#")]


def section_fronts():
    """The first section's page in each edition."""
    return [f"{prefix}/{section_keys()[0]}/" for prefix in PREFIXES]


def fronts():
    return [f"{prefix}/" for prefix in PREFIXES]


def _run(stand, *words):
    subprocess.run([str(word) for word in (stand.stoppress, *words)], check=True, stdout=subprocess.DEVNULL)


def new_site(stand, data):
    """An empty site with the sections of the demo newsroom."""
    _run(stand, "init", "--data", data, "--name", NAME, "--url", "http://127.0.0.1", "--editions", EDITIONS)
    for line in SECTIONS_FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, *names = line.split("|")
            named = (f"{code}={name}" for code, name in zip(("uk", "ru", "en"), names))
            _run(stand, "section", "--data", data, key, *named)


def make_items(count, *options):
    """The items' lines."""
    command = ["bench/make-corpus.py", str(count), *map(str, options)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _import(stand, folder, count):
    """In portions, so that the items need no room on the disk beside the archive; returns the seconds of importing."""
    portion_file, seconds = folder / "portion.jsonl", 0.0
    for first in range(0, count, PORTION):
        last = min(first + PORTION, count)
        portion_file.write_bytes(make_items(count, "--first", first, "--last", last))
        started = time.monotonic()
        _run(stand, "import", "ninjs", "--data", folder / "data", portion_file)
        seconds += time.monotonic() - started
        stand.tell(f"{last:,} of {count:,} articles imported, {last / seconds:.0f} a second")
    portion_file.unlink()
    return seconds


def _kept(stand, name, fill):
    """The site of that name; where it is not there yet, a new one that `fill(folder)` fills and tells about."""
    folder = stand.folder / name
    if stand.fresh:
        shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        # Made under another name, so that an interrupted run leaves no half of one behind.
        making = folder.with_name(folder.name + ".making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        new_site(stand, making / "data")
        (making / "about.json").write_text(json.dumps(fill(making)), encoding="utf-8")
        making.rename(folder)
    _press_with(stand, folder)
    _find_with(stand, folder)
    return Archive(folder)


def _press_with(stand, folder):
    """A site pressed by another build would be pressed anew while it is measured, so that is done before."""
    note = folder / "pressed-by.txt"
    program = hashlib.sha256(pathlib.Path(stand.stoppress).read_bytes()).hexdigest()
    if not note.exists() or note.read_text(encoding="utf-8") != program:
        _run(stand, "rebuild", "--data", folder / "data")
        note.write_text(program, encoding="utf-8")


def _find_with(stand, folder):
    """What an import brought is found by search only after a while of serving, so that is waited for before."""
    made = Archive(folder)
    if _is_found(made.data):
        return
    stand.tell("the search index is made")
    end = time.monotonic() + INDEX_PATIENCE_S
    with servers.Stoppress(stand, made):
        while not _is_found(made.data):
            if time.monotonic() > end:
                raise RuntimeError("the search index is not made in time")
            time.sleep(1)


def _is_found(data):
    file = data / "archive/search.db"
    if not file.exists():
        return False
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return database.execute("SELECT change >= 0 AND before = 0 FROM meta").fetchone() == (1,)
    except sqlite3.OperationalError:  # just being made
        return False
    finally:
        database.close()


def archive(stand, count):
    """A site with so many recombined articles."""
    return _kept(
        stand,
        f"archive-{count}",
        lambda folder: {"articles": count, "import_seconds": _import(stand, folder, count)},
    )


def demo(stand):
    """The demo newsroom."""

    def fill(folder):
        _run(stand, "import", "ninjs", "--data", folder / "data", "demo/stories.jsonl")
        return {"articles": len(pathlib.Path("demo/stories.jsonl").read_text(encoding="utf-8").splitlines())}

    return _kept(stand, "demo", fill)
