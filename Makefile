# Everything Stoppress can be told to do. `make run` and `make test` install what is missing first.
#
#   make            build/stoppress, optimised
#   make check      unit tests (ASan + UBSan)
#   make style      rooms, format, ceilings, banned functions, clang-tidy
include tools/build.mk
