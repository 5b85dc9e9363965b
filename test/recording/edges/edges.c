// Calls at the edges of what iommufd allows, one scenario for each argument. It was run on Linux 6.12.117 under
// `abiwright record`, which made edges.jsonl: docs/recordings.md says how.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <linux/iommufd.h>
#include "iommufd_test.h"

#define PAGE 4096UL
#define APERTURE 0x1000000UL
#define FLAGS(more) (IOMMU_IOAS_MAP_FIXED_IOVA | (more))
#define BOTH (IOMMU_IOAS_MAP_READABLE | IOMMU_IOAS_MAP_WRITEABLE)

static int device;
static uint32_t ioas;
static char *memory;

static uint32_t alloc(void)
{
	struct iommu_ioas_alloc argument = { .size = sizeof(argument) };

	ioctl(device, IOMMU_IOAS_ALLOC, &argument);
	return argument.out_ioas_id;
}

static void map(uint64_t iova, uint64_t length, void *at, uint32_t flags)
{
	struct iommu_ioas_map argument = {
		.size = sizeof(argument),
		.flags = flags,
		.ioas_id = ioas,
		.user_va = (uintptr_t)at,
		.length = length,
		.iova = iova,
	};

	ioctl(device, IOMMU_IOAS_MAP, &argument);
}

static void unmap(uint64_t iova, uint64_t length)
{
	struct iommu_ioas_unmap argument = {
		.size = sizeof(argument),
		.ioas_id = ioas,
		.iova = iova,
		.length = length,
	};

	ioctl(device, IOMMU_IOAS_UNMAP, &argument);
}

static void copy(uint64_t from, uint64_t to, uint64_t length)
{
	struct iommu_ioas_copy argument = {
		.size = sizeof(argument),
		.flags = FLAGS(BOTH),
		.dst_ioas_id = ioas,
		.src_ioas_id = ioas,
		.length = length,
		.dst_iova = to,
		.src_iova = from,
	};

	ioctl(device, IOMMU_IOAS_COPY, &argument);
}

static void allow(uint64_t first, uint64_t last)
{
	struct iommu_iova_range range = { .start = first, .last = last };
	struct iommu_ioas_allow_iovas argument = {
		.size = sizeof(argument),
		.ioas_id = ioas,
		.num_iovas = 1,
		.allowed_iovas = (uintptr_t)&range,
	};

	ioctl(device, IOMMU_IOAS_ALLOW_IOVAS, &argument);
}

static void no_large_pages(void)
{
	struct iommu_option argument = {
		.size = sizeof(argument),
		.option_id = IOMMU_OPTION_HUGE_PAGES,
		.op = IOMMU_OPTION_OP_SET,
		.object_id = ioas,
		.val64 = 0,
	};

	ioctl(device, IOMMU_OPTION, &argument);
}

static uint32_t mock_domain(void)
{
	struct iommu_test_cmd argument = {
		.size = sizeof(argument),
		.op = IOMMU_TEST_OP_MOCK_DOMAIN,
		.id = ioas,
	};

	ioctl(device, IOMMU_TEST_CMD, &argument);
	return argument.mock_domain.out_hwpt_id;
}

static void check_map(uint32_t hwpt, uint64_t iova, uint64_t length, void *at)
{
	struct iommu_test_cmd argument = {
		.size = sizeof(argument),
		.op = IOMMU_TEST_OP_MD_CHECK_MAP,
		.id = hwpt,
		.check_map = { .iova = iova, .length = length, .uptr = (uintptr_t)at },
	};

	ioctl(device, IOMMU_TEST_CMD, &argument);
}

static uint32_t create_access(uint32_t flags)
{
	struct iommu_test_cmd argument = {
		.size = sizeof(argument),
		.op = IOMMU_TEST_OP_CREATE_ACCESS,
		.id = ioas,
		.create_access = { .flags = flags },
	};

	ioctl(device, IOMMU_TEST_CMD, &argument);
	return argument.create_access.out_access_fd;
}

