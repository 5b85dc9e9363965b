/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/pin-on-suspend/
 * By: abiwright generate pin-on-suspend
 */
#ifndef _UAPI_IOMMUFD_H
#define _UAPI_IOMMUFD_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define IOMMUFD_TYPE (';')

/**
 * DOC: General ioctl format
 *
 * The argument of every ioctl points at a structure whose first member,
 * ``size``, is its length in bytes as the caller knows it. A structure only
 * ever grows, at its end. A kernel that knows more members than the caller
 * takes the missing ones as zero, and zero always means what it meant before
 * the member was added. A kernel that knows fewer members accepts the longer
 * structure as long as the bytes unknown to it are zero. On the way back it
 * writes no more than ``size`` bytes.
 *
 * Every ioctl first checks the call as such: ENOTTY for a number that it does
 * not know, EINVAL for a ``size`` below that of the first version, then E2BIG.
 * Its own checks follow in a fixed order. A failing call changes nothing and
 * writes nothing, unless the description of the ioctl says so.
 *
 * These errnos mean the same everywhere:
 *
 * - ENOTTY: This kernel has no ioctl of that number.
 * - E2BIG: The argument is longer than this kernel's structure, and a byte past
 *   the known part is set.
 * - EOPNOTSUPP: A flag, a reserved member or a selector holds something this
 *   kernel (or the device's IOMMU driver) does not offer.
 * - EINVAL: A value is out of its range or contradicts another one, or ``size``
 *   is too small for the ioctl.
 * - ENOENT: No object of the wanted kind has the given ID in this context, or
 *   nothing is mapped at the given IOVA.
 * - ENOMEM: Memory ran out, or pinning would pass the limit of locked memory.
 * - EOVERFLOW: An address or a length, or their sum, does not fit the kernel's
 *   unsigned long.
 */
enum {
	IOMMUFD_CMD_BASE = 0x80,
	IOMMUFD_CMD_DESTROY = IOMMUFD_CMD_BASE,
	IOMMUFD_CMD_IOAS_ALLOC = 0x81,
	IOMMUFD_CMD_IOAS_ALLOW_IOVAS = 0x82,
	IOMMUFD_CMD_IOAS_COPY = 0x83,
	IOMMUFD_CMD_IOAS_IOVA_RANGES = 0x84,
	IOMMUFD_CMD_IOAS_MAP = 0x85,
	IOMMUFD_CMD_IOAS_UNMAP = 0x86,
	IOMMUFD_CMD_OPTION = 0x87,
	IOMMUFD_CMD_VFIO_IOAS = 0x88,
	IOMMUFD_CMD_HWPT_ALLOC = 0x89,
	IOMMUFD_CMD_GET_HW_INFO = 0x8a,
	IOMMUFD_CMD_HWPT_SET_DIRTY_TRACKING = 0x8b,
	IOMMUFD_CMD_HWPT_GET_DIRTY_BITMAP = 0x8c,
	IOMMUFD_CMD_HWPT_INVALIDATE = 0x8d,
	IOMMUFD_CMD_FAULT_QUEUE_ALLOC = 0x8e,
};

/**
 * struct iommu_destroy - ioctl(IOMMU_DESTROY)
 * @size: sizeof(struct iommu_destroy)
 * @id: The object to destroy. 0 is never an object.
 *
 * Destroys one object of the context, whatever its kind, and frees its ID for
 * the next object.
 *
 * The call fails with EBUSY, and nothing happens, while something else stands
 * on the object. An IOAS is held by each HWPT made from it and by each access
 * attached to it; mappings alone do not hold it and go with it, unpinning their
 * pages. A HWPT is held by attached devices and by nested HWPTs. A fault queue
 * is held by HWPTs that report to it and by its open file descriptor, so close
 * that first. Device and access objects belong to the driver which brought them
 * and can never be destroyed by this call.
 *
 * If the object is the IOAS that the VFIO compatibility ioctls use, these lose
 * it: see IOMMU_VFIO_IOAS. A call that races with other ioctls on the same
 * object waits for them, for at most a minute.
 */
struct iommu_destroy {
	__u32 size;
	__u32 id;
};
#define IOMMU_DESTROY _IO(IOMMUFD_TYPE, IOMMUFD_CMD_DESTROY)

/**
 * struct iommu_ioas_alloc - ioctl(IOMMU_IOAS_ALLOC)
 * @size: sizeof(struct iommu_ioas_alloc)
 * @flags: No flag is defined. Pass 0.
 * @out_ioas_id: The ID of the new IOAS. Ignored on input; written on success
 *               only.
 *
 * Makes an empty I/O address space. It maps nothing, every IOVA is usable, no
 * IOVA is set aside by IOMMU_IOAS_ALLOW_IOVAS, and large pages are enabled (see
 * IOMMU_OPTION). Devices attached to it later narrow the usable IOVAs.
 *
 * IOMMU_DESTROY ends it, or else the close of the context. If the new ID cannot
 * be written back, no IOAS is left behind.
 */
struct iommu_ioas_alloc {
	__u32 size;
	__u32 flags;
	__u32 out_ioas_id;
};
#define IOMMU_IOAS_ALLOC _IO(IOMMUFD_TYPE, IOMMUFD_CMD_IOAS_ALLOC)

/**
 * struct iommu_iova_range - an interval of IOVA space
 * @start: First IOVA.
 * @last: Last IOVA, itself included.
 *
 * Both ends belong to the interval, so that the last IOVA can be included.
 */
struct iommu_iova_range {
	__aligned_u64 start;
	__aligned_u64 last;
};

