import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

const CATALOG = resolve(__dirname, '../../../catalog');

/** What the YAML files of the demo's catalog say, with the full ref of each entity. */
export function demoEntities(): Array<{
  file: string;
  ref: string;
  entity: Entity;
}> {
  return readdirSync(CATALOG)
    .filter(file => file.endsWith('.yaml'))
    .flatMap(file =>
      parseAllDocuments(readFileSync(resolve(CATALOG, file), 'utf8')).map(
        document => {
          const entity = document.toJS() as Entity;
          return { file, ref: stringifyEntityRef(entity), entity };
        },
      ),
    );
}
