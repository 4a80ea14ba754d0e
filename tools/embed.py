#!/usr/bin/env python3
"""Writes a C file with the bytes of every file named: embed.py OUT.c FILE... (read by base/builtin.h)."""
import os
import sys

out, files = sys.argv[1], sys.argv[2:]
lines = ['#include "base/builtin.h"', ""]
# One statement a file: compilers warn of string literals above 4,095 characters.
for number, name in enumerate(files):
    lines.append(f'__asm__(".section .rodata\\nfile_{number}: .incbin \\"{name}\\"\\n.previous\\n");')
for number, name in enumerate(files):
    lines.append(f"extern const char file_{number}[];")
lines.append("const struct builtin_file builtin_files[] = {")
for number, name in enumerate(files):
    lines.append(f'        {{"{name}", {{file_{number}, {os.path.getsize(name)}}}}},')
lines += ["        {0},", "};", ""]
open(out, "w").write("\n".join(lines))