static void access_memory(uint32_t access, uint64_t iova, uint64_t length, uint32_t flags)
{
	char bytes[64] = "";
	struct iommu_test_cmd argument = {
		.size = sizeof(argument),
		.op = IOMMU_TEST_OP_ACCESS_RW,
		.id = access,
		.access_rw = { .iova = iova, .length = length, .uptr = (uintptr_t)bytes, .flags = flags },
	};

	ioctl(device, IOMMU_TEST_CMD, &argument);
}

static void write_what_may_only_be_read(void)
{
	uint32_t access;

	map(APERTURE, 2 * PAGE, memory, FLAGS(IOMMU_IOAS_MAP_READABLE));
	access = create_access(0);
	access_memory(access, APERTURE, 16, 0);
	access_memory(access, APERTURE, 16, MOCK_ACCESS_RW_WRITE);
	unmap(APERTURE, 2 * PAGE);
	map(APERTURE, 2 * PAGE, memory, FLAGS(BOTH));
	access_memory(access, APERTURE, 16, MOCK_ACCESS_RW_WRITE);
}

static void join_what_is_not_aligned(void)
{
	map(APERTURE + 16, 16, memory + 16, FLAGS(BOTH));
	create_access(MOCK_FLAGS_ACCESS_CREATE_NEEDS_PIN_PAGES);
	create_access(0);
	unmap(APERTURE + 16, 16);
	create_access(MOCK_FLAGS_ACCESS_CREATE_NEEDS_PIN_PAGES);
}

static void map_unaligned_over_another(void)
{
	no_large_pages();
	map(APERTURE, 2 * PAGE, memory, FLAGS(BOTH));
	map(APERTURE + 1, PAGE, memory, FLAGS(BOTH));
	map(APERTURE + PAGE, PAGE, memory, FLAGS(BOTH));
}

static void choose_where_nothing_is_allowed(void)
{
	no_large_pages();
	allow(APERTURE, APERTURE + PAGE - 1);
	map(0, 2 * PAGE, memory, BOTH);
	map(0, PAGE, memory, BOTH);
	map(0, PAGE, memory, BOTH);
	map(2 * APERTURE, PAGE, memory, FLAGS(BOTH));
}

static void copy_from_the_middle(void)
{
	uint32_t hwpt = mock_domain();

	map(APERTURE, 2 * PAGE, memory, FLAGS(BOTH));
	copy(APERTURE + PAGE, 2 * APERTURE, PAGE);
	check_map(hwpt, 2 * APERTURE, PAGE, memory + PAGE);
	check_map(hwpt, 2 * APERTURE, PAGE, memory);
}

static void unmap_to_the_last_iova(void)
{
	map(-PAGE, PAGE, memory, FLAGS(BOTH));
	unmap(-2 * PAGE, 2 * PAGE);
	unmap(-PAGE, PAGE + 1);
}

static void map_again_where_it_failed(void)
{
	mock_domain();
	munmap(memory + PAGE, PAGE);
	map(APERTURE, 2 * PAGE, memory, FLAGS(BOTH));
	map(APERTURE, PAGE, memory, FLAGS(BOTH));
}

static const struct {
	const char *name;
	void (*make)(void);
} scenarios[] = {
	{ "write_what_may_only_be_read", write_what_may_only_be_read },
	{ "join_what_is_not_aligned", join_what_is_not_aligned },
	{ "map_unaligned_over_another", map_unaligned_over_another },
	{ "choose_where_nothing_is_allowed", choose_where_nothing_is_allowed },
	{ "copy_from_the_middle", copy_from_the_middle },
	{ "unmap_to_the_last_iova", unmap_to_the_last_iova },
	{ "map_again_where_it_failed", map_again_where_it_failed },
};

int main(int count, char **arguments)
{
	memory = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	device = open("/dev/iommu", O_RDWR);
	if (device < 0 || memory == MAP_FAILED)
		return 1;
	ioas = alloc();
	for (unsigned int each = 0; each < sizeof(scenarios) / sizeof(scenarios[0]); each++) {
		if (count < 2)
			puts(scenarios[each].name);
		else if (!strcmp(scenarios[each].name, arguments[1]))
			scenarios[each].make();
	}
	return 0;
}
