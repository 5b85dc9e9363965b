const erase = '\r\u001b[K';

/** Reads what a command shows on a terminal of what it is at (src/host/progress.ts), as it comes. */
export class ProgressReader {
  private text = '';
  private readonly decoder = new TextDecoder();
  private readonly onText: (text: string) => void;

  constructor(onText: (text: string) => void) {
    this.onText = onText;
  }

  take(chunk: Uint8Array): void {
    this.text += this.decoder.decode(chunk, { stream: true });
    const at = this.text.lastIndexOf(erase);
    if (at < 0) {
      this.text = this.text.slice(-longest);
      return;
    }
    // The last one may still be on its way, and is told again as a whole.
    this.text = this.text.slice(at);
    const shown = this.text.slice(erase.length).replace(/[\r\n].*$/s, '');
    if (shown !== '') this.onText(shown);
  }
}

const longest = 1000;
