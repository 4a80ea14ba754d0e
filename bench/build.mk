# The programs of bench/, with the flags of the Makefile: make -f bench/build.mk bench-programs
include Makefile

BENCH_PROGRAMS := $(patsubst bench/%.c,$(OUT)/bench/%,$(sort $(wildcard bench/*.c)))

.PHONY: bench-programs
bench-programs: $(BENCH_PROGRAMS)
$(OUT)/bench/%: $(OUT)/bench/%.o
	$(CC) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(BENCH_LIBS)

$(OUT)/bench/bare_publication: BENCH_LIBS := -lsqlite3 -lz
# Pressing and searching are measured in the rooms themselves, and pictures are put into an archive by them; the other programs know
# nothing of them.
$(OUT)/bench/pressing $(OUT)/bench/pictures $(OUT)/bench/searching $(OUT)/bench/search: $(OUT)/rooms.a
$(OUT)/bench/pressing $(OUT)/bench/pictures $(OUT)/bench/searching $(OUT)/bench/search: BENCH_LIBS := $(LDLIBS)
