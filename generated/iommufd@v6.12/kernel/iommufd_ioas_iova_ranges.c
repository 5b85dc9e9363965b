// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_IOAS_IOVA_RANGES, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_ioas_iova_ranges iova_ranges;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_IOAS_IOVA_RANGES, iommufd_ioas_iova_ranges,
		 struct iommu_ioas_iova_ranges, out_iova_alignment),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_ioas_iova_ranges(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/ioas.c: */
int iommufd_ioas_iova_ranges(struct iommufd_ucmd *ucmd)
{
	struct iommu_ioas_iova_ranges *cmd = ucmd->cmd;
	struct iommufd_ioas *ioas;
	int rc;

	if (cmd->__reserved)
		return -EOPNOTSUPP;

	ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
	if (IS_ERR(ioas))
		return PTR_ERR(ioas);

	/*
	 * RFC: to be written, in this order:
	 * - room = cmd->num_iovas
	 * - cmd->num_iovas = 0
	 * - cmd->out_iova_alignment = iova_alignment(ioas)
	 * - what a later failure does not take back: the ranges already
	 *   written, where a later one faults
	 * - for each gap that the reserved ranges leave from 0 to ULONG_MAX:
	 *   - if cmd->num_iovas < room:
	 *     - a write of an element to the array at cmd->allowed_iovas, or
	 *       EFAULT
	 *   - cmd->num_iovas = cmd->num_iovas + 1
	 * - iommufd_ucmd_respond(), which may fail with EFAULT
	 * - a check for EMSGSIZE: The array is too short. num_iovas has been
	 *   set to the length that it needs
	 */
	rc = -EOPNOTSUPP;

	iommufd_put_object(ucmd->ictx, &ioas->obj);
	return rc;
}
