/* An intrusive, circular, doubly linked list: entering, leaving and finding the oldest cost nothing and cannot fail.
 * Inside `server`. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/* The list itself, and the place of a member in it. A member is in at most one list per link. */
struct list {
        struct list *next, *previous;
};

static inline void list_init(struct list *list)
{
        list->next = list->previous = list;
}

static inline bool list_is_empty(const struct list *list)
{
        return list->next == list;
}

static inline void list_append(struct list *list, struct list *link)
{
        link->previous = list->previous;
        link->next = list;
        list->previous->next = link;
        list->previous = link;
}

/* The link is then a list of none, which may be removed again. */
static inline void list_remove(struct list *link)
{
        link->previous->next = link->next;
        link->next->previous = link->previous;
        list_init(link);
}

/* Moves all members of `from` to the empty list `to`, in their order. */
static inline void list_take_all(struct list *to, struct list *from)
{
        list_init(to);
        if (list_is_empty(from)) return;
        *to = *from;
        to->next->previous = to;
        to->previous->next = to;
        list_init(from);
}

/* The structure that `link` is the member `field` of. */
#define LIST_MEMBER(link, type, field) ((type *)(void *)((char *)(link)-offsetof(type, field)))
