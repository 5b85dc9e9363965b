import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { changesOf } from '../../../src/emit/change.ts';
import { ioctlFragments } from '../../../src/emit/kernel/ioctl-fragments.ts';
import { kernelFragments } from '../../../src/emit/kernel/kernel-fragments.ts';
import { headerEdits } from '../../../src/series/plan/header-edits.ts';
import { kernelEdits } from '../../../src/series/plan/kernel-edits.ts';
import { treeLayout } from '../../../src/series/plan/layout.ts';
import type { Proposal } from '../../../src/spec/interface.ts';
import { KernelBuild } from '../../support/kernel-build.ts';
import { iommufd, proposalIn } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';

const driver = 'drivers/iommu/iommufd';

let kernel: KernelBuild;

beforeAll(() => {
  kernel = new KernelBuild();
});

/** What checkpatch.pl says, a line for each finding. */
function checkpatch(words: readonly string[], input = ''): readonly string[] {
  const flags = ['--strict', '--terse', '--show-types', '--no-summary', '--no-signoff', '--color=never'];
  const { stdout, status } = spawnSync(join(kernel.folder, 'scripts/checkpatch.pl'), [...flags, ...words], {
    cwd: kernel.folder,
    encoding: 'utf8',
    input,
    maxBuffer: 1 << 24,
  });
  const found = stdout.split('\n').filter((line) => line !== '');
  // It ends with 0 where it finds nothing, and with something else where it fails.
  expect(status === 0).toBe(found.length === 0);
  return found;
}

describe('the handlers of the base, as generated', () => {
  const base = iommufd().interface;
  const name = 'generated_handlers';
  const path = `${driver}/${name}.c`;

  /** One file of all of them, in which each is used. */
  function write(): void {
    const handlers = base.ioctls.map((ioctl) => ioctlFragments(base, ioctl, printer()));
    const used = handlers.map((each) => `\t${each.handler},`).join('\n');
    const headers = [...new Set(handlers.flatMap((each) => each.includes))].sort();
    const source = [
      '// SPDX-License-Identifier: GPL-2.0-only',
      ...['linux/iommufd.h', ...headers].map((header) => `#include <${header}>`),
      '',
      '#include "io_pagetable.h"',
      '#include "iommufd_private.h"',
      '',
      ...handlers.map((each) => `${each.definition}\n`),
      `static int (*const handlers[])(struct iommufd_ucmd *ucmd) __used = {\n${used}\n};`,
      '',
    ];
    writeFileSync(join(kernel.folder, path), source.join('\n'));
  }

  test('compile in the kernel without a warning of gcc or sparse', () => {
    kernel.reset();
    write();
    const { status, output } = kernel.make('W=1', 'C=2', `${driver}/${name}.o`);
    expect(output.split('\n').filter((line) => line.includes(name) && /warning|error/.test(line))).toEqual([]);
    expect(status, output).toBe(0);
  });

  test('are written as the kernel is', () => {
    kernel.reset();
    write();
    expect(checkpatch(['-f', path])).toEqual([]);
    const file = join(kernel.folder, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace('if (cmd->__reserved)\n', 'if(cmd->__reserved) \n'));
    expect(checkpatch(['-f', path])).toHaveLength(2);
  });
});

function scenario(name: string): Proposal {
  return proposalIn(`test/emit/kernel/scenarios/${name}`, name, iommufd());
}

/** Makes the changes of a proposal in the driver and its uAPI header. */
function apply(proposal: Proposal): void {
  const layout = treeLayout(proposal.base.family);
  const fragments = kernelFragments(proposal, printer());
  for (const change of changesOf(proposal)) {
    const edits = [
      ...headerEdits(proposal, change, layout.header, printer()),
      ...kernelEdits(fragments, change, proposal.result, layout),
    ];
    for (const { path, apply: edit } of edits) {
      const file = join(kernel.folder, path);
      writeFileSync(file, edit(readFileSync(file, 'utf8')));
    }
  }
}

/** The second list without what the first has, each as often as it has it. */
function beyond(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

describe.each(['ioas-freeze', 'unmap-quietly'])('the driver with %s', (name) => {
  let known: readonly string[];

  beforeAll(() => {
    kernel.reset();
    known = kernel.driverWarnings();
  });

  test('builds without a new warning of gcc or sparse', () => {
    kernel.reset();
    apply(scenario(name));
    expect(beyond(known, kernel.driverWarnings())).toEqual([]);
  });

  test('is changed as checkpatch.pl wants it', () => {
    kernel.reset();
    apply(scenario(name));
    const diff = execFileSync('git', ['diff', '--', driver], { cwd: kernel.folder, encoding: 'utf8' });
    expect(diff).toContain('RFC: to be written');
    expect(checkpatch(['-'], diff)).toEqual([]);
  });
});

test('no call with a new flag comes to what the handlers do today', () => {
  kernel.reset();
  apply(scenario('unmap-quietly'));
  const source = readFileSync(join(kernel.folder, driver, 'ioas.c'), 'utf8');
  const unmap = source.slice(
    source.indexOf('int iommufd_ioas_unmap('),
    source.indexOf('int iommufd_option_rlimit_mode('),
  );
  const order = ['UNMAP_LOUDLY) {', 'iommufd_get_ioas(', 'UNMAP_QUIETLY) {', 'iopt_unmap_all(', 'iopt_unmap_iova('];
  expect(order.map((each) => unmap.indexOf(each))).toEqual(
    [...order.map((each) => unmap.indexOf(each))].sort((a, b) => a - b),
  );
  expect(order.every((each) => unmap.includes(each))).toBe(true);
});
