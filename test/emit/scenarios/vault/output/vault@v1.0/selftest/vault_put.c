// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/vault/
 * By: abiwright generate vault@v1.0
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

#include <linux/vault.h>

#define DEVICE "/dev/vault"
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

/* VAULT_PUT on a device just opened */
FIXTURE(put)
{
	int fd;
	struct vault_point keys[2];
	struct vault_put cmd;
};

FIXTURE_SETUP(put)
{
	self->fd = open_device(_metadata, VAULT_PUT, "VAULT_PUT");
	if (self->fd < 0)
		return;
	self->cmd = (struct vault_put){
		.size = sizeof(self->cmd),
		.flags = VAULT_SEALED | VAULT_DUSTY,
		.kind = VAULT_KIND_NONE,
		.keys = (uintptr_t)self->keys,
	};
}

FIXTURE_TEARDOWN(put)
{
	close(self->fd);
}

/* flags has an unknown bit. */
TEST_F(put, eopnotsupp_flags_unknown_bit)
{
	struct vault_put cmd = self->cmd;

	cmd.flags = VAULT_SEALED | VAULT_DUSTY | 2;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, VAULT_PUT, &cmd));
	EXPECT_EQ(ENOENT, call(self->fd, VAULT_PUT, &self->cmd));
}

/* box_id names no box. */
TEST_F(put, enoent)
{
	EXPECT_EQ(ENOENT, call(self->fd, VAULT_PUT, &self->cmd));
}

/* box_id names no box. */
TEST_F(put, tail_zero)
{
	struct {
		struct vault_put cmd;
		__u8 tail;
	} longer = { .cmd = self->cmd, .tail = 0 };

	longer.cmd.size = sizeof(longer.cmd) + sizeof(longer.tail);
	EXPECT_EQ(ENOENT, call(self->fd, VAULT_PUT, &longer));
}

/* box_id names no box. */
TEST_F(put, size_first_version)
{
	struct vault_put cmd = self->cmd;

	cmd.size = offsetof(struct vault_put, kind) + sizeof(cmd.kind);
	EXPECT_EQ(ENOENT, call(self->fd, VAULT_PUT, &cmd));
}

/*
 * What a program cannot reach with the device file alone is not tested here.
 * Tests that need a device belong below: with the mock device of a kernel that
 * is built for its own tests.
 *
 * VAULT_PUT: no call was found that ends there:
 * - EOPNOTSUPP kind is none of VAULT_KIND_NONE, VAULT_KIND_IRON.
 * - EINVAL A box of nothing has a value.
 * - EPERM value >= 1000 && !(flags & VAULT_SEALED).
 * - EBUSY The box is full.
 * - EROFS The first box is never sealed.
 * - EFAULT The result cannot be written to the argument.
 * - EDQUOT The insurance pays no more than 5000.
 *
 * VAULT_PUT: nothing in a call makes the kernel run into ENOMEM:
 * - ENOMEM Memory ran out.
 */

TEST_HARNESS_MAIN
