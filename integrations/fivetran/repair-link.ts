// A Connect Card: Fivetran's own page where a person renews credentials without an account there.
import type { FivetranAccount } from '../../domain/account';
import { connectionPath, type FivetranApi } from './api';
import { connectCardSchema } from './wire-account.schema';

/**
 * `null` where the account does not want it or may only read. The link holds a short-lived token that lets whoever has
 * it change the connection's credentials, so it is handed out and kept nowhere.
 * @param returnTo where the person lands when done (required by Fivetran)
 * @throws OpError with write semantics
 */
export async function fivetranRepairLink(
  config: FivetranAccount,
  api: FivetranApi,
  connectionId: string,
  returnTo: string,
): Promise<{ url: string } | null> {
  if (!config.connectCards || config.access === 'read_only') return null;
  const path = connectionPath(connectionId, '/connect-card');
  const body = { connect_card_config: { redirect_uri: returnTo } };
  const { data } = await api.write('POST', path, body, connectCardSchema);
  return { url: data.connect_card.uri };
}
