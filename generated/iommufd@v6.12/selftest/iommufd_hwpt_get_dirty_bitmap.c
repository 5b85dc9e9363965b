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

/* A copy of an argument that cannot be read to its end. */
static void *cut_off(const void *argument, size_t size)
{
	return memcpy(unmapped - (size - 1), argument, size - 1);
}

/* IOMMU_HWPT_GET_DIRTY_BITMAP on a device just opened */
FIXTURE(hwpt_get_dirty_bitmap)
{
	int fd;
	struct iommu_hwpt_get_dirty_bitmap cmd;
};

FIXTURE_SETUP(hwpt_get_dirty_bitmap)
{
	self->fd = open_device(_metadata, IOMMU_HWPT_GET_DIRTY_BITMAP,
			       "IOMMU_HWPT_GET_DIRTY_BITMAP");
	if (self->fd < 0)
		return;
	self->cmd = (struct iommu_hwpt_get_dirty_bitmap){
		.size = sizeof(self->cmd),
		.flags = IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR,
		.iova = page_size,
		.length = page_size,
		.page_size = page_size,
		.data = (uintptr_t)buffer,
	};
}

FIXTURE_TEARDOWN(hwpt_get_dirty_bitmap)
{
	close(self->fd);
}

/* The first member cannot be read. */
TEST_F(hwpt_get_dirty_bitmap, efault_argument_missing)
{
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, NULL));
	EXPECT_EQ(ENOENT,
		  call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &self->cmd));
}

/* The request word is not the ioctl's. */
TEST_F(hwpt_get_dirty_bitmap, enotty_request_word)
{
	EXPECT_EQ(ENOTTY,
		  call(self->fd, other_word(IOMMU_HWPT_GET_DIRTY_BITMAP),
		       &self->cmd));
	EXPECT_EQ(ENOENT,
		  call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &self->cmd));
}

/* The argument is shorter than its first version. */
TEST_F(hwpt_get_dirty_bitmap, einval_size_short)
{
	struct iommu_hwpt_get_dirty_bitmap cmd = self->cmd;

	cmd.size = offsetof(struct iommu_hwpt_get_dirty_bitmap, data) +
		   sizeof(cmd.data) - 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &cmd));
	EXPECT_EQ(ENOENT,
		  call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &self->cmd));
}

/* A byte that the kernel does not know is not 0. */
TEST_F(hwpt_get_dirty_bitmap, e2big_tail_not_zero)
{
	struct {
		struct iommu_hwpt_get_dirty_bitmap cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 1 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(E2BIG, call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &longer));
	EXPECT_EQ(ENOENT,
		  call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &self->cmd));
}

/* The argument cannot be read. */
TEST_F(hwpt_get_dirty_bitmap, efault_argument_cut)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP,
		       cut_off(&self->cmd, sizeof(self->cmd))));
	EXPECT_EQ(ENOENT,
		  call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &self->cmd));
}

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(hwpt_get_dirty_bitmap, eopnotsupp_flags_unknown_bit)
{
	struct iommu_hwpt_get_dirty_bitmap cmd = self->cmd;

	cmd.flags = IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR | 2;
	EXPECT_EQ(EOPNOTSUPP,
		  call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &cmd));
	EXPECT_EQ(ENOENT,
		  call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &self->cmd));
}

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(hwpt_get_dirty_bitmap, eopnotsupp_reserved)
{
	struct iommu_hwpt_get_dirty_bitmap cmd = self->cmd;

	cmd.__reserved = 1;
	EXPECT_EQ(EOPNOTSUPP,
		  call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &cmd));
	EXPECT_EQ(ENOENT,
		  call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &self->cmd));
}

/* hwpt_id names no HWPT, or a nested one. */
TEST_F(hwpt_get_dirty_bitmap, enoent)
{
	EXPECT_EQ(ENOENT,
		  call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &self->cmd));
}

/* hwpt_id names no HWPT, or a nested one. */
TEST_F(hwpt_get_dirty_bitmap, tail_zero)
{
	struct {
		struct iommu_hwpt_get_dirty_bitmap cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_GET_DIRTY_BITMAP, &longer));
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * IOMMU_HWPT_GET_DIRTY_BITMAP: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 *
 * IOMMU_HWPT_GET_DIRTY_BITMAP: needs a device:
 * - EINVAL length is 0.
 * - EOVERFLOW The range ends beyond the largest unsigned long.
 * - EINVAL The range does not start and end at multiples of the IOVA alignment.
 * - EINVAL page_size is 0.
 * - EINVAL The range does not start and end at multiples of page_size.
 * - EOPNOTSUPP The HWPT was made without IOMMU_HWPT_ALLOC_DIRTY_TRACKING.
 * - ENOMEM Memory ran out.
 */

TEST_HARNESS_MAIN
