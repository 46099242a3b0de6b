// The figures of a chaos run, for people.
export interface ChaosFigures {
  incidents: number;
  resolved: number;
  /** Intended provider writes (sync, pause, resume) and how many were applied exactly once. */
  writes: number;
  exact: number;
  /** Most often one connection saw a costly, repeatable call (setup tests). */
  costly: Record<string, number>;
  auditRows: number;
  stackKills: number;
  temporalKills: number;
  seconds: string;
  /** Everything that is off; empty = passed. */
  faults: string[];
}

export function report(figures: ChaosFigures): string {
  const lines = [
    `incidents in the right state   ${figures.resolved} of ${figures.incidents}`,
    `writes applied exactly once    ${figures.exact} of ${figures.writes}`,
    `costly calls, most on one      ${
      Object.entries(figures.costly)
        .map(([kind, n]) => `${kind} ${n}×`)
        .join(', ') || 'none'
    }`,
    `kills                          stack ${figures.stackKills}×, Temporal ${figures.temporalKills}×`,
    `audit chain                    ${figures.auditRows} rows`,
    `seconds                        ${figures.seconds}`,
    ...figures.faults.map((fault) => `OFF: ${fault}`),
    figures.faults.length === 0 ? 'chaos: passed' : `chaos: ${figures.faults.length} figures are off`,
  ];
  return `${lines.join('\n')}\n`;
}
