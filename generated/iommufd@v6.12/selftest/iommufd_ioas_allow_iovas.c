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

/* IOMMU_IOAS_ALLOW_IOVAS after IOMMU_IOAS_ALLOC */
FIXTURE(ioas_allow_iovas)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_iova_range allowed_iovas[2];
	struct iommu_ioas_allow_iovas cmd;
};

FIXTURE_SETUP(ioas_allow_iovas)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_ALLOW_IOVAS,
			       "IOMMU_IOAS_ALLOW_IOVAS");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->allowed_iovas[0].start = page_size;
	self->allowed_iovas[0].last = 3 * page_size;
	self->allowed_iovas[1].start = 2 * page_size;
	self->allowed_iovas[1].last = 4 * page_size;
	self->cmd = (struct iommu_ioas_allow_iovas){
		.size = sizeof(self->cmd),
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.num_iovas = 1,
		.allowed_iovas = (uintptr_t)self->allowed_iovas,
	};
}

FIXTURE_TEARDOWN(ioas_allow_iovas)
{
	close(self->fd);
}

/* The first member cannot be read. */
TEST_F(ioas_allow_iovas, efault_argument_missing)
{
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, NULL));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/* The request word is not the ioctl's. */
TEST_F(ioas_allow_iovas, enotty_request_word)
{
	EXPECT_EQ(ENOTTY,
		  call(self->fd, other_word(IOMMU_IOAS_ALLOW_IOVAS),
		       &self->cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/* The argument is shorter than its first version. */
TEST_F(ioas_allow_iovas, einval_size_short)
{
	struct iommu_ioas_allow_iovas cmd = self->cmd;

	cmd.size = offsetof(struct iommu_ioas_allow_iovas, allowed_iovas) +
		   sizeof(cmd.allowed_iovas) - 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/* A byte that the kernel does not know is not 0. */
TEST_F(ioas_allow_iovas, e2big_tail_not_zero)
{
	struct {
		struct iommu_ioas_allow_iovas cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 1 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(E2BIG, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &longer));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/* The argument cannot be read. */
TEST_F(ioas_allow_iovas, efault_argument_cut)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_IOAS_ALLOW_IOVAS,
		       cut_off(&self->cmd, sizeof(self->cmd))));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/* __reserved is not 0. */
TEST_F(ioas_allow_iovas, eopnotsupp_reserved)
{
	struct iommu_ioas_allow_iovas cmd = self->cmd;

	cmd.__reserved = 1;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/* ioas_id names no IOAS. */
TEST_F(ioas_allow_iovas, enoent_ioas_id_unknown)
{
	struct iommu_ioas_allow_iovas cmd = self->cmd;

	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/* The array cannot be read. */
TEST_F(ioas_allow_iovas, efault_allowed_iovas_unmapped)
{
	struct iommu_ioas_allow_iovas cmd = self->cmd;

	cmd.allowed_iovas = (uintptr_t)unmapped;
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/* A range ends before its second byte. */
TEST_F(ioas_allow_iovas, einval_allowed_iovas)
{
	struct iommu_ioas_allow_iovas cmd = self->cmd;

	cmd.allowed_iovas = (uintptr_t)buffer + 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/* A range overlaps an earlier one of the array. */
TEST_F(ioas_allow_iovas, einval_num_iovas)
{
	struct iommu_ioas_allow_iovas cmd = self->cmd;

	cmd.num_iovas = 2;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/* __reserved is not 0. */
TEST_F(ioas_allow_iovas, eopnotsupp_reserved_before_enoent)
{
	struct iommu_ioas_allow_iovas cmd = self->cmd;

	cmd.ioas_id = 0x7fffffff;
	cmd.__reserved = 1;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
	cmd = self->cmd;
	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
}

/* ioas_id names no IOAS. */
TEST_F(ioas_allow_iovas, enoent_ioas_id_unknown_before_efault)
{
	struct iommu_ioas_allow_iovas cmd = self->cmd;

	cmd.ioas_id = 0x7fffffff;
	cmd.allowed_iovas = (uintptr_t)unmapped;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
	cmd = self->cmd;
	cmd.allowed_iovas = (uintptr_t)unmapped;
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
}

/* The array cannot be read. */
TEST_F(ioas_allow_iovas, efault_allowed_iovas_unmapped_before_einval)
{
	struct iommu_ioas_allow_iovas cmd = self->cmd;

	cmd.num_iovas = 2;
	cmd.allowed_iovas = (uintptr_t)unmapped;
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
	cmd = self->cmd;
	cmd.num_iovas = 2;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &cmd));
}

/* A byte that the kernel does not know may be there, if it is 0. */
TEST_F(ioas_allow_iovas, tail_zero)
{
	struct {
		struct iommu_ioas_allow_iovas cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &longer));
}

TEST_F(ioas_allow_iovas, success)
{
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/* IOMMU_IOAS_ALLOW_IOVAS after IOMMU_IOAS_ALLOC, IOMMU_IOAS_ALLOW_IOVAS */
FIXTURE(ioas_allow_iovas_after_ioas_allow_iovas)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_iova_range allowed_iovas[2];
	struct iommu_ioas_allow_iovas ioas_allow_iovas;
	struct iommu_iova_range allowed_iovas_2[2];
	struct iommu_ioas_allow_iovas cmd;
};

FIXTURE_SETUP(ioas_allow_iovas_after_ioas_allow_iovas)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_ALLOW_IOVAS,
			       "IOMMU_IOAS_ALLOW_IOVAS");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->allowed_iovas[0].start = page_size;
	self->allowed_iovas[0].last = 3 * page_size;
	self->allowed_iovas[1].start = 2 * page_size;
	self->allowed_iovas[1].last = 4 * page_size;
	self->ioas_allow_iovas = (struct iommu_ioas_allow_iovas){
		.size = sizeof(self->ioas_allow_iovas),
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.num_iovas = 1,
		.allowed_iovas = (uintptr_t)self->allowed_iovas,
	};
	ASSERT_EQ(0,
		  call(self->fd, IOMMU_IOAS_ALLOW_IOVAS,
		       &self->ioas_allow_iovas));
	self->allowed_iovas_2[0].start = page_size;
	self->allowed_iovas_2[0].last = 3 * page_size;
	self->allowed_iovas_2[1].start = 2 * page_size;
	self->allowed_iovas_2[1].last = 4 * page_size;
	self->cmd = (struct iommu_ioas_allow_iovas){
		.size = sizeof(self->cmd),
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.num_iovas = 1,
		.allowed_iovas = (uintptr_t)self->allowed_iovas_2,
	};
}

FIXTURE_TEARDOWN(ioas_allow_iovas_after_ioas_allow_iovas)
{
	close(self->fd);
}

TEST_F(ioas_allow_iovas_after_ioas_allow_iovas, success_after_ioas_allow_iovas)
{
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOW_IOVAS, &self->cmd));
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * IOMMU_IOAS_ALLOW_IOVAS: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 *
 * IOMMU_IOAS_ALLOW_IOVAS: nothing in a call makes the kernel run into ENOMEM:
 * - ENOMEM Memory ran out.
 *
 * IOMMU_IOAS_ALLOW_IOVAS: needs a device:
 * - EADDRINUSE A range meets what a device has reserved.
 */

TEST_HARNESS_MAIN
