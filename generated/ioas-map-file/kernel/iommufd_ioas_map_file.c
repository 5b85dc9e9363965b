// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/ioas-map-file/
 * By: abiwright generate ioas-map-file
 *
 * The kernel side of IOMMU_IOAS_MAP_FILE, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_ioas_map_file map_file;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_IOAS_MAP_FILE, iommufd_ioas_map_file,
		 struct iommu_ioas_map_file, iova),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_ioas_map_file(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/ioas.c, above: */
#include <linux/file.h>

/* drivers/iommu/iommufd/ioas.c: */
int iommufd_ioas_map_file(struct iommufd_ucmd *ucmd)
{
	struct iommu_ioas_map_file *cmd = ucmd->cmd;
	struct iommufd_ioas *ioas;
	struct file *file;
	int rc;

	if (cmd->flags &
	    ~(IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_WRITEABLE |
	      IOMMU_IOAS_MAP_READABLE))
		return -EOPNOTSUPP;
	if (cmd->iova >= ULONG_MAX || cmd->length >= ULONG_MAX)
		return -EOVERFLOW;
	if (!(cmd->flags &
	      (IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE)))
		return -EINVAL;

	ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
	if (IS_ERR(ioas))
		return PTR_ERR(ioas);

	file = fget(cmd->fd);
	if (!file) {
		rc = -EBADF;
		goto out_put_ioas;
	}

	/*
	 * RFC: to be written, in this order:
	 * - iopt_map_file_pages(), which gives cmd->iova and may fail with
	 *   EINVAL, EOVERFLOW, EPERM, ENOMEM, EEXIST, ENOSPC, EFAULT and the
	 *   IOMMU driver's errno
	 * - what a later failure does not take back: the mapping, also where
	 *   the reply faults
	 * - iommufd_ucmd_respond(), which may fail with EFAULT
	 */
	rc = -EOPNOTSUPP;

	fput(file);
out_put_ioas:
	iommufd_put_object(ucmd->ictx, &ioas->obj);
	return rc;
}
