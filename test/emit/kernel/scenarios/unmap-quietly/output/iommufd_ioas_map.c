// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/unmap-quietly/
 * By: abiwright generate unmap-quietly
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
	       IOMMU_IOAS_MAP_READABLE | IOMMU_IOAS_MAP_SILENTLY)) ||
	    cmd->__reserved)
		return -EOPNOTSUPP;

	if (cmd->flags & IOMMU_IOAS_MAP_SILENTLY) {
		/* RFC: to be written: what IOMMU_IOAS_MAP_SILENTLY asks for. */
		return -EOPNOTSUPP;
	}
