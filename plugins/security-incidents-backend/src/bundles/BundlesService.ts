import type {
  BundleContents,
  BundleOptions,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../kernel/records';

/** A file that is made while it is read. */
export interface StreamedFile {
  fileName: string;
  content: AsyncIterable<string | Uint8Array>;
}

/** A bundle that was sent, or that broke off. */
export interface EndedBundle {
  /** Who asked for it, an entity ref. */
  actor: string;
  /** Absent for a bundle of many. */
  incident?: Pick<IncidentRecord, 'id' | 'key' | 'visibility' | 'tlp'>;
  /** How many incidents are in it. */
  incidents: number;
  /** Absent when it was not completed. */
  result?: { sha256: string; sizeBytes: number };
}

/** Auditor bundles. @public */
export interface BundlesService<Context> {
  /** What the bundle of an incident would hold. */
  getContents(
    idOrKey: string,
    options: BundleOptions,
    context: Context,
  ): Promise<BundleContents>;
  /** @throws ConflictError that names the file and the entry when a record does not verify */
  getBundle(
    idOrKey: string,
    options: BundleOptions,
    context: Context,
  ): Promise<StreamedFile>;
  /** What a bundle of all incidents that match the filters would hold. */
  getContentsOfMany(
    query: VolumeQuery,
    options: BundleOptions,
    context: Context,
  ): Promise<BundleContents>;
  /** @throws ConflictError that names the file and the entry when a record does not verify */
  getBundleOfMany(
    query: VolumeQuery,
    options: BundleOptions,
    context: Context,
  ): Promise<StreamedFile>;
}
