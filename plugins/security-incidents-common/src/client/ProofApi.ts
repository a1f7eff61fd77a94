import type {
  BundleContents,
  BundleOptions,
  CheckpointPage,
  EraseEntryRequest,
  PageRequest,
  TimelineEntry,
} from '../model';
import type { CallOptions, VolumeQuery } from './SecurityIncidentsApi';

/** A file while it is downloaded. @public */
export interface FileDownload {
  fileName: string;
  /** Ends with an error when the file could not be completed. */
  content: ReadableStream<Uint8Array>;
}

/** Which incidents go into a bundle, and how. @public */
export type BundleQuery = VolumeQuery & BundleOptions;

/** Calls that prove what was recorded: checkpoints, auditor bundles, erasure. @public */
export interface ProofApi {
  /** Signed checkpoints, newest first. */
  listCheckpoints(
    page?: PageRequest,
    options?: CallOptions,
  ): Promise<CheckpointPage>;
  /** What the bundle of an incident would hold. */
  getBundleContents(
    idOrKey: string,
    bundle?: BundleOptions,
    options?: CallOptions,
  ): Promise<BundleContents>;
  /** Downloads the bundle of an incident, which is made meanwhile. */
  downloadBundle(
    idOrKey: string,
    bundle?: BundleOptions,
    options?: CallOptions,
  ): Promise<FileDownload>;
  /** What a bundle of many incidents would hold. */
  getBundleOfManyContents(
    query?: BundleQuery,
    options?: CallOptions,
  ): Promise<BundleContents>;
  /** Downloads a bundle of all incidents that match the filters. */
  downloadBundleOfMany(
    query?: BundleQuery,
    options?: CallOptions,
  ): Promise<FileDownload>;
  /** Erases the data of a timeline entry for good. The chain still verifies. */
  eraseEntry(
    idOrKey: string,
    seq: number,
    request: EraseEntryRequest,
    options?: CallOptions,
  ): Promise<TimelineEntry>;
}
