import { compress, makeLog, makeTable } from '../evidence/content';

/** A file for a task that needs evidence. */
export interface TaskFile {
  name: string;
  mediaType: string;
  kind: string;
  description: string;
  content(seed: number): Buffer;
}

const LINES = 240;

const toLog = (name: string, description: string): TaskFile => ({
  name: `${name}.ndjson.gz`,
  mediaType: 'application/gzip',
  kind: 'log',
  description,
  content: seed => compress(makeLog(seed, LINES)),
});

const toTable = (
  name: string,
  column: string,
  description: string,
): TaskFile => ({
  name: `${name}.csv`,
  mediaType: 'text/csv',
  kind: 'analysis',
  description,
  content: seed => Buffer.from(makeTable(seed, `time,address,${column}`, 80)),
});

/** The files for tasks that need evidence, by the id of the task in its plan. */
export const TASK_FILES: Readonly<Record<string, TaskFile>> = {
  preserve: toLog('access-log', 'Access log of the service, thirty days'),
  hunt: toTable('hunt', 'hits', 'Searches for use of the weakness, with hits'),
  verify: toTable('scan', 'findings', 'Scan of the fixed hosts and images'),
  twins: toTable('twins', 'objects', 'Search for the same mistake elsewhere'),
  pattern: toTable('pattern', 'accounts', 'Other accounts, by address'),
  access: toTable('accesses', 'reads', 'Who read it while it was open'),
  extent: toTable('extent', 'records', 'Records by address, from the logs'),
  'review-use': toTable('uses', 'calls', 'Calls with the key, by address'),
  timeline: toTable('sign-ins', 'attempts', 'Sign-ins in order of time'),
  'save-message': toLog('message', 'The message or page with its headers'),
  'mail-rules': toTable('mail-rules', 'rules', 'Rules of the mailboxes'),
};
