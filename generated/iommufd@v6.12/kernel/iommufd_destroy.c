// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_DESTROY, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_destroy destroy;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_DESTROY, iommufd_destroy, struct iommu_destroy, id),

/* drivers/iommu/iommufd/main.c: */
static int iommufd_destroy(struct iommufd_ucmd *ucmd)
{
	struct iommu_destroy *cmd = ucmd->cmd;
	struct iommufd_object *target;
	int rc;

	target = iommufd_get_object(ucmd->ictx, cmd->id, IOMMUFD_OBJ_ANY);
	if (IS_ERR(target))
		return PTR_ERR(target);

	/*
	 * RFC: to be written, in this order:
	 * - a check for EBUSY: Another object, an attached device or access, or
	 *   an open descriptor holds the object
	 * - iommufd_object_remove()
	 */
	rc = -EOPNOTSUPP;

	iommufd_put_object(ucmd->ictx, target);
	return rc;
}
