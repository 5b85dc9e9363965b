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

/* IOMMU_DESTROY after IOMMU_IOAS_ALLOC */
FIXTURE(destroy)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_destroy cmd;
};

FIXTURE_SETUP(destroy)
{
	self->fd = open_device(_metadata, IOMMU_DESTROY, "IOMMU_DESTROY");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->cmd = (struct iommu_destroy){
		.size = sizeof(self->cmd),
		.id = self->ioas_alloc.out_ioas_id,
	};
}

FIXTURE_TEARDOWN(destroy)
{
	close(self->fd);
}

/* The first member cannot be read. */
TEST_F(destroy, efault_argument_missing)
{
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_DESTROY, NULL));
	EXPECT_EQ(0, call(self->fd, IOMMU_DESTROY, &self->cmd));
}

/* The request word is not the ioctl's. */
TEST_F(destroy, enotty_request_word)
{
	EXPECT_EQ(ENOTTY,
		  call(self->fd, other_word(IOMMU_DESTROY), &self->cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_DESTROY, &self->cmd));
}

/* The argument is shorter than its first version. */
TEST_F(destroy, einval_size_short)
{
	struct iommu_destroy cmd = self->cmd;

	cmd.size = offsetof(struct iommu_destroy, id) + sizeof(cmd.id) - 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_DESTROY, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_DESTROY, &self->cmd));
}

/* A byte that the kernel does not know is not 0. */
TEST_F(destroy, e2big_tail_not_zero)
{
	struct {
		struct iommu_destroy cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 1 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(E2BIG, call(self->fd, IOMMU_DESTROY, &longer));
	EXPECT_EQ(0, call(self->fd, IOMMU_DESTROY, &self->cmd));
}

/* The argument cannot be read. */
TEST_F(destroy, efault_argument_cut)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_DESTROY,
		       cut_off(&self->cmd, sizeof(self->cmd))));
	EXPECT_EQ(0, call(self->fd, IOMMU_DESTROY, &self->cmd));
}

/* No object has this ID, or it is not yet, or no longer, complete. */
TEST_F(destroy, enoent_id_unknown)
{
	struct iommu_destroy cmd = self->cmd;

	cmd.id = 0x7fffffff;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_DESTROY, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_DESTROY, &self->cmd));
}

/* A byte that the kernel does not know may be there, if it is 0. */
TEST_F(destroy, tail_zero)
{
	struct {
		struct iommu_destroy cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(0, call(self->fd, IOMMU_DESTROY, &longer));
}

TEST_F(destroy, success)
{
	EXPECT_EQ(0, call(self->fd, IOMMU_DESTROY, &self->cmd));
}

/* IOMMU_DESTROY after IOMMU_IOAS_ALLOC, IOMMU_FAULT_QUEUE_ALLOC */
FIXTURE(destroy_after_fault_queue_alloc)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_fault_alloc fault_queue_alloc;
	struct iommu_destroy cmd;
};

FIXTURE_SETUP(destroy_after_fault_queue_alloc)
{
	self->fd = open_device(_metadata, IOMMU_DESTROY, "IOMMU_DESTROY");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->fault_queue_alloc = (struct iommu_fault_alloc){
		.size = sizeof(self->fault_queue_alloc),
	};
	ASSERT_EQ(0,
		  call(self->fd, IOMMU_FAULT_QUEUE_ALLOC,
		       &self->fault_queue_alloc));
	self->cmd = (struct iommu_destroy){
		.size = sizeof(self->cmd),
		.id = self->ioas_alloc.out_ioas_id,
	};
}

FIXTURE_TEARDOWN(destroy_after_fault_queue_alloc)
{
	close(self->fd);
}

/*
 * Another object, an attached device or access, or an open descriptor holds the
 * object.
 */
TEST_F(destroy_after_fault_queue_alloc, ebusy_id_is_fault)
{
	struct iommu_destroy cmd = self->cmd;

	cmd.id = self->fault_queue_alloc.out_fault_id;
	EXPECT_EQ(EBUSY, call(self->fd, IOMMU_DESTROY, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_DESTROY, &self->cmd));
}

/* IOMMU_DESTROY after IOMMU_IOAS_ALLOC, IOMMU_IOAS_ALLOW_IOVAS */
FIXTURE(destroy_after_ioas_allow_iovas)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_iova_range allowed_iovas[2];
	struct iommu_ioas_allow_iovas ioas_allow_iovas;
	struct iommu_destroy cmd;
};

FIXTURE_SETUP(destroy_after_ioas_allow_iovas)
{
	self->fd = open_device(_metadata, IOMMU_DESTROY, "IOMMU_DESTROY");
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
	self->cmd = (struct iommu_destroy){
		.size = sizeof(self->cmd),
		.id = self->ioas_alloc.out_ioas_id,
	};
}

FIXTURE_TEARDOWN(destroy_after_ioas_allow_iovas)
{
	close(self->fd);
}

TEST_F(destroy_after_ioas_allow_iovas, success_after_ioas_allow_iovas)
{
	EXPECT_EQ(0, call(self->fd, IOMMU_DESTROY, &self->cmd));
}

/* IOMMU_DESTROY after IOMMU_IOAS_ALLOC, IOMMU_IOAS_MAP */
FIXTURE(destroy_after_ioas_map)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_ioas_map ioas_map;
	struct iommu_destroy cmd;
};

FIXTURE_SETUP(destroy_after_ioas_map)
{
	self->fd = open_device(_metadata, IOMMU_DESTROY, "IOMMU_DESTROY");
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
	self->cmd = (struct iommu_destroy){
		.size = sizeof(self->cmd),
		.id = self->ioas_alloc.out_ioas_id,
	};
}

FIXTURE_TEARDOWN(destroy_after_ioas_map)
{
	close(self->fd);
}

TEST_F(destroy_after_ioas_map, success_after_ioas_map)
{
	EXPECT_EQ(0, call(self->fd, IOMMU_DESTROY, &self->cmd));
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * IOMMU_DESTROY: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 */

TEST_HARNESS_MAIN
