#include "base/log.h"

#include "base/clock.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 1024 };

static const char *process_name = "stoppress";

void log_set_process(const char *name)
{
        process_name = name;
}

static size_t stamp(char *line, size_t size, enum log_level level)
{
        static const char *const names[] = {[LOG_INFO] = "info", [LOG_WARNING] = "warning", [LOG_ERROR] = "error"};
        time_t now = (time_t)(clock_wall_ms() / 1000);
        struct tm utc;
        gmtime_r(&now, &utc);
        size_t len = strftime(line, size, "%Y-%m-%dT%H:%M:%SZ ", &utc);
        int more = snprintf(line + len, size - len, "%s %s: ", names[level], process_name);
        return len + (size_t)(more > 0 ? more : 0);
}

/* One write() a line, so that lines of several processes do not mix. */
static void put(char *line, size_t len)
{
        if (len > LINE_MAX_BYTES - 2) len = LINE_MAX_BYTES - 2;
        for (size_t i = 0; i < len; i++)
                if ((unsigned char)line[i] < ' ') line[i] = ' ';
        line[len] = '\n';
        ssize_t ignored = write(STDERR_FILENO, line, len + 1);
        (void)ignored;
}

void log_event(enum log_level level, const char *format, ...)
{
        char line[LINE_MAX_BYTES];
        size_t len = stamp(line, sizeof line, level);
        va_list args;
        va_start(args, format);
        int more = vsnprintf(line + len, sizeof line - len, format, args);
        va_end(args);
        put(line, len + (size_t)(more > 0 ? more : 0));
}

void log_err(struct err err, const char *format, ...)
{
        char detail[LINE_MAX_BYTES / 2];
        va_list args;
        va_start(args, format);
        vsnprintf(detail, sizeof detail, format, args);
        va_end(args);
        log_event(LOG_ERROR, "could not %s%s%s (%s)", err.what ? err.what : "go on", err.os_errno ? ": " : "",
                  err.os_errno ? strerror(err.os_errno) : "", detail);
}
