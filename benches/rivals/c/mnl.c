/* libmnl at work, compiled with the optimisation that its distributors use (-O2). The walks are those of its examples, in their fastest
 * form: mnl_nlmsg_ok/next over the messages (mnl_cb_run without the call through a pointer for each), mnl_attr_for_each with a switch in
 * place of mnl_attr_parse's callback, mnl_attr_validate before each getter. Every accessor is a call into the library: that is libmnl's
 * way, and its cost. `fold` is the one of src/fold.rs. */
#include <libmnl/libmnl.h>
#include <arpa/inet.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

/* Attributes that the installed headers may be too old for. */
enum {
	GRO_MAX_SIZE = 58, TSO_MAX_SIZE, TSO_MAX_SEGS, ALLMULTI,
	GSO_IPV4_MAX_SIZE = 63, GRO_IPV4_MAX_SIZE = 64,
	MAX_PACING_OFFLOAD_HORIZON = 66, NETNS_IMMUTABLE, HEADROOM, TAILROOM,
};

/* Where the numbers of each nest begin: src/fold.rs, `nest`. */
enum { AT_METRICS = 32, AT_MAP = 5, AT_LINKINFO = 7, AT_STATS = 11, AT_STATS64 = 23, AT_XDP = 29, AT_INET = 37, AT_INET6 = 41, AT_CACHEINFO = 47 };

static inline uint64_t fold(uint64_t sum, unsigned number, uint64_t value)
{
	number &= 63;
	return sum + (value << number | value >> (-number & 63));
}

static inline uint64_t fold_bytes(uint64_t sum, unsigned number, const void *bytes, size_t len)
{
	uint32_t head = 0;

	if (len >= 4)
		memcpy(&head, bytes, 4);
	return fold(sum, number, len | (uint64_t)head << 32);
}

static inline uint64_t fold_text(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	const char *text;

	if (mnl_attr_validate(attr, MNL_TYPE_NUL_STRING) < 0)
		return sum;
	text = mnl_attr_get_str(attr);
	return fold_bytes(sum, number, text, strlen(text));
}

static inline uint64_t fold_payload(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	return fold_bytes(sum, number, mnl_attr_get_payload(attr), mnl_attr_get_payload_len(attr));
}

static inline uint64_t fold_u8(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	return mnl_attr_validate(attr, MNL_TYPE_U8) < 0 ? sum : fold(sum, number, mnl_attr_get_u8(attr));
}

static inline uint64_t fold_u16(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	return mnl_attr_validate(attr, MNL_TYPE_U16) < 0 ? sum : fold(sum, number, mnl_attr_get_u16(attr));
}

static inline uint64_t fold_u32(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	return mnl_attr_validate(attr, MNL_TYPE_U32) < 0 ? sum : fold(sum, number, mnl_attr_get_u32(attr));
}

/* An address, by its length, as a number of the host. */
static inline uint64_t fold_ip(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	struct in_addr address;

	switch (mnl_attr_get_payload_len(attr)) {
	case 4:
		memcpy(&address, mnl_attr_get_payload(attr), sizeof(address));
		return fold(sum, number, ntohl(address.s_addr));
	case 16:
		return fold_bytes(sum, number, mnl_attr_get_payload(attr), 16);
	default:
		return sum;
	}
}

static inline uint64_t first_u32(const struct nlattr *attr)
{
	uint32_t first = 0;

	if (mnl_attr_get_payload_len(attr) >= sizeof(first))
		memcpy(&first, mnl_attr_get_payload(attr), sizeof(first));
	return first;
}

static inline uint64_t first_u64(const struct nlattr *attr)
{
	uint64_t first = 0;

	if (mnl_attr_get_payload_len(attr) >= sizeof(first))
		memcpy(&first, mnl_attr_get_payload(attr), sizeof(first));
	return first;
}

#define for_each_message(message, datagram, len) \
	for (int left = (len), once = 1; once; once = 0) \
		for (const struct nlmsghdr *message = (datagram); mnl_nlmsg_ok(message, left); message = mnl_nlmsg_next(message, &left))

uint64_t mnl_walk(const void *datagram, size_t len)
{
	const struct nlattr *attr;
	uint64_t sum = 0;

	for_each_message(message, datagram, len) {
		sum = fold(sum, 0, message->nlmsg_type);
		mnl_attr_for_each(attr, message, sizeof(struct rtmsg))
			sum = fold(sum, mnl_attr_get_type(attr), mnl_attr_get_payload_len(attr));
	}
	return sum;
}

