// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_IOAS_UNMAP, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_ioas_unmap unmap;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_IOAS_UNMAP, iommufd_ioas_unmap, struct iommu_ioas_unmap,
		 length),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_ioas_unmap(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/ioas.c: */
int iommufd_ioas_unmap(struct iommufd_ucmd *ucmd)
{
	struct iommu_ioas_unmap *cmd = ucmd->cmd;
	struct iommufd_ioas *ioas;
	int rc;

	ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
	if (IS_ERR(ioas))
		return PTR_ERR(ioas);

	if (cmd->iova == 0 && cmd->length == U64_MAX) {
		/*
		 * RFC: to be written, in this order:
		 * - iopt_unmap_all(), which may fail with EBUSY and EDEADLOCK
		 * - cmd->length = unmapped
		 * - what a later failure does not take back: what has been
		 *   unmapped, also where the reply faults
		 * - iommufd_ucmd_respond(), which may fail with EFAULT
		 */
		rc = -EOPNOTSUPP;
		goto out_put_ioas;
	}

	if (cmd->iova >= ULONG_MAX || cmd->length >= ULONG_MAX) {
		rc = -EOVERFLOW;
		goto out_put_ioas;
	}

	/*
	 * RFC: to be written, in this order:
	 * - iopt_unmap_iova(), which may fail with EINVAL, EOVERFLOW, ENOENT,
	 *   EBUSY and EDEADLOCK
	 * - a check for ENOENT: Nothing is mapped in the range
	 * - cmd->length = unmapped
	 * - what a later failure does not take back: what has been unmapped,
	 *   also where the reply faults
	 * - iommufd_ucmd_respond(), which may fail with EFAULT
	 */
	rc = -EOPNOTSUPP;

out_put_ioas:
	iommufd_put_object(ucmd->ictx, &ioas->obj);
	return rc;
}