/**
 * struct iommu_ioas_iova_ranges - ioctl(IOMMU_IOAS_IOVA_RANGES)
 * @size: sizeof(struct iommu_ioas_iova_ranges)
 * @ioas_id: The IOAS to ask about.
 * @num_iovas: Input/output. How many ranges @allowed_iovas has room for.
 *             Returns how many ranges there are, which may be more.
 * @__reserved: Must be 0
 * @allowed_iovas: Address of an array of struct iommu_iova_range that the
 *                 kernel fills. Not used if @num_iovas is 0.
 * @out_iova_alignment: What IOVAs and lengths given to IOMMU_IOAS_MAP and
 *                      IOMMU_IOAS_COPY must be multiples of: a power of two,
 *                      from 1 (anything goes) up to the kernel's page size.
 *                      Ignored on input.
 *
 * Lists the IOVAs that an IOAS is able to map, in ascending order: everything
 * but what attached devices reserve. Ranges set by IOMMU_IOAS_ALLOW_IOVAS and
 * existing mappings play no part in the list. A new IOAS reports one range,
 * from 0 up to the largest unsigned long of the kernel.
 *
 * Attaching a device can take IOVAs away and raise the alignment; detaching it
 * can give them back. Ask again after each change.
 *
 * The kernel writes as many ranges as @allowed_iovas has room for and sets
 * @num_iovas to the number that there are. If some did not fit it fails with
 * EMSGSIZE, with the structure and the ranges that fit written all the same, so
 * that the caller can make room and call again. Room for none is a way to ask
 * for the number and the alignment. On EFAULT the array may be partly written,
 * and the structure is not.
 *
 * A mapping satisfies @out_iova_alignment if both its first IOVA and its length
 * are multiples of it.
 */
struct iommu_ioas_iova_ranges {
	__u32 size;
	__u32 ioas_id;
	__u32 num_iovas;
	__u32 __reserved;
	__aligned_u64 allowed_iovas;
	__aligned_u64 out_iova_alignment;
};
#define IOMMU_IOAS_IOVA_RANGES _IO(IOMMUFD_TYPE, IOMMUFD_CMD_IOAS_IOVA_RANGES)

/**
 * struct iommu_ioas_allow_iovas - ioctl(IOMMU_IOAS_ALLOW_IOVAS)
 * @size: sizeof(struct iommu_ioas_allow_iovas)
 * @ioas_id: The IOAS to restrict.
 * @num_iovas: How many ranges @allowed_iovas holds. 0 clears the list.
 * @__reserved: Must be 0
 * @allowed_iovas: Address of an array of struct iommu_iova_range. In each, the
 *                 start must be below the last IOVA: a range of a single byte
 *                 is refused. Not used if @num_iovas is 0.
 *
 * Sets the IOVA ranges that must stay usable in an IOAS, in place of those of
 * an earlier call. From then on a device that would reserve any part of them
 * cannot be attached: its attach fails with EADDRINUSE. IOMMU_IOAS_IOVA_RANGES
 * keeps reporting at least these ranges.
 *
 * While there are such ranges, IOMMU_IOAS_MAP and IOMMU_IOAS_COPY choose IOVAs
 * inside them only. A mapping at a fixed IOVA may lie outside, and existing
 * mappings are not checked.
 *
 * Ranges that overlap each other are refused with EINVAL. A range that an
 * attached device already reserves, in part or as a whole, is refused with
 * EADDRINUSE. The new list replaces the old one as a whole or, on any error,
 * not at all. 0 ranges removes every restriction.
 */
struct iommu_ioas_allow_iovas {
	__u32 size;
	__u32 ioas_id;
	__u32 num_iovas;
	__u32 __reserved;
	__aligned_u64 allowed_iovas;
};
#define IOMMU_IOAS_ALLOW_IOVAS _IO(IOMMUFD_TYPE, IOMMUFD_CMD_IOAS_ALLOW_IOVAS)

/**
 * enum iommufd_ioas_map_flags - How IOMMU_IOAS_MAP and IOMMU_IOAS_COPY place
 *   and protect a mapping
 * @IOMMU_IOAS_MAP_FIXED_IOVA: Map at the IOVA in the argument. Without it the
 *                             kernel chooses a free one.
 * @IOMMU_IOAS_MAP_WRITEABLE: Devices may write to the memory.
 * @IOMMU_IOAS_MAP_READABLE: Devices may read the memory.
 * @IOMMU_IOAS_MAP_RESUME_VA: Map nothing: set the new address of a mapping that
 *                            IOMMU_IOAS_UNMAP_SUSPEND_VA has suspended.
 *                            IOMMU_IOAS_MAP takes it with
 *                            IOMMU_IOAS_MAP_FIXED_IOVA and no other flag;
 *                            IOMMU_IOAS_COPY does not take it.
 */
enum iommufd_ioas_map_flags {
	IOMMU_IOAS_MAP_FIXED_IOVA = 1 << 0,
	IOMMU_IOAS_MAP_WRITEABLE = 1 << 1,
	IOMMU_IOAS_MAP_READABLE = 1 << 2,
	IOMMU_IOAS_MAP_RESUME_VA = 1 << 3,
};

/**
 * struct iommu_ioas_map - ioctl(IOMMU_IOAS_MAP)
 * @size: sizeof(struct iommu_ioas_map)
 * @flags: Combination of enum iommufd_ioas_map_flags. At least one of
 *         IOMMU_IOAS_MAP_READABLE and IOMMU_IOAS_MAP_WRITEABLE must be set.
 *         With IOMMU_IOAS_MAP_RESUME_VA, which maps nothing, neither
 *         IOMMU_IOAS_MAP_READABLE nor IOMMU_IOAS_MAP_WRITEABLE may be set.
 * @ioas_id: The IOAS to map into.
 * @__reserved: Must be 0
 * @user_va: Where the memory starts in the caller's address space: a multiple
 *           of the IOVA alignment that IOMMU_IOAS_IOVA_RANGES returns.
 * @length: How much to map. Not 0, and a multiple of the IOVA alignment.
 * @iova: Input/output. Where devices see the memory. With
 *        IOMMU_IOAS_MAP_FIXED_IOVA the caller chooses it, which then must be a
 *        multiple of the IOVA alignment; otherwise the kernel does and returns
 *        it. The value passed in must be below the largest unsigned long even
 *        if it is not used.
 *
 * Gives devices access to @length bytes of the caller's memory, starting at
 * @user_va, under IOVAs starting at @iova.
 *
 * With IOMMU_IOAS_MAP_FIXED_IOVA the range at @iova must be free of mappings
 * (EEXIST) and of reserved IOVAs (EINVAL); nothing is ever replaced. Without it
 * the kernel chooses, and fails with ENOSPC if no free range is long enough.
 * Its choice is never IOVA 0, keeps the offset of @user_va within its page, and
 * lies inside the ranges of IOMMU_IOAS_ALLOW_IOVAS if there are any. Whoever
 * fixes the IOVA is not bound by these ranges.
 *
 * If the IOAS has a HWPT, be it that a device is attached or that
 * IOMMU_HWPT_ALLOC made one, the memory is faulted in, pinned and charged
 * against RLIMIT_MEMLOCK before the call returns: EFAULT is memory that cannot
 * be had, ENOMEM may be the limit. Without a HWPT nothing is pinned. A wrong
 * address then goes unnoticed until one is made, which fails.
 *
 * The mapping is of the memory, not of the address: munmap(), mremap() or
 * exec() by the caller leave pinned pages with the device. If writing back the
 * result fails with EFAULT, the mapping stays.
 *
 * With IOMMU_IOAS_MAP_RESUME_VA nothing is mapped: the mapping that starts at
 * @iova and has exactly @length gets @user_va as its new address and the caller
 * as its owner, to be charged from now on. It must be suspended (EINVAL). If it
 * is a copy of a part of the memory, the address of the whole follows from it.
 * Nothing verifies that the same memory is there: the pages that are pinned
 * stay with the device.
 */
