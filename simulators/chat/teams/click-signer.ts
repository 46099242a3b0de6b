// A click on a card as the Bot Framework sends it: the activity, and a token signed with a key that it publishes.
import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';

interface Click {
  verb: string;
  data: Record<string, unknown>;
  aadObjectId: string;
  tenantId: string;
  serviceUrl: string;
  /** Overrides, to play an impostor. */
  claims: Record<string, unknown>;
  /** Milliseconds since 1970. */
  now: number;
}

export class ClickSigner {
  private readonly kid = randomUUID();
  private keys: { publicKey: KeyObject; privateKey: KeyObject } | null = null;

  constructor(private readonly appId: string) {}

  key() {
    const { kty, n, e } = this.pair().publicKey.export({ format: 'jwk' });
    return { kty, use: 'sig', kid: this.kid, n, e, endorsements: ['msteams', 'webchat'] };
  }

  click({ verb, data, aadObjectId, tenantId, serviceUrl, claims, now }: Click) {
    const seconds = Math.floor(now / 1000);
    const token = this.token({
      ...{ iss: 'https://api.botframework.com', aud: this.appId, serviceurl: serviceUrl },
      ...{ nbf: seconds, exp: seconds + 3600, ...claims },
    });
    const activity = {
      ...{ type: 'invoke', name: 'adaptiveCard/action', id: randomUUID(), channelId: 'msteams', serviceUrl },
      ...{ timestamp: new Date(now).toISOString(), from: { id: `29:${aadObjectId}`, aadObjectId } },
      conversation: { id: '19:sim@thread.tacv2', tenantId },
      channelData: { tenant: { id: tenantId } },
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
    };
    return { token, activity };
  }

  /** Made on first use: a pair takes a moment. */
  private pair() {
    this.keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return this.keys;
  }

  private token(claims: Record<string, unknown>): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256', typ: 'JWT', kid: this.kid })}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(text), this.pair().privateKey).toString('base64url');
    return `${text}.${signature}`;
  }
}