uint64_t mnl_stream(const void *datagram, size_t len)
{
	const struct nlattr *attr, *metric;
	uint64_t sum = 0;

	for_each_message(message, datagram, len) {
		if (message->nlmsg_type != RTM_NEWROUTE)
			continue;
		sum = fold(sum, 0, ((const struct rtmsg *)mnl_nlmsg_get_payload(message))->rtm_dst_len);
		mnl_attr_for_each(attr, message, sizeof(struct rtmsg)) {
			switch (mnl_attr_get_type(attr)) {
			case RTA_DST:
				sum = fold_ip(sum, 1, attr);
				break;
			case RTA_OIF:
				sum = fold_u32(sum, 4, attr);
				break;
			case RTA_GATEWAY:
				sum = fold_ip(sum, 5, attr);
				break;
			case RTA_PRIORITY:
				sum = fold_u32(sum, 6, attr);
				break;
			case RTA_PREFSRC:
				sum = fold_ip(sum, 7, attr);
				break;
			case RTA_METRICS:
				if (mnl_attr_validate(attr, MNL_TYPE_NESTED) < 0)
					break;
				mnl_attr_for_each_nested(metric, attr) {
					switch (mnl_attr_get_type(metric)) {
					case RTAX_MTU:
						sum = fold_u32(sum, AT_METRICS + 2, metric);
						break;
					case RTAX_ADVMSS:
						sum = fold_u32(sum, AT_METRICS + 8, metric);
						break;
					}
				}
				break;
			case RTA_TABLE:
				sum = fold_u32(sum, 15, attr);
				break;
			}
		}
	}
	return sum;
}

uint64_t mnl_pick(const void *datagram, size_t len)
{
	const struct nlattr *attr;
	uint64_t sum = 0;

	for_each_message(message, datagram, len) {
		const struct nlattr *tb[RTA_TABLE + 1] = {};

		if (message->nlmsg_type != RTM_NEWROUTE)
			continue;
		mnl_attr_for_each(attr, message, sizeof(struct rtmsg)) {
			switch (mnl_attr_get_type(attr)) {
			case RTA_DST:
				tb[RTA_DST] = attr;
				break;
			case RTA_OIF:
				tb[RTA_OIF] = attr;
				break;
			case RTA_GATEWAY:
				tb[RTA_GATEWAY] = attr;
				break;
			case RTA_PRIORITY:
				tb[RTA_PRIORITY] = attr;
				break;
			case RTA_TABLE:
				tb[RTA_TABLE] = attr;
				break;
			}
		}
		if (tb[RTA_DST])
			sum = fold_ip(sum, 1, tb[RTA_DST]);
		if (tb[RTA_OIF])
			sum = fold_u32(sum, 4, tb[RTA_OIF]);
		if (tb[RTA_GATEWAY])
			sum = fold_ip(sum, 5, tb[RTA_GATEWAY]);
		if (tb[RTA_PRIORITY])
			sum = fold_u32(sum, 6, tb[RTA_PRIORITY]);
		if (tb[RTA_TABLE])
			sum = fold_u32(sum, 15, tb[RTA_TABLE]);
	}
	return sum;
}

/* Counters are read where they lie. Attributes are aligned to 4 bytes only, and older kernels send shorter structures: those that end
 * before the counters of the bench are not read at all. */
typedef struct rtnl_link_stats counters __attribute__((aligned(4), may_alias));
typedef struct rtnl_link_stats64 counters64 __attribute__((aligned(4), may_alias));

#define fold_counters(sum, first, attr, type) ({ \
	const type *stats = mnl_attr_get_payload(attr); \
	uint64_t folded = sum; \
	if (mnl_attr_get_payload_len(attr) >= offsetof(type, tx_fifo_errors)) { \
		folded = fold(folded, first, stats->rx_bytes); \
		folded = fold(folded, first + 1, stats->rx_packets); \
		folded = fold(folded, first + 2, stats->rx_errors); \
		folded = fold(folded, first + 3, stats->rx_dropped); \
		folded = fold(folded, first + 4, stats->rx_missed_errors); \
		folded = fold(folded, first + 5, stats->multicast); \
		folded = fold(folded, first + 6, stats->tx_bytes); \
		folded = fold(folded, first + 7, stats->tx_packets); \
		folded = fold(folded, first + 8, stats->tx_errors); \
		folded = fold(folded, first + 9, stats->tx_dropped); \
		folded = fold(folded, first + 10, stats->tx_carrier_errors); \
		folded = fold(folded, first + 11, stats->collisions); \
	} \
	folded; })