struct iommu_ioas_map {
	__u32 size;
	__u32 flags;
	__u32 ioas_id;
	__u32 __reserved;
	__aligned_u64 user_va;
	__aligned_u64 length;
	__aligned_u64 iova;
};
#define IOMMU_IOAS_MAP _IO(IOMMUFD_TYPE, IOMMUFD_CMD_IOAS_MAP)

/**
 * struct iommu_ioas_copy - ioctl(IOMMU_IOAS_COPY)
 * @size: sizeof(struct iommu_ioas_copy)
 * @flags: Combination of enum iommufd_ioas_map_flags. For the destination. At
 *         least one of IOMMU_IOAS_MAP_READABLE and IOMMU_IOAS_MAP_WRITEABLE
 *         must be set.
 * @dst_ioas_id: The IOAS to map into.
 * @src_ioas_id: The IOAS to take from.
 * @length: How much to map. Not 0, and a multiple of the destination's IOVA
 *          alignment.
 * @dst_iova: Input/output. Where the new mapping starts. With
 *            IOMMU_IOAS_MAP_FIXED_IOVA the caller chooses, otherwise the kernel
 *            does and returns its choice. Must be in range in both cases.
 * @src_iova: Where the source starts. It need not be the start of a mapping.
 *
 * Maps what @src_ioas_id maps at @src_iova a second time, at @dst_iova of
 * @dst_ioas_id. Both may be the same IOAS. The new mapping shares the source's
 * pages: a page that is pinned through one is neither pinned nor charged again
 * for the other, and each lives on when the other is unmapped. The memory is
 * the one that was mapped, whichever process calls.
 *
 * The source may be a part of a mapping or run over several mappings, as long
 * as they leave no gap. Every mapping that it touches becomes one of its own at
 * the destination, to be unmapped as such.
 *
 * The protection is chosen anew. It may be narrower than the source's, and it
 * may allow writing only if the memory was mapped writeable in the first place
 * (EPERM).
 *
 * The destination is placed as by IOMMU_IOAS_MAP, with the same errors: EEXIST,
 * ENOSPC and those of pinning among them. If the final write of the result to
 * userspace faults, the mapping remains.
 */
struct iommu_ioas_copy {
	__u32 size;
	__u32 flags;
	__u32 dst_ioas_id;
	__u32 src_ioas_id;
	__aligned_u64 length;
	__aligned_u64 dst_iova;
	__aligned_u64 src_iova;
};
#define IOMMU_IOAS_COPY _IO(IOMMUFD_TYPE, IOMMUFD_CMD_IOAS_COPY)

/**
 * enum iommufd_ioas_unmap_flags - What IOMMU_IOAS_UNMAP does to the mappings in
 *   its range
 * @IOMMU_IOAS_UNMAP_SUSPEND_VA: Keep the mappings, and give up the addresses
 *                               that their memory was mapped from. All of the
 *                               memory is pinned, so that whoever asks for a
 *                               page of it is served.
 */
enum iommufd_ioas_unmap_flags {
	IOMMU_IOAS_UNMAP_SUSPEND_VA = 1 << 0,
};

/**
 * struct iommu_ioas_unmap - ioctl(IOMMU_IOAS_UNMAP)
 * @size: sizeof(struct iommu_ioas_unmap)
 * @ioas_id: The IOAS to unmap from.
 * @iova: Where the range starts.
 * @length: Input/output. How long the range is; not 0. Returns how many bytes
 *          were mapped in it, gaps not counted.
 * @flags: Combination of enum iommufd_ioas_unmap_flags. 0 to unmap. A kernel
 *         that does not know the field fails with E2BIG unless it is 0.
 * @__reserved: Must be 0
 *
 * Removes the mappings that lie in a range of IOVAs. Devices can no longer
 * reach the memory when the call returns, and pages that nothing else holds are
 * unpinned.
 *
 * A mapping goes as a whole or not at all. The range may cover several mappings
 * and the gaps between them, and may begin and end in a gap; it may not cut a
 * mapping in two. @iova 0 with @length U64_MAX removes everything. That alone
 * succeeds on an empty range, and then returns a @length of 0.
 *
 * Mappings are removed in ascending order, and not together: if the call fails
 * with ENOENT, EBUSY or EDEADLOCK at one of them, those below it are gone, and
 * @length is not written back to say how much that was. EBUSY means that
 * another thread is mapping or unmapping there. Where a driver reads or writes
 * the memory through an access, it is asked to let go first; EDEADLOCK means
 * that it keeps taking hold anew.
 *
 * With IOMMU_IOAS_UNMAP_SUSPEND_VA the mappings stay and only the address of
 * their memory is given up: the caller may then exec(), or let another process
 * take over, which sets the new address with IOMMU_IOAS_MAP_RESUME_VA. Either
 * all mappings in the range are suspended or none is. The whole of their memory
 * is pinned until they are resumed or unmapped, including what no device has
 * asked for, and charged as pinned memory is (ENOMEM); a page that cannot be
 * had is EFAULT. Memory that is suspended already, by whichever of its
 * mappings, is EINVAL. Devices and accesses of any kind go on, and may come and
 * go. A plain unmap of a suspended mapping is allowed.
 */
