/* Clients of other machines than this one, which a network of the test's own makes possible: nobody else is in it.
 * Where the system makes none for us, there is nothing to test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "os/address_range.h"
#include "server/client_fixture.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>

#define HERE "192.0.2.1"
enum { OF_ADDRESS = 2, OF_PROCESS = 4 };

/* The only address there is. */
static bool has_network;

static bool set_up_address(int fd)
{
        struct ifreq request = {.ifr_name = "lo"};
        struct sockaddr_in address = {.sin_family = AF_INET};
        inet_pton(AF_INET, HERE, &address.sin_addr);
        memcpy(&request.ifr_addr, &address, sizeof address);
        if (ioctl(fd, SIOCSIFADDR, &request) != 0) return false;
        request.ifr_flags = IFF_UP | IFF_LOOPBACK | IFF_RUNNING;
        return ioctl(fd, SIOCSIFFLAGS, &request) == 0;
}

static int enter_network(void **state)
{
        (void)state;
        if (unshare(CLONE_NEWNET) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return 0;
        int fd = socket(AF_INET, SOCK_DGRAM, 0);
        has_network = fd >= 0 && set_up_address(fd);
        close(fd);
        return 0;
}

static enum app_answer answer(void *context, unsigned thread, const struct http_request *request, struct reply *ret)
{
        static const char *const networks[] = {"this machine", "elsewhere"};
        const char *network = networks[request->network.len > 0];
        (void)context, (void)thread;
        ret->head.status = 200;
        if (slice_eq(request->path, SLICE("/stream"))) {
                ret->head.until_close = true;
                ret->stream.is_open = true;
                return APP_REPLY;
        }
        reply_body(ret, network, strlen(network));
        return APP_REPLY;
}

static unsigned no_news(void *context, unsigned channel, uint64_t *position, struct iovec *parts, unsigned max)
{
        (void)context, (void)channel, (void)position, (void)parts, (void)max;
        return 0;
}

static int connect_from_here(const struct fixture *f)
{
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)socket_port(f->listener))};
        inet_pton(AF_INET, HERE, &address.sin_addr);
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        assert_int_equal(connect(fd, (const struct sockaddr *)&address, sizeof address), 0);
        assert_int_equal(socket_set_timeout(fd, 10000).code, OK);
        return fd;
}

static bool opens_stream(const struct fixture *f, int *ret_fd)
{
        *ret_fd = connect_from_here(f);
        client_ask(*ret_fd, "/stream");
        struct client_reply reply = client_read(*ret_fd, true);
        bool is_open = strstr(buf_text(&reply.head), "HTTP/1.1 200 OK\r\n") != NULL;
        if (!is_open) assert_non_null(strstr(buf_text(&reply.head), "HTTP/1.1 503 "));
        client_reply_clear(&reply);
        return is_open;
}

/* How many of five streams are there, with these proxies trusted, and what the app hears of where they come from. */
static unsigned count_streams(const char *trusted, const char *network)
{
        enum { STREAMS = 5 };
        static struct fixture f;
        struct address_range ranges[ADDRESS_RANGES_MAX];
        struct buf why = BUF_INIT(1000);
        int fds[STREAMS], asking;
        unsigned open = 0;
        fixture_init(&f);
        close(f.listener);
        assert_int_equal(socket_listen(HERE ":0", &f.listener, &why).code, OK);
        assert_int_equal(address_ranges_read(slice_of(trusted), ranges, &f.options.trusted_count, &why).code, OK);
        f.options.trusted = ranges;
        f.options.stream_max = OF_PROCESS;
        f.options.stream_address_max = OF_ADDRESS;
        f.options.app = (struct server_app){
                .context = &f, .answer = answer, .turn_ended = fixture_turn_ended, .stream_news = no_news};
        fixture_start(&f);
        for (unsigned i = 0; i < STREAMS; i++)
                open += opens_stream(&f, &fds[i]);
        asking = connect_from_here(&f);
        client_ask(asking, "/network");
        client_expect(asking, "200 OK", network);
        close(asking);
        for (unsigned i = 0; i < STREAMS; i++)
                close(fds[i]);
        WAIT_UNTIL(&f, counts.streams == 0);
        fixture_clear(&f);
        buf_clear(&why);
        return open;
}

static void an_address_has_its_share_of_streams(void **state)
{
        (void)state;
        if (!has_network) skip();
        assert_int_equal(count_streams("", "elsewhere"), OF_ADDRESS);
        assert_int_equal(count_streams("192.0.2.2,198.51.100.0/24,2001:db8::/32", "elsewhere"), OF_ADDRESS);
}

static void a_trusted_proxy_has_those_of_all_behind_it(void **state)
{
        (void)state;
        if (!has_network) skip();
        assert_int_equal(count_streams("192.0.2.0/24", "this machine"), OF_PROCESS);
        assert_int_equal(count_streams("2001:db8::/32," HERE, "this machine"), OF_PROCESS);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(an_address_has_its_share_of_streams),
                cmocka_unit_test(a_trusted_proxy_has_those_of_all_behind_it),
        };
        return cmocka_run_group_tests(tests, enter_network, NULL);
}
