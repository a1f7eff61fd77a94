import type { SavedImportMapping } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { ImportMappingRow } from '../../database/importTables';
import type { ImportMappingsStore } from './ImportMappingsStore';

const TABLE = 'import_mappings';

function toMapping(row: ImportMappingRow): SavedImportMapping {
  return {
    id: row.id,
    name: row.name,
    mapping: JSON.parse(row.mapping),
    savedAt: row.saved_at,
  };
}

export class DatabaseImportMappings implements ImportMappingsStore {
  constructor(private readonly db: Knex) {}

  async list(owner: string) {
    const rows = await this.db<ImportMappingRow>(TABLE)
      .where({ owner })
      .orderBy(['name', 'id']);
    return rows.map(toMapping);
  }

  async save(owner: string, saved: SavedImportMapping, limit: number) {
    const { id, name, savedAt } = saved;
    const mapping = JSON.stringify(saved.mapping);
    return this.db.transaction(async trx => {
      const others = await trx<ImportMappingRow>(TABLE)
        .where({ owner })
        .whereNot({ name })
        .count({ total: '*' });
      if (Number(others[0].total) >= limit) return undefined;
      await trx(TABLE)
        .insert({ id, owner, name, mapping, saved_at: savedAt })
        .onConflict(['owner', 'name'])
        .merge({ mapping, saved_at: savedAt });
      const row = await trx<ImportMappingRow>(TABLE)
        .where({ owner, name })
        .first();
      return row && toMapping(row);
    });
  }

  async delete(owner: string, id: string) {
    return this.db.transaction(async trx => {
      const row = await trx<ImportMappingRow>(TABLE)
        .where({ owner, id })
        .first();
      if (!row) return undefined;
      await trx(TABLE).where({ owner, id }).delete();
      return toMapping(row);
    });
  }
}