struct iommu_ioas_unmap {
	__u32 size;
	__u32 ioas_id;
	__aligned_u64 iova;
	__aligned_u64 length;
	__u32 flags;
	__u32 __reserved;
};
#define IOMMU_IOAS_UNMAP _IO(IOMMUFD_TYPE, IOMMUFD_CMD_IOAS_UNMAP)

/**
 * enum iommufd_option - The options that IOMMU_OPTION knows
 * @IOMMU_OPTION_RLIMIT_MODE: To whom pinned memory is charged, for the whole
 *                            context. 0 charges the user, 1 the process. A
 *                            context starts with 0, or with 1 if it was opened
 *                            as /dev/vfio/vfio.
 * @IOMMU_OPTION_HUGE_PAGES: Whether contiguous pages of an IOAS may be mapped
 *                           as larger ones. 1, the default, lets them; 0 maps
 *                           every page on its own, which serves tests and
 *                           benchmarks, and raises the IOVA alignment to the
 *                           page size.
 */
enum iommufd_option {
	IOMMU_OPTION_RLIMIT_MODE = 0,
	IOMMU_OPTION_HUGE_PAGES = 1,
};

/**
 * enum iommufd_option_ops - Whether IOMMU_OPTION reads or changes
 * @IOMMU_OPTION_OP_SET: Change the option to ``val64``.
 * @IOMMU_OPTION_OP_GET: Read the option into ``val64``.
 */
enum iommufd_option_ops {
	IOMMU_OPTION_OP_SET = 0,
	IOMMU_OPTION_OP_GET = 1,
};

/**
 * struct iommu_option - ioctl(IOMMU_OPTION)
 * @size: sizeof(struct iommu_option)
 * @option_id: One of enum iommufd_option. Which option.
 * @op: One of enum iommufd_option_ops. Read or change.
 * @__reserved: Must be 0
 * @object_id: The IOAS, for IOMMU_OPTION_HUGE_PAGES. 0 for
 *             IOMMU_OPTION_RLIMIT_MODE, which is about the context.
 * @val64: Input/output. The value to set, or the value read. Both options take
 *         0 and 1. Ignored on input for IOMMU_OPTION_OP_GET.
 *
 * Reads or changes one option. Which object it belongs to, if any, and which
 * values it takes depends on the option.
 *
 * Setting IOMMU_OPTION_RLIMIT_MODE takes CAP_SYS_RESOURCE (EPERM) and a context
 * that has no object yet (EBUSY).
 *
 * Only @val64 is written back, and it is so after a change too. If that faults,
 * the call fails with EFAULT although the change has been made.
 *
 * A process that has CAP_IPC_LOCK when it maps memory is charged for none of
 * it, whatever IOMMU_OPTION_RLIMIT_MODE says. IOMMU_OPTION_HUGE_PAGES can no
 * longer be switched off once the IOAS has both a mapping and a HWPT (EINVAL),
 * nor while a mapping is not aligned to pages (EADDRINUSE). Switching it off
 * twice is no error.
 */
struct iommu_option {
	__u32 size;
	__u32 option_id;
	__u16 op;
	__u16 __reserved;
	__u32 object_id;
	__aligned_u64 val64;
};
#define IOMMU_OPTION _IO(IOMMUFD_TYPE, IOMMUFD_CMD_OPTION)

/**
 * enum iommufd_vfio_ioas_op - What IOMMU_VFIO_IOAS does with the compatibility
 *   IOAS
 * @IOMMU_VFIO_IOAS_GET: Return its ID.
 * @IOMMU_VFIO_IOAS_SET: Make the given IOAS the one in use.
 * @IOMMU_VFIO_IOAS_CLEAR: Have none.
 */
enum iommufd_vfio_ioas_op {
	IOMMU_VFIO_IOAS_GET = 0,
	IOMMU_VFIO_IOAS_SET = 1,
	IOMMU_VFIO_IOAS_CLEAR = 2,
};

/**
 * struct iommu_vfio_ioas - ioctl(IOMMU_VFIO_IOAS)
 * @size: sizeof(struct iommu_vfio_ioas)
 * @ioas_id: Input/output. The IOAS to use, for IOMMU_VFIO_IOAS_SET. The IOAS in
 *           use, returned by IOMMU_VFIO_IOAS_GET. Ignored for
 *           IOMMU_VFIO_IOAS_CLEAR.
 * @op: One of enum iommufd_vfio_ioas_op. What to do.
 * @__reserved: Must be 0
 *
 * VFIO's own ioctls name no IOAS. When they are used on an iommufd they act on
 * one IOAS of the context, which this call reads or changes. If VFIO needs it
 * and there is none, VFIO makes one on its own; that is an ordinary IOAS, which
 * stays when another is set or the choice is cleared.
 *
 * The choice holds no reference. Destroying the chosen IOAS succeeds, and
 * leaves none chosen. Devices that are attached already stay where they are.
 *
 * IOMMU_VFIO_IOAS_GET fails with ENODEV if none is chosen. The other two write
 * nothing back.
 */
struct iommu_vfio_ioas {
	__u32 size;
	__u32 ioas_id;
	__u16 op;
	__u16 __reserved;
};
#define IOMMU_VFIO_IOAS _IO(IOMMUFD_TYPE, IOMMUFD_CMD_VFIO_IOAS)

/**
 * enum iommufd_hwpt_alloc_flags - What the page table made by IOMMU_HWPT_ALLOC
 *   is for
 * @IOMMU_HWPT_ALLOC_NEST_PARENT: Nested page tables may be made on top of this
 *                                one. For a ``pt_id`` that is an IOAS.
 * @IOMMU_HWPT_ALLOC_DIRTY_TRACKING: Writes by devices can be tracked. Attaching
 *                                   a device whose IOMMU cannot do so fails.
 *                                   For a ``pt_id`` that is an IOAS.
 * @IOMMU_HWPT_FAULT_ID_VALID: Report page faults to the queue ``fault_id``. For
 *                             a ``pt_id`` that is a HWPT: on an IOAS the flag
 *                             is refused.
 */
