"""tools/check-rooms.py lets includes run one way only."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Rooms(unittest.TestCase):
    def check(self, rooms, **files):
        with tempfile.TemporaryDirectory() as folder:
            src = pathlib.Path(folder) / "src"
            for room, text in files.items():
                (src / room).mkdir(parents=True)
                (src / room / "a.c").write_text(text)
            (src / "ROOMS").write_text(rooms)
            command = [sys.executable, ROOT / "tools" / "check-rooms.py", src]
            return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_lets_a_room_use_what_its_line_names(self):
        result = self.check(
            "base              text\nnews    base     rules\n",
            base='#include "base/buf.h"\n#include <stdio.h>\n',
            news='#include "base/buf.h"\n',
        )
        self.assertEqual((result.returncode, result.stdout), (0, ""))

    def test_refuses_an_include_that_its_line_does_not_name(self):
        result = self.check("base              text\nnews    base     rules\n", base='\n#include "news/a.h"\n', news="")
        self.assertEqual(result.returncode, 1)
        self.assertIn("base/a.c:2: room 'base' may not use room 'news'", result.stdout)

    def test_refuses_a_line_that_names_a_room_below_it(self):
        result = self.check("base    news     text\nnews    base     rules\n", base="", news="")
        self.assertEqual(result.returncode, 1)
        self.assertIn("ROOMS:1: 'base' uses 'news'", result.stdout)

    def test_refuses_a_room_without_a_line(self):
        result = self.check("base              text\n", base="", news="")
        self.assertIn("room 'news' is not in", result.stdout)


if __name__ == "__main__":
    unittest.main()
