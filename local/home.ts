// PENSTOCK_HOME: tokens, secrets of the local stack, and the note that says where it listens.
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Person } from '../domain/person';
import { lockFolder } from '../integrations/postgres/folder-lock';
import { EnvironmentError } from '../integrations/secrets/environment';

export class Home {
  constructor(readonly folder: string) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new EnvironmentError(`PENSTOCK_HOME: cannot make the folder ${folder} (${why})`);
    }
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** A folder in it for its owner alone: the databases in there may be files that anybody can write. */
  room(name: string): string {
    const folder = this.path(name);
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    return folder;
  }

  /** Two stacks on one home would fight over it. Answers how to let go. @throws OpError naming the other process. */
  lock(): () => void {
    return lockFolder(this.folder);
  }

  /** A random secret, made once and kept, readable by its owner alone. */
  secret(name: string): string {
    const file = this.path(name);
    const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
    if (kept !== '') return kept;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const secret = randomBytes(32).toString('base64url');
    // Never half written: an empty token would be one that anybody can guess.
    writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return secret;
  }

  /** One bearer token a person; the first administrator's is `token`, where the CLI looks. */
  tokens(people: Person[]): { hash: string; personId: string }[] {
    const admin = people.find((person) => person.role === 'admin');
    return people.map((person) => ({
      hash: sha256(this.secret(person === admin ? 'token' : join('tokens', person.id))),
      personId: person.id,
    }));
  }

  /** Says where everything listens; gone when the stack is. */
  announce(stack: {
    api: string;
    temporal: string;
    simulators: { fivetran: string; airbyte: string } | null;
  }): void {
    writeFileSync(this.path('api-url'), `${stack.api}\n`);
    writeFileSync(this.path('stack.json'), JSON.stringify(stack, null, 2));
  }

  withdraw(): void {
    rmSync(this.path('api-url'), { force: true });
    rmSync(this.path('stack.json'), { force: true });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
