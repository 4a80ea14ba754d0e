"""How many articles a second become fragments, on one core; and how many an import takes in, all steps included."""
import subprocess

from stand import archives, servers

RATE_LEAST = 2000
ARTICLES = 5000


def measure(stand, table):
    with stand.temporary_folder() as folder:
        items = folder / "items.jsonl"
        items.write_bytes(archives.make_items(ARTICLES))
        command = ["taskset", "-c", str(servers.core()), stand.programs / "pressing", items]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate = float(dict(line.split() for line in output.splitlines())["articles_a_second"])
    table.row(
        f"pressing, {ARTICLES:,} articles, one core",
        f"{rate:.0f} articles/s",
        promise=f"≥ {RATE_LEAST} articles/s",
        kept=rate >= RATE_LEAST,
    )
    for count in (stand.small, stand.large):
        about = stand.archive(count).about
        table.row(f"import to archive, {count:,} articles", f"{count / about['import_seconds']:.0f} articles/s")
