"""Each rule of tools/check-style fires on what it is against and is silent on what it is not."""
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tools"))
from style import c_function, messages, rules, tree  # noqa: E402
from style.c_source import CSource  # noqa: E402


def breaches(text, path="src/news/article.c"):
    return rules.check(CSource(path, text))


def function(body, head="int f(void)"):
    return CSource("src/news/article.c", f"{head}\n{{\n{body}\n}}\n").functions[0]


class Rules(unittest.TestCase):
    def assert_fires(self, text, part, path="src/news/article.c"):
        found = breaches(text, path)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0][1])

    def assert_silent(self, text, path="src/news/article.c"):
        self.assertEqual(breaches(text, path), [])

    def test_refuses_a_line_of_121_columns_but_counts_letters_not_bytes(self):
        self.assert_fires("/*" + "x" * 117 + "*/\n", "121 columns")
        self.assert_silent("/*" + "ї" * 116 + "*/\n")

    def test_refuses_a_file_of_501_lines_and_a_header_of_151(self):
        self.assert_fires("\n" * 501, "501 lines")
        self.assert_silent("\n" * 500)
        self.assert_fires("#pragma once" + "\n" * 151, "151 lines", "src/news/article.h")

    def test_lets_a_test_be_long_but_not_wide(self):
        self.assert_silent("\n" * 900, "src/news/article_test.c")
        self.assert_fires("/*" + "x" * 117 + "*/\n", "columns", "src/news/article_test.c")

    def test_refuses_a_function_of_51_lines(self):
        self.assert_fires("int f(void)\n{\n" + "f();\n" * 48 + "}\n", "f() has 51 lines")
        self.assert_silent("int f(void)\n{\n" + "f();\n" * 47 + "}\n")

    def test_a_table_does_not_count_as_lines(self):
        table = "static const int t[] = {\n" + "1,\n" * 60 + "};\n"
        self.assert_silent("int f(void)\n{\n" + table + "return t[0];\n}\n")
        self.assert_fires("int f(void)\n{\n" + table.replace("const", "") + "return t[0];\n}\n", "lines")

    def test_refuses_six_parameters(self):
        self.assert_fires("int f(int a, int b, int c, int d, int e, int g)\n{\n}\n", "6 parameters")
        self.assert_silent("int f(int a, int (*b)(int, int), int c, int d, int e)\n{\n}\n")

    def test_refuses_a_fourth_level(self):
        self.assert_fires("void f(void)\n{\nif (1) for (;;) while (1) if (2) f();\n}\n", "4 levels of nesting")
        self.assert_silent("void f(void)\n{\nif (1) for (;;) while (1) f();\n}\n")

    def test_refuses_a_complexity_of_16(self):
        self.assert_fires("int f(int a)\n{\nreturn " + "a && " * 15 + "a;\n}\n", "16 as complexity")
        self.assert_silent("int f(int a)\n{\nreturn " + "a && " * 14 + "a;\n}\n")

    def test_refuses_goto_but_not_the_word_in_text(self):
        self.assert_fires("void f(void)\n{\ngoto end;\n}\n", "goto")
        self.assert_silent('/* goto */ static const char *f = "goto";\n')

    def test_refuses_every_banned_function(self):
        for name in rules.BANNED:
            self.assert_fires(f"void f(void)\n{{\n{name}(a);\n}}\n", f"{name}() is banned")
        self.assert_silent("void f(void)\n{\nsnprintf(a, 1, b);\n}\n")

    def test_refuses_conditional_compilation_outside_two_rooms(self):
        for line in ("#if X", "#ifdef X", "  # ifndef X"):
            self.assert_fires(line + "\n", "#if outside")
        self.assert_silent("#ifdef X\n", "src/os/files.c")
        self.assert_silent("#ifdef X\n", "src/base/log.c")

    def test_refuses_a_macro_that_returns(self):
        self.assert_fires("#define MAYBE(x) \\\n if (x) return 1\n", "macro MAYBE")
        self.assert_silent("#define TRY(x) if (x) return 1\n")
        self.assert_silent("#define ROW(x) /* return */ {x},\n")

    def test_refuses_a_header_without_pragma_once(self):
        self.assert_fires("int f(void);\n", "#pragma once", "src/news/article.h")

    def test_refuses_an_own_header_that_is_not_first(self):
        self.assert_fires('#include <stdio.h>\n#include "news/article.h"\n', "must come first")
        self.assert_silent('#include "news/article.h"\n#include <stdio.h>\n')

    def test_refuses_a_typedef_of_anything_but_a_function(self):
        self.assert_fires("typedef struct { int a; } thing;\n", "typedef")
        self.assert_silent("typedef int thing_fn(void *context, int a);\n")

    def test_refuses_sql_that_was_put_together(self):
        self.assert_fires("void f(void)\n{\nsqlite3_exec(db, text, 0, 0, 0);\n}\n", "literal")
        self.assert_fires('void f(void)\n{\nsqlite3_exec(db, "a" X, 0, 0, 0);\n}\n', "literal")
        self.assert_silent('void f(void)\n{\nsqlite3_exec(g(db, 1), "a"\n"b", 0, 0, 0);\n}\n')
        self.assert_silent("void f(void)\n{\nsqlite3_exec(db, text, 0, 0, 0);\n}\n", "src/news/article_test.c")


