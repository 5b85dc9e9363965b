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

/* IOMMU_IOAS_UNMAP after IOMMU_IOAS_ALLOC */
FIXTURE(ioas_unmap)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_ioas_unmap cmd;
};

FIXTURE_SETUP(ioas_unmap)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_UNMAP, "IOMMU_IOAS_UNMAP");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->cmd = (struct iommu_ioas_unmap){
		.size = sizeof(self->cmd),
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.length = UINT64_MAX,
	};
}

FIXTURE_TEARDOWN(ioas_unmap)
{
	close(self->fd);
}

/* The first member cannot be read. */
TEST_F(ioas_unmap, efault_argument_missing)
{
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_IOAS_UNMAP, NULL));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* The request word is not the ioctl's. */
TEST_F(ioas_unmap, enotty_request_word)
{
	EXPECT_EQ(ENOTTY,
		  call(self->fd, other_word(IOMMU_IOAS_UNMAP), &self->cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* The argument is shorter than its first version. */
TEST_F(ioas_unmap, einval_size_short)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	cmd.size = offsetof(struct iommu_ioas_unmap, length) +
		   sizeof(cmd.length) - 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* A byte that the kernel does not know is not 0. */
TEST_F(ioas_unmap, e2big_tail_not_zero)
{
	struct {
		struct iommu_ioas_unmap cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 1 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(E2BIG, call(self->fd, IOMMU_IOAS_UNMAP, &longer));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* The argument cannot be read. */
TEST_F(ioas_unmap, efault_argument_cut)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_IOAS_UNMAP,
		       cut_off(&self->cmd, sizeof(self->cmd))));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* ioas_id names no IOAS. */
TEST_F(ioas_unmap, enoent_ioas_id_unknown)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* iova or length is out of range. */
TEST_F(ioas_unmap, eoverflow_iova)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	cmd.iova = page_size;
	cmd.length = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	cmd = self->cmd;
	cmd.length = ULONG_MAX;
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
}

/* length is 0. */
TEST_F(ioas_unmap, einval_length_zero)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	cmd.length = 0;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* Nothing is mapped in the range. */
TEST_F(ioas_unmap, enoent_length)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	cmd.length = page_size;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* The result cannot be written back. */
TEST_F(ioas_unmap, efault_argument_read_only)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_IOAS_UNMAP,
		       read_only(&self->cmd, sizeof(self->cmd))));
}

/* ioas_id names no IOAS. */
TEST_F(ioas_unmap, enoent_ioas_id_unknown_before_eoverflow)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	cmd.ioas_id = 0x7fffffff;
	cmd.iova = page_size;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	cmd = self->cmd;
	cmd.iova = page_size;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
}

/* A byte that the kernel does not know may be there, if it is 0. */
TEST_F(ioas_unmap, tail_zero)
{
	struct {
		struct iommu_ioas_unmap cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &longer));
	EXPECT_EQ(0, longer.cmd.length);
}

TEST_F(ioas_unmap, success)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	EXPECT_EQ(0, cmd.length);
}

/* IOMMU_IOAS_UNMAP after IOMMU_IOAS_ALLOC, IOMMU_IOAS_MAP */
FIXTURE(ioas_unmap_after_ioas_map)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_ioas_map ioas_map;
	struct iommu_ioas_unmap cmd;
};

FIXTURE_SETUP(ioas_unmap_after_ioas_map)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_UNMAP, "IOMMU_IOAS_UNMAP");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->ioas_map = (struct iommu_ioas_map){
		.size = sizeof(self->ioas_map),
		.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
			 IOMMU_IOAS_MAP_READABLE,
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.user_va = (uintptr_t)buffer,
		.length = page_size,
		.iova = page_size,
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->ioas_map));
	self->cmd = (struct iommu_ioas_unmap){
		.size = sizeof(self->cmd),
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.iova = page_size,
		.length = page_size,
	};
}

FIXTURE_TEARDOWN(ioas_unmap_after_ioas_map)
{
	close(self->fd);
}

/* iova or length is out of range. */
TEST_F(ioas_unmap_after_ioas_map, eoverflow_iova_max)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	cmd.iova = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* The range ends beyond the last IOVA. */
TEST_F(ioas_unmap_after_ioas_map, eoverflow_iova_unmap_iova)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	cmd.iova = ULONG_MAX - 1;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* The range cuts through a mapping. Those below it have been unmapped. */
TEST_F(ioas_unmap_after_ioas_map, enoent_iova)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	cmd.iova = 1;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* iova or length is out of range. */
TEST_F(ioas_unmap_after_ioas_map, eoverflow_iova_max_before_einval)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	cmd.iova = ULONG_MAX;
	cmd.length = 0;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	cmd = self->cmd;
	cmd.length = 0;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
}

TEST_F(ioas_unmap_after_ioas_map, success_after_ioas_map)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	EXPECT_EQ(page_size, cmd.length);
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * IOMMU_IOAS_UNMAP: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 *
 * IOMMU_IOAS_UNMAP: a test would have to win a race against its own second
 * thread:
 * - EBUSY Another call is mapping or unmapping a part of the range.
 *
 * IOMMU_IOAS_UNMAP: needs a device whose driver does not let go of memory:
 * - EDEADLOCK A driver that was asked a hundred times to let go of a mapping
 *   has not. Those below it have been unmapped.
 */

TEST_HARNESS_MAIN
