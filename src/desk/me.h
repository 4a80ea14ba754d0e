/* One's own account: what its pages have in common. For this room only. */
#pragma once
#include "desk/visit.h"

/* What is wrong with a form of the page, as keys of the desk's texts; NULL: nothing. */
struct me_faults {
        const char *name, *old_password, *new_password, *codes_after;
};
struct err show_me(struct visit *v, unsigned status, const struct me_faults *faults) CHECKED;

/* Back to the page, which says what was done: "saved", with the text "me_done_saved". */
struct err reply_me_done(struct visit *v, const char *done) CHECKED;

/* Whether a password set now would close the desk to them until they have set up codes
 * (docs/why/2026-11-codes-for-passwords.md). */
bool me_asks_codes_after(const struct visit *v);

/* In a transaction: whoever came in with what is changed now is out; this session stays. */
struct err me_end_other_sessions(struct visit *v) CHECKED;

/* Bytes as a field of a form, and back (the arena's; empty: none). */
struct slice hex_written(struct visit *v, struct slice bytes);
struct slice hex_read(struct visit *v, struct slice text);

/* The languages of the desk, with the chosen one. */
json_t *desk_languages(struct slice chosen);
bool desk_language_is_known(struct slice code);

/* "1 August 2023, 05:34" in the person's language; a new reference. */
json_t *moment_value(struct visit *v, int64_t ms);
