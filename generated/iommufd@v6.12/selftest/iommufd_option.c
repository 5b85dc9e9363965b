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
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/capability.h>
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

static bool capable(unsigned int capability)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct has[_LINUX_CAPABILITY_U32S_3];

	return syscall(SYS_capget, &header, has) == 0 &&
	       has[CAP_TO_INDEX(capability)].effective & CAP_TO_MASK(capability);
}

/* As call(), by a caller that has no capability at that moment. */
static int call_unprivileged(struct __test_metadata *_metadata, int fd,
			     unsigned long request, void *argument)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3];
	struct __user_cap_data_struct has[_LINUX_CAPABILITY_U32S_3];
	int result;

	ASSERT_EQ(0, syscall(SYS_capget, &header, has));
	memcpy(none, has, sizeof(none));
	none[0].effective = 0;
	none[1].effective = 0;
	ASSERT_EQ(0, syscall(SYS_capset, &header, none));
	result = call(fd, request, argument);
	ASSERT_EQ(0, syscall(SYS_capset, &header, has));
	return result;
}

/* IOMMU_OPTION on a device just opened */
FIXTURE(option)
{
	int fd;
	struct iommu_option cmd;
};

FIXTURE_SETUP(option)
{
	self->fd = open_device(_metadata, IOMMU_OPTION, "IOMMU_OPTION");
	if (self->fd < 0)
		return;
	self->cmd = (struct iommu_option){
		.size = sizeof(self->cmd),
		.option_id = IOMMU_OPTION_RLIMIT_MODE,
		.op = IOMMU_OPTION_OP_SET,
	};
}

FIXTURE_TEARDOWN(option)
{
	close(self->fd);
}

/* The first member cannot be read. */
TEST_F(option, efault_argument_missing)
{
	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_OPTION, NULL));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* The request word is not the ioctl's. */
TEST_F(option, enotty_request_word)
{
	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	EXPECT_EQ(ENOTTY, call(self->fd, other_word(IOMMU_OPTION), &self->cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* The argument is shorter than its first version. */
TEST_F(option, einval_size_short)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.size = offsetof(struct iommu_option, val64) + sizeof(cmd.val64) - 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* A byte that the kernel does not know is not 0. */
TEST_F(option, e2big_tail_not_zero)
{
	struct {
		struct iommu_option cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 1 };

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(E2BIG, call(self->fd, IOMMU_OPTION, &longer));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* The argument cannot be read. */
TEST_F(option, efault_argument_cut)
{
	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_OPTION,
		       cut_off(&self->cmd, sizeof(self->cmd))));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* __reserved is not 0. */
TEST_F(option, eopnotsupp_reserved)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.__reserved = 1;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* option_id is none of those that are known. */
TEST_F(option, eopnotsupp_option_id_unknown)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.option_id = 2;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* object_id is not 0 for IOMMU_OPTION_RLIMIT_MODE. */
TEST_F(option, eopnotsupp_object_id_unknown)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.object_id = 0x7fffffff;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* op is none of those that are known. */
TEST_F(option, eopnotsupp_op_unknown)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.op = 2;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* The caller lacks CAP_SYS_RESOURCE. */
TEST_F(option, eperm_without_capability)
{
	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	EXPECT_EQ(EPERM,
		  call_unprivileged(_metadata, self->fd, IOMMU_OPTION,
				    &self->cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* val64 is neither 0 nor 1. */
TEST_F(option, einval_val64)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.val64 = 2;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* object_id names no IOAS for IOMMU_OPTION_HUGE_PAGES. */
TEST_F(option, enoent_option_id_huge_pages)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.option_id = IOMMU_OPTION_HUGE_PAGES;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* The result cannot be written back. */
TEST_F(option, efault_argument_read_only)
{
	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_OPTION,
		       read_only(&self->cmd, sizeof(self->cmd))));
}

/* __reserved is not 0. */
TEST_F(option, eopnotsupp_reserved_before_eperm)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.__reserved = 1;
	EXPECT_EQ(EOPNOTSUPP,
		  call_unprivileged(_metadata, self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(EPERM,
		  call_unprivileged(_metadata, self->fd, IOMMU_OPTION,
				    &self->cmd));
}

/* option_id is none of those that are known. */
TEST_F(option, eopnotsupp_option_id_unknown_before_eperm)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.option_id = 2;
	EXPECT_EQ(EOPNOTSUPP,
		  call_unprivileged(_metadata, self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(EPERM,
		  call_unprivileged(_metadata, self->fd, IOMMU_OPTION,
				    &self->cmd));
}

/* object_id is not 0 for IOMMU_OPTION_RLIMIT_MODE. */
TEST_F(option, eopnotsupp_object_id_unknown_before_eperm)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.object_id = 0x7fffffff;
	EXPECT_EQ(EOPNOTSUPP,
		  call_unprivileged(_metadata, self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(EPERM,
		  call_unprivileged(_metadata, self->fd, IOMMU_OPTION,
				    &self->cmd));
}

/* op is none of those that are known. */
TEST_F(option, eopnotsupp_op_unknown_before_eperm)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.op = 2;
	EXPECT_EQ(EOPNOTSUPP,
		  call_unprivileged(_metadata, self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(EPERM,
		  call_unprivileged(_metadata, self->fd, IOMMU_OPTION,
				    &self->cmd));
}

/* The caller lacks CAP_SYS_RESOURCE. */
TEST_F(option, eperm_without_capability_before_einval)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.val64 = 2;
	EXPECT_EQ(EPERM,
		  call_unprivileged(_metadata, self->fd, IOMMU_OPTION, &cmd));
	cmd = self->cmd;
	cmd.val64 = 2;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_OPTION, &cmd));
}

/* A byte that the kernel does not know may be there, if it is 0. */
TEST_F(option, tail_zero)
{
	struct {
		struct iommu_option cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &longer));
	EXPECT_EQ(0, longer.cmd.val64);
}

TEST_F(option, success_rlimit_mode_set)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, cmd.val64);
}

TEST_F(option, success_rlimit_mode_get)
{
	struct iommu_option cmd = self->cmd;

	cmd.op = IOMMU_OPTION_OP_GET;
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, cmd.val64);
}

/* IOMMU_OPTION after IOMMU_IOAS_ALLOC */
FIXTURE(option_after_ioas_alloc)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_option cmd;
};

