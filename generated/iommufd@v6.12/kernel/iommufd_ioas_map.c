// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_IOAS_MAP, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_ioas_map map;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_IOAS_MAP, iommufd_ioas_map, struct iommu_ioas_map, iova),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_ioas_map(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/ioas.c: */
int iommufd_ioas_map(struct iommufd_ucmd *ucmd)
{
	struct iommu_ioas_map *cmd = ucmd->cmd;
	struct iommufd_ioas *ioas;
	int rc;

	if ((cmd->flags &
	     ~(IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
	       IOMMU_IOAS_MAP_READABLE)) ||
	    cmd->__reserved)
		return -EOPNOTSUPP;
	if (cmd->iova >= ULONG_MAX || cmd->length >= ULONG_MAX)
		return -EOVERFLOW;
	if (!(cmd->flags &
	      (IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE)))
		return -EINVAL;

	ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
	if (IS_ERR(ioas))
		return PTR_ERR(ioas);

	/*
	 * RFC: to be written, in this order:
	 * - iopt_map_user_pages(), which gives cmd->iova and may fail with
	 *   EINVAL, EOVERFLOW, ENOMEM, EEXIST, ENOSPC, EPERM, EFAULT and the
	 *   IOMMU driver's errno
	 * - what a later failure does not take back: the mapping, also where
	 *   the reply faults
	 * - iommufd_ucmd_respond(), which may fail with EFAULT
	 */
	rc = -EOPNOTSUPP;

	iommufd_put_object(ucmd->ictx, &ioas->obj);
	return rc;
}
