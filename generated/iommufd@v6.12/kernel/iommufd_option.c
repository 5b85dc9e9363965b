// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generated; do not edit. From:
 *   specs/iommufd/
 * By: abiwright generate iommufd@v6.12
 *
 * The kernel side of IOMMU_OPTION, in pieces.
 * The comment above each says where it belongs.
 */

/* drivers/iommu/iommufd/main.c, in union ucmd_buffer: */
	struct iommu_option option;

/* drivers/iommu/iommufd/main.c, in iommufd_ioctl_ops[]: */
	IOCTL_OP(IOMMU_OPTION, iommufd_option, struct iommu_option, val64),

/* drivers/iommu/iommufd/main.c, above: */
#include <linux/capability.h>

/* drivers/iommu/iommufd/main.c: */
static int iommufd_option(struct iommufd_ucmd *ucmd)
{
	struct iommu_option *cmd = ucmd->cmd;
	struct iommufd_ioas *ioas;

	if (cmd->__reserved)
		return -EOPNOTSUPP;

	switch (cmd->option_id) {
	case IOMMU_OPTION_RLIMIT_MODE:
		if (cmd->object_id)
			return -EOPNOTSUPP;

		switch (cmd->op) {
		case IOMMU_OPTION_OP_GET:
			/*
			 * RFC: to be written, in this order:
			 * - cmd->val64 = context.account_mode == ACCOUNT_MM
			 * - copy_to_user() of cmd->val64, which may fail with
			 *   EFAULT
			 */
			return -EOPNOTSUPP;
		case IOMMU_OPTION_OP_SET:
			if (!capable(CAP_SYS_RESOURCE))
				return -EPERM;

			/*
			 * RFC: to be written: a check for EBUSY: The context
			 * has objects already.
			 */

			if (cmd->val64 > 1)
				return -EINVAL;

			/*
			 * RFC: to be written, in this order:
			 * - context.account_mode = cmd->val64 ? ACCOUNT_MM :
			 *   ACCOUNT_USER
			 * - what a later failure does not take back: the mode,
			 *   also where the reply faults
			 * - copy_to_user() of cmd->val64, which may fail with
			 *   EFAULT
			 */
			return -EOPNOTSUPP;
		default:
			return -EOPNOTSUPP;
		}
	case IOMMU_OPTION_HUGE_PAGES:
		ioas = iommufd_get_ioas(ucmd->ictx, cmd->object_id);
		if (IS_ERR(ioas))
			return PTR_ERR(ioas);

		switch (cmd->op) {
		case IOMMU_OPTION_OP_GET:
			/*
			 * RFC: to be written, in this order:
			 * - cmd->val64 = ioas.large_pages
			 * - copy_to_user() of cmd->val64, which may fail with
			 *   EFAULT
			 */
			iommufd_put_object(ucmd->ictx, &ioas->obj);
			return -EOPNOTSUPP;
		case IOMMU_OPTION_OP_SET:
			switch (cmd->val64) {
			case 0:
				/*
				 * RFC: to be written, in this order:
				 * - iopt_disable_large_pages(), which may fail
				 *   with EINVAL and EADDRINUSE
				 * - copy_to_user() of cmd->val64, which may
				 *   fail with EFAULT
				 */
				iommufd_put_object(ucmd->ictx, &ioas->obj);
				return -EOPNOTSUPP;
			case 1:
				/*
				 * RFC: to be written, in this order:
				 * - ioas.large_pages = true
				 * - copy_to_user() of cmd->val64, which may
				 *   fail with EFAULT
				 */
				iommufd_put_object(ucmd->ictx, &ioas->obj);
				return -EOPNOTSUPP;
			default:
				iommufd_put_object(ucmd->ictx, &ioas->obj);
				return -EINVAL;
			}
		default:
			iommufd_put_object(ucmd->ictx, &ioas->obj);
			return -EOPNOTSUPP;
		}
	default:
		return -EOPNOTSUPP;
	}
}
