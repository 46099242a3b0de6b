// The account's groups: one always there, those that connections name through the control API, those clients create.
import type { World } from '../engine/world';
import type { FivetranNative } from './connection-native';

export const DEFAULT_GROUP = 'sim_group';
const CREATED_AT = '2026-01-01T00:00:00.000000Z';

export interface Group {
  readonly id: string;
  name: string;
  readonly createdAt: string;
}

export class Groups {
  private readonly created = new Map<string, Group>();
  private readonly implied = new Map<string, Group>();

  constructor(private readonly world: () => World<FivetranNative>) {}

  all(): Group[] {
    const named = [...this.world().connections.values()].map(({ native }) => native.groupId);
    for (const id of new Set([DEFAULT_GROUP, ...named])) this.imply(id);
    return [...this.implied.values(), ...this.created.values()];
  }

  get(id: string): Group | undefined {
    return this.created.get(id) ?? this.all().find((group) => group.id === id);
  }

  /** An implied group was set up before the simulator began: it has a destination already. */
  isImplied(id: string): boolean {
    return this.get(id) !== undefined && !this.created.has(id);
  }

  add(group: Group): void {
    this.created.set(group.id, group);
  }

  remove(id: string): void {
    this.created.delete(id);
    this.implied.delete(id);
  }

  clear(): void {
    this.created.clear();
    this.implied.clear();
  }

  private imply(id: string): void {
    if (this.created.has(id) || this.implied.has(id)) return;
    this.implied.set(id, { id, name: id, createdAt: CREATED_AT });
  }
}

export function groupView({ id, name, createdAt }: Group) {
  return { id, name, created_at: createdAt };
}
