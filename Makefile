# What Stoppress can be told to do. `make run`, `make test` and `make bench` install what is missing first.
#
#   make            build/stoppress, optimised
#   make run        a small newsroom in three languages, served; prints its address
#   make test       everything that proves it: unit tests, tools, style, whole-program tests
#   make check      unit tests alone, under ASan and UBSan
#   make check-tsan those of rooms with threads, under TSan
#   make style      rooms, ceilings, banned functions, clang-format, clang-tidy
#   make fuzz       every fuzzer for FUZZ_SECONDS (60) each, from its corpus
#   make analyze    gcc -fanalyzer and clang-tidy to its bottom over the whole source
#   make bench      the promises of speed and size beside their peers
#   make format     rewrites the source with clang-format
#
# MODE is release, asan, tsan, fuzz or analyze; each builds below its own OUT. JOBS is how many compilers run at once.
# TEST_PARTS chooses what `make test` runs.

MODE ?= release
OUT := build/$(MODE)
JOBS ?= $(shell nproc)
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(JOBS)
endif

PACKAGES := sqlite3 zlib jansson icu-i18n icu-uc libsodium libseccomp expat libqrencode
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
        -Wswitch-enum -Wvla -Wundef -Wwrite-strings -Werror
CPPFLAGS += -Isrc -D_GNU_SOURCE= $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
CFLAGS += -std=gnu17 $(WARNINGS) -g -pthread
LDLIBS += $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lgumbo -lm
LDFLAGS += -pthread

ifeq ($(origin CC),default)
CC := $(if $(filter fuzz,$(MODE)),clang,gcc)
endif
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
CFLAGS += -O1 -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all
LDFLAGS += -fsanitize=address,undefined
else ifeq ($(MODE),analyze)
CFLAGS += -O1 -fanalyzer
endif

