// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/unmap-quietly/
 * By: abiwright generate unmap-quietly
 *
 * The kernel side of IOMMU_IOAS_UNMAP, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/ioas.c, above: */
#include <linux/file.h>

/*
 * drivers/iommu/iommufd/ioas.c, in iommufd_ioas_unmap(), before:
 *   ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
 *   if (IS_ERR(ioas)) return PTR_ERR(ioas);
 */
	if (cmd->flags & ~(IOMMU_IOAS_UNMAP_QUIETLY | IOMMU_IOAS_UNMAP_LOUDLY))
		return -EOPNOTSUPP;

	if (cmd->flags & IOMMU_IOAS_UNMAP_LOUDLY) {
		/* RFC: to be written: what IOMMU_IOAS_UNMAP_LOUDLY asks for. */
		return -EOPNOTSUPP;
	}

/*
 * drivers/iommu/iommufd/ioas.c, in iommufd_ioas_unmap(), after:
 *   ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
 *   if (IS_ERR(ioas)) return PTR_ERR(ioas);
 */
	/* RFC: to be written: a check for EDEADLK: The caller is mapping. */

	if (cmd->flags & IOMMU_IOAS_UNMAP_QUIETLY) {
		struct file *file;

		file = fget(cmd->control);
		if (!file) {
			iommufd_put_object(ucmd->ictx, &ioas->obj);
			return -EBADF;
		}

		if (cmd->length & (PAGE_SIZE - 1)) {
			fput(file);
			iommufd_put_object(ucmd->ictx, &ioas->obj);
			return -EINVAL;
		}

		/*
		 * RFC: to be written, in this order:
		 * - iopt_unmap_quietly(), which gives cmd->length and may fail
		 *   with ENOMEM
		 * - what a later failure does not take back: what has been
		 *   unmapped, also where the reply faults
		 * - iommufd_ucmd_respond(), which may fail with EFAULT
		 */
		fput(file);
		iommufd_put_object(ucmd->ictx, &ioas->obj);
		return -EOPNOTSUPP;
	}
