"""The rules for the tree as a whole: rooms have a README and a charter, nothing names a machine it was made on."""
import pathlib
import re

NOT_OURS = {".git", "build", "node_modules", "data", "__pycache__"}
FORBIDDEN_ROOMS = {"core", "common", "utils", "lib", "helpers", "misc", "manager", "engine"}

# Written in pieces, so that this file obeys its own rule.
PRIVATE_PATHS = tuple("/" + "/".join(parts) for parts in (("work",), ("tmp", "helpers")))
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("deb", "debian", "org"),
        ("ghcr", "io"),
        ("docker", "io"),
    )
)
PRIVATE = re.compile(
    r"(?<![\w./:-])(" + "|".join(map(re.escape, PRIVATE_PATHS)) + r")(?![\w-])"
    r"|(?<![\w-])(" + "|".join(map(re.escape, REGISTRIES)) + r")(?![\w-])"
)


def files(root):
    """Every file of ours below `root`, in order."""
    for path in sorted(pathlib.Path(root).iterdir()):
        if path.name in NOT_OURS or path.is_symlink():
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def check_rooms(root):
    """(file, line, what) for every folder of src/ that is not described."""
    src = pathlib.Path(root) / "src"
    listed = {line.split()[0] for line in (src / "ROOMS").read_text().splitlines() if line and line[0] != "#"}
    for room in sorted(path for path in src.iterdir() if path.is_dir()):
        name = room.relative_to(root)
        if room.name in FORBIDDEN_ROOMS:
            yield name, 1, f"a room called '{room.name}' says nothing: name what it does"
        if room.name not in listed:
            yield name, 1, "room is not in src/ROOMS"
        if not (room / "README.md").is_file():
            yield name / "README.md", 1, "room has no README.md (what it promises, its data structures, its invariants)"


def check_private_names(root):
    for path in files(root):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for match in PRIVATE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield path.relative_to(root), line, f"names '{match.group()}', which exists on one machine or network only"
