import type {
  ImportOptions,
  ImportPage,
  ImportReport,
  IncidentImport,
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
  /** Stops an import that is not done; nothing of it is kept. */
  cancelImport(id: string, options?: CallOptions): Promise<IncidentImport>;
}
