// An identity provider for tests, over HTTP: its own keys, which it can change, and what somebody with other keys would send.
import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';

export const AUDIENCE = 'penstock-test';

interface Pair {
  kid: string;
  algorithm: 'RS256' | 'ES256';
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export function rsaPair(kid: string, modulusLength = 2048): Pair {
  return { kid, algorithm: 'RS256', ...generateKeyPairSync('rsa', { modulusLength }) };
}

export function ecPair(kid: string): Pair {
  return { kid, algorithm: 'ES256', ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
}

export class TestIssuer {
  url = '';
  /** How often its keys were read. */
  asked = 0;
  /** What it calls itself; its own address unless set. */
  calledItself: string | undefined;
  published: Pair[];
  private server: Server | undefined;
  private port = 0;

  constructor(...pairs: Pair[]) {
    this.published = pairs;
  }

  /** Again on the same port after `stop`. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const discovery = { issuer: this.calledItself ?? this.url, jwks_uri: `${this.url}/keys` };
      if (request.url === '/.well-known/openid-configuration') return response.end(JSON.stringify(discovery));
      this.asked += 1;
      const keys = this.published.map(({ publicKey, kid, algorithm }) => ({
        ...publicKey.export({ format: 'jwk' }),
        ...{ kid, alg: algorithm, use: 'sig' },
      }));
      return response.end(JSON.stringify({ keys }));
    });
    await new Promise<void>((listening) => server.listen(this.port, '127.0.0.1', listening));
    // A TCP server has a port.
    this.port = (server.address() as AddressInfo).port;
    this.url = `http://127.0.0.1:${this.port}`;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    server?.closeAllConnections();
    await new Promise((closed) => (server ? server.close(closed) : closed(undefined)));
  }

  /** Signed by the first key unless told otherwise; `undefined` takes a claim out. */
  token(claims: Record<string, unknown>, now: Date, pair = this.published[0]): string {
    if (!pair) throw new Error('an issuer without keys signs nothing');
    const { privateKey, algorithm, kid } = pair;
    const payload = this.claims(claims, now);
    return jwt.sign(payload, privateKey, {
      ...{ algorithm, keyid: kid, noTimestamp: true, allowInsecureKeySizes: true },
    });
  }

  /** What libraries that believe the header take: no signature, or an HMAC whose key is the public key. */
  forged(alg: 'none' | 'HS256', claims: Record<string, unknown>, now: Date): string {
    const [pair] = this.published;
    const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const text = `${encoded({ alg, typ: 'JWT', kid: pair?.kid })}.${encoded(this.claims(claims, now))}`;
    if (alg === 'none' || !pair) return `${text}.`;
    const pem = createPublicKey(pair.publicKey.export({ type: 'spki', format: 'pem' })).export({
      ...{ type: 'spki', format: 'pem' },
    });
    return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
  }

  private claims(claims: Record<string, unknown>, now: Date): Record<string, unknown> {
    const seconds = Math.floor(now.getTime() / 1000);
    const all = { iss: this.url, aud: AUDIENCE, iat: seconds, exp: seconds + 3600, ...claims };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  }
}
