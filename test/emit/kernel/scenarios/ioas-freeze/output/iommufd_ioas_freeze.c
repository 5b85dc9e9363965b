// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 *   specs/proposals/ioas-freeze/
 * By: abiwright generate ioas-freeze
 *
 * The kernel side of IOMMU_IOAS_FREEZE, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_ioas_freeze freeze;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_IOAS_FREEZE, iommufd_ioas_freeze,
		 struct iommu_ioas_freeze, out_frozen),

/* drivers/iommu/iommufd/iommufd_private.h: */
int iommufd_ioas_freeze(struct iommufd_ucmd *ucmd);

/* drivers/iommu/iommufd/ioas.c, above: */
#include <linux/capability.h>
#include <linux/file.h>

/* drivers/iommu/iommufd/ioas.c: */
int iommufd_ioas_freeze(struct iommufd_ucmd *ucmd)
{
	struct iommu_ioas_freeze *cmd = ucmd->cmd;
	struct iommu_iova_range __user *ranges;
	struct iommufd_ioas *other;
	struct iommufd_ioas *ioas;
	struct file *file;
	int rc;
	u32 i;

	if ((cmd->flags &
	     ~(IOMMU_IOAS_FREEZE_FORCE | IOMMU_IOAS_FREEZE_SHARED)) ||
	    cmd->__reserved)
		return -EOPNOTSUPP;
	if ((u64)cmd->num_ranges * 16 > PAGE_SIZE)
		return -E2BIG;
	if ((u64)cmd->order - 12 > 18)
		return -EINVAL;

	if (cmd->flags & IOMMU_IOAS_FREEZE_FORCE) {
		if (!capable(CAP_SYS_ADMIN))
			return -EPERM;
	}

	ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
	if (IS_ERR(ioas))
		return PTR_ERR(ioas);

	other = iommufd_get_ioas(ucmd->ictx, cmd->other_id);
	if (IS_ERR(other)) {
		rc = -ESRCH;
		goto out_put_ioas;
	}

	file = fget(cmd->control);
	if (!file) {
		rc = -EBADF;
		goto out_put_other;
	}

	/*
	 * RFC: to be written: a check for EBUSY: Another call is at work. It
	 * may end no comment *\/ either.
	 */

	switch (cmd->op) {
	case IOMMU_IOAS_FREEZE_OP_ALL:
		if (cmd->num_ranges || cmd->ranges) {
			rc = -EINVAL;
			goto out_put_file;
		}

		/*
		 * RFC: to be written, in this order:
		 * - iopt_freeze(), which gives cmd->out_frozen and may fail
		 *   with EINVAL and ENOMEM
		 * - iopt_thaw()
		 * - what a later failure does not take back: the freezing of
		 *   what was frozen
		 * - iommufd_ucmd_respond(), which may fail with EFAULT
		 */
		rc = -EOPNOTSUPP;
		goto out_put_file;
	case IOMMU_IOAS_FREEZE_OP_RANGES:
		ranges = u64_to_user_ptr(cmd->ranges);
		for (i = 0; i != cmd->num_ranges; i++) {
			struct iommu_iova_range range;

			if (copy_from_user(&range, &ranges[i], sizeof(range))) {
				rc = -EFAULT;
				goto out_put_file;
			}

			if (range.start >= range.last) {
				rc = -EINVAL;
				goto out_put_file;
			}

			if (range.last >= ULONG_MAX) {
				rc = -EOVERFLOW;
				goto out_put_file;
			}

			/*
			 * RFC: to be written: iopt_freeze(), which gives
			 * cmd->out_frozen and may fail with EINVAL and ENOMEM.
			 */
		}

		/*
		 * RFC: to be written, in this order:
		 * - iopt_thaw()
		 * - what a later failure does not take back: the freezing of
		 *   what was frozen
		 * - iommufd_ucmd_respond(), which may fail with EFAULT
		 */
		rc = -EOPNOTSUPP;
		goto out_put_file;
	case IOMMU_IOAS_FREEZE_OP_THAW:
		break;
	default:
		rc = -EOPNOTSUPP;
		goto out_put_file;
	}

	/*
	 * RFC: to be written, in this order:
	 * - iopt_thaw()
	 * - what a later failure does not take back: the freezing of what was
	 *   frozen
	 * - iommufd_ucmd_respond(), which may fail with EFAULT
	 */
	rc = -EOPNOTSUPP;

out_put_file:
	fput(file);
out_put_other:
	iommufd_put_object(ucmd->ictx, &other->obj);
out_put_ioas:
	iommufd_put_object(ucmd->ictx, &ioas->obj);
	return rc;
}