enum iommufd_hwpt_alloc_flags {
	IOMMU_HWPT_ALLOC_NEST_PARENT = 1 << 0,
	IOMMU_HWPT_ALLOC_DIRTY_TRACKING = 1 << 1,
	IOMMU_HWPT_FAULT_ID_VALID = 1 << 2,
};

/**
 * enum iommu_hwpt_vtd_s1_flags - Attributes of a VT-d first-stage page table
 * @IOMMU_VTD_S1_SRE: Honor requests made with supervisor privilege.
 * @IOMMU_VTD_S1_EAFE: Set the extended-accessed bit in the entries that are
 *                     used.
 * @IOMMU_VTD_S1_WPE: Let write protection bind supervisor requests as well. Has
 *                    no effect without SRE.
 */
enum iommu_hwpt_vtd_s1_flags {
	IOMMU_VTD_S1_SRE = 1 << 0,
	IOMMU_VTD_S1_EAFE = 1 << 1,
	IOMMU_VTD_S1_WPE = 1 << 2,
};

/**
 * struct iommu_hwpt_vtd_s1 - a VT-d first-stage page table
 *   (IOMMU_HWPT_DATA_VTD_S1)
 * @flags: Combination of enum iommu_hwpt_vtd_s1_flags. Attributes of the page
 *         table. Unknown bits are ignored.
 * @pgtbl_addr: Guest physical address of the top-level table.
 * @addr_width: Width of the addresses that the table translates, 48 or 57.
 * @__reserved: Must be 0
 *
 * Driver data of IOMMU_HWPT_ALLOC. The table is the guest's: the addresses in
 * it, and that of the table itself, are translated by the parent HWPT.
 *
 * ``data_len`` must be exactly the size of this structure. A longer one fails
 * with EINVAL and not with E2BIG, whatever its tail holds. IOMMU_HWPT_ALLOC
 * stores the values without judging them. A width or a flag that the hardware
 * lacks makes the attach of a device fail with EINVAL; unknown flags are never
 * noticed.
 */
struct iommu_hwpt_vtd_s1 {
	__aligned_u64 flags;
	__aligned_u64 pgtbl_addr;
	__u32 addr_width;
	__u32 __reserved;
};

/**
 * enum iommu_hwpt_data_type - What the driver data of IOMMU_HWPT_ALLOC is
 * @IOMMU_HWPT_DATA_NONE: There is no driver data.
 * @IOMMU_HWPT_DATA_VTD_S1: A struct iommu_hwpt_vtd_s1.
 */
enum iommu_hwpt_data_type {
	IOMMU_HWPT_DATA_NONE = 0,
	IOMMU_HWPT_DATA_VTD_S1 = 1,
};

/**
 * struct iommu_hwpt_alloc - ioctl(IOMMU_HWPT_ALLOC)
 * @size: sizeof(struct iommu_hwpt_alloc)
 * @flags: Combination of enum iommufd_hwpt_alloc_flags. Which flags are allowed
 *         depends on the kind of @pt_id. 0 is a plain HWPT. Setting any flag
 *         takes an IOMMU driver with support for user-allocated domains.
 * @dev_id: A device bound to the context. Its IOMMU decides what can be made.
 * @pt_id: The IOAS to take the mappings of, or the HWPT to nest in. An ID of
 *         any other kind fails with EINVAL.
 * @out_hwpt_id: The ID of the new HWPT. Ignored on input; written on success
 *               only.
 * @__reserved: Must be 0
 * @data_type: One of enum iommu_hwpt_data_type. What @data_uptr points at.
 *             IOMMU_HWPT_DATA_NONE takes a @data_len of 0, every other type one
 *             that is not 0.
 * @data_len: How long the driver data is.
 * @data_uptr: Address of the driver data. Not used if @data_len is 0.
 * @fault_id: The fault queue that gets the page faults of the new HWPT. Ignored
 *            without IOMMU_HWPT_FAULT_ID_VALID.
 * @__reserved2: Must be 0
 *
 * Makes a hardware page table (HWPT) that suits the IOMMU of @dev_id. It
 * attaches nothing: give the new ID to the call that attaches the device,
 * VFIO's for one. A HWPT that an attach makes on its own, from an IOAS, is the
 * same kind of object, but has none of the flags.
 *
 * If @pt_id is an IOAS, the kernel fills the new HWPT with all the mappings of
 * the IOAS and keeps the two in step. All mapped memory is pinned and charged
 * now, so that the errors of IOMMU_IOAS_MAP which concern memory can occur.
 * EADDRINUSE means that a mapping, or a range of IOMMU_IOAS_ALLOW_IOVAS, lies
 * outside the addresses that the IOMMU can translate, or that a mapping is not
 * aligned to its pages. Driver data is offered to the driver, and no driver of
 * this release takes any.
 *
 * If @pt_id is a HWPT made with IOMMU_HWPT_ALLOC_NEST_PARENT for the same IOMMU
 * driver, the new HWPT is nested: the driver data describes a page table in
 * guest memory, whose output the parent translates further. Userspace owns that
 * table and must call IOMMU_HWPT_INVALIDATE after changing it.
 *
 * A @pt_id that names nothing fails with EINVAL, not with ENOENT. The new HWPT
 * holds what it was made from, which cannot be destroyed before it. After any
 * failure nothing is left.
 */
struct iommu_hwpt_alloc {
	__u32 size;
	__u32 flags;
	__u32 dev_id;
	__u32 pt_id;
	__u32 out_hwpt_id;
	__u32 __reserved;
	__u32 data_type;
	__u32 data_len;
	__aligned_u64 data_uptr;
	__u32 fault_id;
	__u32 __reserved2;
};
#define IOMMU_HWPT_ALLOC _IO(IOMMUFD_TYPE, IOMMUFD_CMD_HWPT_ALLOC)

/**
 * enum iommu_hw_info_vtd_flags - Traits of a VT-d unit that its registers do
 *   not tell
 * @IOMMU_HW_INFO_VTD_ERRATA_772415_SPR17: The hardware may write to memory that
 *                                         a nest parent maps as read-only
 *                                         (Intel document 772415, SPR17). Map
 *                                         everything writeable there. This
 *                                         driver always sets it.
 */
