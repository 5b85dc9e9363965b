// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/ioas-change-process/
 * By: abiwright generate ioas-change-process
 *
 * The kernel side of IOMMU_IOAS_CHANGE_PROCESS, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_ioas_change_process change;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_IOAS_CHANGE_PROCESS, iommufd_ioas_change_process,
		 struct iommu_ioas_change_process, __reserved),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_ioas_change_process(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/ioas.c: */
int iommufd_ioas_change_process(struct iommufd_ucmd *ucmd)
{
	struct iommu_ioas_change_process *cmd = ucmd->cmd;

	if (cmd->__reserved)
		return -EOPNOTSUPP;

	/*
	 * RFC: to be written: iommufd_ioas_change_process (with every
	 * iova_rwsem held for writing), which may fail with ENOMEM, EINVAL and
	 * EBUSY.
	 */
	return -EOPNOTSUPP;
}
