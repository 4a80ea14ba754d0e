#include "server/inbox.h"

#include <string.h>
#include <unistd.h>

void inbox_init(struct inbox *inbox)
{
        must(pthread_mutex_init(&inbox->mutex, NULL) == 0);
        atomic_init(&inbox->filled, false);
        inbox->news.token_count = inbox->news.socket_count = 0;
        inbox->news.all_tokens = false;
}

void inbox_clear(struct inbox *inbox)
{
        for (size_t i = 0; i < inbox->news.socket_count; i++)
                close(inbox->news.sockets[i]);
        pthread_mutex_destroy(&inbox->mutex);
}

bool inbox_put_token(struct inbox *inbox, uint64_t token)
{
        struct inbox_news *news = &inbox->news;
        pthread_mutex_lock(&inbox->mutex);
        bool was_filled = atomic_exchange_explicit(&inbox->filled, true, memory_order_relaxed);
        if (news->token_count < INBOX_TOKENS_MAX)
                news->tokens[news->token_count++] = token;
        else
                news->all_tokens = true;
        pthread_mutex_unlock(&inbox->mutex);
        return !was_filled;
}

bool inbox_put_socket(struct inbox *inbox, int fd)
{
        struct inbox_news *news = &inbox->news;
        pthread_mutex_lock(&inbox->mutex);
        bool has_room = news->socket_count < INBOX_SOCKETS_MAX;
        if (has_room) {
                news->sockets[news->socket_count++] = fd;
                atomic_store_explicit(&inbox->filled, true, memory_order_relaxed);
        }
        pthread_mutex_unlock(&inbox->mutex);
        return has_room;
}

bool inbox_take(struct inbox *inbox, struct inbox_news *ret)
{
        if (!atomic_load_explicit(&inbox->filled, memory_order_relaxed)) return false;
        struct inbox_news *news = &inbox->news;
        pthread_mutex_lock(&inbox->mutex);
        ret->token_count = news->token_count;
        ret->socket_count = news->socket_count;
        ret->all_tokens = news->all_tokens;
        memcpy(ret->tokens, news->tokens, news->token_count * sizeof news->tokens[0]);
        memcpy(ret->sockets, news->sockets, news->socket_count * sizeof news->sockets[0]);
        news->token_count = news->socket_count = 0;
        news->all_tokens = false;
        atomic_store_explicit(&inbox->filled, false, memory_order_relaxed);
        pthread_mutex_unlock(&inbox->mutex);
        return true;
}
