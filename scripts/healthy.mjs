// Health check of a container: ends with 0 when the address answers well. Plain Node: the image has no curl.
const [address = ''] = process.argv.slice(2);
const ok = await fetch(address, { signal: AbortSignal.timeout(4000) }).then(
  (answer) => answer.ok,
  () => false,
);
process.exit(ok ? 0 : 1);
