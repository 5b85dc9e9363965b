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

/* The first member cannot be read. */
TEST_F(ioas_map, efault_argument_missing)
{
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_IOAS_MAP, NULL));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* The request word is not the ioctl's. */
TEST_F(ioas_map, enotty_request_word)
{
	EXPECT_EQ(ENOTTY,
		  call(self->fd, other_word(IOMMU_IOAS_MAP), &self->cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* The argument is shorter than its first version. */
TEST_F(ioas_map, einval_size_short)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.size = offsetof(struct iommu_ioas_map, iova) + sizeof(cmd.iova) - 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* A byte that the kernel does not know is not 0. */
TEST_F(ioas_map, e2big_tail_not_zero)
{
	struct {
		struct iommu_ioas_map cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 1 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(E2BIG, call(self->fd, IOMMU_IOAS_MAP, &longer));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* The argument cannot be read. */
TEST_F(ioas_map, efault_argument_cut)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_IOAS_MAP,
		       cut_off(&self->cmd, sizeof(self->cmd))));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(ioas_map, eopnotsupp_flags_unknown_bit)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
		    IOMMU_IOAS_MAP_READABLE | 8;
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

/* iova or length is out of range, even where iova is not used. */
TEST_F(ioas_map, eoverflow_iova_max)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.iova = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* iova or length is out of range, even where iova is not used. */
TEST_F(ioas_map, eoverflow_length_max)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.length = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* The mapping would be neither readable nor writeable. */
TEST_F(ioas_map, einval_flags_fixed_iova)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* ioas_id names no IOAS. */
TEST_F(ioas_map, enoent_ioas_id_unknown)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* length is 0 or within a page of the address space's size. */
TEST_F(ioas_map, einval_length_zero)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.length = 0;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* The memory ends beyond the address space. */
TEST_F(ioas_map, eoverflow_user_va_max)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.user_va = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* The mapping ends beyond the last IOVA. */
TEST_F(ioas_map, eoverflow_iova)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.iova = ULONG_MAX - 1;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* The length has no power of two above it. */
TEST_F(ioas_map, eoverflow_length)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE;
	cmd.length = ULONG_MAX / 2;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	cmd = self->cmd;
	cmd.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE;
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/* The result cannot be written back. */
TEST_F(ioas_map, efault_argument_read_only)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_IOAS_MAP,
		       read_only(&self->cmd, sizeof(self->cmd))));
}

/* flags holds an unknown bit, or __reserved is not 0. */
TEST_F(ioas_map, eopnotsupp_flags_unknown_bit_before_eoverflow)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
		    IOMMU_IOAS_MAP_READABLE | 8;
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

/* The mapping would be neither readable nor writeable. */
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

/* ioas_id names no IOAS. */
TEST_F(ioas_map, enoent_ioas_id_unknown_before_einval)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.ioas_id = 0x7fffffff;
	cmd.length = 0;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	cmd = self->cmd;
	cmd.length = 0;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/* length is 0 or within a page of the address space's size. */
TEST_F(ioas_map, einval_length_zero_before_eoverflow)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.user_va = ULONG_MAX;
	cmd.length = 0;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	cmd = self->cmd;
	cmd.user_va = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/* A byte that the kernel does not know may be there, if it is 0. */
TEST_F(ioas_map, tail_zero)
{
	struct {
		struct iommu_ioas_map cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &longer));
	EXPECT_EQ(page_size, longer.cmd.iova);
}

TEST_F(ioas_map, success)
{
	struct iommu_ioas_map cmd = self->cmd;

	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(page_size, cmd.iova);
}

TEST_F(ioas_map, success_without_readable)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE;
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(page_size, cmd.iova);
}

TEST_F(ioas_map, success_without_writeable)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_READABLE;
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(page_size, cmd.iova);
}

TEST_F(ioas_map, success_without_fixed_iova)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE;
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_NE(0, cmd.iova);
	EXPECT_EQ(0, cmd.iova % page_size);
}

