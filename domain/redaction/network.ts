// Shapes of network addresses, told apart from version numbers, times and scoped names.
import type { Shape } from './shape';

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';

/** Four numbers after one of these are a version. */
const SAYS_VERSION =
  /(?:\bv|ver|version|release|build|revision|driver|jdk|jre|java|client|server|agent|plugin|connector|library|tls|ssl|openssl|mozilla|chrome|safari|edge|kernel|python|node|oracle|upgrade(?:d)? (?:to|from)|[a-z]@|[a-z]-|\/)[ :=_v"'(]{0,3}$/i;

export const NETWORK: Shape[] = [
  {
    type: 'ip',
    pattern: new RegExp(`(?<![\\w.])${OCTET}(?:\\.${OCTET}){3}(?![\\w]|\\.\\d|-[a-z])`, 'gi'),
    accept: (_found, before) => /\/\/$|@$/.test(before) || !SAYS_VERSION.test(before),
  },
  {
    type: 'ip',
    pattern:
      /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?:%\w{1,16})?(?![\w:])/gi,
    accept: isIpv6,
  },
];

/** Eight groups, or fewer with one `::`; `12:34:56` and `Some::Name` are neither. */
function isIpv6(found: string): boolean {
  const address = found.replace(/%.*$/, '').replace(/(?:\d{1,3}\.){3}\d{1,3}$/, '0:0');
  if (!/\d/.test(found)) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length >= 1 && groups.length <= 7 : groups.length === 8;
}
