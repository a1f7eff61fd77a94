import type {
  BundleContents,
  OptionalBundlePart,
} from 'backstage-plugin-security-incidents-common';
import type { BundledEvidence } from './sections';

/** Usual sizes, in bytes. */
const SIZE = {
  record: 6_000,
  entry: 1_300,
  reportedEntry: 260,
  reportedIncident: 3_500,
  cover: 5_000,
  plan: 12_000,
  followUp: 4_000,
  row: 500,
  exchanged: 2_200,
  attestation: 480,
  checkpoint: 560,
  verifier: 22_000,
} as const;

/** What a bundle would hold, with estimated sizes before compression. */
export function estimateParts({
  incidents,
  entries,
  evidence,
  checkpoints,
  without,
}: {
  incidents: number;
  entries: number;
  evidence: readonly BundledEvidence[];
  checkpoints: number;
  without: readonly OptionalBundlePart[];
}): BundleContents['parts'] {
  const stored = evidence.filter(({ isIncluded }) => isIncluded);
  const parts: BundleContents['parts'] = [
    {
      part: 'report',
      files: 1,
      sizeBytes:
        SIZE.cover +
        incidents * SIZE.reportedIncident +
        entries * SIZE.reportedEntry,
    },
    {
      part: 'records',
      files: 2 * incidents,
      sizeBytes: incidents * SIZE.record + entries * SIZE.entry,
    },
    {
      part: 'evidence',
      files: stored.length,
      sizeBytes: stored.reduce(
        (sum, { evidence: { sizeBytes } }) => sum + sizeBytes,
        0,
      ),
    },
    { part: 'plans', files: incidents, sizeBytes: incidents * SIZE.plan },
    {
      part: 'followUp',
      files: incidents,
      sizeBytes: incidents * SIZE.followUp,
    },
    { part: 'table', files: 1, sizeBytes: (incidents + 1) * SIZE.row },
    {
      part: 'exchange',
      files: 2,
      sizeBytes: incidents * SIZE.exchanged + entries * SIZE.attestation,
    },
    {
      part: 'checkpoints',
      files: checkpoints > 0 ? 1 : 0,
      sizeBytes: checkpoints * SIZE.checkpoint,
    },
    { part: 'verifier', files: 3, sizeBytes: SIZE.verifier },
  ];
  const isOut = ({ part }: (typeof parts)[number]) =>
    (without as readonly string[]).includes(part);
  return parts.filter(part => part.files > 0 && !isOut(part));
}
