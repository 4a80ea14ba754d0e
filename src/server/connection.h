/* A connection and its states. Inside `server`.
 *
 * State, deadline and place are one: each state has one list per loop, and one length of time that a connection may
 * stay in it. As that length is the same for all members, a list in the order of entry is also in the order of
 * deadlines: only its oldest is ever looked at, and entering costs nothing.
 *
 * (1) A connection is in the list of its state, and in no other.
 * (2) `output`, `owned` and `file` are held in SENDING and FETCHING only. `input` is held in those, READING, READY and
 *     PARKED, never in IDLE and STREAMING. `upload` is held in RECEIVING, where there is no input, and PARKED only.
 * (3) A parked request is just the start of `input`, or in `upload`: it is parsed again when it is asked again.
 * (4) A closed connection is freed at the end of the turn, since events of this turn may still name it. */
#pragma once
#include "os/socket.h"
#include "server/held.h"
#include "server/list.h"
#include "server/server.h"
#include "server/upload.h"

struct loop;

enum connection_state {
        CONNECTION_READING,   /* waits for the first head, or the rest of one */
        CONNECTION_IDLE,      /* kept alive between requests */
        CONNECTION_READY,     /* has had its share of this turn; its input may hold more requests */
        CONNECTION_RECEIVING, /* waits for the rest of a body */
        CONNECTION_PARKED,    /* the app waits for something */
        CONNECTION_SENDING,   /* waits for the client to take the rest of a reply */
        CONNECTION_STREAMING, /* has had all there is, and waits for more */
        CONNECTION_FETCHING,  /* waits for the app to bring the rest of a reply's file into memory */
        CONNECTION_LINGERING, /* nothing more is sent; reads until the client has seen that */
        CONNECTION_CLOSED,
        CONNECTION_STATES
};

struct connection {
        int fd;
        enum connection_state state;
        unsigned watch; /* what the poller watches it for */
        bool last;      /* the reply under way is the connection's last */
        bool lingers;   /* and the client does not expect that */
        bool at_door;   /* parked with its head alone: the app has not said yet whether it takes the body */
        bool is_stream; /* the reply under way stays open, or is */
        uint8_t channel;
        uint8_t network_len;
        bool network_is_known;
        char network[SOCKET_NETWORK_MAX_BYTES]; /* that it came from (http/request.h), once a request was read */
        uint16_t address;                       /* its address's place in the count of streams; 0: not counted */
        bool is_parked; /* the app parked its request under `token` and has not been asked again */
        struct list link;
        int64_t since_ms; /* when it came to its place in the list */
        struct held input, output;
        struct held owned;      /* what is to be sent behind `output`: bytes that the app handed over */
        struct upload *upload;  /* owned; the body of the request that is collected or parked, or NULL */
        struct reply_file file; /* what is to be sent behind `output`; held; without a holder: nothing */
        uint64_t file_left;     /* bytes of it */
        uint64_t token;         /* while parked or fetching: under which; of a stream: the position it has had */
        int64_t parked_until_ms;
        struct list token_link;   /* while parked or fetching: in the loop's bucket of the token; while streaming: in
                                   * that of the channel */
        int64_t sending_since_ms; /* for the least rate of a slow reply: when it began, */
        size_t taken_bytes;       /* and what the client has taken since */
};

_Static_assert(sizeof(struct connection) < 256, "idle connections are many");

/* Takes over the accepted socket, which is in the loop's load already. When the process has its most connections, the
 * longest idle one of this loop makes room; when there is none, the new one is closed. */
void connection_open(struct loop *loop, int fd);

/* Puts it at the end of the state's list, as of now. */
void connection_enter(struct loop *loop, struct connection *connection, enum connection_state state);

/* Puts a parked or fetching connection into its token's bucket. */
void connection_join_token(struct loop *loop, struct connection *connection);

/* Lets go of what is left of a file. */
void connection_drop_file(struct loop *loop, struct connection *connection);

/* Lets go of the upload, if there is one. */
void connection_drop_upload(struct loop *loop, struct connection *connection);

/* Tells the app when a request that it parked will not be asked again. */
void connection_abandon(struct loop *loop, struct connection *connection);

void connection_close(struct loop *loop, struct connection *connection);

/* After the last reply: closes at once, or when the client does not expect it, says so and reads on for a moment.
 * Otherwise unread input would make the kernel reset the connection, and the reset can overtake the reply. */
void connection_finish(struct loop *loop, struct connection *connection);

/* Closes the one that is missed least: the longest idle, else one that lingers, else the one that has been sending its
 * head for longest, or its body. False when there is none. */
bool connection_close_least(struct loop *loop);

/* Frees what was closed in this turn. */
void connection_free_closed(struct loop *loop);
