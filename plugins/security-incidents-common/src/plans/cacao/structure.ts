import { checkStep, stepReferences } from './stepStructure';
import { Reader } from './reader';
import type { CacaoFinding, CacaoPlaybook } from './types';
import {
  CACAO_SPEC_VERSION,
  MAX_DEPTH,
  MAX_REFERENCES,
  MAX_STEPS,
  PLAYBOOK_TYPES,
} from './vocabulary';

/*
 * What must be true of a CACAO v2.0 playbook before anything is made of it. These are our own checks for the facts of
 * the standard; they ask for what we read and write, and let pass what we do not know.
 */

const TLP_LEVELS = [
  'TLP:CLEAR',
  'TLP:GREEN',
  'TLP:AMBER',
  'TLP:AMBER+STRICT',
  'TLP:RED',
];
const VARIABLE_NAME = /^__[a-zA-Z_][a-zA-Z0-9_-]{0,199}__$/;

function checkIdentity(reader: Reader): void {
  const type = reader.require('type', 'string');
  if (type !== undefined && type !== 'playbook') {
    reader.error('must be "playbook"', 'type');
  }
  const version = reader.require('spec_version', 'string');
  if (version !== undefined && version !== CACAO_SPEC_VERSION) {
    reader.error(`must be "${CACAO_SPEC_VERSION}"`, 'spec_version');
  }
  reader.identifier('id', 'playbook');
  reader.identifier('created_by', 'identity');
  const name = reader.require('name', 'string');
  if (name !== undefined && !name.trim()) reader.error('is empty', 'name');
  reader.optional('description', 'string');
}

function checkTimes(reader: Reader): void {
  const order = (earlier: string, later: string, orEqual: boolean) => {
    const [a, b] = [reader.get(earlier), reader.get(later)];
    if (typeof a !== 'string' || typeof b !== 'string') return;
    if (a > b || (!orEqual && a === b)) {
      reader.error(`must be later than ${earlier}`, later);
    }
  };
  reader.timestamp('created');
  reader.timestamp('modified');
  reader.timestamp('valid_from', true);
  reader.timestamp('valid_until', true);
  order('created', 'modified', true);
  order('valid_from', 'valid_until', false);
}

function checkLists(reader: Reader): void {
  const types = reader.texts('playbook_types', { optional: true });
  types?.forEach((type, index) => {
    if (!(PLAYBOOK_TYPES as readonly string[]).includes(type)) {
      reader.error('is no type of playbook', `playbook_types[${index}]`);
    }
  });
  const activities = reader.texts('playbook_activities', { optional: true });
  if (types && !activities) {
    reader.error('is needed beside playbook_types', 'playbook_activities');
  }
  reader.texts('labels', { optional: true });
  for (const key of ['priority', 'severity', 'impact']) {
    const value = reader.optional(key, 'number');
    if (
      value !== undefined &&
      !(Number.isInteger(value) && value >= 0 && value <= 100)
    ) {
      reader.error('must be a whole number from 0 to 100', key);
    }
  }
  reader.optional('revoked', 'boolean');
  for (const reference of reader.list('external_references')) {
    reference.require('name', 'string');
    const rest = ['description', 'source', 'url', 'external_id'];
    const given = rest.filter(
      key => reference.optional(key, 'string') !== undefined,
    );
    if (!given.length) {
      reference.error(`needs one of ${rest.join(', ')}`);
    }
  }
}

function checkVariables(reader: Reader, key: string): void {
  for (const [name, variable] of reader.entries(key)) {
    if (!VARIABLE_NAME.test(name)) {
      variable.error('must be named with two underscores on both sides');
    }
    variable.require('type', 'string');
  }
}

function checkDefinitions(reader: Reader): void {
  for (const key of ['agent_definitions', 'target_definitions']) {
    for (const [id, definition] of reader.entries(key)) {
      const type = definition.require('type', 'string');
      definition.require('name', 'string');
      definition.optional('description', 'string');
      if (type !== undefined) definition.isIdentifier(id, type);
    }
  }
  for (const [id, definition] of reader.entries('extension_definitions')) {
    definition.isIdentifier(id, 'extension-definition');
    if (definition.require('type', 'string') !== 'extension-definition') {
      definition.error('must be "extension-definition"', 'type');
    }
    for (const field of ['name', 'schema', 'version']) {
      definition.require(field, 'string');
    }
    definition.identifier('created_by', 'identity');
  }
}

