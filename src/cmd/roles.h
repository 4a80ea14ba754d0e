/* The processes of `serve`: which descriptors each is given, by number. A process writes its letter to the ready pipe
 * when it can do its work; it ends with ROLE_UNUSABLE when the data folder is no good to it and starting again would
 * not help. */
#pragma once

enum { ROLE_UNUSABLE = 2 };
#define READER_IS_READY 'r'
#define DESK_IS_READY   'd'

/* reader: stoppress reader-process --data DIR --threads N --cache MB */
enum { READER_LISTENER_FD = 3, READER_LOCAL_FD, READER_BELL_FD, READER_READY_FD };
/* desk: stoppress desk-process --data DIR --theme DIR --url URL --readers URL;
 * the last descriptor only with an address to work at */
enum { DESK_LISTENER_FD = 3, DESK_BELL_FD, DESK_READY_FD, DESK_PAGES_FD };
