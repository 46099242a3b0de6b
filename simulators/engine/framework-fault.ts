// Requests that the HTTP framework itself turns down (an unknown method without a type, a body that is too long).

/** The status to answer with, 4xx; `null` when the fault is the simulator's own. */
export function frameworkStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('FST_')) return null;
  const status = 'statusCode' in error ? Number(error.statusCode) : 400;
  return status >= 400 && status < 500 ? status : 400;
}
