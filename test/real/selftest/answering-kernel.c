// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * A kernel that gives one answer to everything, preloaded into a program of selftests: /dev/iommu opens, IOMMU_IOAS_ALLOC
 * succeeds, and all other requests end with the errno in the environment's ANSWER (0: success).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <linux/iommufd.h>

int open(const char *path, int flags, ...)
{
	int (*next)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");

	return next(strcmp(path, "/dev/iommu") ? path : "/dev/null", flags);
}

int ioctl(int fd, unsigned long request, ...)
{
	struct iommu_ioas_alloc *alloc;
	va_list arguments;

	(void)fd;
	va_start(arguments, request);
	alloc = va_arg(arguments, void *);
	va_end(arguments);
	errno = atoi(getenv("ANSWER"));
	if (request == IOMMU_IOAS_ALLOC && alloc && alloc->size == sizeof(*alloc)) {
		alloc->out_ioas_id = 1;
		errno = 0;
	}
	return errno ? -1 : 0;
}
