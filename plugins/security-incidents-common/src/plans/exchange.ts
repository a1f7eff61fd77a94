import { z } from 'zod';
import type { CacaoFinding } from './cacao';

/** Longest text of a playbook, in UTF-16 code units; the request itself has a limit of 1 MiB as well. */
const MAX_PLAYBOOK_LENGTH = 1024 * 1024;

/** Body of `POST /response-plans/import`. @public */
export const importPlaybookSchema = z.strictObject({
  format: z.literal('cacao'),
  /** The playbook as JSON, or as its text. */
  document: z.union(
    [
      z.string().min(1).max(MAX_PLAYBOOK_LENGTH),
      z.record(z.string(), z.unknown()),
    ],
    'must be a playbook as JSON, or its text',
  ),
});

/** @public */
export type ImportPlaybookRequest = z.input<typeof importPlaybookSchema>;
/** @public */
export type ParsedImportPlaybook = z.output<typeof importPlaybookSchema>;

/**
 * Answer of `POST /response-plans/import`: a plan to review. Nothing is saved. A playbook that cannot be converted is
 * answered with 400; the error has the same `findings`.
 *
 * @public
 */
export interface PlaybookImport {
  /** The plan as YAML. */
  plan: string;
  /** What became of each part of the playbook. */
  findings: CacaoFinding[];
}
