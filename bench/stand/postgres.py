"""PostgreSQL, as a peer: a cluster of its own in a temporary folder, reached by a socket in it alone, stopped at the end.
It refuses to be root's; then it runs as Debian's user for it."""
import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

BINARIES = "/usr/lib/postgresql"
USER = "postgres"
START_PATIENCE_S = 60
STOP_PATIENCE_S = 60
SETTINGS = {"listen_addresses": "", "shared_buffers": "512MB", "maintenance_work_mem": "256MB", "work_mem": "64MB", "fsync": "off", "autovacuum": "off", "jit": "off"}


def binaries():
    """The folder of the newest version's programs; None where there is none."""
    folders = [folder for folder in pathlib.Path(BINARIES).glob("*/bin") if (folder / "postgres").exists()]
    return max(folders, key=lambda folder: float(folder.parent.name), default=None)


def _who():
    """As whom its programs run."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam(USER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": "/", "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}}


class Postgres:
    def __init__(self, programs, folder):
        self.programs, self.folder = programs, folder

    def run(self, sql):
        """Runs the text, which may hold COPY … FROM STDIN with its lines; the rows that it prints, tabs between their columns."""
        command = [self.programs / "psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", "bench", "-d", "postgres"]
        done = subprocess.run(command, input=sql, capture_output=True, text=True, encoding="utf-8", check=False, **_who())
        if done.returncode != 0:
            raise RuntimeError(f"psql: {done.stderr.strip()}")
        return [line.split("\t") for line in done.stdout.splitlines()]


def _wait_until_ready(programs, folder, process):
    late = time.monotonic() + START_PATIENCE_S
    while subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False, **_who()).returncode != 0:
        if process.poll() is not None or time.monotonic() > late:
            raise RuntimeError(f"postgres did not start: {(folder / 'log').read_text(encoding='utf-8', errors='replace')[-500:]}")
        time.sleep(0.1)


@contextlib.contextmanager
def postgres(programs):
    """In /tmp, for a socket's path is short and root's build folders may be nobody else's."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-postgres-", dir="/tmp"))
    process = None
    try:
        if os.getuid() == 0:
            shutil.chown(folder, USER, USER)
        init = [programs / "initdb", "-D", folder / "data", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(init, check=True, stdout=subprocess.DEVNULL, **_who())
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        with open(folder / "log", "wb") as log:
            process = subprocess.Popen([programs / "postgres", "-D", folder / "data", "-k", folder, *settings], stdout=log, stderr=log, **_who())
        _wait_until_ready(programs, folder, process)
        yield Postgres(programs, folder)
    finally:
        if process and process.poll() is None:
            process.send_signal(signal.SIGINT)  # ends what is under way
            try:
                process.wait(STOP_PATIENCE_S)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGQUIT)
                process.wait()
        shutil.rmtree(folder, ignore_errors=True)
