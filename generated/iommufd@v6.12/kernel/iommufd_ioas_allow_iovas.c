// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_IOAS_ALLOW_IOVAS, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_ioas_allow_iovas allow_iovas;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_IOAS_ALLOW_IOVAS, iommufd_ioas_allow_iovas,
		 struct iommu_ioas_allow_iovas, allowed_iovas),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_ioas_allow_iovas(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/ioas.c: */
int iommufd_ioas_allow_iovas(struct iommufd_ucmd *ucmd)
{
	struct iommu_ioas_allow_iovas *cmd = ucmd->cmd;
	struct iommu_iova_range __user *ranges;
	struct iommufd_ioas *ioas;
	int rc;
	u32 i;

	if (cmd->__reserved)
		return -EOPNOTSUPP;

	ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
	if (IS_ERR(ioas))
		return PTR_ERR(ioas);

	ranges = u64_to_user_ptr(cmd->allowed_iovas);
	for (i = 0; i != cmd->num_iovas; i++) {
		struct iommu_iova_range range;

		if (copy_from_user(&range, &ranges[i], sizeof(range))) {
			rc = -EFAULT;
			goto out_put_ioas;
		}

		/*
		 * RFC: to be written: iommufd_ioas_load_iovas(), which may fail
		 * with EINVAL and ENOMEM.
		 */
	}

	/*
	 * RFC: to be written: iopt_set_allow_iova(), which may fail with
	 * EADDRINUSE.
	 */
	rc = -EOPNOTSUPP;

out_put_ioas:
	iommufd_put_object(ucmd->ictx, &ioas->obj);
	return rc;
}
