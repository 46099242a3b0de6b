// What is asked of connections, and changes that people want made.
import { z } from 'zod';
import { ChangeRequestSchema } from '../../domain/change-request.schema';
import { PROVIDERS } from '../../domain/connection-ref';
import { CONNECTION_HEALTHS } from '../../domain/sweep/known-connection';
import { operation } from '../operation';
import {
  ChangeAccepted,
  ConnectionHistory,
  ConnectionPage,
  KnownConnectionAnswer,
  LiveDiagnosisAnswer,
} from '../schemas/connection';
import { ByConnection, anyOf, cursor, limit } from '../schemas/query';

const text = z.string().min(1).max(300);

export const ConnectionsQuery = z.object({
  health: anyOf(CONNECTION_HEALTHS).optional(),
  provider: z.enum(PROVIDERS).optional(),
  account: text.optional(),
  connectionId: text.optional(),
  cursor,
  limit: limit(200),
});

export const LIST_CONNECTIONS = operation({
  id: 'listConnections',
  tag: 'Connections',
  summary: 'Connections as the sweeps know them',
  query: ConnectionsQuery,
  answers: { 200: { description: 'A page of connections.', schema: ConnectionPage } },
});

export const GET_CONNECTION = operation({
  id: 'getConnection',
  tag: 'Connections',
  summary: 'One connection as the sweeps know it',
  params: ByConnection,
  answers: { 200: { description: 'The connection.', schema: KnownConnectionAnswer } },
  problems: [404],
});

export const GET_HISTORY = operation({
  id: 'getConnectionHistory',
  tag: 'Connections',
  summary: 'A connection and its recent runs, read at the provider now',
  params: ByConnection,
  answers: { 200: { description: 'What the provider says.', schema: ConnectionHistory } },
  problems: [404, 502],
});

export const DIAGNOSE = operation({
  id: 'diagnoseConnection',
  tag: 'Connections',
  summary: 'What is wrong with a connection now; opens no incident',
  params: ByConnection,
  answers: { 200: { description: 'Health and diagnosis.', schema: LiveDiagnosisAnswer } },
  problems: [404, 502],
});

export const REQUEST_CHANGE = operation({
  id: 'requestChange',
  tag: 'Connections',
  summary: 'Ask for a change of a connection',
  description: 'Opens an incident that carries it out within policy; who asks cannot approve it.',
  role: 'operator',
  params: ByConnection,
  body: ChangeRequestSchema,
  idempotent: true,
  answers: { 202: { description: 'The incident that carries it out.', schema: ChangeAccepted } },
  problems: [404, 409, 502],
});
