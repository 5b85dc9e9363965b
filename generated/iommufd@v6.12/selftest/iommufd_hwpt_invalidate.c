// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * One test for each way to fail that needs nothing but the device file, made
 * to pass every check before it, and for what succeeds. Where a failing call
 * leaves nothing behind, it is made again without the mistake.
 */
#include "../kselftest_harness.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <linux/iommufd.h>

#define DEVICE "/dev/iommu"
#define BUFFER_PAGES 16

/* Wide, so that expressions with it are. */
static __u64 page_size;
/* BUFFER_PAGES of zeros. */
static __u8 *buffer;
/* The page behind the buffer, which nothing may touch. */
static __u8 *unmapped;

/* The errno that a call ends with; 0 where it succeeds. */
static int call(int fd, unsigned long request, void *argument)
{
	return ioctl(fd, request, argument) ? errno : 0;
}

/* A request with the same number that carries data, as no request here does. */
static unsigned long other_word(unsigned long request)
{
	return _IOC(_IOC_WRITE, _IOC_TYPE(request), _IOC_NR(request), 0);
}

static void map_memory(struct __test_metadata *_metadata)
{
	page_size = sysconf(_SC_PAGESIZE);
	buffer = mmap(NULL, (BUFFER_PAGES + 1) * page_size,
		      PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
		      -1, 0);
	ASSERT_NE(MAP_FAILED, buffer);
	unmapped = buffer + BUFFER_PAGES * page_size;
	ASSERT_EQ(0, mprotect(unmapped, page_size, PROT_NONE));
}

/*
 * Opens the device. The test is skipped where that cannot be done, or where the
 * kernel does not know the request.
 */
static int open_device(struct __test_metadata *_metadata, unsigned long request,
		       const char *name)
{
	__u32 size = 0;
	int fd;

	map_memory(_metadata);
	fd = open(DEVICE, O_RDWR | O_CLOEXEC);
	if (fd < 0 && (errno == ENOENT || errno == ENODEV || errno == EACCES ||
		       errno == EPERM))
		SKIP(return -1, "%s: %s", DEVICE, strerror(errno));
	ASSERT_LE(0, fd);
	if (call(fd, request, &size) == ENOTTY)
		SKIP(return -1, "the kernel has no %s", name);
	return fd;
}

/* A copy of an argument that the kernel can read, but not write to. */
static void *read_only(const void *argument, size_t size)
{
	__u8 *page = unmapped - page_size;

	memcpy(page, argument, size);
	if (mprotect(page, page_size, PROT_READ))
		abort();
	return page;
}

/* A copy of an argument that cannot be read to its end. */
static void *cut_off(const void *argument, size_t size)
{
	return memcpy(unmapped - (size - 1), argument, size - 1);
}

/* IOMMU_HWPT_INVALIDATE on a device just opened */
FIXTURE(hwpt_invalidate)
{
	int fd;
	struct iommu_hwpt_invalidate cmd;
};

FIXTURE_SETUP(hwpt_invalidate)
{
	self->fd = open_device(_metadata, IOMMU_HWPT_INVALIDATE,
			       "IOMMU_HWPT_INVALIDATE");
	if (self->fd < 0)
		return;
	self->cmd = (struct iommu_hwpt_invalidate){
		.size = sizeof(self->cmd),
		.data_uptr = (uintptr_t)buffer,
		.data_type = IOMMU_HWPT_INVALIDATE_DATA_VTD_S1,
		.entry_len = 1,
		.entry_num = 1,
	};
}

FIXTURE_TEARDOWN(hwpt_invalidate)
{
	close(self->fd);
}

/* The first member cannot be read. */
TEST_F(hwpt_invalidate, efault_argument_missing)
{
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_HWPT_INVALIDATE, NULL));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_INVALIDATE, &self->cmd));
}

/* The request word is not the ioctl's. */
TEST_F(hwpt_invalidate, enotty_request_word)
{
	EXPECT_EQ(ENOTTY,
		  call(self->fd, other_word(IOMMU_HWPT_INVALIDATE),
		       &self->cmd));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_INVALIDATE, &self->cmd));
}

