// After a refusal: the command that shows what applies to the thing that was asked about, or none.

/** Where the things of one path are listed. */
const LISTS: Record<string, string> = {
  incidents: 'incident list',
  approvals: 'approval list',
  delegations: 'approval delegations',
  'kill-switch': 'kill status',
  freezes: 'freeze status',
  modes: 'mode get',
  policies: 'incident list',
  connections: 'connection list',
  tokens: 'token list',
  // No verb lists accounts alone; this one asks each.
  accounts: 'doctor',
  sweeps: 'doctor',
};

/**
 * A hint for a path of the API. `now`: what applies to the one thing that it names; `list`: which things there are.
 * @param path with its query
 */
export function whereToLook(path: string, wanted: 'now' | 'list'): string | undefined {
  const { pathname, searchParams } = new URL(path, 'http://api');
  const [, , , noun = '', ...rest] = pathname.split('/').map(decodeURIComponent);
  const list = Object.hasOwn(LISTS, noun) ? LISTS[noun] : undefined;
  const verb = (wanted === 'now' ? showing(noun, rest, searchParams.get('incidentId')) : undefined) ?? list;
  return verb === undefined ? undefined : `see \`npx penstock ${verb}\``;
}

function showing(noun: string, [first, second, third]: string[], incidentId: string | null) {
  if (noun === 'incidents' && first !== undefined) return `incident get ${first}`;
  if (noun === 'policies' && incidentId !== null) return `incident get ${incidentId}`;
  if (noun === 'connections' && third !== undefined)
    return `connection get ${first ?? ''}/${second ?? ''}/${third}`;
  return undefined;
}
