// ServiceNow: one record of the incident table an incident, progress as work notes, resolved when it is over.
import { createHash } from 'node:crypto';
import { callOf } from '../../domain/notice/call';
import type { Notice } from '../../domain/notice/notice';
import type { ServicenowSettings } from '../../domain/notice/surfaces';
import { isOver } from '../../domain/notice/told';
import type { Surface } from '../../domain/ports';
import { createServicenowApi, type IncidentRow, type ServicenowApi } from './api';
import { callNote, endOf, fieldsOf, hasEnded, lineReference, noteOf } from './record';

interface Note {
  key: string;
  text: string;
}

/** @param userOf ServiceNow's user name of a person, where one is known */
export function createServicenowSurface(
  settings: ServicenowSettings,
  options: { timeoutMs: number; now(): Date; userOf(personId: string): string | undefined },
): Surface {
  const servicenow = createServicenowApi(settings, options);
  return {
    kind: 'servicenow',
    async show(notice, mark, again) {
      const { incident } = notice;
      const fields = fieldsOf(incident);
      const call = callOf(notice, mark?.['asked']);
      const called = call.people.flatMap((person) => options.userOf(person) ?? []);
      const notes: Note[] = [
        ...(mark === null ? [] : notice.progress.map((line) => ({ key: line.key, text: noteOf(line) }))),
        ...(called.length > 0 ? [{ key: call.key, text: callNote(incident, called, call.key) }] : []),
      ];
      const digest = digestOf(fields, isOver(incident));
      const kept = { digest, asked: call.asked };
      const lost = mark === null && again ? await servicenow.find(incident.id) : null;
      const sysId = mark?.['sysId'] ?? lost?.sys_id;
      if (sysId === undefined) {
        const row = await servicenow.create({ ...fields, ...assignment(settings, notice), ...worded(notes) });
        const end = endOf(incident, settings.closeCode);
        if (end) await servicenow.change(row.sys_id, end);
        return { ...kept, sysId: row.sys_id, number: row.number };
      }
      const open = again ? await untold(servicenow, sysId, notes) : notes;
      if (!again && open.length === 0 && mark?.['digest'] === digest) return { ...mark, ...kept };
      const { number } = await bringUp(servicenow, sysId, fields, open, notice, settings);
      return { ...kept, sysId, number };
    },
  };
}

/** One call for fields and notes alike, so that neither stands there without the other. */
async function bringUp(
  servicenow: ServicenowApi,
  sysId: string,
  fields: Record<string, string>,
  notes: Note[],
  { incident }: Notice,
  { closeCode }: ServicenowSettings,
): Promise<IncidentRow> {
  const row = await servicenow.read(sysId);
  // A record that somebody ended takes notes, and is not opened again.
  if (hasEnded(row.state)) return notes.length === 0 ? row : servicenow.change(sysId, worded(notes));
  return servicenow.change(sysId, { ...fields, ...worded(notes), ...endOf(incident, closeCode) });
}

async function untold(servicenow: ServicenowApi, sysId: string, notes: Note[]): Promise<Note[]> {
  if (notes.length === 0) return [];
  const told = await servicenow.workNotes(sysId);
  return notes.filter(({ key }) => !told.includes(lineReference(key)));
}

function worded(notes: Note[]): Record<string, string> {
  return notes.length === 0 ? {} : { work_notes: notes.map(({ text }) => text).join('\n') };
}

function assignment({ assignmentGroup }: ServicenowSettings, { place }: Notice): Record<string, string> {
  const group = place ?? assignmentGroup;
  return group === undefined ? {} : { assignment_group: group };
}

function digestOf(fields: Record<string, string>, over: boolean): string {
  return createHash('sha256')
    .update(JSON.stringify([fields, over]))
    .digest('hex')
    .slice(0, 16);
}
