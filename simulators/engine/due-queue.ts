// A priority queue by due time; among equals the first put in comes out first, so that the same story runs the same way.

export interface Due {
  readonly due: number;
  readonly seq: number;
}

const before = (a: Due, b: Due): boolean => a.due < b.due || (a.due === b.due && a.seq < b.seq);

/** A binary heap: putting in and taking out cost the logarithm of what waits. */
export class DueQueue<T extends Due> {
  private readonly heap: T[] = [];

  constructor(items: Iterable<T>) {
    for (const item of items) this.put(item);
  }

  put(item: T): void {
    let at = this.heap.push(item) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = this.heap[up];
      if (parent === undefined || !before(item, parent)) break;
      this.heap[at] = parent;
      at = up;
    }
    this.heap[at] = item;
  }

  /** The earliest, taken out, if it is due by `end`. */
  take(end: number): T | null {
    const first = this.heap[0];
    if (first === undefined || first.due > end) return null;
    const last = this.heap.pop();
    if (last !== undefined && this.heap.length > 0) this.sink(last);
    return first;
  }

  private sink(item: T): void {
    let at = 0;
    for (;;) {
      const [left, right] = [this.heap[2 * at + 1], this.heap[2 * at + 2]];
      const useRight = left !== undefined && right !== undefined && before(right, left);
      const child = useRight ? right : left;
      if (child === undefined || !before(child, item)) break;
      this.heap[at] = child;
      at = 2 * at + (useRight ? 2 : 1);
    }
    this.heap[at] = item;
  }
}