FIXTURE_SETUP(option_after_ioas_alloc)
{
	self->fd = open_device(_metadata, IOMMU_OPTION, "IOMMU_OPTION");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->cmd = (struct iommu_option){
		.size = sizeof(self->cmd),
		.option_id = IOMMU_OPTION_HUGE_PAGES,
		.op = IOMMU_OPTION_OP_SET,
		.object_id = self->ioas_alloc.out_ioas_id,
	};
}

FIXTURE_TEARDOWN(option_after_ioas_alloc)
{
	close(self->fd);
}

/* The context has objects already. */
TEST_F(option_after_ioas_alloc, ebusy_op_set)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.option_id = IOMMU_OPTION_RLIMIT_MODE;
	cmd.object_id = 0;
	EXPECT_EQ(EBUSY, call(self->fd, IOMMU_OPTION, &cmd));
	cmd = self->cmd;
	cmd.option_id = IOMMU_OPTION_RLIMIT_MODE;
	cmd.op = IOMMU_OPTION_OP_GET;
	cmd.object_id = 0;
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &cmd));
}

/* op is none of those that are known. */
TEST_F(option_after_ioas_alloc, eopnotsupp_op_unknown_2)
{
	struct iommu_option cmd = self->cmd;

	cmd.op = 2;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* val64 is none of those that are known. */
TEST_F(option_after_ioas_alloc, einval_val64_2)
{
	struct iommu_option cmd = self->cmd;

	cmd.val64 = 2;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/* The context has objects already. */
TEST_F(option_after_ioas_alloc, ebusy_op_set_before_einval)
{
	struct iommu_option cmd = self->cmd;

	if (!capable(CAP_SYS_RESOURCE))
		SKIP(return, "needs CAP_SYS_RESOURCE");
	cmd.option_id = IOMMU_OPTION_RLIMIT_MODE;
	cmd.object_id = 0;
	cmd.val64 = 2;
	EXPECT_EQ(EBUSY, call(self->fd, IOMMU_OPTION, &cmd));
}

/* op is none of those that are known. */
TEST_F(option_after_ioas_alloc, eopnotsupp_op_unknown_before_einval)
{
	struct iommu_option cmd = self->cmd;

	cmd.op = 2;
	cmd.val64 = 2;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_OPTION, &cmd));
	cmd = self->cmd;
	cmd.val64 = 2;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_OPTION, &cmd));
}

TEST_F(option_after_ioas_alloc, success_huge_pages_set)
{
	struct iommu_option cmd = self->cmd;

	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, cmd.val64);
}

TEST_F(option_after_ioas_alloc, success_huge_pages_get)
{
	struct iommu_option cmd = self->cmd;

	cmd.op = IOMMU_OPTION_OP_GET;
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(1, cmd.val64);
}

/* IOMMU_OPTION after IOMMU_IOAS_ALLOC, IOMMU_IOAS_MAP */
FIXTURE(option_after_ioas_map)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_ioas_map ioas_map;
	struct iommu_option cmd;
};

FIXTURE_SETUP(option_after_ioas_map)
{
	self->fd = open_device(_metadata, IOMMU_OPTION, "IOMMU_OPTION");
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
		.user_va = (uintptr_t)buffer + 1,
		.length = page_size,
		.iova = page_size,
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->ioas_map));
	self->cmd = (struct iommu_option){
		.size = sizeof(self->cmd),
		.option_id = IOMMU_OPTION_HUGE_PAGES,
		.op = IOMMU_OPTION_OP_SET,
		.object_id = self->ioas_alloc.out_ioas_id,
		.val64 = 1,
	};
}

FIXTURE_TEARDOWN(option_after_ioas_map)
{
	close(self->fd);
}

/* A mapping is not page aligned. */
TEST_F(option_after_ioas_map, eaddrinuse_val64_zero)
{
	struct iommu_option cmd = self->cmd;

	cmd.val64 = 0;
	EXPECT_EQ(EADDRINUSE, call(self->fd, IOMMU_OPTION, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_OPTION, &self->cmd));
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * IOMMU_OPTION: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 *
 * IOMMU_OPTION: needs a device:
 * - EINVAL The IOAS has both a mapping and a HWPT.
 */

TEST_HARNESS_MAIN
