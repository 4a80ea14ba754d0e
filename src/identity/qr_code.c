#include "identity/qr_code.h"

#include <qrencode.h>

enum { QUIET_ZONE = 4, VERSION_ANY = 0, CASE_SENSITIVE = 1 };

static bool is_dark(const QRcode *code, int row, int column)
{
        return code->data[row * code->width + column] & 1;
}

/* One rectangle for dark modules that stand side by side. */
static void write_row(const QRcode *code, int row, struct buf *ret)
{
        for (int column = 0, end; column < code->width; column = end) {
                for (end = column; end < code->width && is_dark(code, row, end);)
                        end++;
                int width = end - column;
                if (width) buf_add_format(ret, "M%d %dh%dv1h-%dz", column + QUIET_ZONE, row + QUIET_ZONE, width, width);
                if (!width) end++;
        }
}

struct err qr_code_write(const char *text, unsigned *ret_size, struct buf *ret)
{
        QRcode *code = QRcode_encodeString(text, VERSION_ANY, QR_ECLEVEL_M, QR_MODE_8, CASE_SENSITIVE);
        if (!code) return ERR(ERR_FULL, "draw a QR code");
        for (int row = 0; row < code->width; row++)
                write_row(code, row, ret);
        *ret_size = (unsigned)code->width + 2 * QUIET_ZONE;
        QRcode_free(code);
        return BUF_OK(ret, "draw a QR code");
}
