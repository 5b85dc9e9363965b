import { exists } from '../../host/find.ts';
import { pause } from '../../host/pause.ts';
import { readText } from '../../host/read.ts';
import { removeFiles, writeFile } from '../../host/write.ts';
import { reasonOf } from '../left-out.ts';
import type { Performing, Task } from '../random/performing.ts';
import { lookEvery, replyFile, requestFile, servingFile, stopFile, type Reply } from './exchange.ts';

const largestRequest = 256 << 20;

/** Does what the host asks for, in a folder that both see, until it says that there is no more. */
export async function performForHost(
  folder: string,
  performing: Performing,
  onStage: (stage: string) => void,
): Promise<void> {
  writeFile(servingFile(folder), '');
  for (let number = 0; ; number++) {
    const request = requestFile(folder, number);
    onStage(`random calls, request ${number}`);
    while (!exists(request)) {
      if (exists(stopFile(folder))) return;
      await pause(lookEvery);
    }
    const read = readText(request, largestRequest);
    if (!read.ok) throw new Error(`${request} ${read.detail}`);
    const reply = await replyTo(JSON.parse(read.text) as readonly Task[], performing);
    removeFiles([request], folder);
    writeFile(replyFile(folder, number), JSON.stringify(reply));
  }
}

async function replyTo(tasks: readonly Task[], performing: Performing): Promise<Reply> {
  try {
    return { performed: await performing.perform(tasks) };
  } catch (error) {
    const leftOut = reasonOf(error);
    if (leftOut === null) throw error;
    return { leftOut };
  }
}
