/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * What generated selftests use of the kernel's tools/testing/selftests/kselftest_harness.h, so that they can be built where
 * there is no kernel tree: each test in a process of its own, results in the Test Anything Protocol.
 */
#ifndef ABIWRIGHT_KSELFTEST_HARNESS_H
#define ABIWRIGHT_KSELFTEST_HARNESS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEST_SECONDS 30

/* What the process of a test leaves to the one that waits for it. */
struct __test_outcome {
	bool failed;
	bool skipped;
	char reason[512];
};

struct __test_metadata {
	const char *name;
	void (*run)(struct __test_metadata *);
	struct __test_outcome *outcome;
	struct __test_metadata *next;
};

static struct __test_metadata *__first_test;
static struct __test_metadata **__last_test = &__first_test;
static int __test_count;

static inline void __register_test(struct __test_metadata *test)
{
	*__last_test = test;
	__last_test = &test->next;
	__test_count++;
}

#define FIXTURE(name) struct __fixture_##name

#define FIXTURE_SETUP(name) \
	static void __setup_##name(struct __test_metadata *_metadata, \
				   struct __fixture_##name *self)

#define FIXTURE_TEARDOWN(name) \
	static void __teardown_##name(struct __test_metadata *_metadata, \
				      struct __fixture_##name *self)

#define TEST_F(fixture, test) \
	static void __body_##fixture##_##test(struct __test_metadata *, \
					      struct __fixture_##fixture *); \
	static void __run_##fixture##_##test(struct __test_metadata *_metadata) \
	{ \
		struct __fixture_##fixture self = { 0 }; \
		__setup_##fixture(_metadata, &self); \
		if (!_metadata->outcome->skipped && !_metadata->outcome->failed) \
			__body_##fixture##_##test(_metadata, &self); \
		__teardown_##fixture(_metadata, &self); \
	} \
	static struct __test_metadata __test_##fixture##_##test = { \
		.name = #fixture "." #test, .run = __run_##fixture##_##test \
	}; \
	static void __attribute__((constructor)) \
	__add_##fixture##_##test(void) \
	{ \
		__register_test(&__test_##fixture##_##test); \
	} \
	static void __body_##fixture##_##test( \
		struct __test_metadata __attribute__((unused)) *_metadata, \
		struct __fixture_##fixture __attribute__((unused)) *self)

#define SKIP(statement, ...) \
	do { \
		snprintf(_metadata->outcome->reason, \
			 sizeof(_metadata->outcome->reason), __VA_ARGS__); \
		_metadata->outcome->skipped = true; \
		statement; \
	} while (0)

#define __CHECK(expected, comparison, seen, stops) \
	do { \
		__typeof__(expected) __expected = (expected); \
		__typeof__(seen) __seen = (seen); \
		if (!(__expected comparison __seen)) { \
			printf("# %s:%d: %s: wanted %lld %s %lld\n", __FILE__, \
			       __LINE__, _metadata->name, \
			       (long long)(intptr_t)__expected, #comparison, \
			       (long long)(intptr_t)__seen); \
			_metadata->outcome->failed = true; \
			if (stops) { \
				fflush(stdout); \
				_exit(1); \
			} \
		} \
	} while (0)

#define ASSERT_EQ(expected, seen) __CHECK(expected, ==, seen, true)
#define ASSERT_NE(expected, seen) __CHECK(expected, !=, seen, true)
#define ASSERT_LE(expected, seen) __CHECK(expected, <=, seen, true)
#define EXPECT_EQ(expected, seen) __CHECK(expected, ==, seen, false)
#define EXPECT_NE(expected, seen) __CHECK(expected, !=, seen, false)

/* Runs one test. Returns how it ended, if not by itself; 0 if it did. */
static inline int __run_test(struct __test_metadata *test)
{
	int status = 0;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		alarm(TEST_SECONDS);
		test->run(test);
		fflush(stdout);
		_exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return -1;
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static inline int __run_tests(void)
{
	struct __test_outcome *outcome;
	struct __test_metadata *test;
	int number = 0;
	int failed = 0;

	outcome = mmap(NULL, sizeof(*outcome), PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (outcome == MAP_FAILED) {
		printf("Bail out! no memory\n");
		return 1;
	}
	printf("TAP version 13\n1..%d\n", __test_count);
	for (test = __first_test; test; test = test->next) {
		int ended;

		memset(outcome, 0, sizeof(*outcome));
		test->outcome = outcome;
		ended = __run_test(test);
		if (ended)
			printf("# %s: ended by signal %d\n", test->name, ended);
		if (ended || outcome->failed)
			failed++;
		printf("%s %d %s%s%s\n",
		       ended || outcome->failed ? "not ok" : "ok", ++number,
		       test->name, outcome->skipped ? " # SKIP " : "",
		       outcome->skipped ? outcome->reason : "");
	}
	return failed != 0;
}

#define TEST_HARNESS_MAIN \
	int main(void) \
	{ \
		return __run_tests(); \
	}

#endif
