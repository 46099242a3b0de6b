// Generated log lines with known secrets and personal data in them, and lines that only look like it. Seeded, so that
// every run judges the same text.

/** xorshift32: the same lines on every machine. */
export class Dice {
  constructor(private state: number) {}
  below(limit: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % limit;
  }
  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
  text(alphabet: string, length: number): string {
    return Array.from({ length }, () => this.pick([...alphabet])).join('');
  }
  digits(length: number): string {
    return this.text('0123456789', length);
  }
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const HEX = '0123456789abcdef';
const BASE62 = LOWER + UPPER + '0123456789';

const luhnDigit = (digits: string) => {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = at % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
};

/** Numbers as letters, then the remainder by hand: written apart from the product's own check. */
const remainder97 = (text: string) =>
  Number(BigInt([...text].map((c) => String(parseInt(c, 36))).join('')) % 97n);

const BBAN: [string, number, string][] = [
  ['DE', 18, '0123456789'],
  ['FR', 23, '0123456789'],
  ['NL', 14, '0123456789'],
  ['ES', 20, '0123456789'],
  ['BE', 12, '0123456789'],
  ['AT', 16, '0123456789'],
  ['PL', 24, '0123456789'],
];

export const POSITIVES: Record<string, (dice: Dice) => string> = {
  email: (d) =>
    `${d.text(LOWER, 3 + d.below(6))}${d.pick(['.', '_', '+', '-', ''])}${d.text(LOWER, 2 + d.below(5))}@${d.text(LOWER, 4 + d.below(6))}.${d.pick(['com', 'co.uk', 'io', 'example.org', 'de'])}`,
  iban: (d) => {
    const [country, length, alphabet] = d.pick(BBAN);
    const bban = d.text(alphabet, length);
    const check = String(98 - remainder97(`${bban}${country}00`)).padStart(2, '0');
    const iban = `${country}${check}${bban}`;
    return d.below(2) === 0 ? iban : (iban.match(/.{1,4}/g)?.join(' ') ?? iban);
  },
  card: (d) => {
    const [prefix, length] = d.pick<[string, number]>([
      ['4', 16],
      ['51', 16],
      ['37', 15],
      ['6011', 16],
      ['2221', 16],
    ]);
    const body = prefix + d.digits(length - prefix.length - 1);
    const card = body + luhnDigit(body);
    if (length === 15 || d.below(2) === 0) return card;
    return card.match(/.{4}/g)?.join(d.pick([' ', '-'])) ?? card;
  },
  ipv4: (d) => `${1 + d.below(223)}.${d.below(256)}.${d.below(256)}.${1 + d.below(254)}`,
  ipv6: (d) => {
    const group = () => d.text(HEX, 1 + d.below(4));
    return d.pick([
      () => Array.from({ length: 8 }, group).join(':'),
      () => `2001:db8::${group()}:${group()}`,
      () => `fe80::${group()}:${group()}:${group()}:${d.below(9)}`,
      () => '::1',
      () => `::ffff:${1 + d.below(223)}.0.0.${1 + d.below(200)}`,
    ])();
  },
  jwt: (d) =>
    `eyJ${d.text(BASE62, 20)}.eyJ${d.text(`${BASE62}-_`, 30 + d.below(60))}.${d.text(`${BASE62}-_`, 43)}`,
  'private key': (d) => {
    const kind = d.pick(['RSA ', 'EC ', '', 'OPENSSH ', 'ENCRYPTED ']);
    const lines = Array.from({ length: 3 + d.below(5) }, () => d.text(`${BASE62}+/`, 64)).join('\n');
    return [`-----BEGIN ${kind}PRIVATE`, ` KEY-----\n${lines}\n-----END ${kind}PRIVATE`, ' KEY-----'].join(
      '',
    );
  },
  'DSN password': (d) => d.text(`${BASE62}!$%^*~`, 8 + d.below(16)),
  ssn: (d) =>
    `${String(1 + d.below(665)).padStart(3, '0')}-${String(1 + d.below(99)).padStart(2, '0')}-${String(1 + d.below(9999)).padStart(4, '0')}`,
  'vendor key': (d) =>
    d.pick([
      () => `AKIA${d.text(`${UPPER}234567`, 16)}`,
      () => `ghp_${d.text(BASE62, 36)}`,
      () => `github_pat_${d.text(BASE62, 22)}_${d.text(BASE62, 59)}`,
      () => `xoxb-${d.digits(12)}-${d.digits(13)}-${d.text(BASE62, 24)}`,
      () => `sk_live_${d.text(BASE62, 24)}`,
      () => `AIza${d.text(`${BASE62}_-`, 35)}`,
      () => `glpat-${d.text(BASE62, 20)}`,
      () => `SG.${d.text(BASE62, 22)}.${d.text(BASE62, 43)}`,
      () => `dapi${d.text(HEX, 32)}`,
      () => `sk-proj-${d.text(BASE62, 48)}`,
      () => `sk-ant-api03-${d.text(`${BASE62}-_`, 90)}`,
      () => `shpat_${d.text(HEX, 32)}`,
      () => `npm_${d.text(BASE62, 36)}`,
      () =>
        `pat-na1-${d.text(HEX, 8)}-${d.text(HEX, 4)}-${d.text(HEX, 4)}-${d.text(HEX, 4)}-${d.text(HEX, 12)}`,
      () => `SK${d.text(HEX, 32)}`,
      () => `hf_${d.text(BASE62, 34)}`,
    ])(),
  phone: (d) =>
    d.pick([
      () => `+1 ${200 + d.below(700)}-${200 + d.below(700)}-${d.digits(4)}`,
      () => `+44 20 ${d.digits(4)} ${d.digits(4)}`,
      () => `+49 30 ${d.digits(7)}`,
      () => `(${200 + d.below(700)}) ${200 + d.below(700)}-${d.digits(4)}`,
    ])(),
};

/** `%` is where the find stands. */
export const CONTEXTS: Record<string, readonly string[]> = {
  'DSN password': [
    'could not connect: postgres://loader:%@db.internal:5432/app',
    'url=mysql://etl:%@10.1.2.3/sales failed',
    'mongodb+srv://svc:%@cluster0.mongodb.net/test?retryWrites=true',
    'jdbc:sqlserver://host:1433;user=sa;password=%;encrypt=true',
    'Server=tcp:x.database.windows.net;Uid=sa;Pwd=%;Timeout=30',
    'connecting with password="%" to host',
  ],
};

export const ANY_CONTEXT = [
  'error: value % was rejected by the server',
  'FATAL: connection from % refused, code 28000',
  '2026-11-20T12:00:00.123Z INFO  o.a.k.c.NetworkClient - got % at offset 12345',
  '{"user":"%","attempt":3,"ok":false}',
  'caused by: java.lang.IllegalArgumentException: % (HikariPool.java:128)',
  'row 17: (%, 42, null)',
  '%',
  'see %, then retry after 30 s',
  'key=%; next=none',
] as const;

/** Lines of logs that hold nothing to hide. */
export function innocentLine(d: Dice): string {
  const uuid = () =>
    `${d.text(HEX, 8)}-${d.text(HEX, 4)}-4${d.text(HEX, 3)}-a${d.text(HEX, 3)}-${d.text(HEX, 12)}`;
  const time = () =>
    `2026-${String(1 + d.below(12)).padStart(2, '0')}-${String(1 + d.below(28)).padStart(2, '0')}T${String(d.below(24)).padStart(2, '0')}:${String(d.below(60)).padStart(2, '0')}:${String(d.below(60)).padStart(2, '0')}.${d.digits(3)}Z`;
  const klass = () =>
    d.pick([
      'HikariPool',
      'NetworkClient',
      'SnowflakeSinkTask',
      'BigQueryRecordConsumer',
      'PostgresReplicationConnection',
    ]);
  return d.pick([
    () => `${time()} [worker-${d.below(99)}] INFO sync ${uuid()} of job ${d.digits(8 + d.below(9))} started`,
    () => `commit ${d.text(HEX, 40)} built as image sha256:${d.text(HEX, 64)}`,
    () =>
      `driver version ${d.below(20)}.${d.below(20)}.${d.below(20)}.${d.below(20)} on Java ${d.below(20)}.0.${d.below(20)}+${d.below(20)}`,
    () => `\tat com.zaxxer.hikari.pool.${klass()}.getConnection(${klass()}.java:${1 + d.below(900)})`,
    () => `processed ${d.digits(7)} rows, ${d.digits(10)} bytes in ${d.digits(5)} ms`,
    () => `offset=${d.digits(12)} partition=${d.below(64)} epoch=${1700000000000 + d.below(99999999)}`,
    () => `request ${d.text(HEX, 32)} answered 200 in ${d.below(900)} ms`,
    () => `ETag: "${d.text(HEX, 32)}", x-amz-request-id: ${d.text(`${UPPER}0123456789`, 16)}`,
    () => `relation "sales_${d.text(LOWER, 6)}.orders_${d.digits(8)}" does not exist`,
    () =>
      `GET /v1/connections/${d.text(LOWER, 8)}_${d.text(LOWER, 6)}/schemas/${d.text(LOWER, 5)}?limit=${d.below(1000)}`,
    () =>
      `/opt/app/${d.text(LOWER, 5)}/python3.11/site-packages/${d.text(LOWER, 7)}/core.py", line ${d.below(900)}`,
    () =>
      `order ${d.digits(9)} invoice INV-${d.digits(6)}-${d.digits(4)} amount ${d.below(9999)}.${d.digits(2)}`,
    () =>
      `mac 00:${d.text(HEX, 2)}:${d.text(HEX, 2)}:${d.text(HEX, 2)}:${d.text(HEX, 2)}:${d.text(HEX, 2)} lease 12:34:56`,
    () => `snapshot ${d.digits(19)} lsn ${d.text(HEX, 2)}/${d.text(HEX, 8)} xid ${d.digits(9)}`,
    () => `npm package @scope/${d.text(LOWER, 6)}@${d.below(9)}.${d.below(99)}.${d.below(99)} resolved`,
    () =>
      `std::io::Error in crate::${d.text(LOWER, 6)}::${d.text(LOWER, 6)} at ${d.below(99)}:${d.below(99)}`,
    () => `SELECT id, updated_at FROM t_${d.digits(10)} WHERE id > ${d.digits(12)} ORDER BY 1 LIMIT 1000`,
    () =>
      `thread ${d.digits(15)} pid ${d.digits(5)} port ${1024 + d.below(60000)} took ${d.below(60)}m${d.below(60)}s`,
    () =>
      `model-${d.text(LOWER, 4)}-${d.digits(4)}-${d.digits(2)}-${d.digits(2)} release v${d.below(9)}.${d.below(99)}.${d.below(99)}-rc.${d.below(9)}`,
    () =>
      `${d.pick(['io', 'org'])}.${d.text(LOWER, 7)}.${klass()}$Companion$${d.text(LOWER, 8)}Factory_${d.below(99)}`,
  ])();
}
