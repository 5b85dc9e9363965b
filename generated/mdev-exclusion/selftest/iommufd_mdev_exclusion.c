// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/mdev-exclusion/
 * By: abiwright generate mdev-exclusion
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

/* IOMMU_IOAS_MAP after IOMMU_IOAS_ALLOC */
FIXTURE(ioas_map)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_ioas_map cmd;
};

FIXTURE_SETUP(ioas_map)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_MAP, "IOMMU_IOAS_MAP");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->cmd = (struct iommu_ioas_map){
		.size = sizeof(self->cmd),
		.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
			 IOMMU_IOAS_MAP_READABLE,
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.user_va = (uintptr_t)buffer,
		.length = page_size,
		.iova = page_size,
	};
}

FIXTURE_TEARDOWN(ioas_map)
{
	close(self->fd);
}

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(ioas_map, eopnotsupp_flags_unknown_bit)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
		    IOMMU_IOAS_MAP_READABLE | 16;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(ioas_map, eopnotsupp_reserved)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.__reserved = 1;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/*
 * The mapping would be neither readable nor writeable, and no address is
 * resumed.
 */
TEST_F(ioas_map, einval_flags_fixed_iova)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/*
 * An address is resumed at a fixed IOVA, with the protection that the mapping
 * has.
 */
