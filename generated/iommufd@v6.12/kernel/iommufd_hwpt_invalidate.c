// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_HWPT_INVALIDATE, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_hwpt_invalidate cache;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_HWPT_INVALIDATE, iommufd_hwpt_invalidate,
		 struct iommu_hwpt_invalidate, __reserved),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_hwpt_invalidate(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/hw_pagetable.c: */
int iommufd_hwpt_invalidate(struct iommufd_ucmd *ucmd)
{
	/*
	 * RFC: to be written, in this order:
	 * - requests = cmd->entry_num
	 * - cmd->entry_num = 0
	 * - if cmd->__reserved || malformed_requests(cmd->data_uptr,
	 *   cmd->entry_len, requests) || !some(object, object.context ==
	 *   context && object.id == cmd->hwpt_id && object.kind ==
	 *   HWPT_NESTED):
	 *   - iommufd_ucmd_respond(), which may fail with EFAULT
	 * - a check for EOPNOTSUPP: __reserved is not 0
	 * - a check for EINVAL: There are requests, and data_uptr is 0,
	 *   entry_len is 0 or above the page size, or entry_num is above 524288
	 * - a look-up of the hwpt-nested that cmd->hwpt_id names, or ENOENT
	 * - struct iommu_domain_ops, cache_invalidate_user, which gives
	 *   cmd->entry_num
	 * - what a later failure does not take back: the requests that were
	 *   carried out before one failed
	 * - iommufd_ucmd_respond(), which may fail with EFAULT
	 * - struct iommu_domain_ops, cache_invalidate_user (how it ends), which
	 *   may fail with EINVAL, EOPNOTSUPP, EFAULT and the IOMMU driver's
	 *   errno
	 */
	return -EOPNOTSUPP;
}
