/* How many editions and sections a newsroom may have: what several values of this room are sized by. */
#pragma once

enum { EDITION_MAX = 16, SECTION_MAX = 64 };
