import type {
  BundleContents,
  BundleOptions,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';

/** A file that is made while it is read. */
export interface StreamedFile {
  fileName: string;
  content: AsyncIterable<string | Uint8Array>;
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
