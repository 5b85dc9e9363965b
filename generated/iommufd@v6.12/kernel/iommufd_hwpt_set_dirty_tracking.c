// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_HWPT_SET_DIRTY_TRACKING, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_hwpt_set_dirty_tracking set_dirty_tracking;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_HWPT_SET_DIRTY_TRACKING, iommufd_hwpt_set_dirty_tracking,
		 struct iommu_hwpt_set_dirty_tracking, __reserved),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_hwpt_set_dirty_tracking(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/hw_pagetable.c: */
int iommufd_hwpt_set_dirty_tracking(struct iommufd_ucmd *ucmd)
{
	struct iommu_hwpt_set_dirty_tracking *cmd = ucmd->cmd;
	struct iommufd_hwpt_paging *hwpt_paging;
	int rc;

	if (cmd->flags & ~IOMMU_HWPT_DIRTY_TRACKING_ENABLE)
		return -EOPNOTSUPP;

	hwpt_paging = iommufd_get_hwpt_paging(ucmd, cmd->hwpt_id);
	if (IS_ERR(hwpt_paging))
		return PTR_ERR(hwpt_paging);

	/*
	 * RFC: to be written, in this order:
	 * - a check for EOPNOTSUPP: The HWPT was made without
	 *   IOMMU_HWPT_ALLOC_DIRTY_TRACKING
	 * - iopt_set_dirty_tracking(), which may fail with the IOMMU driver's
	 *   errno
	 */
	rc = -EOPNOTSUPP;

	iommufd_put_object(ucmd->ictx, &hwpt_paging->common.obj);
	return rc;
}