enum iommu_hw_info_vtd_flags {
	IOMMU_HW_INFO_VTD_ERRATA_772415_SPR17 = 1 << 0,
};

/**
 * struct iommu_hw_info_vtd - VT-d unit behind a device
 *   (IOMMU_HW_INFO_TYPE_INTEL_VTD)
 * @flags: Combination of enum iommu_hw_info_vtd_flags. Traits that the
 *         registers do not tell.
 * @__reserved: Must be 0
 * @cap_reg: The capability register.
 * @ecap_reg: The extended capability register.
 *
 * Driver data of IOMMU_GET_HW_INFO. The two registers are copied as they are;
 * Intel's VT-d specification says what their bits mean.
 */
struct iommu_hw_info_vtd {
	__u32 flags;
	__u32 __reserved;
	__aligned_u64 cap_reg;
	__aligned_u64 ecap_reg;
};

/**
 * enum iommu_hw_info_type - What the driver data of IOMMU_GET_HW_INFO is
 * @IOMMU_HW_INFO_TYPE_NONE: The IOMMU driver reports no data.
 * @IOMMU_HW_INFO_TYPE_INTEL_VTD: A struct iommu_hw_info_vtd.
 */
enum iommu_hw_info_type {
	IOMMU_HW_INFO_TYPE_NONE = 0,
	IOMMU_HW_INFO_TYPE_INTEL_VTD = 1,
};

/**
 * enum iommufd_hw_capabilities - What the IOMMU behind a device can do,
 *   whatever its type
 * @IOMMU_HW_CAP_DIRTY_TRACKING: It can track the writes of devices:
 *                               IOMMU_HWPT_ALLOC takes
 *                               IOMMU_HWPT_ALLOC_DIRTY_TRACKING for this
 *                               device.
 * @IOMMU_HW_CAP_PCI_PASID_EXEC: The device may ask for execute permission with
 *                               a PASID.
 * @IOMMU_HW_CAP_PCI_PASID_PRIV: The device may make privileged requests with a
 *                               PASID.
 */
enum iommufd_hw_capabilities {
	IOMMU_HW_CAP_DIRTY_TRACKING = 1 << 0,
	IOMMU_HW_CAP_PCI_PASID_EXEC = 1 << 1,
	IOMMU_HW_CAP_PCI_PASID_PRIV = 1 << 2,
};

/**
 * struct iommu_hw_info - ioctl(IOMMU_GET_HW_INFO)
 * @size: sizeof(struct iommu_hw_info)
 * @flags: No flag is defined. Pass 0.
 * @dev_id: A device bound to the context.
 * @data_len: Input/output. How long the buffer is; may be 0. Returns how long
 *            the driver data is, whatever has been written of it.
 * @data_uptr: Address of the buffer for the driver data. Not used if @data_len
 *             is 0.
 * @out_data_type: One of enum iommu_hw_info_type. What the buffer holds.
 *                 Ignored on input.
 * @out_max_pasid_log2: Width of the PASIDs that the device can use. 0 if it can
 *                      use none, and then the PASID bits of @out_capabilities
 *                      mean nothing. Ignored on input.
 * @__reserved: Must be 0
 * @out_capabilities: Combination of enum iommufd_hw_capabilities. What the
 *                    IOMMU can do. Ignored on input.
 *
 * Tells what kind of IOMMU serves a device and what it can do, so that a VMM
 * can offer its guest a virtual IOMMU that matches.
 *
 * The driver data goes to @data_uptr, at most @data_len bytes of it. A buffer
 * that is longer is filled up with zeros, a shorter one gets the first part;
 * that is no error. On success @data_len is the full length that this kernel
 * has, so a call with @data_len 0 finds out how much room to make.
 *
 * The buffer is written first. On EFAULT it may be partly filled, and the
 * structure is as it was. A caller whose structure ends at @__reserved gets no
 * capabilities.
 *
 * Errnos besides the general ones:
 *
 * - ENODEV: The IOMMU driver provides data without naming its type.
 */
struct iommu_hw_info {
	__u32 size;
	__u32 flags;
	__u32 dev_id;
	__u32 data_len;
	__aligned_u64 data_uptr;
	__u32 out_data_type;
	__u8 out_max_pasid_log2;
	__u8 __reserved[3];
	__aligned_u64 out_capabilities;
};
#define IOMMU_GET_HW_INFO _IO(IOMMUFD_TYPE, IOMMUFD_CMD_GET_HW_INFO)

/**
 * enum iommufd_hwpt_set_dirty_tracking_flags - What
 *   IOMMU_HWPT_SET_DIRTY_TRACKING switches
 * @IOMMU_HWPT_DIRTY_TRACKING_ENABLE: Track writes. Without it tracking is
 *                                    switched off.
 */
enum iommufd_hwpt_set_dirty_tracking_flags {
	IOMMU_HWPT_DIRTY_TRACKING_ENABLE = 1,
};

/**
 * struct iommu_hwpt_set_dirty_tracking - ioctl(IOMMU_HWPT_SET_DIRTY_TRACKING)
 * @size: sizeof(struct iommu_hwpt_set_dirty_tracking)
 * @flags: Combination of enum iommufd_hwpt_set_dirty_tracking_flags. 0 stops,
 *         IOMMU_HWPT_DIRTY_TRACKING_ENABLE starts.
 * @hwpt_id: The HWPT. A nested one is not found (ENOENT).
 * @__reserved: Must be 0
 *
 * Starts or stops recording which pages devices write through a HWPT. It is per
 * HWPT: the other HWPTs of the same IOAS do not record.
 *
 * Starting first forgets every write recorded so far, in all mappings, and does
 * so even if tracking is on already. Stopping forgets nothing.
 *
 * Both directions fail with EOPNOTSUPP if the HWPT was not made with
 * IOMMU_HWPT_ALLOC_DIRTY_TRACKING. Nothing is written back.
 */
struct iommu_hwpt_set_dirty_tracking {
	__u32 size;
	__u32 flags;
	__u32 hwpt_id;
	__u32 __reserved;
};
#define IOMMU_HWPT_SET_DIRTY_TRACKING _IO(IOMMUFD_TYPE, \
					  IOMMUFD_CMD_HWPT_SET_DIRTY_TRACKING)

