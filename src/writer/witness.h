/* Who reads a page back as readers get it, after a publication; and tells what readers were shown. */
#pragma once
#include "base/buf.h"
#include "base/err.h"
#include "writer/count_sheet.h"
#include "writer/read_sheet.h"
#include "writer/unfound_sheet.h"

struct witness {
        void *context;
        /* Waits until readers are shown change `change`, for some tenths of a second at most, those of
         * the fetch() that follows among them; false when they are not yet. NULL `context`
         * members are allowed only where nobody reads (init). */
        bool (*shows)(void *context, int64_t change);
        /* Begins with telling readers of `change`, so that there is time for other things before shows(); NULL where
         * that begins with it. */
        void (*tell)(void *context, int64_t change);
        /* Clears the way for the next fetch() while readers are still being told; NULL where there is nothing to clear.
         */
        void (*approach)(void *context);
        /* GET of a path by the way readers go: status, and the plain body appended. */
        struct err (*fetch)(void *context, struct slice path, unsigned *ret_status, struct buf *ret_body);
        /* What was counted and not written down yet, which whoever writes it down forgets here; NULL where nobody
         * counts. Waits for nothing. */
        struct count_sheet *(*counts)(void *context);
        struct read_sheet *(*reads)(void *context);      /* likewise, of pages that were read */
        struct unfound_sheet *(*unfound)(void *context); /* likewise, of searches */
};

/* The reader process beyond the bell and its socket in the data folder. */
struct far_reader {
        int bell_fd;
        const char *socket_path;  /* borrowed */
        int way_fd;               /* a connection that nothing was asked by yet; -1: none. Owned */
        int64_t patient_until_ms; /* steady clock: so long, and no longer, the reader is waited for */
        int64_t told;             /* the change that the reader was last told of; 0: none */
        const char *host;         /* borrowed: what to ask by, a name whose requests are not counted */
        struct count_sheet sheet;
        struct read_sheet reads;
        struct unfound_sheet unfound;
};
struct witness far_reader_witness(struct far_reader *reader);
