// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_VFIO_IOAS, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_vfio_ioas vfio_ioas;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_VFIO_IOAS, iommufd_vfio_ioas, struct iommu_vfio_ioas,
		 __reserved),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_vfio_ioas(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/vfio_compat.c: */
int iommufd_vfio_ioas(struct iommufd_ucmd *ucmd)
{
	struct iommu_vfio_ioas *cmd = ucmd->cmd;
	struct iommufd_ioas *ioas;

	if (cmd->__reserved)
		return -EOPNOTSUPP;

	switch (cmd->op) {
	case IOMMU_VFIO_IOAS_GET:
		/*
		 * RFC: to be written, in this order:
		 * - a check for ENODEV: IOMMU_VFIO_IOAS_GET found no
		 *   compatibility IOAS
		 * - cmd->ioas_id = context.vfio_ioas.id
		 * - iommufd_ucmd_respond(), which may fail with EFAULT
		 */
		return -EOPNOTSUPP;
	case IOMMU_VFIO_IOAS_SET:
		ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
		if (IS_ERR(ioas))
			return PTR_ERR(ioas);

		/* RFC: to be written: context.vfio_ioas = ioas. */
		iommufd_put_object(ucmd->ictx, &ioas->obj);
		return -EOPNOTSUPP;
	case IOMMU_VFIO_IOAS_CLEAR:
		/* RFC: to be written: context.vfio_ioas = NULL. */
		return -EOPNOTSUPP;
	default:
		return -EOPNOTSUPP;
	}
}
