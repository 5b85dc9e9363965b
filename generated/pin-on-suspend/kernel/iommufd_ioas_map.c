// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/pin-on-suspend/
 * By: abiwright generate pin-on-suspend
 *
 * The kernel side of IOMMU_IOAS_MAP, in pieces.
 * The comment above each says where it belongs.
 */

/*
 * drivers/iommu/iommufd/ioas.c, in iommufd_ioas_map(), in the place of:
 *   if ((cmd->flags & ~(IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
 *       IOMMU_IOAS_MAP_READABLE)) || cmd->__reserved) return -EOPNOTSUPP;
 */
	if ((cmd->flags &
	     ~(IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
	       IOMMU_IOAS_MAP_READABLE | IOMMU_IOAS_MAP_RESUME_VA)) ||
	    cmd->__reserved)
		return -EOPNOTSUPP;

/*
 * drivers/iommu/iommufd/ioas.c, in iommufd_ioas_map(), in the place of:
 *   if (!(cmd->flags & (IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE)))
 *       return -EINVAL;
 */
	if (!(cmd->flags &
	      (IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE |
	       IOMMU_IOAS_MAP_RESUME_VA)))
		return -EINVAL;
	if ((cmd->flags & IOMMU_IOAS_MAP_RESUME_VA) &&
	    cmd->flags !=
	    (IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_RESUME_VA))
		return -EINVAL;

/*
 * drivers/iommu/iommufd/ioas.c, in iommufd_ioas_map(), after:
 *   ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
 *   if (IS_ERR(ioas)) return PTR_ERR(ioas);
 */
	if (cmd->flags & IOMMU_IOAS_MAP_RESUME_VA) {
		/*
		 * RFC: to be written, in this order:
		 * - iopt_resume_va(), which may fail with EINVAL, EOVERFLOW,
		 *   ENOENT and ENOMEM
		 * - what a later failure does not take back: the new address,
		 *   also where the reply faults
		 * - iommufd_ucmd_respond(), which may fail with EFAULT
		 */
		iommufd_put_object(ucmd->ictx, &ioas->obj);
		return -EOPNOTSUPP;
	}
