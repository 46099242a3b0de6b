// How long can a pattern of a rule keep us busy at one place of a message? Counted before it is ever run, so that
// no text, however hostile, makes classification slow. Every repetition must be bounded for that.

/** Ways to match from one starting point that a pattern may have; three gaps of 40 characters stay below. */
export const PATTERN_COST_MAX = 100_000;

/** Why a pattern may not be used, or `null`. Syntax itself is left to the RegExp constructor. */
export function patternFault(source: string): string | null {
  try {
    const reader = new PatternReader(source);
    const { cost } = reader.alternatives();
    return cost > PATTERN_COST_MAX ? 'can take too long: use fewer or shorter gaps' : null;
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}

class Fault extends Error {}

/** `cost`: number of ways a part can match from one place; `elastic`: whether it can match in more than one way. */
interface Part {
  cost: number;
  elastic: boolean;
}

class PatternReader {
  private at = 0;

  constructor(private readonly source: string) {}

  /** Only alternatives that may begin alike can match at the same place: the ways of those add up. */
  alternatives(): Part {
    const ways = new Map<string, number>();
    let branches = 0;
    let elastic = false;
    for (;;) {
      const first = firstLetter(this.source, this.at);
      const branch = this.sequence();
      ways.set(first, (ways.get(first) ?? 0) + branch.cost);
      branches += 1;
      elastic ||= branch.elastic;
      if (this.source[this.at] !== '|') break;
      this.at += 1;
    }
    const anywhere = ways.get('') ?? 0;
    ways.delete('');
    const cost = Math.max(1, anywhere + Math.max(0, ...ways.values()));
    return { cost, elastic: elastic || branches > 1 };
  }

  /** Within a sequence every way of one part meets every way of the next: they multiply. */
  private sequence(): Part {
    let cost = 1;
    let elastic = false;
    while (this.at < this.source.length && !'|)'.includes(this.source.charAt(this.at))) {
      const atom = this.atom();
      const part = this.repeated(atom);
      cost = Math.min(Number.MAX_SAFE_INTEGER, cost * Math.max(1, part.cost));
      elastic ||= part.elastic;
    }
    return { cost, elastic };
  }

  private atom(): Part {
    const single = { cost: 1, elastic: false };
    const sign = this.source[this.at];
    if (sign === '\\') {
      this.at += 2;
    } else if (sign === '[') {
      this.at = endOfSet(this.source, this.at);
    } else if (sign === '(') {
      this.at += 1;
      this.at +=
        /^\?(?::|=|!|<=|<!|<\w{1,40}>)/.exec(this.source.slice(this.at, this.at + 45))?.[0].length ?? 0;
      const inner = this.alternatives();
      this.at += 1;
      return inner;
    } else {
      this.at += 1;
    }
    return single;
  }

  private repeated(atom: Part): Part {
    const found = /^(?:[*+?]|\{\d{1,5}(?:,\d{0,5})?\})\??/.exec(
      this.source.slice(this.at, this.at + 16),
    )?.[0];
    if (found === undefined) return atom;
    this.at += found.length;
    if (found.startsWith('?')) return { cost: atom.cost + 1, elastic: true };
    const [, low = '', comma, high = ''] = /^\{(\d+)(,?)(\d*)\}/.exec(found) ?? [];
    if (low === '' || (comma && high === '')) throw new Fault(`has an unbounded "${found}"; write {0,80}`);
    const times = comma ? Number(high) : Number(low);
    if (atom.elastic && times > 1) throw new Fault('nests quantifiers; repeat single characters only');
    return { cost: comma ? Math.max(1, times - Number(low) + 1) : 1, elastic: Boolean(comma) };
  }
}

/** The letter that a branch must begin with, or nothing when that cannot be told. */
function firstLetter(source: string, at: number): string {
  const plain = /^(?:\\b)?([A-Za-z0-9_])(?![?{*])/.exec(source.slice(at, at + 4));
  return plain?.[1]?.toLowerCase() ?? '';
}

/** Index after the `]` that closes a set. */
function endOfSet(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === ']') return at + 1;
  }
  return source.length;
}
