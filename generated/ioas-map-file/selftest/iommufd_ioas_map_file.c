// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/ioas-map-file/
 * By: abiwright generate ioas-map-file
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
/* Files as long as the buffer. */
static int memfd, memfd_read_only, dev_null;

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

static int make_memfd(struct __test_metadata *_metadata)
{
	int fd = memfd_create("selftest", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, ftruncate(fd, BUFFER_PAGES * page_size));
	return fd;
}

static void open_files(struct __test_metadata *_metadata)
{
	char path[64];

	memfd = make_memfd(_metadata);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", memfd);
	memfd_read_only = open(path, O_RDONLY | O_CLOEXEC);
	ASSERT_LE(0, memfd_read_only);
	dev_null = open("/dev/null", O_RDWR | O_CLOEXEC);
	ASSERT_LE(0, dev_null);
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
	open_files(_metadata);
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

/* IOMMU_IOAS_MAP_FILE after IOMMU_IOAS_ALLOC */
FIXTURE(ioas_map_file)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_ioas_map_file cmd;
};

FIXTURE_SETUP(ioas_map_file)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_MAP_FILE,
			       "IOMMU_IOAS_MAP_FILE");
	if (self->fd < 0)
		return;
	self->ioas_alloc = (struct iommu_ioas_alloc){
		.size = sizeof(self->ioas_alloc),
	};
	ASSERT_EQ(0, call(self->fd, IOMMU_IOAS_ALLOC, &self->ioas_alloc));
	self->cmd = (struct iommu_ioas_map_file){
		.size = sizeof(self->cmd),
		.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
			 IOMMU_IOAS_MAP_READABLE,
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.fd = memfd,
		.start = page_size,
		.length = page_size,
		.iova = page_size,
	};
}

FIXTURE_TEARDOWN(ioas_map_file)
{
	close(self->fd);
}