function checkMarkings(reader: Reader): void {
  const defined = new Set<string>();
  for (const [id, marking] of reader.entries('data_marking_definitions')) {
    defined.add(id);
    const type = marking.require('type', 'string');
    if (type !== undefined) {
      marking.isIdentifier(id, type);
      if (!type.startsWith('marking-')) {
        marking.error('is no type of marking', 'type');
      }
    }
    if (marking.require('id', 'string') !== id) {
      marking.error('must be the same as its key', 'id');
    }
    marking.identifier('created_by', 'identity');
    marking.timestamp('created');
    if (type === 'marking-tlp') {
      const level = marking.require('tlpv2_level', 'string');
      if (level !== undefined && !TLP_LEVELS.includes(level)) {
        marking.error(`must be one of ${TLP_LEVELS.join(', ')}`, 'tlpv2_level');
      }
    }
  }
  reader.texts('markings', { optional: true })?.forEach((id, index) => {
    if (!defined.has(id)) {
      reader.error(
        'is not among data_marking_definitions',
        `markings[${index}]`,
      );
    }
  });
}

function checkExtensions(reader: Reader, key: string, known: Set<string>) {
  for (const [id, extension] of reader.entries(key)) {
    if (!known.has(id)) {
      extension.error('is not among extension_definitions');
    }
  }
}

function checkWorkflow(reader: Reader): void {
  const steps = reader.entries('workflow', true);
  if (steps.length > MAX_STEPS) {
    reader.error(`must have at most ${MAX_STEPS} steps`, 'workflow');
    return;
  }
  const known = new Set(steps.map(([id]) => id));
  const agents = new Set(reader.entries('agent_definitions').map(([id]) => id));
  const extensions = new Set(
    reader.entries('extension_definitions').map(([id]) => id),
  );
  let references = 0;
  for (const [id, step] of steps) {
    checkStep(id, step, agents);
    checkVariables(step, 'step_variables');
    checkExtensions(step, 'step_extensions', extensions);
    for (const [path, target] of stepReferences(step)) {
      references += 1;
      if (!known.has(target)) step.error('is not a step of workflow', path);
    }
  }
  if (references > MAX_REFERENCES) {
    reader.error(
      `must name the next step at most ${MAX_REFERENCES} times`,
      'workflow',
    );
  }
  checkExtensions(reader, 'playbook_extensions', extensions);
  const start = reader.require('workflow_start', 'string');
  const entry = steps.find(([id]) => id === start)?.[1];
  if (start !== undefined && entry?.get('type') !== 'start') {
    reader.error('must name a step of the type start', 'workflow_start');
  }
  const exception = reader.optional('workflow_exception', 'string');
  if (exception !== undefined && !known.has(exception)) {
    reader.error('is not a step of workflow', 'workflow_exception');
  }
}

/** Whether a value holds others to more than the given depth; counted without recursion. */
function isDeeperThan(value: unknown, depth: number): boolean {
  let level: unknown[] = [value];
  for (let count = 0; count <= depth; count += 1) {
    level = level.flatMap(item =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
    if (!level.length) return false;
  }
  return true;
}

/** Reads a document as JSON; a text is parsed. Nothing but plain JSON is left of it, whatever it was. */
function toJson(document: unknown): { value?: unknown; problem?: string } {
  let value: unknown;
  try {
    value = JSON.parse(
      typeof document === 'string' ? document : JSON.stringify(document),
    );
  } catch (error) {
    const detail = error instanceof Error ? `: ${error.message}` : '';
    return { problem: `The document is not JSON${detail}` };
  }
  return isDeeperThan(value, MAX_DEPTH)
    ? { problem: `The document is nested more than ${MAX_DEPTH} levels deep` }
    : { value };
}

/** The playbook in a document, or all that is wrong with it. */
export function readCacaoPlaybook(document: unknown): {
  playbook?: CacaoPlaybook;
  findings: CacaoFinding[];
} {
  const { value, problem } = toJson(document);
  if (problem !== undefined) {
    return { findings: [{ level: 'error', path: '', message: problem }] };
  }
  const findings: CacaoFinding[] = [];
  const reader = Reader.of(value, '', findings);
  if (!reader) {
    const message = 'The document must be an object';
    return { findings: [{ level: 'error', path: '', message }] };
  }
  checkIdentity(reader);
  checkTimes(reader);
  checkLists(reader);
  checkVariables(reader, 'playbook_variables');
  checkDefinitions(reader);
  checkMarkings(reader);
  checkWorkflow(reader);
  return findings.length
    ? { findings }
    : { playbook: value as CacaoPlaybook, findings };
}

/**
 * What is wrong with a document as a CACAO v2.0 playbook, as far as we read and write them; empty when nothing is.
 *
 * @public
 */
export function checkCacaoPlaybook(document: unknown): CacaoFinding[] {
  return readCacaoPlaybook(document).findings;
}
