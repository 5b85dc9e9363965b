// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_FAULT_QUEUE_ALLOC, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_fault_alloc fault;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_FAULT_QUEUE_ALLOC, iommufd_fault_alloc,
		 struct iommu_fault_alloc, out_fault_fd),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_fault_alloc(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/fault.c: */
int iommufd_fault_alloc(struct iommufd_ucmd *ucmd)
{
	struct iommu_fault_alloc *cmd = ucmd->cmd;

	if (cmd->flags)
		return -EOPNOTSUPP;

	/*
	 * RFC: to be written, in this order:
	 * - iommufd_fault_alloc(), which gives cmd->out_fault_id and
	 *   cmd->out_fault_fd and may fail with ENOMEM, ENFILE and EMFILE
	 * - iommufd_ucmd_respond(), which may fail with EFAULT
	 */
	return -EOPNOTSUPP;
}
