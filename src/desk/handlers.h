/* Who answers: one function a row of routes.def. */
#pragma once
#include "base/err.h"
#include "desk/route.h"

#define ROUTE(method, path, access, permission, body_max, patience, handler) handler_fn handler;
#include "desk/routes.def"
#undef ROUTE
