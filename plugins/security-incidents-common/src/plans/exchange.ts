import { z } from 'zod';
import type { CacaoFinding } from './cacao';

/** Longest text of a playbook, in UTF-16 code units; the request itself has a limit of 1 MiB as well. */
const MAX_PLAYBOOK_LENGTH = 1024 * 1024;

/** Body of `POST /response-plans/import`. @public */
export const importPlaybookSchema = z.strictObject({
  format: z.literal('cacao'),
  /** The playbook: JSON, or its text as somebody pasted it. */
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
 * `POST /response-plans/import`: a plan for people to review, which is nowhere yet. A playbook that no plan can be made of is
 * answered with 400; its error names what is wrong and carries the same `findings`.
 *
 * @public
 */
export interface PlaybookImport {
  /** The plan as YAML, as it goes into a file. */
  plan: string;
  /** What became of each part of the playbook. */
  findings: CacaoFinding[];
}

/**
 * The `reason` in the error of a 503 that only means: the catalog was not read yet since this Backstage was started for the
 * first time. It is read every few seconds until it answers, so asking again soon helps.
 *
 * @public
 */
export const CATALOG_NOT_READ_YET = 'catalog-not-read-yet';
