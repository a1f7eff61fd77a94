import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import { CHUNK } from '../../database/chunks';
import { isInTextList } from '../../incidents/store/textList';
import type { ServiceKeyRecord } from './records';
import { toServiceKeyRecord, toServiceKeyRow } from './rows';

const TABLE = 'detection_service_keys';

const toName = ({ kind, key, entityRef, path }: ServiceKeyRecord) =>
  JSON.stringify([key, kind, entityRef, path]);

/** Names by which services are found, as the catalog last said them. */
export class DatabaseServiceKeys {
  constructor(private readonly db: Knex) {}

  /** Replaces all names in one transaction. Unchanged ones are not written. */
  async save(keys: readonly ServiceKeyRecord[]): Promise<void> {
    await this.db.transaction(async trx => {
      const rows: Row[] = await trx(TABLE).select();
      const before = new Map(
        rows.map(row => {
          const record = toServiceKeyRecord(row);
          return [toName(record), record];
        }),
      );
      const after = new Map(keys.map(key => [toName(key), key]));
      const added = [...after].filter(([name]) => !before.has(name));
      const gone = [...before].filter(([name]) => !after.has(name));
      for (let start = 0; start < added.length; start += CHUNK) {
        await trx(TABLE)
          .insert(
            added
              .slice(start, start + CHUNK)
              .map(([, key]) => toServiceKeyRow(key)),
          )
          .onConflict(['key', 'kind', 'entity_ref', 'path'])
          .ignore();
      }
      for (const [, key] of gone) {
        await trx(TABLE).where(toServiceKeyRow(key)).delete();
      }
    });
  }

  async find(keys: readonly string[]): Promise<ServiceKeyRecord[]> {
    if (keys.length === 0) return [];
    const rows: Row[] = await this.db(TABLE).where(
      isInTextList(this.db, 'key', keys),
    );
    return rows.map(toServiceKeyRecord);
  }

  /** The services that depend on each service, and those that it depends on. */
  async getRelated(
    entityRefs: readonly string[],
  ): Promise<Map<string, string[]>> {
    const rows: Row[] = await this.db(TABLE)
      .where({ kind: 'related' })
      .where(either =>
        either
          .where(isInTextList(this.db, 'entity_ref', entityRefs))
          .orWhere(isInTextList(this.db, 'key', entityRefs)),
      );
    const wanted = new Set(entityRefs);
    const related = new Map<string, string[]>();
    const add = (ref: string, other: string) => {
      if (wanted.has(ref))
        related.set(ref, [...(related.get(ref) ?? []), other]);
    };
    for (const { entityRef, key } of rows.map(toServiceKeyRecord)) {
      add(entityRef, key);
      add(key, entityRef);
    }
    return related;
  }

  /** The names of one service. */
  async getNames(entityRef: string): Promise<ServiceKeyRecord[]> {
    const rows: Row[] = await this.db(TABLE)
      .where({ entity_ref: entityRef })
      .orderBy(['kind', 'key']);
    return rows.map(toServiceKeyRecord);
  }
}
