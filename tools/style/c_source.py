"""A C file as the style rules see it: its lines, its tokens, its preprocessor lines and its functions.

This is no C parser. It relies on the house style (no K&R definitions, no macros that open a brace) and on clang-format
for the rest, which keeps it short enough to be believed.
"""
import dataclasses
import pathlib
import re

TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)
      | (?P<directive>(?m:^)[ \t]*\#(?:[^\n\\]|\\\n|\\.)*)
      | (?P<string>(?:u8|[uUL])?"(?:[^"\\\n]|\\.)*")
      | (?P<char>[uUL]?'(?:[^'\\\n]|\\.)*')
      | (?P<word>[A-Za-z_]\w*)
      | (?P<number>\.?\d(?:[eEpP][+-]|[\w.])*)
      | (?P<mark>->|\+\+|--|&&|\|\||<<=?|>>=?|[<>=!+\-*/%&|^]=|\.\.\.|[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)

CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclasses.dataclass(frozen=True)
class Token:
    kind: str  # word, number, string, char, mark
    text: str
    line: int


@dataclasses.dataclass
class Function:
    name: str
    line: int  # of the first token of its head
    last_line: int
    parameters: int
    body: list  # tokens, with the outer braces


class CSource:
    def __init__(self, path, text):
        self.path = pathlib.PurePath(path)
        self.lines = text.splitlines()
        self.tokens, self.directives = [], []
        for match in TOKEN.finditer(text):
            token = Token(match.lastgroup, match.group(), text.count("\n", 0, match.start()) + 1)
            if token.kind == "directive":
                self.directives.append(token)
            elif token.kind != "comment":
                self.tokens.append(token)
        self.functions = list(find_functions(self.tokens))

    @property
    def is_header(self):
        return self.path.suffix == ".h"

    @property
    def is_test(self):
        return self.path.name.endswith("_test.c")

    @property
    def room(self):
        """The folder below src/ that the file lives in; the top folder's name elsewhere."""
        parts = self.path.parts
        return parts[1] if parts[0] == "src" and len(parts) > 2 else parts[0]


def skip_group(tokens, at):
    """The index behind the bracket that closes the one at `at`."""
    depth = 0
    for index in range(at, len(tokens)):
        text = tokens[index].text
        if tokens[index].kind == "mark" and text in CLOSING:
            depth += 1
        elif tokens[index].kind == "mark" and text in CLOSING.values():
            depth -= 1
            if depth == 0:
                return index + 1
    return len(tokens)


def find_functions(tokens):
    """At file level a brace belongs to a function when its declaration holds a parameter list and no `=`."""
    start = at = 0
    while at < len(tokens):
        text = tokens[at].text
        if text in "([":
            at = skip_group(tokens, at)
        elif text == "{":
            end = skip_group(tokens, at)
            function = as_function(tokens[start:at], tokens[at:end])
            if function:
                yield function
                start = end
            at = end
        else:
            at += 1
            if text == ";":
                start = at


def as_function(head, body):
    at = 0
    while at < len(head):
        token = head[at]
        if token.text == "=":
            return None
        if token.text == "(":
            name = head[at - 1].text if at else ""
            end = skip_group(head, at)
            if name not in ("__attribute__", "_Alignas"):
                return Function(name, head[0].line, body[-1].line, count_parameters(head[at + 1 : end - 1]), body)
            at = end
        else:
            at += 1
    return None


def count_parameters(tokens):
    if not tokens or [token.text for token in tokens] == ["void"]:
        return 0
    commas, at = 0, 0
    while at < len(tokens):
        if tokens[at].text in CLOSING:
            at = skip_group(tokens, at)
            continue
        commas += tokens[at].text == ","
        at += 1
    return commas + 1
