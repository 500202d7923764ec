/* libmnl on sockets of TCP, as c/mnl.c has it on routes: mnl_attr_for_each with a switch, mnl_attr_validate before each getter. */
#include <libmnl/libmnl.h>
#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

/* Where the numbers of each part begin: src/diag.rs, `nest`. */
enum { AT_HEADER = 1, AT_TOP = 12, AT_MEM = 36, AT_INFO = 40, AT_SKMEM = 54 };

static inline uint64_t fold(uint64_t sum, unsigned number, uint64_t value)
{
	number &= 63;
	return sum + (value << number | value >> (-number & 63));
}

static inline uint64_t fold_u8(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	return mnl_attr_validate(attr, MNL_TYPE_U8) < 0 ? sum : fold(sum, number, mnl_attr_get_u8(attr));
}

static inline uint64_t fold_u32(uint64_t sum, unsigned number, const struct nlattr *attr)
{
	return mnl_attr_validate(attr, MNL_TYPE_U32) < 0 ? sum : fold(sum, number, mnl_attr_get_u32(attr));
}

static inline uint64_t fold_info(uint64_t sum, const struct nlattr *attr)
{
	const struct tcp_info *info = mnl_attr_get_payload(attr);

	if (mnl_attr_get_payload_len(attr) < offsetof(struct tcp_info, tcpi_delivery_rate) + 8)
		return sum;
	sum = fold(fold(fold(sum, AT_INFO, info->tcpi_state), AT_INFO + 1, info->tcpi_rto), AT_INFO + 2, info->tcpi_snd_mss);
	sum = fold(fold(fold(sum, AT_INFO + 3, info->tcpi_rtt), AT_INFO + 4, info->tcpi_rttvar), AT_INFO + 5, info->tcpi_snd_cwnd);
	sum = fold(fold(sum, AT_INFO + 6, info->tcpi_total_retrans), AT_INFO + 7, info->tcpi_bytes_acked);
	sum = fold(fold(sum, AT_INFO + 8, info->tcpi_bytes_received), AT_INFO + 9, info->tcpi_segs_out);
	sum = fold(fold(sum, AT_INFO + 10, info->tcpi_segs_in), AT_INFO + 11, info->tcpi_min_rtt);
	return fold(sum, AT_INFO + 12, info->tcpi_delivery_rate);
}

uint64_t mnl_diag(const void *datagram, size_t len)
{
	const struct nlmsghdr *message = datagram;
	const struct nlattr *attr;
	uint64_t sum = 0;
	int left = len;

	for (; mnl_nlmsg_ok(message, left); message = mnl_nlmsg_next(message, &left)) {
		const struct inet_diag_msg *header = mnl_nlmsg_get_payload(message);

		if (message->nlmsg_type != SOCK_DIAG_BY_FAMILY || header->idiag_family != AF_INET)
			continue;
		sum = fold(fold(sum, AT_HEADER, header->idiag_state), AT_HEADER + 1, ntohs(header->id.idiag_sport));
		sum = fold(fold(sum, AT_HEADER + 2, ntohs(header->id.idiag_dport)), AT_HEADER + 3, ntohl(header->id.idiag_src[0]));
		sum = fold(fold(sum, AT_HEADER + 4, ntohl(header->id.idiag_dst[0])), AT_HEADER + 5, header->id.idiag_if);
		sum = fold(fold(sum, AT_HEADER + 6, header->idiag_rqueue), AT_HEADER + 7, header->idiag_wqueue);
		sum = fold(fold(sum, AT_HEADER + 8, header->idiag_uid), AT_HEADER + 9, header->idiag_inode);
		mnl_attr_for_each(attr, message, sizeof(struct inet_diag_msg)) {
			unsigned type = mnl_attr_get_type(attr);

			switch (type) {
			case INET_DIAG_MEMINFO: {
				const struct inet_diag_meminfo *mem = mnl_attr_get_payload(attr);

				if (mnl_attr_validate2(attr, MNL_TYPE_BINARY, sizeof(*mem)) < 0)
					break;
				sum = fold(fold(sum, AT_MEM, mem->idiag_rmem), AT_MEM + 1, mem->idiag_wmem);
				sum = fold(fold(sum, AT_MEM + 2, mem->idiag_fmem), AT_MEM + 3, mem->idiag_tmem);
				break;
			}
			case INET_DIAG_INFO:
				sum = fold_info(sum, attr);
				break;
			case INET_DIAG_CONG: {
				const char *name = mnl_attr_get_str(attr);
				uint32_t head = 0;
				size_t bytes;

				if (mnl_attr_validate(attr, MNL_TYPE_NUL_STRING) < 0)
					break;
				bytes = strlen(name);
				if (bytes >= 4)
					memcpy(&head, name, 4);
				sum = fold(sum, AT_TOP + type, bytes | (uint64_t)head << 32);
				break;
			}
			case INET_DIAG_TOS:
			case INET_DIAG_TCLASS:
			case INET_DIAG_SHUTDOWN:
				sum = fold_u8(sum, AT_TOP + type, attr);
				break;
			case INET_DIAG_SKMEMINFO: {
				const uint32_t *mem = mnl_attr_get_payload(attr);
				unsigned n;

				if (mnl_attr_get_payload_len(attr) < SK_MEMINFO_VARS * 4)
					break;
				for (n = 0; n < SK_MEMINFO_VARS; n++)
					sum = fold(sum, AT_SKMEM + n, mem[n]);
				break;
			}
			case INET_DIAG_MARK:
			case INET_DIAG_CLASS_ID:
				sum = fold_u32(sum, AT_TOP + type, attr);
				break;
			case INET_DIAG_CGROUP_ID:
				if (mnl_attr_validate(attr, MNL_TYPE_U64) == 0)
					sum = fold(sum, AT_TOP + type, mnl_attr_get_u64(attr));
				break;
			case INET_DIAG_SOCKOPT: {
				const uint8_t *options = mnl_attr_get_payload(attr);

				if (mnl_attr_validate2(attr, MNL_TYPE_BINARY, sizeof(struct inet_diag_sockopt)) == 0)
					sum = fold(sum, AT_TOP + type, options[0] | options[1] << 8);
				break;
			}
			}
		}
	}
	return sum;
}
