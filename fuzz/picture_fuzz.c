/* The last two parts of a picture's address: whatever is read as a hash or a file's name is written as the same bytes,
 * so that no two addresses mean one file and none means a path. */
#include "base/err.h"
#include "site/picture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct slice text = {size ? (const char *)data : "", size};
        struct picture_key key;
        struct picture_file_name name;
        char digits[PICTURE_HASH_DIGITS + 1], written[PICTURE_FILE_NAME_MAX_BYTES];
        if (picture_key_read(text, &key)) {
                picture_key_write(&key, digits);
                must(slice_eq(slice_of(digits), text));
        }
        if (picture_file_name_read(text, &name)) {
                picture_file_name_write(name, written);
                must(slice_eq(slice_of(written), text));
        }
        return 0;
}
