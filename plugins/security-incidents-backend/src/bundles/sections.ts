import type {
  BundleOptions,
  Evidence,
} from 'backstage-plugin-security-incidents-common';
import type { AuthorizedContext } from '../kernel/contexts';

/** A JSON file about an incident, from another feature. */
export interface BundleSection {
  /** Its name in the folder of the incident. */
  path: string;
  /** The part that it belongs to. */
  part: 'plans' | 'followUp';
  /** As the caller may read it; undefined leaves the file out. */
  read(incidentId: string, context: AuthorizedContext): Promise<unknown>;
}

/** A file of evidence, and whether its bytes go into a bundle. */
export interface BundledEvidence {
  evidence: Evidence;
  isIncluded: boolean;
}

/** The evidence of incidents, for bundles. */
export interface BundleEvidence {
  /** All of it, oldest first. Bytes that the caller may not read, or that are marked TLP:RED without a reason, are not included. */
  list(
    incidentId: string,
    options: BundleOptions,
    context: AuthorizedContext,
  ): Promise<BundledEvidence[]>;
  /** The sha256 of the stored bytes now; undefined when they are gone. */
  hash(incidentSeq: number, evidenceId: string): Promise<string | undefined>;
  /** Opens the bytes, which is an entry of the custody log. They fail at the end when they are not what was recorded. */
  open(
    incidentId: string,
    evidenceId: string,
    context: AuthorizedContext,
  ): Promise<AsyncIterable<Uint8Array>>;
}

/** The place of a file: numbered, so that two files of one name keep apart, and safe for every file system. */
export function toEvidencePath({ fileName }: Evidence, index: number): string {
  const safe = fileName
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^\.+/, '_')
    .slice(-100);
  return `evidence/${String(index + 1).padStart(3, '0')}-${safe}`;
}

/** Evidence as `evidence.json` and the report name it, with the place of what is included. */
export function toEvidenceItems(
  evidence: readonly BundledEvidence[],
): Array<Evidence & { path?: string }> {
  return evidence.map(({ evidence: file, isIncluded }, index) => ({
    ...file,
    ...(isIncluded && { path: toEvidencePath(file, index) }),
  }));
}