/**
 * enum iommufd_hwpt_get_dirty_bitmap_flags - How IOMMU_HWPT_GET_DIRTY_BITMAP
 *   reads
 * @IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR: Leave the record of writes as it is.
 *                                        Cheaper, and all that is needed if the
 *                                        range is about to be unmapped.
 */
enum iommufd_hwpt_get_dirty_bitmap_flags {
	IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR = 1,
};

/**
 * struct iommu_hwpt_get_dirty_bitmap - ioctl(IOMMU_HWPT_GET_DIRTY_BITMAP)
 * @size: sizeof(struct iommu_hwpt_get_dirty_bitmap)
 * @hwpt_id: The HWPT to read. A nested one is not found (ENOENT).
 * @flags: Combination of enum iommufd_hwpt_get_dirty_bitmap_flags. 0 reads and
 *         clears.
 * @__reserved: Must be 0
 * @iova: Where the range starts. A multiple of the IOVA alignment and of
 *        @page_size.
 * @length: How long the range is. Not 0, and a multiple of the IOVA alignment
 *          and of @page_size.
 * @page_size: How much one bit stands for; not 0. Must be a power of two, which
 *             is not checked. Need not be the size of the IOMMU's pages.
 * @data: Address of the bitmap, an array of 64-bit words with a bit for each
 *        @page_size bytes of the range.
 *
 * Reports the pages in a range of IOVAs that devices have written through a
 * HWPT since the last report, or since tracking began. Bit n of the bitmap
 * stands for the @page_size bytes at @iova + n * @page_size; it is bit n % 64
 * of the 64-bit word n / 64. Bits are only ever set, so clear the bitmap before
 * the call.
 *
 * Unless IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR is given, reporting a write also
 * forgets it. A page that the IOMMU maps as part of a larger one counts as
 * written with all of that page.
 *
 * Success is no proof that the range was read. The call also returns 0 if
 * tracking is off, if @data cannot be written, and if the range has IOVAs that
 * are not mapped. Reading stops at the first such gap, with the pages below it
 * reported. Writes found while @data is bad are lost.
 */
struct iommu_hwpt_get_dirty_bitmap {
	__u32 size;
	__u32 hwpt_id;
	__u32 flags;
	__u32 __reserved;
	__aligned_u64 iova;
	__aligned_u64 length;
	__aligned_u64 page_size;
	__aligned_u64 data;
};
#define IOMMU_HWPT_GET_DIRTY_BITMAP _IO(IOMMUFD_TYPE, \
					IOMMUFD_CMD_HWPT_GET_DIRTY_BITMAP)

/**
 * enum iommu_hwpt_invalidate_data_type - What the requests of
 *   IOMMU_HWPT_INVALIDATE are
 * @IOMMU_HWPT_INVALIDATE_DATA_VTD_S1: struct iommu_hwpt_vtd_s1_invalidate.
 */
enum iommu_hwpt_invalidate_data_type {
	IOMMU_HWPT_INVALIDATE_DATA_VTD_S1 = 0,
};

/**
 * enum iommu_hwpt_vtd_s1_invalidate_flags - How much a VT-d invalidation
 *   request covers
 * @IOMMU_VTD_INV_FLAGS_LEAF: Only entries that map pages have changed; cached
 *                            upper levels of the table stay valid. Without it
 *                            all levels are dropped.
 */
enum iommu_hwpt_vtd_s1_invalidate_flags {
	IOMMU_VTD_INV_FLAGS_LEAF = 1 << 0,
};

/**
 * struct iommu_hwpt_vtd_s1_invalidate - a VT-d invalidation request
 *   (IOMMU_HWPT_INVALIDATE_DATA_VTD_S1)
 * @addr: The first address, a multiple of 4096 whatever the page size of the
 *        kernel.
 * @npages: How many pages of 4096 bytes, or U64_MAX.
 * @flags: Combination of enum iommu_hwpt_vtd_s1_invalidate_flags. How much is
 *         invalid. 0 is the safe choice.
 * @__reserved: Must be 0
 *
 * One request of IOMMU_HWPT_INVALIDATE for a HWPT made from struct
 * iommu_hwpt_vtd_s1: the table has changed for some addresses. @addr 0 with
 * @npages U64_MAX stands for all of them. The TLBs of devices that use ATS are
 * covered.
 *
 * An unknown flag or a reserved field that is not 0 fails with EOPNOTSUPP. An
 * @addr off a 4 KiB boundary fails with EINVAL, and so does U64_MAX pages from
 * any other @addr than 0.
 */
struct iommu_hwpt_vtd_s1_invalidate {
	__aligned_u64 addr;
	__aligned_u64 npages;
	__u32 flags;
	__u32 __reserved;
};

/**
 * struct iommu_hwpt_invalidate - ioctl(IOMMU_HWPT_INVALIDATE)
 * @size: sizeof(struct iommu_hwpt_invalidate)
 * @hwpt_id: The nested HWPT. One made from an IOAS is not found (ENOENT).
 * @data_uptr: Address of the array of requests. Not 0, unless @entry_num is 0,
 *             which leaves it unused.
 * @data_type: One of enum iommu_hwpt_invalidate_data_type. What the requests
 *             are. Must suit the type of data that the HWPT was made with.
 * @entry_len: Length of one request, and the distance from one to the next:
 *             from 1 up to the kernel's page size. Not used if @entry_num is 0.
 * @entry_num: Input/output. How many requests there are, at most 524288.
 *             Returns how many were carried out.
 * @__reserved: Must be 0
 *
 * Drops what the IOMMU has cached of a nested HWPT. Whoever changes a page
 * table that a nested HWPT uses must call this before relying on the change.
 *
 * The requests lie in an array and are carried out in its order, up to the
 * first that fails. @entry_num returns how many were carried out and is written
 * back in every case, also when the call fails; it is then 0 if the failure
 * came before the first request. A fault in this write turns any outcome,
 * success included, into EFAULT.
 *
 * A request longer than the kernel's structure fails with EINVAL, not with
 * E2BIG. With 0 requests nothing is done, which tells whether the HWPT
 * takes @data_type: EINVAL if not.
 */
