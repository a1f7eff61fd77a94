import type { Readable } from 'node:stream';
import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { CreateIncidentRequest } from 'backstage-plugin-security-incidents-common';

/**
 * One row of an import: an incident, or why the row has none.
 *
 * @alpha
 */
export type ImportedRow =
  | {
      /** Position in the input, from 1. */
      row: number;
      /** The id of the incident in the old system; a repeated import of it changes nothing. */
      externalId: string;
      incident: CreateIncidentRequest;
    }
  | {
      row: number;
      /** Each names the column and the rule. */
      problems: readonly string[];
    };

/**
 * Reads the history of another tool.
 *
 * @alpha
 */
export interface IncidentImporter {
  /** The `format` of an import, such as `csv`. */
  readonly format: string;
  /** Shown to people. */
  readonly title: string;
  /** Reads row by row, without holding the whole input in memory. */
  read(
    content: Readable,
    options: { signal: AbortSignal },
  ): AsyncIterable<ImportedRow>;
}

/**
 * Adds formats to import from.
 *
 * @alpha
 */
export interface IncidentImportersExtensionPoint {
  /** @throws ConflictError when an importer of this format exists */
  addIncidentImporter(importer: IncidentImporter): void;
}

/** @alpha */
export const incidentImportersExtensionPoint =
  createExtensionPoint<IncidentImportersExtensionPoint>({
    id: 'security-incidents.importers',
  });
