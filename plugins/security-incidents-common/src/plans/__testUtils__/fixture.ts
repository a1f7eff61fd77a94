import { readFileSync } from 'fs';
import { resolve } from 'path';
import type { CacaoPlaybook } from '../index';

/** A playbook that has no fault by the schemas of the standard. */
export const FIXTURE: CacaoPlaybook = JSON.parse(
  readFileSync(
    resolve(__dirname, '../../../../../test/fixtures/cacao-playbook.json'),
    'utf8',
  ),
);
