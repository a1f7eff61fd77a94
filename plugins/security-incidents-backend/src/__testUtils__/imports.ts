import type {
  ImportOptions,
  IncidentImport,
} from 'backstage-plugin-security-incidents-common';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestApp } from './harness';

/** Sends a file with options as a form. */
export function sendFile(
  app: TestApp,
  user: string,
  content: string | Buffer,
  options: ImportOptions = {},
  query = '',
) {
  return app
    .as(user)
    .post(`/imports/incidents${query}`)
    .field('options', JSON.stringify(options))
    .attach('file', Buffer.from(content), 'register.csv');
}

/** Waits until an import has ended. */
export async function waitForImport(
  app: TestApp,
  user: string,
  id: string,
): Promise<IncidentImport> {
  for (;;) {
    const { body } = await app.as(user).get(`/imports/${id}`).expect(200);
    if (body.state !== 'waiting' && body.state !== 'running') return body;
    // Asking all the time would take half of the process from the import.
    await pause(20);
  }
}

/** Imports a file and waits until it is done. */
export async function importFile(
  app: TestApp,
  user: string,
  content: string | Buffer,
  options: ImportOptions = {},
): Promise<IncidentImport> {
  const { body } = await sendFile(app, user, content, options).expect(200);
  const ended = await waitForImport(app, user, body.import.id);
  if (ended.state !== 'done') throw new Error(`${ended.problem}`);
  return ended;
}