SOURCES := $(sort $(filter-out %_test.c,$(wildcard src/*/*.c)))
TESTS := $(sort $(wildcard src/*/*_test.c))
# The worker that decodes pictures is one thread in a process of its own, whose sandbox refuses calls that TSan needs.
ifeq ($(MODE),tsan)
TESTS := $(filter-out src/media/worker_test.c,$(TESTS))
endif
FUZZERS := $(sort $(wildcard fuzz/*_fuzz.c))
# What the desk's pages run and look like; its scripts are bundled from desk-web/editor by esbuild.
DESK_SCRIPTS := build/desk-web/desk.js build/desk-web/editor.js build/desk-web/text.js
DESK_FILES := $(wildcard desk-web/templates/*.mustache) desk-web/style.css desk-web/icon.svg $(DESK_SCRIPTS)
# The one script of readers' pages (reader-web/), which brings its style and texts along, and their service worker.
READER_SCRIPTS := build/reader-web/live.js build/reader-web/worker.js
BUILTIN := $(sort $(shell find themes/default messages -type f) $(DESK_FILES) $(READER_SCRIPTS) $(wildcard demo/*.json demo/*.jsonl demo/*.txt) $(wildcard demo/pictures/*.png))
OBJECTS := $(SOURCES:%.c=$(OUT)/%.o) $(OUT)/builtin_files.o $(OUT)/build_commit.o
TEST_PROGRAMS := $(TESTS:src/%.c=$(OUT)/test/%)
# Rooms that start no thread and share nothing among threads: TSan would see one thread there.
THREADLESS := archive base feed http language media news plain press store template wire
THREAD_TEST_PROGRAMS := $(filter-out $(THREADLESS:%=$(OUT)/test/%/%_test),$(TEST_PROGRAMS))
FUZZ_PROGRAMS := $(FUZZERS:fuzz/%.c=$(OUT)/%)

.PHONY: all program objects tests thread-tests fuzzers run test check check-tsan style fuzz analyze bench format clean
all: program
program: build/stoppress
build/stoppress: $(OUT)/stoppress
	@cp -f $< $@.new && mv -f $@.new $@

# A file that holds a text and is touched only when the text changes: what is made from it follows the compiler, the
# flags and the lists of files, and nothing else.
kept = $(shell mkdir -p $(OUT); echo '$(2)' | cmp -s - $(OUT)/$(1) || echo '$(2)' >$(OUT)/$(1))$(OUT)/$(1)
FLAGS_KEPT := $(call kept,flags,$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $(LDLIBS))
FILES_KEPT := $(call kept,files,$(SOURCES) $(BUILTIN))

# V=1 shows the commands.
Q := $(if $(V),,@)
say = @echo '$(1)	$(@:$(OUT)/%=%)'
compile = $(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
link = $(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(OUT)/stoppress: $(OBJECTS) $(OUT)/src/main.o
	$(call say,link)
	$(link)
$(OUT)/%.o: %.c $(FLAGS_KEPT)
	$(call say,compile)
	@mkdir -p $(@D)
	$(compile)

# The theme, the interface texts and the demo newsroom are compiled into the binary.
$(OUT)/builtin_files.c: tools/embed.py $(BUILTIN) $(FILES_KEPT)
	$(call say,embed)
	$(Q)python3 tools/embed.py $@ $(BUILTIN)
$(OUT)/builtin_files.o: $(OUT)/builtin_files.c $(FLAGS_KEPT)
	$(call say,compile)
	$(compile)

desk-web/node_modules/.package-lock.json: desk-web/package-lock.json
	$(Q)echo 'npm	desk-web'; cd desk-web && npm ci --silent --no-fund --no-audit && touch node_modules/.package-lock.json
$(DESK_SCRIPTS): build/desk-web/%.js: desk-web/node_modules/.package-lock.json $(wildcard desk-web/editor/*.js)
	$(Q)echo 'bundle	desk-web/editor/$*.js'; desk-web/node_modules/.bin/esbuild desk-web/editor/$*.js --bundle --format=esm \
	        --minify --target=es2022 --log-level=warning --outfile=$@

$(READER_SCRIPTS): build/reader-web/%.js: desk-web/node_modules/.package-lock.json $(wildcard reader-web/*.js messages/*.json)
	$(Q)echo 'bundle	reader-web/$*.js'; desk-web/node_modules/.bin/esbuild reader-web/$*.js --bundle --format=iife \
	        --minify --charset=utf8 --target=es2021 --log-level=warning --outfile=$@

# The commit that `stoppress version` names; only this is compiled anew when it changes.
COMMIT := $(shell git describe --always --dirty 2>/dev/null || echo unknown)
COMMIT_KEPT := $(call kept,build_commit.c,const char *const build_commit = "$(COMMIT)";)
$(OUT)/build_commit.o: $(COMMIT_KEPT) $(FLAGS_KEPT)
	$(call say,compile)
	$(compile) -include base/builtin.h

# The library of all rooms: test programs take from it what they use.
$(OUT)/rooms.a: $(OBJECTS) $(FILES_KEPT)
	@rm -f $@ && ar rcs $@ $(OBJECTS)
$(OUT)/test/%: $(OUT)/src/%.o $(OUT)/rooms.a
	$(call say,link)
	@mkdir -p $(@D)
	$(link) -lcmocka
$(OUT)/%_fuzz: $(OUT)/fuzz/%_fuzz.o $(OUT)/rooms.a
	$(call say,link)
	$(link) -fsanitize=fuzzer

# Only a worker loads libvips (src/media/vips_library.h), so the program is not linked with it; its headers are others'.
VIPS_HEADERS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I vips 2>/dev/null))
$(OUT)/src/media/%.o: CPPFLAGS += $(VIPS_HEADERS)

# libfido2 and libcrypto are loaded by whoever signs people in (src/identity/library.h); tests are authenticators too.
$(OUT)/test/identity/%: LDLIBS += -lcrypto

objects: $(OBJECTS) $(OUT)/src/main.o
tests: $(TEST_PROGRAMS)
thread-tests: $(THREAD_TEST_PROGRAMS)
fuzzers: $(FUZZ_PROGRAMS)

run:
	@tools/install-dependencies build
	@$(MAKE) --no-print-directory program
	@tools/run-newsroom
test:
	@tools/install-dependencies build test
	@MAKE='$(MAKE)' tools/run-tests $(TEST_PARTS)
check:
	@$(MAKE) --no-print-directory MODE=asan tests
	@tools/run-unit-tests build/asan/test
check-tsan:
	@$(MAKE) --no-print-directory MODE=tsan thread-tests
	@tools/run-unit-tests build/tsan/test
style:
	@CPPFLAGS='$(CPPFLAGS) $(VIPS_HEADERS)' tools/run-style
fuzz:
	@$(MAKE) --no-print-directory MODE=fuzz fuzzers
	@tools/run-fuzzers build/fuzz
analyze:
	@$(MAKE) --no-print-directory MODE=analyze objects
	@echo "gcc -fanalyzer has nothing to report"
	@CPPFLAGS='$(CPPFLAGS) $(VIPS_HEADERS)' TIDY_ANALYZER=deep tools/run-tidy
bench:
	@tools/install-dependencies build bench
	@$(MAKE) --no-print-directory program
	@bench/run

format:
	clang-format -i $(wildcard src/*.c src/*/*.[ch] fuzz/*.[ch] bench/*.[ch])
clean:
	rm -rf build

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
.SECONDARY:
.DELETE_ON_ERROR:
