import { exists } from '../../host/find.ts';
import { pause } from '../../host/pause.ts';
import { readText } from '../../host/read.ts';
import { removeFiles, writeFile } from '../../host/write.ts';
import type { Performing, Task } from '../random/performing.ts';
import { lookEvery, replyFile, requestFile, servingFile, stopFile } from './exchange.ts';

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
    const performed = await performing.perform(JSON.parse(read.text) as readonly Task[]);
    removeFiles([request], folder);
    writeFile(replyFile(folder, number), JSON.stringify(performed));
  }
}
