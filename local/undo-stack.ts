// What has been started is stopped in the opposite order, each part in its turn and within its time.

export type Undo = () => Promise<void> | void;

/** A worker gets half a minute for its activities; nothing else needs as long. */
const UNDO_MS_MAX = 45_000;

export class UndoStack {
  private readonly undos: { name: string; undo: Undo }[] = [];

  push(name: string, undo: Undo): void {
    this.undos.push({ name, undo });
  }

  /** Stops everything; a part that fails to stop is named and does not hold up the others. */
  async unwind(say: (line: string) => void): Promise<void> {
    for (let next = this.undos.pop(); next; next = this.undos.pop()) {
      try {
        await within(UNDO_MS_MAX, next.undo());
      } catch (error) {
        say(`${next.name} did not stop cleanly: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}

async function within(ms: number, work: Promise<void> | void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${ms / 1000} s`)), ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
