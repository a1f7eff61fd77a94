import type { Readable } from 'node:stream';
import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * One row of an import: its values by column, or why it cannot be read.
 *
 * @alpha
 */
export type ImportedRow =
  | {
      /** Position in the input, from 1; it grows. */
      row: number;
      /**
       * Column to text. A column with the name of a field, such as `title`, `detectedAt` or `originalId`, becomes that field;
       * others are mapped by the person who imports. Times are ISO-8601, best with a zone. Several services are lines.
       */
      values: Readonly<Record<string, string>>;
    }
  | {
      row: number;
      /** Each names the column and the rule. A row with problems stops the import. */
      problems: readonly string[];
    };

/**
 * Reads the history of another tool. Mapping, checks, corrections and the import itself are those of CSV and JSON.
 *
 * @alpha
 */
export interface IncidentImporter {
  /** The `format` of an import, such as `acme-tracker`; not `csv` or `json`. */
  readonly format: string;
  /** Shown to people. */
  readonly title: string;
  /**
   * Reads row by row, at most 50,000.
   *
   * @param content - the bytes of the file, as they were sent
   * @throws InputError when nothing can be read; the caller sees its message
   */
  read(
    content: Readable,
    options: {
      /** Aborts after a minute. */
      signal: AbortSignal;
    },
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
