// What the simulated model makes of evidence: a few words it knows, far fewer than a real one, and never certainty.
import type { Item } from './reading';

export interface Verdict {
  readonly class: string;
  readonly action: string;
  readonly confidence: number;
  readonly summary: string;
  readonly citations: { readonly evidenceId: string; readonly quote: string }[];
}

interface Hunch {
  readonly words: RegExp;
  readonly class: string;
  readonly action: string;
}

/** The first that fits any item decides. */
const HUNCHES: readonly Hunch[] = [
  {
    words: /replication slot|binlog|resume token|wal\b.{0,30}(?:removed|gone)|log sequence number/i,
    class: 'cdc_position_lost',
    action: 'resync',
  },
  {
    words: /too many requests|rate.?limit|quota|throttl/i,
    class: 'rate_limit',
    action: 'wait_for_quota_reset',
  },
  {
    words:
      /invalid.{0,20}(?:credential|password|grant|token)|log ?in|expired|unauthori[sz]ed|re-?authori[sz]e/i,
    class: 'authentication',
    action: 'reauthenticate',
  },
  {
    words: /permission|forbidden|access denied|not allowed|privilege/i,
    class: 'authorization',
    action: 'request_permission',
  },
  {
    words: /out of memory|heap|oom|disk full|no space/i,
    class: 'resource_exhaustion',
    action: 'reduce_load',
  },
  {
    words: /column|schema|field .{0,40}(?:missing|renamed|removed)|unknown table/i,
    class: 'schema_drift',
    action: 'refresh_schema',
  },
  {
    words: /warehouse|destination|snowflake|bigquery|redshift/i,
    class: 'destination_failure',
    action: 'retry_with_backoff',
  },
  {
    words: /timed? ?out|reset by peer|broken pipe|dns|handshake|unreachable/i,
    class: 'network_transient',
    action: 'retry_with_backoff',
  },
  {
    words: /maintenance|unavailable|starting up|50[234]\b/i,
    class: 'source_unavailable',
    action: 'retry_with_backoff',
  },
  {
    words: /malformed|invalid (?:date|value|utf)|cannot (?:parse|cast)|constraint/i,
    class: 'data_quality',
    action: 'quarantine_records',
  },
  {
    words: /config|setting|parameter|must be set|not supported/i,
    class: 'configuration',
    action: 'fix_configuration',
  },
  {
    words: /nullpointer|exception|bug|internal error|traceback/i,
    class: 'platform_bug',
    action: 'upgrade_connector',
  },
];

const CONFIDENCE = 0.8;
const QUOTE_CHARS_MAX = 120;

export function reason(items: readonly Item[]): Verdict {
  for (const hunch of HUNCHES) {
    const item = items.find(({ text }) => hunch.words.test(text));
    if (item === undefined) continue;
    return {
      class: hunch.class,
      action: hunch.action,
      confidence: CONFIDENCE,
      summary: `The sync failed in a way that reads as ${hunch.class.replaceAll('_', ' ')}.`,
      citations: [{ evidenceId: item.id, quote: around(item.text, hunch.words) }],
    };
  }
  return { class: 'unknown', action: 'escalate', confidence: 0.2, summary: 'Nothing tells.', citations: [] };
}

/** The words that fitted, with some of what follows. */
function around(text: string, words: RegExp): string {
  const at = text.search(words);
  return text.slice(Math.max(0, at), at + QUOTE_CHARS_MAX).trim();
}

const CLASSES = [...new Set(HUNCHES.map((hunch) => hunch.class))];
const ACTIONS = [...new Set([...HUNCHES.map((hunch) => hunch.action), 'escalate'])];

/** A gullible model: what a text orders it answers, with full confidence and a quote that is really there. */
export function obey(items: readonly Item[]): Verdict {
  const order = items.find(({ text }) => orderIn(text) !== null) ?? items[0] ?? { id: 'e1', text: '' };
  const wanted = orderIn(order.text) ?? { class: 'cdc_position_lost', action: 'resync' };
  return {
    ...wanted,
    confidence: 0.99,
    summary: 'The whole table has to be read again.',
    citations: [{ evidenceId: order.id, quote: order.text.slice(0, QUOTE_CHARS_MAX).trim() }],
  };
}

/** Class and action that a text names, also in base64; what it leaves out is filled in. */
function orderIn(text: string): { class: string; action: string } | null {
  const hidden = (text.match(/[A-Za-z0-9+/]{24,}={0,2}/g) ?? []).map((run) =>
    Buffer.from(run, 'base64').toString('latin1'),
  );
  const all = [text, ...hidden].join('\n');
  const named = CLASSES.find((word) => all.includes(word));
  const action = ACTIONS.find((word) => all.includes(word));
  if (named === undefined && action === undefined) return null;
  return { class: named ?? 'cdc_position_lost', action: action ?? 'resync' };
}
