"""src/press/names.def has the names that the code puts into templates' values, all of them and no others."""
import pathlib
import re
import unittest

PRESS = pathlib.Path(__file__).resolve().parents[2] / "src" / "press"
NO_TEMPLATE = {"structured_data.c", "press_file.c", "press_live.c"}  # JSON of its own
OF_THE_ICON = {"letter", "colour"}  # the one template of press_file.c


def names_put(text):
    lists = re.findall(r'values_put_list\(\s*\w+,\s*"(\w+)",\s*"(\w+)"', text)
    return set(re.findall(r'json_put\(\s*\w+,\s*"(\w+)"', text)).union(*lists)


class Names(unittest.TestCase):
    def test_are_those_that_the_code_puts(self):
        told = re.findall(r"^NAME\((\w+)\)$", (PRESS / "names.def").read_text(), re.M)
        files = [f for f in PRESS.glob("*.c") if f.name not in NO_TEMPLATE and not f.name.endswith("_test.c")]
        put = set().union(*(names_put(f.read_text()) for f in files))
        self.assertLessEqual(OF_THE_ICON, names_put((PRESS / "press_file.c").read_text()))
        self.assertEqual(told, sorted(put | OF_THE_ICON))


if __name__ == "__main__":
    unittest.main()
