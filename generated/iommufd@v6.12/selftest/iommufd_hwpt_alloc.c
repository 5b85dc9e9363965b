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

/* IOMMU_HWPT_ALLOC on a device just opened */
FIXTURE(hwpt_alloc)
{
	int fd;
	struct iommu_hwpt_alloc cmd;
};

FIXTURE_SETUP(hwpt_alloc)
{
	self->fd = open_device(_metadata, IOMMU_HWPT_ALLOC, "IOMMU_HWPT_ALLOC");
	if (self->fd < 0)
		return;
	self->cmd = (struct iommu_hwpt_alloc){
		.size = sizeof(self->cmd),
		.flags = IOMMU_HWPT_ALLOC_NEST_PARENT |
			 IOMMU_HWPT_ALLOC_DIRTY_TRACKING |
			 IOMMU_HWPT_FAULT_ID_VALID,
		.data_type = IOMMU_HWPT_DATA_NONE,
		.data_uptr = (uintptr_t)buffer,
	};
}

FIXTURE_TEARDOWN(hwpt_alloc)
{
	close(self->fd);
}

/* The first member cannot be read. */
TEST_F(hwpt_alloc, efault_argument_missing)
{
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_HWPT_ALLOC, NULL));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_ALLOC, &self->cmd));
}

/* The request word is not the ioctl's. */
TEST_F(hwpt_alloc, enotty_request_word)
{
	EXPECT_EQ(ENOTTY,
		  call(self->fd, other_word(IOMMU_HWPT_ALLOC), &self->cmd));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_ALLOC, &self->cmd));
}

/* The argument is shorter than its first version. */
TEST_F(hwpt_alloc, einval_size_short)
{
	struct iommu_hwpt_alloc cmd = self->cmd;

	cmd.size = offsetof(struct iommu_hwpt_alloc, __reserved) +
		   sizeof(cmd.__reserved) - 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_HWPT_ALLOC, &cmd));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_ALLOC, &self->cmd));
}

/* A byte that the kernel does not know is not 0. */
TEST_F(hwpt_alloc, e2big_tail_not_zero)
{
	struct {
		struct iommu_hwpt_alloc cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 1 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(E2BIG, call(self->fd, IOMMU_HWPT_ALLOC, &longer));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_ALLOC, &self->cmd));
}

/* The argument cannot be read. */
TEST_F(hwpt_alloc, efault_argument_cut)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_HWPT_ALLOC,
		       cut_off(&self->cmd, sizeof(self->cmd))));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_ALLOC, &self->cmd));
}

/* __reserved is not 0. */
TEST_F(hwpt_alloc, eopnotsupp_reserved)
{
	struct iommu_hwpt_alloc cmd = self->cmd;

	cmd.__reserved = 1;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_HWPT_ALLOC, &cmd));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_ALLOC, &self->cmd));
}

/* data_type and data_len disagree on whether there is driver data. */
TEST_F(hwpt_alloc, einval_data_len)
{
	struct iommu_hwpt_alloc cmd = self->cmd;

	cmd.data_len = 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_HWPT_ALLOC, &cmd));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_ALLOC, &self->cmd));
}

/* data_type and data_len disagree on whether there is driver data. */
TEST_F(hwpt_alloc, einval_data_type_vtd_s1)
{
	struct iommu_hwpt_alloc cmd = self->cmd;

	cmd.data_type = IOMMU_HWPT_DATA_VTD_S1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_HWPT_ALLOC, &cmd));
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_ALLOC, &self->cmd));
}

/* dev_id names no device. */
TEST_F(hwpt_alloc, enoent)
{
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_ALLOC, &self->cmd));
}

/* __reserved is not 0. */
TEST_F(hwpt_alloc, eopnotsupp_reserved_before_einval)
{
	struct iommu_hwpt_alloc cmd = self->cmd;

	cmd.__reserved = 1;
	cmd.data_len = 1;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_HWPT_ALLOC, &cmd));
	cmd = self->cmd;
	cmd.data_len = 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_HWPT_ALLOC, &cmd));
}

/* dev_id names no device. */
TEST_F(hwpt_alloc, tail_zero)
{
	struct {
		struct iommu_hwpt_alloc cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_ALLOC, &longer));
}

/* dev_id names no device. */
TEST_F(hwpt_alloc, size_first_version)
{
	struct iommu_hwpt_alloc cmd = self->cmd;

	cmd.size = offsetof(struct iommu_hwpt_alloc, __reserved) +
		   sizeof(cmd.__reserved);
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_HWPT_ALLOC, &cmd));
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * IOMMU_HWPT_ALLOC: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 *
 * IOMMU_HWPT_ALLOC: needs a device:
 * - EINVAL pt_id names no object.
 * - EOPNOTSUPP pt_id is a HWPT, and there is no driver data.
 * - EINVAL An object of another kind cannot hold a HWPT.
 * - EOPNOTSUPP flags holds a bit that is unknown or not for an IOAS.
 * - EOPNOTSUPP The device's IOMMU cannot track writes.
 * - ENOMEM Memory ran out.
 * - EOPNOTSUPP The IOMMU driver takes no data beside an IOAS, or cannot nest.
 * - what a driver says: The IOMMU driver cannot make the page table.
 * - EADDRINUSE A mapping is not aligned to the IOMMU's pages.
 * - EADDRINUSE The range meets a mapping or an allowed range.
 * - EFAULT The memory is not there, or may not be written.
 * - EFAULT The memory cannot be faulted in.
 * - ENOMEM Pinning the memory would pass RLIMIT_MEMLOCK.
 * - what a driver says: The IOMMU driver cannot map the memory.
 * - EOPNOTSUPP For a nested HWPT, flags holds a bit other than
 *   IOMMU_HWPT_FAULT_ID_VALID, or the IOMMU driver cannot nest.
 * - EINVAL The HWPT pt_id was made by an attach, was not made with
 *   IOMMU_HWPT_ALLOC_NEST_PARENT, or belongs to another IOMMU driver.
 * - EOPNOTSUPP The IOMMU cannot nest, or takes other data for it.
 * - EINVAL data_len is not the length of the structure that data_type stands
 *   for.
 * - EFAULT The driver data cannot be read.
 * - ENOENT fault_id names no fault queue.
 * - EFAULT The result cannot be written to the argument.
 *
 * IOMMU_HWPT_ALLOC: needs a device whose driver takes neither flags nor data:
 * - EOPNOTSUPP The IOMMU driver takes neither flags nor driver data.
 *
 * IOMMU_HWPT_ALLOC: no driver has only pages that are larger than the kernel's:
 * - EINVAL The IOMMU has no pages as small as the kernel's.
 *
 * IOMMU_HWPT_ALLOC: needs a device, and memory of a process that is no more:
 * - EFAULT The process that mapped the memory has exited or has executed
 *   another program, or has nothing at the address any more.
 *
 * IOMMU_HWPT_ALLOC: the data could be read just now:
 * - EFAULT The driver data cannot be read.
 */

TEST_HARNESS_MAIN
