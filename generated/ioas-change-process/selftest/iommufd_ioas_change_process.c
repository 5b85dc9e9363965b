// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/ioas-change-process/
 * By: abiwright generate ioas-change-process
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

/* IOMMU_IOAS_CHANGE_PROCESS on a device just opened */
FIXTURE(ioas_change_process)
{
	int fd;
	struct iommu_ioas_change_process cmd;
};

FIXTURE_SETUP(ioas_change_process)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_CHANGE_PROCESS,
			       "IOMMU_IOAS_CHANGE_PROCESS");
	if (self->fd < 0)
		return;
	self->cmd = (struct iommu_ioas_change_process){
		.size = sizeof(self->cmd),
	};
}

FIXTURE_TEARDOWN(ioas_change_process)
{
	close(self->fd);
}

/* The first member cannot be read. */
TEST_F(ioas_change_process, efault_argument_missing)
{
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, NULL));
	EXPECT_NE(EFAULT,
		  call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &self->cmd));
}

/* The request word is not the ioctl's. */
TEST_F(ioas_change_process, enotty_request_word)
{
	EXPECT_EQ(ENOTTY,
		  call(self->fd, other_word(IOMMU_IOAS_CHANGE_PROCESS),
		       &self->cmd));
	EXPECT_NE(ENOTTY,
		  call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &self->cmd));
}

/* The argument is shorter than its first version. */
TEST_F(ioas_change_process, einval_size_short)
{
	struct iommu_ioas_change_process cmd = self->cmd;

	cmd.size = offsetof(struct iommu_ioas_change_process, __reserved) +
		   sizeof(cmd.__reserved) - 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &cmd));
	EXPECT_NE(EINVAL,
		  call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &self->cmd));
}

/* A byte that the kernel does not know is not 0. */
TEST_F(ioas_change_process, e2big_tail_not_zero)
{
	struct {
		struct iommu_ioas_change_process cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 1 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(E2BIG, call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &longer));
	EXPECT_NE(E2BIG, call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &self->cmd));
}

/* The argument cannot be read. */
TEST_F(ioas_change_process, efault_argument_cut)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_IOAS_CHANGE_PROCESS,
		       cut_off(&self->cmd, sizeof(self->cmd))));
	EXPECT_NE(EFAULT,
		  call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &self->cmd));
}

/* __reserved is not 0. */
TEST_F(ioas_change_process, eopnotsupp_reserved)
{
	struct iommu_ioas_change_process cmd = self->cmd;
	int result;

	cmd.__reserved = 1;
	ASSERT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &cmd));
	result = call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &self->cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_CHANGE_PROCESS is not implemented");
	EXPECT_EQ(0, result);
}

/* A byte that the kernel does not know may be there, if it is 0. */
TEST_F(ioas_change_process, tail_zero)
{
	struct {
		struct iommu_ioas_change_process cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };
	int result;

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	result = call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &longer);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_CHANGE_PROCESS is not implemented");
	EXPECT_EQ(0, result);
}

TEST_F(ioas_change_process, success)
{
	int result;

	result = call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &self->cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_CHANGE_PROCESS is not implemented");
	EXPECT_EQ(0, result);
}

/* IOMMU_IOAS_CHANGE_PROCESS after IOMMU_IOAS_ALLOC, IOMMU_IOAS_MAP */
FIXTURE(ioas_change_process_after_ioas_map)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_ioas_map ioas_map;
	struct iommu_ioas_change_process cmd;
};

FIXTURE_SETUP(ioas_change_process_after_ioas_map)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_CHANGE_PROCESS,
			       "IOMMU_IOAS_CHANGE_PROCESS");
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
	self->cmd = (struct iommu_ioas_change_process){
		.size = sizeof(self->cmd),
	};
}

FIXTURE_TEARDOWN(ioas_change_process_after_ioas_map)
{
	close(self->fd);
}

/* Memory of the context was mapped by its address. */
TEST_F(ioas_change_process_after_ioas_map, einval)
{
	int result;

	result = call(self->fd, IOMMU_IOAS_CHANGE_PROCESS, &self->cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_CHANGE_PROCESS is not implemented");
	EXPECT_EQ(EINVAL, result);
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * IOMMU_IOAS_CHANGE_PROCESS: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 *
 * IOMMU_IOAS_CHANGE_PROCESS: nothing in a call makes the kernel run into
 * ENOMEM:
 * - ENOMEM Memory ran out.
 *
 * IOMMU_IOAS_CHANGE_PROCESS: a test would have to win a race against its own
 * second thread:
 * - EBUSY Another call is mapping or unmapping.
 *
 * IOMMU_IOAS_CHANGE_PROCESS: needs a device:
 * - ENOMEM What is pinned would pass the caller's RLIMIT_MEMLOCK.
 */

TEST_HARNESS_MAIN