TEST_F(ioas_map, einval_flags_fixed_iova_writeable_readable_resume_va)
{
	struct iommu_ioas_map cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
		    IOMMU_IOAS_MAP_READABLE | IOMMU_IOAS_MAP_RESUME_VA;
	result = call(self->fd, IOMMU_IOAS_MAP, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_MAP_RESUME_VA is not implemented");
	EXPECT_EQ(EINVAL, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* length is 0. */
TEST_F(ioas_map, einval_flags_fixed_iova_resume_va_length_zero)
{
	struct iommu_ioas_map cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_RESUME_VA;
	cmd.length = 0;
	result = call(self->fd, IOMMU_IOAS_MAP, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_MAP_RESUME_VA is not implemented");
	EXPECT_EQ(EINVAL, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* The memory ends beyond the address space. */
TEST_F(ioas_map, eoverflow_flags_fixed_iova_resume_va_user_va_max)
{
	struct iommu_ioas_map cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_RESUME_VA;
	cmd.user_va = ULONG_MAX;
	result = call(self->fd, IOMMU_IOAS_MAP, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_MAP_RESUME_VA is not implemented");
	EXPECT_EQ(EOVERFLOW, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* The range ends beyond the last IOVA. */
TEST_F(ioas_map, eoverflow_flags_fixed_iova_resume_va)
{
	struct iommu_ioas_map cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_RESUME_VA;
	cmd.iova = ULONG_MAX - 1;
	result = call(self->fd, IOMMU_IOAS_MAP, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_MAP_RESUME_VA is not implemented");
	EXPECT_EQ(EOVERFLOW, result);
	cmd = self->cmd;
	cmd.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE;
	cmd.iova = ULONG_MAX - 1;
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/* No mapping has exactly this range and covers all of its memory. */
TEST_F(ioas_map, enoent_flags_fixed_iova_resume_va)
{
	struct iommu_ioas_map cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_RESUME_VA;
	result = call(self->fd, IOMMU_IOAS_MAP, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_MAP_RESUME_VA is not implemented");
	EXPECT_EQ(ENOENT, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(ioas_map, eopnotsupp_flags_unknown_bit_before_eoverflow)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
		    IOMMU_IOAS_MAP_READABLE | 16;
	cmd.iova = ULONG_MAX;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	cmd = self->cmd;
	cmd.iova = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(ioas_map, eopnotsupp_reserved_before_eoverflow)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.__reserved = 1;
	cmd.iova = ULONG_MAX;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	cmd = self->cmd;
	cmd.iova = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/* iova or length is out of range, even where iova is not used. */
TEST_F(ioas_map, eoverflow_iova_max_before_einval)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	cmd.iova = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	cmd = self->cmd;
	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/* iova or length is out of range, even where iova is not used. */
TEST_F(ioas_map, eoverflow_length_max_before_einval)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	cmd.length = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	cmd = self->cmd;
	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/*
 * The mapping would be neither readable nor writeable, and no address is
 * resumed.
 */
TEST_F(ioas_map, einval_flags_fixed_iova_before_enoent)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	cmd = self->cmd;
	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/*
 * An address is resumed at a fixed IOVA, with the protection that the mapping
 * has.
 */
TEST_F(ioas_map, einval_flags_fixed_iova_writeable_readable_resume_va_before_enoent)
{
	struct iommu_ioas_map cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
		    IOMMU_IOAS_MAP_READABLE | IOMMU_IOAS_MAP_RESUME_VA;
	cmd.ioas_id = 0x7fffffff;
	result = call(self->fd, IOMMU_IOAS_MAP, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_MAP_RESUME_VA is not implemented");
	EXPECT_EQ(EINVAL, result);
	cmd = self->cmd;
	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/* ioas_id names no IOAS. */
TEST_F(ioas_map, enoent_ioas_id_unknown_before_einval)
{
	struct iommu_ioas_map cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_RESUME_VA;
	cmd.ioas_id = 0x7fffffff;
	cmd.length = 0;
	result = call(self->fd, IOMMU_IOAS_MAP, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_MAP_RESUME_VA is not implemented");
	EXPECT_EQ(ENOENT, result);
	cmd = self->cmd;
	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_RESUME_VA;
	cmd.length = 0;
	EXPECT_NE(ENOENT, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/* length is 0. */
TEST_F(ioas_map, einval_flags_fixed_iova_resume_va_length_zero_before_eoverflow)
{
	struct iommu_ioas_map cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_RESUME_VA;
	cmd.user_va = ULONG_MAX;
	cmd.length = 0;
	result = call(self->fd, IOMMU_IOAS_MAP, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_MAP_RESUME_VA is not implemented");
	EXPECT_EQ(EINVAL, result);
	cmd = self->cmd;
	cmd.user_va = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

TEST_F(ioas_map, success_without_resume_va)
{
	struct iommu_ioas_map cmd = self->cmd;

	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(page_size, cmd.iova);
}

TEST_F(ioas_map, success)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE;
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(page_size, cmd.iova);
}

TEST_F(ioas_map, success_after_ioas_alloc)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_READABLE;
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(page_size, cmd.iova);
}

TEST_F(ioas_map, success_2)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE;
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_NE(0, cmd.iova);
	EXPECT_EQ(0, cmd.iova % page_size);
}

/* IOMMU_IOAS_MAP after IOMMU_IOAS_ALLOC, IOMMU_IOAS_MAP */
FIXTURE(ioas_map_after_ioas_map)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_ioas_map ioas_map;
	struct iommu_ioas_map cmd;
};

FIXTURE_SETUP(ioas_map_after_ioas_map)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_MAP, "IOMMU_IOAS_MAP");
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
	self->cmd = (struct iommu_ioas_map){
		.size = sizeof(self->cmd),
		.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE,
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.user_va = (uintptr_t)buffer,
		.length = page_size,
		.iova = page_size,
	};
}

FIXTURE_TEARDOWN(ioas_map_after_ioas_map)
{
	close(self->fd);
}

/* The mapping is not suspended. */
TEST_F(ioas_map_after_ioas_map, einval_flags_fixed_iova_resume_va)
{
	struct iommu_ioas_map cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_RESUME_VA;
	result = call(self->fd, IOMMU_IOAS_MAP, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_MAP_RESUME_VA is not implemented");
	EXPECT_EQ(EINVAL, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
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

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(ioas_unmap, eopnotsupp_flags_unknown_bit)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.flags = 2;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no flags");
	EXPECT_EQ(EOPNOTSUPP, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(ioas_unmap, eopnotsupp_reserved)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.__reserved = 1;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no __reserved");
	EXPECT_EQ(EOPNOTSUPP, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* iova or length is out of range; there is no way to suspend everything. */
TEST_F(ioas_unmap, eoverflow_flags_suspend_va)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_UNMAP_SUSPEND_VA;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no flags");
	EXPECT_EQ(EOVERFLOW, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* length is 0. */
TEST_F(ioas_unmap, einval_length_zero_flags_suspend_va)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.length = 0;
	cmd.flags = IOMMU_IOAS_UNMAP_SUSPEND_VA;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no flags");
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_UNMAP_SUSPEND_VA is not implemented");
	EXPECT_EQ(EINVAL, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(ioas_unmap, eopnotsupp_flags_unknown_bit_before_enoent)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.ioas_id = 0x7fffffff;
	cmd.flags = 2;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no flags");
	EXPECT_EQ(EOPNOTSUPP, result);
	cmd = self->cmd;
	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
}

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(ioas_unmap, eopnotsupp_reserved_before_enoent)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.ioas_id = 0x7fffffff;
	cmd.__reserved = 1;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no __reserved");
	EXPECT_EQ(EOPNOTSUPP, result);
	cmd = self->cmd;
	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
}

/* ioas_id names no IOAS. */
TEST_F(ioas_unmap, enoent_ioas_id_unknown_before_eoverflow)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.ioas_id = 0x7fffffff;
	cmd.flags = IOMMU_IOAS_UNMAP_SUSPEND_VA;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no flags");
	EXPECT_EQ(ENOENT, result);
	cmd = self->cmd;
	cmd.flags = IOMMU_IOAS_UNMAP_SUSPEND_VA;
	EXPECT_NE(ENOENT, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
}

/* length is 0. */
TEST_F(ioas_unmap, einval_length_zero_flags_suspend_va_before_eoverflow)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.iova = page_size;
	cmd.length = 0;
	cmd.flags = IOMMU_IOAS_UNMAP_SUSPEND_VA;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no flags");
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_UNMAP_SUSPEND_VA is not implemented");
	EXPECT_EQ(EINVAL, result);
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

/* The argument may be as long as its first version. */
TEST_F(ioas_unmap, size_first_version)
{
	struct iommu_ioas_unmap cmd = self->cmd;

	cmd.size = offsetof(struct iommu_ioas_unmap, length) +
		   sizeof(cmd.length);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
	EXPECT_EQ(0, cmd.length);
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

/* iova or length is out of range; there is no way to suspend everything. */
TEST_F(ioas_unmap_after_ioas_map, eoverflow_iova_max_flags_suspend_va)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.iova = ULONG_MAX;
	cmd.flags = IOMMU_IOAS_UNMAP_SUSPEND_VA;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no flags");
	EXPECT_EQ(EOVERFLOW, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* The range ends beyond the last IOVA. */
TEST_F(ioas_unmap_after_ioas_map, eoverflow_iova_flags_suspend_va)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.iova = ULONG_MAX - 1;
	cmd.flags = IOMMU_IOAS_UNMAP_SUSPEND_VA;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no flags");
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_UNMAP_SUSPEND_VA is not implemented");
	EXPECT_EQ(EOVERFLOW, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* No IOMMU holds the pages, so nothing would be kept. */
TEST_F(ioas_unmap_after_ioas_map, enodev_flags_suspend_va)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_UNMAP_SUSPEND_VA;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no flags");
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_UNMAP_SUSPEND_VA is not implemented");
	EXPECT_EQ(ENODEV, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
}

/* iova or length is out of range; there is no way to suspend everything. */
TEST_F(ioas_unmap_after_ioas_map, eoverflow_iova_max_flags_suspend_va_before_einval)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.iova = ULONG_MAX;
	cmd.length = 0;
	cmd.flags = IOMMU_IOAS_UNMAP_SUSPEND_VA;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no flags");
	EXPECT_EQ(EOVERFLOW, result);
	cmd = self->cmd;
	cmd.length = 0;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
}

/* No IOMMU holds the pages, so nothing would be kept. */
TEST_F(ioas_unmap_after_ioas_map, enodev_flags_suspend_va_before_enoent)
{
	struct iommu_ioas_unmap cmd = self->cmd;
	int result;

	cmd.iova = 1;
	cmd.flags = IOMMU_IOAS_UNMAP_SUSPEND_VA;
	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no flags");
	if (result == EOPNOTSUPP)
		SKIP(return, "IOMMU_IOAS_UNMAP_SUSPEND_VA is not implemented");
	EXPECT_EQ(ENODEV, result);
	cmd = self->cmd;
	cmd.iova = 1;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_UNMAP, &cmd));
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
 * IOMMU_IOAS_MAP: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 *
 * IOMMU_IOAS_MAP: needs a device:
 * - EINVAL The new address has another offset within its page.
 * - ENOMEM Pinning the memory would pass RLIMIT_MEMLOCK.
 * - EINVAL The mapping meets a reserved range.
 * - EFAULT The memory is not there, or may not be written.
 * - EFAULT The memory cannot be faulted in.
 * - ENOMEM Memory ran out.
 * - what a driver says: The IOMMU driver cannot map the memory.
 *
 * IOMMU_IOAS_MAP: nothing in a call makes the kernel run into ENOMEM:
 * - ENOMEM Memory ran out.
 *
 * IOMMU_IOAS_MAP: both ways to place a mapping have seen to it:
 * - EOVERFLOW The mapping ends beyond the last IOVA.
 *
 * IOMMU_IOAS_MAP: needs a device, and memory of a process that is no more:
 * - EFAULT The process that mapped the memory has exited or has executed
 *   another program, or has nothing at the address any more.
 *
 * IOMMU_IOAS_UNMAP: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 *
 * IOMMU_IOAS_UNMAP: needs a device:
 * - EBUSY An access is attached to the IOAS and may need the address at any
 *   time.
 * - ENOENT The range cuts through a mapping.
 * - EINVAL A mapping in the range is suspended already.
 * - EINVAL A mapping in the range is a copy of a part of its memory, and no
 *   address could be set for that again.
 * - EBUSY Memory of the range is mapped elsewhere too, or is being copied
 *   there, where an access could be attached.
 * - ENOENT Nothing is mapped in the range.
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
