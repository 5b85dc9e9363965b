const erase = '\r\u001b[K';

/** Reads what a command shows on a terminal of what it is at (src/host/progress.ts), as it comes. */
export class ProgressReader {
  private text = '';
  /** Whether what is read is behind the first of them. */
  private begun = false;
  private readonly decoder = new TextDecoder();
  private readonly onText: (text: string) => void;

  constructor(onText: (text: string) => void) {
    this.onText = onText;
  }

  take(chunk: Uint8Array): void {
    this.text += this.decoder.decode(chunk, { stream: true });
    // What is behind the last one may still be on its way.
    const parts = this.text.split(erase);
    this.text = (parts.pop() ?? '').slice(-longest);
    if (this.begun) this.tell(parts.at(-1) ?? '');
    if (parts.length > 0 && !this.begun) {
      this.begun = true;
      this.tell(parts.slice(1).at(-1) ?? '');
    }
  }

  private tell(text: string): void {
    const shown = text.replace(/[\r\n].*$/s, '');
    if (shown !== '') this.onText(shown);
  }
}

const longest = 1000;
