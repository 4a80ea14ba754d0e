"""How a function is measured: nesting, cyclomatic complexity, lines without its tables.

Nesting counts if, for, while, do and switch inside one another; an `else if` stands beside its `if`, not below it.
Complexity is McCabe's: one, and one more for each if, for, while, case, `&&`, `||` and `?`; several case labels on one
statement are one case. A table (a const array with its values) counts for nothing.
"""
from style.c_source import skip_group

BRANCHES = {"if", "for", "while", "case", "&&", "||", "?"}


def measured_lines(function):
    lines = function.last_line - function.line + 1
    return lines - sum(last - first + 1 for first, last in table_lines(function.body))


def table_lines(body):
    """(first line, last line) of the values of every const array declared in the body."""
    for at, token in enumerate(body):
        if token.text == "=" and at + 1 < len(body) and body[at + 1].text == "{" and is_const_array(body, at):
            end = skip_group(body, at + 1)
            yield body[at + 1].line, body[end - 1].line


def is_const_array(body, equals):
    at = equals
    while at and body[at - 1].text not in (";", "{", "}"):
        at -= 1
    declaration = [token.text for token in body[at:equals]]
    return "const" in declaration and "]" in declaration


def complexity(function):
    body = function.body
    count = 1
    for at, token in enumerate(body):
        if token.text not in BRANCHES or token.kind in ("string", "char"):
            continue
        is_do_while = token.text == "while" and closes_do(body, at)
        shares_statement = token.text == "case" and body[at - 1].text == ":"
        count += not is_do_while and not shares_statement
    return count


def closes_do(body, at):
    """Whether the `while` at `at` ends a do: its condition is followed by a semicolon and it stands behind a brace."""
    end = skip_group(body, at + 1)
    return body[at - 1].text == "}" and end < len(body) and body[end].text == ";"


def nesting(function):
    reader = NestingReader(function.body)
    reader.statement(0)
    return reader.deepest


class NestingReader:
    """Walks the statements of a body by recursive descent and remembers how deep control statements stand."""

    def __init__(self, tokens):
        self.tokens = tokens
        self.at = 0
        self.deepest = 0

    def text(self, ahead=0):
        index = self.at + ahead
        return self.tokens[index].text if index < len(self.tokens) else ""

    def statement(self, depth):
        text = self.text()
        if text == "{":
            self.block(depth)
        elif text == "if":
            self.branch(depth)
        elif text in ("for", "while", "switch"):
            self.controlled(depth)
        elif text == "do":
            self.enter(depth)
            self.at += 1
            self.statement(depth + 1)
            self.simple(depth)
        elif text in ("case", "default") or self.text(1) == ":":
            self.label()
        else:
            self.simple(depth)

    def block(self, depth):
        self.at += 1
        while self.at < len(self.tokens) and self.text() != "}":
            self.statement(depth)
        self.at += 1

    def enter(self, depth):
        self.deepest = max(self.deepest, depth + 1)

    def controlled(self, depth):
        self.enter(depth)
        self.at = skip_group(self.tokens, self.at + 1)
        self.statement(depth + 1)

    def branch(self, depth):
        self.controlled(depth)
        if self.text() == "else":
            self.at += 1
            self.statement(depth if self.text() == "if" else depth + 1)

    def label(self):
        while self.at < len(self.tokens) and self.text() != ":":
            self.at += 1
        self.at += 1

    def simple(self, depth):
        """An expression or declaration up to its semicolon; or a loop macro with a block, which counts as a loop."""
        looks_like_call = self.text(1) == "("
        while self.at < len(self.tokens) and self.text() not in (";", "}"):
            if self.text() not in ("(", "[", "{"):
                self.at += 1
                continue
            is_call = looks_like_call and self.text() == "("
            self.at = skip_group(self.tokens, self.at)
            looks_like_call = False
            if is_call and self.text() == "{":
                self.enter(depth)
                self.statement(depth + 1)
                return
        if self.text() == ";":
            self.at += 1
