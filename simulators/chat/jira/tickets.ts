// The tickets of one project: fields, comments, and a workflow whose statuses all lead to one another.

export const PROJECT = 'DATA';
export const STATUSES = [
  { id: '1', name: 'To Do', category: 'new' },
  { id: '2', name: 'Waiting for approval', category: 'indeterminate' },
  { id: '3', name: 'Approved', category: 'indeterminate' },
  { id: '4', name: 'Rejected', category: 'indeterminate' },
  { id: '5', name: 'Done', category: 'done' },
] as const;
export type Status = (typeof STATUSES)[number];

export interface TicketComment {
  id: string;
  body: unknown;
  properties: { key: string; value: unknown }[];
}

export interface Ticket {
  id: string;
  key: string;
  summary: string;
  description: unknown;
  labels: string[];
  status: Status;
  comments: TicketComment[];
}

export class Tickets {
  readonly all: Ticket[] = [];
  /** Statuses that nothing leads to, as control has it. */
  readonly closed = new Set<string>();
  /** Transitions whose screen asks for more, as control has it. */
  readonly screened = new Set<string>();
  private comments = 0;

  add(fields: Pick<Ticket, 'summary' | 'description' | 'labels'>): Ticket {
    const number = this.all.length + 1;
    const ticket = {
      ...{ id: String(10_000 + number), key: `${PROJECT}-${number}` },
      ...{ ...fields, status: STATUSES[0], comments: [] },
    };
    this.all.push(ticket);
    return ticket;
  }

  clear(): void {
    this.all.length = 0;
    this.closed.clear();
    this.screened.clear();
  }

  find(keyOrId: string): Ticket | undefined {
    return this.all.find(({ key, id }) => key === keyOrId || id === keyOrId);
  }

  comment(ticket: Ticket, body: unknown, properties: TicketComment['properties']): TicketComment {
    this.comments += 1;
    const comment = { id: String(this.comments), body, properties };
    ticket.comments.push(comment);
    return comment;
  }

  ways(ticket: Ticket): Status[] {
    return STATUSES.filter(({ name }) => name !== ticket.status.name && !this.closed.has(name));
  }
}

export function shownStatus({ id, name, category }: Status) {
  return { id, name, statusCategory: { key: category } };
}
