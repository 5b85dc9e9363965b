import { beforeAll, describe, expect, test } from 'vitest';
import { proposalSelftest, selftestPrograms } from '../../../src/emit/selftest/selftest.ts';
import { findVectors } from '../../../src/vectors/find.ts';
import { iommufd, iommufdProposal } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';

const base = iommufd().interface;
/** Milliseconds that the search for vectors may take. */
const patience = 120_000;

/** The body of a test. */
function body(program: string, fixture: string, name: string): string {
  const start = program.indexOf(`TEST_F(${fixture}, ${name})\n`);
  expect(start, `${fixture}.${name}`).toBeGreaterThan(0);
  return program.slice(start, program.indexOf('\n}\n', start) + 3);
}

function testNames(program: string): readonly string[] {
  return [...program.matchAll(/^TEST_F\((\w+), (\w+)\)$/gm)].map(([, fixture = '', name = '']) => `${fixture}.${name}`);
}

function programOf(name: string): string {
  return proposalSelftest(iommufdProposal(name), printer())?.text ?? '';
}

describe('the programs of iommufd@v6.12', () => {
  const programs = new Map<string, string>();
  beforeAll(() => {
    for (const { path, text } of selftestPrograms({ interface: base, proposal: null, explored: null }, printer()))
      programs.set(path, text);
  }, patience);

  test('are one for each ioctl', () => {
    expect(programs.size).toBe(15);
    expect(programs.has('iommufd@v6.12/selftest/iommufd_ioas_map.c')).toBe(true);
  });

  test('have a test for each vector, and each name once', () => {
    for (const ioctl of base.ioctls) {
      const text = programs.get(`iommufd@v6.12/selftest/iommufd_${ioctl.command.toLowerCase()}.c`) ?? '';
      const names = testNames(text);
      expect(new Set(names).size).toBe(names.length);
      const { vectors } = findVectors(base, ioctl);
      expect(names.map((each) => each.split('.')[1]).sort()).toEqual(vectors.map((each) => each.name).sort());
    }
  });

  test('change one thing of an argument that is right, and then make the call with that', () => {
    const text = programs.get('iommufd@v6.12/selftest/iommufd_ioas_map.c') ?? '';
    expect(body(text, 'ioas_map', 'eoverflow_user_va_max')).toBe(`TEST_F(ioas_map, eoverflow_user_va_max)
{
	struct iommu_ioas_map cmd = self->cmd;

	cmd.user_va = ULONG_MAX;
	EXPECT_EQ(EOVERFLOW, call(self->fd, IOMMU_IOAS_MAP, &cmd));
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_MAP, &self->cmd));
}
`);
  });

  test('do not repeat a call that has left something behind', () => {
    const text = programs.get('iommufd@v6.12/selftest/iommufd_ioas_map.c') ?? '';
    expect(body(text, 'ioas_map', 'efault_argument_read_only').match(/call\(/g)).toHaveLength(1);
  });

  test('ask for a capability where the call needs it, and drop it where the call must not have it', () => {
    const text = programs.get('iommufd@v6.12/selftest/iommufd_option.c') ?? '';
    const denied = body(text, 'option', 'eperm_without_capability');
    expect(denied).toContain('if (!capable(CAP_SYS_RESOURCE))\n\t\tSKIP(return, "needs CAP_SYS_RESOURCE");');
    expect(denied).toContain('EXPECT_EQ(EPERM,\n\t\t  call_unprivileged(');
    expect(body(text, 'option', 'eopnotsupp_reserved')).toContain('capable(');
  });

  test('say what is left out, and why', () => {
    const text = programs.get('iommufd@v6.12/selftest/iommufd_hwpt_alloc.c') ?? '';
    expect(text.slice(text.lastIndexOf('/*'))).toContain(' * IOMMU_HWPT_ALLOC: needs a device:\n * - EINVAL');
  });
});

describe('the program of ioas-map-file', () => {
  let text = '';
  beforeAll(() => {
    text = programOf('ioas-map-file');
  }, patience);

  test('tests what the ioctl checks first on any kernel that has it', () => {
    expect(body(text, 'ioas_map_file', 'ebadf_fd_negative')).toBe(`TEST_F(ioas_map_file, ebadf_fd_negative)
{
	struct iommu_ioas_map_file cmd = self->cmd;

	cmd.fd = -1;
	EXPECT_EQ(EBADF, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	EXPECT_NE(EBADF, call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd));
}
`);
  });

  test('skips what a kernel without the effect cannot answer', () => {
    expect(body(text, 'ioas_map_file', 'einval_fd_dev_null'))
      .toContain(`	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(EINVAL, result);
`);
  });

  test('takes EOPNOTSUPP for a check only where the right call gives something else', () => {
    expect(body(text, 'ioas_map_file', 'eopnotsupp_flags_unknown_bit')).toContain(`
	ASSERT_EQ(EOPNOTSUPP, call(self->fd, IOMMU_IOAS_MAP_FILE, &cmd));
	result = call(self->fd, IOMMU_IOAS_MAP_FILE, &self->cmd);
	if (result == EOPNOTSUPP)
		SKIP(return, "the effect of IOMMU_IOAS_MAP_FILE is not implemented");
	EXPECT_EQ(0, result);
`);
  });
});

describe('the program of mdev-exclusion', () => {
  let text = '';
  beforeAll(() => {
    text = programOf('mdev-exclusion');
  }, patience);

  test('skips on a kernel whose argument is shorter', () => {
    expect(body(text, 'ioas_unmap', 'eopnotsupp_reserved')).toContain(`	result = call(self->fd, IOMMU_IOAS_UNMAP, &cmd);
	if (result == E2BIG)
		SKIP(return, "struct iommu_ioas_unmap has no __reserved");
	EXPECT_EQ(EOPNOTSUPP, result);
	EXPECT_EQ(0, call(self->fd, IOMMU_IOAS_UNMAP, &self->cmd));
`);
  });

  test('skips on a kernel without the flag', () => {
    const flagged = body(text, 'ioas_map', 'enoent_flags_fixed_iova_resume_va');
    expect(flagged).toContain(
      'if (result == EOPNOTSUPP)\n\t\tSKIP(return, "IOMMU_IOAS_MAP_RESUME_VA is not implemented");',
    );
  });

  test('leaves to the base what the proposal does not change', () => {
    const names = testNames(text);
    expect(names).not.toContain('ioas_map.enoent_ioas_id_unknown');
    expect(names).toContain('ioas_unmap.size_first_version');
    expect(names.some((each) => each.startsWith('ioas_copy'))).toBe(false);
  });
});
