/* libmnl on queueing disciplines, as c/mnl.c has it on routes: mnl_attr_for_each with a switch, mnl_attr_validate before each getter. */
#include <libmnl/libmnl.h>
#include <linux/gen_stats.h>
#include <linux/rtnetlink.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t fold(uint64_t sum, unsigned number, uint64_t value)
{
	number &= 63;
	return sum + (value << number | value >> (-number & 63));
}

static inline uint64_t fold_stats(uint64_t sum, const struct nlattr *stats)
{
	const struct nlattr *attr;
	struct gnet_stats_basic basic;
	struct gnet_stats_queue queue;

	mnl_attr_for_each_nested(attr, stats) {
		switch (mnl_attr_get_type(attr)) {
		case TCA_STATS_BASIC:
			if (mnl_attr_get_payload_len(attr) < 12)
				break;
			memcpy(&basic, mnl_attr_get_payload(attr), 12);
			sum = fold(fold(sum, 5, basic.bytes), 6, basic.packets);
			break;
		case TCA_STATS_QUEUE:
			if (mnl_attr_get_payload_len(attr) < sizeof(queue))
				break;
			memcpy(&queue, mnl_attr_get_payload(attr), sizeof(queue));
			sum = fold(fold(fold(sum, 7, queue.qlen), 8, queue.backlog), 9, queue.drops);
			sum = fold(fold(sum, 10, queue.requeues), 11, queue.overlimits);
			break;
		}
	}
	return sum;
}

uint64_t mnl_qdisc(const void *datagram, size_t len)
{
	const struct nlmsghdr *message = datagram;
	const struct nlattr *attr;
	uint64_t sum = 0;
	int left = len;

	for (; mnl_nlmsg_ok(message, left); message = mnl_nlmsg_next(message, &left)) {
		const struct tcmsg *header = mnl_nlmsg_get_payload(message);

		if (message->nlmsg_type != RTM_NEWQDISC)
			continue;
		sum = fold(fold(fold(sum, 1, header->tcm_ifindex), 2, header->tcm_handle), 3, header->tcm_parent);
		mnl_attr_for_each(attr, message, sizeof(struct tcmsg)) {
			switch (mnl_attr_get_type(attr)) {
			case TCA_KIND: {
				const char *kind;
				uint32_t head = 0;
				size_t bytes;

				if (mnl_attr_validate(attr, MNL_TYPE_NUL_STRING) < 0)
					break;
				kind = mnl_attr_get_str(attr);
				bytes = strlen(kind);
				if (bytes >= 4)
					memcpy(&head, kind, 4);
				sum = fold(sum, 4, bytes | (uint64_t)head << 32);
				break;
			}
			case TCA_STATS2:
				if (mnl_attr_validate(attr, MNL_TYPE_NESTED) == 0)
					sum = fold_stats(sum, attr);
				break;
			}
		}
	}
	return sum;
}
