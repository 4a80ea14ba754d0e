"""CPU per request for pictures beside nginx sending the same files, in turn: 1,000 different ones, whole and in pieces."""
import contextlib
import random
import subprocess

from figures.requests import Contest
from stand import archives, loads, servers

PICTURES = 1000
ROUNDS = 15
PIECE_BYTES = 16 << 10
LEAST_BYTES = 20000  # of a picture
NGINX_MOST = 1.0


class PictureContest(Contest):
    def report(self, table):
        table.ratio(self.title, self.taken_us["stoppress"], ("nginx", self.taken_us["nginx"]), NGINX_MOST)


def make_site(stand, folder):
    """A site with so many pictures, and where their files are below DATA/public/."""
    data = folder / "data"
    archives.new_site(stand, data)
    command = [stand.programs / "pictures", data, str(PICTURES)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return data, output.split()


def pieces(names):
    """Each with a range that lies in it."""
    choice = random.Random(1)
    for name in names:
        first = choice.randrange(LEAST_BYTES - PIECE_BYTES)
        yield f"{name} bytes={first}-{first + PIECE_BYTES - 1}"


def contests(stand, stack, folder):
    data, names = make_site(stand, folder)
    core = servers.core()
    own = stack.enter_context(servers.Stoppress(stand, archives.Site(data), core))
    nginx = stack.enter_context(servers.Nginx(folder / "nginx", data / "public", core, files=True))

    def listed(prefix, some):
        return stack.enter_context(loads.PathList([prefix + name for name in some], "--files"))

    def contest(title, some):
        return PictureContest(title, [(own, listed("/media/", some)), (nginx, listed("/", some))])

    return [
        contest(f"CPU a request, {PICTURES:,} pictures of 20 to 120 kB", names),
        contest("CPU a request, 16 kB of them", list(pieces(names))),
        contest("CPU a request, one picture", names[:1]),
    ]


def measure(stand, table):
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(stand.temporary_folder())
        all_contests = contests(stand, stack, folder)
        for contest in all_contests:
            for server, path_list in contest.asked:
                loads.load(stand, server.port, path_list, 3 * len(path_list.paths) + 500)
        stand.tell(f"pictures, {ROUNDS} rounds")
        for _ in range(ROUNDS):
            for contest in all_contests:
                contest.round(stand)
    for contest in all_contests:
        contest.report(table)