static uint64_t fold_families(uint64_t sum, const struct nlattr *nest)
{
	const struct nlattr *family, *attr;

	mnl_attr_for_each_nested(family, nest) {
		switch (mnl_attr_get_type(family)) {
		case AF_INET:
			mnl_attr_for_each_nested(attr, family) {
				if (mnl_attr_get_type(attr) == IFLA_INET_CONF)
					sum = fold(sum, AT_INET, first_u32(attr));
			}
			break;
		case AF_INET6:
			mnl_attr_for_each_nested(attr, family) {
				struct ifla_cacheinfo info;

				switch (mnl_attr_get_type(attr)) {
				case IFLA_INET6_FLAGS:
					sum = fold_u32(sum, AT_INET6 + 1, attr);
					break;
				case IFLA_INET6_CONF:
					sum = fold(sum, AT_INET6 + 2, first_u32(attr));
					break;
				case IFLA_INET6_STATS:
					sum = fold(sum, AT_INET6 + 3, first_u64(attr));
					break;
				case IFLA_INET6_CACHEINFO:
					if (mnl_attr_validate2(attr, MNL_TYPE_BINARY, sizeof(info)) < 0)
						break;
					memcpy(&info, mnl_attr_get_payload(attr), sizeof(info));
					sum = fold(sum, AT_CACHEINFO, info.max_reasm_len);
					sum = fold(sum, AT_CACHEINFO + 1, info.reachable_time);
					break;
				case IFLA_INET6_ICMP6STATS:
					sum = fold(sum, AT_INET6 + 6, first_u64(attr));
					break;
				case IFLA_INET6_TOKEN:
					sum = fold_ip(sum, AT_INET6 + 7, attr);
					break;
				case IFLA_INET6_ADDR_GEN_MODE:
					sum = fold_u8(sum, AT_INET6 + 8, attr);
					break;
				}
			}
			break;
		}
	}
	return sum;
}

uint64_t mnl_link_stream(const void *datagram, size_t len)
{
	const struct nlattr *attr, *inner;
	struct rtnl_link_ifmap map;
	uint64_t sum = 0;

	for_each_message(message, datagram, len) {
		if (message->nlmsg_type != RTM_NEWLINK)
			continue;
		sum = fold(sum, 0, (uint32_t)((const struct ifinfomsg *)mnl_nlmsg_get_payload(message))->ifi_index);
		mnl_attr_for_each(attr, message, sizeof(struct ifinfomsg)) {
			unsigned type = mnl_attr_get_type(attr);

			switch (type) {
			case IFLA_ADDRESS:
			case IFLA_BROADCAST:
				sum = fold_payload(sum, type, attr);
				break;
			case IFLA_IFNAME:
			case IFLA_QDISC:
			case IFLA_IFALIAS:
				sum = fold_text(sum, type, attr);
				break;
			case IFLA_MTU:
			case IFLA_LINK:
			case IFLA_TXQLEN:
			case IFLA_GROUP:
			case IFLA_PROMISCUITY:
			case IFLA_NUM_TX_QUEUES:
			case IFLA_NUM_RX_QUEUES:
			case IFLA_CARRIER_CHANGES:
			case IFLA_GSO_MAX_SEGS:
			case IFLA_GSO_MAX_SIZE:
			case IFLA_CARRIER_UP_COUNT:
			case IFLA_CARRIER_DOWN_COUNT:
			case IFLA_MIN_MTU:
			case IFLA_MAX_MTU:
			case GRO_MAX_SIZE:
			case TSO_MAX_SIZE:
			case TSO_MAX_SEGS:
			case ALLMULTI:
			case GSO_IPV4_MAX_SIZE:
			case GRO_IPV4_MAX_SIZE:
			case MAX_PACING_OFFLOAD_HORIZON:
				sum = fold_u32(sum, type, attr);
				break;
			case HEADROOM:
			case TAILROOM:
				sum = fold_u16(sum, type, attr);
				break;
			case IFLA_OPERSTATE:
			case IFLA_LINKMODE:
			case IFLA_CARRIER:
			case IFLA_PROTO_DOWN:
			case NETNS_IMMUTABLE:
				sum = fold_u8(sum, type, attr);
				break;
			case IFLA_STATS:
				sum = fold_counters(sum, AT_STATS, attr, counters);
				break;
			case IFLA_STATS64:
				sum = fold_counters(sum, AT_STATS64, attr, counters64);
				break;
			case IFLA_MAP:
				if (mnl_attr_validate2(attr, MNL_TYPE_BINARY, sizeof(map)) < 0)
					break;
				memcpy(&map, mnl_attr_get_payload(attr), sizeof(map));
				sum = fold(sum, AT_MAP, map.mem_start);
				sum = fold(sum, AT_MAP + 1, map.irq);
				break;
			case IFLA_LINKINFO:
				mnl_attr_for_each_nested(inner, attr) {
					if (mnl_attr_get_type(inner) == IFLA_INFO_KIND)
						sum = fold_text(sum, AT_LINKINFO, inner);
				}
				break;
			case IFLA_AF_SPEC:
				sum = fold_families(sum, attr);
				break;
			case IFLA_XDP:
				mnl_attr_for_each_nested(inner, attr) {
					if (mnl_attr_get_type(inner) == IFLA_XDP_ATTACHED)
						sum = fold_u8(sum, AT_XDP, inner);
				}
				break;
			case IFLA_PROP_LIST:
				mnl_attr_for_each_nested(inner, attr) {
					if (mnl_attr_get_type(inner) == IFLA_ALT_IFNAME)
						sum = fold_text(sum, 53, inner);
				}
				break;
			}
		}
	}
	return sum;
}

