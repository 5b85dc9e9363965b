// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_GET_HW_INFO, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_hw_info info;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_GET_HW_INFO, iommufd_get_hw_info, struct iommu_hw_info,
		 __reserved),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_get_hw_info(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/device.c: */
int iommufd_get_hw_info(struct iommufd_ucmd *ucmd)
{
	struct iommu_hw_info *cmd = ucmd->cmd;
	struct iommufd_device *idev;
	int rc;

	if (cmd->flags || cmd->__reserved[0] || cmd->__reserved[1] ||
	    cmd->__reserved[2])
		return -EOPNOTSUPP;

	idev = iommufd_get_device(ucmd, cmd->dev_id);
	if (IS_ERR(idev))
		return PTR_ERR(idev);

	/*
	 * RFC: to be written, in this order:
	 * - a failure with the IOMMU driver's errno
	 * - a check for ENODEV: The IOMMU driver provides data without naming
	 *   its type
	 * - cmd->out_data_type = device.info_type
	 * - what a later failure does not take back: what has been written to
	 *   the buffer, where a later write faults
	 * - copy_to_user and clear_user
	 * - a check for EFAULT: The driver data cannot be written to the buffer
	 * - a check for EFAULT: The rest of the buffer cannot be filled with
	 *   zeros
	 * - cmd->data_len = device.info_length
	 * - cmd->out_capabilities = device.capabilities
	 * - cmd->out_max_pasid_log2 = device.max_pasid_log2
	 * - iommufd_ucmd_respond(), which may fail with EFAULT
	 */
	rc = -EOPNOTSUPP;

	iommufd_put_object(ucmd->ictx, &idev->obj);
	return rc;
}
