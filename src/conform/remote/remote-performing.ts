import { exists } from '../../host/find.ts';
import { pause } from '../../host/pause.ts';
import { readText } from '../../host/read.ts';
import { removeFiles, writeFile } from '../../host/write.ts';
import { LeftOut } from '../left-out.ts';
import type { Performed } from '../random/operation.ts';
import type { Performing, Task } from '../random/performing.ts';
import { lookEvery, replyFile, requestFile, servingFile, stopFile, type Reply } from './exchange.ts';

const largestReply = 256 << 20;

/** The guest is gone, and what was asked of it is not done. */
export class GuestGone extends Error {
  override readonly name = 'GuestGone';
}

/** Has a guest do cases, by a folder that both see (exchange.ts): the host computes, and the guest only makes the calls. */
export class RemotePerforming implements Performing {
  private readonly folder: string;
  private gone = false;
  private asked = 0;

  /** @param gone settles when the guest has ended */
  constructor(folder: string, gone: Promise<unknown>) {
    this.folder = folder;
    const note = (): void => {
      this.gone = true;
    };
    gone.then(note, note);
  }

  /** Settles when the guest serves. @throws GuestGone where it never will */
  async ready(): Promise<void> {
    await this.appears(servingFile(this.folder));
  }

  async perform(tasks: readonly Task[]): Promise<readonly Performed[]> {
    const number = this.asked++;
    writeFile(requestFile(this.folder, number), JSON.stringify(tasks));
    const reply = replyFile(this.folder, number);
    await this.appears(reply);
    const read = readText(reply, largestReply);
    if (!read.ok) throw new Error(`${reply} ${read.detail}`);
    removeFiles([reply], this.folder);
    const came = JSON.parse(read.text) as Reply;
    if ('performed' in came) return came.performed;
    const { code, message, fix } = came.leftOut;
    throw new LeftOut(code, message, fix);
  }

  /** Tells the guest that there is no more. */
  stop(): void {
    if (!this.gone) writeFile(stopFile(this.folder), '');
  }

  private async appears(path: string): Promise<void> {
    while (!exists(path)) {
      if (this.gone) throw new GuestGone('the guest is gone');
      await pause(lookEvery);
    }
  }
}
