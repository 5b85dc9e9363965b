/* What the tests of the recorder record. The device is /dev/null, which knows none of the calls. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define IOAS_ALLOC 0x3b81
#define ALLOW_IOVAS 0x3b82
#define IOAS_MAP 0x3b85
#define CHECK_EXTENSION 0x3b65
#define TEST_CMD 0x3ba0

static int device;

static void call(int fd, unsigned long request, void *argument)
{
	errno = 77;
	if (ioctl(fd, request, argument) != -1 || errno != ENOTTY)
		abort();
}

static void alloc(int fd)
{
	uint32_t words[3] = { sizeof(words), 0, 0 };

	call(fd, IOAS_ALLOC, words);
}

static char *pages(size_t count)
{
	return mmap(NULL, count * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void memory(void)
{
	char *two = pages(3), *second = two + 4096;
	uint32_t size = 16;
	struct {
		uint32_t size, ioas_id, count, reserved;
		uint64_t array;
	} allow = { sizeof(allow), 1, 2, 0, (uintptr_t)second - 32 };
	struct {
		uint32_t size, flags, ioas_id, reserved;
		uint64_t va, length, iova;
	} map = { sizeof(map), 6, 1, 0, (uintptr_t)two, 3 * 4096, 0 };
	struct {
		uint32_t size, op, id, reserved;
		uint64_t flags, iova, length, page_size, bitmap, dirty;
		uint64_t last;
	} dirty = { sizeof(dirty), 13, 4, 0, 0, 0, 65 * 4096, 4096, (uintptr_t)two, 0, 0 };

	munmap(second, 4096);
	memset(second - 32, 0xab, 32);
	/* Not there, in the part behind the size, and as a whole. */
	call(device, IOAS_ALLOC, NULL);
	memcpy(second - 4, &size, 4);
	call(device, IOAS_ALLOC, second - 4);
	size = 4;
	memcpy(second - 4, &size, 4);
	call(device, IOAS_ALLOC, second - 4);
	call(device, IOAS_ALLOC, second - 2);
	memset(second - 32, 0xab, 32);
	/* An array that is there, and one that ends too late. */
	call(device, ALLOW_IOVAS, &allow);
	allow.array += 16;
	call(device, ALLOW_IOVAS, &allow);
	/* Memory with a hole in it. */
	mprotect(second + 4096, 4096, PROT_READ);
	call(device, IOAS_MAP, &map);
	/* A bitmap of two words. */
	call(device, TEST_CMD, &dirty);
	/* A number. */
	call(device, CHECK_EXTENSION, (void *)3);
	/* Longer than what is recorded: there, and not. */
	two = pages(2);
	size = 4096 + 4;
	memcpy(two, &size, 4);
	call(device, IOAS_ALLOC, two);
	munmap(two + 4096, 4096);
	call(device, IOAS_ALLOC, two);
}

static void descriptors(void)
{
	int copy = dup(device), second = open("/dev/zero", O_RDWR), fd;

	alloc(copy);
	/* What is open at a number is closed by a copy to it. */
	dup2(second, copy);
	dup3(device, 70, O_CLOEXEC);
	fd = fcntl(device, F_DUPFD_CLOEXEC, 60);
	/* All that a program finds open. */
	for (fd = 3; fd < 2000; fd++)
		close(fd);
	device = openat(AT_FDCWD, "/dev/../dev/null", O_RDWR);
	alloc(device);
	close_range(3, ~0U, 0);
	device = open("/dev/null", O_RDWR);
	closefrom(3);
	device = open("/dev/null", O_RDWR);
	alloc(device);
	close(device);
}

static void processes(const char *self)
{
	int status;
	pid_t child = fork();

	if (!child) {
		close(device);
		_exit(0);
	}
	waitpid(child, &status, 0);
	alloc(device);
	child = vfork();
	if (!child) {
		/* It has its own descriptors, and its parent's memory. */
		close(device);
		close_range(3, ~0U, 0);
		_exit(3);
	}
	waitpid(child, &status, 0);
	alloc(device);
	execl(self, self, "inherited", (char *)NULL);
}

static void *many(void *unused)
{
	int turn;

	for (turn = 0; turn < 250; turn++)
		alloc(device);
	return unused;
}

static void threads(void)
{
	pthread_t thread[4];
	int index;

	fork();
	for (index = 0; index < 4; index++)
		pthread_create(&thread[index], NULL, many, NULL);
	for (index = 0; index < 4; index++)
		pthread_join(thread[index], NULL);
	while (wait(NULL) > 0)
		;
}

int main(int count, char **words)
{
	const char *what = count > 1 ? words[1] : "";

	if (!strcmp(what, "inherited")) {
		alloc(3);
		return 0;
	}
	device = open("/dev/null", O_RDWR);
	if (!strcmp(what, "memory"))
		memory();
	else if (!strcmp(what, "descriptors"))
		descriptors();
	else if (!strcmp(what, "processes"))
		processes(words[0]);
	else if (!strcmp(what, "threads"))
		threads();
	else
		alloc(device);
	return 0;
}
