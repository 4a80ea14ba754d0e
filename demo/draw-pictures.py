#!/usr/bin/env python3
"""Draws the demo newsroom's illustrations into demo/pictures/: all of them, or those named. See demo/drawing/."""
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
MODULES = ("winter_and_town", "river", "woods_and_nights", "indoors", "streets_and_fields", "on_wheels", "close_by",
           "still_lifes")


def main():
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(HERE))
    scenes = {}
    for module in MODULES:
        scenes |= import_module(f"drawing.{module}").SCENES
    PICTURES.mkdir(exist_ok=True)
    for name in sys.argv[1:] or scenes:
        file = PICTURES / f"{name}.png"
        file.write_bytes(scenes[name]().png())
        print(f"{file.name}: {file.stat().st_size} bytes", flush=True)


if __name__ == "__main__":
    main()
