/* Errors are values. A function that can fail returns `struct err`; code OK (0) means it worked.
 *
 * `what` is a string literal that says what was being done, never a formatted message: variable detail is
 * added by whoever turns the error into an answer (a reply, an exit, a report line), and logged once. Where a
 * person needs the detail to mend their input, the function takes a `struct buf *why` beside it. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum err_code { OK, ERR_NOT_FOUND, ERR_INVALID, ERR_FULL, ERR_CONFLICT, ERR_IO, ERR_DENIED, ERR_BUSY };

struct err {
        const char *what; /* literal; NULL when OK */
        int os_errno;     /* 0 when the system had no part in it */
        uint16_t code;    /* enum err_code */
        uint16_t line;    /* where it was born */
};

_Static_assert(sizeof(struct err) == 16, "an error travels in two registers");

#define CHECKED           __attribute__((warn_unused_result))
#define NO_ERR            ((struct err){0})
#define ERR(code_, what_) ((struct err){.what = (what_), .code = (code_), .line = __LINE__})
/* The same with the system's reason; `errno` must still be the failed call's. */
#define ERR_OS(what_) ((struct err){.what = (what_), .os_errno = errno, .code = ERR_IO, .line = __LINE__})

/* The one macro that hides a return. It works because every owner is declared with CLEANUP(). */
#define TRY(call)                                                                                                      \
        do {                                                                                                           \
                struct err try_err_ = (call);                                                                          \
                if (try_err_.code) return try_err_;                                                                    \
        } while (0)

#define CLEANUP(fn) __attribute__((cleanup(fn)))

/* must() holds in production too: a broken promise stops the process, and the supervisor starts another. */
#define must(x) ((x) ? (void)0 : must_failed(#x, __FILE__, __LINE__))
_Noreturn void must_failed(const char *promise, const char *file, int line);
