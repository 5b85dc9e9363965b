// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/mdev-exclusion/
 * By: abiwright generate mdev-exclusion
 *
 * The kernel side of IOMMU_DESTROY, in pieces.
 * The comment above each says where it belongs.
 */

/*
 * drivers/iommu/iommufd/main.c, in iommufd_destroy(), after:
 *   target = iommufd_get_object(ucmd->ictx, cmd->id, IOMMUFD_OBJ_ANY);
 *   if (IS_ERR(target)) return PTR_ERR(target);
 */
	/*
	 * RFC: to be written: a check for EBUSY: The HWPT is the last one to
	 * hold pages whose address is given up.
	 */
