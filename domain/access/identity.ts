// People by the IDs that other systems know them by. Pure.
import { IDENTITY_SURFACES, type IdentitySurface, type Person } from '../person';

/** The person whom the system knows by this ID, or `null`: strangers are nobody. */
export function personByIdentity<P extends Person>(
  people: readonly P[],
  surface: IdentitySurface,
  id: string,
): P | null {
  const wanted = normalIdentity(surface, id);
  if (wanted === '') return null;
  return (
    people.find(({ identities }) => {
      const own = identities?.[surface];
      return own !== undefined && normalIdentity(surface, own) === wanted;
    }) ?? null
  );
}

/** The person whose own ID or e-mail address this is, or `null`. */
export function personByClaim<P extends Person>(people: readonly P[], claim: string): P | null {
  const wanted = claim.trim().toLowerCase();
  return people.find(({ id }) => id === wanted) ?? personByIdentity(people, 'email', claim);
}

/** Every name that must be one person's alone: `slack U012AB3CD`, and IDs that are addresses as addresses. */
export function identitiesOf({ id, identities = {} }: Person): string[] {
  const named = IDENTITY_SURFACES.flatMap((surface) => {
    const own = identities[surface];
    return own === undefined ? [] : [`${surface} ${normalIdentity(surface, own)}`];
  });
  return [...new Set(id.includes('@') ? [...named, `email ${id}`] : named)];
}

/** Addresses and GitHub logins are the same in any case; the other systems' IDs are opaque. */
function normalIdentity(surface: IdentitySurface, id: string): string {
  const text = id.trim();
  return surface === 'email' || surface === 'github' ? text.toLowerCase() : text;
}
