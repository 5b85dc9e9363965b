// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_HWPT_ALLOC, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_hwpt_alloc hwpt;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_HWPT_ALLOC, iommufd_hwpt_alloc, struct iommu_hwpt_alloc,
		 __reserved),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_hwpt_alloc(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/hw_pagetable.c: */
int iommufd_hwpt_alloc(struct iommufd_ucmd *ucmd)
{
	struct iommu_hwpt_alloc *cmd = ucmd->cmd;
	struct iommufd_device *idev;
	struct iommufd_object *pt;
	int rc;

	if (cmd->__reserved)
		return -EOPNOTSUPP;
	if ((cmd->data_type == IOMMU_HWPT_DATA_NONE && cmd->data_len) ||
	    (cmd->data_type != IOMMU_HWPT_DATA_NONE && !cmd->data_len))
		return -EINVAL;

	idev = iommufd_get_device(ucmd, cmd->dev_id);
	if (IS_ERR(idev))
		return PTR_ERR(idev);

	pt = iommufd_get_object(ucmd->ictx, cmd->pt_id, IOMMUFD_OBJ_ANY);
	if (IS_ERR(pt)) {
		rc = -EINVAL;
		goto out_put_idev;
	}

	/*
	 * RFC: to be written, in this order:
	 * - a check for EOPNOTSUPP: pt_id is a HWPT, and there is no driver
	 *   data
	 * - if pt.kind == IOAS:
	 *   - a check for EOPNOTSUPP: The IOMMU driver takes neither flags nor
	 *     driver data
	 *   - a check for EOPNOTSUPP: flags holds a bit that is unknown or not
	 *     for an IOAS
	 *   - a check for EOPNOTSUPP: The device's IOMMU cannot track writes
	 *   - iommufd_hwpt_paging_alloc(), which gives cmd->out_hwpt_id and may
	 *     fail with ENOMEM, EOPNOTSUPP, the IOMMU driver's errno, EINVAL,
	 *     EADDRINUSE and EFAULT
	 * - if pt.kind == HWPT_PAGING:
	 *   - a check for EOPNOTSUPP: For a nested HWPT, flags holds a bit
	 *     other than IOMMU_HWPT_FAULT_ID_VALID, or the IOMMU driver cannot
	 *     nest
	 *   - a check for EINVAL: The HWPT pt_id was made by an attach, was not
	 *     made with IOMMU_HWPT_ALLOC_NEST_PARENT, or belongs to another
	 *     IOMMU driver
	 *   - iommufd_hwpt_nested_alloc(), which gives cmd->out_hwpt_id and may
	 *     fail with ENOMEM, EOPNOTSUPP, EINVAL, EFAULT and the IOMMU
	 *     driver's errno
	 * - otherwise:
	 *   - EINVAL
	 * - if cmd->flags & IOMMU_HWPT_FAULT_ID_VALID:
	 *   - a look-up of the fault that cmd->fault_id names, or ENOENT
	 *   - iommufd_hwpt_alloc (the part for IOMMU_HWPT_FAULT_ID_VALID)
	 * - iommufd_ucmd_respond(), which may fail with EFAULT
	 */
	rc = -EOPNOTSUPP;

	iommufd_put_object(ucmd->ictx, pt);
out_put_idev:
	iommufd_put_object(ucmd->ictx, &idev->obj);
	return rc;
}
