import type {
  ImportOptions,
  ImportPage,
  ImportReport,
  ImportedIncidentPage,
  IncidentImport,
  SavedImportMapping,
  SavedImportMappings,
  SaveImportMapping,
  PageRequest,
} from '../model';
import type { CallOptions } from './SecurityIncidentsApi';

/** Calls about imports of incidents. @public */
export interface ImportsApi {
  /** Checks a file and says what would happen; stores nothing. */
  checkImport(
    file: Blob,
    request?: ImportOptions,
    options?: CallOptions,
  ): Promise<ImportReport>;
  /** Starts to import a file without errors. Follow it with {@link ImportsApi.getImport}. */
  startImport(
    file: Blob,
    request?: ImportOptions,
    options?: CallOptions,
  ): Promise<ImportReport>;
  /** Imports, newest first, with the formats that can be imported. */
  listImports(page?: PageRequest, options?: CallOptions): Promise<ImportPage>;
  /** One import and its progress. */
  getImport(id: string, options?: CallOptions): Promise<IncidentImport>;
  /** The incidents that an import made, as far as the caller may read them, in the order of the file. */
  listImportedIncidents(
    id: string,
    page?: PageRequest,
    options?: CallOptions,
  ): Promise<ImportedIncidentPage>;
  /** The mappings that the caller saved, by name. */
  listImportMappings(options?: CallOptions): Promise<SavedImportMappings>;
  /** Saves a mapping for the caller; one of the same name is replaced. */
  saveImportMapping(
    request: SaveImportMapping,
    options?: CallOptions,
  ): Promise<SavedImportMapping>;
  /** Deletes a mapping of the caller; answers what it was. */
  deleteImportMapping(
    id: string,
    options?: CallOptions,
  ): Promise<SavedImportMapping>;
  /** Stops an import that is not done; nothing of it is kept. */
  cancelImport(id: string, options?: CallOptions): Promise<IncidentImport>;
}
