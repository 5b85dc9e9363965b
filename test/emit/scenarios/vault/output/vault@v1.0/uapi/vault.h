/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Generated; do not edit. From:
 *   specs/vault/
 * By: abiwright generate vault@v1.0
 */
#ifndef _UAPI_LINUX_VAULT_H
#define _UAPI_LINUX_VAULT_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define VAULT_TYPE ('V')

/**
 * DOC: General ioctl format
 *
 * Every argument begins with its ``size``. See ``VAULT_PUT`` for an example.
 *
 * - EOPNOTSUPP: A flag or a kind that this kernel does not know.
 * - EINVAL: A value is wrong.
 * - ENOENT: There is no such box.
 */
enum {
	VAULT_CMD_BASE = 0x10,
	VAULT_CMD_PUT = VAULT_CMD_BASE,
};

/**
 * VAULT_LABEL_MAX - How long a label may be
 *
 * Counted in bytes.
 */
#define VAULT_LABEL_MAX 300

/**
 * enum vault_flags - How a box is kept
 * @VAULT_SEALED: Nothing can be taken out.
 * @VAULT_DUSTY: Nobody looked for long. Ends no comment: *\/ and opens none: /
 *               *.
 */
enum vault_flags {
	VAULT_SEALED = 1 << 0,
	VAULT_DUSTY = 1U << 31,
};

/**
 * enum vault_kind - What a box is made of
 * @VAULT_KIND_NONE: Unknown.
 * @VAULT_KIND_IRON: Iron.
 *
 * The kernel uses it for nothing.
 */
enum vault_kind {
	VAULT_KIND_NONE = 0,
	VAULT_KIND_IRON = 1,
};

/**
 * struct vault_point - a place in the hall
 * @x: Steps to the left.
 * @y: Steps ahead.
 *
 * Counted from the door, as @x steps to the left and @y ahead.
 */
struct vault_point {
	__s16 x;
	__s16 y;
};

/**
 * struct vault_lock - a lock
 * @code: The number that opens it.
 * @code.whole: All of it.
 * @code.first: The first digit.
 * @code.__reserved: Must be 0
 * @code.rest: The others.
 *
 * Opens with a number, whole or in digits.
 */
struct vault_lock {
	union {
		__u32 whole;
		struct {
			__u8 first;
			__u8 __reserved;
			__u16 rest;
		};
	} code;
};

/**
 * struct vault_put - ioctl(VAULT_PUT)
 * @size: sizeof(struct vault_put)
 * @flags: Combination of enum vault_flags. How to keep it.
 * @box_id: The box.
 * @kind: One of enum vault_kind.
 * @label: What to write on the box.
 * @weight: In grams.
 * @ounces: Pounds, then ounces.
 * @corners: Two corners of the thing.
 * @out_slot: Where the box is.
 * @value: Input/output. What it is worth; returns what it is insured for.
 * @keys: Points at struct vault_point. Where the keys are.
 * @opened: When.
 * @__reserved: Must be 0
 *
 * Puts a thing into @box_id, and says where that is in ``at``:
 *
 * - a point on the floor, or
 * - a shelf and a level on it, if @kind is VAULT_KIND_IRON.
 *
 * A thing weighs less than a box::
 *
 *     weight < 1000
 *
 * @weight or @ounces: One of two ways to weigh.
 *
 * Errnos besides the general ones:
 *
 * - EPERM: If @kind is VAULT_KIND_IRON: ``value >= 1000 && !(flags &
 *   VAULT_SEALED)``.
 * - EBUSY: The box is full.
 * - EROFS: If @flags has VAULT_SEALED: The first box is never sealed.
 * - EDQUOT: The insurance pays no more than 5000.
 */
struct vault_put {
	__u32 size;
	__u32 flags;
	__u32 box_id;
	__u32 kind;
	char label[8];
	union {
		__le32 weight;
		__be16 ounces[2];
	};
	struct vault_point corners[2];
	__u32 out_slot;
	__aligned_u64 value;
	__aligned_u64 keys;
	__s64 opened;
	__u8 __reserved[8];
};
#define VAULT_PUT _IO(VAULT_TYPE, VAULT_CMD_PUT)
#endif
