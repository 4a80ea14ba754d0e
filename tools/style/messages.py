"""The rule for the interface texts: every key stands in all catalogues, and something on a page or in the program uses
it. A catalogue keeps no text that nobody can read."""
import json
import pathlib
import re

# The keys that templates may use as {{text.KEY}}: being listed here is no use yet.
TABLE = re.compile(r"text_keys\[\] = \{(.*?)\};", re.S)
WORD = re.compile(r'"([a-z_]+)"')
# Names of what a template gets and of a text's places are no keys, though they may be the same word.
NAMES = re.compile(r'\bjson_\w+\((?:\w|->|\.)+, "[a-z_]+"|\{"[a-z_]+",')
FAMILY = re.compile(r'"([a-z]+_)%s"')  # "label_%s": the rest of the key is worked out
ROOMS = ("language", "press")  # the rooms that ask for texts
IN_SCRIPT = re.compile(r"\b([a-z_]+) as ")  # reader-web/kept_words.js imports them by name
IN_TEMPLATE = re.compile(r"\btext\.([a-z_]+)")
# What the audit writes of an act, name by name: {"name": value}. The desk's log calls each by its text "detail_NAME".
DETAIL_ROOMS = ("desk", "writer")
DETAIL = re.compile(r'\b(?:visit_detail\(v, |note_change\(v, detail, |json_object_set_new\(detail, )"([a-z_]+)"')
DETAIL_PACKED = re.compile(r"\bdetail(?:_of\(v,|\)? =)\s*json_pack\(([^;]*);")
DETAIL_WRITTEN = re.compile(r'\.detail = arena_format\([^;"]*"\{([^;]*?)\}"')
DETAIL_NAME = re.compile(r'"([a-z_]+)\\?"')


def used_in_program(src):
    """(words, beginnings of words) in the strings of the program that may be keys."""
    words, families = set(), set()
    for path in (path for room in ROOMS for path in (src / room).glob("*.c")):
        if path.name.endswith("_test.c"):
            continue
        text = NAMES.sub("", TABLE.sub("", path.read_text(encoding="utf-8")))
        words.update(WORD.findall(text))
        families.update(FAMILY.findall(text))
    return words, tuple(families)


def used_in_templates(themes):
    used = set()
    for path in themes.rglob("*.mustache"):
        used.update(IN_TEMPLATE.findall(path.read_text(encoding="utf-8")))
    return used


def used_in_script(folder):
    return {key for path in folder.glob("*.js") for key in IN_SCRIPT.findall(path.read_text(encoding="utf-8"))}


def details(src):
    """The names of what the audit writes of acts, with the file that writes each first."""
    found = {}
    for path in (path for room in DETAIL_ROOMS for path in sorted((src / room).glob("*.c"))):
        text = path.read_text(encoding="utf-8")
        names = DETAIL.findall(text)
        for packed in DETAIL_PACKED.findall(text) + DETAIL_WRITTEN.findall(text):
            names += DETAIL_NAME.findall(packed)
        for name in names:
            found.setdefault(name, path)
    return found


def check_details(root):
    """(file, line, what) for every detail of the audit that a catalogue of the desk has no words for."""
    found = details(root / "src")
    for path in sorted((root / "messages" / "desk").glob("*.json")):
        catalogue = json.loads(path.read_text(encoding="utf-8"))
        for name, source in found.items():
            if f"detail_{name}" not in catalogue:
                yield path.relative_to(root), 1, f"has no 'detail_{name}', which {source.relative_to(root)} writes down"


def line_of(text, key):
    return text[: text.index(f'"{key}"')].count("\n") + 1


def check(root):
    """(file, line, what) for every key that a catalogue lacks, and for every one that nothing uses."""
    root = pathlib.Path(root)
    yield from check_details(root)
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((root / "messages").glob("*.json"))}
    catalogues = {path: json.loads(text) for path, text in texts.items()}
    words, families = used_in_program(root / "src")
    words |= used_in_templates(root / "themes") | used_in_script(root / "reader-web")
    for path, catalogue in catalogues.items():
        for key in sorted({key for other in catalogues.values() for key in other} - catalogue.keys()):
            yield path.relative_to(root), 1, f"has no '{key}', which another language has"
        for key in catalogue:
            if key not in words and not key.startswith(families):
                yield path.relative_to(root), line_of(texts[path], key), f"'{key}' is used nowhere"
