import type { Failure } from '../model/call.ts';
import type { KernelModel } from '../model/kernel-model.ts';
import { recordedEnd } from './call-differences.ts';
import { compareCall, type RecordedCall } from './compare-call.ts';

/**
 * Which step of a recorded call is the one that was made to fail: the first whose failure explains all that was recorded of
 * the call. Undefined where it needs none, as the kernel gets over many failures, and where none explains it.
 */
export function failureIn(model: KernelModel, call: RecordedCall): Failure | undefined {
  const driverErrno = recordedEnd(call.event);
  let failure: Failure | undefined;
  for (;;) {
    const trial = model.copy();
    const [context, process] = [trial.counterpart.get(call.context), trial.counterpart.get(call.process)];
    if (!context || !process) throw new Error('a copy has what it is a copy of');
    const { result, differences } = compareCall(trial.model, { ...call, context, process }, failure);
    if (differences.length === 0) return failure;
    const nth: number = failure?.nth ?? 0;
    if (result.mayFail < nth) return undefined;
    failure = { nth: nth + 1, driverErrno };
  }
}
