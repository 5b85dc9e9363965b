import { visible } from '../../diagnostics/visible.ts';
import type { Trouble } from '../../conform/trouble.ts';
import type { Painter } from '../painter.ts';

/** A kernel that was booted, to be told. */
export interface ToldBoot {
  readonly image: string;
  readonly accelerator: string;
  /** From the start of QEMU to that of the command; null where it did not get there. */
  readonly seconds: number | null;
  /** What there is to say of how it was built, a clause each. */
  readonly warnings: readonly string[];
}

/** The line that says which kernel was called, and what there is to say of it. */
export function kernelText(kernel: string | null, boot: ToldBoot | null, painter: Painter): string {
  if (boot === null) return `called ${visible(kernel ?? 'no kernel')}`;
  const how = boot.accelerator === 'kvm' ? 'QEMU, KVM' : 'QEMU, no KVM';
  const name = visible(kernel ?? boot.image);
  const line =
    boot.seconds === null ? `did not boot ${name} (${how})` : `booted ${name} in ${boot.seconds.toFixed(1)} s (${how})`;
  return [line, ...boot.warnings.map((each) => `  ${painter.doubtful('warning:')} ${visible(each)}`)].join('\n');
}

/** What is wrong with a kernel beyond what its calls return, with what was said of it. */
export function troubleText({ code, message, lines }: Trouble, painter: Painter): string {
  const shown = lines.slice(0, shownLines).map((line) => `    ${visible(line)}`);
  const more = lines.length - shown.length;
  return [
    `${painter.bad(`error ${code}:`)} ${visible(message)}`,
    ...shown,
    ...(more > 0 ? [`    ... ${String(more)} more lines, which --json has`] : []),
    `  ${painter.faint('why:')} abiwright explain ${code}`,
  ].join('\n');
}

const shownLines = 40;