class Measures(unittest.TestCase):
    def test_an_else_if_stands_beside_its_if(self):
        self.assertEqual(c_function.nesting(function("if (a) b(); else if (c) d(); else if (e) g();")), 1)
        self.assertEqual(c_function.nesting(function("if (a) b(); else { if (c) d(); }")), 2)

    def test_a_switch_is_one_level_and_its_labels_none(self):
        self.assertEqual(c_function.nesting(function("switch (a) { case 1: if (b) c(); break; default: d(); }")), 2)

    def test_a_loop_macro_with_a_block_is_a_level_and_a_value_in_braces_is_none(self):
        self.assertEqual(c_function.nesting(function("EACH(a, b) { if (c) d(); }")), 2)
        self.assertEqual(c_function.nesting(function("struct a b = {1}; b = (struct a){2}; c((struct a){3});")), 0)

    def test_do_while_counts_once(self):
        self.assertEqual(c_function.complexity(function("do { a(); } while (b);")), 1)
        self.assertEqual(c_function.complexity(function("if (a) { } while (b) { }")), 3)
        self.assertEqual(c_function.nesting(function("do { if (a) b(); } while (c); if (d) e();")), 2)

    def test_cases_on_one_statement_are_one(self):
        self.assertEqual(c_function.complexity(function("switch (a) { case 1: case 2: b(); break; case 3: c(); }")), 3)

    def test_reads_heads_with_attributes_pointers_and_function_parameters(self):
        source = CSource(
            "src/a/b.c",
            "static const int t[] = {1, 2};\nstruct s { int a; };\n"
            "__attribute__((noinline)) static char *f(int (*g)(int), ...)\n{\n}\n"
            "struct s h(void)\n{\nreturn (struct s){1};\n}\n",
        )
        self.assertEqual([(f.name, f.parameters) for f in source.functions], [("f", 2), ("h", 0)])


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, name, text=""):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def test_every_room_is_listed_and_described(self):
        self.write("src/ROOMS", "# rooms\nnews     base    rules\n")
        self.write("src/news/README.md")
        self.assertEqual(list(tree.check_rooms(self.root)), [])
        self.write("src/utils/a.c")
        found = [what for _, _, what in tree.check_rooms(self.root)]
        self.assertEqual(len(found), 3)
        self.assertIn("says nothing", found[0])
        self.assertIn("not in src/ROOMS", found[1])
        self.assertIn("README.md", found[2])

    def test_nothing_names_a_machine_or_a_registry(self):
        for text in (*tree.PRIVATE_PATHS, *tree.REGISTRIES):
            self.write("docs/a.md", f"see {text} for it")
            self.assertEqual(len(list(tree.check_private_names(self.root))), 1, text)
        self.write("docs/a.md", f"https://example.org{tree.PRIVATE_PATHS[0]} and home{tree.PRIVATE_PATHS[0]}shop")
        self.assertEqual(list(tree.check_private_names(self.root)), [])

    def test_a_text_that_nothing_uses_or_one_language_lacks_is_told(self):
        self.write("messages/uk.json", '{\n  "hello": "Вітаємо",\n  "label_quote": "Цитата",\n  "photo": "Фото"\n}')
        self.write("messages/en.json", '{\n  "hello": "Hello",\n  "label_quote": "Quote"\n}')
        self.write("themes/default/top.mustache", "{{text.hello}}")
        self.write("src/press/top.c", 'static const char *text_keys[] = {"hello", "photo"};\n'
                                      'json_put(values, "photo", f("label_%s"));\n')
        self.write("src/news/kind.c", 'static const char *kinds[] = {"photo"};\n')
        told = [(str(path), line, what) for path, line, what in messages.check(self.root)]
        self.assertEqual(told, [
            ("messages/en.json", 1, "has no 'photo', which another language has"),
            ("messages/uk.json", 4, "'photo' is used nowhere"),
        ])
        self.write("src/press/top.c", 'language_text(l, "photo", "label_%s");\n')
        self.assertEqual([line for _, line, _ in messages.check(self.root)], [1])

    def test_what_the_audit_writes_down_has_words_in_every_language_of_the_desk(self):
        self.write("messages/desk/en.json", '{\n  "detail_named": "name"\n}')
        self.write("src/desk/top.c", 'noted.detail = visit_detail(v, "named", name);\n'
                                     'note_change(v, detail, "changed", before, after);\n'
                                     'json_object_set_new(detail, "added", json_true());\n'
                                     'json_object_set_new(values, "shown", json_true());\n'
                                     'json_t *detail = json_pack("{s:i, s:i}", "first_ms", (int)a,\n    "other", (int)b);\n'
                                     '.detail = detail_of(v, json_pack("{s:o}", "inner", text_value(name)))};\n'
                                     '.detail = arena_format(a, "{\\"settings\\":%lld}", number),\n')
        told = [what.split("'")[1] for _, _, what in messages.check(self.root)]
        self.assertEqual(told, [f"detail_{name}" for name in ("changed", "added", "first_ms", "other", "inner", "settings")])

    def test_what_is_built_or_fetched_is_not_ours(self):
        self.write("tests/node_modules/a.js", tree.REGISTRIES[0])
        self.assertEqual(list(tree.check_private_names(self.root)), [])


if __name__ == "__main__":
    unittest.main()
