// What every role was answered, read from schemathesis's own record, held against what the document asks for.
import { readFileSync } from 'node:fs';

const ROLES = ['viewer', 'operator', 'approver', 'admin'];

/** Counts by status; what must not be: 5xx of ours, and acts that went through although they ask for a stronger role. */
export function judge(harFile, document, role) {
  const operations = operationsOf(document);
  const statuses = new Map();
  const reached = new Set();
  const faults = new Set();
  let requests = 0;
  for (const { request, response } of JSON.parse(readFileSync(harFile, 'utf8')).log.entries) {
    requests += 1;
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    const path = new URL(request.url).pathname;
    const operation = operations.find((one) => one.method === request.method && one.path.test(path));
    if (response.status >= 500 && !isProviders(response))
      faults.add(
        `${role} was answered ${response.status} to ${request.method} ${path}: ${response.content.text}`,
      );
    if (!operation) continue;
    const done = response.status >= 200 && response.status < 300;
    if (done) reached.add(operation.id);
    if (done && ROLES.indexOf(operation.role) > ROLES.indexOf(role))
      faults.add(`${role} was answered ${response.status} to ${operation.id}, which needs ${operation.role}`);
  }
  return {
    requests,
    statuses: Object.fromEntries([...statuses].sort()),
    reached,
    faults: [...faults],
  };
}

function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      role: operation['x-required-role'] ?? 'viewer',
      path: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    })),
  );
}

/** The provider's own refusal, passed on with its words. */
function isProviders({ status, content }) {
  return status === 502 && / was answered 4\d\d/.test(content.text ?? '');
}