/* IOMMU_IOAS_MAP after IOMMU_IOAS_ALLOC, IOMMU_OPTION */
FIXTURE(ioas_map_after_option)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_option option;
	struct iommu_ioas_map cmd;
};

FIXTURE_SETUP(ioas_map_after_option)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_MAP, "IOMMU_IOAS_MAP");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->option = (struct iommu_option){
		.size = sizeof(self->option),
		.option_id = IOMMU_OPTION_HUGE_PAGES,
		.op = IOMMU_OPTION_OP_SET,
		.object_id = self->ioas_alloc.out_ioas_id,
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_OPTION, &self->option));
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

FIXTURE_TEARDOWN(ioas_map_after_option)
{
	close(self->fd);
}

/* length is no multiple of the IOVA alignment. */
TEST_F(ioas_map_after_option, einval_length)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.length = 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* The IOVA is no multiple of the IOVA alignment. */
TEST_F(ioas_map_after_option, einval_iova)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.iova = 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* The memory is not aligned to the IOVA alignment. */
TEST_F(ioas_map_after_option, einval_user_va)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE;
	cmd.user_va = (uintptr_t)buffer + 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	cmd = self->cmd;
	cmd.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE;
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &cmd));
}

/* The memory is not aligned to the IOVA alignment. */
TEST_F(ioas_map_after_option, einval_user_va_map_pages)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.user_va = (uintptr_t)buffer + 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
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
		.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
			 IOMMU_IOAS_MAP_READABLE,
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.user_va = (uintptr_t)buffer,
		.length = page_size,
		.iova = 4 * page_size,
	};
}

FIXTURE_TEARDOWN(ioas_map_after_ioas_map)
{
	close(self->fd);
}

/* The mapping meets another one. */
TEST_F(ioas_map_after_ioas_map, eexist_iova)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.iova = 1;
	EXPECT_EQ(EEXIST, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/* IOMMU_IOAS_MAP after IOMMU_IOAS_ALLOC, IOMMU_IOAS_ALLOW_IOVAS */
FIXTURE(ioas_map_after_ioas_allow_iovas)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_iova_range allowed_iovas[2];
	struct iommu_ioas_allow_iovas ioas_allow_iovas;
	struct iommu_ioas_map cmd;
};

FIXTURE_SETUP(ioas_map_after_ioas_allow_iovas)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_MAP, "IOMMU_IOAS_MAP");
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
	self->cmd = (struct iommu_ioas_map){
		.size = sizeof(self->cmd),
		.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE,
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.user_va = (uintptr_t)buffer,
		.length = page_size,
		.iova = page_size,
	};
}

FIXTURE_TEARDOWN(ioas_map_after_ioas_allow_iovas)
{
	close(self->fd);
}

/* No free range is long enough. */
TEST_F(ioas_map_after_ioas_allow_iovas, enospc_length)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.length = ULONG_MAX / 2 - 1;
	EXPECT_EQ(ENOSPC, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * IOMMU_IOAS_MAP: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 *
 * IOMMU_IOAS_MAP: nothing in a call makes the kernel run into ENOMEM:
 * - ENOMEM Memory ran out.
 *
 * IOMMU_IOAS_MAP: needs a device:
 * - EINVAL The mapping meets a reserved range.
 * - EFAULT The memory is not there, or may not be written.
 * - EFAULT The memory cannot be faulted in.
 * - ENOMEM Memory ran out.
 * - ENOMEM Pinning the memory would pass RLIMIT_MEMLOCK.
 * - what a driver says: The IOMMU driver cannot map the memory.
 *
 * IOMMU_IOAS_MAP: both ways to place a mapping have seen to it:
 * - EOVERFLOW The mapping ends beyond the last IOVA.
 *
 * IOMMU_IOAS_MAP: needs a device, and memory of a process that is no more:
 * - EFAULT The process that mapped the memory has exited or has executed
 *   another program, or has nothing at the address any more.
 */

TEST_HARNESS_MAIN
