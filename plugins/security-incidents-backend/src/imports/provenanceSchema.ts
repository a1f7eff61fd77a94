import type { IncidentProvenance } from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import { actor, count, text, time } from '../http/fields';

export const provenanceSchema = component<IncidentProvenance>()(
  'IncidentProvenance',
  z
    .strictObject({
      importId: text,
      importedAt: time,
      importedBy: actor,
      fileName: text,
      sha256: text.describe('Hex SHA-256 of the file.'),
      row: count.describe('Number of the row in the file.'),
      source: text,
      originalId: text
        .optional()
        .describe('The id in the source. Absent when the file has none.'),
      kept: z
        .record(z.string(), z.string())
        .describe(
          'Columns that are kept as text, and values that nothing fitted.',
        ),
      corrections: z.array(
        z.strictObject({
          column: text,
          from: text.describe('As in the file.'),
          to: text.optional(),
          keptBecause: text.optional(),
          by: actor,
        }),
      ),
    })
    .describe('Where an imported incident comes from.'),
);
