// Tags: connections carry their names, the API wants objects; an unknown name becomes a tag.
import { uuidFrom } from '../engine/random';

export interface Tag {
  readonly tagId: string;
  readonly workspaceId: string;
  name: string;
  color: string;
}

const COLOR_DEFAULT = '75DCFF';

export class Tags {
  private readonly byId = new Map<string, Tag>();
  private readonly byName = new Map<string, Tag>();

  all(workspaceIds: readonly string[] = []): Tag[] {
    return [...this.byId.values()].filter(
      (tag) => workspaceIds.length === 0 || workspaceIds.includes(tag.workspaceId),
    );
  }

  get(tagId: string): Tag | undefined {
    return this.byId.get(tagId);
  }

  has(workspaceId: string, name: string): boolean {
    return this.byName.has(`${workspaceId}/${name}`);
  }

  /** The tag of this name, made if there is none. IDs follow from names, so that they survive a restart. */
  named(workspaceId: string, name: string): Tag {
    const key = `${workspaceId}/${name}`;
    const known = this.byName.get(key);
    if (known !== undefined) return known;
    const tag = { tagId: uuidFrom(`tag/${key}`), workspaceId, name, color: COLOR_DEFAULT };
    this.byId.set(tag.tagId, tag);
    this.byName.set(key, tag);
    return tag;
  }

  rename(tag: Tag, name: string): void {
    this.byName.delete(`${tag.workspaceId}/${tag.name}`);
    tag.name = name;
    this.byName.set(`${tag.workspaceId}/${name}`, tag);
  }

  remove(tag: Tag): void {
    this.byId.delete(tag.tagId);
    this.byName.delete(`${tag.workspaceId}/${tag.name}`);
  }

  clear(): void {
    this.byId.clear();
    this.byName.clear();
  }
}

export function tagView({ tagId, workspaceId, name, color }: Tag) {
  return { tagId, workspaceId, name, color };
}
