import type {
  ImportOptions,
  ImportPage,
  ImportReport,
  IncidentImport,
  PageRequest,
} from 'backstage-plugin-security-incidents-common';

/** A file as it arrives, with what was said about it. */
export interface ImportUpload {
  options: ImportOptions;
  fileName: string;
  content: AsyncIterable<Uint8Array>;
}

/** Imports of incidents from files. */
export interface ImportsService<Context> {
  /** Checks a file and says what would happen; stores nothing. */
  check(upload: ImportUpload, context: Context): Promise<ImportReport>;
  /**
   * Starts to import a file.
   *
   * @throws InputError while the file has errors
   */
  start(upload: ImportUpload, context: Context): Promise<ImportReport>;
  list(page: PageRequest, context: Context): Promise<ImportPage>;
  get(id: string, context: Context): Promise<IncidentImport>;
  /** Stops an import; nothing of it is kept. */
  cancel(id: string, context: Context): Promise<IncidentImport>;
}
