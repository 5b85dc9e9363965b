// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/pin-on-suspend/
 * By: abiwright generate pin-on-suspend
 *
 * The kernel side of IOMMU_IOAS_UNMAP, in pieces.
 * The comment above each says where it belongs.
 */

/*
 * drivers/iommu/iommufd/ioas.c, in iommufd_ioas_unmap(), before:
 *   ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
 *   if (IS_ERR(ioas)) return PTR_ERR(ioas);
 */
	if ((cmd->flags & ~IOMMU_IOAS_UNMAP_SUSPEND_VA) || cmd->__reserved)
		return -EOPNOTSUPP;

/*
 * drivers/iommu/iommufd/ioas.c, in iommufd_ioas_unmap(), after:
 *   ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
 *   if (IS_ERR(ioas)) return PTR_ERR(ioas);
 */
	if (cmd->flags & IOMMU_IOAS_UNMAP_SUSPEND_VA) {
		if (cmd->iova >= ULONG_MAX || cmd->length >= ULONG_MAX) {
			iommufd_put_object(ucmd->ictx, &ioas->obj);
			return -EOVERFLOW;
		}

		/*
		 * RFC: to be written, in this order:
		 * - iopt_suspend_va(), which gives cmd->length and may fail
		 *   with EINVAL, EOVERFLOW, EBUSY, ENOENT, EFAULT and ENOMEM
		 * - what a later failure does not take back: that addresses are
		 *   given up, also where the reply faults
		 * - iommufd_ucmd_respond(), which may fail with EFAULT
		 */
		iommufd_put_object(ucmd->ictx, &ioas->obj);
		return -EOPNOTSUPP;
	}
