import type { SavedImportMapping } from 'backstage-plugin-security-incidents-common';

/** Mappings that people saved for themselves. */
export interface ImportMappingsStore {
  /** By name. */
  list(owner: string): Promise<SavedImportMapping[]>;
  /**
   * Saves a mapping in place of the owner's one of the same name.
   *
   * @returns undefined when the owner has as many as `limit` already
   */
  save(
    owner: string,
    mapping: SavedImportMapping,
    limit: number,
  ): Promise<SavedImportMapping | undefined>;
  /** @returns what it was; undefined when the owner has no such mapping */
  delete(owner: string, id: string): Promise<SavedImportMapping | undefined>;
}
