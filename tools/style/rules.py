"""The rules for one C file. Each is a generator of (line, what is wrong); RULES lists them all."""
import re

from style import c_function
from style.c_source import skip_group

FUNCTION_LINES = 50
FILE_LINES = 500
HEADER_LINES = 150
PARAMETERS = 5
SIGNATURES_OF_OTHERS = {"tokenize"}  # a function that a library calls has the parameters that it gives
NESTING = 3
COMPLEXITY = 15
LINE_COLUMNS = 120

ROOMS_WITH_CONDITIONALS = {"os", "base"}
BANNED = {
    "strcpy": "buf_add",
    "strcat": "buf_add",
    "strncpy": "buf_add",
    "sprintf": "buf_add_format or snprintf",
    "vsprintf": "buf_add_format_list or vsnprintf",
    "strtok": "slice_cut",
    "gets": "a buf with a maximum",
    "atoi": "slice_to_u64",
    "alloca": "an arena",
}
COMMENT = re.compile(r"/\*.*?\*/|//.*", re.DOTALL)
LEAVES_THE_CALLER = re.compile(r"\b(return|break|continue|goto)\b")


def line_length(source):
    for number, line in enumerate(source.lines, 1):
        if len(line) > LINE_COLUMNS:
            yield number, f"line has {len(line)} columns, at most {LINE_COLUMNS}"


def file_length(source):
    most = HEADER_LINES if source.is_header else FILE_LINES
    if len(source.lines) > most and not source.is_test:
        yield most + 1, f"file has {len(source.lines)} lines, at most {most}: split it along meaning"


def function_sizes(source):
    for function in source.functions:
        parameters = 0 if function.name in SIGNATURES_OF_OTHERS else function.parameters
        measures = (
            ("lines", c_function.measured_lines(function), FUNCTION_LINES),
            ("parameters", parameters, PARAMETERS),
            ("levels of nesting", c_function.nesting(function), NESTING),
            ("as complexity", c_function.complexity(function), COMPLEXITY),
        )
        for what, value, most in measures:
            if value > most:
                yield function.line, f"{function.name}() has {value} {what}, at most {most}"


def no_goto(source):
    for token in source.tokens:
        if token.kind == "word" and token.text == "goto":
            yield token.line, "goto: use CLEANUP() and an early return"


def banned_functions(source):
    for token, behind in zip(source.tokens, source.tokens[1:]):
        if token.kind == "word" and token.text in BANNED and behind.text == "(":
            yield token.line, f"{token.text}() is banned: use {BANNED[token.text]}"


def conditionals_stay_below(source):
    if source.room in ROOMS_WITH_CONDITIONALS:
        return
    for directive in source.directives:
        if re.match(r"\s*#\s*(if|ifdef|ifndef|elif)\b", directive.text):
            yield directive.line, "#if outside os/ and base/: what differs between systems is told by those rooms"


def macros_hide_no_jump(source):
    for directive in source.directives:
        macro = re.match(r"\s*#\s*define\s+(\w+)(.*)", directive.text, re.DOTALL)
        if macro and macro[1] != "TRY" and LEAVES_THE_CALLER.search(COMMENT.sub("", macro[2])):
            yield directive.line, f"macro {macro[1]} leaves its caller: only TRY() may"


def headers_open_with_pragma_once(source):
    if source.is_header and not any(re.match(r"\s*#\s*pragma\s+once\b", d.text) for d in source.directives):
        yield 1, "header without #pragma once"


def own_header_comes_first(source):
    includes = [(d.line, m[1]) for d in source.directives if (m := re.match(r'\s*#\s*include\s+["<]([^">]+)', d.text))]
    own = "/".join(source.path.with_suffix(".h").parts[1:])
    for place, (line, name) in enumerate(includes):
        if name == own and place > 0:
            yield line, f'#include "{own}" must come first: so the header proves that it stands alone'


def typedefs_name_functions(source):
    for at, token in enumerate(source.tokens):
        if token.text != "typedef" or token.kind != "word":
            continue
        line, words = token.line, set()
        while at < len(source.tokens) and source.tokens[at].text != ";":
            at = skip_group(source.tokens, at) if source.tokens[at].text == "{" else at + 1
            words.add(source.tokens[at - 1].text)
        if not any(word.endswith("_fn") for word in words):
            yield line, "typedef: only function types (thing_fn) get one, structs are written `struct thing`"


def sql_is_literal(source):
    if source.is_test:
        return
    tokens = source.tokens
    for at, token in enumerate(tokens):
        if token.text != "sqlite3_exec" or at + 1 >= len(tokens) or tokens[at + 1].text != "(":
            continue
        statement = second_argument(tokens[at + 2 : skip_group(tokens, at + 1) - 1])
        if not statement or any(part.kind != "string" for part in statement):
            yield token.line, "sqlite3_exec() takes a literal only: prepare the statement and bind its values"


def second_argument(tokens):
    arguments, at, start = [], 0, 0
    while at < len(tokens):
        if tokens[at].text in "([{" and tokens[at].kind == "mark":
            at = skip_group(tokens, at)
        elif tokens[at].text == ",":
            arguments.append(tokens[start:at])
            at = start = at + 1
        else:
            at += 1
    arguments.append(tokens[start:])
    return arguments[1] if len(arguments) > 1 else []


RULES = (
    line_length,
    file_length,
    function_sizes,
    no_goto,
    banned_functions,
    conditionals_stay_below,
    macros_hide_no_jump,
    headers_open_with_pragma_once,
    own_header_comes_first,
    typedefs_name_functions,
    sql_is_literal,
)


def check(source):
    return sorted((line, what) for rule in RULES for line, what in rule(source))
