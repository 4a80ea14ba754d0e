"""What the figures were measured on: processor, memory, kernel, and what the disk takes to keep 4 KB."""
import datetime
import os
import pathlib
import platform
import subprocess


def percentile(values, share):
    """The value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _field(path, name):
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith(name):
            return line.split(":", 1)[1].strip()
    return "unknown"


def cores():
    """The cores we may run on."""
    return sorted(os.sched_getaffinity(0))


def disk_sync_us(programs, folder):
    """The microseconds of each of 500 writes of 4 KB with fdatasync, in `folder`."""
    output = subprocess.run([programs / "disk_sync", folder], check=True, capture_output=True, text=True).stdout
    return list(map(int, output.split()))


def facts(stand):
    """(what, how much) of this machine and run."""
    disk = disk_sync_us(stand.programs, stand.folder)
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    return [
        ("date", datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")),
        ("commit", commit.stdout.strip() or "unknown"),
        ("processor", f"{_field('/proc/cpuinfo', 'model name')}, {len(cores())} cores"),
        ("memory", f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) >> 20} GB"),
        ("kernel", platform.release()),
        ("load before", " ".join(f"{load:.1f}" for load in os.getloadavg())),
        ("disk", f"4 KB write+fdatasync p50 {percentile(disk, 0.5)} µs, p99 {percentile(disk, 0.99)} µs"),
        ("articles", f"{stand.small:,} and {stand.large:,}"),
    ]
