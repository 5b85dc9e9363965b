// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_HWPT_GET_DIRTY_BITMAP, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_hwpt_get_dirty_bitmap get_dirty_bitmap;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_HWPT_GET_DIRTY_BITMAP, iommufd_hwpt_get_dirty_bitmap,
		 struct iommu_hwpt_get_dirty_bitmap, data),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_hwpt_get_dirty_bitmap(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/hw_pagetable.c: */
int iommufd_hwpt_get_dirty_bitmap(struct iommufd_ucmd *ucmd)
{
	struct iommu_hwpt_get_dirty_bitmap *cmd = ucmd->cmd;
	struct iommufd_hwpt_paging *hwpt_paging;
	int rc;

	if ((cmd->flags & ~IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR) ||
	    cmd->__reserved)
		return -EOPNOTSUPP;

	hwpt_paging = iommufd_get_hwpt_paging(ucmd, cmd->hwpt_id);
	if (IS_ERR(hwpt_paging))
		return PTR_ERR(hwpt_paging);

	if (!cmd->length) {
		rc = -EINVAL;
		goto out_put_hwpt_paging;
	}

	if (cmd->iova + (cmd->length - 1) < cmd->iova ||
	    cmd->iova > ULONG_MAX ||
	    cmd->iova + (cmd->length - 1) > ULONG_MAX) {
		rc = -EOVERFLOW;
		goto out_put_hwpt_paging;
	}

	/*
	 * RFC: to be written: a check for EINVAL: The range does not start and
	 * end at multiples of the IOVA alignment.
	 */

	if (!cmd->page_size) {
		rc = -EINVAL;
		goto out_put_hwpt_paging;
	}

	if ((cmd->iova & (cmd->page_size - 1)) ||
	    ((cmd->iova + cmd->length) & (cmd->page_size - 1))) {
		rc = -EINVAL;
		goto out_put_hwpt_paging;
	}

	/*
	 * RFC: to be written, in this order:
	 * - a check for EOPNOTSUPP: The HWPT was made without
	 *   IOMMU_HWPT_ALLOC_DIRTY_TRACKING
	 * - iommu_read_and_clear_dirty(), which may fail with ENOMEM
	 */
	rc = -EOPNOTSUPP;

out_put_hwpt_paging:
	iommufd_put_object(ucmd->ictx, &hwpt_paging->common.obj);
	return rc;
}
