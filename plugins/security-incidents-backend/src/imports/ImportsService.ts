import type {
  ImportedIncidentPage,
  ImportOptions,
  ImportPage,
  ImportReport,
  IncidentImport,
  PageRequest,
  SavedImportMapping,
  SavedImportMappings,
  SaveImportMapping,
} from 'backstage-plugin-security-incidents-common';

/** A file as it arrives, with what was said about it. */
export interface ImportUpload {
  options: ImportOptions;
  fileName: string;
  content: AsyncIterable<Uint8Array>;
}

/** An import that has ended. */
export interface EndedImport {
  import: IncidentImport;
  /** Entity ref of who stopped it, when somebody did. */
  endedBy?: string;
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
  /** The incidents of an import that the caller may read. */
  listIncidents(
    id: string,
    page: PageRequest,
    context: Context,
  ): Promise<ImportedIncidentPage>;
  /** The mappings of the caller. */
  listMappings(context: Context): Promise<SavedImportMappings>;
  /** Saves a mapping of the caller in place of the one of the same name. */
  saveMapping(
    request: SaveImportMapping,
    context: Context,
  ): Promise<SavedImportMapping>;
  /** Deletes a mapping of the caller; returns what it was. */
  deleteMapping(id: string, context: Context): Promise<SavedImportMapping>;
  /** Stops an import; nothing of it is kept. */
  cancel(id: string, context: Context): Promise<IncidentImport>;
}
