/* The processes of `serve`: which descriptors each is given, by number. */
#pragma once

/* reader: stoppress reader-process --data DIR --threads N --cache MB */
enum { READER_LISTENER_FD = 3, READER_LOCAL_FD, READER_BELL_FD, READER_READY_FD };
/* desk: stoppress desk-process --data DIR */
enum { DESK_LISTENER_FD = 3, DESK_BELL_FD };
