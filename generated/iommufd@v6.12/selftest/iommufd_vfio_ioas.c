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

/* IOMMU_VFIO_IOAS on a device just opened */
FIXTURE(vfio_ioas)
{
	int fd;
	struct iommu_vfio_ioas cmd;
};

FIXTURE_SETUP(vfio_ioas)
{
	self->fd = open_device(_metadata, IOMMU_VFIO_IOAS, "IOMMU_VFIO_IOAS");
	if (self->fd < 0)
		return;
	self->cmd = (struct iommu_vfio_ioas){
		.size = sizeof(self->cmd),
		.op = IOMMU_VFIO_IOAS_CLEAR,
	};
}

FIXTURE_TEARDOWN(vfio_ioas)
{
	close(self->fd);
}

/* The first member cannot be read. */
TEST_F(vfio_ioas, efault_argument_missing)
{
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_VFIO_IOAS, NULL));
	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &self->cmd));
}

/* The request word is not the ioctl's. */
TEST_F(vfio_ioas, enotty_request_word)
{
	EXPECT_EQ(ENOTTY,
		  call(self->fd, other_word(IOMMU_VFIO_IOAS), &self->cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &self->cmd));
}

/* The argument is shorter than its first version. */
TEST_F(vfio_ioas, einval_size_short)
{
	struct iommu_vfio_ioas cmd = self->cmd;

	cmd.size = offsetof(struct iommu_vfio_ioas, __reserved) +
		   sizeof(cmd.__reserved) - 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_VFIO_IOAS, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &self->cmd));
}

/* A byte that the kernel does not know is not 0. */
TEST_F(vfio_ioas, e2big_tail_not_zero)
{
	struct {
		struct iommu_vfio_ioas cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 1 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(E2BIG, call(self->fd, IOMMU_VFIO_IOAS, &longer));
	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &self->cmd));
}

/* The argument cannot be read. */
TEST_F(vfio_ioas, efault_argument_cut)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_VFIO_IOAS,
		       cut_off(&self->cmd, sizeof(self->cmd))));
	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &self->cmd));
}

/* __reserved is not 0. */
TEST_F(vfio_ioas, eopnotsupp_reserved)
{
	struct iommu_vfio_ioas cmd = self->cmd;

	cmd.__reserved = 1;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_VFIO_IOAS, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &self->cmd));
}

/* op is none of those that are known. */
TEST_F(vfio_ioas, eopnotsupp_op_unknown)
{
	struct iommu_vfio_ioas cmd = self->cmd;

	cmd.op = 3;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_VFIO_IOAS, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &self->cmd));
}

/* IOMMU_VFIO_IOAS_GET found no compatibility IOAS. */
TEST_F(vfio_ioas, enodev_op_get)
{
	struct iommu_vfio_ioas cmd = self->cmd;

	cmd.op = IOMMU_VFIO_IOAS_GET;
	EXPECT_EQ(ENODEV, call(self->fd, IOMMU_VFIO_IOAS, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &self->cmd));
}

/* IOMMU_VFIO_IOAS_SET was given an ID that names no IOAS. */
TEST_F(vfio_ioas, enoent_op_set)
{
	struct iommu_vfio_ioas cmd = self->cmd;

	cmd.op = IOMMU_VFIO_IOAS_SET;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_VFIO_IOAS, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &self->cmd));
}

/* __reserved is not 0. */
TEST_F(vfio_ioas, eopnotsupp_reserved_before_enodev)
{
	struct iommu_vfio_ioas cmd = self->cmd;

	cmd.op = IOMMU_VFIO_IOAS_GET;
	cmd.__reserved = 1;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_VFIO_IOAS, &cmd));
	cmd = self->cmd;
	cmd.op = IOMMU_VFIO_IOAS_GET;
	EXPECT_EQ(ENODEV, call(self->fd, IOMMU_VFIO_IOAS, &cmd));
}

/* A byte that the kernel does not know may be there, if it is 0. */
TEST_F(vfio_ioas, tail_zero)
{
	struct {
		struct iommu_vfio_ioas cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &longer));
	EXPECT_EQ(0, longer.cmd.ioas_id);
}

TEST_F(vfio_ioas, success_clear)
{
	struct iommu_vfio_ioas cmd = self->cmd;

	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &cmd));
	EXPECT_EQ(0, cmd.ioas_id);
}

/* IOMMU_VFIO_IOAS after IOMMU_IOAS_ALLOC, IOMMU_VFIO_IOAS */
FIXTURE(vfio_ioas_after_vfio_ioas)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_vfio_ioas vfio_ioas;
	struct iommu_vfio_ioas cmd;
};

FIXTURE_SETUP(vfio_ioas_after_vfio_ioas)
{
	self->fd = open_device(_metadata, IOMMU_VFIO_IOAS, "IOMMU_VFIO_IOAS");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->vfio_ioas = (struct iommu_vfio_ioas){
		.size = sizeof(self->vfio_ioas),
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.op = IOMMU_VFIO_IOAS_SET,
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &self->vfio_ioas));
	self->cmd = (struct iommu_vfio_ioas){
		.size = sizeof(self->cmd),
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.op = IOMMU_VFIO_IOAS_GET,
	};
}

FIXTURE_TEARDOWN(vfio_ioas_after_vfio_ioas)
{
	close(self->fd);
}

/* The result cannot be written back. */
TEST_F(vfio_ioas_after_vfio_ioas, efault_argument_read_only)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_VFIO_IOAS,
		       read_only(&self->cmd, sizeof(self->cmd))));
}

TEST_F(vfio_ioas_after_vfio_ioas, success_get)
{
	struct iommu_vfio_ioas cmd = self->cmd;

	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &cmd));
	EXPECT_EQ(self->ioas_alloc.out_ioas_id, cmd.ioas_id);
}

/* IOMMU_VFIO_IOAS after IOMMU_IOAS_ALLOC */
FIXTURE(vfio_ioas_after_ioas_alloc)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_vfio_ioas cmd;
};

FIXTURE_SETUP(vfio_ioas_after_ioas_alloc)
{
	self->fd = open_device(_metadata, IOMMU_VFIO_IOAS, "IOMMU_VFIO_IOAS");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->cmd = (struct iommu_vfio_ioas){
		.size = sizeof(self->cmd),
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.op = IOMMU_VFIO_IOAS_SET,
	};
}

FIXTURE_TEARDOWN(vfio_ioas_after_ioas_alloc)
{
	close(self->fd);
}

TEST_F(vfio_ioas_after_ioas_alloc, success_set)
{
	struct iommu_vfio_ioas cmd = self->cmd;

	EXPECT_EQ(0, call(self->fd, IOMMU_VFIO_IOAS, &cmd));
	EXPECT_EQ(self->ioas_alloc.out_ioas_id, cmd.ioas_id);
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * IOMMU_VFIO_IOAS: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 */

TEST_HARNESS_MAIN