/* The argument is shorter than its first version. */
TEST_F(hwpt_invalidate, einval_size_short)
{
	struct iommu_hwpt_invalidate cmd = self->cmd;

	cmd.size = offsetof(struct iommu_hwpt_invalidate, __reserved) +
		   sizeof(cmd.__reserved) - 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_HWPT_INVALIDATE, &cmd));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_INVALIDATE, &self->cmd));
}

/* A byte that the kernel does not know is not 0. */
TEST_F(hwpt_invalidate, e2big_tail_not_zero)
{
	struct {
		struct iommu_hwpt_invalidate cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 1 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(E2BIG, call(self->fd, IOMMU_HWPT_INVALIDATE, &longer));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_INVALIDATE, &self->cmd));
}

/* The argument cannot be read. */
TEST_F(hwpt_invalidate, efault_argument_cut)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_HWPT_INVALIDATE,
		       cut_off(&self->cmd, sizeof(self->cmd))));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_INVALIDATE, &self->cmd));
}

/* The result cannot be written back. */
TEST_F(hwpt_invalidate, efault_argument_read_only)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_HWPT_INVALIDATE,
		       read_only(&self->cmd, sizeof(self->cmd))));
}

/* __reserved is not 0. */
TEST_F(hwpt_invalidate, eopnotsupp_reserved)
{
	struct iommu_hwpt_invalidate cmd = self->cmd;

	cmd.__reserved = 1;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_HWPT_INVALIDATE, &cmd));
	EXPECT_EQ(0, cmd.entry_num);
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_INVALIDATE, &self->cmd));
}

/*
 * There are requests, and data_uptr is 0, entry_len is 0 or above the page
 * size, or entry_num is above 524288.
 */
TEST_F(hwpt_invalidate, einval_data_uptr_zero)
{
	struct iommu_hwpt_invalidate cmd = self->cmd;

	cmd.data_uptr = 0;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_HWPT_INVALIDATE, &cmd));
	EXPECT_EQ(0, cmd.entry_num);
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_INVALIDATE, &self->cmd));
}

/* hwpt_id names no nested HWPT. */
TEST_F(hwpt_invalidate, enoent)
{
	struct iommu_hwpt_invalidate cmd = self->cmd;

	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_INVALIDATE, &cmd));
	EXPECT_EQ(0, cmd.entry_num);
}

/* The result cannot be written back. */
TEST_F(hwpt_invalidate, efault_argument_read_only_before_eopnotsupp)
{
	struct iommu_hwpt_invalidate cmd = self->cmd;

	cmd.__reserved = 1;
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_HWPT_INVALIDATE,
		       read_only(&cmd, sizeof(cmd))));
}

/* __reserved is not 0. */
TEST_F(hwpt_invalidate, eopnotsupp_reserved_before_einval)
{
	struct iommu_hwpt_invalidate cmd = self->cmd;

	cmd.data_uptr = 0;
	cmd.__reserved = 1;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_HWPT_INVALIDATE, &cmd));
	EXPECT_EQ(0, cmd.entry_num);
	cmd = self->cmd;
	cmd.data_uptr = 0;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_HWPT_INVALIDATE, &cmd));
}

/* hwpt_id names no nested HWPT. */
TEST_F(hwpt_invalidate, tail_zero)
{
	struct {
		struct iommu_hwpt_invalidate cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_INVALIDATE, &longer));
	EXPECT_EQ(0, longer.cmd.entry_num);
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * IOMMU_HWPT_INVALIDATE: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 *
 * IOMMU_HWPT_INVALIDATE: needs a device:
 * - EFAULT The result cannot be written to the argument.
 * - EINVAL The IOMMU driver refuses data_type, the length of a request, or what
 *   is in one.
 * - EOPNOTSUPP The IOMMU driver does not know a flag in a request.
 * - EFAULT A request cannot be read.
 * - what a driver says: The IOMMU driver fails in another way.
 */

TEST_HARNESS_MAIN