uint64_t mnl_link_pick(const void *datagram, size_t len)
{
	const struct nlattr *attr;
	uint64_t sum = 0;

	for_each_message(message, datagram, len) {
		const struct nlattr *tb[IFLA_GROUP + 1] = {};

		if (message->nlmsg_type != RTM_NEWLINK)
			continue;
		mnl_attr_for_each(attr, message, sizeof(struct ifinfomsg)) {
			unsigned type = mnl_attr_get_type(attr);

			switch (type) {
			case IFLA_ADDRESS:
			case IFLA_IFNAME:
			case IFLA_MTU:
			case IFLA_LINK:
			case IFLA_TXQLEN:
			case IFLA_OPERSTATE:
			case IFLA_STATS64:
			case IFLA_GROUP:
				tb[type] = attr;
				break;
			}
		}
		if (tb[IFLA_ADDRESS])
			sum = fold_payload(sum, 1, tb[IFLA_ADDRESS]);
		if (tb[IFLA_IFNAME])
			sum = fold_text(sum, 3, tb[IFLA_IFNAME]);
		if (tb[IFLA_MTU])
			sum = fold_u32(sum, 4, tb[IFLA_MTU]);
		if (tb[IFLA_LINK])
			sum = fold_u32(sum, 5, tb[IFLA_LINK]);
		if (tb[IFLA_TXQLEN])
			sum = fold_u32(sum, 13, tb[IFLA_TXQLEN]);
		if (tb[IFLA_OPERSTATE])
			sum = fold_u8(sum, 16, tb[IFLA_OPERSTATE]);
		if (tb[IFLA_STATS64] && mnl_attr_get_payload_len(tb[IFLA_STATS64]) >= offsetof(counters64, rx_errors)) {
			const counters64 *stats = mnl_attr_get_payload(tb[IFLA_STATS64]);

			sum = fold(sum, AT_STATS64, stats->rx_bytes);
			sum = fold(sum, AT_STATS64 + 1, stats->rx_packets);
			sum = fold(sum, AT_STATS64 + 6, stats->tx_bytes);
			sum = fold(sum, AT_STATS64 + 7, stats->tx_packets);
		}
		if (tb[IFLA_GROUP])
			sum = fold_u32(sum, 27, tb[IFLA_GROUP]);
	}
	return sum;
}

/* `count` requests, one after the other, into the same buffer; the length of the last. The values are those of `Wanted` in src/work.rs. */
size_t mnl_encode(void *buffer, uint32_t first, uint32_t count)
{
	struct nlmsghdr *message = NULL;

	for (uint32_t n = first; n != first + count; n++) {
		uint32_t gateway = n ^ 0x01010101;
		struct rtmsg *route;
		struct nlattr *metrics;

		message = mnl_nlmsg_put_header(buffer);
		message->nlmsg_type = RTM_NEWROUTE;
		message->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_EXCL | NLM_F_CREATE;
		message->nlmsg_seq = n;
		route = mnl_nlmsg_put_extra_header(message, sizeof(*route));
		route->rtm_family = AF_INET;
		route->rtm_dst_len = 32;
		route->rtm_protocol = RTPROT_STATIC;
		route->rtm_type = RTN_UNICAST;
		mnl_attr_put(message, RTA_DST, sizeof(n), &n);
		mnl_attr_put_u32(message, RTA_OIF, n & 0xff);
		mnl_attr_put(message, RTA_GATEWAY, sizeof(gateway), &gateway);
		mnl_attr_put_u32(message, RTA_PRIORITY, n ^ 100);
		mnl_attr_put_u32(message, RTA_TABLE, n & 0xfff);
		metrics = mnl_attr_nest_start(message, RTA_METRICS);
		mnl_attr_put_u32(message, RTAX_MTU, 1500 - (n & 0xff));
		mnl_attr_put_u32(message, RTAX_ADVMSS, 1460 - (n & 0xff));
		mnl_attr_nest_end(message, metrics);
		__asm__ volatile("" : : "r"(message) : "memory");
	}
	return message ? message->nlmsg_len : 0;
}
