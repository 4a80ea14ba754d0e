/* A reader in this process, without a server: reads pages back when nobody serves the folder. Opened at the first use.
 */
#pragma once
#include "reader/reader.h"
#include "writer/witness.h"

struct local_reader {
        const char *data; /* borrowed */
        struct reader *reader;
        struct buf archive_folder;
};
#define LOCAL_READER_INIT(data_) ((struct local_reader){.data = (data_), .archive_folder = BUF_INIT(4096)})
struct witness local_reader_witness(struct local_reader *r);
void local_reader_clear(struct local_reader *r);
