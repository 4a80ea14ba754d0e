# What Stoppress can be told to do. `make run` and `make test` install what is missing first.
#
#   make            build/stoppress, optimised
#   make run        a demo newsroom, served; prints its address
#   make test       everything that proves it: unit tests, whole-program tests, style
#   make check      unit tests alone, under ASan and UBSan
#   make check-tsan unit tests of the threaded modules under TSan
#   make style      rooms, clang-format, ceilings, banned functions, clang-tidy
#   make fuzz       every fuzzer for FUZZ_SECONDS (60) each, from its corpus
#   make bench      the promises of speed and size beside their peers
#   make analyze    gcc -fanalyzer over the whole source
#   make format     rewrites the source with clang-format

MODE ?= release
CC ?= gcc
OUT := build/$(MODE)

PACKAGES := sqlite3 zlib jansson icu-i18n icu-uc libsodium
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
        -Wswitch-enum -Wvla -Wundef -Wwrite-strings -Werror
CPPFLAGS += -Isrc -D_GNU_SOURCE $(shell pkg-config --cflags $(PACKAGES))
CFLAGS += -std=gnu17 $(WARNINGS) -g -pthread -MMD -MP
LDLIBS += $(shell pkg-config --libs $(PACKAGES)) -lgumbo -lm
LDFLAGS += -pthread

ifeq ($(MODE),release)
CFLAGS += -O2 -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE
LDFLAGS += -pie -Wl,-z,relro,-z,now
else ifeq ($(MODE),asan)
CFLAGS += -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
LDFLAGS += -fsanitize=address,undefined
else ifeq ($(MODE),tsan)
CFLAGS += -O1 -fsanitize=thread
LDFLAGS += -fsanitize=thread
else ifeq ($(MODE),fuzz)
CC := clang
CFLAGS += -O1 -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all
LDFLAGS += -fsanitize=address,undefined
else ifeq ($(MODE),analyze)
CFLAGS += -O1 -fanalyzer
endif

SOURCES := $(filter-out %_test.c,$(wildcard src/*/*.c))
TESTS := $(wildcard src/*/*_test.c)
FUZZERS := $(wildcard fuzz/*_fuzz.c)
OBJECTS := $(SOURCES:%.c=$(OUT)/%.o) $(OUT)/builtin_files.o
TEST_PROGRAMS := $(TESTS:src/%.c=$(OUT)/test/%)
FUZZ_PROGRAMS := $(FUZZERS:fuzz/%.c=$(OUT)/%)
BUILTIN := $(sort $(shell find themes/default messages -type f))

.PHONY: all program tests check check-tsan fuzzers clean format
all: program
program: build/stoppress
build/stoppress: $(OUT)/stoppress
	@mkdir -p build && cp -f $< $@

$(OUT)/stoppress: $(OBJECTS) $(OUT)/src/main.o
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(OUT)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# Themes and interface texts are compiled into the binary.
$(OUT)/builtin_files.c: tools/embed.py $(BUILTIN)
	@mkdir -p $(@D)
	python3 tools/embed.py $@ $(BUILTIN)
$(OUT)/builtin_files.o: $(OUT)/builtin_files.c
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# The library of all rooms: test programs take from it what they use.
$(OUT)/rooms.a: $(OBJECTS)
	@rm -f $@ && ar rcs $@ $^
$(OUT)/test/%: $(OUT)/src/%.o $(OUT)/rooms.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka
$(OUT)/%_fuzz: $(OUT)/fuzz/%_fuzz.o $(OUT)/rooms.a
	$(CC) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

tests: $(TEST_PROGRAMS)
fuzzers: $(FUZZ_PROGRAMS)
check:
	@$(MAKE) --no-print-directory MODE=asan tests
	@tools/run-unit-tests build/asan/test
check-tsan:
	@$(MAKE) --no-print-directory MODE=tsan tests
	@tools/run-unit-tests build/tsan/test

format:
	clang-format -i $(wildcard src/*.c src/*/*.[ch] fuzz/*.c bench/*.c)
clean:
	rm -rf build

-include $(shell find build -name '*.d' 2>/dev/null)
.SECONDARY:
