// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_IOAS_ALLOC, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_ioas_alloc alloc;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_IOAS_ALLOC, iommufd_ioas_alloc_ioctl,
		 struct iommu_ioas_alloc, out_ioas_id),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_ioas_alloc_ioctl(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/ioas.c: */
int iommufd_ioas_alloc_ioctl(struct iommufd_ucmd *ucmd)
{
	struct iommu_ioas_alloc *cmd = ucmd->cmd;

	if (cmd->flags)
		return -EOPNOTSUPP;

	/*
	 * RFC: to be written, in this order:
	 * - iommufd_ioas_alloc(), which gives cmd->out_ioas_id and may fail
	 *   with ENOMEM
	 * - iommufd_ucmd_respond(), which may fail with EFAULT
	 */
	return -EOPNOTSUPP;
}
