/* One line on standard error per event: time, level, process, what happened, detail. Library rooms do not log; whoever
 * turns an error into an answer does. Any thread. */
#pragma once
#include "base/err.h"

enum log_level { LOG_INFO, LOG_WARNING, LOG_ERROR };

/* The name of this process in every line ("reader", "desk"); a literal. Set once, before threads start. */
void log_set_process(const char *name);

void log_event(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "could not <what>: <system's reason>" with the detail of `format` behind it. */
void log_err(struct err err, const char *format, ...) __attribute__((format(printf, 2, 3)));
