/* The list of articles: what there is, by state and by what one looks for. */
#include "desk/handlers.h"
#include "desk/visit.h"

struct err handle_list(struct visit *v)
{
        return reply_page(v, 200, "list", json_object());
}
