/* libmnl on conntrack entries, as c/mnl.c has it on routes: mnl_attr_for_each with a switch, mnl_attr_validate before each getter. */
#include <libmnl/libmnl.h>
#include <arpa/inet.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netfilter/nf_conntrack_tcp.h>
#include <endian.h>
#include <stdint.h>
#include <string.h>

/* Where the numbers of each nest begin: src/conntrack.rs, `nest`. */
enum { AT_ORIG = 1, AT_REPLY = 17, AT_IP = 0, AT_PROTO = 4, AT_TUPLE_ZONE = 14, AT_TCP = 33, AT_COUNTERS_ORIG = 40, AT_COUNTERS_REPLY = 43,
	AT_SYNPROXY = 46, AT_TOP = 20 };

static inline uint64_t fold(uint64_t sum, unsigned number, uint64_t value)
{
	number &= 63;
	return sum + (value << number | value >> (-number & 63));
}

static inline uint64_t fold_u8(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	return mnl_attr_validate(attr, MNL_TYPE_U8) < 0 ? sum : fold(sum, number, mnl_attr_get_u8(attr));
}

static inline uint64_t fold_be16(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	return mnl_attr_validate(attr, MNL_TYPE_U16) < 0 ? sum : fold(sum, number, ntohs(mnl_attr_get_u16(attr)));
}

static inline uint64_t fold_be32(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	return mnl_attr_validate(attr, MNL_TYPE_U32) < 0 ? sum : fold(sum, number, ntohl(mnl_attr_get_u32(attr)));
}

static inline uint64_t fold_be64(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	return mnl_attr_validate(attr, MNL_TYPE_U64) < 0 ? sum : fold(sum, number, be64toh(mnl_attr_get_u64(attr)));
}

static inline uint64_t fold_ip6(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	uint32_t head;

	if (mnl_attr_validate2(attr, MNL_TYPE_BINARY, 16) < 0)
		return sum;
	memcpy(&head, mnl_attr_get_payload(attr), 4);
	return fold(sum, number, 16 | (uint64_t)head << 32);
}

static uint64_t fold_tuple(uint64_t sum, unsigned first, const struct nlattr *tuple)
{
	const struct nlattr *part, *attr;

	mnl_attr_for_each_nested(part, tuple) {
		switch (mnl_attr_get_type(part)) {
		case CTA_TUPLE_IP:
			mnl_attr_for_each_nested(attr, part) {
				switch (mnl_attr_get_type(attr)) {
				case CTA_IP_V4_SRC:
					sum = fold_be32(sum, first + AT_IP, attr);
					break;
				case CTA_IP_V4_DST:
					sum = fold_be32(sum, first + AT_IP + 1, attr);
					break;
				case CTA_IP_V6_SRC:
					sum = fold_ip6(sum, first + AT_IP, attr);
					break;
				case CTA_IP_V6_DST:
					sum = fold_ip6(sum, first + AT_IP + 1, attr);
					break;
				}
			}
			break;
		case CTA_TUPLE_PROTO:
			mnl_attr_for_each_nested(attr, part) {
				switch (mnl_attr_get_type(attr)) {
				case CTA_PROTO_NUM:
					sum = fold_u8(sum, first + AT_PROTO + 1, attr);
					break;
				case CTA_PROTO_SRC_PORT:
					sum = fold_be16(sum, first + AT_PROTO + 2, attr);
					break;
				case CTA_PROTO_DST_PORT:
					sum = fold_be16(sum, first + AT_PROTO + 3, attr);
					break;
				case CTA_PROTO_ICMP_ID:
					sum = fold_be16(sum, first + AT_PROTO + 4, attr);
					break;
				case CTA_PROTO_ICMP_TYPE:
					sum = fold_u8(sum, first + AT_PROTO + 5, attr);
					break;
				case CTA_PROTO_ICMP_CODE:
					sum = fold_u8(sum, first + AT_PROTO + 6, attr);
					break;
				}
			}
			break;
		case CTA_TUPLE_ZONE:
			sum = fold_be16(sum, first + AT_TUPLE_ZONE, part);
			break;
		}
	}
	return sum;
}

static uint64_t fold_tcp(uint64_t sum, const struct nlattr *tcp)
{
	const struct nlattr *attr;

	mnl_attr_for_each_nested(attr, tcp) {
		unsigned type = mnl_attr_get_type(attr);

		switch (type) {
		case CTA_PROTOINFO_TCP_STATE:
		case CTA_PROTOINFO_TCP_WSCALE_ORIGINAL:
		case CTA_PROTOINFO_TCP_WSCALE_REPLY:
			sum = fold_u8(sum, AT_TCP + type, attr);
			break;
		case CTA_PROTOINFO_TCP_FLAGS_ORIGINAL:
		case CTA_PROTOINFO_TCP_FLAGS_REPLY:
			if (mnl_attr_validate2(attr, MNL_TYPE_BINARY, sizeof(struct nf_ct_tcp_flags)) == 0)
				sum = fold(sum, AT_TCP + type, ((const struct nf_ct_tcp_flags *)mnl_attr_get_payload(attr))->flags);
			break;
		}
	}
	return sum;
}

static uint64_t fold_counters(uint64_t sum, unsigned first, const struct nlattr *counters)
{
	const struct nlattr *attr;

	mnl_attr_for_each_nested(attr, counters) {
		switch (mnl_attr_get_type(attr)) {
		case CTA_COUNTERS_PACKETS:
			sum = fold_be64(sum, first + 1, attr);
			break;
		case CTA_COUNTERS_BYTES:
			sum = fold_be64(sum, first + 2, attr);
			break;
		}
	}
	return sum;
}

uint64_t mnl_conntrack(const void *datagram, size_t len)
{
	const struct nlmsghdr *message = datagram;
	const struct nlattr *attr, *inner;
	uint64_t sum = 0;
	int left = len;

	for (; mnl_nlmsg_ok(message, left); message = mnl_nlmsg_next(message, &left)) {
		if (message->nlmsg_type != (NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_NEW))
			continue;
		sum = fold(sum, 0, ((const struct nfgenmsg *)mnl_nlmsg_get_payload(message))->nfgen_family);
		mnl_attr_for_each(attr, message, sizeof(struct nfgenmsg)) {
			unsigned type = mnl_attr_get_type(attr);

			switch (type) {
			case CTA_TUPLE_ORIG:
				sum = fold_tuple(sum, AT_ORIG, attr);
				break;
			case CTA_TUPLE_REPLY:
				sum = fold_tuple(sum, AT_REPLY, attr);
				break;
			case CTA_STATUS:
			case CTA_TIMEOUT:
			case CTA_MARK:
			case CTA_USE:
			case CTA_ID:
				sum = fold_be32(sum, AT_TOP + type, attr);
				break;
			case CTA_PROTOINFO:
				mnl_attr_for_each_nested(inner, attr)
					if (mnl_attr_get_type(inner) == CTA_PROTOINFO_TCP)
						sum = fold_tcp(sum, inner);
				break;
			case CTA_COUNTERS_ORIG:
				sum = fold_counters(sum, AT_COUNTERS_ORIG, attr);
				break;
			case CTA_COUNTERS_REPLY:
				sum = fold_counters(sum, AT_COUNTERS_REPLY, attr);
				break;
			case CTA_ZONE:
				sum = fold_be16(sum, AT_TOP + type, attr);
				break;
			case CTA_SYNPROXY:
				mnl_attr_for_each_nested(inner, attr)
					sum = fold_be32(sum, AT_SYNPROXY + mnl_attr_get_type(inner), inner);
				break;
			}
		}
	}
	return sum;
}
