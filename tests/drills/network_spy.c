/* Stands before the C library's own network calls in every process of a drill: what would leave the
 * computer is told to a pipe and refused. Local sockets and the loopback address pass. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void tell(const char *call, const char *where)
{
    char line[256];
    const char *pipe = getenv("SOBR_SPY");
    int kept = errno, to = pipe ? open(pipe, O_WRONLY | O_NONBLOCK | O_CLOEXEC) : -1;
    if (to >= 0) {
        int length = snprintf(line, sizeof line, "%s %.200s\n", call, where);
        if (write(to, line, (size_t)length) < 0)
            abort();
        close(to);
    }
    errno = kept;
}

static int local_v4(in_addr_t address) { return ntohl(address) >> 24 == 127; }

/* 1 where the address leaves the computer, and then its words in `where`. */
static int leaves(const struct sockaddr *to, char where[INET6_ADDRSTRLEN])
{
    if (to && to->sa_family == AF_INET) {
        const struct sockaddr_in *four = (const struct sockaddr_in *)to;
        inet_ntop(AF_INET, &four->sin_addr, where, INET6_ADDRSTRLEN);
        return !local_v4(four->sin_addr.s_addr);
    }
    if (to && to->sa_family == AF_INET6) {
        const struct in6_addr *six = &((const struct sockaddr_in6 *)to)->sin6_addr;
        inet_ntop(AF_INET6, six, where, INET6_ADDRSTRLEN);
        if (IN6_IS_ADDR_V4MAPPED(six)) {
            in_addr_t inside;
            memcpy(&inside, six->s6_addr + 12, 4);
            return !local_v4(inside);
        }
        return !IN6_IS_ADDR_LOOPBACK(six);
    }
    return 0;
}

static int refused(const char *call, const struct sockaddr *to)
{
    char where[INET6_ADDRSTRLEN] = "";
    if (!leaves(to, where))
        return 0;
    tell(call, where);
    errno = ENETUNREACH;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int connect(int fd, const struct sockaddr *to, socklen_t length)
{
    return refused("connect", to) ? -1 : REAL(connect)(fd, to, length);
}

int bind(int fd, const struct sockaddr *at, socklen_t length)
{
    return refused("bind", at) ? -1 : REAL(bind)(fd, at, length);
}

ssize_t sendto(int fd, const void *data, size_t size, int flags, const struct sockaddr *to,
               socklen_t length)
{
    return refused("sendto", to) ? -1 : REAL(sendto)(fd, data, size, flags, to, length);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    return refused("sendmsg", message->msg_name) ? -1 : REAL(sendmsg)(fd, message, flags);
}

static int local_name(const char *name)
{
    struct in_addr four;
    return !name || !*name || !strcmp(name, "localhost") || !strcmp(name, "::1") ||
           (inet_pton(AF_INET, name, &four) == 1 && local_v4(four.s_addr));
}

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **found)
{
    if (local_name(name))
        return REAL(getaddrinfo)(name, service, hints, found);
    tell("getaddrinfo", name);
    return EAI_FAIL;
}

struct hostent *gethostbyname(const char *name)
{
    if (local_name(name))
        return REAL(gethostbyname)(name);
    tell("gethostbyname", name);
    h_errno = HOST_NOT_FOUND;
    return NULL;
}
