import type { Expression } from '../spec/expression/expression.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';
import { walk, type Step } from '../spec/step.ts';

/** What the steps of an ioctl do with an address. */
export interface AddressUse {
  /** They keep it in a row of a table: it says which memory a mapping is of. */
  readonly kept: boolean;
  /** They read or write what is there, as an array. */
  readonly elements: boolean;
}

type Is = (expression: Expression) => boolean;

/** What an ioctl does with the address in a member, in its own steps and in those of the verbs that it hands it to. */
export function addressUse(of: Interface, ioctl: Ioctl, path: readonly string[]): AddressUse {
  const name = path.join('.');
  return useOf(of, ioctl.steps, (each) => each.op === 'field' && each.path.join('.') === name, new Set());
}

/** `within` are the verbs that are being looked at already, with the parameter that is the address. */
function useOf(of: Interface, steps: readonly Step[], isAddress: Is, within: ReadonlySet<string>): AddressUse {
  const uses = [...walk(steps)].map((step): AddressUse => {
    if (step.kind === 'insert') return { kept: Object.values(step.row).some(isAddress), elements: false };
    if (step.kind === 'set') return { kept: step.target.op === 'column' && isAddress(step.to), elements: false };
    if ('at' in step) return { kept: false, elements: isAddress(step.at) };
    if (step.kind !== 'call') return { kept: false, elements: false };
    const verb = of.verbs.get(step.verb);
    const parameters = Object.keys(step.with).filter((each) => {
      const value = step.with[each];
      return value !== undefined && isAddress(value) && !within.has(`${step.verb} ${each}`);
    });
    return either(
      parameters.map((each) =>
        useOf(
          of,
          verb?.steps ?? [],
          (value) => value.op === 'variable' && value.name === each,
          new Set([...within, `${step.verb} ${each}`]),
        ),
      ),
    );
  });
  return either(uses);
}

function either(uses: readonly AddressUse[]): AddressUse {
  return { kept: uses.some(({ kept }) => kept), elements: uses.some(({ elements }) => elements) };
}
