// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_IOAS_COPY, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_ioas_copy ioas_copy;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_IOAS_COPY, iommufd_ioas_copy, struct iommu_ioas_copy,
		 src_iova),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_ioas_copy(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/ioas.c: */
int iommufd_ioas_copy(struct iommufd_ucmd *ucmd)
{
	struct iommu_ioas_copy *cmd = ucmd->cmd;
	struct iommufd_ioas *source;
	int rc;

	if (cmd->flags &
	    ~(IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
	      IOMMU_IOAS_MAP_READABLE))
		return -EOPNOTSUPP;
	if (cmd->length >= ULONG_MAX || cmd->src_iova >= ULONG_MAX ||
	    cmd->dst_iova >= ULONG_MAX)
		return -EOVERFLOW;
	if (!(cmd->flags &
	      (IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE)))
		return -EINVAL;

	source = iommufd_get_ioas(ucmd->ictx, cmd->src_ioas_id);
	if (IS_ERR(source))
		return PTR_ERR(source);

	/*
	 * RFC: to be written, in this order:
	 * - iopt_get_pages(), which may fail with EINVAL, EOVERFLOW, ENOENT and
	 *   ENOMEM
	 * - a look-up of the ioas that cmd->dst_ioas_id names, or ENOENT
	 * - iopt_map_pages(), which gives cmd->dst_iova and may fail with
	 *   ENOMEM, EINVAL, EOVERFLOW, EEXIST, ENOSPC, EPERM, EFAULT and the
	 *   IOMMU driver's errno
	 * - what a later failure does not take back: the mapping, also where
	 *   the reply faults
	 * - iommufd_ucmd_respond(), which may fail with EFAULT
	 */
	rc = -EOPNOTSUPP;

	iommufd_put_object(ucmd->ictx, &source->obj);
	return rc;
}
