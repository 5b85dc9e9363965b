import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentationPages } from '../../../src/emit/documentation/pages.ts';
import { printProposalSection } from '../../../src/emit/documentation/proposal.ts';
import { plain, readProse, type Inline } from '../../../src/emit/text/prose.ts';
import { proseLines } from '../../../src/emit/text/prose-lines.ts';
import { restStyle } from '../../../src/emit/text/rest.ts';
import { docutils } from '../../support/docutils.ts';
import { kernelTree } from '../../support/kernel-tree.ts';
import { seed } from '../../support/seed.ts';
import { scenarioInput, scenarioProposal } from '../../support/scenario.ts';
import { baseIn, iommufd, iommufdProposal, proposalIn } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';

const vault = baseIn(scenarioInput('vault'));
const proposals = [
  iommufdProposal('ioas-map-file'),
  iommufdProposal('mdev-exclusion'),
  proposalIn(scenarioProposal('vault'), 'vault-list', vault),
];

describe('docutils has nothing to say about', () => {
  it.each([['iommufd', iommufd().interface] as const, ['vault', vault.interface] as const])(
    'the reference of %s',
    (_, subject) => {
      const [page] = documentationPages({ interface: subject, proposal: null, explored: null }, printer());
      const { output, complaints } = docutils(page?.text ?? '');
      expect(complaints).toBe('');
      for (const { name } of subject.ioctls) expect(output).toMatch(new RegExp(`<title[^>]*>${name}</title>`));
    },
  );

  it.each(proposals.map((each) => [each.name, each] as const))(
    'the section of %s, in the page of the kernel',
    (_, proposal) => {
      const page = readFileSync(join(kernelTree(), 'Documentation/userspace-api/iommufd.rst'), 'utf8').split('\n');
      const marker = page.findIndex((line) => line.startsWith('.. kernel-doc:: include/uapi'));
      const section = printProposalSection(proposal, printer());
      const whole = [...page.slice(0, marker), section, ...page.slice(marker + 1)];
      const { output, complaints } = docutils(
        whole.filter((line) => !/^\.\. kernel-doc::|^ {3}:export:/.test(line)).join('\n'),
      );
      expect(complaints).toBe('');
      expect(output).toContain('How to tell that a kernel has it');
    },
  );
});

describe(`hostile prose of seed ${seed}`, () => {
  const word = fc.stringMatching(/^[-*_`|\\:.<>#+=~'"()[\]{}!?,;&@$%^/0-9a-cIVX]{1,6}$/);
  const paragraph = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
  const samples = fc.sample(paragraph, { numRuns: 1500, seed });

  function words(text: string): string {
    return text.replaceAll(/\s+/g, '');
  }

  function unescaped(xml: string): string {
    return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  }

  /** Markup that is kept, so that what it says cannot be compared with its source word for word. */
  function isPlain(content: readonly Inline[]): boolean {
    return content.every((each) => each.kind === 'text');
  }

  it('is text to docutils wherever it is text to Markdown', () => {
    const texts = samples.flatMap((sample) => {
      const [only, ...more] = readProse(sample);
      return only?.kind === 'paragraph' && more.length === 0 && isPlain(only.content)
        ? [[sample, words(plain(only.content))] as const]
        : [];
    });
    const source = texts
      .map(([sample], index) => `begin ${index}\n\n${proseLines(readProse(sample), restStyle(1), 30).join('\n')}\n`)
      .join('\n');
    const { output, complaints } = docutils(source);
    const found = output.split(/<paragraph>begin \d+<\/paragraph>/).slice(1);
    const read = found.map((each) => words(unescaped(each.replaceAll(/<[^<>]+>/g, ''))));
    expect(complaints).toBe('');
    expect(read).toEqual(texts.map(([, text]) => text));
    expect(texts.length).toBeGreaterThan(700);
  });

  it('never makes docutils complain, whatever it is', () => {
    const source = samples.map(
      (sample, index) => `Begin ${index}\n\n${proseLines(readProse(sample), restStyle(1), 30).join('\n')}\n`,
    );
    for (let start = 0; start < source.length; start += 500) {
      expect(docutils(source.slice(start, start + 500).join('\n'), 2).complaints).toBe('');
    }
  });
});