/* The first member cannot be read. */
TEST_F(ioas_map_file, efault_argument_missing)
{
	EXPECT_EQ(EFAULT, call(self->fd, IOMMU_IOAS_MAP_FILE, NULL));
	EXPECT_NE(EFAULT, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The request word is not the ioctl's. */
TEST_F(ioas_map_file, enotty_request_word)
{
	EXPECT_EQ(ENOTTY,
		  call(self->fd, other_word(IOMMU_IOAS_MAP_FILE), &self->cmd));
	EXPECT_NE(ENOTTY, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The argument is shorter than its first version. */
TEST_F(ioas_map_file, einval_size_short)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.size = offsetof(struct iommu_ioas_map_file, iova) +
		   sizeof(cmd.iova) - 1;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* A byte that the kernel does not know is not 0. */
TEST_F(ioas_map_file, e2big_tail_not_zero)
{
	struct {
		struct iommu_ioas_map_file cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 1 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(E2BIG, call(self->fd, IOMMU_IOAS_MAP_FILE, &longer));
	EXPECT_NE(E2BIG, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The argument cannot be read. */
TEST_F(ioas_map_file, efault_argument_cut)
{
	EXPECT_EQ(EFAULT,
		  call(self->fd, IOMMU_IOAS_MAP_FILE,
		       cut_off(&self->cmd, sizeof(self->cmd))));
	EXPECT_NE(EFAULT, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* flags holds an unknown bit. */
TEST_F(ioas_map_file, eopnotsupp_flags_unknown_bit)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
		    IOMMU_IOAS_MAP_READABLE | 8;
	ASSERT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(0, result);
}

/* iova or length is out of range, even where iova is not used. */
TEST_F(ioas_map_file, eoverflow_iova_max)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.iova = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	EXPECT_NE(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* iova or length is out of range, even where iova is not used. */
TEST_F(ioas_map_file, eoverflow_length_max)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.length = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	EXPECT_NE(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The mapping would be neither readable nor writeable. */
TEST_F(ioas_map_file, einval_flags_fixed_iova)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* ioas_id names no IOAS. */
TEST_F(ioas_map_file, enoent_ioas_id_unknown)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	EXPECT_NE(ENOENT, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* fd is not open. */
TEST_F(ioas_map_file, ebadf_fd_negative)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.fd = -1;
	EXPECT_EQ(EBADF, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	EXPECT_NE(EBADF, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* length is 0 or within a page of the address space's size. */
TEST_F(ioas_map_file, einval_length_zero)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.length = 0;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The memory ends beyond the largest file. */
TEST_F(ioas_map_file, eoverflow_start_max)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.start = ULONG_MAX;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EOVERFLOW, result);
	EXPECT_NE(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The file is neither a memfd nor in tmpfs or hugetlbfs. */
TEST_F(ioas_map_file, einval_fd_dev_null)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.fd = dev_null;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The file ends before the memory does. */
TEST_F(ioas_map_file, einval_start)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.start = SIZE_MAX - page_size;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* Devices could write to a file that the caller may not write to. */
TEST_F(ioas_map_file, eperm_fd_memfd_read_only)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.fd = memfd_read_only;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EPERM, result);
	EXPECT_NE(EPERM, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The mapping ends beyond the last IOVA. */
TEST_F(ioas_map_file, eoverflow_iova)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.iova = ULONG_MAX - 1;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EOVERFLOW, result);
	EXPECT_NE(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The result cannot be written back. */
TEST_F(ioas_map_file, efault_argument_read_only)
{
	int result;

	result = call(self->fd, IOMMU_IOAS_MAP_FILE,
		      read_only(&self->cmd, sizeof(self->cmd)));
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EFAULT, result);
}

/* flags holds an unknown bit. */
TEST_F(ioas_map_file, eopnotsupp_flags_unknown_bit_before_eoverflow)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
		    IOMMU_IOAS_MAP_READABLE | 8;
	cmd.iova = ULONG_MAX;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	cmd = self->cmd;
	cmd.iova = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* iova or length is out of range, even where iova is not used. */
TEST_F(ioas_map_file, eoverflow_iova_max_before_einval)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	cmd.iova = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	cmd = self->cmd;
	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* iova or length is out of range, even where iova is not used. */
TEST_F(ioas_map_file, eoverflow_length_max_before_einval)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	cmd.length = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	cmd = self->cmd;
	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* The mapping would be neither readable nor writeable. */
TEST_F(ioas_map_file, einval_flags_fixed_iova_before_enoent)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA;
	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	cmd = self->cmd;
	cmd.ioas_id = 0x7fffffff;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* ioas_id names no IOAS. */
TEST_F(ioas_map_file, enoent_ioas_id_unknown_before_ebadf)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.ioas_id = 0x7fffffff;
	cmd.fd = -1;
	EXPECT_EQ(ENOENT, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	cmd = self->cmd;
	cmd.fd = -1;
	EXPECT_EQ(EBADF, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* fd is not open. */
TEST_F(ioas_map_file, ebadf_fd_negative_before_einval)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.fd = -1;
	cmd.length = 0;
	EXPECT_EQ(EBADF, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	cmd = self->cmd;
	cmd.length = 0;
	EXPECT_NE(EBADF, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* length is 0 or within a page of the address space's size. */
TEST_F(ioas_map_file, einval_length_zero_before_eoverflow)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.start = ULONG_MAX;
	cmd.length = 0;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
	cmd = self->cmd;
	cmd.start = ULONG_MAX;
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* The memory ends beyond the largest file. */
TEST_F(ioas_map_file, eoverflow_start_max_before_einval)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.fd = dev_null;
	cmd.start = ULONG_MAX;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EOVERFLOW, result);
	cmd = self->cmd;
	cmd.fd = dev_null;
	EXPECT_NE(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* The file is neither a memfd nor in tmpfs or hugetlbfs. */
TEST_F(ioas_map_file, einval_fd_dev_null_before_eoverflow)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.fd = dev_null;
	cmd.iova = ULONG_MAX - 1;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
	cmd = self->cmd;
	cmd.iova = ULONG_MAX - 1;
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* The file ends before the memory does. */
TEST_F(ioas_map_file, einval_start_before_eperm)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.fd = memfd_read_only;
	cmd.start = SIZE_MAX - page_size;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
	cmd = self->cmd;
	cmd.fd = memfd_read_only;
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* Devices could write to a file that the caller may not write to. */
TEST_F(ioas_map_file, eperm_fd_memfd_read_only_before_eoverflow)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.fd = memfd_read_only;
	cmd.iova = ULONG_MAX - 1;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EPERM, result);
	cmd = self->cmd;
	cmd.iova = ULONG_MAX - 1;
	EXPECT_NE(EPERM, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* A byte that the kernel does not know may be there, if it is 0. */
TEST_F(ioas_map_file, tail_zero)
{
	struct {
		struct iommu_ioas_map_file cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };
	int result;

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &longer);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(0, result);
	EXPECT_EQ(page_size, longer.cmd.iova);
}

TEST_F(ioas_map_file, success)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(0, result);
	EXPECT_EQ(page_size, cmd.iova);
}

TEST_F(ioas_map_file, success_without_readable)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(0, result);
	EXPECT_EQ(page_size, cmd.iova);
}

TEST_F(ioas_map_file, success_without_writeable)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_READABLE;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(0, result);
	EXPECT_EQ(page_size, cmd.iova);
}

TEST_F(ioas_map_file, success_without_fixed_iova)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(0, result);
	EXPECT_NE(0, cmd.iova);
	EXPECT_EQ(0, cmd.iova % page_size);
}

/* IOMMU_IOAS_MAP_FILE after IOMMU_IOAS_ALLOC, IOMMU_OPTION */
FIXTURE(ioas_map_file_after_option)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_option option;
	struct iommu_ioas_map_file cmd;
};

FIXTURE_SETUP(ioas_map_file_after_option)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_MAP_FILE,
			       "IOMMU_IOAS_MAP_FILE");
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
	self->cmd = (struct iommu_ioas_map_file){
		.size = sizeof(self->cmd),
		.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
			 IOMMU_IOAS_MAP_READABLE,
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.fd = memfd,
		.start = page_size,
		.length = page_size,
		.iova = page_size,
	};
}

FIXTURE_TEARDOWN(ioas_map_file_after_option)
{
	close(self->fd);
}

/* length is no multiple of the IOVA alignment. */
TEST_F(ioas_map_file_after_option, einval_length)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.length = 1;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The IOVA is no multiple of the IOVA alignment. */
TEST_F(ioas_map_file_after_option, einval_iova)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.iova = 1;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The memory is not aligned to the IOVA alignment. */
TEST_F(ioas_map_file_after_option, einval_start_choose_iova)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE;
	cmd.start = 1;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
	cmd = self->cmd;
	cmd.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE;
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
}

/* The memory is not aligned to the IOVA alignment. */
TEST_F(ioas_map_file_after_option, einval_start_map_pages)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.start = 1;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
	EXPECT_NE(EINVAL, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* The memory is not aligned to the IOVA alignment. */
TEST_F(ioas_map_file_after_option, einval_start_before_enospc)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE;
	cmd.start = 1;
	cmd.length = 3 * page_size;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
}

/* IOMMU_IOAS_MAP_FILE after IOMMU_IOAS_ALLOC, IOMMU_IOAS_MAP */
FIXTURE(ioas_map_file_after_ioas_map)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_ioas_map ioas_map;
	struct iommu_ioas_map_file cmd;
};

FIXTURE_SETUP(ioas_map_file_after_ioas_map)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_MAP_FILE,
			       "IOMMU_IOAS_MAP_FILE");
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
	self->cmd = (struct iommu_ioas_map_file){
		.size = sizeof(self->cmd),
		.flags = IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
			 IOMMU_IOAS_MAP_READABLE,
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.fd = memfd,
		.start = page_size,
		.length = page_size,
		.iova = 4 * page_size,
	};
}

FIXTURE_TEARDOWN(ioas_map_file_after_ioas_map)
{
	close(self->fd);
}

/* The mapping meets another one. */
TEST_F(ioas_map_file_after_ioas_map, eexist_iova)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.iova = 1;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EEXIST, result);
	EXPECT_NE(EEXIST, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/* IOMMU_IOAS_MAP_FILE after IOMMU_IOAS_ALLOC, IOMMU_IOAS_ALLOW_IOVAS */
FIXTURE(ioas_map_file_after_ioas_allow_iovas)
{
	int fd;
	struct iommu_ioas_alloc ioas_alloc;
	struct iommu_iova_range allowed_iovas[2];
	struct iommu_ioas_allow_iovas ioas_allow_iovas;
	struct iommu_ioas_map_file cmd;
};

FIXTURE_SETUP(ioas_map_file_after_ioas_allow_iovas)
{
	self->fd = open_device(_metadata, IOMMU_IOAS_MAP_FILE,
			       "IOMMU_IOAS_MAP_FILE");
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
	self->cmd = (struct iommu_ioas_map_file){
		.size = sizeof(self->cmd),
		.flags = IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE,
		.ioas_id = self->ioas_alloc.out_ioas_id,
		.fd = memfd,
		.start = page_size,
		.length = page_size,
		.iova = page_size,
	};
}

FIXTURE_TEARDOWN(ioas_map_file_after_ioas_allow_iovas)
{
	close(self->fd);
}

/* No free range is long enough. */
TEST_F(ioas_map_file_after_ioas_allow_iovas, enospc_length)
{
	struct iommu_ioas_map_file cmd = self->cmd;
	int result;

	cmd.length = 3 * page_size;
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(ENOSPC, result);
	EXPECT_NE(ENOSPC, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * IOMMU_IOAS_MAP_FILE: no call of this ioctl is about another number:
 * - ENOTTY No ioctl has the number.
 *
 * IOMMU_IOAS_MAP_FILE: nothing in a call makes the kernel run into ENOMEM:
 * - ENOMEM Memory ran out.
 *
 * IOMMU_IOAS_MAP_FILE: needs a device:
 * - EINVAL The mapping meets a reserved range.
 * - EINVAL The file has been truncated since it was mapped, and ends before the
 *   memory does.
 * - EFAULT The memory cannot be faulted in.
 * - ENOMEM Memory ran out.
 * - ENOMEM Pinning the memory would pass RLIMIT_MEMLOCK.
 * - what a driver says: The IOMMU driver cannot map the memory.
 *
 * IOMMU_IOAS_MAP_FILE: the same check is reached by IOMMU_IOAS_COPY through
 * iopt_map_pages(), IOMMU_IOAS_MAP through iopt_map_pages():
 * - EOVERFLOW The length has no power of two above it.
 *
 * IOMMU_IOAS_MAP_FILE: both ways to place a mapping have seen to it:
 * - EOVERFLOW The mapping ends beyond the last IOVA.
 */

TEST_HARNESS_MAIN
