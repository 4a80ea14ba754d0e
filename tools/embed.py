#!/usr/bin/env python3
"""Writes a C file with the bytes of every file named: embed.py OUT.c FILE... (read by base/builtin.h)."""
import sys

out, files = sys.argv[1], sys.argv[2:]
lines = ['#include "base/builtin.h"', ""]
for number, name in enumerate(files):
    data = open(name, "rb").read()
    lines.append(f"static const unsigned char file_{number}[] = {{{','.join(map(str, data)) or '0'}}};")
lines.append("const struct builtin_file builtin_files[] = {")
for number, name in enumerate(files):
    size = len(open(name, "rb").read())
    lines.append(f'        {{"{name}", {{(const char *)file_{number}, {size}}}}},')
lines += ["        {0},", "};", ""]
open(out, "w").write("\n".join(lines))
