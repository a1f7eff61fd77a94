import {
  BUNDLE_PARTS,
  type BundleContents,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { signingSchema } from '../checkpoints/schemas';
import { component } from '../http/components';
import { count, text, time } from '../http/fields';

export const bundleContentsSchema = component<BundleContents>()(
  'BundleContents',
  z.strictObject({
    incidents: count.describe(
      'As reports count them; those by key only included.',
    ),
    exercises: count.describe('Exercises, which do not count as incidents.'),
    merged: count.describe('Merged records, which count within another one.'),
    entries: count.describe('Timeline entries.'),
    marking: text.describe('The highest TLP marking inside.'),
    keyOnly: z
      .array(text)
      .describe('Keys of incidents marked TLP:RED, whose content stays out.'),
    parts: z.array(
      z.strictObject({
        part: z.enum(BUNDLE_PARTS),
        files: count,
        sizeBytes: count,
      }),
    ),
    sizeBytes: count.describe('Estimated, before compression.'),
    signing: signingSchema,
    checkpoint: z
      .strictObject({ n: count, at: time })
      .optional()
      .describe('The newest checkpoint, for callers who may see checkpoints.'),
  }),
);
