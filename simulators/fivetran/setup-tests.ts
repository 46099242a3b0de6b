// Setup tests: what creation, change and `POST /test` find, what they do to the connection, and the webhook they send.
import { failsTests } from '../engine/breakage';
import type { FivetranAccount } from './account';
import type { FivetranConnection } from './connection-native';

/** Runs the tests: the setup state follows, a passed test clears the task that asked for it. True when they pass. */
export function runSetupTests(account: FivetranAccount, connection: FivetranConnection): boolean {
  const { native } = connection;
  const passed = !failsTests(connection.broken);
  native.setupState = passed ? 'connected' : 'broken';
  native.failuresInRow = 0;
  if (passed) native.tasks = native.tasks.filter((task) => task.code !== 'reconnect');
  account.events.announceAct(connection, passed ? 'connection_successful' : 'connection_failure', {
    testCount: setupTests(connection).length,
  });
  return passed;
}

export function setupTests(connection: FivetranConnection) {
  const { broken } = connection;
  const failed = failsTests(broken);
  return [
    { title: 'Host Connection', status: 'PASSED', message: '', details: {} },
    failed
      ? { title: 'Validating credentials', status: 'FAILED', message: broken?.message ?? '', details: {} }
      : { title: 'Validating credentials', status: 'PASSED', message: '', details: {} },
  ];
}