struct iommu_hwpt_invalidate {
	__u32 size;
	__u32 hwpt_id;
	__aligned_u64 data_uptr;
	__u32 data_type;
	__u32 entry_len;
	__u32 entry_num;
	__u32 __reserved;
};
#define IOMMU_HWPT_INVALIDATE _IO(IOMMUFD_TYPE, IOMMUFD_CMD_HWPT_INVALIDATE)

/**
 * enum iommu_hwpt_pgfault_flags - What a page fault record says of itself
 * @IOMMU_PGFAULT_FLAGS_PASID_VALID: The device gave a PASID; see ``pasid``.
 * @IOMMU_PGFAULT_FLAGS_LAST_PAGE: The record ends its group.
 */
enum iommu_hwpt_pgfault_flags {
	IOMMU_PGFAULT_FLAGS_PASID_VALID = 1 << 0,
	IOMMU_PGFAULT_FLAGS_LAST_PAGE = 1 << 1,
};

/**
 * enum iommu_hwpt_pgfault_perm - What the device wanted to do at the address
 *   that faulted
 * @IOMMU_PGFAULT_PERM_READ: Read.
 * @IOMMU_PGFAULT_PERM_WRITE: Write.
 * @IOMMU_PGFAULT_PERM_EXEC: Execute, on behalf of a PASID (PCIe 10.4.1).
 * @IOMMU_PGFAULT_PERM_PRIV: Act with privilege, on behalf of a PASID (PCIe
 *                           10.4.1).
 */
enum iommu_hwpt_pgfault_perm {
	IOMMU_PGFAULT_PERM_READ = 1 << 0,
	IOMMU_PGFAULT_PERM_WRITE = 1 << 1,
	IOMMU_PGFAULT_PERM_EXEC = 1 << 2,
	IOMMU_PGFAULT_PERM_PRIV = 1 << 3,
};

/**
 * struct iommu_hwpt_pgfault - a page fault, read from a fault queue
 * @flags: Combination of enum iommu_hwpt_pgfault_flags. How to read the record.
 * @dev_id: The device that faulted.
 * @pasid: The PASID of the request, if IOMMU_PGFAULT_FLAGS_PASID_VALID is set.
 * @grpid: Number that the device gave its group of requests (Page Request Group
 *         Index).
 * @perm: Combination of enum iommu_hwpt_pgfault_perm. The access that was
 *        wanted.
 * @__reserved: Must be 0
 * @addr: The IOVA that faulted.
 * @length: How much the device is going to use from @addr on, where it says so.
 *          This kernel always writes 0, which means that it is not known.
 * @cookie: Names the group until it has been answered; to be repeated in struct
 *          iommu_hwpt_page_response. Not 0.
 *
 * Records come in groups, one for each page request group of the device, and
 * all records of a group carry the same @cookie. read() returns whole groups.
 * Its length must be a multiple of the size of a record (ESPIPE) and hold at
 * least the first group (EINVAL); with no fault queued it returns 0 and does
 * not block. poll() reports when there is something to read.
 */
struct iommu_hwpt_pgfault {
	__u32 flags;
	__u32 dev_id;
	__u32 pasid;
	__u32 grpid;
	__u32 perm;
	__u32 __reserved;
	__aligned_u64 addr;
	__u32 length;
	__u32 cookie;
};

/**
 * enum iommufd_page_response_code - What became of a group of page faults
 * @IOMMUFD_PAGE_RESP_SUCCESS: The pages are there now and the device shall try
 *                             again (PCIe 10.4.2.1, Success).
 * @IOMMUFD_PAGE_RESP_INVALID: The pages cannot be provided and the device shall
 *                             give up (PCIe 10.4.2.1, Invalid Request).
 */
enum iommufd_page_response_code {
	IOMMUFD_PAGE_RESP_SUCCESS = 0,
	IOMMUFD_PAGE_RESP_INVALID = 1,
};

/**
 * struct iommu_hwpt_page_response - an answer to a group of page faults,
 *   written to a fault queue
 * @cookie: The cookie of the group, from its records.
 * @code: One of enum iommufd_page_response_code. The answer.
 *
 * write() takes any number of answers, in its length a multiple of the size of
 * one (ESPIPE). It stops at the first that it cannot take: an unknown @code or
 * a @cookie that awaits no answer (EINVAL), or bad memory (EFAULT). If answers
 * before it were taken, it returns the bytes they occupy instead of the error.
 */
struct iommu_hwpt_page_response {
	__u32 cookie;
	__u32 code;
};

/**
 * struct iommu_fault_alloc - ioctl(IOMMU_FAULT_QUEUE_ALLOC)
 * @size: sizeof(struct iommu_fault_alloc)
 * @flags: No flag is defined. Pass 0.
 * @out_fault_id: The ID of the new queue. Ignored on input; written on success
 *                only.
 * @out_fault_fd: The descriptor to read faults from and write answers to.
 *                Ignored on input; written on success only.
 *
 * Makes a queue for the page faults of devices and opens a file descriptor for
 * it. Name its ID in IOMMU_HWPT_ALLOC with IOMMU_HWPT_FAULT_ID_VALID; from then
 * on the faults of devices attached to that HWPT are read from the descriptor
 * as struct iommu_hwpt_pgfault. Each group of faults keeps the device waiting
 * until it is answered by writing a struct iommu_hwpt_page_response.
 *
 * The descriptor is closed on exec. It keeps the queue, and the whole context,
 * alive: IOMMU_DESTROY on the queue fails with EBUSY until it is closed and no
 * HWPT uses the queue any more. Detaching a device drops its faults and their
 * cookies.
 *
 * On failure neither the queue nor the descriptor is left behind.
 *
 * Errnos besides the general ones:
 *
 * - ENFILE: The system has too many open files.
 * - EMFILE: The process has no free descriptor.
 */
struct iommu_fault_alloc {
	__u32 size;
	__u32 flags;
	__u32 out_fault_id;
	__u32 out_fault_fd;
};
#define IOMMU_FAULT_QUEUE_ALLOC _IO(IOMMUFD_TYPE, IOMMUFD_CMD_FAULT_QUEUE_ALLOC)
#endif
